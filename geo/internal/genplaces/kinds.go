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
