package extract

// eventsCalendar is The Events Calendar, a plug-in of WordPress: class names begin with tribe-.
var eventsCalendar = family{
	name:  "The Events Calendar",
	marks: []string{"single-tribe_events", "events-single", "tribe-events-"},
	classes: map[string]kind{
		"tribe-events-event-cost": cost, "tribe-events-cost": other, "tribe-organizer": runner, "tribe-organizer-tel": phone, "tribe-organizer-email": mail,
		"tribe-organizer-url": site, "tribe-venue": where, "tribe-venue-location": part, "tribe-venue-tel": aside, "tribe-venue-url": aside,
		"tribe-events-event-categories": topic, "tribe-event-tags": topic, "tribe-events-event-url": site, "tribe-events-schedule": other,
		"tribe-events-start-date": other, "tribe-events-start-time": other, "tribe-events-start-datetime": other, "tribe-events-end-datetime": other,
		"tribe-events-end-date": other, "tribe-events-back": aside, "tribe-events-c-subscribe-dropdown": aside, "tribe-events-cal-links": aside,
		"tribe-events-nav-pagination": aside, "tribe-events-gmap": aside, "tribe-related-events": aside, "tribe-events-notices": other,
		"tribe-events-c-subscribe-dropdown__container": aside,
	},
}

// businessDirectory is the Business Directory plug-in: a class for each field, named by its association.
var businessDirectory = family{
	name:  "Business Directory",
	marks: []string{"single-wpbdp_listing", "wpbdp"},
	classes: map[string]kind{
		"wpbdp-field-phone": phone, "wpbdp-field-email": mail, "wpbdp-field-address": where, "wpbdp-field-website": site, "wpbdp-field-category": topic,
		"wpbdp-field-tags": topic, "wpbdp-field-zip_code": part, "wpbdp-field-zip": part, "wpbdp-field-postcode": part, "wpbdp-field-fax": aside,
		"wpbdp-field-venue": where, "wpbdp-field-long_description": about, "wpbdp-field-short_description": about, "wpbdp-field-excerpt": about,
		"wpbdp-field-opening_hours": when, "wpbdp-field-hours": when, "wpbdp-field-when": when, "wpbdp-field-cost": cost, "wpbdp-listing-actions": aside,
		"contact-form-wrapper": aside, "social-fields": aside, "listing-actions": aside,
	},
}

// geoDirectory is the GeoDirectory plug-in: fields are rows of an icon, a label and a value.
var geoDirectory = family{
	name:  "GeoDirectory",
	marks: []string{"single-gd_", "geodir"},
	classes: map[string]kind{
		"geodir-field-phone": phone, "geodir-field-email": mail, "geodir-field-address": where, "geodir-field-website": site, "geodir-field-business_hours": when,
		"geodir-field-timing": when, "geodir-field-post_category": topic, "geodir-field-post_tags": topic, "geodir-field-price": cost, "geodir-field-fax": aside,
		"geodir_post_meta-phone": phone, "geodir-i-address": where, "geodir-i-phone": phone, "geodir-i-contact": phone, "geodir-i-email": mail, "geodir-i-website": site,
		"geodir-i-time": when, "geodir-company_info": other, "geodir-field-post_content": about, "geodir-post-related": aside, "geodir-claim": aside,
	},
}
