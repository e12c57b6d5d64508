package openreferral

import (
	"strconv"
	"strings"

	"fingerpost/data"
)

// costs are what the service costs: in a word, in words and in prices.
func (r *reader) costs(s *data.Service) {
	o := r.service
	s.FeesDescription = join("\n\n", distinct([]string{o.text("fees_description"), o.text("fees")})...)
	ids := newIDs(r.reading.Source.Key, r.own, "cost_option")
	var paid, nought bool
	for _, price := range o.objects("cost_options", "costs") {
		option := r.costOption(price)
		if until := r.date("cost_options.valid_to", price.text("valid_to")); data.DateOf(r.reading.ReadAt).After(until) && !until.IsZero() {
			continue // a price of the past
		}
		if option.Option == "" && option.Pence == nil && option.Description == "" {
			continue
		}
		content := join("|", option.Option, option.Description)
		if option.Pence != nil {
			paid, nought = paid || *option.Pence > 0, nought || *option.Pence == 0
			if nought && price.id("id") == freeID(r.own) {
				continue // "free" as we write it ourselves, and no price
			}
			content = join("|", content, strconv.Itoa(*option.Pence))
		}
		if id, ok := ids.mint(price.id("id"), content); ok {
			option.ID = id
			s.CostOptions = append(s.CostOptions, option)
		}
	}
	free := nought || o.isTrue("free", "is_free") || data.SaysFree(s.FeesDescription)
	switch {
	case free && paid:
		s.Cost = data.Varies
	case free:
		s.Cost = data.Free
	case paid:
		s.Cost = data.Paid
	}
}

// costOption reads one price. Amounts are pounds; those in another currency, and what is no amount, are kept in words.
func (r *reader) costOption(o object) data.CostOption {
	option := data.CostOption{
		Option:      o.text("option", "name"),
		Description: o.text("amount_description", "cost_type", "description"),
	}
	written := o.text("amount")
	if written == "" {
		return option
	}
	if currency := o.text("currency"); currency != "" && !strings.EqualFold(currency, "GBP") && currency != "£" {
		option.Description = join(", ", currency+" "+written, option.Description)
		return option
	}
	pence, ok := data.ReadPounds(written)
	if !ok {
		r.note("cost_options.amount", data.BadAmount, written)
		option.Description = join(", ", written, option.Description)
		return option
	}
	option.Pence = new(pence)
	return option
}
