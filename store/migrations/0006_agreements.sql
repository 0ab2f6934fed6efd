-- Terms that a customer agreed to, each as it was put on record; an event says
-- which of them count.
CREATE TABLE agreements (
  creditor_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  id TEXT NOT NULL,
  days BIGINT NOT NULL,
  interest TEXT NOT NULL,
  damages TEXT NOT NULL,
  since TEXT NOT NULL,
  evidence TEXT NOT NULL,
  PRIMARY KEY (creditor_id, id),
  FOREIGN KEY (creditor_id, customer_id) REFERENCES customers (creditor_id, id)
);
CREATE INDEX agreements_customer ON agreements (creditor_id, customer_id, id);
