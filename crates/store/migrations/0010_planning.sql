-- Whether a preliminary day suits, by account: asked for until the day is set.
CREATE TABLE "date_answer" (
  "meeting_id" {int} NOT NULL {ref thing},
  "account" {text} NOT NULL CHECK ("account" <> ''),
  "answer" {text} NOT NULL CHECK ("answer" IN ('can', 'cannot', 'prefer')),
  "at" {text} NOT NULL,
  PRIMARY KEY ("meeting_id", "account")
){strict};
