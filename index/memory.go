package index

import (
	"bufio"
	"io"
	"os"
	"strconv"
	"strings"
)

// heldBytes is about how much memory the rows of a document take; rowBytes is that with what is read beside them, and garbage.
const (
	heldBytes = 290
	rowBytes  = 600
)

// mostMapped is how many bytes of files the process may hold in memory, those of the program with them.
const mostMapped = 192 << 20

// letGo takes the files of the index out of what the process holds in memory where that has become much. The system keeps them as long
// as it has room, so that searches hardly notice.
func (x *Index) letGo() (err error) {
	said, err := os.ReadFile("/proc/self/statm")
	if err != nil || mapped(string(said)) < mostMapped {
		return nil // little, or a system that does not say
	}
	view, release, err := x.view()
	if err != nil {
		return err
	}
	defer release(&err)
	return view.LetGo()
}

// mapped reads how many bytes of files a process holds in memory, as Linux says it; 0 where it does not.
func mapped(statm string) (bytes int) {
	fields := strings.Fields(statm)
	if len(fields) < 3 {
		return 0
	}
	pages, err := strconv.Atoi(fields[2])
	if err != nil {
		return 0
	}
	return pages * os.Getpagesize()
}

// warnOfMemory says so where a directory is larger than the memory that is free: it can be searched all the same, but a machine that
// swaps is slow, and one that may not swap ends the program.
func (x *Index) warnOfMemory(documents uint64) {
	f, err := os.Open("/proc/meminfo")
	if err != nil {
		return // no system that says
	}
	free, ok := available(f)
	if err := f.Close(); err != nil || !ok {
		return
	}
	if needed := documents * rowBytes; needed > free {
		x.log.Warn("there is less memory free than the index needs: searches may be slow, or the program be ended. Give the machine more memory",
			"documents", documents, "needed_mb", needed>>20, "free_mb", free>>20)
	}
}

// available reads how many bytes are free for programs, as Linux says it.
func available(meminfo io.Reader) (bytes uint64, ok bool) {
	lines := bufio.NewScanner(meminfo)
	for lines.Scan() {
		said, ok := strings.CutPrefix(lines.Text(), "MemAvailable:")
		if !ok {
			continue
		}
		kilobytes, err := strconv.ParseUint(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(said), "kB")), 10, 64)
		return kilobytes << 10, err == nil
	}
	return 0, false
}
