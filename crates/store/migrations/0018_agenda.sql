-- Agendas as they were called, the working agenda's order and occasions, and what a vote needs and comes to.

ALTER TABLE "item" ADD COLUMN "place" {int};
ALTER TABLE "item" ADD COLUMN "part_of" {int} {ref item};
ALTER TABLE "item" ADD COLUMN "section" {text} CHECK ("section" <> '');
ALTER TABLE "item" ADD COLUMN "arrival" {text} CHECK ("arrival" IN ('late', 'at_meeting'));
ALTER TABLE "item" ADD COLUMN "proposed" {text} CHECK ("proposed" <> '');
ALTER TABLE "item" ADD COLUMN "papers_pending" {bool};
CREATE INDEX "item_part_of_idx" ON "item"("part_of");
CREATE TABLE "item_raised_by" (
  "owner_id" {int} NOT NULL {ref item},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref thing},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "item_raised_by_idx" ON "item_raised_by"("value");

CREATE TABLE "agenda" (
  "id" {int} PRIMARY KEY {ref thing},
  "meeting" {int} NOT NULL {ref meeting},
  "letter" {text} NOT NULL CHECK ("letter" <> ''),
  "frozen" {text},
  "frozen_first" {text},
  "frozen_last" {text},
  "open_ended" {bool},
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE INDEX "agenda_meeting_idx" ON "agenda"("meeting");
CREATE INDEX "agenda_frozen_idx" ON "agenda"("frozen_first");
CREATE TABLE "agenda_line" (
  "id" {int} PRIMARY KEY {ref thing},
  "agenda" {int} NOT NULL {ref agenda},
  "number" {text} CHECK ("number" <> ''),
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "section" {text} CHECK ("section" <> ''),
  "item" {int} {ref item},
  "is_part" {bool},
  "kind" {text} CHECK ("kind" IN ('decision', 'information', 'discussion', 'recommendation', 'follow_up', 'notification', 'standing')),
  "closed" {bool},
  "papers_pending" {bool}
){strict};
CREATE INDEX "agenda_line_agenda_idx" ON "agenda_line"("agenda");
CREATE INDEX "agenda_line_item_idx" ON "agenda_line"("item");

ALTER TABLE "body" ADD COLUMN "returns" {text} CHECK ("returns" IN ('never', 'after_disqualification', 'free'));
ALTER TABLE "body" ADD COLUMN "paragraph_period" {text} CHECK ("paragraph_period" IN ('calendar_year', 'continuous', 'meeting'));
ALTER TABLE "attendance" ADD COLUMN "remote" {bool};
ALTER TABLE "proposal" ADD COLUMN "place" {int};
ALTER TABLE "statement" ADD COLUMN "announced" {bool};

ALTER TABLE "vote" ADD COLUMN "basis" {text} CHECK ("basis" IN ('cast', 'present', 'seats', 'weights', 'members'));
ALTER TABLE "vote" ADD COLUMN "more_than" {text};
ALTER TABLE "vote" ADD COLUMN "at_least" {text};
ALTER TABLE "vote" ADD COLUMN "to_elect" {int};
CREATE TABLE "vote_option" (
  "id" {int} PRIMARY KEY {ref thing},
  "vote" {int} NOT NULL {ref vote},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "person" {int} {ref person},
  "proposal" {int} {ref proposal},
  "votes" {text},
  "outcome" {text} CHECK ("outcome" IN ('chosen', 'by_lot', 'final', 'out'))
){strict};
CREATE INDEX "vote_option_vote_idx" ON "vote_option"("vote");
CREATE INDEX "vote_option_person_idx" ON "vote_option"("person");
CREATE INDEX "vote_option_proposal_idx" ON "vote_option"("proposal");
