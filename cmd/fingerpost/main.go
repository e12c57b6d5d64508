// Command fingerpost runs a directory of local help: it gathers listings, keeps them, and serves the site that finds them.
// Each subcommand has a file of its own; this package is the only one that knows viper, and the only one besides the
// site that words sentences.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

// Exit codes.
const (
	exitFailed = 1
	exitUsage  = 2
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// run is the program, with what it writes to.
func run(ctx context.Context, args []string, out, errs io.Writer) int {
	told := &discreet{to: errs}
	root := newRoot(out, told)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return 0
	}
	var usage *usageError
	var quiet *quietError
	switch {
	case errors.As(err, &quiet):
		return exitFailed
	case errors.As(err, &usage):
		fmt.Fprintf(told, "fingerpost: %s\n", usage.sentence)
		return exitUsage
	}
	fmt.Fprintf(told, "fingerpost: %s\n", sentence(err))
	return exitFailed
}

// usageError is a command that was typed wrongly.
type usageError struct{ sentence string }

func (e *usageError) Error() string { return e.sentence }

func usagef(format string, args ...any) error { return &usageError{fmt.Sprintf(format, args...)} }

// quietError ends a command as failed when it has already said all there is to say.
type quietError struct{}

func (*quietError) Error() string { return "failed" }

func newRoot(out io.Writer, errs *discreet) *cobra.Command {
	a := &app{out: out, errs: errs}
	root := &cobra.Command{
		Use:   "fingerpost",
		Short: "A directory of local help: gather listings, keep them, find them by postcode",
		Long: `Fingerpost gathers what local charities, the NHS and community groups offer, keeps it current,
and lets anyone find what is near them, or serves where they live, from a postcode.

Settings come from fingerpost.yaml in the current folder, then from FINGERPOST_* environment variables, then from flags.`,
		Example:       "  fingerpost serve\n  fingerpost search \"tablet\" --near \"LS1 4AP\"",
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("there is no command %q. Run \"fingerpost --help\" to see the commands.", args[0])
			}
			return cmd.Help()
		},
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error { return a.configure(cmd) },
	}
	root.SetOut(out)
	root.SetErr(errs)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usagef("%s. Run \"%s --help\" to see what it takes.", err, cmd.CommandPath())
	})
	flags := root.PersistentFlags()
	flags.String("data", "./var", "folder of the embedded database and index")
	flags.String("content", "", "folder of your own listings, topics and sources, laid over those that ship")
	flags.Bool("json", false, "write the result as JSON")
	flags.String("config", "", "settings file (default ./fingerpost.yaml, if it is there)")
	root.AddCommand(a.serveCommand(), a.importCommand(), a.crawlCommand(), a.reviewCommand(), a.indexCommand(), a.searchCommand(),
		a.checkCommand(), a.exportCommand(), a.backupCommand(), a.restoreCommand(), a.statusCommand())
	for _, c := range root.Commands() {
		nameArguments(c)
	}
	return root
}

// nameArguments makes a wrong number of arguments a sentence and a usage error, in every command.
func nameArguments(c *cobra.Command) {
	for _, sub := range c.Commands() {
		nameArguments(sub)
	}
	check := c.Args
	if check == nil {
		return
	}
	c.Args = func(cmd *cobra.Command, args []string) error {
		if err := check(cmd, args); err != nil {
			return usagef("%s. It is used like this:\n  %s", err, cmd.UseLine())
		}
		return nil
	}
}
