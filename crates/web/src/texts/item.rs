//! Items: what was decided, proposed, said and sent.

subject! {
    /// Items: what was decided, proposed, said and sent.
    pub struct ItemTexts {
        kind: "Punkt", "Point";
        decision: "Beslut", "Decision";
        no_decision: "Inget beslut framgår av källan.", "No decision appears in the source.";
        doer: "Ska göras av", "To be done by";
        due: "Klart senast", "To be done by the day";
        due_missing: "Slutdatum saknas", "Last day missing";
        amount: "Belopp", "Amount";
        no_doer: "ingen angiven", "nobody stated";
        own_words: "Återgivet med egna ord ur källan.", "Rendered from the source in our own words.";
        proposals: "Yrkande", "Proposal";
        course: "Beslutsgång", "Course of decision";
        basis: "Underlag", "Basis";
        sent_to: "Skickas till", "Sent to";
        summary: "Sammanfattning", "Summary";
        background: "Bakgrund", "Background";
        links: "Länkar i protokollet", "Links in the record";
        presenters: "Föredragande", "Presented by";
        matter: "Ärende", "Matter";
        cases: "Ärendenummer", "Case numbers";
        votes: "Omröstning", "Vote";
        yes_means: "Ja betyder", "Yes means";
        no_means: "Nej betyder", "No means";
        statements: "Till protokollet", "For the record";
        stances: "Ställningstaganden utan omröstning", "Stances without a vote";
        present: "Närvarande vid punkten", "Present at the point";
        came_of_it: "Vad det ledde till", "What came of it";
        commissions: "Uppdrag", "Commissions";
        referrals: "Remisser som vilar på beslutet", "Referrals that rest on the decision";
        answers: "Remisser som beslutet svarar på", "Referrals that the decision answers";
        recommendations: "Rekommendationer", "Recommendations";
        sent_home: "Skickat hem till medlemmarna", "Sent home to the members";
        came_back: "Tillbaka från medlemmarna", "Back from the members";
        implementations: "Genomfört hemma", "Carried out at home";
        sets_meetings: "Möten som punkten satte, flyttade eller ställde in", "Meetings that the point set, moved or cancelled";
        extracts: "Utdrag", "Extracts";
        records: "Protokoll", "Record";
        previous: "Föregående", "Previous";
        next: "Nästa", "Next";
        in_source: "I källan", "In the source";
        carried: "blev beslutet", "became the decision";
        received: "mottaget", "received";
        read_meeting: "Se hela mötet", "See the whole meeting";
        closed: "Stängda dörrar", "Closed doors";
    }
}
