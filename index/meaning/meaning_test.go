package meaning_test

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"slices"
	"testing"

	"fingerpost/index/meaning"
)

func of(text string) meaning.Vector { return meaning.English().Of(meaning.Words(text)) }

// TestNear promises that texts are nearer to what means the same than to anything else, whatever words they use.
func TestNear(t *testing.T) {
	for _, test := range []struct{ text, same, other string }{
		{"gran scared in the dark", "my nan is petrified at night", "learn to use a computer"},
		{"no money for the meter", "cant afford the electric", "someone to talk to"},
		{"he drinks every night", "husband is an alcoholic", "help with my garden"},
		{"dont know how to use my phone", "learn to use a tablet", "my wife died"},
		{"bailiffs are coming", "in debt and cant pay", "walking group for older people"},
	} {
		text, same, other := of(test.text), of(test.same), of(test.other)
		if text.Near(&same) <= text.Near(&other)+0.1 {
			t.Errorf("%q: %.2f to %q, %.2f to %q", test.text, text.Near(&same), test.same, text.Near(&other), test.other)
		}
	}
}

func ExampleSpace_Of() {
	text := of("my husband died last month")
	loss, job := of("bereavement support"), of("help to find work")
	fmt.Println(text.Near(&loss) > text.Near(&job))
	unknown := of("xyzzy qwfp")
	fmt.Println(unknown.Zero())
	// Output:
	// true
	// true
}

func TestPack(t *testing.T) {
	v := of("food bank near me")
	packed := v.Pack()
	back := packed.Unpack()
	if near := v.Near(&back); near < 0.995 {
		t.Errorf("packed and unpacked it is %.3f like itself", near)
	}
	if near := packed.Near(&v); near < 0.98 || near > 1.02 {
		t.Errorf("packed it is %.3f like itself", near)
	}
	var none meaning.Vector
	packed = none.Pack()
	if back := packed.Unpack(); !back.Zero() {
		t.Error("nothing became something")
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string][]string{
		"I can’t SLEEP, it's 3am!":         {"i", "cant", "sleep", "its", "3am"},
		"Cafe\u0301 (Tŷ Croeso) – drop-in": {"café", "tŷ", "croeso", "drop", "in"},
		"":                                 nil, "!?": nil,
	} {
		if got := meaning.Words(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// TestTable promises that what is written is read again.
func TestTable(t *testing.T) {
	a, b := of("food"), of("debt")
	s, err := meaning.Read(meaning.Write([]string{"alpha", "ŵ"}, []float32{1, 0.5}, []meaning.Vector{a, b}))
	if err != nil {
		t.Fatal(err)
	}
	if !s.Knows("alpha") || !s.Knows("ŵ") || s.Knows("beta") {
		t.Error("other words are known")
	}
	if got := s.Of([]string{"alpha"}); got.Near(&a) < 0.99 {
		t.Errorf("it points elsewhere: %.3f", got.Near(&a))
	}
	if both := s.Of([]string{"alpha", "ŵ"}); both.Near(&a) <= both.Near(&b) {
		t.Error("the heavier word counts for less")
	}
}

func FuzzRead(f *testing.F) {
	good := meaning.Write([]string{"a", "bc"}, []float32{1, 1}, []meaning.Vector{of("food"), of("debt")})
	f.Add(good)
	f.Add(good[:len(good)-1])
	f.Add(binary.LittleEndian.AppendUint32([]byte("FPMEAN1\n"), 1<<31))
	table, err := os.ReadFile("words.bin")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(table[:1000])
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := meaning.Read(b)
		if (s == nil) != (err != nil) || err != nil && !errors.Is(err, meaning.ErrTable) {
			t.Fatalf("%v, %v", s, err)
		}
	})
}
