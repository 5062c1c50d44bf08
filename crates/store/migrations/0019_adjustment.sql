-- Adjustment of records: rounds with those who sign, what is said in them, and approvals; papers frozen as they were approved,
-- their corrections and certified extracts; the life of notices.

INSERT INTO "sequence" ("name", "next") VALUES ('adjustment', 1);

-- Files that are served for ever, by the digest of their bytes.
CREATE TABLE "frozen_file" (
  "hash" {text} PRIMARY KEY CHECK ("hash" <> ''),
  "kind" {text} NOT NULL CHECK ("kind" <> ''),
  "bytes" {text} NOT NULL
){strict};

-- "draft": the record's data as the round began; "paper_id": the paper that is before those who sign.
CREATE TABLE "adjustment" (
  "id" {int} PRIMARY KEY,
  "record_id" {int} NOT NULL {ref record},
  "state" {text} NOT NULL CHECK ("state" IN ('open', 'adjusted', 'ended')),
  "immediate" {bool} NOT NULL,
  "due" {text} NOT NULL CHECK ("due" <> ''),
  "place" {text} CHECK ("place" <> ''),
  "draft" {text} NOT NULL,
  "opened" {text} NOT NULL,
  "opened_by" {text} NOT NULL,
  "closed" {text},
  "paper_id" {int} {ref frozen_paper}
){strict};
CREATE INDEX "adjustment_record_idx" ON "adjustment"("record_id");
CREATE INDEX "adjustment_state_idx" ON "adjustment"("state");
CREATE INDEX "adjustment_paper_idx" ON "adjustment"("paper_id");

-- "replaced": why somebody else signs instead.
CREATE TABLE "adjustment_signer" (
  "id" {int} PRIMARY KEY,
  "adjustment_id" {int} NOT NULL {ref adjustment},
  "person_id" {int} NOT NULL {ref person},
  "role" {text} NOT NULL CHECK ("role" IN ('secretary', 'chair', 'adjuster')),
  "paragraphs" {text} CHECK ("paragraphs" <> ''),
  "replaced" {text} CHECK ("replaced" <> '')
){strict};
CREATE INDEX "adjustment_signer_round_idx" ON "adjustment_signer"("adjustment_id");
CREATE INDEX "adjustment_signer_person_idx" ON "adjustment_signer"("person_id");

CREATE TABLE "adjustment_comment" (
  "id" {int} PRIMARY KEY,
  "adjustment_id" {int} NOT NULL {ref adjustment},
  "item_id" {int} NOT NULL {ref thing},
  "field" {text} NOT NULL CHECK ("field" <> ''),
  "stands" {text},
  "wording" {text} CHECK ("wording" <> ''),
  "note" {text} CHECK ("note" <> ''),
  "at" {text} NOT NULL,
  "by_name" {text} NOT NULL,
  "state" {text} NOT NULL CHECK ("state" IN ('open', 'agreed', 'declined')),
  "answered" {text},
  "answered_by" {text}
){strict};
CREATE INDEX "adjustment_comment_round_idx" ON "adjustment_comment"("adjustment_id");
CREATE INDEX "adjustment_comment_item_idx" ON "adjustment_comment"("item_id");

CREATE TABLE "adjustment_refusal" (
  "id" {int} PRIMARY KEY,
  "adjustment_id" {int} NOT NULL {ref adjustment},
  "item_id" {int} NOT NULL {ref thing},
  "signer_id" {int} NOT NULL {ref adjustment_signer},
  "paragraph" {text} NOT NULL CHECK ("paragraph" <> ''),
  "reason" {text} NOT NULL CHECK ("reason" <> ''),
  "at" {text} NOT NULL,
  "by_name" {text} NOT NULL
){strict};
CREATE INDEX "adjustment_refusal_round_idx" ON "adjustment_refusal"("adjustment_id");
CREATE INDEX "adjustment_refusal_item_idx" ON "adjustment_refusal"("item_id");
CREATE INDEX "adjustment_refusal_signer_idx" ON "adjustment_refusal"("signer_id");

