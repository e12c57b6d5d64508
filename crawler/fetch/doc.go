// Package fetch gets things from other people's servers, politely and safely. It is the only way out of Fingerpost: the
// page visitor puts its transport under Colly ([Client.Transport]), readers of feeds and files call [Client.Get].
//
// Every request, and every hop of a redirect, goes down one chain: scope → robots.txt → the host's rest and pace →
// the connection, to a public address only → a cap on what is decompressed. The chain is hop.go; each link has a file.
//
// It does not follow links, read pages, keep a list of what to fetch or store anything; it never writes (GET and HEAD
// only), sends no cookies, takes no proxy from the environment, and words nothing for people: its errors are types.
//
// The difficult parts are the address check, which has to stand between the DNS answer and the connection (dial.go), the
// pace, which has to hold at the server and not only here (host.go), and robots.txt as people really write it
// (robotstext.go).
package fetch
