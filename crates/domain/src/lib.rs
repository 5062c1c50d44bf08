//! What is true: the nouns of cooperation and their value types. Pure: no I/O, clock, randomness or language of people.

pub mod address;
pub mod adjustment;
pub mod agenda;
pub mod agreement;
pub mod attachment;
pub mod attendance;
pub mod authority;
pub mod base64;
pub mod body;
pub mod calendar;
pub mod case_number;
pub mod chairing;
pub mod claim;
pub mod clock;
pub mod colour;
pub mod commission;
pub mod contact;
pub mod cooperation;
pub mod count;
pub mod course;
pub mod decision;
pub mod demand;
pub mod duration;
pub mod edtf;
pub mod electorate;
pub mod fee;
pub mod gap;
pub mod governing_document;
pub mod house;
pub mod image;
pub mod invitation;
pub mod item;
pub mod majority;
pub mod matter;
pub mod media;
pub mod meeting;
pub mod message;
pub mod money;
pub mod noun;
pub mod numbering;
pub mod organisation;
pub mod paragraphs;
pub mod parameters;
pub mod pattern;
pub mod person;
pub mod plan;
pub mod post;
pub mod posting;
pub mod presence;
pub mod project;
pub mod propositions;
pub mod quorum;
pub mod rational;
pub mod record;
pub mod referral;
pub mod rewording;
pub mod rule;
pub mod seat;
pub mod serving;
pub mod slug;
pub mod spoken;
pub mod text;
pub mod value;
pub mod visibility;
pub mod vote;
pub mod word_processor;

use noun::{Noun, NounDef};

/// Every noun, in the order in which a file states them.
pub static NOUNS: &[&NounDef] = &[
    &organisation::Organisation::DEF,
    &organisation::Succession::DEF,
    &organisation::Statistic::DEF,
    &organisation::SchoolBreak::DEF,
    &cooperation::Cooperation::DEF,
    &cooperation::Membership::DEF,
    &cooperation::Group::DEF,
    &body::Body::DEF,
    &body::Remit::DEF,
    &fee::FeeRate::DEF,
    &post::Post::DEF,
    &person::Person::DEF,
    &seat::Seat::DEF,
    &post::Holding::DEF,
    &person::Mandate::DEF,
    &house::HouseStyle::DEF,
    &house::HouseLogo::DEF,
    &house::HouseWord::DEF,
    &house::HouseSignature::DEF,
    &governing_document::GoverningDocument::DEF,
    &governing_document::Edition::DEF,
    &governing_document::Section::DEF,
    &meeting::Sitting::DEF,
    &meeting::Meeting::DEF,
    &meeting::Pause::DEF,
    &attendance::Attendance::DEF,
    &attendance::AttendanceEvent::DEF,
    &item::Item::DEF,
    &agenda::Agenda::DEF,
    &agenda::AgendaLine::DEF,
    &rewording::Rewording::DEF,
    &decision::Clause::DEF,
    &decision::Proposal::DEF,
    &decision::Stance::DEF,
    &vote::Vote::DEF,
    &vote::VoteOption::DEF,
    &vote::Ballot::DEF,
    &decision::Statement::DEF,
    &record::Record::DEF,
    &record::Notice::DEF,
    &decision::DelegatedDecision::DEF,
    &matter::Matter::DEF,
    &matter::Case::DEF,
    &matter::Document::DEF,
    &matter::Dispatch::DEF,
    &attachment::Attachment::DEF,
    &referral::Referral::DEF,
    &referral::ReferralAddressee::DEF,
    &referral::Answer::DEF,
    &commission::Commission::DEF,
    &commission::WayStation::DEF,
    &commission::Recommendation::DEF,
    &commission::BackReport::DEF,
    &commission::HomeRound::DEF,
    &commission::HomeRoundAnswer::DEF,
    &commission::Implementation::DEF,
    &plan::Plan::DEF,
    &plan::Goal::DEF,
    &plan::Activity::DEF,
    &plan::CycleStep::DEF,
    &plan::Indicator::DEF,
    &plan::IndicatorValue::DEF,
    &project::Project::DEF,
    &project::ProjectPart::DEF,
    &project::Evaluation::DEF,
    &agreement::Area::DEF,
    &agreement::Agreement::DEF,
    &agreement::Key::DEF,
    &agreement::KeyShare::DEF,
    &contact::Contact::DEF,
    &course::Course::DEF,
    &course::CourseEdition::DEF,
    &course::CourseNeed::DEF,
    &course::EventSeries::DEF,
    &course::Event::DEF,
    &course::Theme::DEF,
    &course::Example::DEF,
    &claim::Claim::DEF,
    &rule::Rule::DEF,
    &rule::RuleWaiver::DEF,
    &rule::RuleAnswer::DEF,
    &rule::CompleteList::DEF,
];
