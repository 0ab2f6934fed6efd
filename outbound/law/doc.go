// Package law says what a reminder may claim: dated rates and scales with their
// sources, costs, interest, the clocks of legal notices, and whether a letter
// may claim a thing from a debtor on a day.
//
// It is a package of values: it reads no clock and no file but those that are
// embedded or passed in. It guesses nothing: a day without a rate, a row that
// nobody has checked and a notice without evidence of receipt are errors or
// refusals that say what to do. It is no legal advice.
package law
