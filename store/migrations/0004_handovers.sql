-- What was handed over, up to which place of the log, and the mails in and the
-- hash of the dossier that was made of it; what was erased and when, as ids alone; and
-- what sort of case it is, where it is not about a mail.
CREATE TABLE handovers (
  creditor_id TEXT NOT NULL,
  id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  at TEXT NOT NULL,
  author_key TEXT NOT NULL,
  invoices TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  size BIGINT NOT NULL,
  mails TEXT NOT NULL,
  left_out BIGINT NOT NULL,
  PRIMARY KEY (creditor_id, id),
  FOREIGN KEY (creditor_id, customer_id) REFERENCES customers (creditor_id, id)
);
CREATE INDEX handovers_customer ON handovers (creditor_id, customer_id, at);

CREATE TABLE erasures (
  creditor_id TEXT NOT NULL,
  what TEXT NOT NULL,
  id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (creditor_id, what, id)
);
CREATE INDEX erasures_customer ON erasures (creditor_id, customer_id);

ALTER TABLE cases ADD COLUMN kind TEXT NOT NULL DEFAULT 'mail';
