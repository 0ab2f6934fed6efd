package classify

import (
	"strings"
	"time"

	v "github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/classify/phrase"
	"github.com/voldaan/voldaan/classify/when"
)

// away is the sentences of an automatic answer from the one on which it rests:
// the one that says when somebody is back, or else until when he is away, also
// in the subject. Where none says so it is the first that is no salutation.
func (s *scan) away(all []phrase.Sentence) []phrase.Sentence {
	back := s.mail.AutoReply.ReturnOn
	if back == 0 {
		return spoken(all)
	}
	var until []phrase.Sentence
	for _, list := range [][]phrase.Sentence{all, phrase.Sentences(inSubject, s.mail.Subject)} {
		for i, t := range list {
			for _, d := range s.days(when.Forward, t.Plain) {
				switch {
				case d.Last() == back:
					return list[i:]
				case until == nil && d.Last() < back && backAfter(d.Last()) >= back:
					until = list[i:]
				}
			}
		}
		if until != nil {
			return until
		}
	}
	return spoken(all)
}

// backAfter is the last day on which somebody who is away to the end of a day
// is back: the first from Monday to Friday after it.
func backAfter(last v.Date) v.Date {
	for last++; last.Weekday() == time.Saturday || last.Weekday() == time.Sunday; last++ {
	}
	return last
}

// spoken leaves the salutation out, where more follows: a short line that ends
// as no sentence does.
func spoken(all []phrase.Sentence) []phrase.Sentence {
	for len(all) > 1 && all[0].Part == inReply && len(strings.Fields(all[0].Quote)) <= salutation && strings.HasSuffix(all[0].Quote, ",") {
		all = all[1:]
	}
	return all
}

// salutation is how many words one has at most.
const salutation = 6
