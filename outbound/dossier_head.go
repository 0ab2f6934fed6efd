package outbound

import (
	"bytes"
	"cmp"
	"io"
	"mime"
	"strings"

	"github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // texts of other character sets
	"github.com/emersion/go-message/mail"
)

// headed is what a mail's header tells.
type headed struct {
	to        []string // addresses of To and Cc in lower case
	inReplyTo []string
	// report is the type of a report (RFC 6522), such as delivery-status.
	report string
}

// readHead reads what it can of a mail's header.
func readHead(raw []byte) headed {
	e, err := message.Read(bytes.NewReader(raw))
	if e == nil || (err != nil && !message.IsUnknownCharset(err)) {
		return headed{}
	}
	h := mail.Header{Header: e.Header}
	var out headed
	for _, key := range []string{"To", "Cc"} {
		list, err := h.AddressList(key)
		if err != nil {
			continue
		}
		for _, a := range list {
			out.to = append(out.to, strings.ToLower(a.Address))
		}
	}
	if ids, err := h.MsgIDList("In-Reply-To"); err == nil {
		out.inReplyTo = ids
	}
	if media, params, err := mime.ParseMediaType(h.Get("Content-Type")); err == nil && media == "multipart/report" {
		out.report = strings.ToLower(params["report-type"])
	}
	return out
}

// postedText is the text that a letter of the bot has attached for a colleague
// who posts it.
func postedText(raw []byte) string { return string(part(raw, "text/plain", attached)) }

// postedSheet is the letter as it is printed for the post; its text where there
// is no other.
func postedSheet(raw []byte) []byte {
	if pdf := part(raw, "application/pdf", attached); pdf != nil {
		return pdf
	}
	return []byte(postedText(raw))
}

// letterText is the plain text of a letter of the bot, as its reader sees it.
func letterText(raw []byte) string {
	return string(part(raw, "text/plain", func(h mail.PartHeader) bool { return !attached(h) }))
}

func attached(h mail.PartHeader) bool { _, ok := h.(*mail.AttachmentHeader); return ok }

// part is the first part of a mail of a media type among those that are wanted.
func part(raw []byte, media string, wanted func(mail.PartHeader) bool) []byte {
	r, err := mail.CreateReader(bytes.NewReader(raw))
	if err != nil {
		return nil
	}
	for {
		p, err := r.NextPart()
		if err != nil {
			return nil
		}
		// A part that does not say what it is, is plain text (RFC 2045, section
		// 5.2): so are letters for the post that earlier versions wrote.
		is, _, err := mime.ParseMediaType(cmp.Or(p.Header.Get("Content-Type"), "text/plain"))
		if err != nil || is != media || !wanted(p.Header) {
			continue
		}
		content, err := io.ReadAll(p.Body)
		if err != nil {
			return nil
		}
		return content
	}
}
