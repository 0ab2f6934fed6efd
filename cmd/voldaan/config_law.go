package main

import (
	"os"
	"path/filepath"

	"github.com/voldaan/voldaan/outbound/law"
)

// readLaw loads the rates and rules that ship, the administrator's own files and
// what he has confirmed. It is nil where something in them is wrong.
func readLaw(s *tomlTable) *law.Book {
	defer s.done()
	confirmed := s.texts("rates_confirmed")
	var own []law.File
	for _, name := range s.texts("files") {
		text, err := os.ReadFile(s.resolve(name))
		if err != nil {
			s.fault("files", "%v; want the path of a file of the form that docs/law.md explains", err)
			continue
		}
		own = append(own, law.File{Name: filepath.Base(name), Text: text})
	}
	book, faults := law.Load(confirmed, own...)
	for _, f := range faults {
		if f.Key == "rates_confirmed" {
			s.fault(f.Key, "%s", f.Message)
			continue
		}
		s.fault("files", "%s", f)
	}
	return book
}
