package voldaan

// Shipped are the ladders by kind and country that ship, the fallback last.
// Their limits are those of base.
//
// Business debtors hear of it early and firmly: directive 2011/7/EU asks for no
// reminder, and most forget rather than refuse; the last letter claims what the
// law gives. Consumers get more time, and nothing is claimed of them before a
// legal notice and its term. In Belgium that is the first reminder, which is free,
// or with regular deliveries may cost a fee where it is a further one
// (art. XIX.2 WER), so the second comes after its 14 days; in the Netherlands,
// Germany and France it is a formal notice (art. 6:96 lid 6 BW, § 286 (1) BGB,
// art. 1231-6 code civil), and the final demand comes after its term. Every claim
// waits for a colleague's yes, and a letter that may not claim goes without.
func Shipped(base Policy) []Policy {
	onTop := Claims{Interest: true, Fixed: true, Costs: true}
	large := Step{Name: StepCourtesy, Day: -5, From: 500_000}
	business := func(first, second, last, over int) []Step {
		return []Step{
			large,
			{Name: StepReminder1, Day: first},
			{Name: StepReminder2, Day: second, Wait: 6},
			{Name: StepCall, Day: second + 5, Wait: 3, OnlyWithPhone: true},
			{Name: StepLastReminder, Day: last, Wait: 5},
			{Name: StepFinalDemand, Day: last + 9, Wait: 8, Claims: onTop},
			{Name: StepHandover, Day: over, Wait: 10},
		}
	}
	consumer := func(first, second, last, over int) []Step {
		return []Step{
			{Name: StepReminder1, Day: first},
			{Name: StepReminder2, Day: second, Wait: 10},
			{Name: StepCall, Day: second + 7, Wait: 5, OnlyWithPhone: true},
			{Name: StepFormalNotice, Day: last, Wait: 5, Notice: true},
			{Name: StepFinalDemand, Day: last + 17, Wait: 16, Claims: onTop},
			{Name: StepHandover, Day: over, Wait: 10},
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
	add("nl-consumer", Segment{Kinds: people, Countries: []string{"NL"}}, consumer(3, 14, 28, 58))
	add("be-business", Segment{Kinds: firms, Countries: []string{"BE"}}, business(3, 10, 21, 42))
	add("be-consumer", Segment{Kinds: people, Countries: []string{"BE"}}, []Step{
		{Name: StepReminder1, Day: 3, Notice: true, Claims: Claims{ReminderFee: true}},
		{Name: StepReminder2, Day: 20, Wait: 16},
		{Name: StepCall, Day: 27, Wait: 5, OnlyWithPhone: true},
		{Name: StepFinalDemand, Day: 34, Wait: 7, Claims: onTop},
		{Name: StepHandover, Day: 60, Wait: 16},
	})
	add("fr-business", Segment{Kinds: firms, Countries: []string{"FR"}}, business(3, 11, 23, 45))
	add("fr-consumer", Segment{Kinds: people, Countries: []string{"FR"}}, consumer(4, 16, 31, 60))
	add("de-business", Segment{Kinds: firms, Countries: []string{"DE"}}, business(3, 10, 20, 40))
	add("de-consumer", Segment{Kinds: people, Countries: []string{"DE"}}, consumer(5, 16, 30, 59))
	add("business", Segment{Kinds: firms}, business(3, 10, 22, 45))
	add("others", Segment{}, []Step{
		{Name: StepReminder1, Day: 5},
		{Name: StepReminder2, Day: 18, Wait: 12},
		{Name: StepLastReminder, Day: 34, Wait: 10},
		{Name: StepCall, Day: 42, Wait: 7, OnlyWithPhone: true},
		{Name: StepHandover, Day: 60, Wait: 16},
	})
	return out
}
