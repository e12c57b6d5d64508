package extract

// localGov is LocalGov Drupal: the directories of some sixty councils.
var localGov = family{
	name:  "LocalGov Drupal",
	marks: []string{"page-node-type-localgov-directories"},
	classes: map[string]kind{
		"field--name-localgov-directory-name": runner, "field--name-localgov-directory-phone": phone, "field--name-localgov-directory-email": mail,
		"field--name-localgov-directory-website": site, "field--name-localgov-directory-opening-times": when, "field--name-localgov-directory-address": where,
		"field--name-postal-address": where, "field--name-localgov-location": where, "field--name-localgov-directory-files": other,
		"field--name-localgov-directory-facets-select": topic, "field--name-localgov-directory-job-title": aside, "field--name-localgov-directory-social-media": site,
		"field--name-field-accessibility": access, "field--name-field-cost": cost, "field--name-field-text-number": texting, "field--name-field-age-range": age,
		"field--name-field-eligibility": who, "field--name-field-referral": entry, "field--name-field-languages": language,
	},
}
