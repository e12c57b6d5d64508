package index

import (
	"strings"
	"sync"

	porter "github.com/blevesearch/go-porterstemmer"

	"fingerpost/index/meaning"
)

// Limits of what is searched for: nobody types more, and each word costs time.
const (
	maxQueryLetters = 400
	maxWords        = 60 // of which at most maxUnits are searched for
	maxUnits        = 12
)

// asking are words that people use to ask and to tell, and that say nothing of what they look for. They are left out unless
// nothing else was typed. A phrase that means something keeps its own.
var asking = wordSet(`a about able ago ain all almost already also always am an and another any anybody anymore anyone anything are arent around as
	ask asked asking at away back be because been before being best better between big bit bits both bring brings bro but by came can cannot cant
	come comes coming could couldnt day days dear did didnt do does doesnt doing done dont down during each either else end enough even ever every
	everybody everyone everything everythings far feel feels felt few fill find finding fine first for found friend from gave get gets getting
	give given gives giving go goes going gone gonna good got gotta had hadnt half hardly has hasnt have havent having he hello help helped
	helping helps her here hers herself hes hey hi him himself his hold hour hours how however i id if ill im in instead into is isnt it its itself
	ive just keep keeps kept kind knew know knows last lately later least left less let lets like likes little local long look looked looking looks
	lot lots mad made make makes making many mate may maybe me mean means might mine moment month months more most much must my myself near nearby
	need needed needing needs never new next nice no nobody none nope nor not nothing now of off often ok okay old on once one ones only onto or
	other others our out over own past per perhaps pick please pls point put puts quite rather real really right said same saw say saying says see
	seem seems seen she shes should shouldnt show since so some somebody someone someones something sometimes somewhere soon sort sorry spend
	start started still stop stopped stuff stupid such sure take taken takes taking tell telling than thank thanks that thats the their them
	themselves then there theres these they theyre theyve thing things think this those though thought through till time times to today together
	told too took toward tried tries try trying turn turned twice two under until up us use used uses using usually very via want wanted wanting
	wants was wasnt way ways we week weeks well went were werent what whatever whats when where wheres which while who whole whom whos whose why
	will wish with within without wont wonder wondering worse worst would wouldnt wrong yeah year years yes yet you your yours yourself
	aunt auntie bloke boyfriend brother brothers cousin dad daddy dads daughter daughters ex father fella girlfriend grandad granddad grandma
	grandson granddaughter gran granny guy hubby husband husbands lad lads lady ladies mam mate mates missus mother mum mummy mums nan nana
	nanna nephew niece neighbour neighbours partner partners sister sisters son sons uncle wife lately everyday everytime bored`)

// weak are words that nearly every listing bears, or might. They put what bears them first and leave out nothing.
var weak = wordSet(`support supporting supported supports service services group groups centre center club clubs scheme schemes project projects
	organisation organisations organization organizations charity charities free local advice information info community uk national people person
	team programme programs activities activity session sessions class classes place places cheap affordable low cost good best new open
	monday tuesday wednesday thursday friday saturday sunday weekend holidays live lives age ages
	emergency urgent tonight online phone number contact area city town village borough county`)

// vague are words that name a topic, and so much else that beside others they only put what bears it first.
var vague = wordSet(`home family families health work community social hub club care caring advice class safe green nhs children child baby parent
	education training leisure identity youth money people internet computer technology house law group groups app help`)

// soon are words by which people ask for what is open now, in English and in Welsh.
var soon = wordSet(`now tonight today urgent urgently emergency immediately 24 247 overnight nawr rwan heno heddiw`)

func wordSet(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}

// split cuts text into words, as all parts of the index do.
func split(text string) []string { return meaning.Words(text) }

// typed gives the words of a query, no more than anyone types.
func typed(query string) []string {
	if runes := []rune(query); len(runes) > maxQueryLetters {
		query = string(runes[:maxQueryLetters])
	}
	words := split(query)
	return words[:min(len(words), maxWords)]
}

// stem takes the accents and the endings off a word (M. Porter, "An algorithm for suffix stripping", 1980), as the index does.
// Words of three letters have none: "gas" is not some "ga".
func stem(w string) string {
	w = unaccented(w)
	if len(w) < 4 {
		return w
	}
	return stemsOf[(len(w)*31+int(w[0])*17+int(w[len(w)-2]))%len(stemsOf)].of(w)
}

// stemsOf remembers the stems of words, in several parts, so that those who ask at once seldom wait for one another: a directory says
// some tens of thousands of words, and nearly all are said again.
var stemsOf [32]rememberedStems

// mostStems is how many words each part remembers. When there are more it forgets all.
const mostStems = 2000

type rememberedStems struct {
	mu    sync.RWMutex
	stems map[string]string
}

func (r *rememberedStems) of(w string) string {
	r.mu.RLock()
	s, ok := r.stems[w]
	r.mu.RUnlock()
	if ok {
		return s
	}
	s = porter.StemString(w)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.stems == nil || len(r.stems) >= mostStems {
		r.stems = make(map[string]string)
	}
	r.stems[strings.Clone(w)] = s // w may be part of a long text
	return s
}
