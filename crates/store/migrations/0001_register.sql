-- The register of all things, and what the installation knows about itself.
-- Tokens: {int} {text} {bool} are each database's types, {strict} is SQLite's strictness, {ref x} a reference to x(id).

CREATE TABLE "installation" (
  "key" {text} PRIMARY KEY,
  "value" {text} NOT NULL
){strict};

-- Ids are dealt out from one row under the writer's lock: never twice, never from a clock or by chance.
CREATE TABLE "sequence" (
  "name" {text} PRIMARY KEY,
  "next" {int} NOT NULL
){strict};
INSERT INTO "sequence" ("name", "next") VALUES ('thing', 1), ('audit', 1);

CREATE TABLE "thing" (
  "id" {int} PRIMARY KEY,
  "noun" {text} NOT NULL CHECK ("noun" <> ''),
  "slug" {text} NOT NULL CHECK ("slug" <> ''),
  "label" {text} NOT NULL,
  "label_sort" {text} NOT NULL,
  "home_id" {int} {ref thing},
  "position" {int} NOT NULL,
  "visibility" {text} NOT NULL CHECK ("visibility" IN ('public', 'members', 'restricted')),
  "source" {text},
  "as_published" {text},
  "certainty" {text} CHECK ("certainty" IN ('stated', 'derived', 'second_hand', 'outside', 'interpreted', 'invented')),
  "changed" {int} NOT NULL,
  UNIQUE ("noun", "slug")
){strict};
CREATE INDEX "thing_home_idx" ON "thing"("home_id");

-- What a source does not tell, field by field.
CREATE TABLE "gap" (
  "thing_id" {int} NOT NULL {ref thing},
  "field" {text} NOT NULL,
  "kind" {text} NOT NULL CHECK ("kind" IN ('unknown', 'blank', 'none', 'not_counted')),
  PRIMARY KEY ("thing_id", "field")
){strict};

-- One row per changed thing, never updated, never deleted. Each row's hash covers the one before it.
CREATE TABLE "audit_event" (
  "seq" {int} PRIMARY KEY,
  "at" {text} NOT NULL,
  "actor" {text} NOT NULL,
  "action" {text} NOT NULL,
  "noun" {text} NOT NULL,
  "thing_id" {int} {ref thing},
  "salt" {text} NOT NULL,
  "digest" {text} NOT NULL,
  "hash" {text} NOT NULL UNIQUE
){strict};
CREATE INDEX "audit_event_thing_idx" ON "audit_event"("thing_id");

-- The values behind the digests stand apart, so that a person's can be erased without breaking the chain.
CREATE TABLE "audit_value" (
  "seq" {int} NOT NULL {ref audit_event.seq},
  "field" {text} NOT NULL,
  "before" {text},
  "after" {text},
  PRIMARY KEY ("seq", "field")
){strict};

CREATE TABLE "account" (
  "name" {text} PRIMARY KEY CHECK ("name" <> ''),
  "display_name" {text} NOT NULL,
  "person_id" {int} {ref thing},
  "demo" {bool} NOT NULL
){strict};

-- A role in a scope: an organisation, cooperation or body; without scope, in the whole installation.
CREATE TABLE "account_role" (
  "account" {text} NOT NULL {ref account.name},
  "position" {int} NOT NULL,
  "role" {text} NOT NULL CHECK ("role" IN ('administrator', 'secretary', 'registrar', 'chief_executive', 'employee', 'member')),
  "scope_id" {int} {ref thing},
  PRIMARY KEY ("account", "position")
){strict};
