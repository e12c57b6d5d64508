package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"fingerpost/geo"
	"fingerpost/geo/load"
)

// useBoundaries makes geo know the outlines of the districts in lad*.geojson, as
// an operator does. The folder that it returns is to be removed in the end.
func useBoundaries(dir string) (folder string, err error) {
	files, err := filepath.Glob(filepath.Join(dir, "lad*.geojson"))
	if err != nil || len(files) != 1 {
		return "", fmt.Errorf("%s: %d files lad*.geojson, want one: %v", dir, len(files), err)
	}
	if folder, err = os.MkdirTemp("", "genplaces-"); err != nil {
		return "", err
	}
	if _, err = load.Areas(context.Background(), files[0], folder, load.Options{}); err == nil {
		_, err = geo.Open(folder)
	}
	if err != nil {
		return "", errors.Join(err, os.RemoveAll(folder))
	}
	return folder, nil
}
