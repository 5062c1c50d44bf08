-- Whether everybody may read how a cooperation's rules are kept.
ALTER TABLE "cooperation" ADD COLUMN "publishes_findings" {bool};

-- Whether an account wants the weekly letter about rules that have been broken, and when the last one was looked for: a
-- moment in UTC. Nothing is sent to who has not asked for it.
ALTER TABLE "account" ADD COLUMN "digest" {bool} NOT NULL DEFAULT FALSE;
ALTER TABLE "account" ADD COLUMN "digest_at" {text};

-- What an account has been told in its letters and is still so: which rule about what, and whether it was broken or at risk. It is a record of what was sent,
-- and no verdict; a rule that law gives stands in no register, and its id is below zero. Whether a rule is broken is always asked of the facts.
CREATE TABLE "digest_told" (
  "account" {text} NOT NULL {ref account.name},
  "rule_id" {int} NOT NULL,
  "thing_id" {int} NOT NULL {ref thing},
  "of_id" {int} NOT NULL,
  "broken" {bool} NOT NULL,
  PRIMARY KEY ("account", "rule_id", "thing_id", "of_id")
){strict};
