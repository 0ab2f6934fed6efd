package law

import (
	"time"

	"github.com/voldaan/voldaan"
)

// Names of rates, per year. Those with a margin are made of another rate.
const (
	RateECB           = "ecb-refi"        // ECB, main refinancing operations
	RateNLBusiness    = "nl-b2b"          // handelsrente, art. 6:119a BW
	RateNLConsumer    = "nl-consumer"     // wettelijke rente, art. 6:119 BW
	RateBEBusiness    = "be-b2b"          // law of 2 August 2002, art. 5
	RateBECivil       = "be-civil"        // law of 5 May 1865, art. 2 § 1
	RateBEConsumerCap = "be-consumer-cap" // margin; art. XIX.4 WER
	RateDEBase        = "de-base"         // Basiszinssatz, § 247 BGB
	RateDEBusiness    = "de-b2b"          // margin; § 288 (2) BGB
	RateDEConsumer    = "de-consumer"     // margin; § 288 (1) BGB
	RateFRLegal       = "fr-legal"        // taux de l'intérêt légal of professional creditors
	RateFRBusiness    = "fr-b2b"          // margin; art. L441-10 II code de commerce
	RateEUBusiness    = "eu-b2b"          // margin; directive 2011/7/EU, art. 2 (6)
	VATNL             = "nl-vat"          // standard rates of VAT
	VATBE             = "be-vat"
	VATDE             = "de-vat"
	VATFR             = "fr-vat"
)

// Names of scales and sums.
const (
	ScaleNLCosts   = "nl-bik"          // Besluit vergoeding voor buitengerechtelijke incassokosten
	ScaleBEDamages = "be-damages-cap"  // art. XIX.4 WER
	SumBEReminder  = "be-reminder-fee" // art. XIX.2 WER; postage is added
	SumNLFixed     = "nl-fixed"        // fixed compensation, one for each claim of a business
	SumBEFixed     = "be-fixed"        //
	SumDEFixed     = "de-fixed"        //
	SumFRFixed     = "fr-fixed"        //
	SumEUFixed     = "eu-fixed"        // directive 2011/7/EU, art. 6
)

// subject is what the rows of a name are, and for how long a row can hold.
type subject struct {
	table Table
	// months is the length of the period for which a value is set, from
	// 1 January on; zero: until further notice.
	months int
	base   string // of a margin
}

// subjects are the names that files may use.
func subjects() map[string]subject {
	half := subject{table: TableRate, months: 6}
	open := subject{table: TableRate}
	on := func(base string) subject { return subject{table: TableMargin, base: base} }
	sum, scale := subject{table: TableSum}, subject{table: TableScale}
	return map[string]subject{
		RateECB: half, RateNLBusiness: half, RateNLConsumer: half, RateBEBusiness: half,
		RateDEBase: half, RateFRLegal: half, RateBECivil: {table: TableRate, months: 12},
		RateBEConsumerCap: on(RateECB), RateFRBusiness: on(RateECB), RateEUBusiness: on(RateECB),
		RateDEBusiness: on(RateDEBase), RateDEConsumer: on(RateDEBase),
		VATNL: open, VATBE: open, VATDE: open, VATFR: open,
		ScaleNLCosts: scale, ScaleBEDamages: scale,
		SumBEReminder: sum, SumNLFixed: sum, SumBEFixed: sum, SumDEFixed: sum, SumFRFixed: sum, SumEUFixed: sum,
	}
}

// periodEnd is the last day of the period that begins on from; no date where
// values hold until further notice, and false where no period begins then.
func (s subject) periodEnd(from voldaan.Date) (voldaan.Date, bool) {
	if s.months == 0 {
		return 0, true
	}
	y, m, d := from.Time().Date()
	end := voldaan.NewDate(y, m+time.Month(s.months), 1) - 1
	return end, d == 1 && (int(m)-1)%s.months == 0
}
