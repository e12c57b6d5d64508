package pattern

import "strings"

// flagsOf cuts off the flags that an expression begins with.
func flagsOf(expr string) (flags, rest string) {
	if end := strings.IndexByte(expr, ')'); strings.HasPrefix(expr, "(?") && end > 0 && strings.Trim(expr[2:end], "ims") == "" {
		return expr[:end+1], expr[end+1:]
	}
	return "", expr
}

// choiceOf takes the source of an expression apart, at its bars and at the groups that are there just to hold bars. It is not
// ok with what it does not know: flags in the middle, and quoted stretches.
func choiceOf(expr string) (c choice, ok bool) {
	var s sequence
	began, text := 0, 0 // where the sequence and the piece of text begin
	end := func(at int) {
		s.parts = append(s.parts, part{source: expr[text:at]})
		s.source = expr[began:at]
		c, s = append(c, s), sequence{}
		began, text = at+1, at+1
	}
	for i := 0; i < len(expr); i++ {
		switch expr[i] {
		case '\\':
			if i+1 < len(expr) && expr[i+1] == 'Q' {
				return nil, false
			}
			i++
		case '[':
			if i = endOfClass(expr, i); i < 0 {
				return nil, false
			}
		case '|':
			end(i)
		case '(':
			last := endOfGroup(expr, i)
			if last < 0 {
				return nil, false
			}
			isPlain := strings.HasPrefix(expr[i:], "(?:")
			if strings.HasPrefix(expr[i:], "(?") && !isPlain && !strings.HasPrefix(expr[i:], "(?P<") && !strings.HasPrefix(expr[i:], "(?<") {
				return nil, false
			}
			if isPlain && !isRepeated(expr, last+1) && !hasGroups(expr[i+3:last]) {
				inner, ok := choiceOf(expr[i+3 : last])
				if !ok {
					return nil, false
				}
				s.parts = append(s.parts, part{source: expr[text:i]}, part{choice: inner})
				text = last + 1
			} else if _, ok := choiceOf(expr[i+1 : last]); !ok && !isPlain {
				return nil, false
			}
			i = last
		}
	}
	end(len(expr))
	return c, true
}

// isRepeated reports whether what ends before a place may be there other than once.
func isRepeated(expr string, at int) bool {
	return at < len(expr) && strings.IndexByte("?*+{", expr[at]) >= 0
}

// hasGroups reports whether a piece of an expression may hold groups that are counted, or that change flags.
func hasGroups(expr string) bool {
	for i := 0; i < len(expr); i++ {
		switch expr[i] {
		case '\\':
			i++
		case '[':
			if i = endOfClass(expr, i); i < 0 {
				return true
			}
		case '(':
			if !strings.HasPrefix(expr[i:], "(?:") {
				return true
			}
		}
	}
	return false
}

// endOfClass gives the bracket that closes a class; -1 if none does.
func endOfClass(expr string, at int) int {
	i := at + 1
	if i < len(expr) && expr[i] == '^' {
		i++
	}
	for first := i; i < len(expr); i++ {
		switch {
		case expr[i] == '\\':
			i++
		case strings.HasPrefix(expr[i:], "[:"):
			if end := strings.Index(expr[i:], ":]"); end > 0 {
				i += end + 1
			}
		case expr[i] == ']' && i > first:
			return i
		}
	}
	return -1
}

// endOfGroup gives the parenthesis that closes one; -1 if none does.
func endOfGroup(expr string, at int) int {
	depth := 0
	for i := at; i < len(expr); i++ {
		switch expr[i] {
		case '\\':
			i++
		case '[':
			if i = endOfClass(expr, i); i < 0 {
				return -1
			}
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}
