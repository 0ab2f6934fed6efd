package outbound_test

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/servertest"
	"github.com/voldaan/voldaan/store"
)

// BenchmarkDeliver renders 500 demands of 500 customers, each through its gate,
// and hands them over to smtp-sink. It reports how many times as long that
// takes as smtp-source takes, in the same run, to hand over as many mails of
// the same size on one connection.
func BenchmarkDeliver(b *testing.B) {
	const letters = 500
	sink := servertest.SMTPSink(b)
	size := 0
	for b.Loop() {
		b.StopTimer()
		w := debtors(b, sink.Addr, letters)
		b.StartTimer()
		if out := w.deliver(); out.Sent != letters {
			b.Fatalf("%d letters were sent", out.Sent)
		}
		b.StopTimer()
		size = len(w.stored(w.letters("c0")[0].ID))
		b.StartTimer()
	}
	ours := b.Elapsed() / time.Duration(b.N)
	theirs := handOver(b, sink.Addr, letters, size)
	b.ReportMetric(letters/ours.Seconds(), "letters/s")
	b.ReportMetric(ours.Seconds()/theirs.Seconds(), "times-smtp-source")
}

// debtors is a world in which that many demands wait to be sent.
func debtors(b *testing.B, addr string, n int) *world {
	b.Helper()
	w := newWorld(b, filepath.Join(b.TempDir(), "v.db"))
	w.office = w.newOffice(owner, addr)
	for i := range n {
		c := voldaan.CustomerID(fmt.Sprintf("c%d", i))
		w.customer(c, "Debiteur", strconv.Itoa(80_000+i), fmt.Sprintf("an@debtor%d.example", i))
		w.invoice(c, "i"+voldaan.InvoiceID(c), fmt.Sprintf("2026-%04d", i), 121_000, -4)
	}
	if planned := w.plan(); planned != n {
		b.Fatalf("%d letters were planned", planned)
	}
	w.read()
	return w
}

// handOver is how long smtp-source takes for mails of a size.
func handOver(b *testing.B, addr string, mails, size int) time.Duration {
	b.Helper()
	source := servertest.Need(b, "smtp-source")
	began := time.Now()
	out, err := exec.CommandContext(b.Context(), source, "-d", "-s", "1", "-m", strconv.Itoa(mails), "-l", strconv.Itoa(size),
		"-f", "bot@kade.example", "-t", "an@zon.example", addr).CombinedOutput()
	if err != nil {
		b.Fatalf("smtp-source: %v: %s", err, out)
	}
	return time.Since(began)
}

// BenchmarkPlan looks at ten thousand accounts of which none is due.
func BenchmarkPlan(b *testing.B) {
	w := newWorld(b, filepath.Join(b.TempDir(), "v.db"))
	w.within(func(tx *store.Tx) {
		for i := range 10_000 {
			c := voldaan.CustomerID(fmt.Sprintf("c%d", i))
			w.check(tx.AddCustomer(voldaan.Customer{ID: c, Creditor: kade, Number: string(c), Kind: voldaan.KindBusiness}))
			w.check(tx.LookOn(kade, c, voldaan.EUR, w.day()+1, ""))
		}
	})
	for b.Loop() {
		if n := w.plan(); n != 0 {
			b.Fatal("a letter was planned")
		}
	}
}
