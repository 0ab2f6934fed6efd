package voldaan

import "time"

// MailKind is what sort of mail it is, before anybody asks what it means.
type MailKind string

// The kinds of mail.
const (
	MailCustomer   MailKind = "customer"
	MailColleague  MailKind = "colleague"
	MailAutoReply  MailKind = "auto_reply"
	MailBounce     MailKind = "bounce"
	MailReport     MailKind = "report" // abuse report, read receipt, success notice
	MailUnreadable MailKind = "unreadable"
)

// Validate reports a kind that is none.
func (k MailKind) Validate() error {
	return oneOf("mail kind", k, MailCustomer, MailColleague, MailAutoReply, MailBounce, MailReport, MailUnreadable)
}

// Address is a mailbox with its display name (RFC 5322, section 3.4).
type Address struct {
	Name    string
	Address string // in lower case
}

// Attachment is a part of a mail that is no text of it.
type Attachment struct {
	Name string `json:"name"`
	Type string `json:"type"` // media type in lower case
	Size int64  `json:"size"` // decoded, in bytes
	Hash string `json:"-"`    // SHA-256 of the decoded bytes, hex
}

// Mail is a received message reduced to what the rules need. Its texts are
// valid UTF-8 without NUL.
type Mail struct {
	ID         MailID
	MessageID  string   // without angle brackets; empty where there is none
	InReplyTo  []string // without angle brackets
	References []string
	From       Address
	ReplyTo    []Address
	To         []Address
	Cc         []Address
	// DeliveredTo are the envelope's recipients as the server noted them
	// (Delivered-To, X-Original-To, Envelope-To).
	DeliveredTo []string
	Subject     string
	Date        time.Time // of the header, in its own offset; zero where unreadable
	Received    time.Time // the server's INTERNALDATE
	Kind        MailKind
	Language    string // ISO 639-1, "und" when unsure
	Reply       string // what the sender wrote now
	Signature   string
	Quoted      string
	Attachments []Attachment
	Bounce      *Bounce
	AutoReply   *AutoReply
	// Proof is what a report shows of the letter that it is about; empty: nothing.
	Proof    Proof
	Warnings []string
	// ContentHash is the SHA-256, in hex, of the decoded text and attachments:
	// with Message-ID and From it tells a copy from a new mail.
	ContentHash string
}

// BounceReason is why a delivery failed.
type BounceReason string

// The reasons of bounces.
const (
	BounceUserUnknown BounceReason = "user_unknown"
	BounceHostUnknown BounceReason = "host_unknown"
	BounceMailboxFull BounceReason = "mailbox_full"
	BounceBlocked     BounceReason = "blocked"
	BouncePolicy      BounceReason = "policy"
	BounceSpam        BounceReason = "spam"
	BounceTooBig      BounceReason = "too_big"
	BounceExpired     BounceReason = "expired"
	BounceSuspended   BounceReason = "suspended"
	BounceMoved       BounceReason = "moved"
	BounceNetwork     BounceReason = "network"
	BounceOther       BounceReason = "other"
)

// Bounce is what a delivery report says.
type Bounce struct {
	Recipients        []BounceRecipient `json:"recipients"`
	OriginalMessageID string            `json:"original_message_id,omitempty"`
}

// BounceRecipient is one recipient whom a mail did not reach.
type BounceRecipient struct {
	Address  string       `json:"address"`             // in lower case
	Status   string       `json:"status,omitempty"`    // enhanced status code, RFC 3463
	SMTPCode int          `json:"smtp_code,omitempty"` // RFC 5321
	Reason   BounceReason `json:"reason"`
	// Hard says that the address will never work again as it is.
	Hard bool `json:"hard"`
}

// AutoReply is what an automatic answer tells.
type AutoReply struct {
	// Sort is "out_of_office", "ticket" or "system".
	Sort string
	// Suspected says that only the subject speaks for it; the text is read.
	Suspected bool
	ReturnOn  Date   // first day back
	Ticket    string // the other side's number
	// Substitute is who stands in meanwhile; nil where the note names nobody.
	Substitute *ContactFound
}
