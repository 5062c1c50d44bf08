//! Referrals and commissions: what somebody owes somebody.

subject! {
    /// Referrals: a question to several organisations.
    pub struct ReferralTexts {
        list_lead: "Frågor till flera organisationer, med sista dag och vilka som har svarat.", "Questions to several organisations, with last day and who has answered.";
        kind: "Remiss", "Referral";
        none: "Inga remisser finns i urvalet.", "No referrals match.";
        only_open: "Bara obesvarade", "Only unanswered";
        state: "Läge", "State";
        open: "Öppen", "Open";
        asked: "Tillfrågad", "Asked";
        question: "Frågan", "The question";
        proposal: "Förslaget", "The proposal";
        addressees: "Svar från var och en", "Answer from each";
        addressees_note: "Inget svar är inte detsamma som att avstå. Läget gäller den dag som sidan visar.", "No answer is not the same as abstaining. The state is that of the day shown.";
        composed: "Sammanlagt", "All together";
        answered: "Besvarad", "Answered";
        late: "Svar försenat", "Answer late";
        unanswered: "Inget svar än", "No answer yet";
        withdrawn: "Återtagen", "Withdrawn";
        answer: "Svar", "Answer";
        set_by_addressee: "angivet av den som svarade", "stated by the one who answered";
        set_by_sender: "tolkat av avsändaren", "interpreted by the sender";
        set_by_unknown: "vem som har angett slaget är okänt", "who stated the kind is unknown";
        in_time: "i tid", "in time";
        too_late: "för sent", "too late";
        came: "kom", "came";
        decision: "Beslut bakom", "Decision behind";
        own_start: "Egen start", "Own start";
        case: "Eget nummer", "Own number";
        no_number: "lämnas senare", "to be supplied";
        sender: "Avsändare", "Sender";
        last_day: "Sista dag", "Last day";
        answers: "Svar", "Answers";
        sent: "Skickad", "Sent";
        rests_on: "Vilar på", "Rests on";
        letter: "Skrivelse", "Letter";
        more_time: "mer tid till", "more time until";
        reminded: "påmind", "reminded";
        no_kind: "utan slag", "without kind";
    }
}
