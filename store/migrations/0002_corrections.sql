-- What colleagues said a mail means; lessons are personal content, and leave
-- with the mail's words. The context is what the reader knew beside the mail.
CREATE TABLE corrections (
  creditor_id TEXT NOT NULL REFERENCES creditors (id),
  id TEXT NOT NULL,
  mail_id TEXT NOT NULL,
  intent TEXT NOT NULL,
  was TEXT NOT NULL,
  reason TEXT NOT NULL,
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  active BOOLEAN NOT NULL,
  lessons TEXT NOT NULL,
  PRIMARY KEY (creditor_id, id)
);
CREATE INDEX corrections_mail ON corrections (creditor_id, mail_id);

ALTER TABLE mail_texts ADD COLUMN context TEXT NOT NULL DEFAULT '';
