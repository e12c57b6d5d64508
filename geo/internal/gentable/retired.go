package main

import (
	"fmt"

	"fingerpost/geo"
)

// retired are codes that went out of use and that the code lists do not have,
// by the code of the area that has the place today. They are those of districts
// since GSS codes began in January 2009, as in the recoding tables of the Greater
// London Authority (2008 to 2023), which follow the Code History Database of the
// ONS; those of Scotland and the counties as in the gss-code lookup of mySociety.
//
// The 26 districts of Northern Ireland that ended in 2015 never had codes of this
// form (they were 95A to 95Z).
var retired = map[geo.AreaCode][]geo.AreaCode{
	// Districts that became unitary authorities in April 2009.
	"E06000047": {"E07000054", "E07000055", "E07000056", "E07000057", "E07000058", "E07000059", "E07000060"}, // County Durham
	"E06000049": {"E07000014", "E07000015", "E07000017"},                                                     // Cheshire East
	"E06000050": {"E07000013", "E07000016", "E07000018"},                                                     // Cheshire West and Chester
	"E06000051": {"E07000182", "E07000183", "E07000184", "E07000185", "E07000186"},                           // Shropshire
	"E06000052": {"E07000019", "E07000020", "E07000021", "E07000022", "E07000023", "E07000024"},              // Cornwall
	"E06000053": {"E07000025"},                                                                               // Isles of Scilly
	"E06000054": {"E07000230", "E07000231", "E07000232", "E07000233"},                                        // Wiltshire
	"E06000055": {"E07000002"},                                                                               // Bedford
	"E06000056": {"E07000001", "E07000003"},                                                                  // Central Bedfordshire
	"E06000057": {"E07000157", "E07000158", "E07000159", "E07000160", "E07000161", "E07000162"},              // Northumberland

	// Boundaries that moved: between Powys and Merthyr Tydfil in 2009, and between
	// East Dunbartonshire and Glasgow City.
	"W06000023": {"W06000007"},
	"W06000024": {"W06000017"},
	"S12000045": {"S12000009"},
	"S12000049": {"S12000043"},
}

// retiredCounties are counties that became one unitary authority, in 2009,
// 2019, 2020 and 2023, and areas that another code has whole. The county of
// Dorset lost Christchurch to its neighbour in 2019; the rest is Dorset.
var retiredCounties = map[geo.AreaCode]geo.AreaCode{
	"E10000002": "E06000060", // Buckinghamshire
	"E10000005": "E06000052", // Cornwall
	"E10000009": "E06000059", // Dorset
	"E10000010": "E06000047", // Durham
	"E10000022": "E06000057", // Northumberland
	"E10000023": "E06000065", // North Yorkshire
	"E10000026": "E06000051", // Shropshire
	"E10000027": "E06000066", // Somerset
	"E10000033": "E06000054", // Wiltshire

	// Metropolitan counties with the districts of a combined authority. Tyne and
	// Wear had another code before the boundary of Gateshead moved in 2013.
	"E11000001": "E47000001", // Greater Manchester
	"E11000003": "E47000002", // South Yorkshire
	"E11000004": "E11000007", // Tyne and Wear
	"E11000005": "E47000007", // West Midlands
	"E11000006": "E47000003", // West Yorkshire

	"E47000005": "E47000014", // North East, of the same seven districts until 2018
}

// retire adds the retired codes to those that were replaced. Each must lead to an
// area of today, and none may be one.
func (set *areaSet) retire() error {
	for current, olds := range retired {
		for _, old := range olds {
			if err := set.replace(old, current); err != nil {
				return err
			}
		}
	}
	for old, now := range retiredCounties {
		if err := set.replace(old, now); err != nil {
			return err
		}
	}
	return nil
}

func (set *areaSet) replace(old, now geo.AreaCode) error {
	if _, ok := set.byCode[now]; !ok {
		return fmt.Errorf("%s cannot be replaced by %s, which is no area", old, now)
	}
	if a, ok := set.byCode[old]; ok {
		return fmt.Errorf("%s %s is an area of today: take it out of the retired", old, a.name)
	}
	if known, ok := set.replaced[old]; ok && known != now {
		return fmt.Errorf("%s is replaced by %s in the lists, and by %s among the retired", old, known, now)
	}
	set.replaced[old] = now
	return nil
}
