-- How somebody shows who he or she is, who stands in for whom, and what a person lets others see.
-- What is a secret is kept as its digest alone.

INSERT INTO "sequence" ("name", "next") VALUES ('report', 1);

-- "email": where the account's own mail goes, shown to nobody else. "ended": since when it is closed.
ALTER TABLE "account" ADD COLUMN "password" {text};
ALTER TABLE "account" ADD COLUMN "email" {text};
ALTER TABLE "account" ADD COLUMN "lang" {text};
ALTER TABLE "account" ADD COLUMN "ended" {text};
CREATE INDEX "account_person_idx" ON "account"("person_id");
CREATE INDEX "account_role_scope_idx" ON "account_role"("scope_id");

-- A role that goes with a post: whoever holds the post has it, for as long as he or she does. Nobody administers accounts
-- by holding a post: who says who holds it would then say who administers.
CREATE TABLE "post_role" (
  "post_id" {int} NOT NULL {ref post},
  "position" {int} NOT NULL,
  "role" {text} NOT NULL CHECK ("role" IN ('secretary', 'registrar', 'chief_executive', 'employee', 'member')),
  "scope_id" {int} NOT NULL {ref thing},
  PRIMARY KEY ("post_id", "position")
){strict};

-- "principal": the account for which it acts, while it stands in.
CREATE TABLE "session" (
  "hash" {text} PRIMARY KEY CHECK ("hash" <> ''),
  "account" {text} NOT NULL {ref account.name},
  "principal" {text} {ref account.name},
  "created" {text} NOT NULL,
  "seen" {text} NOT NULL,
  "agent" {text} NOT NULL
){strict};
CREATE INDEX "session_account_idx" ON "session"("account");

-- Failed tries, by the digest of what they were tried on: an account's name, an address.
CREATE TABLE "attempt" (
  "hash" {text} PRIMARY KEY CHECK ("hash" <> ''),
  "count" {int} NOT NULL,
  "since" {text} NOT NULL
){strict};

CREATE TABLE "api_token" (
  "hash" {text} PRIMARY KEY CHECK ("hash" <> ''),
  "account" {text} NOT NULL {ref account.name},
  "name" {text} NOT NULL CHECK ("name" <> ''),
  "created" {text} NOT NULL,
  "expires" {text} NOT NULL,
  "used" {text}
){strict};
CREATE INDEX "api_token_account_idx" ON "api_token"("account");

-- Links by which a password can be chosen once.
CREATE TABLE "password_link" (
  "hash" {text} PRIMARY KEY CHECK ("hash" <> ''),
  "account" {text} NOT NULL {ref account.name},
  "created" {text} NOT NULL,
  "expires" {text} NOT NULL
){strict};
CREATE INDEX "password_link_account_idx" ON "password_link"("account");

-- Days are in the installation's zone, both inclusive. "ended": the moment at which it was taken back.
CREATE TABLE "stand_in" (
  "account" {text} NOT NULL {ref account.name},
  "position" {int} NOT NULL,
  "deputy" {text} NOT NULL {ref account.name},
  "first" {text} NOT NULL,
  "last" {text} NOT NULL,
  "ended" {text},
  PRIMARY KEY ("account", "position")
){strict};
CREATE INDEX "stand_in_deputy_idx" ON "stand_in"("deputy");

-- Who may see a contact field of a person; members, where nothing stands here.
CREATE TABLE "consent" (
  "person_id" {int} NOT NULL {ref person},
  "field" {text} NOT NULL CHECK ("field" IN ('email', 'phone')),
  "audience" {text} NOT NULL CHECK ("audience" IN ('nobody', 'members', 'public')),
  PRIMARY KEY ("person_id", "field")
){strict};

CREATE TABLE "accessibility_report" (
  "id" {int} PRIMARY KEY,
  "created" {text} NOT NULL,
  "page" {text} NOT NULL,
  "text" {text} NOT NULL CHECK ("text" <> ''),
  "contact" {text} NOT NULL,
  "settled" {text}
){strict};

CREATE INDEX "audit_event_actor_idx" ON "audit_event"("actor", "seq");
CREATE INDEX "audit_event_at_idx" ON "audit_event"("at");
