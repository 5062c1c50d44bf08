-- What leaves the house: each message is a row before it is a mail, and each recipient's copy has a state of its own.

INSERT INTO "sequence" ("name", "next") VALUES ('message', 1), ('invitation', 1);

CREATE TABLE "message" (
  "id" {int} PRIMARY KEY,
  "kind" {text} NOT NULL CHECK ("kind" IN ('call', 'cancellation', 'copy', 'account', 'notice')),
  "about_id" {int} {ref thing},
  "account" {text},
  "created" {text} NOT NULL,
  "not_before" {text} NOT NULL,
  "subject" {text} NOT NULL CHECK ("subject" <> ''),
  "text" {text} NOT NULL,
  "html" {text} NOT NULL,
  "method" {text} CHECK ("method" IN ('REQUEST', 'CANCEL')),
  "calendar" {text},
  "reply_address" {text} CHECK ("reply_address" <> ''),
  "reply_name" {text},
  "form_key" {text} UNIQUE CHECK ("form_key" <> ''),
  CHECK (("method" IS NULL) = ("calendar" IS NULL))
){strict};
CREATE INDEX "message_about_idx" ON "message"("about_id");
CREATE INDEX "message_account_idx" ON "message"("account");

-- "due": while it waits, when it may be tried; while it is being sent, until when the one that sends it has it.
-- "secret": what only this recipient gets, forgotten as soon as the copy is sent or withdrawn.
CREATE TABLE "message_recipient" (
  "message_id" {int} NOT NULL {ref message},
  "position" {int} NOT NULL,
  "address" {text} NOT NULL CHECK ("address" <> ''),
  "name" {text} NOT NULL,
  "party_id" {int} {ref thing},
  "secret" {text},
  "state" {text} NOT NULL CHECK ("state" IN ('waiting', 'sending', 'sent', 'failed', 'withdrawn')),
  "attempts" {int} NOT NULL,
  "due" {text} NOT NULL,
  "claim" {text},
  "failure" {text} CHECK ("failure" IN ('unreachable', 'slow', 'unsafe', 'login', 'later', 'refused', 'unwritable')),
  "reply" {text},
  "settled" {text},
  PRIMARY KEY ("message_id", "position")
){strict};
CREATE INDEX "message_recipient_due_idx" ON "message_recipient"("state", "due");

-- Who was called to a meeting, and what he or she answered. An address is called once to a meeting, however often it is
-- told of changes.
CREATE TABLE "invitation" (
  "id" {int} PRIMARY KEY,
  "meeting_id" {int} NOT NULL {ref meeting},
  "address" {text} NOT NULL CHECK ("address" <> ''),
  "name" {text} NOT NULL,
  "party_id" {int} {ref thing},
  "method" {text} NOT NULL CHECK ("method" IN ('REQUEST', 'CANCEL')),
  "sequence" {int} NOT NULL,
  "answer" {text} CHECK ("answer" IN ('accepted', 'tentative', 'declined')),
  "answered" {text},
  "note" {text} CHECK ("note" <> ''),
  UNIQUE ("meeting_id", "address")
){strict};

-- The links that were mailed, by digest: a later mail's link does not break an earlier one's.
CREATE TABLE "invitation_token" (
  "hash" {text} PRIMARY KEY CHECK ("hash" <> ''),
  "invitation_id" {int} NOT NULL {ref invitation},
  "message_id" {int} NOT NULL {ref message}
){strict};
CREATE INDEX "invitation_token_invitation_idx" ON "invitation_token"("invitation_id");

-- Calendars of one's own that can be subscribed to by whoever has the link; the link itself is not kept.
CREATE TABLE "feed_token" (
  "hash" {text} PRIMARY KEY CHECK ("hash" <> ''),
  "account" {text} NOT NULL,
  "scope_id" {int} NOT NULL {ref thing},
  "created" {text} NOT NULL,
  "revoked" {text}
){strict};
CREATE INDEX "feed_token_account_idx" ON "feed_token"("account");
