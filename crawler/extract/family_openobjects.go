package extract

// openObjects is Open Objects' Synergy directories, under /kb5/: rows of labels and values under headings of their own,
// which the general reading of labels understands. Here is only what their pages have beside that.
var openObjects = family{
	name:  "Open Objects",
	marks: []string{"kb5"},
	classes: map[string]kind{
		"lastupdated": aside, "local-offer": other, "shortlist": aside, "actions": aside, "btn-toolbar": aside,
	},
}
