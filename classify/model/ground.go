package model

import "github.com/voldaan/voldaan/classify/concept"

// groundFactor is what the grounds weigh among the groups of features: more
// than others, since they are few.
const groundFactor = 1.8

// AppendGrounds appends the features that only Reason asks for, behind those of
// AppendFeatures: the words of a sentence that tell why an invoice is contested.
func AppendGrounds(to []Feature, in Input) []Feature {
	x := memory.Get().(*scratch)
	defer memory.Put(x)
	g := group{scratch: x, out: to, factor: groundFactor}
	concept.Grounds(in.Language).Find(in.Words, func(id concept.ID, _, _ int) {
		g.add(start.text("g").byte(byte(id)))
	})
	g.close()
	return g.out
}
