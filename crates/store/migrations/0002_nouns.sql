CREATE TABLE "organisation" (
  "id" {int} PRIMARY KEY {ref thing},
  "name" {text} NOT NULL CHECK ("name" <> ''),
  "short_name" {text} CHECK ("short_name" <> ''),
  "part_of" {int} {ref organisation},
  "code" {text} CHECK ("code" <> ''),
  "county_code" {text} CHECK ("county_code" <> ''),
  "legal_name" {text} CHECK ("legal_name" <> ''),
  "registration_number" {text} CHECK ("registration_number" <> ''),
  "case_pattern" {text},
  "document_pattern" {text},
  "website" {text} CHECK ("website" <> ''),
  "valid" {text},
  "valid_first" {text},
  "valid_last" {text},
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE TABLE "organisation_kinds" (
  "owner_id" {int} NOT NULL {ref organisation},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL CHECK ("value" IN ('municipality', 'region', 'county_board', 'federation', 'association', 'company', 'joint_board_host', 'administration', 'unit', 'workplace', 'state_authority', 'state_inquiry', 'fund', 'consultant', 'group', 'other')),
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "organisation_part_of_idx" ON "organisation"("part_of");
CREATE INDEX "organisation_valid_idx" ON "organisation"("valid_first");

CREATE TABLE "succession" (
  "id" {int} PRIMARY KEY {ref thing},
  "from" {int} NOT NULL {ref organisation},
  "to" {int} NOT NULL {ref organisation},
  "when" {text},
  "when_first" {text},
  "when_last" {text},
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE INDEX "succession_from_idx" ON "succession"("from");
CREATE INDEX "succession_to_idx" ON "succession"("to");
CREATE TABLE "succession_parts" (
  "owner_id" {int} NOT NULL {ref succession},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL CHECK ("value" IN ('name', 'legal_person', 'registration_number', 'territory', 'obligations')),
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "succession_when_idx" ON "succession"("when_first");

CREATE TABLE "statistic" (
  "id" {int} PRIMARY KEY {ref thing},
  "organisation" {int} NOT NULL {ref organisation},
  "measure" {text} NOT NULL CHECK ("measure" <> ''),
  "subset" {text} CHECK ("subset" <> ''),
  "value" {text} NOT NULL,
  "when" {text} NOT NULL,
  "when_first" {text},
  "when_last" {text}
){strict};
CREATE INDEX "statistic_organisation_idx" ON "statistic"("organisation");
CREATE INDEX "statistic_when_idx" ON "statistic"("when_first");

CREATE TABLE "cooperation" (
  "id" {int} PRIMARY KEY {ref thing},
  "name" {text} NOT NULL CHECK ("name" <> ''),
  "short_name" {text} CHECK ("short_name" <> ''),
  "form" {text} CHECK ("form" IN ('federation', 'association', 'joint_board', 'contract', 'letter_of_intent', 'network', 'arrangement')),
  "organisation" {int} {ref organisation},
  "basis" {int} {ref governing_document},
  "jurisdiction" {text} CHECK ("jurisdiction" <> ''),
  "purpose" {text} CHECK ("purpose" <> ''),
  "website" {text} CHECK ("website" <> ''),
  "valid" {text},
  "valid_first" {text},
  "valid_last" {text},
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE TABLE "cooperation_aliases" (
  "owner_id" {int} NOT NULL {ref cooperation},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL CHECK ("value" <> ''),
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "cooperation_organisation_idx" ON "cooperation"("organisation");
CREATE INDEX "cooperation_basis_idx" ON "cooperation"("basis");
CREATE TABLE "cooperation_motives" (
  "owner_id" {int} NOT NULL {ref cooperation},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL CHECK ("value" <> ''),
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "cooperation_valid_idx" ON "cooperation"("valid_first");

CREATE TABLE "membership" (
  "id" {int} PRIMARY KEY {ref thing},
  "cooperation" {int} NOT NULL {ref cooperation},
  "member" {int} NOT NULL {ref thing},
  "kind" {text} CHECK ("kind" IN ('full', 'partial', 'associated', 'partner', 'observer')),
  "condition" {text} CHECK ("condition" <> ''),
  "valid" {text},
  "valid_first" {text},
  "valid_last" {text}
){strict};
CREATE INDEX "membership_cooperation_idx" ON "membership"("cooperation");
CREATE INDEX "membership_member_idx" ON "membership"("member");
CREATE TABLE "membership_areas" (
  "owner_id" {int} NOT NULL {ref membership},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL CHECK ("value" <> ''),
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "membership_valid_idx" ON "membership"("valid_first");

CREATE TABLE "group" (
  "id" {int} PRIMARY KEY {ref thing},
  "cooperation" {int} NOT NULL {ref cooperation},
  "name" {text} NOT NULL CHECK ("name" <> ''),
  "kind" {text} CHECK ("kind" IN ('corner', 'health_care_area', 'county', 'rank', 'other')),
  "part_of" {int} {ref group},
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE INDEX "group_cooperation_idx" ON "group"("cooperation");
CREATE TABLE "group_members" (
  "owner_id" {int} NOT NULL {ref group},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref organisation},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "group_members_idx" ON "group_members"("value");
CREATE INDEX "group_part_of_idx" ON "group"("part_of");

CREATE TABLE "body" (
  "id" {int} PRIMARY KEY {ref thing},
  "owner" {int} NOT NULL {ref thing},
  "name" {text} NOT NULL CHECK ("name" <> ''),
  "short_name" {text} CHECK ("short_name" <> ''),
  "profile" {text} CHECK ("profile" IN ('assembly', 'directorate', 'board', 'joint_board', 'committee', 'network', 'association_board')),
  "kind" {text} CHECK ("kind" IN ('board', 'committee', 'network', 'forum', 'council', 'steering_group', 'management_group', 'reference_group', 'working_group', 'project_group', 'general_meeting', 'secretariat', 'administration', 'audit', 'external')),
  "status" {text} CHECK ("status" IN ('proposed', 'gated', 'established', 'carried_over', 'closed')),
  "gate" {text} CHECK ("gate" <> ''),
  "valid" {text},
  "valid_first" {text},
  "valid_last" {text},
  "predecessor" {int} {ref body},
  "part_of" {int} {ref body},
  "operated_by" {int} {ref thing},
  "composition" {text} CHECK ("composition" <> ''),
  "size" {text},
  "substitutes" {text} CHECK ("substitutes" IN ('forbidden', 'personal', 'ordered', 'by_party', 'free')),
  "convener" {int} {ref post},
  "frequency" {text} CHECK ("frequency" <> ''),
  "meeting_length" {text},
  "call_lead" {text},
  "record_kind" {text} CHECK ("record_kind" IN ('minutes', 'notes', 'separate_notes', 'none')),
  "adjusters" {text},
  "paragraph_pattern" {text},
  "record_pattern" {text},
  "archive_owner" {int} {ref organisation},
  "diary" {int} {ref organisation},
  "notice_board" {text} CHECK ("notice_board" <> ''),
  "ring" {int},
  "purpose" {text} CHECK ("purpose" <> ''),
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE INDEX "body_owner_idx" ON "body"("owner");
CREATE TABLE "body_aliases" (
  "owner_id" {int} NOT NULL {ref body},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL CHECK ("value" <> ''),
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "body_valid_idx" ON "body"("valid_first");
CREATE TABLE "body_decided_by" (
  "owner_id" {int} NOT NULL {ref body},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref item},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "body_decided_by_idx" ON "body_decided_by"("value");
CREATE INDEX "body_predecessor_idx" ON "body"("predecessor");
CREATE INDEX "body_part_of_idx" ON "body"("part_of");
CREATE TABLE "body_composed_of" (
  "owner_id" {int} NOT NULL {ref body},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref body},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "body_composed_of_idx" ON "body_composed_of"("value");
CREATE TABLE "body_reports_to" (
  "owner_id" {int} NOT NULL {ref body},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref body},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "body_reports_to_idx" ON "body_reports_to"("value");
CREATE TABLE "body_advises" (
  "owner_id" {int} NOT NULL {ref body},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref thing},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "body_advises_idx" ON "body_advises"("value");
CREATE INDEX "body_operated_by_idx" ON "body"("operated_by");
CREATE TABLE "body_areas" (
  "owner_id" {int} NOT NULL {ref body},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref area},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "body_areas_idx" ON "body_areas"("value");
CREATE TABLE "body_powers" (
  "owner_id" {int} NOT NULL {ref body},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL CHECK ("value" IN ('decides', 'prepares', 'recommends', 'advises', 'anchors', 'discusses', 'carries_out')),
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "body_convener_idx" ON "body"("convener");
CREATE TABLE "body_standing_items" (
  "owner_id" {int} NOT NULL {ref body},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL CHECK ("value" <> ''),
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "body_archive_owner_idx" ON "body"("archive_owner");
CREATE INDEX "body_diary_idx" ON "body"("diary");

CREATE TABLE "remit" (
  "id" {int} PRIMARY KEY {ref thing},
  "body" {int} NOT NULL {ref body},
  "subject" {text} NOT NULL CHECK ("subject" <> ''),
  "power" {text} NOT NULL CHECK ("power" IN ('decides', 'prepares', 'recommends', 'advises', 'anchors', 'discusses', 'carries_out')),
  "towards" {int} {ref body},
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE INDEX "remit_body_idx" ON "remit"("body");
CREATE INDEX "remit_towards_idx" ON "remit"("towards");

CREATE TABLE "post" (
  "id" {int} PRIMARY KEY {ref thing},
  "owner" {int} NOT NULL {ref thing},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "function" {text} CHECK ("function" <> ''),
  "leads" {int} {ref organisation},
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE INDEX "post_owner_idx" ON "post"("owner");
CREATE TABLE "post_aliases" (
  "owner_id" {int} NOT NULL {ref post},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL CHECK ("value" <> ''),
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "post_leads_idx" ON "post"("leads");

CREATE TABLE "person" (
  "id" {int} PRIMARY KEY {ref thing},
  "name" {text} NOT NULL CHECK ("name" <> ''),
  "email" {text} CHECK ("email" <> ''),
  "phone" {text} CHECK ("phone" <> ''),
  "note" {text} CHECK ("note" <> '')
){strict};

CREATE TABLE "seat" (
  "id" {int} PRIMARY KEY {ref thing},
  "body" {int} NOT NULL {ref body},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "role" {text} CHECK ("role" IN ('chair', 'first_vice_chair', 'second_vice_chair', 'member', 'substitute', 'secretary', 'convener', 'process_leader', 'co_opted', 'associated')),
  "party" {text} CHECK ("party" <> ''),
  "area" {text} CHECK ("area" <> ''),
  "count" {text},
  "held_by_member" {bool},
  "votes" {text},
  "substitute_for" {int} {ref seat},
  "order" {int},
  "appointed_by" {int} {ref thing},
  "condition" {text} CHECK ("condition" <> ''),
  "exception" {text} CHECK ("exception" <> ''),
  "valid" {text},
  "valid_first" {text},
  "valid_last" {text}
){strict};
CREATE INDEX "seat_body_idx" ON "seat"("body");
CREATE TABLE "seat_allotted_to" (
  "owner_id" {int} NOT NULL {ref seat},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref thing},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "seat_allotted_to_idx" ON "seat_allotted_to"("value");
CREATE TABLE "seat_grounds" (
  "owner_id" {int} NOT NULL {ref seat},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL CHECK ("value" <> ''),
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "seat_substitute_for_idx" ON "seat"("substitute_for");
CREATE INDEX "seat_appointed_by_idx" ON "seat"("appointed_by");
CREATE INDEX "seat_valid_idx" ON "seat"("valid_first");

CREATE TABLE "holding" (
  "id" {int} PRIMARY KEY {ref thing},
  "of" {int} NOT NULL {ref thing},
  "person" {int} {ref person},
  "holder" {text} CHECK ("holder" IN ('named', 'not_stated', 'vacant')),
  "kind" {text} CHECK ("kind" IN ('ordinary', 'acting', 'deputy', 'handover', 'occasion')),
  "party" {text} CHECK ("party" <> ''),
  "valid" {text},
  "valid_first" {text},
  "valid_last" {text},
  "decided_by" {int} {ref item},
  "instruction" {text} CHECK ("instruction" <> '')
){strict};
CREATE INDEX "holding_of_idx" ON "holding"("of");
CREATE INDEX "holding_person_idx" ON "holding"("person");
CREATE INDEX "holding_valid_idx" ON "holding"("valid_first");
CREATE INDEX "holding_decided_by_idx" ON "holding"("decided_by");

CREATE TABLE "mandate" (
  "id" {int} PRIMARY KEY {ref thing},
  "holder" {int} NOT NULL {ref thing},
  "given_by" {int} {ref thing},
  "body" {int} {ref body},
  "kind" {text} CHECK ("kind" IN ('represent', 'bind', 'vote', 'occasion')),
  "scope" {text} NOT NULL CHECK ("scope" <> ''),
  "valid" {text},
  "valid_first" {text},
  "valid_last" {text}
){strict};
CREATE INDEX "mandate_holder_idx" ON "mandate"("holder");
CREATE INDEX "mandate_given_by_idx" ON "mandate"("given_by");
CREATE INDEX "mandate_body_idx" ON "mandate"("body");
CREATE INDEX "mandate_valid_idx" ON "mandate"("valid_first");

CREATE TABLE "governing_document" (
  "id" {int} PRIMARY KEY {ref thing},
  "owner" {int} NOT NULL {ref thing},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "short_title" {text} CHECK ("short_title" <> ''),
  "kind" {text} CHECK ("kind" IN ('rules_of_procedure', 'charter', 'strategic_direction', 'operational_plan', 'action_plan', 'cooperation_plan', 'letter_of_intent', 'strategy', 'year_plan', 'method', 'status_report', 'agreement', 'statute', 'list', 'other')),
  "period" {text},
  "period_first" {text},
  "period_last" {text},
  "date" {text},
  "date_first" {text},
  "date_last" {text},
  "status" {text} CHECK ("status" IN ('draft', 'proposed', 'adopted', 'adoption_unknown', 'replaced')),
  "adopted" {text},
  "adopted_first" {text},
  "adopted_last" {text},
  "updated" {text},
  "updated_first" {text},
  "updated_last" {text},
  "review" {text},
  "review_first" {text},
  "review_last" {text},
  "predecessor" {int} {ref governing_document},
  "url" {text} CHECK ("url" <> ''),
  "summary" {text} CHECK ("summary" <> '')
){strict};
CREATE INDEX "governing_document_owner_idx" ON "governing_document"("owner");
CREATE INDEX "governing_document_period_idx" ON "governing_document"("period_first");
CREATE INDEX "governing_document_date_idx" ON "governing_document"("date_first");
CREATE TABLE "governing_document_parties" (
  "owner_id" {int} NOT NULL {ref governing_document},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref thing},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "governing_document_parties_idx" ON "governing_document_parties"("value");
CREATE TABLE "governing_document_adopted_by" (
  "owner_id" {int} NOT NULL {ref governing_document},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref body},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "governing_document_adopted_by_idx" ON "governing_document_adopted_by"("value");
CREATE INDEX "governing_document_adopted_idx" ON "governing_document"("adopted_first");
CREATE TABLE "governing_document_adopted_at" (
  "owner_id" {int} NOT NULL {ref governing_document},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref item},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "governing_document_adopted_at_idx" ON "governing_document_adopted_at"("value");
CREATE INDEX "governing_document_updated_idx" ON "governing_document"("updated_first");
CREATE TABLE "governing_document_responsible" (
  "owner_id" {int} NOT NULL {ref governing_document},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref thing},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "governing_document_responsible_idx" ON "governing_document_responsible"("value");
CREATE INDEX "governing_document_review_idx" ON "governing_document"("review_first");
CREATE INDEX "governing_document_predecessor_idx" ON "governing_document"("predecessor");

CREATE TABLE "edition" (
  "id" {int} PRIMARY KEY {ref thing},
  "governing_document" {int} NOT NULL {ref governing_document},
  "date" {text} NOT NULL,
  "date_first" {text},
  "date_last" {text},
  "note" {text} CHECK ("note" <> ''),
  "anchored_at" {text} CHECK ("anchored_at" <> '')
){strict};
CREATE INDEX "edition_governing_document_idx" ON "edition"("governing_document");
CREATE INDEX "edition_date_idx" ON "edition"("date_first");
CREATE TABLE "edition_agreed_by" (
  "owner_id" {int} NOT NULL {ref edition},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref body},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "edition_agreed_by_idx" ON "edition_agreed_by"("value");

CREATE TABLE "section" (
  "id" {int} PRIMARY KEY {ref thing},
  "governing_document" {int} NOT NULL {ref governing_document},
  "heading" {text} NOT NULL CHECK ("heading" <> ''),
  "level" {int},
  "edition" {text},
  "edition_first" {text},
  "edition_last" {text},
  "summary" {text} CHECK ("summary" <> ''),
  "review" {text},
  "review_first" {text},
  "review_last" {text}
){strict};
CREATE INDEX "section_governing_document_idx" ON "section"("governing_document");
CREATE INDEX "section_edition_idx" ON "section"("edition_first");
CREATE TABLE "section_quotes" (
  "owner_id" {int} NOT NULL {ref section},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL CHECK ("value" <> ''),
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE TABLE "section_norms" (
  "owner_id" {int} NOT NULL {ref section},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL CHECK ("value" <> ''),
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE TABLE "section_about" (
  "owner_id" {int} NOT NULL {ref section},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref body},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "section_about_idx" ON "section_about"("value");
CREATE INDEX "section_review_idx" ON "section"("review_first");

CREATE TABLE "sitting" (
  "id" {int} PRIMARY KEY {ref thing},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "when" {text},
  "when_first" {text},
  "when_last" {text},
  "status" {text} CHECK ("status" IN ('not_decided', 'none', 'preliminary', 'fixed', 'moved', 'cancelled', 'held', 'unconfirmed')),
  "place" {text} CHECK ("place" <> ''),
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE INDEX "sitting_when_idx" ON "sitting"("when_first");

CREATE TABLE "meeting" (
  "id" {int} PRIMARY KEY {ref thing},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "sitting" {int} {ref sitting},
  "when" {text},
  "when_first" {text},
  "when_last" {text},
  "planned" {text},
  "planned_first" {text},
  "planned_last" {text},
  "moved_from" {text},
  "moved_from_first" {text},
  "moved_from_last" {text},
  "status" {text} CHECK ("status" IN ('not_decided', 'none', 'preliminary', 'fixed', 'moved', 'cancelled', 'held', 'unconfirmed')),
  "form" {text} CHECK ("form" IN ('ordinary', 'extra', 'residential', 'dialogue', 'full_day', 'theme_day', 'correspondence')),
  "number" {text} CHECK ("number" <> ''),
  "place" {text} CHECK ("place" <> ''),
  "link" {text} CHECK ("link" <> ''),
  "host" {int} {ref thing},
  "called_by" {int} {ref post},
  "call_sent" {text},
  "call_sent_first" {text},
  "call_sent_last" {text},
  "decided_by" {int} {ref item},
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE TABLE "meeting_bodies" (
  "owner_id" {int} NOT NULL {ref meeting},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref body},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "meeting_bodies_idx" ON "meeting_bodies"("value");
CREATE INDEX "meeting_sitting_idx" ON "meeting"("sitting");
CREATE INDEX "meeting_when_idx" ON "meeting"("when_first");
CREATE INDEX "meeting_planned_idx" ON "meeting"("planned_first");
CREATE INDEX "meeting_moved_from_idx" ON "meeting"("moved_from_first");
CREATE INDEX "meeting_host_idx" ON "meeting"("host");
CREATE INDEX "meeting_called_by_idx" ON "meeting"("called_by");
CREATE INDEX "meeting_call_sent_idx" ON "meeting"("call_sent_first");
CREATE INDEX "meeting_decided_by_idx" ON "meeting"("decided_by");
CREATE TABLE "meeting_apologies" (
  "owner_id" {int} NOT NULL {ref meeting},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref person},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "meeting_apologies_idx" ON "meeting_apologies"("value");

CREATE TABLE "attendance" (
  "id" {int} PRIMARY KEY {ref thing},
  "meeting" {int} NOT NULL {ref meeting},
  "person" {int} NOT NULL {ref person},
  "capacity" {text} CHECK ("capacity" IN ('member', 'serving_substitute', 'non_serving_substitute', 'absent_member', 'official', 'secretariat', 'guest', 'co_opted', 'audience')),
  "serves_for" {int} {ref person},
  "organisation" {int} {ref thing},
  "party" {text} CHECK ("party" <> ''),
  "title" {text} CHECK ("title" <> ''),
  "paragraphs" {text},
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE INDEX "attendance_meeting_idx" ON "attendance"("meeting");
CREATE INDEX "attendance_person_idx" ON "attendance"("person");
CREATE TABLE "attendance_roles" (
  "owner_id" {int} NOT NULL {ref attendance},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL CHECK ("value" IN ('chair', 'first_vice_chair', 'second_vice_chair', 'secretary', 'adjuster', 'presenter')),
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "attendance_serves_for_idx" ON "attendance"("serves_for");
CREATE INDEX "attendance_organisation_idx" ON "attendance"("organisation");

CREATE TABLE "attendance_event" (
  "id" {int} PRIMARY KEY {ref thing},
  "attendance" {int} NOT NULL {ref attendance},
  "change" {text} NOT NULL CHECK ("change" IN ('arrives', 'leaves', 'serves_for', 'resumes', 'disqualified', 'joins_remotely', 'changes_capacity')),
  "clock" {text},
  "paragraph" {text},
  "person" {int} {ref person},
  "capacity" {text} CHECK ("capacity" IN ('member', 'serving_substitute', 'non_serving_substitute', 'absent_member', 'official', 'secretariat', 'guest', 'co_opted', 'audience'))
){strict};
CREATE INDEX "attendance_event_attendance_idx" ON "attendance_event"("attendance");
CREATE INDEX "attendance_event_person_idx" ON "attendance_event"("person");

CREATE TABLE "item" (
  "id" {int} PRIMARY KEY {ref thing},
  "meeting" {int} NOT NULL {ref meeting},
  "number" {text} CHECK ("number" <> ''),
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "body" {int} {ref body},
  "kind" {text} CHECK ("kind" IN ('decision', 'information', 'discussion', 'recommendation', 'follow_up', 'notification', 'standing')),
  "status" {text} CHECK ("status" IN ('called', 'handled', 'dropped', 'tabled', 'referred_back')),
  "matter" {int} {ref matter},
  "case_number" {text} CHECK ("case_number" <> ''),
  "summary" {text} CHECK ("summary" <> ''),
  "background" {text} CHECK ("background" <> ''),
  "course" {text} CHECK ("course" <> ''),
  "closed" {bool}
){strict};
CREATE INDEX "item_meeting_idx" ON "item"("meeting");
CREATE INDEX "item_body_idx" ON "item"("body");
CREATE INDEX "item_matter_idx" ON "item"("matter");
CREATE TABLE "item_presenters" (
  "owner_id" {int} NOT NULL {ref item},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref thing},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "item_presenters_idx" ON "item_presenters"("value");
CREATE TABLE "item_basis" (
  "owner_id" {int} NOT NULL {ref item},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref document},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "item_basis_idx" ON "item_basis"("value");
CREATE TABLE "item_links" (
  "owner_id" {int} NOT NULL {ref item},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL CHECK ("value" <> ''),
  PRIMARY KEY ("owner_id", "position")
){strict};

CREATE TABLE "clause" (
  "id" {int} PRIMARY KEY {ref thing},
  "item" {int} NOT NULL {ref item},
  "number" {int} NOT NULL,
  "text" {text} NOT NULL CHECK ("text" <> ''),
  "kind" {text} CHECK ("kind" IN ('decision', 'adoption', 'commission', 'recommendation', 'position', 'transfer', 'appointment', 'appeal', 'noted', 'scheduling', 'other')),
  "addressee_text" {text} CHECK ("addressee_text" <> ''),
  "due" {text},
  "due_first" {text},
  "due_last" {text},
  "due_status" {text} CHECK ("due_status" IN ('preliminary', 'fixed')),
  "amount" {text}
){strict};
CREATE INDEX "clause_item_idx" ON "clause"("item");
CREATE TABLE "clause_addressees" (
  "owner_id" {int} NOT NULL {ref clause},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref thing},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "clause_addressees_idx" ON "clause_addressees"("value");
CREATE INDEX "clause_due_idx" ON "clause"("due_first");

CREATE TABLE "proposal" (
  "id" {int} PRIMARY KEY {ref thing},
  "item" {int} NOT NULL {ref item},
  "kind" {text} NOT NULL CHECK ("kind" IN ('approve', 'reject', 'amend', 'add', 'refer_back', 'table', 'own_text')),
  "text" {text} CHECK ("text" <> ''),
  "outcome" {text} CHECK ("outcome" IN ('carried', 'lost', 'withdrawn'))
){strict};
CREATE INDEX "proposal_item_idx" ON "proposal"("item");
CREATE TABLE "proposal_movers" (
  "owner_id" {int} NOT NULL {ref proposal},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref person},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "proposal_movers_idx" ON "proposal_movers"("value");

CREATE TABLE "stance" (
  "id" {int} PRIMARY KEY {ref thing},
  "item" {int} NOT NULL {ref item},
  "member" {int} NOT NULL {ref thing},
  "kind" {text} NOT NULL CHECK ("kind" IN ('supports', 'takes_note', 'opposes', 'conditional', 'silent')),
  "text" {text} CHECK ("text" <> '')
){strict};
CREATE INDEX "stance_item_idx" ON "stance"("item");
CREATE INDEX "stance_member_idx" ON "stance"("member");

CREATE TABLE "vote" (
  "id" {int} PRIMARY KEY {ref thing},
  "item" {int} NOT NULL {ref item},
  "question" {text} NOT NULL CHECK ("question" <> ''),
  "yes_means" {text} CHECK ("yes_means" <> ''),
  "no_means" {text} CHECK ("no_means" <> ''),
  "method" {text} CHECK ("method" IN ('acclamation', 'open', 'roll_call', 'secret', 'lot')),
  "yes" {text},
  "no" {text},
  "abstained" {text},
  "blank" {text},
  "invalid" {text},
  "outcome" {text} CHECK ("outcome" <> '')
){strict};
CREATE INDEX "vote_item_idx" ON "vote"("item");

CREATE TABLE "ballot" (
  "id" {int} PRIMARY KEY {ref thing},
  "vote" {int} NOT NULL {ref vote},
  "person" {int} NOT NULL {ref person},
  "choice" {text} NOT NULL CHECK ("choice" IN ('yes', 'no', 'abstain'))
){strict};
CREATE INDEX "ballot_vote_idx" ON "ballot"("vote");
CREATE INDEX "ballot_person_idx" ON "ballot"("person");

CREATE TABLE "statement" (
  "id" {int} PRIMARY KEY {ref thing},
  "item" {int} NOT NULL {ref item},
  "kind" {text} NOT NULL CHECK ("kind" IN ('reservation', 'separate_opinion', 'note', 'disqualification', 'not_participating')),
  "text" {text} CHECK ("text" <> '')
){strict};
CREATE INDEX "statement_item_idx" ON "statement"("item");
CREATE TABLE "statement_persons" (
  "owner_id" {int} NOT NULL {ref statement},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref person},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "statement_persons_idx" ON "statement_persons"("value");

CREATE TABLE "record" (
  "id" {int} PRIMARY KEY {ref thing},
  "meeting" {int} NOT NULL {ref meeting},
  "kind" {text} NOT NULL CHECK ("kind" IN ('minutes', 'notes', 'separate_notes', 'none')),
  "number" {text} CHECK ("number" <> ''),
  "paragraphs" {text},
  "status" {text} CHECK ("status" IN ('draft', 'in_adjustment', 'adjusted', 'issued', 'approved', 'corrected')),
  "adjusted" {text},
  "adjusted_first" {text},
  "adjusted_last" {text},
  "adjustment_place" {text} CHECK ("adjustment_place" <> ''),
  "secretary" {int} {ref person},
  "chair" {int} {ref person},
  "storage" {text} CHECK ("storage" <> ''),
  "url" {text} CHECK ("url" <> ''),
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE INDEX "record_meeting_idx" ON "record"("meeting");
CREATE INDEX "record_adjusted_idx" ON "record"("adjusted_first");
CREATE TABLE "record_adjusters" (
  "owner_id" {int} NOT NULL {ref record},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref person},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "record_adjusters_idx" ON "record_adjusters"("value");
CREATE TABLE "record_adjuster_initials" (
  "owner_id" {int} NOT NULL {ref record},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL CHECK ("value" <> ''),
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "record_secretary_idx" ON "record"("secretary");
CREATE INDEX "record_chair_idx" ON "record"("chair");
CREATE TABLE "record_signed_by" (
  "owner_id" {int} NOT NULL {ref record},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref person},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "record_signed_by_idx" ON "record_signed_by"("value");

CREATE TABLE "notice" (
  "id" {int} PRIMARY KEY {ref thing},
  "record" {int} NOT NULL {ref record},
  "kind" {text} NOT NULL CHECK ("kind" IN ('adjusted', 'meeting', 'delegated_decision')),
  "board" {int} {ref organisation},
  "posted" {text},
  "posted_first" {text},
  "posted_last" {text},
  "removed" {text},
  "removed_first" {text},
  "removed_last" {text},
  "storage" {text} CHECK ("storage" <> ''),
  "signed_by" {int} {ref person},
  "url" {text} CHECK ("url" <> '')
){strict};
CREATE INDEX "notice_record_idx" ON "notice"("record");
CREATE INDEX "notice_board_idx" ON "notice"("board");
CREATE INDEX "notice_posted_idx" ON "notice"("posted_first");
CREATE INDEX "notice_removed_idx" ON "notice"("removed_first");
CREATE INDEX "notice_signed_by_idx" ON "notice"("signed_by");

CREATE TABLE "delegated_decision" (
  "id" {int} PRIMARY KEY {ref thing},
  "body" {int} NOT NULL {ref body},
  "text" {text} NOT NULL CHECK ("text" <> ''),
  "decided_by" {int} {ref thing},
  "when" {text},
  "when_first" {text},
  "when_last" {text},
  "basis" {text} CHECK ("basis" <> ''),
  "urgent" {bool},
  "reported_at" {int} {ref item},
  "matter" {int} {ref matter}
){strict};
CREATE INDEX "delegated_decision_body_idx" ON "delegated_decision"("body");
CREATE INDEX "delegated_decision_decided_by_idx" ON "delegated_decision"("decided_by");
CREATE INDEX "delegated_decision_when_idx" ON "delegated_decision"("when_first");
CREATE INDEX "delegated_decision_reported_at_idx" ON "delegated_decision"("reported_at");
CREATE INDEX "delegated_decision_matter_idx" ON "delegated_decision"("matter");

CREATE TABLE "matter" (
  "id" {int} PRIMARY KEY {ref thing},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "protected_title" {text} CHECK ("protected_title" <> ''),
  "initiated_by" {int} {ref thing},
  "owner" {int} {ref thing},
  "status" {text} CHECK ("status" IN ('open', 'waiting', 'decided', 'closed')),
  "opened" {text},
  "opened_first" {text},
  "opened_last" {text},
  "closed" {text},
  "closed_first" {text},
  "closed_last" {text},
  "summary" {text} CHECK ("summary" <> '')
){strict};
CREATE INDEX "matter_initiated_by_idx" ON "matter"("initiated_by");
CREATE INDEX "matter_owner_idx" ON "matter"("owner");
CREATE INDEX "matter_opened_idx" ON "matter"("opened_first");
CREATE INDEX "matter_closed_idx" ON "matter"("closed_first");

CREATE TABLE "case" (
  "id" {int} PRIMARY KEY {ref thing},
  "matter" {int} NOT NULL {ref matter},
  "organisation" {int} NOT NULL {ref organisation},
  "number" {text} CHECK ("number" <> ''),
  "origin" {text} CHECK ("origin" IN ('allotted', 'typed', 'foreign', 'to_be_supplied')),
  "opened" {text},
  "opened_first" {text},
  "opened_last" {text},
  "officer" {int} {ref thing}
){strict};
CREATE INDEX "case_matter_idx" ON "case"("matter");
CREATE INDEX "case_organisation_idx" ON "case"("organisation");
CREATE INDEX "case_opened_idx" ON "case"("opened_first");
CREATE INDEX "case_officer_idx" ON "case"("officer");

CREATE TABLE "document" (
  "id" {int} PRIMARY KEY {ref thing},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "kind" {text} CHECK ("kind" IN ('letter', 'extract', 'record', 'report', 'official_report', 'presentation', 'answer', 'invitation', 'other')),
  "matter" {int} {ref matter},
  "number" {text} CHECK ("number" <> ''),
  "date" {text},
  "date_first" {text},
  "date_last" {text},
  "extract_of" {int} {ref item},
  "paragraphs" {text},
  "certified_by" {int} {ref person},
  "certified" {text},
  "certified_first" {text},
  "certified_last" {text},
  "url" {text} CHECK ("url" <> ''),
  "summary" {text} CHECK ("summary" <> '')
){strict};
CREATE INDEX "document_matter_idx" ON "document"("matter");
CREATE INDEX "document_date_idx" ON "document"("date_first");
CREATE TABLE "document_authors" (
  "owner_id" {int} NOT NULL {ref document},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref thing},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "document_authors_idx" ON "document_authors"("value");
CREATE TABLE "document_signed_by" (
  "owner_id" {int} NOT NULL {ref document},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref person},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "document_signed_by_idx" ON "document_signed_by"("value");
CREATE TABLE "document_commissioned_by" (
  "owner_id" {int} NOT NULL {ref document},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref thing},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "document_commissioned_by_idx" ON "document_commissioned_by"("value");
CREATE INDEX "document_extract_of_idx" ON "document"("extract_of");
CREATE TABLE "document_basis" (
  "owner_id" {int} NOT NULL {ref document},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref document},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "document_basis_idx" ON "document_basis"("value");
CREATE INDEX "document_certified_by_idx" ON "document"("certified_by");
CREATE INDEX "document_certified_idx" ON "document"("certified_first");

CREATE TABLE "dispatch" (
  "id" {int} PRIMARY KEY {ref thing},
  "document" {int} {ref document},
  "item" {int} {ref item},
  "matter" {int} {ref matter},
  "sender" {int} {ref thing},
  "recipient" {int} {ref thing},
  "recipient_text" {text} CHECK ("recipient_text" <> ''),
  "purpose" {text} CHECK ("purpose" IN ('comment', 'consultation', 'decision', 'information')),
  "sent" {text},
  "sent_first" {text},
  "sent_last" {text},
  "received" {text},
  "received_first" {text},
  "received_last" {text},
  "received_number" {text} CHECK ("received_number" <> ''),
  "channel" {text} CHECK ("channel" <> ''),
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE INDEX "dispatch_document_idx" ON "dispatch"("document");
CREATE INDEX "dispatch_item_idx" ON "dispatch"("item");
CREATE INDEX "dispatch_matter_idx" ON "dispatch"("matter");
CREATE INDEX "dispatch_sender_idx" ON "dispatch"("sender");
CREATE INDEX "dispatch_recipient_idx" ON "dispatch"("recipient");
CREATE INDEX "dispatch_sent_idx" ON "dispatch"("sent_first");
CREATE INDEX "dispatch_received_idx" ON "dispatch"("received_first");

CREATE TABLE "referral" (
  "id" {int} PRIMARY KEY {ref thing},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "sender" {int} NOT NULL {ref thing},
  "matter" {int} {ref matter},
  "document" {int} {ref document},
  "question" {text} CHECK ("question" <> ''),
  "proposal" {text} CHECK ("proposal" <> ''),
  "purpose" {text} CHECK ("purpose" IN ('comment', 'consultation', 'decision', 'information')),
  "sent" {text},
  "sent_first" {text},
  "sent_last" {text},
  "due" {text},
  "due_first" {text},
  "due_last" {text},
  "decided_by" {int} {ref item}
){strict};
CREATE INDEX "referral_sender_idx" ON "referral"("sender");
CREATE INDEX "referral_matter_idx" ON "referral"("matter");
CREATE INDEX "referral_document_idx" ON "referral"("document");
CREATE INDEX "referral_sent_idx" ON "referral"("sent_first");
CREATE INDEX "referral_due_idx" ON "referral"("due_first");
CREATE TABLE "referral_allowed" (
  "owner_id" {int} NOT NULL {ref referral},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL CHECK ("value" IN ('accept', 'reject', 'amend', 'other_allocation', 'own_start', 'abstain', 'delegated', 'other')),
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "referral_decided_by_idx" ON "referral"("decided_by");
CREATE TABLE "referral_follows_up" (
  "owner_id" {int} NOT NULL {ref referral},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref thing},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "referral_follows_up_idx" ON "referral_follows_up"("value");

CREATE TABLE "referral_addressee" (
  "id" {int} PRIMARY KEY {ref thing},
  "referral" {int} NOT NULL {ref referral},
  "organisation" {int} NOT NULL {ref organisation},
  "extended_to" {text},
  "extended_to_first" {text},
  "extended_to_last" {text},
  "extension_reason" {text} CHECK ("extension_reason" <> ''),
  "withdrawn" {text},
  "withdrawn_first" {text},
  "withdrawn_last" {text}
){strict};
CREATE INDEX "referral_addressee_referral_idx" ON "referral_addressee"("referral");
CREATE INDEX "referral_addressee_organisation_idx" ON "referral_addressee"("organisation");
CREATE INDEX "referral_addressee_extended_to_idx" ON "referral_addressee"("extended_to_first");
CREATE TABLE "referral_addressee_reminded" (
  "owner_id" {int} NOT NULL {ref referral_addressee},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL,
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "referral_addressee_withdrawn_idx" ON "referral_addressee"("withdrawn_first");

CREATE TABLE "answer" (
  "id" {int} PRIMARY KEY {ref thing},
  "referral" {int} NOT NULL {ref referral},
  "organisation" {int} NOT NULL {ref organisation},
  "kind" {text} CHECK ("kind" IN ('accept', 'reject', 'amend', 'other_allocation', 'own_start', 'abstain', 'delegated', 'other')),
  "set_by" {text} CHECK ("set_by" IN ('addressee', 'sender')),
  "decision" {int} {ref item},
  "document" {int} {ref document},
  "received" {text},
  "received_first" {text},
  "received_last" {text},
  "text" {text} CHECK ("text" <> ''),
  "own_start" {text},
  "own_start_first" {text},
  "own_start_last" {text}
){strict};
CREATE INDEX "answer_referral_idx" ON "answer"("referral");
CREATE INDEX "answer_organisation_idx" ON "answer"("organisation");
CREATE INDEX "answer_decision_idx" ON "answer"("decision");
CREATE INDEX "answer_document_idx" ON "answer"("document");
CREATE INDEX "answer_received_idx" ON "answer"("received_first");
CREATE INDEX "answer_own_start_idx" ON "answer"("own_start_first");

CREATE TABLE "commission" (
  "id" {int} PRIMARY KEY {ref thing},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "clause" {int} {ref clause},
  "item" {int} {ref item},
  "given_by" {int} {ref thing},
  "assignee" {int} {ref thing},
  "assignee_text" {text} CHECK ("assignee_text" <> ''),
  "deliverable" {text} CHECK ("deliverable" <> ''),
  "composition" {text} CHECK ("composition" <> ''),
  "due" {text},
  "due_first" {text},
  "due_last" {text},
  "due_status" {text} CHECK ("due_status" IN ('preliminary', 'fixed')),
  "due_with" {int} {ref thing},
  "review" {text},
  "review_first" {text},
  "review_last" {text},
  "report_to" {int} {ref body},
  "state" {text} CHECK ("state" IN ('given', 'accepted', 'returned', 'under_way', 'delivered', 'reported', 'noted', 'closed')),
  "closing_document" {int} {ref thing},
  "closed_by" {int} {ref item},
  "matter" {int} {ref matter},
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE INDEX "commission_clause_idx" ON "commission"("clause");
CREATE INDEX "commission_item_idx" ON "commission"("item");
CREATE INDEX "commission_given_by_idx" ON "commission"("given_by");
CREATE INDEX "commission_assignee_idx" ON "commission"("assignee");
CREATE INDEX "commission_due_idx" ON "commission"("due_first");
CREATE INDEX "commission_due_with_idx" ON "commission"("due_with");
CREATE INDEX "commission_review_idx" ON "commission"("review_first");
CREATE INDEX "commission_report_to_idx" ON "commission"("report_to");
CREATE INDEX "commission_closing_document_idx" ON "commission"("closing_document");
CREATE INDEX "commission_closed_by_idx" ON "commission"("closed_by");
CREATE INDEX "commission_matter_idx" ON "commission"("matter");

CREATE TABLE "way_station" (
  "id" {int} PRIMARY KEY {ref thing},
  "commission" {int} NOT NULL {ref commission},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "at" {int} {ref thing},
  "due" {text},
  "due_first" {text},
  "due_last" {text},
  "due_status" {text} CHECK ("due_status" IN ('preliminary', 'fixed')),
  "state" {text} CHECK ("state" IN ('ahead', 'passed', 'skipped')),
  "item" {int} {ref item}
){strict};
CREATE INDEX "way_station_commission_idx" ON "way_station"("commission");
CREATE INDEX "way_station_at_idx" ON "way_station"("at");
CREATE INDEX "way_station_due_idx" ON "way_station"("due_first");
CREATE INDEX "way_station_item_idx" ON "way_station"("item");

CREATE TABLE "recommendation" (
  "id" {int} PRIMARY KEY {ref thing},
  "text" {text} NOT NULL CHECK ("text" <> ''),
  "from_body" {int} NOT NULL {ref body},
  "to_body" {int} NOT NULL {ref body},
  "given_at" {int} {ref item},
  "received_as" {int} {ref item},
  "when" {text},
  "when_first" {text},
  "when_last" {text},
  "state" {text} CHECK ("state" IN ('sent', 'received', 'followed', 'declined'))
){strict};
CREATE INDEX "recommendation_from_body_idx" ON "recommendation"("from_body");
CREATE INDEX "recommendation_to_body_idx" ON "recommendation"("to_body");
CREATE INDEX "recommendation_given_at_idx" ON "recommendation"("given_at");
CREATE INDEX "recommendation_received_as_idx" ON "recommendation"("received_as");
CREATE INDEX "recommendation_when_idx" ON "recommendation"("when_first");

CREATE TABLE "back_report" (
  "id" {int} PRIMARY KEY {ref thing},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "reporter" {int} {ref thing},
  "meeting" {int} {ref meeting},
  "body" {int} {ref body},
  "to" {int} {ref thing},
  "when" {text},
  "when_first" {text},
  "when_last" {text},
  "text" {text} CHECK ("text" <> '')
){strict};
CREATE INDEX "back_report_reporter_idx" ON "back_report"("reporter");
CREATE INDEX "back_report_meeting_idx" ON "back_report"("meeting");
CREATE INDEX "back_report_body_idx" ON "back_report"("body");
CREATE INDEX "back_report_to_idx" ON "back_report"("to");
CREATE INDEX "back_report_when_idx" ON "back_report"("when_first");

CREATE TABLE "home_round" (
  "id" {int} PRIMARY KEY {ref thing},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "body" {int} NOT NULL {ref body},
  "sent_by" {int} {ref item},
  "returned_at" {int} {ref item},
  "matter" {int} {ref matter},
  "due" {text},
  "due_first" {text},
  "due_last" {text}
){strict};
CREATE INDEX "home_round_body_idx" ON "home_round"("body");
CREATE INDEX "home_round_sent_by_idx" ON "home_round"("sent_by");
CREATE INDEX "home_round_returned_at_idx" ON "home_round"("returned_at");
CREATE INDEX "home_round_matter_idx" ON "home_round"("matter");
CREATE TABLE "home_round_members" (
  "owner_id" {int} NOT NULL {ref home_round},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref thing},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "home_round_members_idx" ON "home_round_members"("value");
CREATE INDEX "home_round_due_idx" ON "home_round"("due_first");

CREATE TABLE "home_round_answer" (
  "id" {int} PRIMARY KEY {ref thing},
  "home_round" {int} NOT NULL {ref home_round},
  "member" {int} NOT NULL {ref thing},
  "text" {text} CHECK ("text" <> ''),
  "when" {text},
  "when_first" {text},
  "when_last" {text}
){strict};
CREATE INDEX "home_round_answer_home_round_idx" ON "home_round_answer"("home_round");
CREATE INDEX "home_round_answer_member_idx" ON "home_round_answer"("member");
CREATE INDEX "home_round_answer_when_idx" ON "home_round_answer"("when_first");

CREATE TABLE "implementation" (
  "id" {int} PRIMARY KEY {ref thing},
  "decision" {int} NOT NULL {ref thing},
  "member" {int} NOT NULL {ref thing},
  "responsible" {int} {ref post},
  "state" {text} CHECK ("state" IN ('not_begun', 'begun', 'done', 'declined')),
  "when" {text},
  "when_first" {text},
  "when_last" {text},
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE INDEX "implementation_decision_idx" ON "implementation"("decision");
CREATE INDEX "implementation_member_idx" ON "implementation"("member");
CREATE INDEX "implementation_responsible_idx" ON "implementation"("responsible");
CREATE INDEX "implementation_when_idx" ON "implementation"("when_first");

CREATE TABLE "plan" (
  "id" {int} PRIMARY KEY {ref thing},
  "owner" {int} NOT NULL {ref thing},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "document" {int} {ref governing_document},
  "period" {text},
  "period_first" {text},
  "period_last" {text},
  "state" {text} CHECK ("state" IN ('proposed', 'planned', 'under_way', 'done', 'abandoned')),
  "lead" {int} {ref thing},
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE INDEX "plan_owner_idx" ON "plan"("owner");
CREATE INDEX "plan_document_idx" ON "plan"("document");
CREATE TABLE "plan_decided_by" (
  "owner_id" {int} NOT NULL {ref plan},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref body},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "plan_decided_by_idx" ON "plan_decided_by"("value");
CREATE TABLE "plan_anchored_in" (
  "owner_id" {int} NOT NULL {ref plan},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref body},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "plan_anchored_in_idx" ON "plan_anchored_in"("value");
CREATE INDEX "plan_period_idx" ON "plan"("period_first");
CREATE INDEX "plan_lead_idx" ON "plan"("lead");

CREATE TABLE "goal" (
  "id" {int} PRIMARY KEY {ref thing},
  "plan" {int} NOT NULL {ref plan},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "target" {text},
  "target_first" {text},
  "target_last" {text},
  "measure" {text} CHECK ("measure" <> ''),
  "indicator" {int} {ref indicator},
  "outcome" {text} CHECK ("outcome" <> '')
){strict};
CREATE INDEX "goal_plan_idx" ON "goal"("plan");
CREATE INDEX "goal_target_idx" ON "goal"("target_first");
CREATE INDEX "goal_indicator_idx" ON "goal"("indicator");

CREATE TABLE "activity" (
  "id" {int} PRIMARY KEY {ref thing},
  "plan" {int} NOT NULL {ref plan},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "goal" {int} {ref goal},
  "area" {int} {ref area},
  "accountable" {int} {ref body},
  "lead" {int} {ref organisation},
  "when" {text},
  "when_first" {text},
  "when_last" {text},
  "state" {text} CHECK ("state" IN ('proposed', 'planned', 'under_way', 'done', 'abandoned')),
  "follow_up" {text} CHECK ("follow_up" <> '')
){strict};
CREATE INDEX "activity_plan_idx" ON "activity"("plan");
CREATE INDEX "activity_goal_idx" ON "activity"("goal");
CREATE INDEX "activity_area_idx" ON "activity"("area");
CREATE INDEX "activity_accountable_idx" ON "activity"("accountable");
CREATE TABLE "activity_responsible" (
  "owner_id" {int} NOT NULL {ref activity},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref thing},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "activity_responsible_idx" ON "activity_responsible"("value");
CREATE INDEX "activity_lead_idx" ON "activity"("lead");
CREATE INDEX "activity_when_idx" ON "activity"("when_first");

CREATE TABLE "cycle_step" (
  "id" {int} PRIMARY KEY {ref thing},
  "cooperation" {int} NOT NULL {ref cooperation},
  "number" {text} CHECK ("number" <> ''),
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "actor" {int} {ref thing},
  "window" {text},
  "window_first" {text},
  "window_last" {text},
  "meeting" {int} {ref meeting},
  "deliverable" {text} CHECK ("deliverable" <> ''),
  "part_of" {int} {ref cycle_step},
  "state" {text} CHECK ("state" IN ('proposed', 'planned', 'under_way', 'done', 'abandoned')),
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE INDEX "cycle_step_cooperation_idx" ON "cycle_step"("cooperation");
CREATE TABLE "cycle_step_documents" (
  "owner_id" {int} NOT NULL {ref cycle_step},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref governing_document},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "cycle_step_documents_idx" ON "cycle_step_documents"("value");
CREATE INDEX "cycle_step_actor_idx" ON "cycle_step"("actor");
CREATE INDEX "cycle_step_window_idx" ON "cycle_step"("window_first");
CREATE TABLE "cycle_step_depends_on" (
  "owner_id" {int} NOT NULL {ref cycle_step},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref cycle_step},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "cycle_step_depends_on_idx" ON "cycle_step_depends_on"("value");
CREATE INDEX "cycle_step_meeting_idx" ON "cycle_step"("meeting");
CREATE INDEX "cycle_step_part_of_idx" ON "cycle_step"("part_of");

CREATE TABLE "indicator" (
  "id" {int} PRIMARY KEY {ref thing},
  "name" {text} NOT NULL CHECK ("name" <> ''),
  "owner" {int} {ref thing},
  "unit" {text} CHECK ("unit" <> ''),
  "publisher" {text} CHECK ("publisher" <> ''),
  "higher_is_better" {bool},
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE INDEX "indicator_owner_idx" ON "indicator"("owner");

CREATE TABLE "indicator_value" (
  "id" {int} PRIMARY KEY {ref thing},
  "indicator" {int} NOT NULL {ref indicator},
  "organisation" {int} {ref organisation},
  "when" {text} NOT NULL,
  "when_first" {text},
  "when_last" {text},
  "value" {text},
  "rank" {text},
  "breaks" {bool}
){strict};
CREATE INDEX "indicator_value_indicator_idx" ON "indicator_value"("indicator");
CREATE INDEX "indicator_value_organisation_idx" ON "indicator_value"("organisation");
CREATE INDEX "indicator_value_when_idx" ON "indicator_value"("when_first");

CREATE TABLE "project" (
  "id" {int} PRIMARY KEY {ref thing},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "owner" {int} {ref thing},
  "steered_by" {int} {ref body},
  "period" {text},
  "period_first" {text},
  "period_last" {text},
  "state" {text} CHECK ("state" IN ('proposed', 'planned', 'under_way', 'done', 'abandoned')),
  "budget" {text},
  "summary" {text} CHECK ("summary" <> '')
){strict};
CREATE INDEX "project_owner_idx" ON "project"("owner");
CREATE INDEX "project_steered_by_idx" ON "project"("steered_by");
CREATE TABLE "project_financiers" (
  "owner_id" {int} NOT NULL {ref project},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref thing},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "project_financiers_idx" ON "project_financiers"("value");
CREATE TABLE "project_partners" (
  "owner_id" {int} NOT NULL {ref project},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref thing},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "project_partners_idx" ON "project_partners"("value");
CREATE INDEX "project_period_idx" ON "project"("period_first");

CREATE TABLE "project_part" (
  "id" {int} PRIMARY KEY {ref thing},
  "project" {int} NOT NULL {ref project},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "lead_text" {text} CHECK ("lead_text" <> ''),
  "deliverable" {text} CHECK ("deliverable" <> ''),
  "when" {text},
  "when_first" {text},
  "when_last" {text}
){strict};
CREATE INDEX "project_part_project_idx" ON "project_part"("project");
CREATE TABLE "project_part_leads" (
  "owner_id" {int} NOT NULL {ref project_part},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref thing},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "project_part_leads_idx" ON "project_part_leads"("value");
CREATE INDEX "project_part_when_idx" ON "project_part"("when_first");

CREATE TABLE "evaluation" (
  "id" {int} PRIMARY KEY {ref thing},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "subject" {int} NOT NULL {ref thing},
  "by" {int} {ref thing},
  "when" {text},
  "when_first" {text},
  "when_last" {text},
  "state" {text} CHECK ("state" IN ('due', 'begun', 'done')),
  "conclusion" {text} CHECK ("conclusion" <> ''),
  "document" {int} {ref document}
){strict};
CREATE INDEX "evaluation_subject_idx" ON "evaluation"("subject");
CREATE INDEX "evaluation_by_idx" ON "evaluation"("by");
CREATE INDEX "evaluation_when_idx" ON "evaluation"("when_first");
CREATE INDEX "evaluation_document_idx" ON "evaluation"("document");

CREATE TABLE "area" (
  "id" {int} PRIMARY KEY {ref thing},
  "cooperation" {int} NOT NULL {ref cooperation},
  "name" {text} NOT NULL CHECK ("name" <> ''),
  "stage" {text} CHECK ("stage" IN ('proposed', 'analysed', 'prioritised', 'in_dialogue', 'decided', 'letter_of_intent', 'being_established', 'established', 'followed_up', 'ended')),
  "priority" {int},
  "letter_of_intent" {int} {ref governing_document},
  "no_letter_reason" {text} CHECK ("no_letter_reason" <> ''),
  "established_by" {int} {ref body},
  "analysis" {text} CHECK ("analysis" <> ''),
  "analysed" {text},
  "analysed_first" {text},
  "analysed_last" {text},
  "supervision" {text} CHECK ("supervision" <> ''),
  "cost_key" {int} {ref key},
  "financing" {text} CHECK ("financing" <> ''),
  "started" {text},
  "started_first" {text},
  "started_last" {text},
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE INDEX "area_cooperation_idx" ON "area"("cooperation");
CREATE TABLE "area_motives" (
  "owner_id" {int} NOT NULL {ref area},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL CHECK ("value" <> ''),
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "area_letter_of_intent_idx" ON "area"("letter_of_intent");
CREATE TABLE "area_decided_by" (
  "owner_id" {int} NOT NULL {ref area},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref item},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "area_decided_by_idx" ON "area_decided_by"("value");
CREATE INDEX "area_established_by_idx" ON "area"("established_by");
CREATE INDEX "area_analysed_idx" ON "area"("analysed_first");
CREATE INDEX "area_cost_key_idx" ON "area"("cost_key");
CREATE TABLE "area_visible_in" (
  "owner_id" {int} NOT NULL {ref area},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref organisation},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "area_visible_in_idx" ON "area_visible_in"("value");
CREATE INDEX "area_started_idx" ON "area"("started_first");

CREATE TABLE "agreement" (
  "id" {int} PRIMARY KEY {ref thing},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "cooperation" {int} {ref cooperation},
  "form" {text} CHECK ("form" IN ('contract', 'letter_of_intent', 'parallel_decisions', 'charter', 'oral')),
  "valid" {text},
  "valid_first" {text},
  "valid_last" {text},
  "notice" {text},
  "prolonged_by" {text},
  "exit" {text} CHECK ("exit" <> ''),
  "cost_key" {int} {ref key},
  "document" {int} {ref governing_document}
){strict};
CREATE INDEX "agreement_cooperation_idx" ON "agreement"("cooperation");
CREATE TABLE "agreement_parties" (
  "owner_id" {int} NOT NULL {ref agreement},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref thing},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "agreement_parties_idx" ON "agreement_parties"("value");
CREATE INDEX "agreement_valid_idx" ON "agreement"("valid_first");
CREATE TABLE "agreement_tasks" (
  "owner_id" {int} NOT NULL {ref agreement},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL CHECK ("value" <> ''),
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE TABLE "agreement_hosts" (
  "owner_id" {int} NOT NULL {ref agreement},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref organisation},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "agreement_hosts_idx" ON "agreement_hosts"("value");
CREATE INDEX "agreement_cost_key_idx" ON "agreement"("cost_key");
CREATE INDEX "agreement_document_idx" ON "agreement"("document");

CREATE TABLE "key" (
  "id" {int} PRIMARY KEY {ref thing},
  "cooperation" {int} NOT NULL {ref cooperation},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "rule" {text} CHECK ("rule" <> ''),
  "unit_price" {text},
  "covers" {text} CHECK ("covers" <> ''),
  "valid" {text},
  "valid_first" {text},
  "valid_last" {text}
){strict};
CREATE INDEX "key_cooperation_idx" ON "key"("cooperation");
CREATE TABLE "key_prepared_by" (
  "owner_id" {int} NOT NULL {ref key},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref body},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "key_prepared_by_idx" ON "key_prepared_by"("value");
CREATE INDEX "key_valid_idx" ON "key"("valid_first");

CREATE TABLE "key_share" (
  "id" {int} PRIMARY KEY {ref thing},
  "key" {int} NOT NULL {ref key},
  "payer" {int} NOT NULL {ref thing},
  "share" {text},
  "basis" {text}
){strict};
CREATE INDEX "key_share_key_idx" ON "key_share"("key");
CREATE INDEX "key_share_payer_idx" ON "key_share"("payer");

CREATE TABLE "contact" (
  "id" {int} PRIMARY KEY {ref thing},
  "cooperation" {int} NOT NULL {ref cooperation},
  "organisation" {int} NOT NULL {ref organisation},
  "period" {text} NOT NULL,
  "period_first" {text},
  "period_last" {text},
  "post" {int} {ref post},
  "person" {int} {ref person},
  "connection_point" {text} CHECK ("connection_point" <> ''),
  "state" {text} CHECK ("state" IN ('proposed', 'agreed', 'declined', 'active', 'ended')),
  "wish" {text} CHECK ("wish" <> ''),
  "handover" {text} CHECK ("handover" <> '')
){strict};
CREATE INDEX "contact_cooperation_idx" ON "contact"("cooperation");
CREATE INDEX "contact_organisation_idx" ON "contact"("organisation");
CREATE INDEX "contact_period_idx" ON "contact"("period_first");
CREATE INDEX "contact_post_idx" ON "contact"("post");
CREATE INDEX "contact_person_idx" ON "contact"("person");
CREATE TABLE "contact_activities" (
  "owner_id" {int} NOT NULL {ref contact},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL CHECK ("value" <> ''),
  PRIMARY KEY ("owner_id", "position")
){strict};

CREATE TABLE "course" (
  "id" {int} PRIMARY KEY {ref thing},
  "cooperation" {int} NOT NULL {ref cooperation},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "days" {text},
  "audience" {text} CHECK ("audience" <> ''),
  "eligibility" {text} CHECK ("eligibility" <> ''),
  "price" {text},
  "price_note" {text} CHECK ("price_note" <> ''),
  "target_size" {text},
  "minimum" {text},
  "maximum" {text},
  "payer" {text} CHECK ("payer" <> ''),
  "administrator" {text} CHECK ("administrator" <> ''),
  "valid" {text},
  "valid_first" {text},
  "valid_last" {text},
  "sizes_are_advice" {bool},
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE INDEX "course_cooperation_idx" ON "course"("cooperation");
CREATE TABLE "course_subjects" (
  "owner_id" {int} NOT NULL {ref course},
  "position" {int} NOT NULL,
  "value" {text} NOT NULL CHECK ("value" <> ''),
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "course_valid_idx" ON "course"("valid_first");

CREATE TABLE "course_edition" (
  "id" {int} PRIMARY KEY {ref thing},
  "course" {int} NOT NULL {ref course},
  "when" {text} NOT NULL,
  "when_first" {text},
  "when_last" {text},
  "place" {text} CHECK ("place" <> ''),
  "status" {text} CHECK ("status" IN ('not_decided', 'none', 'preliminary', 'fixed', 'moved', 'cancelled', 'held', 'unconfirmed')),
  "enrolled" {text}
){strict};
CREATE INDEX "course_edition_course_idx" ON "course_edition"("course");
CREATE INDEX "course_edition_when_idx" ON "course_edition"("when_first");

CREATE TABLE "course_need" (
  "id" {int} PRIMARY KEY {ref thing},
  "course" {int} NOT NULL {ref course},
  "organisation" {int} NOT NULL {ref organisation},
  "when" {text},
  "when_first" {text},
  "when_last" {text},
  "seats" {text}
){strict};
CREATE INDEX "course_need_course_idx" ON "course_need"("course");
CREATE INDEX "course_need_organisation_idx" ON "course_need"("organisation");
CREATE INDEX "course_need_when_idx" ON "course_need"("when_first");

CREATE TABLE "event_series" (
  "id" {int} PRIMARY KEY {ref thing},
  "cooperation" {int} NOT NULL {ref cooperation},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "frequency" {text} CHECK ("frequency" <> ''),
  "audience" {text} CHECK ("audience" <> ''),
  "prepared_by" {int} {ref body},
  "valid" {text},
  "valid_first" {text},
  "valid_last" {text},
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE INDEX "event_series_cooperation_idx" ON "event_series"("cooperation");
CREATE INDEX "event_series_prepared_by_idx" ON "event_series"("prepared_by");
CREATE INDEX "event_series_valid_idx" ON "event_series"("valid_first");

CREATE TABLE "event" (
  "id" {int} PRIMARY KEY {ref thing},
  "cooperation" {int} NOT NULL {ref cooperation},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "series" {int} {ref event_series},
  "when" {text},
  "when_first" {text},
  "when_last" {text},
  "moved_from" {text},
  "moved_from_first" {text},
  "moved_from_last" {text},
  "status" {text} CHECK ("status" IN ('not_decided', 'none', 'preliminary', 'fixed', 'moved', 'cancelled', 'held', 'unconfirmed')),
  "place" {text} CHECK ("place" <> ''),
  "host" {int} {ref thing},
  "days" {text},
  "decided_by" {int} {ref item},
  "note" {text} CHECK ("note" <> '')
){strict};
CREATE INDEX "event_cooperation_idx" ON "event"("cooperation");
CREATE INDEX "event_series_idx" ON "event"("series");
CREATE INDEX "event_when_idx" ON "event"("when_first");
CREATE INDEX "event_moved_from_idx" ON "event"("moved_from_first");
CREATE TABLE "event_bodies" (
  "owner_id" {int} NOT NULL {ref event},
  "position" {int} NOT NULL,
  "value" {int} NOT NULL {ref body},
  PRIMARY KEY ("owner_id", "position")
){strict};
CREATE INDEX "event_bodies_idx" ON "event_bodies"("value");
CREATE INDEX "event_host_idx" ON "event"("host");
CREATE INDEX "event_decided_by_idx" ON "event"("decided_by");

CREATE TABLE "theme" (
  "id" {int} PRIMARY KEY {ref thing},
  "body" {int} NOT NULL {ref body},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "when" {text},
  "when_first" {text},
  "when_last" {text},
  "meeting" {int} {ref meeting},
  "proposed_by" {text} CHECK ("proposed_by" <> ''),
  "state" {text} CHECK ("state" IN ('proposed', 'planned', 'taken_up', 'dropped'))
){strict};
CREATE INDEX "theme_body_idx" ON "theme"("body");
CREATE INDEX "theme_when_idx" ON "theme"("when_first");
CREATE INDEX "theme_meeting_idx" ON "theme"("meeting");

CREATE TABLE "example" (
  "id" {int} PRIMARY KEY {ref thing},
  "cooperation" {int} NOT NULL {ref cooperation},
  "title" {text} NOT NULL CHECK ("title" <> ''),
  "organisation" {int} {ref organisation},
  "event" {int} {ref event},
  "theme" {text} CHECK ("theme" <> ''),
  "when" {text},
  "when_first" {text},
  "when_last" {text},
  "summary" {text} CHECK ("summary" <> ''),
  "url" {text} CHECK ("url" <> ''),
  "open" {bool}
){strict};
CREATE INDEX "example_cooperation_idx" ON "example"("cooperation");
CREATE INDEX "example_organisation_idx" ON "example"("organisation");
CREATE INDEX "example_event_idx" ON "example"("event");
CREATE INDEX "example_when_idx" ON "example"("when_first");

CREATE TABLE "claim" (
  "id" {int} PRIMARY KEY {ref thing},
  "subject" {int} NOT NULL {ref thing},
  "field" {text} NOT NULL CHECK ("field" <> ''),
  "value" {text} NOT NULL CHECK ("value" <> ''),
  "said_by" {text} CHECK ("said_by" <> ''),
  "when" {text},
  "when_first" {text},
  "when_last" {text},
  "chosen" {bool},
  "chosen_by" {text} CHECK ("chosen_by" <> ''),
  "reason" {text} CHECK ("reason" <> '')
){strict};
CREATE INDEX "claim_subject_idx" ON "claim"("subject");
CREATE INDEX "claim_when_idx" ON "claim"("when_first");
