package index

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"

	"github.com/blevesearch/bleve/v2/util"
)

// checkFiles reads the files of an index that is not open and says if any that its newest snapshot needs is missing or
// damaged. Bleve itself would open an older snapshot in silence and then write files of the same names, and it notices
// damage inside a segment only when a search stumbles over it, where nothing can catch the fall.
func checkFiles(folder string) error {
	files, err := segments(filepath.Join(folder, "root.bolt"))
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := checkSegment(filepath.Join(folder, file)); err != nil {
			return err
		}
	}
	return nil
}

// segments lists the files of the newest snapshot.
func segments(root string) (files []string, err error) {
	if info, err := os.Stat(root); err != nil || info.Size() == 0 {
		return nil, fmt.Errorf("%s is missing or empty", root) // opening it would make it anew
	}
	db, err := util.OpenBolt(root, 0o600, nil)
	if err != nil {
		return nil, err
	}
	defer db.Close() // nothing was written
	err = db.View(func(tx *util.BoltTxImpl) error {
		snapshots := tx.Bucket(util.BoltSnapshotsBucket)
		if snapshots == nil {
			return nil
		}
		newest, _ := snapshots.Cursor().Last()
		if newest == nil {
			return nil
		}
		snapshot := snapshots.GetBucket(newest)
		if snapshot == nil {
			return fmt.Errorf("%s has no newest snapshot", root)
		}
		c := snapshot.Cursor()
		for key, _ := c.First(); key != nil; key, _ = c.Next() {
			if key[0] == util.BoltInternalKey[0] || key[0] == util.BoltMetaDataKey[0] {
				continue
			}
			if segment := snapshot.GetBucket(key); segment != nil {
				file, err := segment.Get(util.BoltPathKey, nil)
				if err != nil {
					return err
				}
				files = append(files, string(file))
			}
		}
		return nil
	})
	return files, err
}

// checkSegment compares a segment with the checksum at its end.
func checkSegment(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	const size = 4
	sum := crc32.NewIEEE()
	if _, err := io.CopyN(sum, f, max(info.Size()-size, 0)); err != nil {
		return err
	}
	var want [size]byte
	if _, err := io.ReadFull(f, want[:]); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if sum.Sum32() != binary.BigEndian.Uint32(want[:]) {
		return fmt.Errorf("%s is damaged", path)
	}
	return nil
}
