package donotlist

import "reflect"

// links are the fields that lead somewhere: of them nothing is left if a part is hidden.
var links = []string{"URL", "Website", "Email"}

// texts changes every text in a struct, however deep, and what is added to it later too. Values with a type of their own are
// ids and words of ours, and stay. Lists are copied before they are changed: others may hold the same ones.
func texts(v reflect.Value, change func(field, s string) string, field string) {
	switch v.Kind() {
	case reflect.String:
		if v.Type() != reflect.TypeFor[string]() || v.Len() == 0 {
			return
		}
		before := v.String()
		if after := change(field, before); after != before {
			v.SetString(after)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				texts(v.Field(i), change, f.Name)
			}
		}
	case reflect.Slice:
		if v.Len() == 0 || !holdsTexts(v.Type().Elem()) {
			return
		}
		list := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(list, v)
		for i := range list.Len() {
			texts(list.Index(i), change, field)
		}
		v.Set(list)
	}
}

// holdsTexts reports whether values of a type may hold texts.
func holdsTexts(t reflect.Type) bool {
	return t == reflect.TypeFor[string]() || t.Kind() == reflect.Struct || t.Kind() == reflect.Slice
}
