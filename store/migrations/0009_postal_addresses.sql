-- Postal addresses of customers: the lines as JSON, and whether a colleague
-- entered them.
ALTER TABLE customers ADD COLUMN address TEXT NOT NULL DEFAULT 'null';
ALTER TABLE customers ADD COLUMN address_by_team BOOLEAN NOT NULL DEFAULT FALSE;
