-- More kinds of rules, what they can be about, and what people answer to what rules ask.

-- The words that a column may have stand in a constraint. PostgreSQL changes a constraint; SQLite has it in the text of the
-- table, which is written anew in the way that its documentation names for this.
-- {sqlite}
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, '''numbering'')', '''numbering'', ''recurrence'', ''passage'', ''ranking'', ''apportionment'', ''capacity'', ''joint_decision'', ''distribution'', ''presence'', ''majority'', ''confirmation'')') WHERE type = 'table' AND name = 'rule';
UPDATE sqlite_schema SET sql = replace(sql, '''contact'')', '''contact'', ''course'', ''matter'', ''goal'')') WHERE type = 'table' AND name = 'rule';
UPDATE sqlite_schema SET sql = replace(sql, '''contacts'')', '''contacts'', ''notices'', ''dispatches'')') WHERE type = 'table' AND name = 'complete_list';
PRAGMA writable_schema = RESET;
-- {postgres}
ALTER TABLE "rule" DROP CONSTRAINT "rule_kind_check";
ALTER TABLE "rule" ADD CONSTRAINT "rule_kind_check" CHECK ("kind" IN ('frequency', 'spacing', 'companion', 'day_order', 'lead_time', 'date_window', 'working_day', 'seats', 'size', 'officers', 'substitution', 'eligibility', 'mandate', 'step_order', 'adoption', 'one_in_force', 'anchoring', 'report_back', 'fulfilment', 'answers', 'review', 'completeness', 'coverage', 'rotation', 'gate', 'quorum', 'adjusting', 'numbering', 'recurrence', 'passage', 'ranking', 'apportionment', 'capacity', 'joint_decision', 'distribution', 'presence', 'majority', 'confirmation'));
ALTER TABLE "rule" DROP CONSTRAINT "rule_scope_item_check";
ALTER TABLE "rule" ADD CONSTRAINT "rule_scope_item_check" CHECK ("scope_item" IN ('body', 'member', 'group', 'meeting', 'event', 'record', 'notice', 'item', 'document', 'section', 'step', 'commission', 'referral', 'plan', 'activity', 'project', 'area', 'agreement', 'key', 'contact', 'course', 'matter', 'goal'));
ALTER TABLE "complete_list" DROP CONSTRAINT "complete_list_list_check";
ALTER TABLE "complete_list" ADD CONSTRAINT "complete_list_list_check" CHECK ("list" IN ('meetings', 'events', 'evaluations', 'seats', 'members', 'items', 'attendance', 'documents', 'answers', 'back_reports', 'contacts', 'notices', 'dispatches'));
-- {both}

CREATE TABLE "rule_answer" (
  "id" {int} PRIMARY KEY {ref thing},
  "rule" {int} NOT NULL {ref rule},
  "subject" {int} {ref thing},
  "reply" {text} NOT NULL CHECK ("reply" IN ('yes', 'no', 'not_yet')),
  "by" {text} NOT NULL CHECK ("by" <> ''),
  "when" {text} NOT NULL,
  "when_first" {text},
  "when_last" {text},
  "until" {text},
  "until_first" {text},
  "until_last" {text},
  "why" {text} CHECK ("why" <> '')
){strict};
CREATE INDEX "rule_answer_rule_idx" ON "rule_answer"("rule");
CREATE INDEX "rule_answer_subject_idx" ON "rule_answer"("subject");
CREATE INDEX "rule_answer_when_idx" ON "rule_answer"("when_first");
CREATE INDEX "rule_answer_until_idx" ON "rule_answer"("until_first");

-- Whether yes won, and what settled a tie.
ALTER TABLE "vote" ADD COLUMN "carried" {bool};
ALTER TABLE "vote" ADD COLUMN "tie_break" {text} CHECK ("tie_break" IN ('chair', 'lot', 'run_off', 'falls'));
