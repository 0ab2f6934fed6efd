package main

import "github.com/voldaan/voldaan"

// actor is a customer of the demo: who he is, what he owes, and what he does
// when he gets a letter.
type actor struct {
	number   string // the creditor's own for him
	name     string
	country  string
	language string
	people   []person // the first ones get the invoices
	bills    []bill
	reacts   []reaction
	pays     []payment // whatever happens; days count from the first of the play
}

// person is somebody at a customer who reads or writes mail.
type person struct {
	name, address string
	client        mailClient
	billing       bool // gets the creditor's letters from the start
	gone          bool // the address no longer exists: a report comes back
}

// bill is an invoice that the creditor's books hold when the play begins, or
// that a colleague sends during it.
type bill struct {
	number  string
	subject string
	due     int // days from the first of the play
	total   voldaan.Amount
}

// payment is money that a customer sends; the bank file of that morning, or of
// the next business day, brings it in.
type payment struct {
	bill   string
	days   int            // after what triggers it
	amount voldaan.Amount // zero: all that is open
}

// reaction is what a customer does when he gets a letter of a kind for the
// n-th time. In its texts {+N} is the day N days later, written as people do
// in the customer's language.
type reaction struct {
	on    voldaan.LetterKind
	nth   int    // 0 and 1: the first time
	who   string // address of the person who reacts; empty: who got it
	days  int
	hour  int
	text  string
	fresh string // subject of a mail of its own; empty: an answer in the thread
	sort  sortOfMail
	pays  []payment
}

// sortOfMail is what kind of mail a reaction is.
type sortOfMail int

const (
	byHand    sortOfMail = iota // a person writes
	awayNote                    // an automatic note of absence
	noMail                      // only money follows
	returning                   // a report of a failed delivery
)

// mailClient is the program with which somebody writes; each quotes in its
// own way.
type mailClient int

const (
	outlook mailClient = iota
	gmail
	appleMail
	phone
)
