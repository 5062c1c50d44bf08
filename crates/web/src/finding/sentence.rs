//! The sentences, one for each [`Say`].

use super::{
    moment::{moment, occasions, window},
    name,
};
use crate::{lang::Lang, words};
use genbo_app::check::Checked;
use genbo_domain::{body::Power, duration::Duration, seat::SeatRole, value::ThingId};
use genbo_rules::say::Say;

/// A sentence of a finding, or a line of its arithmetic.
pub fn sentence(lang: Lang, checked: &Checked, say: &Say) -> String {
    Speaker { lang, checked }.say(say)
}

pub(super) struct Speaker<'c> {
    pub(super) lang: Lang,
    checked: &'c Checked,
}

impl Speaker<'_> {
    /// One sentence for each; the match is a table, and has no arm for all the rest.
    fn say(&self, say: &Say) -> String {
        let l = self.lang;
        let t = |sv, en| l.pick(sv, en).to_owned();
        let p = |sv: &str, en: &str| l.pick(sv, en).to_owned();
        match say {
            Say::NotInForce => {
                t("Regeln gäller inte för den här dagen.", "The rule is not in force on this day.")
            }
            Say::NoSubject => t(
                "Det finns inget inlagt som regeln kan gälla.",
                "Nothing is entered that the rule could be about.",
            ),
            Say::Off => t("Regeln är avstängd.", "The rule is turned off."),
            Say::Enough => t("Det är tillräckligt många.", "There are enough."),
            Say::EnoughIfPlanHolds => t("Det räcker om planen håller.", "It is enough if the plan holds."),
            Say::TooFew => t("Det blev för få.", "There were too few."),
            Say::TooMany => t("Det är för många.", "There are too many."),
            Say::TooFewRecorded => t(
                "För få är inlagda, och det är inte sagt att listan är fullständig.",
                "Too few are entered, and nobody has said that the list is complete.",
            ),
            Say::NotConfirmed => t(
                "Det beror på något som skulle ha varit, men ingen har bekräftat att det blev av.",
                "It depends on something past that nobody has confirmed.",
            ),
            Say::DateNotExact => t("Ett datum är inte känt så noga.", "A date is not known that exactly."),
            Say::TooClose => t("Avståndet är för kort.", "The distance is too short."),
            Say::TooFar => t("Avståndet är för långt.", "The distance is too long."),
            Say::DistancesRight => t("Avstånden stämmer.", "The distances are right."),
            Say::RightOrder => t("De kommer i rätt ordning.", "They come in the right order."),
            Say::NumberRight => t("Det stämmer.", "It is right."),
            Say::NumberWrong => t("Antalet stämmer inte.", "The number is not right."),
            Say::NumberUnknown => t("Uppgiften saknas.", "The fact is missing."),
            Say::NoSubstitutes => t("Det finns inga ersättare.", "There are no substitutes."),
            Say::WithinMandate => t("Det håller sig inom mandatet.", "It stays within the mandate."),
            Say::AfterBasis => {
                t("Det kommer efter det som det bygger på.", "It comes after what it builds on.")
            }
            Say::StepNotConfirmed => t(
                "Tiden för steget är över, men ingen har sagt att det är gjort.",
                "The time of the step is over, but nobody has said that it is done.",
            ),
            Say::Adopted => t("Det är antaget.", "It is adopted."),
            Say::AdoptedByOther => t("Det är antaget av någon annan.", "It is adopted by another."),
            Say::AdoptionUnknown => t(
                "Det framgår inte vem som antagit det, eller när.",
                "It is not told who adopted it, or when.",
            ),
            Say::NotYetAdopted => t("Det är inte antaget än.", "It is not adopted yet."),
            Say::NoneInForce => t("Inget gäller just nu.", "None is in force now."),
            Say::NotAnchored => {
                t("Ärendet har inte varit där först.", "The matter has not been there first.")
            }
            Say::NoMatter => t(
                "Punkten hör inte till något ärende, så vägen går inte att följa.",
                "The item belongs to no matter, so that its way cannot be followed.",
            ),
            Say::NoReport => t("Ingen återrapport är inlagd.", "No back report is entered."),
            Say::Fulfilled => t("Uppdraget är genomfört.", "The commission is carried out."),
            Say::Overdue => t("Sista dagen har passerat.", "The last day has passed."),
            Say::OpenWithoutDay => t(
                "Uppdraget är öppet och har ingen sista dag.",
                "The commission is open and has no last day.",
            ),
            Say::Open => t("Uppdraget är öppet.", "The commission is open."),
            Say::Answered => t("Svaret har kommit i tid.", "The answer came in time."),
            Say::AnsweredLate => t("Svaret kom för sent.", "The answer came too late."),
            Say::NoAnswer => t("Inget svar är inlagt.", "No answer is entered."),
            Say::Withdrawn => t("Det är återtaget.", "It was withdrawn."),
            Say::NothingFollows => {
                t("Tiden är ute, och inget nytt är inlagt.", "Its time is over, and nothing new is entered.")
            }
            Say::NoReviewDate => t("Inget datum för översyn är inlagt.", "No date for a review is entered."),
            Say::Complete => t("Uppgifterna finns.", "The facts are there."),
            Say::NotCovered => t("Det saknas.", "It is lacking."),
            Say::ChangesHands => t("Uppgiften byter hand.", "The task changes hands."),
            Say::FirstPeriod => t("Det finns ingen tidigare period.", "There is no earlier period."),
            Say::HolderUnknown => t(
                "Det är inte känt vem som har uppdraget, eller sedan när.",
                "It is not known who has the task, or since when.",
            ),
            Say::NotBegun => t("Det har inte börjat.", "It has not begun."),
            Say::BegunWithout => t(
                "Det har börjat utan det som skulle komma först.",
                "It has begun without what must come first.",
            ),
            Say::OfficerNotAmong => t(
                "Den som justerar ska ha deltagit i besluten och får inte vara ordförande.",
                "Whoever adjusts must have decided, and may not be the chair.",
            ),
            Say::ServedRightly(n) => format!(
                "{} {}.",
                l.whole(*n),
                p(
                    "har tjänstgjort för en frånvarande, som de ska",
                    "have served for somebody absent, as they should"
                )
            ),
            Say::NumberOutOfOrder(item) => {
                format!(
                    "{} {}.",
                    p("Numret kommer i fel ordning:", "The number comes out of order:"),
                    self.name(*item)
                )
            }
            Say::ServesWrongly(who) => format!(
                "{} {}.",
                p(
                    "Tjänstgör för någon i ett annat parti, eller för någon som inte är frånvarande:",
                    "Serves for somebody of another party, or who is not absent:"
                ),
                self.name(*who)
            ),
            Say::More(more) => self.more(more),
            Say::CalledOff => t("Det är inställt.", "It was called off."),
            Say::Fault(what) => {
                format!("{} {what}", p("Regeln går inte att läsa:", "The rule cannot be read:"))
            }
            Say::Exception(rule) => format!(
                "{} {}.",
                p("Undantaget gäller i stället:", "The exception counts instead:"),
                self.name(*rule)
            ),
            Say::Contradiction(a, b) => format!(
                "{} {}; {}.",
                p("Två undantag gäller och inget går före:", "Two exceptions count, and neither goes first:"),
                self.name(*a),
                self.name(*b)
            ),
            Say::NoCompanion(body) => {
                format!(
                    "{} {}.",
                    p("Inget möte nära nog finns i", "There is no meeting near enough of"),
                    self.name(*body)
                )
            }
            Say::HasCompanion(meeting) => {
                format!("{} {}.", p("Mötet finns:", "The meeting is there:"), self.name(*meeting))
            }
            Say::WrongOrder(meeting) => {
                format!("{} {}.", p("Tiden krockar med", "The time collides with"), self.name(*meeting))
            }
            Say::Lacking(things) => format!("{} {}.", p("Fel hos:", "Wrong for:"), self.names(things)),
            Say::UnknownOf(things) => {
                format!("{} {}.", p("Går inte att säga för:", "Cannot be said of:"), self.names(things))
            }
            Say::SubstituteThere(thing) => {
                format!(
                    "{} {}.",
                    p("Någon är eller har varit ersättare:", "Somebody is or was a substitute:"),
                    self.name(*thing)
                )
            }
            Say::DecisionTooFar(item) => {
                format!(
                    "{} {}.",
                    p("Beslutet går utöver mandatet:", "The decision goes beyond the mandate:"),
                    self.name(*item)
                )
            }
            Say::BeforeBasis(step) => {
                format!(
                    "{} {}.",
                    p("Det kommer före det som det bygger på:", "It comes before what it builds on:"),
                    self.name(*step)
                )
            }
            Say::OneInForce(one) => format!("{} {}.", p("Gäller nu:", "In force now:"), self.name(*one)),
            Say::TwoInForce(a, b) => format!(
                "{} {}; {}.",
                p("Två gäller samtidigt:", "Two are in force at once:"),
                self.name(*a),
                self.name(*b)
            ),
            Say::Anchored(item) => {
                format!("{} {}.", p("Ärendet var först här:", "The matter was here first:"), self.name(*item))
            }
            Say::ReportedBack(report) => {
                format!("{} {}.", p("Återrapporterat:", "Reported back:"), self.name(*report))
            }
            Say::Renewed(by) => format!("{} {}.", p("Förnyat:", "Renewed:"), self.name(*by)),
            Say::CoveredBy(by) => format!("{} {}.", p("Finns genom", "There by"), self.name(*by)),
            Say::SameHands(_) => {
                p("Samma befattning har uppgiften igen.", "The same post has the task again.")
            }
            Say::BegunAfter(item) => {
                format!("{} {}.", p("Det började efter", "It began after"), self.name(*item))
            }
            Say::Counted { .. } | Say::Limit { .. } | Say::Apart { .. } => self.arithmetic(say),
            Say::TooFewUntil(day) => {
                format!(
                    "{} {}.",
                    p("För få är inlagda. Sista dag är", "Too few are entered. The last day is"),
                    l.day(*day)
                )
            }
            Say::MomentIs(m, date) => format!("{}: {}.", words::capital(moment(l, *m)), l.date(date)),
            Say::InTime(m) => format!("{} {}.", words::capital(moment(l, *m)), p("är i tid", "is in time")),
            Say::TooLate(m) => {
                format!("{} {}.", words::capital(moment(l, *m)), p("är för sent", "is too late"))
            }
            Say::TooEarly(m) => {
                format!("{} {}.", words::capital(moment(l, *m)), p("är för tidigt", "is too early"))
            }
            Say::NotRecorded(m) => {
                format!("{} {}.", words::capital(moment(l, *m)), p("är inte inlagt", "is not entered"))
            }
            Say::EmptyInSource(m) => {
                format!(
                    "{} {}.",
                    words::capital(moment(l, *m)),
                    p("är tomt i källan", "is empty in the source")
                )
            }
            Say::DueBy(m, day) => format!(
                "{} {} {}.",
                words::capital(moment(l, *m)),
                p("återstår. Sista dag är", "remains. The last day is"),
                l.day(*day)
            ),
            Say::WindowIs(date) => format!("{} {}.", p("Tillåten tid:", "Allowed time:"), l.date(date)),
            Say::WorkingDay(day) => format!("{} {}.", l.day(*day), p("är en arbetsdag", "is a working day")),
            Say::FreeDay(day) => format!(
                "{} {} {} {}.",
                l.day(*day),
                p("är en", "is a"),
                l.weekday(day.weekday()),
                p("eller helgdag, ingen arbetsdag", "or holiday, no working day")
            ),
            Say::Seats { seats, about, should } => format!(
                "{} {}{}. {} {}.",
                p("Platser:", "Seats:"),
                if *about { p("ungefär ", "about ") } else { String::new() },
                l.whole(*seats),
                p("Regeln säger", "The rule says"),
                should.as_ref().map_or_else(String::new, |c| l.count(c))
            ),
            Say::SizeIs { size, should } => format!(
                "{} {}. {} {}.",
                p("Antal enligt uppgift:", "Number on record:"),
                l.count(size),
                p("Regeln säger", "The rule says"),
                should.as_ref().map_or_else(String::new, |c| l.count(c))
            ),
            Say::AllOf(n, all) => format!("{} {} {}.", l.whole(*n), p("av", "of"), l.whole(*all)),
            Say::Officers(role, n) => format!("{}: {}.", words::capital(self.role(*role)), l.whole(*n)),
            Say::OfficerFromWrongSide(role) => format!(
                "{} {}.",
                words::capital(self.role(*role)),
                p(
                    "kommer inte säkert därifrån som regeln säger",
                    "does not surely come from where the rule says"
                )
            ),
            Say::Regime(regime) => format!(
                "{} {}.",
                p("Ersättare:", "Substitutes:"),
                words::word(l, "substitute_regime", regime.as_str())
            ),
            Say::OtherRegime(is, should) => format!(
                "{} {}. {} {}.",
                p("Ersättare:", "Substitutes:"),
                words::word(l, "substitute_regime", is.as_str()),
                p("Regeln säger", "The rule says"),
                words::word(l, "substitute_regime", should.as_str())
            ),
            Say::PowerTooFar(power) => format!(
                "{} {}.",
                p(
                    "Organet har en befogenhet som regeln inte ger:",
                    "The body has a power that the rule does not give:"
                ),
                self.power(*power)
            ),
            Say::AssumedDay(day) => format!(
                "{} {}.",
                p("Antagen dag, som källan inte anger:", "An assumed day, which the source does not state:"),
                l.day(*day)
            ),
            Say::HeldUntil(day) => {
                format!("{} {}.", p("Byter hand senast", "Changes hands by"), l.day(*day))
            }
            Say::HeldTooLong(day) => {
                let text = p("Skulle ha bytt hand senast", "Should have changed hands by");
                format!("{text} {}.", l.day(*day))
            }
            Say::ReviewBy(day) => {
                format!("{} {}.", p("Ska ses över senast", "To be looked at again by"), l.day(*day))
            }
            Say::FieldsEmpty(fields) => {
                format!("{} {}.", p("Tomt i källan:", "Empty in the source:"), self.fields(fields))
            }
            Say::FieldsMissing(fields) => {
                format!("{} {}.", p("Inte inlagt:", "Not entered:"), self.fields(fields))
            }
        }
    }

    fn arithmetic(&self, say: &Say) -> String {
        let l = self.lang;
        let p = |sv: &str, en: &str| l.pick(sv, en).to_owned();
        match say {
            Say::Counted { what, window: w, held, planned, unconfirmed, perhaps, at_least, at_most } => {
                let mut parts = vec![format!("{} {}", l.whole(*held), p("hållna", "held"))];
                let mut also = |n: i64, sv: &str, en: &str| {
                    if n > 0 {
                        parts.push(format!("{} {}", l.whole(n), l.pick(sv, en)));
                    }
                };
                also(*planned, "planerade", "planned");
                also(*unconfirmed, "obekräftade", "unconfirmed");
                also(*perhaps, "med osäkert datum", "with an uncertain date");
                let bounds = match (at_least, at_most) {
                    (Some(a), Some(b)) if a == b => l.whole(*a),
                    (Some(a), Some(b)) => format!("{}–{}", l.whole(*a), l.whole(*b)),
                    (Some(a), None) => format!("{} {}", p("minst", "at least"), l.whole(*a)),
                    (None, Some(b)) => format!("{} {}", p("högst", "at most"), l.whole(*b)),
                    (None, None) => String::new(),
                };
                format!(
                    "{} {}: {}. {} {bounds}.",
                    words::capital(occasions(l, *what)),
                    window(l, *w),
                    parts.join(", "),
                    p("Regeln säger", "The rule says")
                )
            }
            Say::Limit { from, date, distance, before, day, last } => format!(
                "{} {} {} ({}): {} {}.",
                l.duration(*distance),
                if *before { p("före", "before") } else { p("efter", "after") },
                moment(l, *from),
                l.date(date),
                if *last { p("sista dag", "last day") } else { p("första dag", "first day") },
                l.day(*day)
            ),
            Say::Apart { from, to, days, at_least, at_most } => {
                let bound = |word: String, by: &Option<Duration>| {
                    by.map(|d| format!(", {word} {}", l.duration(d))).unwrap_or_default()
                };
                format!(
                    "{}–{}: {} {}{}{}.",
                    l.day(*from),
                    l.day(*to),
                    l.whole(*days),
                    p("dagar", "days"),
                    bound(p("minst", "at least"), at_least),
                    bound(p("högst", "at most"), at_most)
                )
            }
            _ => String::new(),
        }
    }

    pub(super) fn name(&self, id: ThingId) -> String {
        name(self.checked, id)
    }

    pub(super) fn names(&self, ids: &[ThingId]) -> String {
        let shown: Vec<String> = ids.iter().take(6).map(|id| self.name(*id)).collect();
        let rest = ids.len().saturating_sub(shown.len());
        let more = if rest > 0 { format!(" (+{rest})") } else { String::new() };
        format!("{}{more}", shown.join(", "))
    }

    fn fields(&self, fields: &[String]) -> String {
        let label = |name: &String| {
            let field = genbo_domain::NOUNS.iter().flat_map(|n| n.fields).find(|f| f.name == name.as_str());
            field.map_or_else(|| name.clone(), |f| words::field(self.lang, "", f.name).to_lowercase())
        };
        fields.iter().map(label).collect::<Vec<_>>().join(", ")
    }

    fn role(&self, role: SeatRole) -> &'static str {
        words::word(self.lang, "seat_role", role.as_str())
    }

    fn power(&self, power: Power) -> &'static str {
        words::word(self.lang, "power", power.as_str())
    }
}
