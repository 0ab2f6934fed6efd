-- Early-payment discounts: the per cent that a discount was reckoned from, and
-- what it does to VAT.
ALTER TABLE invoices ADD COLUMN discount_percent TEXT NOT NULL DEFAULT '';
ALTER TABLE invoices ADD COLUMN discount_vat TEXT NOT NULL DEFAULT '';
