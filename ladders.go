package voldaan

// Shipped are the ladders by kind and country that ship, the fallback last.
// Their limits are those of base.
//
// Business debtors hear of it early and firmly: directive 2011/7/EU asks for no
// reminder, and most forget rather than refuse. Consumers get more time. Those
// in Belgium have 14 days from the day after the first reminder in which
// nothing more may be asked (art. XIX.2 WER), so the second comes after them;
// those in the Netherlands have 14 days from the day after the last one arrived
// (art. 6:96 lid 6 BW), so hand-over is proposed after them.
func Shipped(base Policy) []Policy {
	large := Step{Name: StepCourtesy, Day: -5, From: 500_000}
	business := func(first, second, last, over int) []Step {
		return []Step{
			large,
			{Name: StepReminder1, Day: first},
			{Name: StepReminder2, Day: second, Wait: 6},
			{Name: StepCall, Day: second + 5, Wait: 3, OnlyWithPhone: true},
			{Name: StepLastReminder, Day: last, Wait: 5},
			{Name: StepHandover, Day: over, Wait: 14},
		}
	}
	consumer := func(first, second, wait, last, over int) []Step {
		return []Step{
			{Name: StepReminder1, Day: first},
			{Name: StepReminder2, Day: second, Wait: wait},
			{Name: StepLastReminder, Day: last, Wait: 10},
			{Name: StepCall, Day: last + 8, Wait: 7, OnlyWithPhone: true},
			{Name: StepHandover, Day: over, Wait: 16},
		}
	}
	firms, people := []Kind{KindBusiness, KindAuthority}, []Kind{KindConsumer}
	var out []Policy
	add := func(name string, who Segment, steps []Step) {
		p := base
		p.Name, p.For, p.Steps = name, who, steps
		out = append(out, p)
	}
	add("nl-business", Segment{Kinds: firms, Countries: []string{"NL"}}, business(2, 9, 20, 40))
	add("nl-consumer", Segment{Kinds: people, Countries: []string{"NL"}}, consumer(3, 14, 10, 28, 54))
	add("be-business", Segment{Kinds: firms, Countries: []string{"BE"}}, business(3, 10, 21, 42))
	add("be-consumer", Segment{Kinds: people, Countries: []string{"BE"}}, consumer(3, 20, 16, 34, 60))
	add("fr-business", Segment{Kinds: firms, Countries: []string{"FR"}}, business(3, 11, 23, 45))
	add("fr-consumer", Segment{Kinds: people, Countries: []string{"FR"}}, consumer(4, 16, 10, 31, 58))
	add("de-business", Segment{Kinds: firms, Countries: []string{"DE"}}, business(3, 10, 20, 40))
	add("de-consumer", Segment{Kinds: people, Countries: []string{"DE"}}, consumer(5, 16, 10, 30, 56))
	add("business", Segment{Kinds: firms}, business(3, 10, 22, 45))
	add("others", Segment{}, consumer(5, 18, 12, 34, 60))
	return out
}
