-- What somebody has filled in and not yet done: one draft for each form of each account, for that account alone.
CREATE TABLE "draft" (
  "account" {text} NOT NULL {ref account.name},
  "form" {text} NOT NULL CHECK ("form" <> ''),
  "content" {text} NOT NULL,
  "at" {text} NOT NULL,
  PRIMARY KEY ("account", "form")
){strict};
CREATE INDEX "draft_at_idx" ON "draft"("at");
