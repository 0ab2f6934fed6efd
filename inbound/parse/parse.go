package parse

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/language"
	"github.com/voldaan/voldaan/inbound/htmltext"
	"github.com/voldaan/voldaan/inbound/split"
)

// Options are what Parse knows beside the bytes. The zero value knows nobody
// and decodes at most 25 MiB.
type Options struct {
	// Colleagues are addresses in lower case; a mail that claims to be from one
	// has Kind colleague. Whether the claim is true is decided elsewhere.
	Colleagues []string
	// Own are the bot's own addresses, in lower case.
	Own []string
	// MaxBytes bounds the decoded content; parts beyond it are listed but not
	// decoded, and a warning says so. Zero means 25 MiB.
	MaxBytes int64
	// NoContent says that nobody wants the bytes of attachments: Part.Content is
	// nil, and name, type, size and hash are there all the same.
	NoContent bool
}

// DefaultMaxBytes is the bound on decoded content where Options gives none.
const DefaultMaxBytes = 25 << 20

// Part is an attachment with its decoded bytes. Content is nil where the part
// was beyond Options.MaxBytes or nobody wants it; it may share memory with the raw message.
type Part struct {
	voldaan.Attachment
	Content []byte
}

// Result is a parsed message.
type Result struct {
	Mail voldaan.Mail
	// Parts are the attachments of Mail.Attachments in the same order, and
	// after them those of messages that are attached to this one.
	Parts  []Part
	header header
}

// HeaderValue is the first value of a header field, unfolded and with encoded
// words decoded (RFC 2047); empty where there is none.
func (r Result) HeaderValue(name string) string { return r.header.text(name) }

// HeaderValues lists all values of a header field from the top down, unfolded
// and not decoded.
func (r Result) HeaderValues(name string) []string { return r.header.Values(name) }

// Parse reads a raw message (RFC 5322, RFC 2045). It never fails: whatever has
// bytes is read as far as it goes, and Mail.Warnings says what was met. Received
// is the server's INTERNALDATE.
func Parse(raw []byte, received time.Time, opt Options) Result {
	if opt.MaxBytes <= 0 {
		opt.MaxBytes = DefaultMaxBytes
	}
	w := &walker{budget: opt.MaxBytes, noContent: opt.NoContent}
	texts := w.message(raw)
	mail := voldaan.Mail{Received: received}
	w.header.fill(&mail, &w.warnings)
	cut := w.split(texts)
	mail.Reply, mail.Signature, mail.Quoted = cut.Reply, cut.Signature, cut.Quoted
	mail.Language = language.Of(mail.Reply, threadLanguage(mail.Quoted))
	parts := append(slices.Clone(w.attachments), w.nested...)
	for _, p := range w.attachments {
		mail.Attachments = append(mail.Attachments, p.Attachment)
	}
	mail.ContentHash = contentHash(cut.full, w.attachments)
	w.decideKind(&mail, cut.full, opt)
	mail.Warnings = w.warnings
	return Result{Mail: mail, Parts: parts, header: w.header}
}

// maxThread is how much of a quoted text tells its language.
const maxThread = 8 << 10

// threadLanguage is the language of the quoted mails: that of the thread.
func threadLanguage(quoted string) string {
	quoted = strings.ToValidUTF8(quoted[:min(len(quoted), maxThread)], "")
	var b strings.Builder
	for l := range strings.Lines(quoted) {
		b.WriteString(strings.TrimLeft(l, "> "))
	}
	return language.Of(b.String())
}

// cutText is a text with its three parts.
type cutText struct {
	split.Parts
	full string
}

// split chooses between the plain and the HTML form of the text, cuts it, and
// adds the text of attached messages to what is quoted.
func (w *walker) split(texts []segment) cutText {
	c := choose(texts)
	if len(w.forwarded) > 0 {
		c.Quoted = strings.TrimSpace(c.Quoted + "\n\n" + fullText(document(w.forwarded, false)))
	}
	return c
}

// choose cuts the form of the text that tells more.
func choose(texts []segment) cutText {
	hasPlain := slices.ContainsFunc(texts, func(s segment) bool { return s.plain != "" })
	hasHTML := slices.ContainsFunc(texts, func(s segment) bool { return s.html != "" })
	if !hasPlain || !hasHTML {
		return cutLines(document(texts, hasHTML))
	}
	plain, rich := document(texts, false), document(texts, true)
	p := cutText{full: fullText(plain)}
	h := cutText{full: fullText(rich)}
	h.Parts = split.Lines(rich)
	if isStub(p.full, h.full) {
		return h
	}
	p.Parts = split.Lines(plain)
	if preferHTML(p.Parts, h.Parts, rich) {
		return h
	}
	return p
}

func cutLines(lines []split.Line) cutText {
	return cutText{Parts: split.Lines(lines), full: fullText(lines)}
}

// document is the text as lines: of each segment the wanted form, or the
// other where the wanted one is missing.
func document(texts []segment, wantHTML bool) []split.Line {
	var out []split.Line
	for i, s := range texts {
		if i > 0 {
			out = append(out, split.Line{})
		}
		if wantHTML && s.html != "" || s.plain == "" {
			out = append(out, htmltext.Lines(s.html)...)
		} else {
			out = append(out, split.TextLines(s.plain)...)
		}
	}
	return out
}

// isStub reports whether the plain form only says that there is an HTML one.
func isStub(plain, rich string) bool { return len(plain)*4 < len(rich) }

// preferHTML reports whether the HTML form tells more than the plain one: only
// it has new text, answers in colour, or shows where the quote or the signature
// begins.
func preferHTML(plain, rich split.Parts, lines []split.Line) bool {
	if rich.Reply == "" {
		return false
	}
	has := func(ok func(split.Line) bool) bool { return slices.ContainsFunc(lines, ok) }
	if plain.Reply == "" || plain.Quoted == "" && rich.Quoted != "" {
		return true
	}
	if len(rich.Reply) > len(plain.Reply) {
		return len(rich.Quoted) < len(plain.Quoted) && has(func(l split.Line) bool { return l.Coloured })
	}
	if len(rich.Reply)*3 < len(plain.Reply)*2 && !strings.Contains("\n"+plain.Reply, "\n>") && has(isQuoteMark) {
		return true
	}
	return plain.Signature == "" && rich.Signature != "" && (plain.Quoted == "") == (rich.Quoted == "") &&
		has(func(l split.Line) bool { return l.Mark == split.MarkSignature })
}

func isQuoteMark(l split.Line) bool { return l.Mark == split.MarkCut || l.Mark == split.MarkQuoted }

func fullText(lines []split.Line) string {
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.Text)
		b.WriteByte('\n')
	}
	return strings.TrimSpace(b.String())
}

// contentHash tells a copy from a new mail: the decoded text without
// whitespace at line ends, and the attachments' hashes.
func contentHash(text string, parts []Part) string {
	h := sha256.New()
	for l := range strings.Lines(text) {
		_, _ = io.WriteString(h, strings.TrimRight(l, " \t\r\n")+"\n")
	}
	for _, p := range parts {
		_, _ = fmt.Fprintf(h, "\x00%s", p.Hash)
	}
	return hex.EncodeToString(h.Sum(nil))
}
