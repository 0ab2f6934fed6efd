package outbound_test

import (
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/internal/servertest"
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

// BenchmarkPlan plans a creditor with that many invoices of which 10,000, those
// of 1,000 accounts, are due. Time and memory follow what is due, not the size
// of the store. A million takes long to fill in: "make bench" asks for it.
func BenchmarkPlan(b *testing.B) {
	sizes := []struct {
		name     string
		invoices int
	}{{"10k", 10_000}, {"100k", 100_000}}
	if os.Getenv("VOLDAAN_BENCH_LARGE") != "" {
		sizes = append(sizes, struct {
			name     string
			invoices int
		}{"1M", 1_000_000})
	}
	for _, size := range sizes {
		for engine, address := range map[string]func(testing.TB) string{
			"sqlite":   func(t testing.TB) string { return filepath.Join(t.TempDir(), "v.db") },
			"postgres": func(t testing.TB) string { return servertest.PostgreSQL(t) },
		} {
			b.Run(size.name+"/"+engine, func(b *testing.B) { benchPlan(b, address(b), size.invoices) })
		}
	}
}

// dueAccounts is how many accounts of a filled store are due, and perAccount
// how many invoices each account has.
const dueAccounts, perAccount = 1000, 10

func benchPlan(b *testing.B, address string, invoices int) {
	w := newWorld(b, address)
	raw := fill(b, address, w.day(), invoices)
	b.ReportAllocs()
	for b.Loop() {
		if n := w.plan(); n != dueAccounts {
			b.Fatalf("%d letters were planned", n)
		}
		b.StopTimer()
		again(b, raw, w.day())
		b.StartTimer()
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/dueAccounts, "µs/account")
}

// fill makes customers with ten invoices each, by a few statements that both
// engines know. Of the first thousand all are due; of the others nine are paid
// and the last is due in a month.
func fill(b *testing.B, address string, day voldaan.Date, invoices int) *sql.DB {
	b.Helper()
	driver := "sqlite3"
	if strings.Contains(address, "://") {
		driver = "pgx"
	}
	raw, err := sql.Open(driver, address)
	check(b, err)
	b.Cleanup(func() { check(b, raw.Close()) })
	upTo := func(n int) string {
		return fmt.Sprintf("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) ", n)
	}
	past, next, issued := day.Add(-4), day.Add(30), day.Add(-34)
	for _, statement := range []string{
		`INSERT INTO customers (creditor_id, id, number, name, company_number, vat_number, kind, country, language, importance,
			terms_days, terms_interest, terms_damages, terms_since, terms_evidence, direct_debit, entered_on, stopped, version) ` +
			upTo(invoices/perAccount) + `SELECT 'kade', 'c' || i, 'K' || i, 'Debiteur ' || i, '', '', 'business', '', '', '',
			0, '', '', '', '', FALSE, '', FALSE, 1 FROM n`,
		`INSERT INTO contacts (creditor_id, customer_id, id, address, name, role, known, standing, event_id, keep_until)
			SELECT 'kade', id, 'k' || id, 'an@' || id || '.example', 'An', 'billing', TRUE, 'active', '', '2033-01-01'
			FROM customers`,
		fmt.Sprintf(`INSERT INTO invoices (creditor_id, customer_id, id, number, subject, issued, due, currency, total, net,
			buyer_reference, payment_reference, contract_date, discount_until, discount, document, last_step, last_contact, registered, archived) `+
			upTo(invoices)+`SELECT 'kade', 'c' || ((i - 1) / %[1]d + 1), 'i' || i, '2026-' || i, '', '%[2]s',
			CASE WHEN (i - 1) / %[1]d < %[3]d THEN '%[4]s' ELSE '%[5]s' END, 'EUR', 12100, 10000,
			'', '', '', '', 0, '', '', '', TRUE, (i - 1) / %[1]d >= %[3]d AND i %% %[1]d <> 0 FROM n`,
			perAccount, issued, dueAccounts, past, next),
		`INSERT INTO accounts (creditor_id, customer_id, currency, look_on, plan_hash)
			SELECT 'kade', id, 'EUR', '` + next.String() + `', '' FROM customers`,
	} {
		if _, err := raw.ExecContext(b.Context(), statement); err != nil {
			b.Fatalf("%v\n%s", err, statement)
		}
	}
	again(b, raw, day)
	if driver == "pgx" {
		_, err := raw.ExecContext(b.Context(), "ANALYZE")
		check(b, err)
	}
	return raw
}

// again makes due what was planned.
func again(b *testing.B, raw *sql.DB, day voldaan.Date) {
	b.Helper()
	for _, statement := range []string{
		"DELETE FROM demands", "DELETE FROM events", "DELETE FROM letter_recipients", "DELETE FROM letters",
		fmt.Sprintf("UPDATE accounts SET look_on = '%s', plan_hash = '' WHERE customer_id IN "+
			"(SELECT customer_id FROM invoices WHERE due < '%s' AND archived = FALSE)", day, day),
	} {
		_, err := raw.ExecContext(b.Context(), statement)
		check(b, err)
	}
}
