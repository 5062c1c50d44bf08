//! Texts about what is decided between meetings.

subject! {
    /// Decisions on delegation, urgent ones, and asking all between meetings.
    pub struct BetweenTexts {
        title: "Beslut mellan möten", "Decisions between meetings";
        action: "Beslut mellan möten", "Decisions between meetings";
        lead: "Det som beslutas för organet mellan mötena väntar på nästa dagordning och är anmält när mötet där det togs upp är avslutat.", "What is decided for the body between its meetings waits for the next agenda, and is reported when the meeting that took it up is closed.";
        delegated: "På delegation, eller av ordföranden när det brådskar", "On delegation, or by the chair when it cannot wait";
        none: "Inget beslut är registrerat.", "No decision is registered.";
        text: "Vad som beslutades", "What was decided";
        decided_by: "Vem som beslutade", "Who decided";
        decided_by_hint: "Namn på en post, en person eller ett organ.", "The name of a post, a person or a body.";
        when: "När", "When";
        basis: "Punkt i delegationsordningen, eller paragraf", "Point of the scheme of delegation, or provision";
        urgent: "Ordföranden beslutade för att ärendet inte kunde vänta", "The chair decided because it could not wait";
        register: "Registrera beslutet", "Register the decision";
        registered: "Beslutet är registrerat och väntar på nästa dagordning.", "The decision is registered and waits for the next agenda.";
        waits: "väntar på nästa dagordning", "waits for the next agenda";
        on_agenda: "står på dagordningen", "is on the agenda";
        reported: "anmält", "reported";
        is_urgent: "brådskande", "urgent";
        decision: "Beslut", "Decision";
        state: "Läge", "State";
        circulate: "Fråga alla mellan möten", "Ask all between meetings";
        circulate_lead: "Alla ledamöter svarar, och resultatet räknas som vid ett möte. Svaren skrivs in i frågans omröstning.", "All members answer, and the result is counted as at a meeting. The answers are entered in the vote on the question.";
        by_law: "Ett organ under kommunallagen beslutar vid sammanträden. Det kan inte besluta genom att fråga runt; ordföranden kan få rätt att besluta när det brådskar (6 kap. 39 §).", "A body under the Local Government Act decides at meetings. It cannot decide by asking round; its chair can be given the right to decide when it cannot wait (6:39).";
        not_allowed: "Organets egna regler säger inte att det får besluta mellan möten. Finns regeln, skriv in den bland organets uppgifter först.", "The body's own rules do not say that it may decide between meetings. If there is such a rule, enter it among the body's facts first.";
        question: "Frågan", "The question";
        proposed: "Förslag till beslut", "Proposed decision";
        until: "Sista dag att svara", "Last day to answer";
        ask: "Fråga alla", "Ask all";
        asked: "Frågan är ställd. Skriv in svaren under Rösta.", "The question is put. Enter the answers under Vote.";
        answers: "svaren", "the answers";
        no_date: "Datumet går inte att läsa.", "The date cannot be read.";
        no_one: "Ingen post, person eller organ heter så, eller flera. Skriv hela namnet.", "No post, person or body is called that, or several are. Write the whole name.";
    }
}
