-- Times are fixed-width UTC text, days are text, amounts are minor units.
-- BLOB is rewritten for PostgreSQL. Personal content stands in tables of its
-- own (blobs, mail_texts, contacts, letter_bytes) with a keep_until day.

CREATE TABLE creditors (
  id TEXT NOT NULL PRIMARY KEY,
  stopped BOOLEAN NOT NULL,
  stopped_by TEXT NOT NULL,
  payments_at TEXT NOT NULL,
  begun_at TEXT NOT NULL,
  confirm_restore BOOLEAN NOT NULL
);

CREATE TABLE processes (
  owner TEXT NOT NULL PRIMARY KEY,
  seen_at TEXT NOT NULL
);

CREATE TABLE customers (
  creditor_id TEXT NOT NULL REFERENCES creditors (id),
  id TEXT NOT NULL,
  number TEXT NOT NULL,
  name TEXT NOT NULL,
  company_number TEXT NOT NULL,
  vat_number TEXT NOT NULL,
  kind TEXT NOT NULL,
  country TEXT NOT NULL,
  language TEXT NOT NULL,
  risk TEXT NOT NULL,
  importance TEXT NOT NULL,
  terms_days BIGINT NOT NULL,
  terms_interest TEXT NOT NULL,
  terms_damages TEXT NOT NULL,
  terms_since TEXT NOT NULL,
  terms_evidence TEXT NOT NULL,
  direct_debit BOOLEAN NOT NULL,
  entered_on TEXT NOT NULL,
  stopped BOOLEAN NOT NULL,
  version BIGINT NOT NULL,
  PRIMARY KEY (creditor_id, id)
);
CREATE INDEX customers_number ON customers (creditor_id, number);

CREATE TABLE known_domains (
  creditor_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  domain TEXT NOT NULL,
  PRIMARY KEY (creditor_id, domain, customer_id),
  FOREIGN KEY (creditor_id, customer_id) REFERENCES customers (creditor_id, id)
);

CREATE TABLE contacts (
  creditor_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  id TEXT NOT NULL,
  address TEXT NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  known BOOLEAN NOT NULL,
  standing TEXT NOT NULL,
  event_id TEXT NOT NULL,
  keep_until TEXT NOT NULL,
  PRIMARY KEY (creditor_id, id),
  FOREIGN KEY (creditor_id, customer_id) REFERENCES customers (creditor_id, id)
);
CREATE INDEX contacts_customer ON contacts (creditor_id, customer_id);
CREATE INDEX contacts_address ON contacts (creditor_id, address);

CREATE TABLE accounts (
  creditor_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  currency TEXT NOT NULL,
  look_on TEXT NOT NULL,
  plan_hash TEXT NOT NULL,
  PRIMARY KEY (creditor_id, customer_id, currency),
  FOREIGN KEY (creditor_id, customer_id) REFERENCES customers (creditor_id, id)
);
CREATE INDEX accounts_look_on ON accounts (creditor_id, look_on);

CREATE TABLE invoices (
  creditor_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  id TEXT NOT NULL,
  number TEXT NOT NULL,
  subject TEXT NOT NULL,
  issued TEXT NOT NULL,
  due TEXT NOT NULL,
  currency TEXT NOT NULL,
  total BIGINT NOT NULL,
  net BIGINT NOT NULL,
  buyer_reference TEXT NOT NULL,
  payment_reference TEXT NOT NULL,
  contract_date TEXT NOT NULL,
  discount_until TEXT NOT NULL,
  discount BIGINT NOT NULL,
  document TEXT NOT NULL,
  last_step TEXT NOT NULL,
  last_contact TEXT NOT NULL,
  registered BOOLEAN NOT NULL,
  archived BOOLEAN NOT NULL,
  PRIMARY KEY (creditor_id, id),
  FOREIGN KEY (creditor_id, customer_id) REFERENCES customers (creditor_id, id)
);
CREATE INDEX invoices_customer ON invoices (creditor_id, customer_id, archived);
CREATE INDEX invoices_number ON invoices (creditor_id, number);
CREATE INDEX invoices_reference ON invoices (creditor_id, payment_reference);

CREATE TABLE vat_lines (
  creditor_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  rate TEXT NOT NULL,
  base BIGINT NOT NULL,
  tax BIGINT NOT NULL,
  PRIMARY KEY (creditor_id, invoice_id, rate)
);

CREATE TABLE payments (
  creditor_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  account TEXT NOT NULL,
  reference TEXT NOT NULL,
  day TEXT NOT NULL,
  currency TEXT NOT NULL,
  amount BIGINT NOT NULL,
  remittance TEXT NOT NULL,
  booked BOOLEAN NOT NULL,
  reversed BOOLEAN NOT NULL,
  settled BOOLEAN NOT NULL,
  PRIMARY KEY (creditor_id, id),
  UNIQUE (creditor_id, kind, account, reference),
  FOREIGN KEY (creditor_id, customer_id) REFERENCES customers (creditor_id, id)
);
CREATE INDEX payments_customer ON payments (creditor_id, customer_id, settled);

