package law

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Percent is a share in thousandths of a per cent: 10,400 is 10.4 %. Rates of
// interest are per year.
type Percent int32

// wholePercent is one per cent, and maxPercent the most that is accepted.
const (
	wholePercent Percent = 1000
	maxPercent   Percent = 100 * wholePercent
)

// ParsePercent reads "12", "12.5" or "12,50", from 0 to 100 with at most three
// decimals. A sign is refused: no rate is below zero.
func ParsePercent(s string) (Percent, error) {
	whole, frac, cut := strings.Cut(strings.Replace(strings.TrimSpace(s), ",", ".", 1), ".")
	if !digits(whole) || len(whole) > 3 || cut && (!digits(frac) || len(frac) > 3) {
		return 0, fmt.Errorf("percentage %q: %w", s, errPercent)
	}
	n, err := strconv.Atoi(whole + (frac + "000")[:3])
	if err != nil || Percent(n) > maxPercent {
		return 0, fmt.Errorf("percentage %q: %w", s, errPercent)
	}
	return Percent(n), nil
}

var errPercent = errors.New("want a number from 0 to 100 with at most three decimals, such as 10.4")

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// String gives two decimals, or three where there are: "10.40".
func (p Percent) String() string {
	s := fmt.Sprintf("%d.%03d", p/wholePercent, p%wholePercent)
	return strings.TrimSuffix(s, "0")
}
