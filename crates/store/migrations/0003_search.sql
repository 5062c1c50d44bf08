-- The search index: the terms of every thing, in two zones. Its key is the noun's rank and the thing's id in one number,
-- so that a noun's things stand together. Who may see a thing is not kept here: it is joined from the register.

-- {sqlite}
CREATE VIRTUAL TABLE "search" USING fts5("title", "body", content = '', contentless_delete = 1, detail = column,
  prefix = '3', tokenize = "ascii tokenchars '-'");

-- {postgres}
CREATE TABLE "search" (
  "rowid" {int} PRIMARY KEY,
  "terms" tsvector NOT NULL
);
CREATE INDEX "search_terms_idx" ON "search" USING gin ("terms") WITH (fastupdate = off);
