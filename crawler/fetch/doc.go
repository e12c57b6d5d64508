// Package fetch gets things from other people's servers, politely and safely. It is the only way out of Fingerpost: the
// page visitor puts its transport under Colly ([Client.Transport]), readers of feeds and files call [Client.Get], and what
// is too large to be held is put into a file by [Client.Download].
//
// Every request, and every hop of a redirect, goes down one chain: scope → robots.txt → the host's rest and pace →
// the connection, to a public address only → a cap on what is decompressed. The chain is hop.go; each link has a file.
//
// It does not follow links, read pages or keep a list of what to fetch, and stores nothing but the file that a download is
// asked for; it never writes to others (GET and HEAD only), sends no cookies, takes no proxy from the environment, and
// words nothing for people: its errors are types.
//
// The difficult parts are the address check, which has to stand between the DNS answer and the connection (dial.go), the
// pace, which has to hold at the server and not only here (host.go), robots.txt as people really write it
// (robotstext.go), and a file of several answers, which must all be of one edition (transfer.go).
package fetch
