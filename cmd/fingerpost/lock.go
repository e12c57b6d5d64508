package main

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

// errServing is returned when a server has the data folder.
var errServing = errors.New("a server is running on this data folder")

// lockFolder takes a data folder for a server or for something that must not run beside one. The kernel lets go of it
// when the process ends, however it ends.
func lockFolder(folder string) (release func() error, err error) {
	f, err := os.OpenFile(filepath.Join(folder, "serve.lock"), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(errServing, f.Close())
	}
	return f.Close, nil
}

// serving is what a server writes into its data folder so that other commands can ask it.
type serving struct {
	Address string `json:"address"` // http://127.0.0.1:8080
	PID     int    `json:"pid"`
}

func servingFile(folder string) string { return filepath.Join(folder, "serve.json") }

// announce writes the address of a server, whole or not at all.
func announce(folder string, s serving) error {
	b, err := json.Marshal(s)
	if err != nil {
		return err
	}
	partial := servingFile(folder) + ".partial"
	if err := os.WriteFile(partial, b, 0o600); err != nil {
		return err
	}
	return os.Rename(partial, servingFile(folder))
}

// whoServes reads the address of the server on a data folder.
func whoServes(folder string) (serving, error) {
	var s serving
	b, err := os.ReadFile(servingFile(folder))
	if err != nil {
		return s, err
	}
	return s, json.Unmarshal(b, &s)
}
