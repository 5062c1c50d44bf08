-- How records look on paper: where the decision stands, how clauses are written, what each page leaves room for, and more
-- headings that a house has words for.

ALTER TABLE "house_style" ADD COLUMN "decision_place" {text} CHECK ("decision_place" IN ('first', 'last'));
ALTER TABLE "house_style" ADD COLUMN "clause_form" {text} CHECK ("clause_form" IN ('numbered', 'that'));
ALTER TABLE "house_style" ADD COLUMN "record_foot" {text} CHECK ("record_foot" <> '');

-- {sqlite}
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''notice'')', '''notice'', ''summary'', ''basis'', ''course'', ''vote'', ''reservation'', ''separate_opinion'', ''remark'', ''sent_to'')') WHERE type = 'table' AND name = 'house_style_word';
PRAGMA writable_schema = RESET;
-- {postgres}
ALTER TABLE "house_style_word" DROP CONSTRAINT "house_style_word_heading_check";
ALTER TABLE "house_style_word" ADD CONSTRAINT "house_style_word_heading_check" CHECK ("heading" IN ('record', 'call', 'agenda', 'paragraph', 'background', 'proposal', 'decision', 'presence', 'adjustment', 'signatures', 'notice', 'summary', 'basis', 'course', 'vote', 'reservation', 'separate_opinion', 'remark', 'sent_to'));
-- {both}
