package extract

import "strings"

// sort of thing that a schema.org type is, for us
type sort int

const (
	unsorted sort = iota // a web page, an article, a person, a breadcrumb
	offer                // a service, an event
	door                 // a place with a door that has hours and a telephone: often the owner's own, on every page
	venue                // a Place and no more: where something else is, unless it stands alone
	body                 // an organisation: often the owner of the site, on every page of it
)

// bodies are the types that are organisations and nothing with a door.
var bodies = wordSet(`Organization NGO GovernmentOrganization Corporation EducationalOrganization NewsMediaOrganization
	MedicalOrganization SportsOrganization Charity Project FundingScheme`)

// doors are the types that are places with a door, beside every type that ends in Business.
var doors = wordSet(`MedicalClinic Pharmacy Hospital Physician Dentist Library CivicStructure CommunityCenter PlaceOfWorship
	Church Mosque SportsActivityLocation PublicSwimmingPool Park Museum ChildCare EmploymentAgency SocialClub Store Restaurant
	CafeOrCoffeeShop School Preschool ExerciseGym SportsClub LegalService GovernmentOffice Courthouse RadioStation`)

func (n node) sort() sort { return sortOf(n.types()) }

func sortOf(types []string) sort {
	best := unsorted
	for _, t := range types {
		switch {
		case t == "LegalService" || doors[t] || strings.HasSuffix(t, "Business") || strings.HasSuffix(t, "Store"):
			best = door
		case strings.HasSuffix(t, "Event"), strings.HasSuffix(t, "Service"), t == "Course", t == "SpecialAnnouncement":
			return offer
		case t == "Place" && best != door:
			best = venue
		case bodies[t] && best == unsorted:
			best = body
		}
	}
	return best
}
