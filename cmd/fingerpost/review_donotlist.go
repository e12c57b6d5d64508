package main

import (
	"context"
	"errors"
	"os"
	"os/user"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/data/store"
)

// doNotListFlags are what a change of the do-not-list is told.
type doNotListFlags struct {
	by, why string
	dryRun  bool
}

func (a *app) doNotListCommand() *cobra.Command {
	var f doNotListFlags
	cmd := &cobra.Command{
		Use:   "do-not-list",
		Short: "Say what must not be published, whoever says it and whenever: organisations, addresses, telephone numbers",
		Long: `The do-not-list says what must not be published: the address of a refuge, a private number, an organisation that does not
want to be here. It wins over every source, also over one that is read later, and is kept for ever. What is on it leaves pages,
searches, lists, exports and the log at once, also while a server runs. Backups hold the list.

  organization  None of its services is listed. It is known by its id, by the number that a register gave it ("GB-CHC 123456"), by
                its name, or by its own website. Its name is left in what others say of it: take it out there with "review redact".
  address       Places there are withheld: only the council remains. In every text the house's number with its street, the
                house's name with it and the postcode are blanked. Neighbours with another number stay. Give all that is known,
                such as the house's name and its number: at the same postcode a place that gives neither is withheld too.
  phone         The number is in no field and no text.`,
		Example: "  fingerpost review do-not-list\n" +
			"  fingerpost review do-not-list add address \"12 Acacia Avenue, Leeds, LS6 1AB\" --why \"a refuge\" --dry-run\n" +
			"  fingerpost review do-not-list add phone \"0113 496 0066\" --why \"a private number\"\n" +
			"  fingerpost review do-not-list lift 019a --why \"they have moved\"",
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("there is no \"review do-not-list %s\". Use add or lift, or neither to see the list.", args[0])
			}
			return a.withStore(cmd.Context(), a.showDoNotList)
		},
	}
	add := &cobra.Command{
		Use:   "add organization|address|phone VALUE --why REASON",
		Short: "Put something on the do-not-list",
		Example: "  fingerpost review do-not-list add organization \"GB-CHC 123456\" --why \"they asked\"\n" +
			"  fingerpost review do-not-list add address \"Rose Cottage, 12 Acacia Avenue, Leeds, LS6 1AB\" --why \"a refuge\"",
		Args: cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(); err != nil {
				return err
			}
			return a.withStore(cmd.Context(), func(ctx context.Context, s *store.Store) error { return a.addToDoNotList(ctx, s, args[0], args[1:], f) })
		},
	}
	lift := &cobra.Command{
		Use:     "lift ID --why REASON",
		Short:   "Take an entry out of force; it stays on the list as one that is lifted",
		Example: "  fingerpost review do-not-list lift 019a --why \"they have moved\"",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(); err != nil {
				return err
			}
			return a.withStore(cmd.Context(), func(ctx context.Context, s *store.Store) error { return a.liftFromDoNotList(ctx, s, args[0], f) })
		},
	}
	for _, c := range []*cobra.Command{add, lift} {
		c.Flags().StringVar(&f.by, "by", "", "who decides (default: your user name)")
		c.Flags().StringVar(&f.why, "why", "", "the reason")
		c.Flags().BoolVar(&f.dryRun, "dry-run", false, "say which listings it would touch, and change nothing")
	}
	cmd.AddCommand(add, lift)
	return cmd
}

func (f doNotListFlags) check() error {
	if strings.TrimSpace(f.why) == "" && !f.dryRun {
		return usagef("say why, with --why. The next person who looks at the list will want to know.")
	}
	return nil
}

// decider is who decides: whoever is named, or the user of the machine.
func decider(by string) string {
	if by != "" {
		return by
	}
	if u, err := user.Current(); err == nil {
		return u.Username
	}
	return os.Getenv("USER")
}

// notListed is an entry as it is written for programs.
type notListed struct {
	data.DoNotList
	What   string `json:"what"`
	Since  string `json:"since"`
	By     string `json:"by"`
	Reason string `json:"reason"`
}

func (a *app) showDoNotList(ctx context.Context, s *store.Store) error {
	entries, err := s.NotListed(ctx)
	if err != nil {
		return err
	}
	if a.json {
		list := []notListed{}
		for _, e := range entries {
			list = append(list, notListed{e.DoNotList, e.String(), data.DateOf(e.DecidedAt).String(), e.DecidedBy, e.Reason})
		}
		return a.printJSON(list)
	}
	for _, e := range entries {
		state := "since"
		if e.Lifted {
			state = "lifted on"
		}
		a.printf("%s  %-12s  %s (%s %s by %s: %s)", e.ID, e.Kind, e, state, data.DateOf(e.DecidedAt), orUnknown(e.DecidedBy), orUnknown(e.Reason))
	}
	if len(entries) == 0 {
		a.printf("Nothing is on the do-not-list.")
	}
	return nil
}

func (a *app) addToDoNotList(ctx context.Context, s *store.Store, kind string, values []string, f doNotListFlags) error {
	entry, err := a.readEntry(ctx, s, data.DoNotListKind(kind), values)
	if err != nil {
		return err
	}
	touched, err := s.Touches(ctx, entry)
	if err != nil || f.dryRun {
		return errors.Join(err, a.tellTouched(ctx, s, entry, touched, "It would hide", f))
	}
	id, changed, err := s.DoNotList(ctx, entry, decider(f.by), f.why)
	if err != nil {
		return err
	}
	entry.ID = id
	if !changed && !a.json {
		a.printf("%s is on the list already, as %s.", entry, id)
		return nil
	}
	return a.tellTouched(ctx, s, entry, touched, "It hides", f)
}

