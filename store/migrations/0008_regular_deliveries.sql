-- Contracts of regular deliveries, and what a further reminder costs then.
ALTER TABLE customers ADD COLUMN terms_regular BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE customers ADD COLUMN terms_reminder_fee BIGINT NOT NULL DEFAULT 0;
ALTER TABLE agreements ADD COLUMN regular BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE agreements ADD COLUMN reminder_fee BIGINT NOT NULL DEFAULT 0;
