package main

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows how far work has come: a bar on a terminal, a line in the log every few seconds otherwise. Work that
// takes less than a second shows nothing.
func (a *app) progress(what string) (step func(done, total int), end func()) {
	started := now()
	if file, ok := a.errs.to.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		return a.bar(what, file)
	}
	last := started
	return func(done, total int) {
		if now().Sub(last) < 5*time.Second {
			return
		}
		last = now()
		if total > 0 {
			a.log.Info(what, "done", done, "of", total)
		} else {
			a.log.Info(what, "done", done)
		}
	}, func() {}
}

func (a *app) bar(what string, w io.Writer) (step func(done, total int), end func()) {
	started := now()
	var bar *progressbar.ProgressBar
	step = func(done, total int) {
		if bar == nil {
			if now().Sub(started) < time.Second {
				return
			}
			if total == 0 {
				total = -1
			}
			bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(w), progressbar.OptionSetDescription(what),
				progressbar.OptionShowCount(), progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond))
		}
		if total > 0 && total != bar.GetMax() {
			bar.ChangeMax(total)
		}
		bar.Set(done) // a bar that cannot be drawn stops nothing
	}
	end = func() {
		if bar != nil {
			bar.Finish()
		}
	}
	return step, end
}
