//! Lines that pages share: meetings, commissions, referrals, seats, documents, and what sources leave open.

use crate::lang::Lang;
use genbo_domain::count::Count;

subject! {
    /// Lines that pages share: meetings, commissions, referrals, seats, documents, and what sources leave open.
    pub struct Lines {
        no_meetings: "Inga kommande möten är kända.", "No coming meetings are known.";
        moved_from: "flyttat från", "moved from";
        late: "Försenat", "Late";
        ahead: "Kommer senare", "Still to come";
        state_unknown: "Läge okänt", "State unknown";
        given_by: "Från", "From";
        given_by_head: "Givet av", "Given by";
        assignee: "Till", "To";
        together_with: "samtidigt som", "together with";
        reported_to: "rapporteras till", "reported to";
        not_sent: "Inte skickad", "Not sent";
        unanswered: "Ej besvarad", "Not answered";
        late_answer: "Svar försenat", "Answer late";
        withdrawn: "Återtagen", "Withdrawn";
        answered: "Besvarad", "Answered";
        all_answered: "Alla har svarat", "All have answered";
        answer_came: "svar kom", "answer came";
        last_day: "svara senast", "answer by";
        from_sender: "Från", "From";
        see_referral: "Visa remissen", "Show the referral";
        documents: "Styrdokument", "Governing documents";
        document: "Dokument", "Document";
        period: "Tid", "Time";
        status: "Läge", "Status";
        review: "Ses över", "Review";
        agreements: "Avtal", "Agreements";
        agreement: "Avtal", "Agreement";
        form: "Form", "Form";
        parties: "Parter", "Parties";
        contacts: "Fasta kontakter", "Standing contacts";
        organisation: "Organisation", "Organisation";
        by_post: "den som har befattningen", "whoever holds the post";
        connection_point: "Anknytningspunkt", "Connection point";
        no_connection_point: "okänd", "unknown";
        vacant: "vakant", "vacant";
        held_not_stated: "innehas, innehavare inte angiven", "held, holder not stated";
        no_holder_told: "ingen uppgift om innehavare", "nothing told about a holder";
        follows_post: "följer befattningen", "follows the post";
        earlier: "tidigare", "earlier";
        later: "senare", "later";
        seat: "Plats", "Seat";
        allotted_to: "Tilldelad", "Allotted to";
        holder: "Innehavare", "Holder";
        votes: "röster", "votes";
        condition: "Villkor", "Condition";
        exception: "Undantag", "Exception";
        substitute_for: "ersättare för", "substitute for";
        appointed_by: "utses av", "appointed by";
        shared: "delas", "shared";
        posts: "Befattningar", "Posts";
        post: "Befattning", "Post";
        mandates: "Mandat", "Mandates";
        scope: "Får göra", "May do";
        body: "Organ", "Body";
        contradictions: "Källorna säger olika", "The sources disagree";
        readings: "Så har källan lästs", "How the source has been read";
        gaps: "Det här säger källorna inte", "What the sources do not say";
        what: "Uppgift", "Fact";
        value: "Värde", "Value";
        says_who: "Enligt", "According to";
        reason: "Skäl", "Reason";
        chosen: "används här", "used here";
        about: "Gäller", "About";
        how: "På vilket sätt", "In which way";
        unknown_in_source: "okänt", "unknown";
        blank: "ej ifyllt i källan", "left blank in the source";
        none_in_source: "inget, enligt källan", "none, says the source";
        not_counted: "inte räknat", "not counted";
    }
}

impl Lang {
    /// That more follows: `Visa 7 till`.
    pub fn and_more(self, n: usize) -> String {
        match self {
            Lang::Sv => format!("Visa {n} till"),
            Lang::En => format!("Show {n} more"),
        }
    }

    /// How many commissions are done: `3 avslutade`.
    pub fn done_commissions(self, n: usize) -> String {
        format!("{n} {}", self.plural(n, [["avslutat", "avslutade"], ["closed", "closed"]]))
    }

    /// How many are of another time: `2 från en annan tid`.
    pub fn other_times(self, n: usize) -> String {
        format!("{n} {}", self.pick("från en annan tid", "from another time"))
    }

    /// How many held it before or will: `3 tidigare och kommande innehav`.
    pub fn earlier_and_later(self, n: usize) -> String {
        format!("{n} {}", self.pick("tidigare eller kommande innehav", "earlier or later holdings"))
    }

    /// How many other things have gaps.
    pub fn gaps_elsewhere(self, n: usize) -> String {
        match self {
            Lang::Sv => format!("{n} rader om det som hör till"),
            Lang::En => format!("{n} lines about what belongs to it"),
        }
    }

    /// How many have yet to answer: `Väntar på 4 svar`.
    pub fn waiting_for(self, n: usize) -> String {
        format!(
            "{} {n} {}",
            self.pick("Väntar på", "Waiting for"),
            self.plural(n, [["svar", "svar"], ["answer", "answers"]])
        )
    }

    /// How many equal seats: `8 platser`, `minst 1 plats`.
    pub fn seats_of(self, count: &Count) -> String {
        let one = count.max() == Some(1) || (count.min() == Some(1) && count.max().is_none());
        let n = if one { 1 } else { 2 };
        format!("{} {}", self.count(count), self.plural(n, [["plats", "platser"], ["seat", "seats"]]))
    }
}
