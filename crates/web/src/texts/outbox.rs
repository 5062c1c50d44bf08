//! The outbox, and one message in it.

use crate::lang::Lang;

subject! {
    /// The outbox, and one message in it.
    pub struct OutboxTexts {
        title: "Utskick", "Outbox";
        lead: "Allt du har skickat ur Genbo, och hur det gick med varje kopia.", "Everything that you have sent from Genbo, and what became of each copy.";
        none: "Här finns inga utskick.", "There are no messages here.";
        state: "Läge", "State";
        nowhere: "Ingen e-postserver är angiven för Genbo. Breven ligger kvar här tills den som driver Genbo har angett en.", "No mail server has been named for Genbo. The letters stay here until whoever runs Genbo has named one.";
        kept: "Det här är en demo. Inga brev skickas: de som står som skickade skulle ha skickats.", "This is a demo. No letters are sent: those that stand as sent would have been.";
        kind: "Utskick", "Message";
        about: "Gäller", "About";
        written: "Skrivet", "Written";
        by: "Av", "By";
        genbo: "Genbo", "Genbo";
        reply_to: "Svar går till", "Answers go to";
        copies: "Kopior", "Copies";
        recipient: "Mottagare", "Recipient";
        address: "Adress", "Address";
        attempts: "Försök", "Attempts";
        last: "Senast", "Last";
        said: "Servern svarade", "The server said";
        letter: "Brevet", "The letter";
        calendar: "En kalenderinbjudan följer med.", "An invitation for calendars comes along.";
        cancels: "En avbokning till kalendrar följer med.", "A cancellation for calendars comes along.";
        withdraw: "Återkalla", "Withdraw";
        withdraw_rest: "Återkalla det som väntar", "Withdraw what waits";
        retry: "Försök igen nu", "Try again now";
        send_now: "Skicka nu", "Send now";
        secret: "mottagarens egen länk", "the recipient's own link";
        open: "Öppna", "Open";
        withdrawn_all: "Utskicket är återkallat. Ingen får det.", "The message has been withdrawn. Nobody gets it.";
        withdrawn_none: "Det fanns inget kvar att återkalla.", "There was nothing left to withdraw.";
        tried: "De kopior som väntade eller inte gick fram försöks igen nu.", "The copies that waited or failed are tried again now.";
    }
}

impl Lang {
    /// What became of withdrawing.
    pub fn withdrawn_but(self, withdrawn: usize, gone: usize) -> String {
        match self {
            Lang::Sv => format!("{withdrawn} av {} kopior är återkallade. {gone} hade redan gått iväg.", withdrawn + gone),
            Lang::En => format!("{withdrawn} of {} copies have been withdrawn. {gone} had gone out already.", withdrawn + gone),
        }
    }

    /// How the copies of a message stand, in a line.
    pub fn copies(self, c: [i64; 4]) -> String {
        let words = match self {
            Lang::Sv => ["väntar", "skickade", "inte framme", "återkallade"],
            Lang::En => ["waiting", "sent", "not delivered", "withdrawn"],
        };
        let told = c.iter().zip(words).filter(|(n, _)| **n > 0);
        told.map(|(n, word)| format!("{n}\u{a0}{word}")).collect::<Vec<_>>().join(", ")
    }

    /// Until when a message can be withdrawn.
    pub fn recall_until(self, clock: &str) -> String {
        match self {
            Lang::Sv => format!("Utskicket ligger i utkorgen och går ut {clock}. Fram till dess kan du återkalla det."),
            Lang::En => format!("The message is in the outbox and goes out at {clock}. Until then you can withdraw it."),
        }
    }
}
