// Package madeup makes directories of any size up, to measure with: what is quick over three thousand listings may not be over
// a million. It is no part of the program.
//
// Listing i is made when it is asked for, of the seed and of i alone: a million need no more memory than one, and can be made
// in any order and on several processors at once. What matters to an index is as it is in real directories: few words are in
// half of all texts and most in next to none; words of one topic come together; most places are where most people live, and
// many share a hall; organisations run several services; nearly all serve one council, and one in ten has no place.
//
// What is not like a real directory: the sentences mean nothing, nobody misspells, every place is right, and no listing has
// more than one.
package madeup
