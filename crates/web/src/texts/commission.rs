//! Commissions: who was asked to do what, and where it stands.

subject! {
    /// Commissions.
    pub struct CommissionTexts {
        list_lead: "Vad beslut har gett någon att göra, med sista dag eller att den saknas.", "What decisions have given somebody to do, with last day or that it is missing.";
        kind: "Uppdrag", "Commission";
        none: "Inga uppdrag finns i urvalet.", "No commissions match.";
        only_open: "Bara öppna", "Only open";
        state: "Läge", "State";
        due_missing: "Slutdatum saknas", "Last day missing";
        due: "Klart senast", "To be done by";
        assignee: "Ska göras av", "To be done by whom";
        given_by: "Givet av", "Given by";
        follows_post: "Uppdraget följer befattningen, inte personen.", "The commission follows the post, not the person.";
        clause: "Beslutet", "The decision";
        way: "Vägen", "The way";
        way_stations: "Uppdraget ska passera", "The commission must pass";
        what: "Vad som ska göras", "What shall be done";
        report: "Återrapport", "Report back";
        no_report: "Ingen återrapport är känd.", "No report back is known.";
        late: "Försenat", "Late";
        review: "Ses över", "Look again";
        beside: "Samma beslut gav också", "The same decision also gave";
        home: "Genomfört hemma", "Carried out at home";
        day_missing: "dag saknas", "no day";
        together_with: "samtidigt som", "together with";
        steps: "Vad kan göras nu", "What can be done now";
        steps_as_assignee: "Uppdraget är givet till er. Den som gav det ser vad ni svarar.", "The commission is given to you. Whoever gave it sees what you answer.";
        accept: "Ta emot uppdraget", "Take it on";
        hand_back: "Lämna tillbaka uppdraget", "Hand it back";
        begin: "Påbörja", "Begin";
        deliver: "Redovisa som klart", "Report it as done";
        resume: "Begär komplettering", "Ask for more";
        report_step: "Återrapporten har tagits upp", "The report has been taken up";
        note: "Anteckna återrapporten", "Note the report";
        close: "Avsluta", "Close it";
        give_anew: "Ge uppdraget på nytt", "Give it anew";
        extend: "Ge längre tid", "Give more time";
        new_due: "Ny sista dag", "New last day";
        why: "Varför", "Why";
        why_here: "Behövs när uppdraget lämnas tillbaka, kompletteras, förlängs eller avslutas i förtid.", "Needed when it is handed back, sent back, extended or closed before it is done.";
        at_item: "Vid punkten", "At the item";
        no_item: "ingen punkt", "no item";
        passed: "Passerad", "Passed";
        skipped: "Utgår", "Left out";
        taken: "Det är noterat.", "It is noted.";
        not_from_here: "Det steget går inte att ta härifrån. Någon annan kan ha ändrat läget; så här står det nu.", "That step cannot be taken from here. Somebody else may have changed the state; this is how it stands now.";
        why_handed_back: "Skriv varför uppdraget lämnas tillbaka.", "Say why the commission is handed back.";
        why_sent_back: "Skriv vad som saknas.", "Say what is missing.";
        why_left_undone: "Uppdraget är inte redovisat. Skriv varför det avslutas ändå.", "It has not been reported. Say why it is closed all the same.";
        why_left_out: "Skriv varför det utgår.", "Say why it is left out.";
        follow_up: "Uppföljning av beslut", "Follow-up of decisions";
        follow_up_lead: "Vad som beslutades, vem som skulle göra något, och vad det blev av det.", "What was decided, who was to act, and what became of it.";
        follow_up_none: "Inga beslut finns för organet det året.", "The body has no decisions that year.";
        follow_up_ask: "Öppna ett organ och välj Uppföljning av beslut där.", "Open a body and choose Follow-up of decisions there.";
        decision: "Beslut", "Decision";
        to_whom: "Till", "To";
        became: "Vad det blev", "What became of it";
        no_commission: "Inget uppdrag", "No commission";
        tally_done: "Redovisade", "Reported";
        tally_open: "Pågår", "Under way";
        download: "Hämta som tabell", "Download as a table";
        paragraph: "§", "§";
        meeting: "Möte", "Meeting";
    }
}
