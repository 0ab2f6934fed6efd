package ledgerfile

// layout is what one kind of file holds.
type layout struct {
	columns []column
	// required lists groups of columns; a file has at least one of each group.
	required [][]string
}

func invoiceLayout() layout {
	return layout{
		columns: append([]column{
			numberColumn(colNumber),
			{colIssued, [4]string{"Factuurdatum", "Date de facture", "Rechnungsdatum", "Invoice date"}, []string{
				"Datum", "Datum factuur", "Documentdatum", "Boekingsdatum", "Date facture", "Date de facturation", "Date",
				"Date d'émission", "Rechnung Datum", "Belegdatum", "Issue date", "Issued", "Date of invoice", "Document date",
			}},
			{colDue, [4]string{"Vervaldatum", "Date d'échéance", "Fälligkeitsdatum", "Due date"}, []string{
				"Vervaldag", "Verval", "Uiterste betaaldatum", "Betalen voor", "Te betalen voor", "Échéance", "Date échéance",
				"Date limite de paiement", "À payer avant le", "Fälligkeit", "Fällig am", "Fällig", "Faelligkeit", "Faellig am",
				"Faelligkeitsdatum", "Zahlbar bis", "Due", "Payment due", "Pay by", "Due on",
			}},
			{colTotal, [4]string{"Totaal incl. btw", "Total TTC", "Bruttobetrag", "Total incl. VAT"}, []string{
				"Totaal", "Totaalbedrag", "Bedrag", "Bedrag incl", "Bedrag incl. btw", "Bedrag inclusief btw", "Totaal inclusief btw",
				"Factuurbedrag", "Montant", "Montant TTC", "Montant total", "Montant TVAC", "Total TVAC", "TTC", "TVAC",
				"Total", "Montant facture", "Betrag", "Brutto", "Gesamtbetrag", "Rechnungsbetrag", "Gesamt", "Betrag brutto", "Summe",
				"Total amount", "Amount", "Invoice amount", "Gross", "Gross amount", "Amount incl. VAT", "Total including VAT",
			}},
			{colNet, [4]string{"Totaal excl. btw", "Total HT", "Nettobetrag", "Total excl. VAT"}, []string{
				"Netto", "Bedrag excl", "Bedrag excl. btw", "Bedrag exclusief btw", "Nettobedrag", "Totaal exclusief btw", "Montant HT",
				"HT", "Montant HTVA", "HTVA", "Total HTVA", "Montant net", "Betrag netto", "Net", "Net amount", "Amount excl. VAT", "Total excluding VAT",
			}},
			openColumn(), currencyColumn(), customerColumn(),
			{colCustomerName, [4]string{"Klantnaam", "Nom du client", "Kundenname", "Customer name"}, []string{
				"Klant", "Naam", "Naam klant", "Debiteur", "Bedrijfsnaam", "Bedrijf", "Relatie", "Nom client", "Client", "Nom", "Raison sociale",
				"Société", "Kunde", "Name", "Firma", "Firmenname", "Name des Kunden", "Customer", "Company", "Company name", "Client name", "Debtor",
			}},
			{colEmail, [4]string{"E-mail", "E-mail", "E-Mail", "E-mail"}, []string{
				"Emailadres", "E-mailadres", "Mail", "Mailadres", "E-mail facturatie", "Factuur e-mail", "Adresse e-mail", "Courriel", "Adresse mail",
				"Adresse électronique", "E-Mail-Adresse", "Mailadresse", "Email address", "Billing email", "Emails", "E-mails",
			}},
			{colContact, [4]string{"Contactpersoon", "Personne de contact", "Ansprechpartner", "Contact person"}, []string{
				"Contact", "Contactnaam", "T.a.v.", "Nom du contact", "À l'attention de", "Kontakt", "Kontaktperson", "Z. Hd.", "Contact name", "Attn",
			}},
			{colLanguage, [4]string{"Taal", "Langue", "Sprache", "Language"}, []string{"Taalcode", "Code langue", "Sprachcode", "Language code", "Lang"}},
			{colCountry, [4]string{"Land", "Pays", "Land", "Country"}, []string{"Landcode", "Code pays", "Länderkürzel", "Ländercode", "Country code"}},
			{colKind, [4]string{"Soort klant", "Type de client", "Kundenart", "Customer kind"}, []string{
				"Klanttype", "Type klant", "Type client", "Kundentyp", "Customer type",
			}},
			{colCompany, [4]string{"Ondernemingsnummer", "Numéro d'entreprise", "Handelsregisternummer", "Company number"}, []string{
				"KvK-nummer", "KvK", "KvK nr", "KBO", "KBO-nummer", "Ondernemingsnr", "N° d'entreprise", "N° entreprise", "BCE", "Numéro BCE",
				"SIREN", "SIRET", "HRB", "Handelsregister", "Registration number", "Company registration number", "Chamber of commerce",
			}},
			{colVAT, [4]string{"Btw-nummer", "Numéro de TVA", "USt-IdNr.", "VAT number"}, []string{
				"Btw nr", "Btw-id", "Btw-identificatienummer", "N° TVA", "Nº TVA", "Numéro TVA", "TVA intracommunautaire", "N° TVA intracommunautaire",
				"USt-ID", "UStID-Nr", "Umsatzsteuer-ID", "Umsatzsteuer-Identifikationsnummer", "VAT no", "VAT id", "VAT nr",
			}},
			{colSubject, [4]string{"Omschrijving", "Objet", "Betreff", "Subject"}, []string{
				"Onderwerp", "Betreft", "Description", "Libellé", "Sujet", "Beschreibung", "Bezeichnung", "What for",
			}},
			{colBuyerRef, [4]string{"Referentie klant", "Référence client", "Kundenreferenz", "Buyer reference"}, []string{
				"Uw referentie", "Klantreferentie", "Inkoopnummer", "PO-nummer", "Bestelnummer", "Votre référence", "Numéro de commande", "N° commande",
				"Bon de commande", "Ihre Referenz", "Bestellnummer", "Leitweg-ID", "Customer reference", "Your reference", "PO number", "PO", "Purchase order", "Order number",
			}},
			paymentRefColumn("Mededeling", "Kenmerk", "Communication", "Verwendungszweck"),
			{colLastStep, [4]string{"Laatste stap", "Dernière étape", "Letzte Mahnstufe", "Last step"}, []string{
				"Laatste herinnering", "Aanmaningsniveau", "Herinneringsniveau", "Dernier rappel", "Niveau de rappel", "Mahnstufe", "Letzte Stufe",
				"Last reminder", "Reminder level", "Dunning level",
			}},
			{colLastContact, [4]string{"Laatste contact", "Dernier contact", "Letzter Kontakt", "Last contact"}, []string{
				"Datum laatste contact", "Datum laatste herinnering", "Date du dernier contact", "Date dernier rappel", "Letztes Mahndatum",
				"Datum letzte Mahnung", "Last contact date", "Last reminder date",
			}},
			{colDirectDebit, [4]string{"Domiciliëring", "Domiciliation", "Lastschrift", "Direct debit"}, []string{
				"Incasso", "Automatische incasso", "Domiciliering", "Prélèvement", "Prélèvement automatique", "SEPA-Lastschrift", "Bankeinzug", "SEPA direct debit",
			}},
			{colDiscount, [4]string{"Betalingskorting", "Escompte", "Skontobetrag", "Early-payment discount"}, nil},
			{colDiscountShare, [4]string{"Betalingskorting procent", "Escompte pour cent", "Skonto Prozent", "Early-payment discount percent"}, nil},
			{colDiscountUntil, [4]string{"Betalingskorting tot", "Escompte jusqu'au", "Skonto bis", "Early-payment discount until"}, nil},
			{colTermsWhere, [4]string{"Vindplaats voorwaarden", "Source des conditions", "Fundstelle der Bedingungen", "Terms source"}, nil},
			{colTermsSince, [4]string{"Voorwaarden sinds", "Conditions depuis", "Bedingungen seit", "Terms since"}, nil},
			{colTermsDays, [4]string{"Overeengekomen dagen", "Jours convenus", "Vereinbarte Tage", "Agreed days"}, nil},
			{colTermsInterest, [4]string{"Overeengekomen rente", "Intérêts convenus", "Vereinbarte Zinsen", "Agreed interest"}, nil},
			{colTermsDamages, [4]string{"Schadebeding", "Clause pénale", "Schadensklausel", "Damages clause"}, nil},
			{colTermsRegular, [4]string{"Regelmatige levering", "Livraisons régulières", "Regelmäßige Lieferung", "Regular deliveries"}, nil},
			{colTermsFee, [4]string{"Kosten extra herinnering", "Frais de rappel supplémentaire", "Mahngebühr", "Reminder fee"}, nil},
		}, addressColumns()...),
		required: [][]string{{colNumber}, {colDue}, {colTotal}, {colCustomer, colCustomerName}, {colEmail}},
	}
}

