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
        steps: "Vad kan göras nu", "What can be done now";
        give_answer: "Lägg in svar", "Enter an answer";
        answer_own: "Svaret gäller som ert eget. Slaget står som angivet av er.", "The answer counts as your own. Its kind stands as stated by you.";
        answer_for: "Du lägger in svaret åt den som svarat. Slaget står som tolkat av avsändaren.", "You enter the answer for the one who gave it. Its kind stands as interpreted by the sender.";
        who: "Vem svarar", "Who answers";
        kind_of: "Slag av svar", "Kind of answer";
        says: "Svaret i korthet", "The answer in short";
        start: "Egen startdag", "Start date of one's own";
        behind: "Beslutet bakom", "The decision behind";
        no_decision: "inget beslut i Genbo", "no decision in Genbo";
        received: "Kom den", "Came on";
        received_hint: "Lämna tomt för i dag.", "Leave empty for today.";
        save_answer: "Spara svaret", "Save the answer";
        chase: "Medan svar väntas", "While answers are waited for";
        whom: "Vem gäller det", "Whom it is about";
        until: "Mer tid till", "More time until";
        reason: "Varför mer tid", "Why more time";
        give_time: "Ge mer tid", "Give more time";
        remind: "Anteckna påminnelse i dag", "Note a reminder today";
        take_back: "Ta tillbaka frågan", "Take the question back";
        noted: "Det är noterat.", "It is noted.";
        you_wrote: "Det du skrev", "What you wrote";
        is_withdrawn: "Frågan till den organisationen är återtagen. Hör av dig till avsändaren om svaret ändå ska räknas.", "The question to that organisation was taken back. Ask the sender if the answer is to count all the same.";
        is_answered: "Den organisationen har redan svarat. Ändra svaret i stället.", "That organisation has answered. Change the answer instead.";
        not_later: "Den nya sista dagen ligger inte efter den som gäller.", "The new last day is not after the one that holds.";
        other_kind: "Frågan har inte det slaget av svar. Välj ett annat, eller skriv svaret utan slag.", "The question does not name that kind of answer. Choose another one, or write the answer without a kind.";
        needs_start: "Skriv vilken dag ni vill börja.", "Say on which day you want to start.";
    }
}
