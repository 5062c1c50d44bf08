//! Answering a call by its link.

subject! {
    /// Answering a call by its link.
    pub struct ReplyTexts {
        title: "Kommer du?", "Are you coming?";
        accept: "Jag kommer", "I am coming";
        tentative: "Kanske", "Perhaps";
        decline: "Jag kommer inte", "I am not coming";
        note: "Meddelande till den som kallar", "Message to whoever calls";
        note_hint: "Frivilligt, högst 500 tecken. Bara den som kallar ser det.", "Optional, at most 500 characters. Only whoever calls sees it.";
        send: "Svara", "Answer";
        noted: "Tack, ditt svar är antecknat. Du kan ändra det här ända till mötet.", "Thank you, your answer has been noted. You can change it here until the meeting.";
        so_far: "Ditt svar hittills", "Your answer so far";
        over: "Mötet har varit, så det är för sent att svara.", "The meeting is over, so it is too late to answer.";
        called_off: "Mötet är inställt. Du behöver inte svara.", "The meeting is called off. You need not answer.";
        example: "Det här är en exempellänk", "This is an example of a link";
        example_lead: "I det riktiga brevet har varje mottagare en egen länk, och svarar här utan att logga in.", "In the real letter each recipient has a link of his or her own, and answers here without signing in.";
        choose: "Välj ett svar.", "Choose an answer.";
        you: "Du svarar som", "You answer as";
    }
}
