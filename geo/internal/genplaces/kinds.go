package main

import (
	"slices"

	"fingerpost/geo/internal/names"

	"github.com/paulmach/orb"
)

// cities have the status by letters patent: in Northern Ireland six since 2022,
// and Douglas since the same year.
var cities = []string{"Armagh", "Bangor", "Belfast", "Derry", "Douglas", "Lisburn", "Newry"}

// townsOutsideBritain are those of Northern Ireland that NISRA counts among
// large, medium and small towns or that have been towns by charter or had a town
// or urban council; the capitals of Jersey, Guernsey and Alderney; and the towns
// of the Isle of Man. What is on neither list is taken for a village.
var townsOutsideBritain = []string{
	"Antrim", "Ballycastle", "Ballyclare", "Ballymena", "Ballymoney", "Ballynahinch", "Banbridge", "Carrickfergus",
	"Carryduff", "Castlederg", "Castlewellan", "Coalisland", "Coleraine", "Comber", "Cookstown", "Craigavon", "Crumlin",
	"Donaghadee", "Downpatrick", "Dromore", "Dungannon", "Dungiven", "Enniskillen", "Holywood", "Keady", "Kilkeel",
	"Larne", "Limavady", "Lisnaskea", "Lurgan", "Maghera", "Magherafelt", "Newcastle", "Newtownabbey", "Newtownards",
	"Omagh", "Portadown", "Portrush", "Portstewart", "Randalstown", "Rathfriland", "Strabane", "Tandragee",
	"Warrenpoint", "Whitehead",
	"St Helier", "St Peter Port", "St Anne",
	"Castletown", "Peel", "Ramsey",
}

// dromoreInTyrone is a village; the town of that name is in County Down, east of it.
const dromoreInTyrone = -7.0

func kindOf(name string, at orb.Point) names.Kind {
	switch {
	case slices.Contains(cities, name) || name == "Londonderry":
		return names.City
	case name == "Dromore" && at.Lon() < dromoreInTyrone:
		return names.Village
	case slices.Contains(townsOutsideBritain, name):
		return names.Town
	}
	return names.Village
}

// missing are places that people would look for and the lists do not have, at the middle of each.
var missing = []names.Place{
	{Name: "Lurgan", Kind: names.Town, Point: orb.Point{-6.3349, 54.4636}},
	{Name: "Richmond", Kind: names.Suburb, Point: orb.Point{-0.3037, 51.4613}},
	{Name: "Jersey", Kind: names.Other, Point: orb.Point{-2.1268, 49.1940}, District: channelIslands},
	{Name: "Guernsey", Kind: names.Other, Point: orb.Point{-2.5600, 49.4600}, District: channelIslands},
	{Name: "Alderney", Kind: names.Other, Point: orb.Point{-2.2050, 49.7120}, District: channelIslands},
	{Name: "Sark", Kind: names.Village, Point: orb.Point{-2.3610, 49.4330}, District: channelIslands},
	{Name: "Herm", Kind: names.Village, Point: orb.Point{-2.4500, 49.4720}, District: channelIslands},
}

// islands are those that people say they live on, each at its main place in OS
// Open Names.
var islands = []names.Place{
	{Name: "Isle of Skye", Others: []string{"Skye", "An t-Eilean Sgitheanach"}, Kind: names.Other, Point: orb.Point{-6.1947, 57.4134}, District: "S12000017"}, // Portree
	{Name: "Isle of Arran", Others: []string{"Arran"}, Kind: names.Other, Point: orb.Point{-5.1512, 55.5775}, District: "S12000021"},                          // Brodick
	{Name: "Isle of Bute", Others: []string{"Bute"}, Kind: names.Other, Point: orb.Point{-5.0546, 55.8349}, District: "S12000035"},                            // Rothesay
	{Name: "Isle of Mull", Others: []string{"Mull"}, Kind: names.Other, Point: orb.Point{-6.0681, 56.6229}, District: "S12000035"},                            // Tobermory
	{Name: "Isle of Jura", Others: []string{"Jura"}, Kind: names.Other, Point: orb.Point{-5.9477, 55.8443}, District: "S12000035"},                            // Craighouse
	{Name: "Isle of Tiree", Others: []string{"Tiree"}, Kind: names.Other, Point: orb.Point{-6.8072, 56.5029}, District: "S12000035"},                          // Scarinish
	{Name: "Isle of Coll", Others: []string{"Coll"}, Kind: names.Other, Point: orb.Point{-6.5266, 56.6236}, District: "S12000035"},                            // Arinagour
	{Name: "Isle of Raasay", Others: []string{"Raasay"}, Kind: names.Other, Point: orb.Point{-6.0656, 57.3458}, District: "S12000017"},                        // Inverarish
	{Name: "Isle of Lewis", Others: []string{"Lewis"}, Kind: names.Other, Point: orb.Point{-6.3865, 58.2093}, District: "S12000013"},                          // Stornoway
	{Name: "Isle of Harris", Others: []string{"Harris"}, Kind: names.Other, Point: orb.Point{-6.7993, 57.898}, District: "S12000013"},                         // Tarbert
	{Name: "North Uist", Others: []string{"Uibhist a Tuath"}, Kind: names.Other, Point: orb.Point{-7.1626, 57.6029}, District: "S12000013"},                   // Lochmaddy
	{Name: "South Uist", Others: []string{"Uibhist a Deas"}, Kind: names.Other, Point: orb.Point{-7.3144, 57.1584}, District: "S12000013"},                    // Lochboisdale
	{Name: "Benbecula", Others: []string{"Beinn na Faoghla"}, Kind: names.Other, Point: orb.Point{-7.3784, 57.4734}, District: "S12000013"},                   // Balivanich
	{Name: "Great Cumbrae", Others: []string{"Cumbrae"}, Kind: names.Other, Point: orb.Point{-4.9284, 55.7531}, District: "S12000021"},                        // Millport
	{Name: "Unst", Kind: names.Other, Point: orb.Point{-0.8875, 60.76}, District: "S12000027"},                                                                // Baltasound
	{Name: "Yell", Kind: names.Other, Point: orb.Point{-1.0616, 60.5977}, District: "S12000027"},                                                              // Mid Yell
	{Name: "Isle of Sheppey", Others: []string{"Sheppey"}, Kind: names.Other, Point: orb.Point{0.7623, 51.4399}, District: "E07000113"},                       // Sheerness
	{Name: "Hayling Island", Kind: names.Other, Point: orb.Point{-0.977, 50.7876}, District: "E07000090"},                                                     // South Hayling
}
