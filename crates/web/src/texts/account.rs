//! Signing in and out, and passwords.

use crate::{frame::Frame, lang::Lang};
use genbo_app::account::refusal::{Refusal, Weak};

subject! {
    /// Signing in and out, and passwords.
    pub struct AccountTexts {
        sign_in: "Logga in", "Sign in";
        sign_out: "Logga ut", "Sign out";
        name: "Användarnamn", "User name";
        name_hint: "Eller den e-postadress som ditt konto har.", "Or the e-mail address that your account has.";
        password: "Lösenord", "Password";
        forgotten_link: "Glömt lösenordet?", "Forgotten your password?";
        kept: "Logga in för att fortsätta. Det du skrev är kvar.", "Sign in to go on. What you typed is kept.";
        lost: "Logga in för att fortsätta. Det du skickade kunde inte behållas. Gå tillbaka i webbläsaren, spara texten och logga in först.", "Sign in to go on. What you sent could not be kept. Go back in the browser, save the text and sign in first.";
        again: "Du är inloggad igen", "You are signed in again";
        again_lead: "Det du skrev är kvar. Inget är skickat ännu.", "What you typed is kept. Nothing has been sent yet.";
        again_lost: "Det du skickade kunde inte behållas. Gå tillbaka i webbläsaren och skicka på nytt.", "What you sent could not be kept. Go back in the browser and send it once more.";
        send_again: "Skicka det jag skrev", "Send what I typed";
        what_was_typed: "Visa det du skrev", "Show what you typed";
        first: "Inget konto kan logga in ännu", "No account can sign in yet";
        first_text: "Den som driver installationen skapar den första administratören från kommandoraden:", "Whoever runs the installation makes the first administrator from the command line:";
        forgotten: "Glömt lösenordet", "Forgotten password";
        forgotten_lead: "Skriv ditt användarnamn eller din e-postadress, så får du ett brev med en länk.", "Type your user name or e-mail address, and you get a letter with a link.";
        forgotten_sent: "Om kontot finns och har en e-postadress är ett brev på väg. Länken i det gäller i två timmar.", "If the account exists and has an e-mail address, a letter is on its way. Its link counts for two hours.";
        name_or_mail: "Användarnamn eller e-postadress", "User name or e-mail address";
        send_link: "Skicka länken", "Send the link";
        without_mail: "Får du inget brev? Be den som administrerar Genbo hos er om en ny länk.", "No letter? Ask whoever administers Genbo where you work for a new link.";
        choose: "Välj lösenord", "Choose a password";
        new_password: "Nytt lösenord", "New password";
        set_password: "Spara lösenordet", "Save the password";
        letter_forgotten: "Nytt lösenord i Genbo", "New password in Genbo";
        letter_forgotten_text: "Någon har bett om ett nytt lösenord till ditt konto. Länken gäller i två timmar och kan användas en gång. Var det inte du? Då behöver du inte göra något.", "Somebody has asked for a new password for your account. The link counts for two hours and can be used once. Was it not you? Then there is nothing that you need to do.";
        letter_asked_text: "Den som sköter konton ber dig välja ett nytt lösenord. Det gamla gäller tills du har gjort det. Länken gäller i två timmar och kan användas en gång.", "Whoever looks after accounts asks you to choose a new password. The old one counts until you have. The link counts for two hours and can be used once.";
        letter_invited: "Du har fått ett konto i Genbo", "You have got an account in Genbo";
        letter_invited_text: "Välj ett lösenord, så kan du logga in. Länken gäller i sju dagar och kan användas en gång.", "Choose a password, and you can sign in. The link counts for seven days and can be used once.";
        letter_foot: "Brevet kom från den här installationen av Genbo. Skicka länken till ingen annan.", "This letter came from this installation of Genbo. Send the link to nobody else.";
        profile: "Min profil", "My profile";
        stands_in_for: "för", "for";
    }
}

impl Lang {
    /// A session has ended by itself.
    pub fn session_over(self, was: &str) -> String {
        match self {
            Lang::Sv => format!("Du har varit borta en stund, {was}. Logga in igen."),
            Lang::En => format!("You have been away for a while, {was}. Sign in again."),
        }
    }

    /// The same, with a form that is kept.
    pub fn session_over_kept(self, was: &str) -> String {
        match self {
            Lang::Sv => format!("Du har varit borta en stund, {was}. Det du skrev är kvar. Logga in igen, så kan du skicka det."),
            Lang::En => format!("You have been away for a while, {was}. What you typed is kept. Sign in again, and you can send it."),
        }
    }

    /// Somebody else has signed in than the one who typed.
    pub fn written_by_another(self, was: &str, now: &str) -> String {
        match self {
            Lang::Sv => format!("Det här skrev {was}, men du är inloggad som {now}. Skickar du det, gör du det i ditt eget namn."),
            Lang::En => format!("{was} typed this, but you are signed in as {now}. If you send it, you do so in your own name."),
        }
    }

    /// Whose password is chosen.
    pub fn chooses_password_for(self, account: &str) -> String {
        match self {
            Lang::Sv => format!("Lösenordet gäller kontot {account}. Du blir utloggad överallt."),
            Lang::En => format!("The password is for the account {account}. You will be signed out everywhere."),
        }
    }

