package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/voldaan/voldaan/inbound/parse"
)

// unzipped reads a dossier: its files by their names without the folder.
func unzipped(t *testing.T, path string) map[string][]byte {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		_, name, _ := strings.Cut(f.Name, "/")
		out[name] = b
	}
	return out
}

// fails runs a command that must fail and say something.
func (f *firm) fails(c interface{ Run(*cliEnv) error }, input, says string) string {
	f.t.Helper()
	env, out := f.env(input)
	err := c.Run(env)
	if err == nil || !strings.Contains(err.Error(), says) {
		f.t.Errorf("%+v: %v, want it to say %q\n%s", c, err, says, out)
	}
	return out.String()
}

func TestHandover(t *testing.T) {
	for name, database := range databases() {
		t.Run(name, func(t *testing.T) { testHandover(t, database(t)) })
	}
}

func testHandover(t *testing.T, database string) {
	f := liveFirm(t, database)
	at := func(name string) string { return filepath.Join(f.dir, name) }

	// No, nothing to hand over, a file that is there, a folder that is not.
	got := f.fails(&handoverCmd{Customer: "K0", Out: at("no.zip")}, "no\n", "nothing was handed over")
	if !strings.Contains(got, "2026-000  due 2026-03-05  open 100.00 EUR  open") || !strings.Contains(got, "hand these 1 invoices over?") {
		t.Errorf("before asking: %s", got)
	}
	f.fails(&handoverCmd{Customer: "K1", Yes: true, Out: at("k1.zip")}, "", "2026-001 (disputed)")
	f.fails(&handoverCmd{Customer: "K9", Yes: true}, "", "K9")
	f.fails(&handoverCmd{Customer: "K0", Invoice: []string{"2026-001"}, Yes: true}, "", "is not one of customer K0")
	f.fails(&handoverCmd{Customer: "K0", Again: true}, "", "nothing of customer K0 is handed over")
	f.fails(&handoverCmd{Customer: "K0", Out: at("voldaan.toml"), Yes: true}, "", "is there already")
	f.fails(&handoverCmd{Customer: "K0", Out: at("none/k0.zip"), Yes: true}, "", "is no folder")
	f.fails(&handoverCmd{Customer: "K0", Propose: true, Yes: true}, "", "--propose goes without")
	if got := f.run(&invoicesCmd{}, ""); strings.Contains(got, "handed over") {
		t.Errorf("handed over without a yes: %s", got)
	}

	// A yes: the invoice is handed over, and nothing goes to him any more.
	got = f.run(&handoverCmd{Customer: "K0", Out: at("k0.zip")}, "yes\n")
	if !strings.Contains(got, "2026-000: open, open 100.00 → handed over") || !strings.Contains(got, "k0.zip: 1 mails of 2026-000") {
		t.Errorf("handed over: %s", got)
	}
	checkDossier(t, f, at("k0.zip"))
	before := len(f.toCustomers())
	f.work(f.at.AddDate(0, 0, 9), nil)
	for _, l := range f.toCustomers()[before:] {
		if strings.HasPrefix(l, customerAddress(0)) {
			t.Errorf("after the hand-over this left: %s", l)
		}
	}
	f.chains(t)

	// The same dossier again, on another day, and when something was erased.
	got = f.run(&handoverCmd{Customer: "K0", Again: true, Out: at("again.zip")}, "")
	if !strings.Contains(got, "the same to the last byte") || !bytes.Equal(file(t, at("k0.zip")), file(t, at("again.zip"))) {
		t.Errorf("made again: %s", got)
	}
	f.fails(&handoverCmd{Customer: "K0", Again: true, Out: at("again.zip")}, "", "is there already")
	f.run(&eraseCmd{Customer: "K0", Yes: true}, "")
	got = f.run(&handoverCmd{Customer: "K0", Again: true, Out: at("erased.zip")}, "")
	if !strings.Contains(got, "it differs from the first one") || !strings.Contains(got, "3 things in it were erased") {
		t.Errorf("after erasing: %s", got)
	}
	erased := unzipped(t, at("erased.zip"))
	for name, b := range erased {
		if bytes.Contains(b, []byte("klant0")) || strings.HasSuffix(name, ".eml") {
			t.Errorf("%s has what was erased", name)
		}
	}
	if !bytes.Contains(erased["dossier.json"], []byte(`"what": "letter",`)) || !bytes.Contains(erased["dossier.json"], []byte(`"day": "2026-03-19"`)) {
		t.Errorf("it does not say what was erased and when: %s", erased["dossier.json"])
	}

	// Back: recalled, and followed again.
	if got := f.run(&recallCmd{Invoice: "2026-000"}, ""); !strings.Contains(got, "handed over, open 100.00 → open") {
		t.Errorf("recall: %s", got)
	}
	f.fails(&recallCmd{Invoice: "2026-000"}, "", "is not handed over")
}

