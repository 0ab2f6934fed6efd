package ledgerfile

import (
	"slices"
	"strings"
)

// The kinds of files.
const (
	KindInvoices  = "invoices"
	KindPayments  = "payments"
	KindOpenItems = "open-items"
)

// Template is an example of a kind of file, for people to fill in: a header
// and two rows with invented companies, as a spreadsheet program of that
// language (nl, fr, de, en; another: en) opens it. Nil for another kind.
func Template(kind, language string) []byte {
	lang := slices.Index([]string{"nl", "fr", "de"}, language)
	if lang < 0 {
		lang = 3
	}
	l, rows := example(kind, lang)
	if rows == nil {
		return nil
	}
	var out strings.Builder
	out.WriteString("\ufeff") // without it Excel takes UTF-8 for Windows-1252
	line := func(cells []string) {
		for i, c := range cells {
			if i > 0 {
				out.WriteByte(';')
			}
			if strings.ContainsAny(c, ";\"\n") {
				c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
			}
			out.WriteString(c)
		}
		out.WriteString("\r\n")
	}
	columns := slices.DeleteFunc(l.columns, func(c column) bool { return c.titles[lang] == "" })
	var titles []string
	for _, c := range columns {
		titles = append(titles, c.titles[lang])
	}
	line(titles)
	for _, row := range rows {
		var cells []string
		for _, c := range columns {
			cells = append(cells, row[c.name])
		}
		line(cells)
	}
	return []byte(out.String())
}

// example gives the rows of an example, a cell a column.
func example(kind string, lang int) (layout, []map[string]string) {
	day := func(d, m, y string) string {
		return []string{d + "-" + m + "-" + y, d + "/" + m + "/" + y, d + "." + m + "." + y, y + "-" + m + "-" + d}[lang]
	}
	sum := func(thousands, rest, cents string) string {
		return []string{thousands + "." + rest + ",", thousands + " " + rest + ",", thousands + "." + rest + ",", thousands + rest + "."}[lang] + cents
	}
	point := []string{",", ",", ",", "."}[lang]
	switch kind {
	case KindInvoices:
		return invoiceLayout(), []map[string]string{
			{
				colNumber: "2026-0101", colIssued: day("02", "03", "2026"), colDue: day("01", "04", "2026"),
				colTotal: sum("1", "210", "00"), colNet: sum("1", "000", "00"), colOpen: sum("1", "210", "00"),
				colCurrency: "EUR", colCustomer: "K1001", colCustomerName: "Bakkerij De Bakker NV",
				colEmail: "boekhouding@debakker.example", colContact: "An Peeters", colLanguage: "nl", colCountry: "BE",
				colAddress: "Bakkerslaan 7", colPostcode: "9000", colCity: "Gent",
				colKind: "business", colPaymentRef: "+++202/6000/12320+++", colLastStep: "reminder1", colLastContact: day("08", "04", "2026"),
				colSubject: []string{"Onderhoud", "Entretien", "Wartung", "Maintenance"}[lang],
			},
			{
				colNumber: "2026-0102", colDue: day("15", "04", "2026"), colTotal: "121" + point + "00",
				colCustomerName: "Café Zoë", colEmail: "zoe@cafe-zoe.example; facturen@cafe-zoe.example",
				colDirectDebit: []string{"nee", "non", "nein", "no"}[lang],
			},
		}
	case KindPayments:
		return paymentLayout(), []map[string]string{
			{
				colDay: day("10", "04", "2026"), colAmount: sum("1", "210", "00"), colCurrency: "EUR", colAccount: "NL91ABNA0417164300",
				colBankRef: "2026041000017", colInvoiceNumber: "2026-0101", colCustomer: "K1001", colPaymentRef: "+++202/6000/12320+++",
			},
			{colDay: day("11", "04", "2026"), colAmount: "121" + point + "00", colInvoiceNumber: "2026-0102"},
		}
	case KindOpenItems:
		return openItemLayout(), []map[string]string{
			{colNumber: "2026-0101", colCustomer: "K1001", colOpen: sum("1", "210", "00"), colCurrency: "EUR"},
			{colNumber: "2026-0102", colOpen: "21" + point + "00"},
		}
	}
	return layout{}, nil
}
