package main

// townCodes are the outward codes of towns in Northern Ireland that lie nearer to
// the middle of another one. They are facts of the post: the districts in the
// "Coverage" column of "BT postcode area" in Wikipedia, which is also in the
// localities of postal districts of GeoNames.
var townCodes = map[string]string{
	"Annalong":       "BT34",
	"Ballygowan":     "BT23",
	"Carnlough":      "BT44",
	"Castlerock":     "BT51",
	"Crossgar":       "BT30",
	"Cullybackey":    "BT42",
	"Cushendall":     "BT44",
	"Dungiven":       "BT47",
	"Greenisland":    "BT38",
	"Irvinestown":    "BT94",
	"Kilrea":         "BT51",
	"Millisle":       "BT22",
	"Moneymore":      "BT45",
	"New Buildings":  "BT47",
	"Newtownstewart": "BT78",
	"Portaferry":     "BT22",
	"Portglenone":    "BT44",
	"Rathfriland":    "BT34",
	"Tandragee":      "BT62",
}
