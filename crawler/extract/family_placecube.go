package extract

// placecube is Placecube's Digital Place, and directories of councils that are made with Liferay as it is.
var placecube = family{
	name:  "Placecube",
	marks: []string{"digital-place", "placecube"},
	classes: map[string]kind{
		"directory-entry-phone": phone, "directory-entry-email": mail, "directory-entry-address": where, "directory-entry-website": site,
		"directory-entry-opening-times": when, "directory-entry-cost": cost, "directory-entry-categories": topic, "directory-entry-description": about,
	},
}