CREATE TABLE allocations (
  creditor_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  id TEXT NOT NULL,
  payment_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  part TEXT NOT NULL,
  amount BIGINT NOT NULL,
  day TEXT NOT NULL,
  PRIMARY KEY (creditor_id, id),
  FOREIGN KEY (creditor_id, invoice_id) REFERENCES invoices (creditor_id, id),
  FOREIGN KEY (creditor_id, payment_id) REFERENCES payments (creditor_id, id)
);
CREATE INDEX allocations_customer ON allocations (creditor_id, customer_id);

CREATE TABLE charges (
  creditor_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  amount BIGINT NOT NULL,
  day TEXT NOT NULL,
  letter_id TEXT NOT NULL,
  waived BOOLEAN NOT NULL,
  PRIMARY KEY (creditor_id, id)
);

CREATE TABLE standings (
  creditor_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  amount BIGINT NOT NULL,
  start_on TEXT NOT NULL,
  end_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  promise_id TEXT NOT NULL,
  plan_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  author TEXT NOT NULL,
  ended_by TEXT NOT NULL,
  ended_on TEXT NOT NULL,
  PRIMARY KEY (creditor_id, id)
);
CREATE INDEX standings_customer ON standings (creditor_id, customer_id);

CREATE TABLE promises (
  creditor_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  id TEXT NOT NULL,
  amount BIGINT NOT NULL,
  day TEXT NOT NULL,
  made TEXT NOT NULL,
  mail_id TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (creditor_id, id)
);
CREATE INDEX promises_customer ON promises (creditor_id, customer_id);

CREATE TABLE plans (
  creditor_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  id TEXT NOT NULL,
  state TEXT NOT NULL,
  mail_id TEXT NOT NULL,
  PRIMARY KEY (creditor_id, id)
);

CREATE TABLE instalments (
  creditor_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  plan_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  day TEXT NOT NULL,
  amount BIGINT NOT NULL,
  PRIMARY KEY (creditor_id, plan_id, number)
);

CREATE TABLE demands (
  creditor_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  letter_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  step TEXT NOT NULL,
  amount BIGINT NOT NULL,
  state TEXT NOT NULL,
  at TEXT NOT NULL,
  day TEXT NOT NULL,
  PRIMARY KEY (creditor_id, letter_id, invoice_id)
);
CREATE INDEX demands_customer ON demands (creditor_id, customer_id, at);

CREATE TABLE events (
  creditor_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  seq BIGINT NOT NULL,
  id TEXT NOT NULL,
  group_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  at TEXT NOT NULL,
  day TEXT NOT NULL,
  author TEXT NOT NULL,
  author_key TEXT NOT NULL,
  mail_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  payment_id TEXT NOT NULL,
  contact_id TEXT NOT NULL,
  promise_id TEXT NOT NULL,
  plan_id TEXT NOT NULL,
  letter_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  ref TEXT NOT NULL,
  part TEXT NOT NULL,
  step TEXT NOT NULL,
  amount BIGINT NOT NULL,
  on_day TEXT NOT NULL,
  until TEXT NOT NULL,
  reason TEXT NOT NULL,
  confidence BIGINT NOT NULL,
  evidence_part TEXT NOT NULL,
  evidence_from BIGINT NOT NULL,
  evidence_to BIGINT NOT NULL,
  evidence_by TEXT NOT NULL,
  PRIMARY KEY (creditor_id, customer_id, seq),
  UNIQUE (creditor_id, id)
);
CREATE INDEX events_day ON events (creditor_id, day);

CREATE TABLE mailboxes (
  creditor_id TEXT NOT NULL REFERENCES creditors (id),
  name TEXT NOT NULL,
  folder TEXT NOT NULL,
  uidvalidity BIGINT NOT NULL,
  last_uid BIGINT NOT NULL,
  read_at TEXT NOT NULL,
  wanted_at TEXT NOT NULL,
  leased_by TEXT NOT NULL,
  PRIMARY KEY (creditor_id, name, folder)
);

CREATE TABLE blobs (
  creditor_id TEXT NOT NULL,
  hash TEXT NOT NULL,
  bytes BLOB NOT NULL,
  keep_until TEXT NOT NULL,
  PRIMARY KEY (creditor_id, hash)
);

