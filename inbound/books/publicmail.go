package books

import (
	"slices"
	"strings"
)

// publicProviders are domains on which anybody can have an address, sorted:
// the large ones of the Netherlands, Belgium, France and Germany and the
// international ones. Such a domain says nothing about who writes (invariant
// 10).
var publicProviders = []string{
	"aliceadsl.fr", "aol.com", "arcor.de", "bbox.fr", "belgacom.be", "caiway.nl", "casema.nl", "chello.nl",
	"club-internet.fr", "fastmail.com", "fastmail.fm", "free.fr", "freenet.de", "gmail.com", "gmx.at", "gmx.ch",
	"gmx.com", "gmx.de", "gmx.fr", "gmx.net", "googlemail.com", "hccnet.nl", "hetnet.nl", "home.nl", "hotmail.be",
	"hotmail.co.uk", "hotmail.com", "hotmail.de", "hotmail.fr", "hotmail.nl", "hushmail.com", "icloud.com",
	"kpnmail.nl", "kpnplanet.nl", "laposte.net", "live.be", "live.com", "live.de", "live.fr", "live.nl", "mac.com",
	"mail.com", "mail.de", "mailbox.org", "me.com", "msn.com", "neuf.fr", "numericable.fr", "online.de", "online.nl",
	"onsbrabantnet.nl", "orange.fr", "outlook.be", "outlook.com", "outlook.de", "outlook.fr", "planet.nl", "pm.me",
	"posteo.de", "proton.me", "protonmail.ch", "protonmail.com", "proximus.be", "quicknet.nl", "rocketmail.com",
	"scarlet.be", "sfr.fr", "skynet.be", "solcon.nl", "t-online.de", "tele2.nl", "telenet.be", "telfort.nl", "tuta.com",
	"tutanota.com", "upcmail.nl", "versatel.nl", "voo.be", "wanadoo.fr", "wanadoo.nl", "web.de", "wxs.nl", "xs4all.nl",
	"yahoo.co.uk", "yahoo.com", "yahoo.de", "yahoo.fr", "yandex.com", "ymail.com", "zeelandnet.nl", "ziggo.nl",
	"zoho.com", "zonnet.nl",
}

// PublicProvider reports whether anybody can have an address on a domain.
func PublicProvider(domain string) bool {
	_, found := slices.BinarySearch(publicProviders, strings.ToLower(strings.TrimSuffix(domain, ".")))
	return found
}
