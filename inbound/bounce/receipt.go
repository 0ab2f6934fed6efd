package bounce

import "github.com/voldaan/voldaan/internal/lazyregexp"

// outlookReceipt is a read receipt in text alone, as Outlook writes it: "Your
// message", the fields of the mail that was read or deleted, and the time of
// it in a sentence around them.
var outlookReceipt = lazyregexp.MustCompile(`^(?:your message|uw bericht|je bericht|votre message|(?:ihre|deine|die) nachricht|(?:su|el) mensaje|(?:il (?:suo |tuo )?)?messaggio|a sua mensagem|sua mensagem|(?:twoja )?wiadomość|ditt meddelande|din (?:besked|meddelelse)|meddelelsen|meldingen din)[ ]{0,3}[^.:]{0,30}\b(?:to|aan|à|an|para|a|do|till|til)[ ]?: .{0,400}\b(?:subject|onderwerp|objet|betreff|asunto|oggetto|assunto|temat|ämne|emne)[ ]?: .{0,600}(?:\bread\b|gelezen|\blu\b|\blue\b|gelesen|leído|\bletto\b|\blid[ao]\b|przeczytan|lästes|\bläst|\blæst|\blest\b|gelöscht|deleted|verwijderd|supprimé)`)
