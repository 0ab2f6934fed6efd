package split

// formulas begin the polite sentence that ends a letter, above the name.
var formulas = prefixTable(
	"veuillez agréer", "veuillez croire", "veuillez recevoir", "je vous prie d'agréer", "je vous prie de croire", "je vous prie de recevoir", "nous vous prions d'agréer", "nous vous prions de croire", "nous vous prions de recevoir", "agréez,", "recevez,", "croyez,",
	"inmiddels verblijven wij", "wij verblijven", "verblijven wij,", "in afwachting van uw", "wir verbleiben", "verbleiben wir", "i remain,", "we remain,", "looking forward to hearing from you", "in erwartung ihrer", "dans l'attente de vo", "en vous remerciant",
)
