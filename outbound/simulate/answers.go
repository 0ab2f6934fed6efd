package simulate

import (
	"github.com/voldaan/voldaan"
)

// Answers say how often a letter brings an answer of which sort, or comes back.
type Answers struct {
	Letters int           `json:"letters"` // from which they were learnt
	Rates   []AnswerShare `json:"rates"`
	// Bounced is the share of letters that come back for good.
	Bounced float64 `json:"bounced"`
}

// AnswerShare is the share of letters that bring an answer of a sort.
type AnswerShare struct {
	Intent voldaan.Intent `json:"intent"`
	Share  float64        `json:"share"`
}

// usualAnswers are an assumption of ours. They count as usualLetters letters
// beside those of the ledger's own past.
func usualAnswers() Answers {
	return Answers{
		Rates: []AnswerShare{
			{voldaan.IntentLegal, 0.001},
			{voldaan.IntentDispute, 0.025},
			{voldaan.IntentWrongRecipient, 0.01},
			{voldaan.IntentPaymentPlan, 0.01},
			{voldaan.IntentPromise, 0.08},
			{voldaan.IntentAlreadyPaid, 0.04},
			{voldaan.IntentDocumentRequest, 0.03},
			{voldaan.IntentQuestion, 0.02},
			{voldaan.IntentAcknowledgement, 0.03},
			{voldaan.IntentAutoReply, 0.05},
		},
		Bounced: 0.01,
	}
}

const usualLetters = 50

// learnAnswers counts what letters brought in the past of accounts.
func learnAnswers(accounts []Account, day voldaan.Date) Answers {
	out := usualAnswers()
	read := map[voldaan.Intent]int{}
	bounced := 0
	for _, acc := range accounts {
		via := map[voldaan.LetterID]voldaan.Channel{}
		for i := range acc.Log {
			switch e := &acc.Log[i]; {
			case e.Day > day:
			case e.Kind == voldaan.EventDemandQueued:
				via[e.Letter] = voldaan.Step{Name: e.Step, Channel: voldaan.Channel(e.Reason)}.Via()
			case e.Kind == voldaan.EventDemandSent && (via[e.Letter] == voldaan.ChannelMail || via[e.Letter] == voldaan.ChannelPost):
				out.Letters++
			case e.Kind == voldaan.EventMailRead:
				read[voldaan.Intent(e.Reason)]++
			case e.Kind == voldaan.EventContactBounced:
				bounced++
			}
		}
	}
	all := float64(out.Letters + usualLetters)
	share := func(usual float64, n int) float64 { return min((usual*usualLetters+float64(n))/all, 1) }
	sum := 0.0
	for i := range out.Rates {
		r := &out.Rates[i]
		r.Share = share(r.Share, read[r.Intent])
		sum += r.Share
	}
	for i := range out.Rates { // more answers than letters, where customers write unasked
		out.Rates[i].Share /= max(sum, 1)
	}
	out.Bounced = share(out.Bounced, bounced)
	return out
}

// sort is what a letter brings; none for most.
func (a Answers) sort(d dice) (voldaan.Intent, bool) {
	left := d.unit()
	for _, r := range a.Rates {
		if left -= r.Share; left < 0 {
			return r.Intent, true
		}
	}
	return "", false
}

// answer is a customer's mail, reduced to what it says.
type answer struct {
	intent   voldaan.Intent
	invoices []voldaan.InvoiceID
	on       voldaan.Date // a promised day, the day money left, the day somebody is back
	unsure   bool         // the bot cannot read it surely
}

// mail and reading are what the bot makes of the answer.
func (a answer) mail(id voldaan.MailID) voldaan.Mail {
	m := voldaan.Mail{ID: id, Kind: voldaan.MailCustomer}
	if a.intent == voldaan.IntentAutoReply {
		m.Kind = voldaan.MailAutoReply
		m.AutoReply = &voldaan.AutoReply{Sort: "out_of_office", ReturnOn: a.on}
	}
	return m
}

func (a answer) reading(l *voldaan.Ledger, to string) voldaan.Reading {
	f := voldaan.Finding{Intent: a.intent, In: "reply", Date: a.on, Confidence: 1, By: "simulation"}
	if a.unsure {
		f.Confidence = 0.5
	}
	for _, id := range a.invoices {
		if inv := l.Invoice(id); inv != nil {
			f.Invoices = append(f.Invoices, inv.Number)
		}
	}
	switch a.intent {
	case voldaan.IntentDispute:
		f.Reason = voldaan.ReasonOther
	case voldaan.IntentWrongRecipient:
		f.Contact = &voldaan.ContactFound{Email: to}
	}
	return voldaan.Reading{Findings: []voldaan.Finding{f}, Threshold: 0.9}
}
