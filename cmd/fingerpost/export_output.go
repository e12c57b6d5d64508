package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"fingerpost/data"
)

// stoppedError is an export that was stopped by a person.
type stoppedError struct{ file string } // empty for standard output

func (e *stoppedError) Error() string { return "stopped" }

// stopped tells a person's stop from a failure: the database says "interrupted", and each writer something of its own.
func stopped(ctx context.Context, err error, file string) error {
	if err != nil && ctx.Err() != nil {
		return &stoppedError{file}
	}
	return err
}

func (e *stoppedError) sentence() string {
	if e.file == "" {
		return "stopped. What was written up to here is not the whole directory."
	}
	return fmt.Sprintf("stopped. Nothing was written to %s.", e.file)
}

// stoppable gives up a write when the context ends. Whoever reads a pipe may not read on for as long as they like.
type stoppable struct {
	ctx context.Context
	to  io.Writer
}

func (s stoppable) Write(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	type result struct {
		n   int
		err error
	}
	done := make(chan result, 1)
	go func() {
		n, err := s.to.Write(p)
		done <- result{n, err}
	}()
	select {
	case r := <-done:
		return r.n, r.err
	case <-s.ctx.Done():
		return 0, s.ctx.Err()
	}
}

// writeWhole writes a file beside the one that is meant and puts it in its place when it is whole. What is no plain file,
// such as a device, is written to as it is.
func writeWhole(name string, fill func(io.Writer) error) (err error) {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target // a link stays one
	}
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		return errors.Join(fill(f), f.Close())
	}
	part := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+"."+data.NewID[string]())
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return &fs.PathError{Op: "write", Path: name, Err: innermost(err)}
	}
	defer func() {
		if err != nil {
			os.Remove(part) // what is left over is of no use to anyone
		}
	}()
	err = fill(f)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(part, name)
}
