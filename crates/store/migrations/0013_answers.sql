-- Preliminary days that are asked for by mail, each addressee by a link of his or her own; what is said beside an answer.

INSERT INTO "sequence" ("name", "next") VALUES ('date_request', 1);

-- "perhaps" is an answer too, and a remark may stand beside it. "when": the day that was answered about, if that is known.
ALTER TABLE "date_answer" RENAME TO "date_answer_old";
CREATE TABLE "date_answer" (
  "meeting_id" {int} NOT NULL {ref thing},
  "account" {text} NOT NULL CHECK ("account" <> ''),
  "answer" {text} NOT NULL CHECK ("answer" IN ('can', 'cannot', 'perhaps', 'prefer')),
  "at" {text} NOT NULL,
  "note" {text} CHECK ("note" <> ''),
  "when" {text},
  PRIMARY KEY ("meeting_id", "account")
){strict};
INSERT INTO "date_answer" ("meeting_id", "account", "answer", "at")
  SELECT "meeting_id", "account", "answer", "at" FROM "date_answer_old";
DROP TABLE "date_answer_old";

-- Who is asked about a plan's preliminary days; "scope_id": the body or cooperation whose plan it is. An address is asked
-- once about a plan, however often the days are sent.
CREATE TABLE "date_request" (
  "id" {int} PRIMARY KEY,
  "scope_id" {int} NOT NULL {ref thing},
  "year" {int} NOT NULL,
  "address" {text} NOT NULL CHECK ("address" <> ''),
  "name" {text} NOT NULL,
  "party_id" {int} {ref thing},
  UNIQUE ("scope_id", "year", "address")
){strict};

-- The days that are asked for, each as it stood in the letter: an answer counts for that day and no other.
CREATE TABLE "date_request_day" (
  "request_id" {int} NOT NULL {ref date_request},
  "meeting_id" {int} NOT NULL {ref meeting},
  "when" {text} NOT NULL CHECK ("when" <> ''),
  "answer" {text} CHECK ("answer" IN ('can', 'cannot', 'perhaps', 'prefer')),
  "answered" {text},
  "note" {text} CHECK ("note" <> ''),
  PRIMARY KEY ("request_id", "meeting_id")
){strict};
CREATE INDEX "date_request_day_meeting_idx" ON "date_request_day"("meeting_id");

-- The links, by digest. "revoked": since when one leads nowhere, because no day is asked for any more.
CREATE TABLE "date_request_token" (
  "hash" {text} PRIMARY KEY CHECK ("hash" <> ''),
  "request_id" {int} NOT NULL {ref date_request},
  "message_id" {int} NOT NULL {ref message},
  "revoked" {text}
){strict};
CREATE INDEX "date_request_token_request_idx" ON "date_request_token"("request_id");
CREATE INDEX "date_request_token_message_idx" ON "date_request_token"("message_id");

-- For what disposes of messages, and of links with them.
CREATE INDEX "invitation_token_message_idx" ON "invitation_token"("message_id");
CREATE INDEX "message_created_idx" ON "message"("created");
