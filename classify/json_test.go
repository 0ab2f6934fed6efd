package classify_test

import (
	"encoding/json"
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify"
)

func object(t *testing.T, m voldaan.Mail, c voldaan.ReadingContext) string {
	t.Helper()
	b, err := json.Marshal(classify.Object("x.eml", m, read(t, m, c), c))
	if err != nil {
		t.Fatal(err)
	}
	return modelled.ReplaceAllString(string(b), `"confidence":0.9`)
}

// modelled are the confidences that change whenever the model learns anew.
var modelled = regexp.MustCompile(`"confidence":0\.[89]\d*`)

func TestObject(t *testing.T) {
	m := reply("2026-044 is maandag betaald. Op 2026-041 betalen wij vrijdag € 500,00.")
	m.Language = "nl"
	want := `{"file":"x.eml","kind":"customer","language":"nl","warnings":[],` +
		`"reply":"2026-044 is maandag betaald. Op 2026-041 betalen wij vrijdag € 500,00.","signature":"","quoted":"","attachments":[],` +
		`"intent":"promise_to_pay","also":["already_paid"],"confidence":0.9,"human":false,` +
		`"per_invoice":{"2026-041":"promise_to_pay","2026-044":"already_paid"},"promise":{"date":"2026-11-20","amount":"500.00"},"paid_on":"2026-11-16",` +
		`"findings":[{"intent":"already_paid","quote":"2026-044 is maandag betaald.","in":"reply","invoices":["2026-044"],"date":"2026-11-16","confidence":0.9,"by":"rules"},` +
		`{"intent":"promise_to_pay","quote":"Op 2026-041 betalen wij vrijdag € 500,00.","in":"reply","invoices":["2026-041"],"date":"2026-11-20","amount":"500.00","currency":"EUR","confidence":0.9,"by":"rules"}]}`
	if diff := cmp.Diff(want, object(t, m, testContext())); diff != "" {
		t.Error(diff)
	}
}

func TestObjectOfBounce(t *testing.T) {
	m := voldaan.Mail{
		Kind: voldaan.MailBounce, Reply: "Delivery failed.",
		Bounce: &voldaan.Bounce{Recipients: []voldaan.BounceRecipient{{Address: "a@bakkerij.example", Status: "5.1.1", SMTPCode: 550, Reason: voldaan.BounceUserUnknown, Hard: true}}},
	}
	want := `{"file":"x.eml","kind":"bounce","language":"und","warnings":[],"reply":"Delivery failed.","signature":"","quoted":"","attachments":[],` +
		`"bounce":{"recipients":[{"address":"a@bakkerij.example","status":"5.1.1","smtp_code":550,"reason":"user_unknown","hard":true}]},` +
		`"intent":"bounce","also":[],"confidence":0.9,"human":false,"per_invoice":{},` +
		`"findings":[{"intent":"bounce","quote":"Delivery failed.","in":"reply","confidence":0.9,"by":"rules"}]}`
	if diff := cmp.Diff(want, object(t, m, testContext())); diff != "" {
		t.Error(diff)
	}
}

func TestObjectAsksAPersonAboutAFarPromise(t *testing.T) {
	far, near := reply("Wij betalen op 20 januari 2027."), reply("Wij betalen op 20 december.")
	o := classify.Object("", far, read(t, far, testContext()), testContext())
	n := classify.Object("", near, read(t, near, testContext()), testContext())
	if !o.Human || n.Human {
		t.Errorf("human: far %v, near %v", o.Human, n.Human)
	}
}

func TestInstallments(t *testing.T) {
	m := reply("Wij betalen € 600,00 op 1 december en € 610,00 op 15 december.")
	o := classify.Object("", m, read(t, m, testContext()), testContext())
	want := []classify.DatedAmount{{Date: voldaan.MustDate("2026-12-01"), Amount: "600.00"}, {Date: voldaan.MustDate("2026-12-15"), Amount: "610.00"}}
	if diff := cmp.Diff(want, o.Installments); diff != "" {
		t.Error(diff)
	}
}

func TestLoadContext(t *testing.T) {
	c, err := classify.LoadContext(strings.NewReader(`{"invoices": [null, {"number":"2026-041","total":"1.210,00","open":1210.5,"currency":"EUR","issued":"2026-10-01","due":null},
		{"number":12,"total":null}], "last_sent":"reminder1","own":["Facturen@Leverancier.example",null],"colleagues":null,"later":[1]}`))
	if err != nil {
		t.Fatal(err)
	}
	want := voldaan.ReadingContext{
		LastSent: voldaan.LetterReminder1, Own: []string{"facturen@leverancier.example"},
		Invoices: []voldaan.ContextInvoice{
			{Number: "2026-041", Total: 121000, Open: 121050, Currency: voldaan.EUR, Issued: voldaan.MustDate("2026-10-01")},
			{Number: "12"},
		},
	}
	if diff := cmp.Diff(want, c); diff != "" {
		t.Error(diff)
	}
	for _, bad := range []string{"", "[]", `{"own":1}`, `{"invoices":[{"total":"x"}]}`, `{"invoices":[{"issued":"1 mei"}]}`, `{"invoices":[{"open":1e30}]}`} {
		if _, err := classify.LoadContext(strings.NewReader(bad)); err == nil || !strings.HasPrefix(err.Error(), "read context: ") {
			t.Errorf("%s: error %v", bad, err)
		}
	}
	if _, err := classify.LoadContext(strings.NewReader(`{"invoices":[{"open":1e30}]}`)); !errors.Is(err, voldaan.ErrAmountTooLarge) {
		t.Errorf("error %v", err)
	}
}

func FuzzLoadContext(f *testing.F) {
	f.Add(`{"invoices":[{"number":"1","total":"1.00"}],"domains":["a.example"]}`)
	f.Add(`{"invoices":[{"number":1e9,"open":-0.001}],"own":null}`)
	f.Fuzz(func(t *testing.T, s string) {
		c, err := classify.LoadContext(strings.NewReader(s))
		if err != nil {
			return
		}
		for _, i := range c.Invoices {
			if i.Number == "" || i.Open > voldaan.MaxAmount {
				t.Fatalf("%+v", i)
			}
		}
	})
}
