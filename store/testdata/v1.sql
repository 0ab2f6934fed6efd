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

-- The rows.
INSERT INTO creditors (id, stopped, stopped_by, payments_at, begun_at, confirm_restore) VALUES ('kade', TRUE, 'operator', '2026-03-04T05:06:07.123456Z', '2026-03-04T05:06:07.123455Z', TRUE);
INSERT INTO creditors (id, stopped, stopped_by, payments_at, begun_at, confirm_restore) VALUES ('wilg', FALSE, '', '', '2026-03-04T05:06:07.123456Z', FALSE);
INSERT INTO customers (creditor_id, id, number, name, company_number, vat_number, kind, country, language, risk, importance, terms_days, terms_interest, terms_damages, terms_since, terms_evidence, direct_debit, entered_on, stopped, version) VALUES ('kade', 'c1', '100', 'Bakkerij Zon', '', '', 'business', '', '', '', '', 0, '', '', '', '', FALSE, '', TRUE, 1);
INSERT INTO customers (creditor_id, id, number, name, company_number, vat_number, kind, country, language, risk, importance, terms_days, terms_interest, terms_damages, terms_since, terms_evidence, direct_debit, entered_on, stopped, version) VALUES ('wilg', 'c1', '100', 'Bakkerij Zon', '', '', 'business', '', '', '', '', 0, '', '', '', '', FALSE, '', FALSE, 0);
INSERT INTO customers (creditor_id, id, number, name, company_number, vat_number, kind, country, language, risk, importance, terms_days, terms_interest, terms_damages, terms_since, terms_evidence, direct_debit, entered_on, stopped, version) VALUES ('kade', 'c2', '099', 'Linde B.V.', '12345678', 'NL001234567B01', 'authority', 'NL', 'nl', 'high', 'low', 14, '8', '10%', '2024-02-29', 'offer 12', TRUE, '2026-03-04', TRUE, 0);
INSERT INTO invoices (creditor_id, customer_id, id, number, subject, issued, due, currency, total, net, buyer_reference, payment_reference, contract_date, discount_until, discount, document, last_step, last_contact, registered, archived) VALUES ('kade', 'c1', 'i1', '2026-1', 'bread', '2026-02-02', '2026-03-03', 'EUR', 12100, 10000, 'PO 7', 'RF18539007547034', '2025-12-04', '2026-02-12', 200, 'ab12', 'reminder1', '2026-03-02', TRUE, FALSE);
INSERT INTO invoices (creditor_id, customer_id, id, number, subject, issued, due, currency, total, net, buyer_reference, payment_reference, contract_date, discount_until, discount, document, last_step, last_contact, registered, archived) VALUES ('kade', 'c1', 'i2', '2026-2', '', '', '2026-03-13', 'USD', 5, 0, '', '', '', '', 0, '', '', '', TRUE, FALSE);
INSERT INTO payments (creditor_id, customer_id, id, kind, account, reference, day, currency, amount, remittance, booked, reversed, settled) VALUES ('kade', 'c1', 'p1', 'payment', 'NL91ABNA0417164300', 'B1', '2026-03-04', 'EUR', 2100, '2026-1', TRUE, FALSE, FALSE);
INSERT INTO accounts (creditor_id, customer_id, currency, look_on, plan_hash) VALUES ('kade', 'c1', 'EUR', '2026-03-07', 'h1');
INSERT INTO accounts (creditor_id, customer_id, currency, look_on, plan_hash) VALUES ('kade', 'c1', 'USD', '2026-03-04', '');
INSERT INTO allocations (creditor_id, customer_id, id, payment_id, invoice_id, part, amount, day) VALUES ('kade', 'c1', 'e5', 'p1', 'i1', 'principal', 2000, '2026-03-04');
INSERT INTO blobs (creditor_id, hash, bytes, keep_until) VALUES ('kade', '103f3b31d562b71ad1699984dd5ac4d51a1e543a2c7de2df1fd06820e9fe09ed', X'5375626a6563743a20780d0a0d0a0027ff3b0a', '2033-03-09');
INSERT INTO case_mails (creditor_id, case_id, mail_id, at) VALUES ('kade', 's1', 'm9', '2026-03-04T05:06:07.123456Z');
INSERT INTO cases (creditor_id, id, customer_id, mail_id, intent, reason, invoices, owner, opened, deadline, escalated, state) VALUES ('kade', 's1', 'c1', 'm1', 'dispute', 'defective', '["i1","i2"]', '0011', '2026-03-04T05:06:07.123456Z', '2026-03-04T06:06:07.123456Z', 2, 'answered');
INSERT INTO charges (creditor_id, customer_id, id, invoice_id, kind, amount, day, letter_id, waived) VALUES ('kade', 'c1', 'g1', 'i1', 'fixed', 4000, '2026-03-04', 'l1', TRUE);
INSERT INTO contacts (creditor_id, customer_id, id, address, name, role, known, standing, event_id, keep_until) VALUES ('kade', 'c1', 'k1', 'boek@zon.example', 'An Zon', 'billing', TRUE, 'active', 'e1', '2033-03-09');
INSERT INTO demands (creditor_id, customer_id, letter_id, invoice_id, step, amount, state, at, day) VALUES ('kade', 'c1', 'l1', 'i1', 'reminder1', 10100, 'sent', '2026-03-04T10:00:00.000000Z', '2026-03-04');
INSERT INTO events (creditor_id, customer_id, seq, id, group_id, kind, at, day, author, author_key, mail_id, invoice_id, payment_id, contact_id, promise_id, plan_id, letter_id, case_id, ref, part, step, amount, on_day, until, reason, confidence, evidence_part, evidence_from, evidence_to, evidence_by) VALUES ('kade', 'c1', 1, 'e1', 'e1', 'contact_added', '2026-03-04T10:00:00.000000Z', '2026-03-04', 'operator', '', 'm1', '', '', 'k1', '', '', '', '', '', '', '', 0, '', '', '', 0, '', 0, 0, '');
INSERT INTO events (creditor_id, customer_id, seq, id, group_id, kind, at, day, author, author_key, mail_id, invoice_id, payment_id, contact_id, promise_id, plan_id, letter_id, case_id, ref, part, step, amount, on_day, until, reason, confidence, evidence_part, evidence_from, evidence_to, evidence_by) VALUES ('kade', 'c1', 2, 'e2', 'e2', 'invoice_registered', '2026-03-04T10:00:00.000000Z', '2026-03-04', 'operator', '', 'm1', 'i1', '', '', '', '', '', '', '', '', '', 12100, '', '2026-03-03', '', 0, '', 0, 0, '');
INSERT INTO events (creditor_id, customer_id, seq, id, group_id, kind, at, day, author, author_key, mail_id, invoice_id, payment_id, contact_id, promise_id, plan_id, letter_id, case_id, ref, part, step, amount, on_day, until, reason, confidence, evidence_part, evidence_from, evidence_to, evidence_by) VALUES ('kade', 'c1', 3, 'e3', 'e3', 'invoice_registered', '2026-03-04T10:00:00.000000Z', '2026-03-04', 'operator', '', 'm1', 'i2', '', '', '', '', '', '', '', '', '', 5, '', '2026-03-13', '', 0, '', 0, 0, '');
INSERT INTO events (creditor_id, customer_id, seq, id, group_id, kind, at, day, author, author_key, mail_id, invoice_id, payment_id, contact_id, promise_id, plan_id, letter_id, case_id, ref, part, step, amount, on_day, until, reason, confidence, evidence_part, evidence_from, evidence_to, evidence_by) VALUES ('kade', 'c1', 4, 'e4', 'e4', 'payment_booked', '2026-03-04T10:00:00.000000Z', '2026-03-04', 'operator', '', 'm1', '', 'p1', '', '', '', '', '', '', '', '', 2100, '', '', '', 0, '', 0, 0, '');
INSERT INTO events (creditor_id, customer_id, seq, id, group_id, kind, at, day, author, author_key, mail_id, invoice_id, payment_id, contact_id, promise_id, plan_id, letter_id, case_id, ref, part, step, amount, on_day, until, reason, confidence, evidence_part, evidence_from, evidence_to, evidence_by) VALUES ('kade', 'c1', 5, 'e5', 'e5', 'allocated', '2026-03-04T10:00:00.000000Z', '2026-03-04', 'operator', '', 'm1', 'i1', 'p1', '', '', '', '', '', '', 'principal', '', 2000, '', '', '', 0, '', 0, 0, '');
INSERT INTO events (creditor_id, customer_id, seq, id, group_id, kind, at, day, author, author_key, mail_id, invoice_id, payment_id, contact_id, promise_id, plan_id, letter_id, case_id, ref, part, step, amount, on_day, until, reason, confidence, evidence_part, evidence_from, evidence_to, evidence_by) VALUES ('kade', 'c1', 6, 'e6', 'e6', 'demand_queued', '2026-03-04T10:00:00.000000Z', '2026-03-04', 'operator', '', 'm1', 'i1', '', '', '', '', 'l1', '', '', '', 'reminder1', 10100, '', '', '', 0, '', 0, 0, '');
INSERT INTO events (creditor_id, customer_id, seq, id, group_id, kind, at, day, author, author_key, mail_id, invoice_id, payment_id, contact_id, promise_id, plan_id, letter_id, case_id, ref, part, step, amount, on_day, until, reason, confidence, evidence_part, evidence_from, evidence_to, evidence_by) VALUES ('kade', 'c1', 7, 'e7', 'e7', 'demand_sent', '2026-03-04T10:00:00.000000Z', '2026-03-04', 'operator', '', 'm1', '', '', '', '', '', 'l1', '', '', '', '', 0, '', '', '', 0, '', 0, 0, '');
INSERT INTO events (creditor_id, customer_id, seq, id, group_id, kind, at, day, author, author_key, mail_id, invoice_id, payment_id, contact_id, promise_id, plan_id, letter_id, case_id, ref, part, step, amount, on_day, until, reason, confidence, evidence_part, evidence_from, evidence_to, evidence_by) VALUES ('kade', 'c1', 8, 'e8', 'e8', 'disputed', '2026-03-04T10:00:00.000000Z', '2026-03-04', 'customer', '', 'm1', 'i1', '', '', '', '', '', 's1', '', '', '', 100, '', '', 'defective', 934, 'reply', 3, 17, 'rules');
INSERT INTO events (creditor_id, customer_id, seq, id, group_id, kind, at, day, author, author_key, mail_id, invoice_id, payment_id, contact_id, promise_id, plan_id, letter_id, case_id, ref, part, step, amount, on_day, until, reason, confidence, evidence_part, evidence_from, evidence_to, evidence_by) VALUES ('kade', 'c1', 9, 'e9', 'e9', 'dispute_resolved', '2026-03-04T10:00:00.000000Z', '2026-03-04', 'operator', '0011223344556677', 'm1', 'i1', '', '', '', '', '', '', '', '', '', 0, '', '', '', 0, '', 0, 0, '');
INSERT INTO events (creditor_id, customer_id, seq, id, group_id, kind, at, day, author, author_key, mail_id, invoice_id, payment_id, contact_id, promise_id, plan_id, letter_id, case_id, ref, part, step, amount, on_day, until, reason, confidence, evidence_part, evidence_from, evidence_to, evidence_by) VALUES ('kade', 'c1', 10, 'e10', 'e10', 'promised', '2026-03-04T10:00:00.000000Z', '2026-03-04', 'operator', '', 'm1', 'i1', '', '', 'w1', '', '', '', '', '', '', 300, '2026-03-09', '2026-03-11', '', 0, '', 0, 0, '');
INSERT INTO events (creditor_id, customer_id, seq, id, group_id, kind, at, day, author, author_key, mail_id, invoice_id, payment_id, contact_id, promise_id, plan_id, letter_id, case_id, ref, part, step, amount, on_day, until, reason, confidence, evidence_part, evidence_from, evidence_to, evidence_by) VALUES ('kade', 'c1', 11, 'e11', 'e11', 'planned', '2026-03-04T10:00:00.000000Z', '2026-03-04', 'operator', '', 'm1', 'i1', '', '', '', 'n1', '', '', '', '', '', 0, '', '2026-03-24', '', 0, '', 0, 0, '');
INSERT INTO events (creditor_id, customer_id, seq, id, group_id, kind, at, day, author, author_key, mail_id, invoice_id, payment_id, contact_id, promise_id, plan_id, letter_id, case_id, ref, part, step, amount, on_day, until, reason, confidence, evidence_part, evidence_from, evidence_to, evidence_by) VALUES ('kade', 'c1', 12, 'e12', 'e1', 'stopped', '2026-03-04T10:00:00.000000Z', '2026-03-04', 'operator', '', 'm1', '', '', '', '', '', '', '', '', '', '', 0, '', '', '', 0, '', 0, 0, '');
INSERT INTO instalments (creditor_id, customer_id, plan_id, number, day, amount) VALUES ('kade', 'c1', 'n1', 1, '2026-03-14', 50);
INSERT INTO instalments (creditor_id, customer_id, plan_id, number, day, amount) VALUES ('kade', 'c1', 'n1', 2, '2026-03-24', 51);
INSERT INTO known_domains (creditor_id, customer_id, domain) VALUES ('kade', 'c1', 'zon.example');
INSERT INTO letter_bytes (creditor_id, letter_id, bytes, keep_until) VALUES ('kade', 'l1', X'0027ff', '2033-03-09');
INSERT INTO letter_recipients (creditor_id, letter_id, number, contact_id, address, name, token, return_token, state, code, status, result) VALUES ('kade', 'l1', 0, '', 'boek@zon.example', '', 'tokenl1', 'returnl1', 'queued', 0, '', '');
INSERT INTO letter_recipients (creditor_id, letter_id, number, contact_id, address, name, token, return_token, state, code, status, result) VALUES ('kade', 'l1', 1, 'k1', 'an@zon.example', 'An', 'token2', 'return2', 'failed', 550, '5.1.1', 'no such user');
INSERT INTO letters (creditor_id, id, customer_id, kind, class, language, message_id, made, due_at, state, approved, args, attempts, next_at, leased_by, sent_at, sent_day, reason, once, bytes_hash, copied) VALUES ('kade', 'l1', 'c1', 'reminder2', 'demand', 'nl', 'l1@kade.example', '2026-03-04T05:06:08.123456Z', '2026-03-04T05:06:07.123456Z', 'queued', 'wanted', '{"step":"reminder2","currency":"EUR","demands":[{"invoice":"i1","step":"reminder2","amount":12100}],"mail":"m1","case":"s1","day":"2026-03-04","promised":"2026-03-05","amount":5,"person":"0011","intent":"dispute","invoices":["i1"],"letters":["l0"],"reason":"held","automatic":true}', 3, '2026-03-04T05:06:07.123457Z', '', '2026-03-04T05:06:07.123458Z', '', 'greylisted', 'day:c1', '', FALSE);
INSERT INTO mail_identities (creditor_id, mailbox, folder, uidvalidity, uid, mail_id, flagged) VALUES ('kade', 'bot@kade.example', 'INBOX', 7, 9, 'm9', FALSE);
INSERT INTO mail_keys (creditor_id, key, mail_id, received) VALUES ('kade', '383013a26083ebdd3654f245541bcb4f0f5e6ea4b7602263749f052380f05d88', 'm9', '2026-03-04T05:06:07.123456Z');
INSERT INTO mail_texts (creditor_id, mail_id, sender, sender_name, subject, reply, signature, quoted, reading, keep_until) VALUES ('kade', 'm9', 'an@zon.example', 'An ''t Zon', 'Re: 2026-1', 'ja;
nee -- ''of'' $1 ?2', 'An', '> €', '{"a":"\u0000"}', '2033-03-09');
INSERT INTO mailboxes (creditor_id, name, folder, uidvalidity, last_uid, read_at, wanted_at, leased_by) VALUES ('kade', 'bot@kade.example', 'INBOX', 7, 9, '2026-03-04T05:06:07.123456Z', '2026-03-04T05:06:07.123457Z', 'host:1');
INSERT INTO mails (creditor_id, id, arrival, mailbox, folder, raw_hash, received, stored_at, state, tries, starts, trouble, leased_by, truncated, customer_id, kind, message_id, letter_id, intent, copy_of, warning, handled_at) VALUES ('kade', 'm9', 9, '', 'sent', '103f3b31d562b71ad1699984dd5ac4d51a1e543a2c7de2df1fd06820e9fe09ed', '2026-03-04T05:06:07.123456Z', '2026-03-04T05:06:07.123456Z', 'handled', 1, 2, 'parse', 'a', TRUE, 'c1', 'customer', '1@zon.example', 'l1', 'dispute', 'm1', 'other content', '2026-03-04T06:06:07.123456Z');
INSERT INTO plans (creditor_id, customer_id, id, state, mail_id) VALUES ('kade', 'c1', 'n1', 'agreed', 'm1');
INSERT INTO processes (owner, seen_at) VALUES ('host:1', '2026-03-04T05:06:07.123456Z');
INSERT INTO promises (creditor_id, customer_id, id, amount, day, made, mail_id, state) VALUES ('kade', 'c1', 'w1', 300, '2026-03-09', '2026-03-04', 'm1', 'open');
INSERT INTO standings (creditor_id, customer_id, id, invoice_id, kind, amount, start_on, end_on, reason, promise_id, plan_id, event_id, author, ended_by, ended_on) VALUES ('kade', 'c1', 'e8', 'i1', 'dispute', 100, '2026-03-04', '', 'defective', '', '', 'e8', 'customer', 'e9', '2026-03-04');
INSERT INTO standings (creditor_id, customer_id, id, invoice_id, kind, amount, start_on, end_on, reason, promise_id, plan_id, event_id, author, ended_by, ended_on) VALUES ('kade', 'c1', 'e10', 'i1', 'promise', 300, '2026-03-04', '2026-03-11', '', 'w1', '', 'e10', 'operator', '', '');
INSERT INTO standings (creditor_id, customer_id, id, invoice_id, kind, amount, start_on, end_on, reason, promise_id, plan_id, event_id, author, ended_by, ended_on) VALUES ('kade', 'c1', 'e11', 'i1', 'plan', 0, '2026-03-04', '2026-03-24', '', '', 'n1', 'e11', 'operator', '', '');
INSERT INTO vat_lines (creditor_id, invoice_id, rate, base, tax) VALUES ('kade', 'i1', '21', 10000, 2100);