CREATE TABLE mails (
  creditor_id TEXT NOT NULL REFERENCES creditors (id),
  id TEXT NOT NULL,
  arrival BIGINT NOT NULL,
  mailbox TEXT NOT NULL,
  folder TEXT NOT NULL,
  raw_hash TEXT NOT NULL,
  received TEXT NOT NULL,
  stored_at TEXT NOT NULL,
  state TEXT NOT NULL,
  tries BIGINT NOT NULL,
  starts BIGINT NOT NULL,
  trouble TEXT NOT NULL,
  leased_by TEXT NOT NULL,
  truncated BOOLEAN NOT NULL,
  customer_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  message_id TEXT NOT NULL,
  letter_id TEXT NOT NULL,
  intent TEXT NOT NULL,
  copy_of TEXT NOT NULL,
  warning TEXT NOT NULL,
  handled_at TEXT NOT NULL,
  PRIMARY KEY (creditor_id, id)
);
CREATE INDEX mails_state ON mails (creditor_id, state, arrival);
CREATE INDEX mails_raw ON mails (creditor_id, raw_hash);
CREATE INDEX mails_message_id ON mails (creditor_id, message_id);
CREATE INDEX mails_customer ON mails (creditor_id, customer_id, received);

CREATE TABLE mail_identities (
  creditor_id TEXT NOT NULL,
  mailbox TEXT NOT NULL,
  folder TEXT NOT NULL,
  uidvalidity BIGINT NOT NULL,
  uid BIGINT NOT NULL,
  mail_id TEXT NOT NULL,
  flagged BOOLEAN NOT NULL,
  PRIMARY KEY (creditor_id, mailbox, folder, uidvalidity, uid)
);
CREATE INDEX mail_identities_mail ON mail_identities (creditor_id, mail_id);

CREATE TABLE mail_keys (
  creditor_id TEXT NOT NULL,
  key TEXT NOT NULL,
  mail_id TEXT NOT NULL,
  received TEXT NOT NULL,
  PRIMARY KEY (creditor_id, key)
);

CREATE TABLE mail_texts (
  creditor_id TEXT NOT NULL,
  mail_id TEXT NOT NULL,
  sender TEXT NOT NULL,
  sender_name TEXT NOT NULL,
  subject TEXT NOT NULL,
  reply TEXT NOT NULL,
  signature TEXT NOT NULL,
  quoted TEXT NOT NULL,
  reading TEXT NOT NULL,
  keep_until TEXT NOT NULL,
  PRIMARY KEY (creditor_id, mail_id)
);
CREATE INDEX mail_texts_sender ON mail_texts (creditor_id, sender);

CREATE TABLE letters (
  creditor_id TEXT NOT NULL REFERENCES creditors (id),
  id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  class TEXT NOT NULL,
  language TEXT NOT NULL,
  message_id TEXT NOT NULL,
  made TEXT NOT NULL,
  due_at TEXT NOT NULL,
  state TEXT NOT NULL,
  approved TEXT NOT NULL,
  args TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  next_at TEXT NOT NULL,
  leased_by TEXT NOT NULL,
  sent_at TEXT NOT NULL,
  sent_day TEXT NOT NULL,
  reason TEXT NOT NULL,
  once TEXT NOT NULL,
  bytes_hash TEXT NOT NULL,
  copied BOOLEAN NOT NULL,
  PRIMARY KEY (creditor_id, id),
  UNIQUE (creditor_id, once)
);
CREATE INDEX letters_state ON letters (creditor_id, state, next_at);
CREATE INDEX letters_message_id ON letters (creditor_id, message_id);
CREATE INDEX letters_customer ON letters (creditor_id, customer_id, made);

CREATE TABLE letter_recipients (
  creditor_id TEXT NOT NULL,
  letter_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  contact_id TEXT NOT NULL,
  address TEXT NOT NULL,
  name TEXT NOT NULL,
  token TEXT NOT NULL,
  return_token TEXT NOT NULL,
  state TEXT NOT NULL,
  code BIGINT NOT NULL,
  status TEXT NOT NULL,
  result TEXT NOT NULL,
  PRIMARY KEY (creditor_id, letter_id, number)
);
CREATE INDEX letter_recipients_token ON letter_recipients (creditor_id, token);
CREATE INDEX letter_recipients_return ON letter_recipients (creditor_id, return_token);

CREATE TABLE letter_bytes (
  creditor_id TEXT NOT NULL,
  letter_id TEXT NOT NULL,
  bytes BLOB NOT NULL,
  keep_until TEXT NOT NULL,
  PRIMARY KEY (creditor_id, letter_id)
);

CREATE TABLE cases (
  creditor_id TEXT NOT NULL REFERENCES creditors (id),
  id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  mail_id TEXT NOT NULL,
  intent TEXT NOT NULL,
  reason TEXT NOT NULL,
  invoices TEXT NOT NULL,
  owner TEXT NOT NULL,
  opened TEXT NOT NULL,
  deadline TEXT NOT NULL,
  escalated BIGINT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (creditor_id, id)
);
CREATE INDEX cases_state ON cases (creditor_id, state, deadline);

CREATE TABLE case_mails (
  creditor_id TEXT NOT NULL,
  case_id TEXT NOT NULL,
  mail_id TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (creditor_id, case_id, mail_id)
);
