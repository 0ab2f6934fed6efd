package when

import (
	"strings"
	"testing"

	"github.com/voldaan/voldaan"
)

// TestTypos shows one wrong letter of each kind in names of months and weekdays.
func TestTypos(t *testing.T) {
	for language, words := range map[string]string{
		"nl": "maaandag=maandag dinsdg=dinsdag woesndag=woensdag donderdga=donderdag vrijtag=vrijdag zatrdag=zaterdag zndag=zondag januri=januari fberuari=februari septembr=september oktoberr=oktober novembre=november",
		"fr": "lundii=lundi mecredi=mercredi jeuid=jeudi vedredi=vendredi samdi=samedi dimanceh=dimanche janvir=janvier fevrir=fevrier juilet=juillet septmbre=septembre otcobre=octobre decenbre=decembre",
		"en": "monady=monday tuseday=tuesday wendesday=wednesday thrusday=thursday fridya=friday saterday=saturday januray=january febuary=february agust=august setember=september octobar=october novemver=november",
		"de": "montga=montag dinstag=dienstag mitwoch=mittwoch donerstag=donnerstag fretag=freitag smastag=samstag januer=januar febraur=februar augst=august septenber=september oktobr=oktober dezmber=dezember",
	} {
		for pair := range strings.FieldsSeq(words) {
			wrong, right, _ := strings.Cut(pair, "=")
			got, want := find("12 "+wrong, language, Forward), find("12 "+right, language, Forward)
			if strings.HasSuffix(right, "ag") || strings.HasSuffix(right, "day") || strings.HasSuffix(right, "di") || right == "dimanche" || right == "mittwoch" {
				got, want = find(wrong, language, Forward), find(right, language, Forward)
			}
			if got != want || want == "" {
				t.Errorf("%s %q: %q, want that of %q, %q", language, wrong, got, right, want)
			}
		}
	}
}

// TestOrdinaryWords shows that words near the name of a month or weekday mean
// no day, in none of the languages.
func TestOrdinaryWords(t *testing.T) {
	words := ordinary + " unit june's maar kaart maakt waar maat marc marche marie mari match montage vertrag vendre avril-poisson fever feuer" +
		" marketing martin januskop septum octaaf decem novelle augustin zonde zondaar vrijer dienst diensten sonntäglich monat monate friedlich"
	for w := range strings.FieldsSeq(words) {
		for _, language := range languages {
			if got := find("de "+w+" is", language, Forward); got != "" && !strings.Contains(w, "-") {
				t.Errorf("%s %q: %s", language, w, got)
			}
		}
	}
}

// TestEaster compares the computus with years that almanacs list.
func TestEaster(t *testing.T) {
	for year, want := range map[int]string{
		1818: "1818-03-22", 1943: "1943-04-25", 1954: "1954-04-18", 1981: "1981-04-19", 2000: "2000-04-23",
		2008: "2008-03-23", 2024: "2024-03-31", 2025: "2025-04-20", 2026: "2026-04-05", 2027: "2027-03-28", 2038: "2038-04-25", 2049: "2049-04-18",
	} {
		if got := easter(year).String(); got != want {
			t.Errorf("Easter %d: %s, want %s", year, got, want)
		}
	}
}

func TestHolidays(t *testing.T) {
	for s, want := range map[string]string{
		"12-25": "2027-12-25", "05/2/sun": "2027-05-09", "05/-1/mon": "2027-05-31", "11/4/thu+1": "2027-11-26",
		"easter+39": "2027-05-06", "easter-47": "2027-02-09", "advent1": "2027-11-28", "advent4": "2027-12-19",
		"advent1-11": "2027-11-17", "04-27": "2027-04-27", "national": "2027-07-14", "mothers": "2027-05-30",
	} {
		if got := readHoliday(s).in(2027, "").String(); got != want {
			t.Errorf("%s: %s, want %s", s, got, want)
		}
	}
	for year, want := range map[int]string{2012: "2012-06-03", 2026: "2026-05-31"} {
		if got := readHoliday("mothers").in(year, "FR").String(); got != want {
			t.Errorf("fête des mères %d: %s, want %s", year, got, want)
		}
	}
	if got := readHoliday("mothers").in(2027, "BE").String(); got != "2027-05-09" {
		t.Errorf("Belgian fête des mères 2027: %s", got)
	}
	if got := readHoliday("04-27").in(2025, "").String(); got != "2025-04-26" {
		t.Errorf("King's Day 2025: %s", got)
	}
}

// TestRules shows that the rules and the lexicons name classes that exist, and
// that no rule has too many parts.
func TestRules(t *testing.T) {
	check := func(name, pattern string) {
		n := 0
		for f := range strings.FieldsSeq(pattern) {
			n++
			for c := range strings.SplitSeq(strings.TrimSuffix(f, "?"), "|") {
				if _, ok := classOf(c); !ok {
					t.Errorf("rule %s: %q is no class", name, c)
				}
			}
		}
		if n > maxParts {
			t.Errorf("rule %s has %d parts", name, n)
		}
	}
	for _, r := range innerRules() {
		check(r.name, r.pattern)
	}
	for _, r := range expressionRules() {
		for p := range strings.SplitSeq(r.pattern, "\n") {
			check(r.name, p)
		}
	}
	for _, language := range languages {
		text, err := lexiconFiles.ReadFile("lexicon/" + language + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			head, _, ok := strings.Cut(line, ": ")
			name, _, _ := strings.Cut(head, " ")
			if _, known := classOf(name); ok && head[0] != '#' && !known && head != "glue" {
				t.Errorf("%s: %q is no class", language, name)
			}
		}
	}
	if n := len(strings.Fields(classNames)); n != int(cNone) {
		t.Errorf("%d names of %d classes", n, cNone)
	}
}

// TestISOWeeks shows years with and without a week 53.
func TestISOWeeks(t *testing.T) {
	for week, want := range map[int]string{1: "2025-12-29", 53: "2026-12-28"} {
		if got := isoWeek(2026, week).String(); got != want {
			t.Errorf("week %d of 2026: %s, want %s", week, got, want)
		}
	}
	if got := isoWeek(2027, 53); got != voldaan.Date(0) {
		t.Errorf("week 53 of 2027: %s", got)
	}
}
