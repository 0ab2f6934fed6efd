package split

import (
	"strings"
	"testing"
)

func BenchmarkText(b *testing.B) {
	answer := "Beste,\n\nWij betalen vrijdag.\n\nMet vriendelijke groet,\nJan\n\n"
	for name, text := range map[string]string{
		"quoted": answer + "Op di 24 nov. 2026 om 22:12 schreef Facturen <f@l.example>:\n" + strings.Repeat("> Geachte heer De Vries, hierbij herinneren wij u aan factuur 2026-041.\n>\n", 270),
		"plain":  strings.Repeat("Op de factuur van 3 november stond: wij schreven dat de levering niet klopt en dat @ ons:\nVan: ons\nbetaald op 3-11-2026\n\n", 165),
		"prose":  strings.Repeat("De levering was niet compleet, er ontbraken vier dozen. Graag een creditnota.\n\n", 250),
		"mixed":  strings.Repeat("> Wanneer betaalt u?\nVrijdag.\n", 650),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				Text(text)
			}
		})
	}
}
