package hours

import (
	"testing"

	"fingerpost/data/pattern"
)

// TestPatterns promises that every expression is one. They are compiled when they are first used.
func TestPatterns(*testing.T) { pattern.CompileAll() }
