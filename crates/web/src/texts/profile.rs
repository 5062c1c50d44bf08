//! One's own page.

use crate::{frame::Frame, lang::Lang};
use jiff::civil::Date;

subject! {
    /// One's own page.
    pub struct ProfileTexts {
        lead: "Det här är ditt. Ingen annan ser sidan.", "This is yours. Nobody else sees the page.";
        account: "Användarnamn", "User name";
        acting_for: "Du ersätter", "You stand in for";
        stop_acting: "Sluta ersätta", "Stop standing in";
        roles: "Dina roller", "Your roles";
        no_roles: "Kontot har ingen roll. Be den som administrerar Genbo hos er.", "The account has no role. Ask whoever administers Genbo where you work.";
        matrix_link: "Se vad rollerna får göra", "See what the roles may do";
        account_mail: "Post och språk", "Mail and language";
        email: "E-post för kontot", "E-mail of the account";
        email_hint: "Dit går länken om du glömmer lösenordet. Ingen annan ser den.", "The link goes there if you forget your password. Nobody else sees it.";
        language: "Språk", "Language";
        save: "Spara", "Save";
        contact: "Kontaktuppgifter", "Contact details";
        contact_text: "De här uppgifterna hör till dig som person i tjänsten. Du bestämmer vem som ser var och en.", "These belong to you as a person in office. You decide who sees each of them.";
        no_person: "Kontot hör inte till någon person. Den som administrerar konton kan koppla det.", "The account belongs to no person. Whoever administers accounts can connect it.";
        work_email: "E-post i tjänsten", "E-mail at work";
        work_email_hint: "Till exempel anna.berg@kommunen.example", "For example anna.berg@kommunen.example";
        phone: "Telefon i tjänsten", "Telephone at work";
        phone_hint: "Till exempel 0418-47 50 00", "For example +46 418 47 50 00";
        who_sees: "Vem ser uppgiften", "Who sees it";
        nobody: "Ingen utom den som administrerar hela Genbo", "Nobody but who administers all of Genbo";
        members: "De som hör till samma samverkan", "Those of the same cooperation";
        public: "Alla", "Everybody";
        old_password: "Nuvarande lösenord", "Present password";
        password_ends: "Du blir utloggad överallt.", "You will be signed out everywhere.";
        no_password: "Kontot har inget lösenord.", "The account has no password.";
        sessions: "Där du är inloggad", "Where you are signed in";
        no_sessions: "Ingenstans.", "Nowhere.";
        this_one: "här", "here";
        end: "Logga ut", "Sign out";
        end_others: "Logga ut överallt utom här", "Sign out everywhere but here";
        stand_ins: "Ersättare", "Stand-ins";
        stand_ins_text: "En ersättare får göra det du får göra. Loggen nämner er båda.", "A stand-in may do what you may do. The log names both of you.";
        you_stand_in: "Du får ersätta", "You may stand in for";
        for_you: "Ersätter dig", "Standing in for you";
        nobody_stands_in: "Ingen ersätter dig.", "Nobody stands in for you.";
        act_for: "Börja ersätta", "Begin to stand in";
        take_back: "Ta tillbaka", "Take back";
        deputy: "Ersättarens användarnamn", "The stand-in's user name";
        first: "Första dag", "First day";
        last: "Sista dag", "Last day";
        lend: "Lägg till ersättare", "Add a stand-in";
        tokens: "Nycklar för program", "Tokens for programs";
        tokens_text: "Ett program som visar nyckeln läser det du får läsa. Ta bort nyckeln när den inte används.", "A program that shows the token reads what you may read. Revoke the token when it is not used.";
        no_tokens: "Du har inga nycklar.", "You have no tokens.";
        token_once: "Här är nyckeln. Spara den nu, den visas bara den här gången.", "Here is the token. Save it now, it is shown only this once.";
        token_name: "Vad nyckeln är till", "What the token is for";
        token_days: "Gäller så många dagar", "Counts for so many days";
        new_token: "Lägg till nyckel", "Add a token";
        revoke: "Ta bort", "Revoke";
    }
}

impl Lang {
    /// Since when somebody is signed in, and when last seen.
    pub fn session_since(self, since: &str, seen: &str) -> String {
        match self {
            Lang::Sv => format!("Sedan {since}, senast {seen}"),
            Lang::En => format!("Since {since}, last {seen}"),
        }
    }

    /// When a token was made, ends and was used.
    pub fn token_line(self, made: &str, ends: &str, used: Option<&str>) -> String {
        match (self, used) {
            (Lang::Sv, Some(used)) => format!("Skapad {made}. Gäller till {ends}. Senast använd {used}."),
            (Lang::Sv, None) => format!("Skapad {made}. Gäller till {ends}. Aldrig använd."),
            (Lang::En, Some(used)) => format!("Made {made}. Counts until {ends}. Last used {used}."),
            (Lang::En, None) => format!("Made {made}. Counts until {ends}. Never used."),
        }
    }

    /// From one day to another.
    pub fn days_from_to(self, first: Date, last: Date) -> String {
        match self {
            Lang::Sv => format!("Från {} till {}", self.day_long(first), self.day_long(last)),
            Lang::En => format!("From {} to {}", self.day_long(first), self.day_long(last)),
        }
    }

    /// When something was taken back.
    pub fn taken_back(self, at: &str) -> String {
        match self {
            Lang::Sv => format!("Taget tillbaka {at}"),
            Lang::En => format!("Taken back {at}"),
        }
    }
}

impl Frame {
    /// A moment where the installation is: day and clock time.
    pub fn moment(&self, at: jiff::Timestamp) -> String {
        let local = self.site().local(at);
        format!("{} {}", self.lang.day(local.date()), self.lang.clock(local.time()))
    }
}
