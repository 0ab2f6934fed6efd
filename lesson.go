package voldaan

// Lesson is a sentence of a mail of which a colleague said what it means. A
// reader lets it decide about sentences that are like it, and about no others.
type Lesson struct {
	Correction string     `json:"-"` // the id of the correction that it belongs to
	Language   string     `json:"language"`
	Words      string     `json:"words"`          // verbatim
	Last       LetterKind `json:"last,omitempty"` // the letter that the mail answers
	Day        Date       `json:"day"`            // the mail's
	// Says is what the sentence means; "none" where it means nothing for an
	// invoice.
	Says   Intent        `json:"says"`
	Reason DisputeReason `json:"reason,omitempty"` // of a dispute, where it was told
}
