//! The call of a meeting: who gets it, what is sent, what is answered.

use crate::lang::Lang;

subject! {
    /// The call of a meeting.
    pub struct CallTexts {
        title: "Kallelse", "Call";
        again: "Kallelsen och svaren", "The call and its answers";
        lead: "Läs igenom, skicka till dig själv först om du vill, och skicka sedan. Inget lämnar Genbo innan du trycker på Skicka.", "Read it through, send it to yourself first if you like, and then send. Nothing leaves Genbo until you press Send.";
        over: "Mötet har varit. Ingen kallelse kan skickas.", "The meeting is over. No call can be sent.";
        called_off: "Mötet är inställt, och ingen väntar på besked.", "The meeting is called off, and nobody waits for word of it.";
        changed: "Något har ändrats sedan du läste igenom brevet. Läs det igen och skicka sedan.", "Something has changed since you read the letter. Read it again, and then send.";
        nobody: "Ingen kan nås. Lägg till en adress under Fler mottagare.", "Nobody can be reached. Add an address under More recipients.";
        no_address: "Genbo vet inte din adress. Skriv den under Din adress.", "Genbo does not know your address. Write it under Your address.";
        already: "Formuläret var redan skickat. Ingen har fått brevet två gånger.", "The form had been sent already. Nobody has been sent the letter twice.";
        copy_sent: "Brevet är på väg till dig. Svarslänken i det är bara ett exempel.", "The letter is on its way to you. The link for answers in it is only an example.";
        recipients: "Får brevet", "Get the letter";
        missing: "Får inte brevet", "Do not get the letter";
        name: "Namn", "Name";
        seat: "Plats", "Seat";
        from: "Från", "From";
        address: "Adress", "Address";
        address_known: "finns, men visas inte för dig", "known, but not shown to you";
        guest: "tillagd", "added";
        no_mail: "saknar adress", "has no address";
        bad_mail: "adressen är felskriven", "the address is mistyped";
        not_named: "ingen har angett vem", "nobody has said who";
        vacant: "vakant", "vacant";
        why: "Varför", "Why";
        former: "Kallades tidigare men deltar inte längre, och får inget", "Were called earlier but take part no longer, and get nothing";
        letter: "Så ser brevet ut", "What the letter looks like";
        for_members: "Till dem som har en plats", "To those who have a seat";
        for_guests: "Till dem som är tillagda", "To those who were added";
        words: "Egna ord till mottagarna", "Your own words to the recipients";
        words_hint: "Frivilligt. Står först i brevet.", "Optional. Stands first in the letter.";
        more: "Fler mottagare", "More recipients";
        more_hint: "En på varje rad: en adress, eller namn och adress som Anna Berg <anna@example.se>. De ser bara det som alla får se.", "One a line: an address, or name and address as Anna Berg <anna@example.se>. They see only what everybody may see.";
        mine: "Din adress", "Your address";
        mine_hint: "Hit går svar på brevet, och provbrevet.", "Answers to the letter go here, and the copy to yourself.";
        update: "Uppdatera brevet", "Update the letter";
        to_me: "Skicka till mig själv först", "Send to myself first";
        send: "Skicka kallelsen", "Send the call";
        send_again: "Skicka ändrad kallelse", "Send the changed call";
        send_off: "Skicka besked om inställt möte", "Send word that it is called off";
        answers: "Svar", "Answers";
        answer: "Svar", "Answer";
        note: "Meddelande", "Message";
        delivery: "Brevet", "The letter";
        no_answer: "inte svarat", "not answered";
        told_off: "har fått besked om inställt", "told that it is called off";
        substitutes: "Ersättare", "Substitutes";
        next_unreached: "Ersättaren saknar adress.", "The substitute has no address.";
        sent: "Skickat om mötet", "Sent about the meeting";
    }
}

