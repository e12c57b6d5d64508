package index

import (
	"bufio"
	"io"
	"os"
	"strconv"
	"strings"
)

// rowBytes is about how much memory the rows of a document and what is read beside them take.
const rowBytes = 700

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
