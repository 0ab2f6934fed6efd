-- Policies by segment: what a team sets for a customer or an invoice, how a
-- customer has paid so far, and what planning remembers of letters.
ALTER TABLE customers ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE customers ADD COLUMN policy TEXT NOT NULL DEFAULT '';
ALTER TABLE customers ADD COLUMN paid_invoices BIGINT NOT NULL DEFAULT 0;
ALTER TABLE customers ADD COLUMN paid_amount BIGINT NOT NULL DEFAULT 0;
ALTER TABLE customers ADD COLUMN paid_late BIGINT NOT NULL DEFAULT 0;
ALTER TABLE customers ADD COLUMN thanks TEXT NOT NULL DEFAULT '';
ALTER TABLE customers ADD COLUMN thanks_for TEXT NOT NULL DEFAULT '';
ALTER TABLE customers DROP COLUMN risk;

ALTER TABLE invoices ADD COLUMN policy TEXT NOT NULL DEFAULT '';
ALTER TABLE allocations ADD COLUMN transfer BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE allocations ADD COLUMN late BIGINT NOT NULL DEFAULT 0;
ALTER TABLE standings ADD COLUMN upheld BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE plans ADD COLUMN made TEXT NOT NULL DEFAULT '';
ALTER TABLE instalments ADD COLUMN letter_id TEXT NOT NULL DEFAULT '';

ALTER TABLE demands ADD COLUMN currency TEXT NOT NULL DEFAULT '';
ALTER TABLE demands ADD COLUMN channel TEXT NOT NULL DEFAULT '';
UPDATE demands SET currency = COALESCE((SELECT currency FROM invoices
  WHERE invoices.creditor_id = demands.creditor_id AND invoices.id = demands.invoice_id), '');

-- What a ledger reads of one customer in order: without the order in the index,
-- SQLite reads the rows of every customer by the primary key instead.
DROP INDEX contacts_customer;
CREATE INDEX contacts_customer ON contacts (creditor_id, customer_id, id);
DROP INDEX allocations_customer;
CREATE INDEX allocations_customer ON allocations (creditor_id, customer_id, id);
CREATE INDEX charges_customer ON charges (creditor_id, customer_id, id);
CREATE INDEX plans_customer ON plans (creditor_id, customer_id, id);
CREATE INDEX instalments_customer ON instalments (creditor_id, customer_id, plan_id, number);
