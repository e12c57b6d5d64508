package data

// MergedInto is the field of an aggregate that names the one which it was found to be the same as. An aggregate that has
// it is not shown any more; its id leads there, and taking the field away brings it back as it was.
const MergedInto = "merged_into"