func paymentLayout() layout {
	return layout{
		columns: []column{
			{colDay, [4]string{"Datum", "Date", "Datum", "Date"}, []string{
				"Boekingsdatum", "Boekdatum", "Valutadatum", "Betaaldatum", "Datum betaling", "Betaald op", "Date de paiement", "Date valeur",
				"Date de valeur", "Date comptable", "Date d'opération", "Payé le", "Buchungstag", "Buchungsdatum", "Wertstellung", "Zahlungsdatum",
				"Bezahlt am", "Payment date", "Booking date", "Value date", "Paid on", "Day",
			}},
			{colAmount, [4]string{"Bedrag", "Montant", "Betrag", "Amount"}, []string{
				"Betaald bedrag", "Ontvangen bedrag", "Betaald", "Credit", "Montant payé", "Montant reçu", "Crédit", "Zahlbetrag", "Zahlungsbetrag",
				"Haben", "Amount paid", "Paid", "Amount received", "Sum",
			}},
			currencyColumn(),
			{colAccount, [4]string{"Rekening", "Compte", "Konto", "Account"}, []string{
				"Rekeningnummer", "Bankrekening", "Eigen rekening", "Numéro de compte", "Compte bancaire", "Bankkonto", "Kontonummer", "Own account", "Bank account",
			}},
			{colBankRef, [4]string{"Bankreferentie", "Référence bancaire", "Bankreferenz", "Bank reference"}, []string{
				"Referentie bank", "Transactie-ID", "Transactienummer", "Volgnummer", "Référence banque", "N° de transaction", "Numéro de transaction",
				"Transaktionsnummer", "Transaktions-ID", "Transaction id", "Transaction number", "Bank ref",
			}},
			numberColumn(colInvoiceNumber), customerColumn(),
			paymentRefColumn("Referentie", "Kenmerk", "Référence", "Referenz", "Reference"),
			{colText, [4]string{"Omschrijving", "Libellé", "Verwendungszweck", "Description"}, []string{
				"Mededeling", "Tekst", "Vrije mededeling", "Communication", "Communication libre", "Texte", "Buchungstext", "Beschreibung", "Text",
				"Remittance information", "Details", "Memo",
			}},
		},
		required: [][]string{{colDay}, {colAmount}, {colInvoiceNumber, colPaymentRef, colCustomer}},
	}
}

func openItemLayout() layout {
	return layout{
		columns:  []column{numberColumn(colNumber), customerColumn(), openColumn(), currencyColumn()},
		required: [][]string{{colNumber}, {colOpen}},
	}
}
