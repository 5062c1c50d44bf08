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
        days_title: "Kan du de här dagarna?", "Can you come on these days?";
        days_lead: "Välj för varje dag och skicka. Det du inte svarar på kan du svara på senare.", "Choose for each day and send. What you leave open you can answer later.";
        day_note: "Kommentar", "Remark";
        days_note_hint: "Bara den som planerar ser dina kommentarer.", "Only whoever plans sees your remarks.";
        days_noted: "Tack, dina svar är antecknade. Du kan ändra dem här tills dagarna sätts.", "Thank you, your answers have been noted. You can change them here until the days are set.";
        days_send: "Skicka svaren", "Send the answers";
        asked_by: "Gäller", "About";
        closed: "Länken gäller inte längre", "The link does not count any more";
        closed_lead: "Dagarna är satta, har ändrats eller är över. Är de satta får du en kalenderinbjudan eller en kallelse; har de ändrats får du ett nytt brev.", "The days are set, have changed or are over. If they are set you get an invitation for your calendar or a call; if they have changed you get a new letter.";
        is_set: "Dagen är satt.", "The day is set.";
        is_moved: "Mötet har fått en annan dag.", "The meeting has got another day.";
        is_off: "Mötet är inställt.", "The meeting is called off.";
        is_over: "Dagen är över.", "The day is over.";
        wait: "För många försök", "Too many tries";
        wait_lead: "Vänta en kvart och försök igen. Inget har ändrats.", "Wait a quarter of an hour and try again. Nothing was changed.";
        choose: "Välj ett svar.", "Choose an answer.";
        you: "Du svarar som", "You answer as";
    }
}
