-- House styles: how an organisation or a cooperation looks and writes.

CREATE TABLE "house_style" (
  "id" {int} PRIMARY KEY {ref thing},
  "owner" {int} NOT NULL {ref thing},
  "name" {text} NOT NULL CHECK ("name" <> ''),
  "address" {text} CHECK ("address" <> ''),
  "registration_number" {text} CHECK ("registration_number" <> ''),
  "email" {text} CHECK ("email" <> ''),
  "website" {text} CHECK ("website" <> ''),
  "accent" {text} CHECK ("accent" <> '')
){strict};
CREATE INDEX "house_style_owner_idx" ON "house_style"("owner");

CREATE TABLE "house_style_logo" (
  "id" {int} PRIMARY KEY {ref thing},
  "house_style" {int} NOT NULL {ref house_style},
  "text" {text} NOT NULL CHECK ("text" <> ''),
  "image" {text} NOT NULL CHECK ("image" <> '')
){strict};
CREATE INDEX "house_style_logo_house_style_idx" ON "house_style_logo"("house_style");

CREATE TABLE "house_style_word" (
  "id" {int} PRIMARY KEY {ref thing},
  "house_style" {int} NOT NULL {ref house_style},
  "heading" {text} NOT NULL CHECK ("heading" IN ('record', 'call', 'agenda', 'paragraph', 'background', 'proposal', 'decision', 'presence', 'adjustment', 'signatures', 'notice')),
  "sv" {text} NOT NULL CHECK ("sv" <> ''),
  "en" {text} CHECK ("en" <> '')
){strict};
CREATE INDEX "house_style_word_house_style_idx" ON "house_style_word"("house_style");

CREATE TABLE "house_style_signature" (
  "id" {int} PRIMARY KEY {ref thing},
  "house_style" {int} NOT NULL {ref house_style},
  "office" {text} NOT NULL CHECK ("office" <> ''),
  "post" {int} {ref post},
  "caption" {text} CHECK ("caption" <> '')
){strict};
CREATE INDEX "house_style_signature_house_style_idx" ON "house_style_signature"("house_style");
CREATE INDEX "house_style_signature_post_idx" ON "house_style_signature"("post");

-- What mails show at their head, by digest: a picture that many messages have is kept once, as it was when they were
-- written.
CREATE TABLE "mail_picture" (
  "digest" {text} PRIMARY KEY CHECK ("digest" <> ''),
  "image" {text} NOT NULL CHECK ("image" <> '')
){strict};
ALTER TABLE "message" ADD COLUMN "from_name" {text} CHECK ("from_name" <> '');
ALTER TABLE "message" ADD COLUMN "picture" {text};