impl Lang {
    /// What a substitute is told who is called instead of a member.
    pub fn serves_instead_of(self, member: &str) -> String {
        match self {
            Lang::Sv => format!("{member} kan inte komma. Du kallas att tjänstgöra i stället."),
            Lang::En => format!("{member} cannot come. You are called to serve instead."),
        }
    }

    /// The button that calls a substitute instead of a member.
    pub fn call_instead(self, substitute: &str, member: &str) -> String {
        match self {
            Lang::Sv => format!("Kalla {substitute} i stället för {member}"),
            Lang::En => format!("Call {substitute} instead of {member}"),
        }
    }

    /// Who is called instead of a member.
    pub fn is_called_instead(self, substitute: &str, member: &str) -> String {
        match self {
            Lang::Sv => format!("{substitute} är kallad i stället för {member}."),
            Lang::En => format!("{substitute} is called instead of {member}."),
        }
    }

    /// Who is next in turn.
    pub fn next_in_turn(self, member: &str, substitute: &str) -> String {
        match self {
            Lang::Sv => format!("{member} kommer inte. Näst på tur är {substitute}."),
            Lang::En => format!("{member} is not coming. Next in turn is {substitute}."),
        }
    }

    /// That nobody is left to serve.
    pub fn nobody_in_turn(self, member: &str) -> String {
        match self {
            Lang::Sv => format!("{member} kommer inte, och ingen ersättare finns kvar på tur."),
            Lang::En => format!("{member} is not coming, and no substitute is left in turn."),
        }
    }

    /// To how many a message goes: `Går till 33 adressater.`
    pub fn goes_to(self, n: usize) -> String {
        let who = self.plural(n, [["adressat", "adressater"], ["addressee", "addressees"]]);
        match self {
            Lang::Sv => format!("Går till {n}\u{a0}{who}."),
            Lang::En => format!("Goes to {n}\u{a0}{who}."),
        }
    }

    /// How many do not get a message.
    pub fn not_reached(self, n: usize) -> String {
        match self {
            Lang::Sv => format!("{n}\u{a0}{} inte nås.", self.plural(n, [["plats kan", "platser kan"], ["", ""]])),
            Lang::En => format!("{n}\u{a0}{} cannot be reached.", self.plural(n, [["", ""], ["seat", "seats"]])),
        }
    }

    /// That some seats are not shown to whoever sends.
    pub fn hidden_seats(self, n: usize) -> String {
        match self {
            Lang::Sv => format!("Organet har dessutom {n}\u{a0}{} som du inte får se. De kallas inte härifrån.", self.plural(n, [["plats", "platser"], ["", ""]])),
            Lang::En => format!("The body also has {n}\u{a0}{} that you may not see. They are not called from here.", self.plural(n, [["", ""], ["seat", "seats"]])),
        }
    }

    /// That some items do not stand in the letter.
    pub fn items_kept_back(self, n: usize) -> String {
        match self {
            Lang::Sv => format!("{n}\u{a0}{} inte i brevet, eftersom mottagarna inte får se dem i Genbo.", self.plural(n, [["punkt står", "punkter står"], ["", ""]])),
            Lang::En => format!("{n}\u{a0}{} not in the letter, because the recipients may not see them in Genbo.", self.plural(n, [["", ""], ["point is", "points are"]])),
        }
    }

    /// That lines are no addresses.
    pub fn no_addresses(self, lines: &[String]) -> String {
        let lines = lines.join("”, ”");
        match self {
            Lang::Sv => format!("”{lines}” är ingen adress. Skriv den som namn@organisation.se, en på varje rad."),
            Lang::En => format!("“{lines}” is no address. Write it as name@organisation.se, one a line."),
        }
    }

    /// How many have answered what.
    pub fn answer_tally(self, [accepted, tentative, declined, none]: [usize; 4]) -> String {
        match self {
            Lang::Sv => format!("{accepted} kommer, {tentative} kanske, {declined} kommer inte, {none} har inte svarat."),
            Lang::En => format!("{accepted} coming, {tentative} perhaps, {declined} not coming, {none} have not answered."),
        }
    }
}
