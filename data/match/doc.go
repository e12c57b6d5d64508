// Package match decides whether two descriptions speak of the same organisation, place or service. What speaks for it and what
// speaks against it is weighed, rare words more than common ones, and every decision says why. Where that is not enough, a
// person is asked. Names alone never link anything, because in this field they mislead ("Mind in Camden" is not "Mind in
// Croydon").
package match