-- "version": from 1 where the paper is the record, nothing while it is only put forward. "reason": why it was corrected.
CREATE TABLE "frozen_paper" (
  "id" {int} PRIMARY KEY,
  "record_id" {int} NOT NULL {ref record},
  "adjustment_id" {int} {ref adjustment},
  "version" {int},
  "made" {text} NOT NULL,
  "made_by" {text} NOT NULL,
  "data" {text} NOT NULL,
  "data_hash" {text} NOT NULL,
  "file_hash" {text} NOT NULL {ref frozen_file.hash},
  "restricted" {bool} NOT NULL,
  "reason" {text} CHECK ("reason" <> ''),
  UNIQUE ("record_id", "version")
){strict};
CREATE INDEX "frozen_paper_round_idx" ON "frozen_paper"("adjustment_id");
CREATE INDEX "frozen_paper_file_idx" ON "frozen_paper"("file_hash");

-- "signed": the day that stands on the paper; "binding": the digest of everything that was approved and how.
CREATE TABLE "approval" (
  "id" {int} PRIMARY KEY,
  "paper_id" {int} NOT NULL {ref frozen_paper},
  "signer_id" {int} NOT NULL {ref adjustment_signer},
  "way" {text} NOT NULL CHECK ("way" IN ('portal', 'paper', 'file')),
  "level" {text} NOT NULL CHECK ("level" IN ('password', 'demo', 'outside')),
  "person" {text} NOT NULL,
  "at" {text} NOT NULL,
  "by_name" {text} NOT NULL,
  "signed" {text},
  "file_hash" {text} {ref frozen_file.hash},
  "binding" {text} NOT NULL,
  UNIQUE ("paper_id", "signer_id")
){strict};
CREATE INDEX "approval_signer_idx" ON "approval"("signer_id");
CREATE INDEX "approval_file_idx" ON "approval"("file_hash");

CREATE TABLE "certified_extract" (
  "id" {int} PRIMARY KEY,
  "paper_id" {int} NOT NULL {ref frozen_paper},
  "number" {int} NOT NULL,
  "paragraph" {text} NOT NULL CHECK ("paragraph" <> ''),
  "recipients" {text} NOT NULL CHECK ("recipients" <> ''),
  "issued" {text} NOT NULL,
  "issued_by" {text} NOT NULL,
  "file_hash" {text} NOT NULL {ref frozen_file.hash}
){strict};
CREATE INDEX "certified_extract_paper_idx" ON "certified_extract"("paper_id");
CREATE INDEX "certified_extract_file_idx" ON "certified_extract"("file_hash");

ALTER TABLE "notice" ADD COLUMN "planned" {text};
ALTER TABLE "notice" ADD COLUMN "planned_first" {text};
ALTER TABLE "notice" ADD COLUMN "planned_last" {text};
ALTER TABLE "notice" ADD COLUMN "comes_down" {text};
ALTER TABLE "notice" ADD COLUMN "comes_down_first" {text};
ALTER TABLE "notice" ADD COLUMN "comes_down_last" {text};
ALTER TABLE "notice" ADD COLUMN "here" {bool};
ALTER TABLE "notice" ADD COLUMN "evidence" {text} CHECK ("evidence" <> '');
ALTER TABLE "notice" ADD COLUMN "checked" {bool};
ALTER TABLE "notice" ADD COLUMN "ending" {text} CHECK ("ending" IN ('time', 'early', 'emergency'));
ALTER TABLE "notice" ADD COLUMN "ending_note" {text} CHECK ("ending_note" <> '');
ALTER TABLE "notice" ADD COLUMN "repeats" {int} {ref notice};
CREATE INDEX "notice_planned_idx" ON "notice"("planned_first");
CREATE INDEX "notice_comes_down_idx" ON "notice"("comes_down_first");
CREATE INDEX "notice_repeats_idx" ON "notice"("repeats");
