package servertest

import (
	"net/smtp"
	"strings"
	"testing"
)

// A mail that is refused comes back as a delivery report to its return path.
func TestPostfix(t *testing.T) {
	if !CanRunPostfix() {
		t.Log("Postfix runs as root only")
		return
	}
	bot, refusing := SMTPSink(t), SMTPSink(t, "-f", "RCPT", "-B", "550 5.1.1 User unknown")
	p := Postfix(t, map[string]string{"bot.example": bot.Addr, "weigert.example": refusing.Addr})
	err := smtp.SendMail(p.Addr, nil, "facturen+a1@bot.example", []string{"jan@weigert.example"}, []byte("Subject: x\r\n\r\nx\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	m := bot.Await("facturen+a1@bot.example")
	if m.From != "" || len(m.Rcpts) != 1 {
		t.Errorf("from %q to %q", m.From, m.Rcpts)
	}
	if !strings.Contains(string(m.Raw), "Final-Recipient: rfc822; jan@weigert.example") {
		t.Errorf("no delivery report:\n%s", m.Raw)
	}
}
