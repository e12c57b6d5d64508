package index_test

import (
	"slices"
	"testing"

	"fingerpost/data"
	"fingerpost/index"
)

// TestWelsh promises that what people in Wales type in Welsh finds what the English would, in listings that say no word of
// Welsh: by what it means, near the place that it speaks of.
func TestWelsh(t *testing.T) {
	var all []data.Submission
	for topic, name := range map[data.TopicID]string{
		"food": "Riverside Pantry", "listening": "Night Line", "debt": "Clear Start", "libraries": "Central Reading Room", "mental-health": "Even Keel",
		"devices": "Tablet Lenders", "carers": "Take Five", "befriending": "Two Chairs", "energy": "Warmer Rooms", "homelessness": "The Doorstep",
		"dementia": "Forget Me Not", "domestic-abuse": "Haven Line", "crisis": "First Call", "alcohol": "Dry Dock", "bereavement": "Gentle Hands",
		"benefits": "Claim Right", "volunteering": "Lend a Hand", "transport": "Door to Door", "lgbt": "Rainbow Room", "young-advice": "Stand Tall",
	} {
		all = append(all, service(name+" Cardiff", about(topic), in("CF10 3NP")), service(name+" Swansea", about(topic), in("SA1 3SN")))
	}
	all = append(all, service("Riverside Pantry Bangor", about("food"), in("LL57 1DT")))
	x := indexOver(t, all...)
	for _, test := range []struct {
		text, near string
		topic      data.TopicID // the first that the words name
		first      string       // the first result
	}{
		{"banc bwyd", "CF10 3NP", "food", "Riverside Pantry Cardiff"},
		{"Ble mae'r fanc bwyd agosaf?", "Abertawe", "food", "Riverside Pantry Swansea"},
		{"banciau bwyd ger Caerdydd", "", "food", "Riverside Pantry Cardiff"},
		{"banc bwyd yng Nghaerdydd", "", "food", "Riverside Pantry Cardiff"},
		{"dim bwyd i’r plant yn Abertawe", "", "food", "Riverside Pantry Swansea"},
		{"banc bwyd ym Mangor", "", "food", "Riverside Pantry Bangor"},
		{"rhywun i siarad", "CF10 3NP", "listening", "Night Line Cardiff"},
		{"dyled", "CF10 3NP", "debt", "Clear Start Cardiff"},
		{"dw i angen help gyda fy nyledion", "Abertawe", "debt", "Clear Start Swansea"},
		{"dyledon", "CF10 3NP", "debt", "Clear Start Cardiff"}, // a slip of the finger
		{"llyfrgell", "Abertawe", "libraries", "Central Reading Room Swansea"},
		{"iechyd meddwl", "CF10 3NP", "mental-health", "Even Keel Cardiff"},
		{"cyfrifiadur", "CF10 3NP", "devices", "Tablet Lenders Cardiff"},
		{"gofalwyr", "CF10 3NP", "carers", "Take Five Cardiff"},
		{"dwi'n edrych ar ôl fy mam", "Abertawe", "carers", "Take Five Swansea"},
		{"rwy'n unig", "CF10 3NP", "befriending", "Two Chairs Cardiff"},
		{"methu talu’r bil trydan", "CF10 3NP", "energy", "Warmer Rooms Cardiff"},
		{"yn ddigartref heno", "Abertawe", "homelessness", "The Doorstep Swansea"},
		{"mae mam yn colli'r cof", "CF10 3NP", "dementia", "Forget Me Not Cardiff"},
		{"gŵr yn yfed gormod", "CF10 3NP", "alcohol", "Dry Dock Cardiff"},
		{"gwr yn yfed gormod", "CF10 3NP", "alcohol", "Dry Dock Cardiff"}, // few type the accents
		{"mae fy ngŵr wedi marw", "CF10 3NP", "bereavement", "Gentle Hands Cardiff"},
		{"grŵp profedigaeth ar-lein", "CF10 3NP", "bereavement", "Gentle Hands Cardiff"},
		{"hawlio credyd cynhwysol", "Abertawe", "benefits", "Claim Right Swansea"},
		{"gwirfoddoli", "CF10 3NP", "volunteering", "Lend a Hand Cardiff"},
		{"lifft i'r ysbyty", "CF10 3NP", "transport", "Door to Door Cardiff"},
		{"LHDT", "CF10 3NP", "lgbt", "Rainbow Room Cardiff"},
		{"fy mab yn cael ei fwlio", "CF10 3NP", "young-advice", "Stand Tall Cardiff"},
	} {
		r := index.Request{Text: test.text, Limit: 20}
		if test.near != "" {
			o := find(t, test.near)
			r.Origin = &o
		}
		a := search(t, x, r)
		found := names(a, all...)
		if len(a.Topics) == 0 || a.Topics[0] != test.topic || len(found) == 0 || found[0] != test.first {
			t.Errorf("%q near %q: %v, first of %d %.90s; want %s, %s", test.text, test.near, a.Topics, a.Total, list(found), test.topic, test.first)
		}
		if len(a.Dangers) > 0 {
			t.Errorf("%q speaks of no danger: %v", test.text, a.Dangers)
		}
	}
}

