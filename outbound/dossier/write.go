package dossier

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/voldaan/voldaan/templates"
)

// Source gives the bytes behind a key of a Mail or Document. They may be
// changed by nobody and are not kept; nil bytes were erased.
type Source func(key string) ([]byte, error)

// The files of a dossier beside mails and documents.
const (
	FilePDF  = "dossier.pdf"
	FileJSON = "dossier.json"
	FileSums = "SHA256SUMS"
)

// Write writes the dossier as a ZIP. It asks for one mail or document at a
// time, so that memory follows the longest of them and the lists, not the
// whole. The facts tell every time in the files, and nothing else does, so that
// the same facts give the same bytes.
func Write(w io.Writer, d Dossier, set *templates.Set, source Source) error {
	z := &archive{zip: zip.NewWriter(w), d: &d, taken: map[string]bool{}, files: map[string]string{}}
	d.Mails, d.Documents = slices.Clone(d.Mails), slices.Clone(d.Documents)
	for i := range d.Mails {
		if err := z.mail(&d.Mails[i], source); err != nil {
			return fmt.Errorf("dossier: mail %d: %w", d.Mails[i].Number, err)
		}
	}
	for i := range d.Documents {
		if err := z.document(&d.Documents[i], source); err != nil {
			return fmt.Errorf("dossier: document of invoice %s: %w", d.Documents[i].Invoice, err)
		}
	}
	d.noteErased()
	d.Invoices = slices.Clone(d.Invoices)
	for i := range d.Invoices {
		d.Invoices[i].Document = z.files[d.Invoices[i].Number]
	}
	if err := z.rest(set); err != nil {
		return fmt.Errorf("dossier: %w", err)
	}
	return nil
}

// noteErased names what turned out to be gone and is not in the list yet: it
// was erased before anybody recorded when.
func (d *Dossier) noteErased() {
	d.Erased = slices.Clone(d.Erased)
	for _, m := range d.Mails {
		if m.Erased && !slices.ContainsFunc(d.Erased, func(e Erasure) bool { return e.Mail == m.Number }) {
			d.Erased = append(d.Erased, Erasure{What: "mail", Mail: m.Number})
		}
	}
	for _, v := range d.Documents {
		known := func(e Erasure) bool { return e.What == "document" && e.Name == v.Invoice }
		if v.Erased && !slices.ContainsFunc(d.Erased, known) {
			d.Erased = append(d.Erased, Erasure{What: "document", Name: v.Invoice})
		}
	}
}

// archive is a ZIP while it is written.
type archive struct {
	zip  *zip.Writer
	d    *Dossier
	sums strings.Builder
	// taken are the names of files in small letters, as some systems see them.
	taken map[string]bool
	// files are those of the invoices' documents, by the invoices' numbers.
	files map[string]string
}

// add writes one file and gives its SHA-256.
func (z *archive) add(name string, b []byte) (string, error) {
	if z.taken[strings.ToLower(name)] {
		return "", fmt.Errorf("file %s would stand twice", name)
	}
	z.taken[strings.ToLower(name)] = true
	h := &zip.FileHeader{Name: z.d.Name + "/" + name, Method: zip.Deflate, Modified: z.d.Made.UTC()}
	h.SetMode(0o644)
	w, err := z.zip.CreateHeader(h)
	if err != nil {
		return "", err
	}
	if _, err := w.Write(b); err != nil {
		return "", err
	}
	sum := sha256.Sum256(b)
	text := hex.EncodeToString(sum[:])
	fmt.Fprintf(&z.sums, "%s  %s\n", text, name) // as sha256sum writes it
	return text, nil
}

func (z *archive) mail(m *Mail, source Source) error {
	raw, err := source(m.Key)
	if err != nil {
		return err
	}
	if m.Erased = raw == nil; m.Erased {
		return nil
	}
	way, as := "in", ".eml"
	if m.Out {
		way = "out"
	}
	if m.Post {
		as = ending(raw, ".txt")
	} else {
		m.readHeader(raw)
	}
	m.File = fmt.Sprintf("mails/%04d-%s-%s%s", m.Number, m.At.UTC().Format("20060102T150405Z"), way, as)
	m.Size = len(raw)
	m.SHA256, err = z.add(m.File, raw)
	return err
}

func (z *archive) document(doc *Document, source Source) error {
	if doc.Key == "" {
		return nil
	}
	raw, err := source(doc.Key)
	if err != nil {
		return err
	}
	if doc.Erased = raw == nil; doc.Erased {
		return nil
	}
	doc.File = z.fileName(doc.Invoice, ending(raw, ".xml"))
	doc.Size = len(raw)
	if doc.SHA256, err = z.add(doc.File, raw); err != nil {
		return err
	}
	z.files[doc.Invoice] = doc.File
	return nil
}

// fileName makes a name of an invoice's number that is one on any system, and
// different for each of the dossier's invoices.
func (z *archive) fileName(number, ending string) string {
	name := strings.Map(func(r rune) rune {
		if (r >= 'a' && r <= 'z') || (r >= 'A' && r <= 'Z') || (r >= '0' && r <= '9') || strings.ContainsRune("-_.", r) {
			return r
		}
		return '-'
	}, number)
	name = "documents/" + strings.Trim(name, ".")
	out := name + ending
	for n := 2; z.taken[strings.ToLower(out)]; n++ {
		out = fmt.Sprintf("%s-%d%s", name, n, ending)
	}
	return out
}

// ending tells programs what a document is: PDF, or something else.
func ending(raw []byte, other string) string {
	if bytes.HasPrefix(raw, []byte("%PDF-")) {
		return ".pdf"
	}
	return other
}

// rest writes what rests on all that came before.
func (z *archive) rest(set *templates.Set) error {
	var facts bytes.Buffer
	enc := json.NewEncoder(&facts)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(z.d); err != nil {
		return err
	}
	if _, err := z.add(FileJSON, facts.Bytes()); err != nil {
		return err
	}
	pdf, err := render(z.d, set)
	if err != nil {
		return fmt.Errorf("write %s: %w", FilePDF, err)
	}
	if _, err := z.add(FilePDF, pdf); err != nil {
		return err
	}
	if _, err := z.add(FileSums, []byte(z.sums.String())); err != nil {
		return err
	}
	return z.zip.Close()
}
