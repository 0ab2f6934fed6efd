package outbound

import (
	"slices"

	"github.com/voldaan/voldaan"
	"github.com/voldaan/voldaan/outbound/law"
)

// group is claims that rest on the same notice (nil: on none) and the same terms.
type group struct {
	claims []law.Claim
	basis
}

// basis is what claims of a group have in common. Interest rests on the terms,
// costs on the clause of damages; the Dutch scale asks for none. The clauses of a
// consumer stand together, since the cap is on their sum.
type basis struct {
	notice *SentNotice
	terms  law.Terms
	clause law.Clause
	bound  bool // by a clause
}

// basisOf is that of a kind of charge on an invoice.
func (k *reckoning) basisOf(kind voldaan.ChargeKind, number string) basis {
	var b basis
	firm := k.request.Kind == voldaan.KindBusiness || k.request.Kind == voldaan.KindAuthority
	if !firm {
		b.notice = k.naming(number)
	}
	switch a := k.agreed[number]; kind {
	case voldaan.ChargeInterest, voldaan.ChargeReminderFee:
		b.terms = a.Terms
	case voldaan.ChargeCosts:
		if b.bound = k.request.Country != "NL" && a.hasClause(); b.bound && firm {
			b.clause = a.clause
		}
	}
	return b
}

// naming is the notice on which a claim rests: of those that name it one that is
// proved to have arrived, and the earliest of them.
func (k *reckoning) naming(number string) *SentNotice {
	var best *SentNotice
	for i := range k.Notices {
		n := &k.Notices[i]
		proved := n.Delivery.Evidence == law.EvidenceProved
		if slices.Contains(n.Claims, number) && (best == nil || proved && best.Delivery.Evidence != law.EvidenceProved) {
			best = n
		}
	}
	return best
}

// groups puts the claims together that have a basis in common.
func (k *reckoning) groups(kind voldaan.ChargeKind, all []law.Claim) []group {
	var out []group
	for _, c := range all {
		b := k.basisOf(kind, c.Number)
		i := slices.IndexFunc(out, func(g group) bool { return g.basis == b })
		if i < 0 {
			out = append(out, group{basis: b})
			i = len(out) - 1
		}
		out[i].claims = append(out[i].claims, c)
	}
	return out
}

// clauses are the terms under which the damages of invoices are owed together,
// each of which has a clause that is as old as it.
func (k *reckoning) clauses(claims []law.Claim) law.Terms {
	var out law.Terms
	var all []owing
	for _, c := range claims {
		a := k.agreed[c.Number]
		all = append(all, owing{a, c.Principal})
		if out.Since.IsZero() || a.Since < out.Since {
			out.Since, out.Evidence = a.Since, a.Evidence
		}
	}
	out.Damages, _ = damages(all)
	return out
}
