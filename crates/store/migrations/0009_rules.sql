-- Rules of procedure, their waivers, and lists that are declared complete.

CREATE TABLE "rule" (
  "id" {int} PRIMARY KEY {ref thing},
  "cooperation" {int} NOT NULL {ref cooperation},
  "title" {text} CHECK ("title" <> ''),
  "kind" {text} NOT NULL CHECK ("kind" IN ('frequency', 'spacing', 'companion', 'day_order', 'lead_time', 'date_window', 'working_day', 'seats', 'size', 'officers', 'substitution', 'eligibility', 'mandate', 'step_order', 'adoption', 'one_in_force', 'anchoring', 'report_back', 'fulfilment', 'answers', 'review', 'completeness', 'coverage', 'rotation', 'gate', 'quorum', 'adjusting', 'numbering')),
  "scope_body" {int} {ref body},
  "scope_part_of" {int} {ref body},
  "scope_body_kind" {text} CHECK ("scope_body_kind" IN ('board', 'committee', 'network', 'forum', 'council', 'steering_group', 'management_group', 'reference_group', 'working_group', 'project_group', 'general_meeting', 'secretariat', 'administration', 'audit', 'external')),
  "scope_member" {int} {ref organisation},
  "scope_group" {int} {ref group},
  "scope_document" {int} {ref governing_document},
  "scope_document_kind" {text} CHECK ("scope_document_kind" IN ('rules_of_procedure', 'charter', 'strategic_direction', 'operational_plan', 'action_plan', 'cooperation_plan', 'letter_of_intent', 'strategy', 'year_plan', 'method', 'status_report', 'agreement', 'statute', 'list', 'other')),
  "scope_thing" {int} {ref thing},
  "scope_item" {text} CHECK ("scope_item" IN ('body', 'member', 'group', 'meeting', 'event', 'record', 'notice', 'item', 'document', 'section', 'step', 'commission', 'referral', 'plan', 'activity', 'project', 'area', 'agreement', 'key', 'contact')),
  "parameters" {text},
  "excepts" {int} {ref rule},
  "priority" {int},
  "cites_document" {int} NOT NULL {ref governing_document},
  "cites_edition" {text} NOT NULL,
  "cites_edition_first" {text},
  "cites_edition_last" {text},
  "cites_section" {text} NOT NULL CHECK ("cites_section" <> ''),
  "cites_quote" {text} NOT NULL CHECK ("cites_quote" <> ''),
  "force" {text} NOT NULL CHECK ("force" IN ('legal', 'must', 'may_not', 'rule', 'should', 'practice', 'goal', 'may', 'decided', 'fact')),
  "raised" {bool},
  "valid" {text},
  "valid_first" {text},
  "valid_last" {text},
  "reading_text" {text} CHECK ("reading_text" <> ''),
  "reading_by" {text} CHECK ("reading_by" <> ''),
  "reading_from" {text},
  "reading_from_first" {text},
  "reading_from_last" {text},
  "state_off_because" {text} CHECK ("state_off_because" <> ''),
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE INDEX "rule_cooperation_idx" ON "rule"("cooperation");
CREATE INDEX "rule_scope_body_idx" ON "rule"("scope_body");
CREATE TABLE "rule_scope_bodies" (
  "owner_id" {int} NOT NULL {ref rule},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref body},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "rule_scope_bodies_idx" ON "rule_scope_bodies"("value");
CREATE INDEX "rule_scope_part_of_idx" ON "rule"("scope_part_of");
CREATE INDEX "rule_scope_member_idx" ON "rule"("scope_member");
CREATE TABLE "rule_scope_members" (
  "owner_id" {int} NOT NULL {ref rule},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref organisation},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "rule_scope_members_idx" ON "rule_scope_members"("value");
CREATE INDEX "rule_scope_group_idx" ON "rule"("scope_group");
CREATE INDEX "rule_scope_document_idx" ON "rule"("scope_document");
CREATE INDEX "rule_scope_thing_idx" ON "rule"("scope_thing");
CREATE TABLE "rule_assumed" (
  "owner_id" {int} NOT NULL {ref rule},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL CHECK ("value" <> ''),
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "rule_excepts_idx" ON "rule"("excepts");
CREATE INDEX "rule_cites_document_idx" ON "rule"("cites_document");
CREATE INDEX "rule_cites_edition_idx" ON "rule"("cites_edition_first");
CREATE INDEX "rule_valid_idx" ON "rule"("valid_first");
CREATE TABLE "rule_norms" (
  "owner_id" {int} NOT NULL {ref rule},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL CHECK ("value" <> ''),
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "rule_reading_from_idx" ON "rule"("reading_from_first");

CREATE TABLE "rule_waived" (
  "id" {int} PRIMARY KEY {ref thing},
  "rule" {int} NOT NULL {ref rule},
  "subject" {int} {ref thing},
  "by" {text} NOT NULL CHECK ("by" <> ''),
  "why" {text} NOT NULL CHECK ("why" <> ''),
  "until" {text},
  "until_first" {text},
  "until_last" {text}
){strict};
CREATE INDEX "rule_waived_rule_idx" ON "rule_waived"("rule");
CREATE INDEX "rule_waived_subject_idx" ON "rule_waived"("subject");
CREATE INDEX "rule_waived_until_idx" ON "rule_waived"("until_first");

CREATE TABLE "complete_list" (
  "id" {int} PRIMARY KEY {ref thing},
  "of" {int} NOT NULL {ref thing},
  "list" {text} NOT NULL CHECK ("list" IN ('meetings', 'events', 'evaluations', 'seats', 'members', 'items', 'attendance', 'documents', 'answers', 'back_reports', 'contacts')),
  "window" {text},
  "window_first" {text},
  "window_last" {text},
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE INDEX "complete_list_of_idx" ON "complete_list"("of");
CREATE INDEX "complete_list_window_idx" ON "complete_list"("window_first");
