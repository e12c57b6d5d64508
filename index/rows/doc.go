// Package rows holds what ranking needs of the documents of an index in memory, beside Bleve's own segments of files: for each
// document a row with where it is, whom it serves and what it can be filtered by ([Row]); for each segment where words stand
// ([Part]); and a state of the whole that does not change while it is read ([View]).
//
// What a row holds is stored with its document as an [Entry], in which numbers stand for what entries say again and again ([Values]);
// stems are found out of the words that have them ([Stems]). Rows are read out of a segment once, when it appears, and live as
// long as it does: Bleve never changes a segment, it deletes documents from it and merges it into another.
package rows
