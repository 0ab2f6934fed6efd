package store

import "time"

// Beat says that a process is alive. What it has leased is its own for as long
// as it beats; what a dead one had is free.
func (tx *Tx) Beat(owner string, now time.Time) error {
	return tx.put(table{"processes", []string{"owner"}}, []column{{"owner", &owner}, {"seen_at", &now}})
}

// Release gives back everything that a process holds, at its clean end.
func (tx *Tx) Release(owner string) error {
	for _, t := range []string{"mailboxes", "mails", "letters"} {
		if _, err := tx.exec("UPDATE "+t+" SET leased_by = '' WHERE leased_by = $1", owner); err != nil {
			return err
		}
	}
	_, err := tx.exec("DELETE FROM processes WHERE owner = $1", owner)
	return err
}

// free is the condition of a row that a process may take: nobody's, its own,
// or that of a process that is gone. The parameters are the owner and the
// beginning of the time within which a living process has beaten.
//
// PostgreSQL evaluates the condition of an UPDATE that waited for another
// transaction with the row as that one left it, but with the processes as they
// were before. So a lease first reads a row that is free, and then takes it
// under the condition that its owner is still the one who was read.
func free(owner, since string) string {
	return "(leased_by = '' OR leased_by = " + owner +
		" OR leased_by NOT IN (SELECT owner FROM processes WHERE seen_at >= " + since + "))"
}

// alive is the instant since when a living process has beaten.
func (tx *Tx) alive(now time.Time) string { return stamp(now.Add(-tx.db.aliveFor)) }