    /// Which passwords are taken.
    pub fn password_rules(self, shortest: usize) -> String {
        match self {
            Lang::Sv => format!("Minst {shortest} tecken, gärna flera ord. Inte ditt namn och inget av de vanligaste."),
            Lang::En => format!("At least {shortest} characters, several words are good. Not your name and none of the commonest."),
        }
    }
}

impl Frame {
    /// Why something about an account was not done, and what to do.
    pub fn refusal(&self, refusal: &Refusal) -> String {
        let lang = self.lang;
        let say = |sv: &str, en: &str| match lang {
            Lang::Sv => sv.to_owned(),
            Lang::En => en.to_owned(),
        };
        match refusal {
            Refusal::Name => say("Ett användarnamn har a–z, 0–9 och bindestreck, högst 64 tecken.", "A user name has a–z, 0–9 and hyphens, at most 64 characters."),
            Refusal::Taken => say("Det finns redan ett konto med det namnet. Öppna det i listan, eller välj ett annat namn.", "There is an account of that name already. Open it in the list, or choose another name."),
            Refusal::NoAccount => say("Det finns inget öppet konto med det namnet.", "There is no open account of that name."),
            Refusal::NotKnown => say("Namnet eller lösenordet stämmer inte. Pröva igen.", "The name or the password is not right. Try again."),
            Refusal::Wait(until) => {
                let at = self.clock(*until);
                match lang {
                    Lang::Sv => format!("Det har varit för många försök. Pröva igen efter {at}."),
                    Lang::En => format!("There have been too many tries. Try again after {at}."),
                }
            }
            Refusal::Weak(Weak::Short) => say("Lösenordet är för kort. Välj minst 12 tecken, gärna flera ord.", "The password is too short. Choose at least 12 characters, several words are good."),
            Refusal::Weak(Weak::Long) => say("Lösenordet är för långt. Välj högst 500 tecken.", "The password is too long. Choose at most 500 characters."),
            Refusal::Weak(Weak::Name) => say("Lösenordet får inte innehålla ditt namn eller användarnamn. Välj ett annat.", "The password may not contain your name or user name. Choose another."),
            Refusal::Weak(Weak::Common) => say("Lösenordet är ett av dem som prövas först. Välj ett annat, gärna flera ord.", "The password is among those that are tried first. Choose another, several words are good."),
            Refusal::Link => say("Länken är redan använd eller för gammal. Be om en ny.", "The link has been used or is too old. Ask for a new one."),
            Refusal::Email => say("Det där är ingen e-postadress. Skriv till exempel anna.berg@kommunen.example.", "That is no e-mail address. Write for example anna.berg@kommunen.example."),
            Refusal::LastAdministrator => say("Då skulle ingen som kan logga in administrera installationen. Ge först någon annan den rollen.", "Then nobody who can sign in would administer the installation. Give somebody else that role first."),
            Refusal::Beyond => say("Kontot har, eller skulle få, mer än du själv har hand om. Be den som administrerar hela installationen.", "The account has, or would get, more than you look after yourself. Ask whoever administers the whole installation."),
            Refusal::PostRole => say("Den rollen kan inte höra till en befattning. Ge den till ett konto.", "That role cannot go with a post. Give it to an account."),
            Refusal::Role => say("Rollen finns inte. Välj en i listan.", "There is no such role. Choose one from the list."),
            Refusal::Scope => say("Var rollen gäller finns inte. Skriv till exempel organisation:svalov, cooperation:skanes-kommuner eller body:svalov/kommunstyrelsen.", "Where the role counts does not exist. Write for example organisation:svalov, cooperation:skanes-kommuner or body:svalov/kommunstyrelsen."),
            Refusal::Person => say("Personen finns inte. Skriv personens adress i Genbo, till exempel anna-berg.", "There is no such person. Write the person's address in Genbo, for example anna-berg."),
            Refusal::Days => say("Dagarna stämmer inte. Första dagen ska komma först, sista dagen får inte ha passerat, och det får vara högst ett år.", "The days are not right. The first day must come first, the last one may not be past, and it may be a year at most."),
            Refusal::Oneself => say("Du kan inte ersätta dig själv. Skriv en annans användarnamn.", "You cannot stand in for yourself. Write somebody else's user name."),
            Refusal::NotForOthers => say("Det kan bara kontots egen ägare göra. Sluta först att ersätta.", "Only the account's own owner can do that. Stop standing in first."),
            Refusal::Field(name) => match lang {
                Lang::Sv => format!("Fältet {} är tomt eller för långt.", self.field_name(name)),
                Lang::En => format!("The field {} is empty or too long.", self.field_name(name)),
            },
        }
    }

    fn field_name(&self, name: &'static str) -> &'static str {
        match name {
            "name" => self.t.profile.token_name,
            "display_name" => self.t.accounts.display_name,
            "email" => self.t.profile.email,
            "phone" => self.t.profile.phone,
            "audience" => self.t.profile.who_sees,
            "text" => self.t.accessibility.report_text,
            "page" => self.t.accessibility.report_page,
            "contact" => self.t.accessibility.report_contact,
            other => other,
        }
    }

    /// The clock time of a moment where the installation is.
    pub fn clock(&self, at: jiff::Timestamp) -> String {
        self.lang.clock(self.site().local(at).time())
    }
}
