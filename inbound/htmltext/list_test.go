package htmltext

import (
	"strings"
	"testing"
)

func TestLists(t *testing.T) {
	for in, want := range map[string]string{
		"<ol><li>prijs</li><li>aantal</li></ol>":                                    "1. prijs\n2. aantal",
		"<ol start=3><li>a<li value=7>b<li>c</ol>":                                  "3. a\n7. b\n8. c",
		"<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>":                          "1. a\n- b\n2. c",
		"<ol start=-5><li>a</ol><li>b":                                              "1. a\n- b",
		"<div>Ja<br></div><span class=gmail_signature_prefix>-- </span><br>Jan":     "Ja\n--\nJan",
		"<p>Ja</p><span class=gmail_signature>Jan</span><br><br><div>Vervolg</div>": "Ja\nJan\nVervolg",
	} {
		var got []string
		for _, l := range Lines("<body>" + in + "</body>") {
			if l.Text != "" {
				got = append(got, l.Text)
			}
		}
		if s := strings.Join(got, "\n"); s != want {
			t.Errorf("%s: %q, want %q", in, s, want)
		}
	}
}

func TestPrefixLine(t *testing.T) {
	ls := Lines("<body>Ja<br><span class=gmail_signature_prefix>-- </span><br><div class=gmail_signature>Jan</div></body>")
	for i, l := range ls {
		if l.Text == "--" && (i+1 >= len(ls) || ls[i+1].Text != "Jan") {
			t.Errorf("an empty line below the delimiter: %v", ls)
		}
	}
	if len(ls) < 3 {
		t.Errorf("%d lines: %v", len(ls), ls)
	}
}