func (a *app) liftFromDoNotList(ctx context.Context, s *store.Store, begin string, f doNotListFlags) error {
	entries, err := s.NotListed(ctx)
	if err != nil {
		return err
	}
	found := slices.DeleteFunc(entries, func(e store.NotListed) bool { return !strings.HasPrefix(string(e.ID), begins(begin)) })
	if len(found) != 1 || begins(begin) == "" {
		return usagef("no entry of the do-not-list has an id that begins with %q, or several have. \"fingerpost review do-not-list\" shows them.", begin)
	}
	entry := found[0].DoNotList
	if entry.Lifted {
		a.printf("%s was lifted before.", entry)
		return nil
	}
	touched, err := s.Touches(ctx, entry)
	if err != nil {
		return err
	}
	if f.dryRun {
		return a.tellTouched(ctx, s, entry, touched, "Lifted, it would show again", f)
	}
	if _, err := s.LiftDoNotList(ctx, entry.ID, decider(f.by), f.why); err != nil {
		return err
	}
	entry.Lifted = true
	return a.tellTouched(ctx, s, entry, touched, "Lifted, it shows again", f)
}

// tellTouched says what an entry does to the listings that there are; before it is decided, by name.
func (a *app) tellTouched(ctx context.Context, s *store.Store, entry data.DoNotList, touched store.Touched, does string, f doNotListFlags) error {
	if a.json {
		return a.printJSON(map[string]any{"id": entry.ID, "kind": entry.Kind, "what": entry.String(), "lifted": entry.Lifted,
			"hidden": ids(touched.Gone), "changed": ids(touched.Changed), "dry_run": f.dryRun})
	}
	a.printf("%s: %s.", entry.Kind, entry)
	a.printf("%s %s, and a part of %s.", does, plural(len(touched.Gone), "listing"), plural(len(touched.Changed), "more listing"))
	if house := entry.Address.House(); entry.Kind == data.DoNotListAddress && len(house.Numbers)+len(house.Names) == 0 {
		a.printf("Without the number or name of a house it is of every place at the postcode.")
	}
	if !f.dryRun {
		return nil
	}
	const most = 20
	for i, id := range append(slices.Clone(touched.Gone), touched.Changed...) {
		if i == most {
			a.printf("  ... and %d more", len(touched.Gone)+len(touched.Changed)-most)
			break
		}
		name, err := s.NameOf(ctx, data.LevelService, string(id))
		if err != nil {
			return err
		}
		a.printf("  %s  %s", id, name)
	}
	return nil
}

func ids(services []data.ServiceID) []data.ServiceID { return append([]data.ServiceID{}, services...) }

// readEntry reads what is to go on the list.
func (a *app) readEntry(ctx context.Context, s *store.Store, kind data.DoNotListKind, values []string) (entry data.DoNotList, err error) {
	switch kind {
	case data.DoNotListOrganization:
		value := strings.Join(values, " ")
		if data.ValidID(value) {
			entry, err = s.DoNotListEntry(ctx, data.OrganizationID(value))
		} else {
			entry, err = data.DoNotListNamed(value)
		}
	case data.DoNotListAddress:
		entry, err = data.DoNotListAddressOf(strings.Join(values, ", "))
	case data.DoNotListPhone:
		if entry, err = data.DoNotListPhoneOf(strings.Join(values, " ")); err == nil {
			err = a.refuseHelpline(entry.Phone)
		}
	default:
		return entry, usagef("%q cannot be put on the do-not-list. Use organization, address or phone.", kind)
	}
	if errors.Is(err, store.ErrNotFound) {
		return entry, usagef("there is no organization with that id. Give its name, or the number that a register gave it, such as \"GB-CHC 123456\".")
	}
	var fault *data.DoNotListError
	if errors.As(err, &fault) {
		return entry, usagef("%s", faultSentences[fault.Fault])
	}
	return entry, err
}

// refuseHelpline refuses the number of a crisis line: who is in danger must find it.
func (a *app) refuseHelpline(number string) error {
	files, err := a.files()
	if err != nil {
		return err
	}
	lines, err := files.Helplines(now())
	if err != nil {
		return err
	}
	if slices.ContainsFunc(lines, func(l content.Helpline) bool {
		return l.Number != "" && data.Dial(l.Number) == data.Dial(number) || l.TextTo != "" && data.Dial(l.TextTo) == data.Dial(number)
	}) {
		return usagef("this is the number of a crisis line, which people in danger must find. If it should not be shown, take it out of the file of crisis lines.")
	}
	return nil
}

// faultSentences say what is wrong with what was to go on the list.
var faultSentences = map[data.Fault]string{
	data.FaultEmpty:       "there is nothing in this by which anything could be recognised. Write it as it stands in a listing.",
	data.FaultLoose:       "this would hide too many. An address needs its whole postcode, or the number and street or the name of the house, such as \"12 Acacia Avenue, Leeds, LS6 1AB\".",
	data.FaultPostcode:    "its postcode is none, or there are two. Check it: an address is known by its postcode above all.",
	data.FaultNoNumber:    "this is not a telephone number that can be rung. Write it with its area code, such as \"0113 496 0066\".",
	data.FaultAbroad:      "this is a number of another country. Only numbers of the United Kingdom, the Channel Islands and the Isle of Man can be put on the list.",
	data.FaultForEveryone: "this is a short number such as 999 or 116 123, which everybody must find. It cannot be put on the list.",
}
