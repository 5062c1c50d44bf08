-- Breaks in meetings, who takes the chair while a meeting goes on, and what a vote settles among proposals.

CREATE TABLE "pause" (
  "id" {int} PRIMARY KEY {ref thing},
  "meeting" {int} NOT NULL {ref meeting},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "start" {text},
  "end" {text},
  "after" {text}
){strict};
CREATE INDEX "pause_meeting_idx" ON "pause"("meeting");

-- {sqlite}
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''changes_capacity'')', '''changes_capacity'', ''takes_chair'')') WHERE type = 'table' AND name = 'attendance_event';
PRAGMA writable_schema = RESET;
-- {postgres}
ALTER TABLE "attendance_event" DROP CONSTRAINT "attendance_event_change_check";
ALTER TABLE "attendance_event" ADD CONSTRAINT "attendance_event_change_check" CHECK ("change" IN ('arrives', 'leaves', 'serves_for', 'resumes', 'disqualified', 'joins_remotely', 'changes_capacity', 'takes_chair'));
-- {both}
ALTER TABLE "vote" ADD COLUMN "and_basis" {text} CHECK ("and_basis" IN ('cast', 'present', 'seats', 'weights', 'members'));
ALTER TABLE "vote" ADD COLUMN "and_more_than" {text};
ALTER TABLE "vote" ADD COLUMN "and_at_least" {text};
ALTER TABLE "vote" ADD COLUMN "step" {text} CHECK ("step" IN ('formal', 'counter', 'main', 'addition', 'run_off'));
ALTER TABLE "vote" ADD COLUMN "follows" {int} {ref vote};
CREATE INDEX "vote_follows_idx" ON "vote"("follows");
ALTER TABLE "body" ADD COLUMN "between_meetings" {bool};

CREATE TABLE "rewording" (
  "id" {int} PRIMARY KEY {ref thing},
  "item" {int} NOT NULL {ref item},
  "part" {text} NOT NULL CHECK ("part" IN ('summary', 'background', 'course', 'decision')),
  "was" {text} CHECK ("was" <> ''),
  "text" {text} NOT NULL CHECK ("text" <> ''),
  "decided_at" {int} {ref item},
  "when" {text},
  "when_first" {text},
  "when_last" {text}
){strict};
CREATE INDEX "rewording_item_idx" ON "rewording"("item");
CREATE INDEX "rewording_decided_at_idx" ON "rewording"("decided_at");
CREATE INDEX "rewording_when_idx" ON "rewording"("when_first");