// A word that is Welsh and English is read by the page that it is typed on, unless words beside it tell.
func TestWordsOfTwoLanguages(t *testing.T) {
	x := indexOver(t, service("Plant swap"))
	for _, test := range []struct {
		text, language string
		welsh          bool
	}{
		{"plant", "", false}, {"plant", "en", false}, {"plant", "cy", true}, {"gofal plant", "en", true}, {"plant swap", "en", false}, {"tai", "cy", true},
		{"tai chi", "en", false}, {"food bank", "cy", false}, {"therapi", "en", false},
	} {
		a := search(t, x, index.Request{Text: test.text, Language: test.language, Limit: 20})
		welsh := slices.ContainsFunc(a.Topics, func(id data.TopicID) bool { return id == "families" || id == "home" })
		if welsh != test.welsh {
			t.Errorf("%q on a page in %q: %v", test.text, test.language, a.Topics)
		}
	}
}

// TestDangersInWelsh promises that danger is noticed in Welsh as in English, on every page.
func TestDangersInWelsh(t *testing.T) {
	x := indexOver(t)
	for text, want := range map[string]string{
		"hunanladdiad": "suicide", "hunanladiad": "suicide", "dwi eisiau marw": "suicide", "rwy'n meddwl am ladd fy hun": "suicide", "ddim isio byw": "suicide", "moyn marw": "suicide",
		"mae hi eisiau rhoi diwedd ar ei bywyd": "suicide", "gwell eu byd hebdda i": "suicide", "wedi cymryd gorddos": "suicide",
		"hunan-niweidio": "self-harm", "mae fy merch yn torri ei hun": "self-harm", "dwi'n brifo fy hun": "self-harm",
		"mae fy ngŵr yn fy nharo": "domestic-abuse", "mae fy ngwr yn fy nharo": "domestic-abuse", "trais domestig": "domestic-abuse", "ofn fy mhartner": "domestic-abuse",
		"mae e'n bwrw fi": "domestic-abuse", "lloches i fenywod": "domestic-abuse", "cael fy nhreisio": "sexual-violence", "treisio": "sexual-violence",
		"cam-drin plant": "child", "ofn mynd adref": "child", "poen yn y frest": "medical", "gormod o dabledi": "medical", "methu anadlu": "medical",
		"argyfwng iechyd meddwl": "crisis",
		"mae fy ngŵr wedi marw":  "", "banc bwyd": "", "fy mhartner": "", "torri gwallt": "", "tabled rhad": "", "lladd amser": "", "marwolaeth": "",
	} {
		got := ""
		if dangers := search(t, x, index.Request{Text: text}).Dangers; len(dangers) > 0 {
			got = dangers[0].ID
		}
		if got != want {
			t.Errorf("%q: danger %q, want %q", text, got, want)
		}
	}
}
