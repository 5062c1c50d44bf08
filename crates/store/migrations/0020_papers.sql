-- Files that belong to items, meetings and documents, and those that a called agenda had.

CREATE TABLE "attachment" (
  "id" {int} PRIMARY KEY {ref thing},
  "of" {int} NOT NULL {ref thing},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "file_name" {text} NOT NULL CHECK ("file_name" <> ''),
  "media_type" {text} NOT NULL CHECK ("media_type" <> ''),
  "size" {int} NOT NULL,
  "digest" {text} NOT NULL CHECK ("digest" <> ''),
  "place" {int},
  "replaces" {int} {ref attachment}
){strict};
CREATE INDEX "attachment_of_idx" ON "attachment"("of");
CREATE INDEX "attachment_replaces_idx" ON "attachment"("replaces");
CREATE INDEX "attachment_digest_idx" ON "attachment"("digest");
CREATE TABLE "agenda_line_papers" (
  "owner_id" {int} NOT NULL {ref agenda_line},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref attachment},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "agenda_line_papers_idx" ON "agenda_line_papers"("value");

-- Who is called to a meeting to serve instead of whom, and by which message.
ALTER TABLE "invitation" ADD COLUMN "serves_for" {int} {ref thing};
ALTER TABLE "invitation" ADD COLUMN "serves_by" {int};
CREATE INDEX "invitation_serves_for_idx" ON "invitation"("serves_for");

-- What bodies pay for taking part.
CREATE TABLE "fee_rate" (
  "id" {int} PRIMARY KEY {ref thing},
  "body" {int} NOT NULL {ref body},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "amount" {text} NOT NULL CHECK ("amount" <> ''),
  "per" {text} NOT NULL CHECK ("per" IN ('meeting', 'hour')),
  "deciding_only" {bool},
  "valid" {text},
  "valid_first" {text},
  "valid_last" {text}
){strict};
CREATE INDEX "fee_rate_body_idx" ON "fee_rate"("body");
CREATE INDEX "fee_rate_valid_idx" ON "fee_rate"("valid_first");
