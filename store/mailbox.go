package store

import (
	"time"

	"github.com/voldaan/voldaan"
)

// Folder is how far one folder of a mailbox has been read.
type Folder struct {
	Mailbox     string
	Folder      string
	UIDValidity uint32
	LastUID     uint32
	// ReadAt is the beginning of the last reading that came to the folder's end.
	ReadAt time.Time
	// WantedAt asks for a reading that begins after it.
	WantedAt time.Time
	LeasedBy string
}

func folderTable() table {
	return table{"mailboxes", []string{"creditor_id", "name", "folder"}}
}

func folderColumns(f *Folder) []column {
	return []column{
		{"name", &f.Mailbox},
		{"folder", &f.Folder},
		{"uidvalidity", &f.UIDValidity},
		{"last_uid", &f.LastUID},
		{"read_at", &f.ReadAt},
		{"wanted_at", &f.WantedAt},
		{"leased_by", &f.LeasedBy},
	}
}

// Folders lists the folders of a creditor's mailboxes.
func (tx *Tx) Folders(creditor voldaan.CreditorID) ([]Folder, error) {
	return list(tx, folderTable(), folderColumns, "WHERE creditor_id = $1 ORDER BY name, folder", creditor)
}

// EnsureFolder makes the row of a folder when there is none and reads it.
func (tx *Tx) EnsureFolder(creditor voldaan.CreditorID, mailbox, folder string) (Folder, error) {
	f := Folder{Mailbox: mailbox, Folder: folder}
	if _, err := tx.add(folderTable(), append(folderColumns(&f), column{"creditor_id", &creditor})); err != nil {
		return f, err
	}
	return first(tx, folderTable(), folderColumns, "WHERE creditor_id = $1 AND name = $2 AND folder = $3",
		creditor, mailbox, folder)
}

// DropFolders forgets folders of mailboxes that are no longer configured, so
// that no demand waits for a reading that will never come.
func (tx *Tx) DropFolders(creditor voldaan.CreditorID, keep func(mailbox string) bool) error {
	all, err := tx.Folders(creditor)
	if err != nil {
		return err
	}
	for _, f := range all {
		if keep(f.Mailbox) {
			continue
		}
		if _, err := tx.exec("DELETE FROM mailboxes WHERE creditor_id = $1 AND name = $2 AND folder = $3",
			creditor, f.Mailbox, f.Folder); err != nil {
			return err
		}
	}
	return nil
}

// Advance records how far a folder has been stored.
func (tx *Tx) Advance(creditor voldaan.CreditorID, f Folder) error {
	_, err := tx.exec(`UPDATE mailboxes SET uidvalidity = $4, last_uid = $5
		WHERE creditor_id = $1 AND name = $2 AND folder = $3`,
		creditor, f.Mailbox, f.Folder, int64(f.UIDValidity), int64(f.LastUID))
	return err
}

// ReadToEnd records that a reading which began at an instant came to the
// folder's end.
func (tx *Tx) ReadToEnd(creditor voldaan.CreditorID, mailbox, folder string, began time.Time) error {
	_, err := tx.exec(`UPDATE mailboxes SET read_at = $4
		WHERE creditor_id = $1 AND name = $2 AND folder = $3 AND read_at < $4`, creditor, mailbox, folder, stamp(began))
	return err
}

// WantReading asks every mailbox of a creditor for a reading after an instant.
func (tx *Tx) WantReading(creditor voldaan.CreditorID, at time.Time) error {
	_, err := tx.exec("UPDATE mailboxes SET wanted_at = $2 WHERE creditor_id = $1 AND wanted_at < $2", creditor, stamp(at))
	return err
}

// LeaseFolder takes a folder for a process, also when it has it already; false
// says that another one that is alive holds it.
func (tx *Tx) LeaseFolder(creditor voldaan.CreditorID, mailbox, folder, owner string, now time.Time) (bool, error) {
	const own = "WHERE creditor_id = $1 AND name = $2 AND folder = $3 AND "
	all, err := list(tx, folderTable(), folderColumns, own+free("$4", "$5"), creditor, mailbox, folder, owner, tx.alive(now))
	if err != nil || len(all) == 0 {
		return false, err
	}
	n, err := tx.exec("UPDATE mailboxes SET leased_by = $4 "+own+"leased_by = $5",
		creditor, mailbox, folder, owner, all[0].LeasedBy)
	return n == 1, err
}