// checkDossier looks into the dossier of customer 0.
func checkDossier(t *testing.T, f *firm, path string) {
	t.Helper()
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	files := unzipped(t, path)
	var d struct {
		Invoices []struct{ Number, Open, Total string }
		Mails    []struct {
			File, SHA256, Subject, Kind string
			Out                         bool
		}
		Deliveries []struct {
			Address, State, Text string
			Code                 int `json:"smtp_code"`
		}
		Chronology []struct{ Text, By string }
	}
	if err := json.Unmarshal(files["dossier.json"], &d); err != nil {
		t.Fatal(err)
	}
	if len(d.Mails) != 1 || len(d.Deliveries) != 1 || len(d.Invoices) != 1 || len(d.Chronology) < 3 {
		t.Fatalf("%s", files["dossier.json"])
	}
	m := d.Mails[0]
	raw := files[m.File]
	sum := sha256.Sum256(raw)
	if !m.Out || m.Kind != "reminder1" || m.SHA256 != hex.EncodeToString(sum[:]) {
		t.Errorf("%+v", m)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	left := false
	for _, e := range f.sent {
		left = left || parse.Parse(e.Raw, f.at, parse.Options{}).Mail.MessageID == parse.Parse(raw, f.at, parse.Options{}).Mail.MessageID
	}
	if !left {
		t.Error("the mail in the dossier is none that left")
	}
	if v := d.Deliveries[0]; v.Address != customerAddress(0) || v.State != "sent" || v.Code != 250 {
		t.Errorf("%+v", v)
	}
	if l := d.Chronology[len(d.Chronology)-1]; !strings.HasPrefix(l.Text, "overgedragen 2026-000") || l.By != "medewerker" {
		t.Errorf("%+v", l)
	}
	if !bytes.HasPrefix(files["dossier.pdf"], []byte("%PDF-")) {
		t.Error("there is no PDF")
	}
	for line := range strings.Lines(string(files["SHA256SUMS"])) {
		want, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		if got := fmt.Sprintf("%x", sha256.Sum256(files[name])); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func file(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestHandoverProposed proposes, escalates, says yes to, and takes back.
func TestHandoverProposed(t *testing.T) {
	f := liveFirm(t, filepath.Join(t.TempDir(), "bot.db"))
	if got := f.run(&handoverCmd{Customer: "K0", Propose: true}, ""); !strings.Contains(got, "nothing was handed over") {
		t.Errorf("proposed: %s", got)
	}
	if got := f.run(&handoverCmd{Customer: "K0", Propose: true}, ""); !strings.Contains(got, "proposed already") {
		t.Errorf("proposed twice: %s", got)
	}
	f.fails(&handoverCmd{Customer: "K1", Propose: true}, "", "nothing is overdue that no dispute")
	if got := f.run(&casesCmd{}, ""); !strings.Contains(got, "handover (handover_proposed)") {
		t.Errorf("cases: %s", got)
	}
	f.work(f.at.Add(1e9), nil)
	asked := ""
	for _, e := range f.sent {
		if m := parse.Parse(e.Raw, f.at, parse.Options{}).Mail; strings.Contains(m.Subject, "voorstel tot overdracht") {
			asked = m.Subject + "\n" + m.Reply + m.Signature + m.Quoted
		}
	}
	for _, want := range []string{"Klant 0 (2026-000)", "voldaan handover K0", "Er gebeurt niets zonder uw ja"} {
		if !strings.Contains(strings.Join(strings.Fields(asked), " "), want) {
			t.Errorf("the mail to the colleague does not say %q:\n%s", want, asked)
		}
	}
	t.Chdir(f.dir)
	env, out := f.env("")
	env.json = true
	if err := (&handoverCmd{Customer: "K0", Yes: true}).Run(env); err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(out.String(), "\n{")
	var r handoverResult
	if err := json.Unmarshal([]byte("{"+text), &r); err != nil || r.File != "dossier-K0-2026-03-10.zip" || len(r.SHA256) != 64 || r.Event == "" {
		t.Fatalf("%v: %s", err, out)
	}
	if got := f.run(&casesCmd{}, ""); strings.Contains(got, "handover") {
		t.Errorf("the proposal is still open: %s", got)
	}
	f.fails(&handoverCmd{Customer: "K0", Propose: true}, "", "nothing is overdue")
	f.fails(&handoverCmd{Customer: "K0", Yes: true}, "", "no overdue invoice that is not handed over yet")
	f.run(&undoCmd{What: r.Event}, "")
	f.fails(&handoverCmd{Customer: "K0", Again: true}, "", "nothing of customer K0 is handed over")
	if got := f.run(&invoicesCmd{}, ""); strings.Contains(got, "handed over") {
		t.Errorf("after undo: %s", got)
	}

	// One that is contested, by name.
	got := f.run(&handoverCmd{Customer: "K1", Invoice: []string{"001"}, Yes: true, Out: "k1.zip"}, "")
	if !strings.Contains(got, "k1.zip: 3 mails of 2026-001") {
		t.Errorf("a contested invoice: %s", got)
	}
	facts := string(unzipped(t, "k1.zip")["dossier.json"])
	for _, want := range []string{`"reason": "not_delivered"`, `zijn niet geleverd`, `"kind": "dispute_received"`} {
		if !strings.Contains(facts, want) {
			t.Errorf("the dossier does not say %s:\n%s", want, facts)
		}
	}
}
