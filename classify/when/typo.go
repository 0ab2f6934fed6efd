package when

// name is the name of a month or weekday that is found despite one wrong
// letter.
type name struct {
	text  string
	entry *entry
}

// ordinary are words of the four languages that are one letter away from the
// name of a month or weekday, and mean no day.
const ordinary = ` angust april aprile aprili aprils arils augusta augustas auguste augustes augusto augusts augustu 
 avail avrile avrils baart decembers decombre dezembers dienstage dienstags dienstig diensttag 
 dinsdags donderdags donnerstags februars feier ferrier fever fevier fraitag freitage freitagen 
 freitags frida fridays gust haart harch hardi hardie hardy jaguar januars janviers javier jedi 
 jeudis jeux jill jours juile juillets juils julep jules julie juliet juliette kaart landag 
 larch levrier lund lunde lundis lundy maait maakt maalt maandags maant maar maard maare maarit maarn 
 maars maarten maartje maarts maat mach maerl mahdi malart manch mandag marat marc marcel march 
 marcha marche marched marcher marches marchn marchs marci marck marco marcs marcy marde mardie 
 mardin mardis mardy mari marin maris marli marri marsch marsh mart marti marts marx mast match maudi 
 maudit mayday merch midday mittwochen mittwochs mondan mondays montage montagen montags montan 
 novembers octobers paart parch pril reitag rijdag samedis samstage samstags saoedi saturdays 
 septembers smart sonntage sonntagen sonntags sontag starch start sunda sundae sundays sundry taart 
 tardi thursdays tuesdays undate undi vaart vendredie vendredis vrijdags waart waterdag wednesdays 
 woensdags zaterdags zondags zondig `

// corrected is the entry of the one name that is one letter away from a word
// of five letters or more: one too many, one missing, one other or two in each
// other's place. The first letter of a name of five stands firm, since short
// words have many neighbours.
func (l *lexicon) corrected(s string) *entry {
	if len(s) < 4 {
		return nil
	}
	for i := range l.names {
		n := l.names[i].text
		if d := len(n) - len(s); d > 1 || d < -1 || s[0] != n[0] && (len(n) < 6 || s[len(s)-1] != n[len(n)-1]) {
			continue
		}
		if len(s) == 4 && len(n) == 5 && s[3] != n[4] {
			continue
		}
		if oneEdit(s, n) && !contains(ordinary, s) {
			return l.names[i].entry
		}
	}
	return nil
}

// oneEdit reports whether two texts that differ in length by at most one are
// one edit apart.
func oneEdit(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return a[i:] == b[i+1:]
	}
	if i == len(a) {
		return false
	}
	if a[i+1:] == b[i+1:] {
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

// contains reports whether a word stands in a list between blanks.
func contains(list, w string) bool {
	for i := 0; i+len(w)+1 < len(list); i++ {
		if list[i] == ' ' && list[i+1:i+1+len(w)] == w && list[i+1+len(w)] == ' ' {
			return true
		}
	}
	return false
}
