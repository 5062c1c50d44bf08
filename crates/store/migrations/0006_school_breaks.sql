-- School breaks, which each municipality sets for itself.

CREATE TABLE "school_break" (
  "id" {int} PRIMARY KEY {ref thing},
  "organisation" {int} NOT NULL {ref organisation},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "when" {text} NOT NULL,
  "when_first" {text},
  "when_last" {text}
){strict};
CREATE INDEX "school_break_organisation_idx" ON "school_break"("organisation");
CREATE INDEX "school_break_when_idx" ON "school_break"("when_first");
