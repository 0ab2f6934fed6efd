-- Claims in letters: what became of a charge and what it rests on, and whether a
-- letter was a legal notice and is proved to have arrived.
ALTER TABLE charges ADD COLUMN state TEXT NOT NULL DEFAULT 'claimed';
UPDATE charges SET state = 'waived' WHERE waived = TRUE;
ALTER TABLE charges DROP COLUMN waived;
ALTER TABLE charges ADD COLUMN notice_id TEXT NOT NULL DEFAULT '';
ALTER TABLE charges ADD COLUMN from_on TEXT NOT NULL DEFAULT '';
ALTER TABLE charges ADD COLUMN to_on TEXT NOT NULL DEFAULT '';

ALTER TABLE demands ADD COLUMN notice BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE demands ADD COLUMN received_on TEXT NOT NULL DEFAULT '';
ALTER TABLE demands ADD COLUMN proof TEXT NOT NULL DEFAULT '';

ALTER TABLE events ADD COLUMN notice_id TEXT NOT NULL DEFAULT '';
