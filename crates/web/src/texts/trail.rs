//! The log.

use crate::lang::Lang;

subject! {
    /// The log.
    pub struct TrailTexts {
        title: "Logg", "Log";
        lead: "Vem som har ändrat vad. Det senaste står först. Du ser det som hör till det du ansvarar för.", "Who changed what. The latest comes first. You see what belongs to what you answer for.";
        download: "Hämta som tabell (CSV)", "Download as a table (CSV)";
        from: "Från och med", "From";
        to: "Till och med", "To";
        when: "När", "When";
        who: "Vem", "Who";
        what: "Vad", "What";
        changed: "Ändrat", "Changed";
        noun: "Slag av uppgift", "Kind of thing";
        thing: "Adress", "Address";
        action: "Händelse", "Event";
        none: "Inget i loggen stämmer med urvalet.", "Nothing in the log fits the choice.";
        hidden: "visas inte", "not shown";
        nothing: "inget", "nothing";
        system: "Genbo själv", "Genbo itself";
    }
}

impl Lang {
    /// So many fields were changed.
    pub fn fields_changed(self, n: usize) -> String {
        match self {
            Lang::Sv => format!("{n}\u{a0}uppgifter"),
            Lang::En => format!("{n}\u{a0}facts"),
        }
    }

    /// What was done, lower case; the trail's own word if there is no other.
    pub fn trail_action(self, action: &str) -> &str {
        let action = action.rsplit('.').next().unwrap_or(action);
        match action {
            "create" => self.pick("tillagt", "added"),
            "change" => self.pick("ändrat", "changed"),
            "dispose" => self.pick("gallrat", "disposed of"),
            "answer" => self.pick("svar om dag", "answer about a day"),
            "end" => self.pick("avslutat", "ended"),
            "reopen" => self.pick("öppnat igen", "opened again"),
            "roles" => self.pick("roller ändrade", "roles changed"),
            "password" => self.pick("nytt lösenord", "new password"),
            "link" => self.pick("länk till lösenord skickad", "password link sent"),
            "token" => self.pick("ny nyckel", "new token"),
            "revoke" => self.pick("nyckel borttagen", "token revoked"),
            "stand_in" => self.pick("ny ersättare", "new stand-in"),
            "stand_in_end" => self.pick("ersättare borttagen", "stand-in taken back"),
            "adjust" => self.pick("justering", "adjustment"),
            "comment" => self.pick("anmärkning vid justering", "remark at adjustment"),
            "propose" => self.pick("framlagt för godkännande", "put forward for approval"),
            "approve" => self.pick("godkänt protokoll", "record approved"),
            "adjusted" => self.pick("protokoll justerat", "record adjusted"),
            "refuse" => self.pick("paragraf vägrad", "§ refused"),
            "correct" => self.pick("protokoll rättat", "record corrected"),
            "extract" => self.pick("utdrag bestyrkt", "extract certified"),
            "profile" => self.pick("profil ändrad", "profile changed"),
            other => other,
        }
    }

    /// What is no noun of cooperation but stands in the trail.
    pub fn trail_noun(self, noun: &str) -> &str {
        match noun {
            "account" => self.pick("konto", "account"),
            "message" => self.pick("meddelande", "message"),
            "feed" => self.pick("egen kalender", "calendar of one's own"),
            other => other,
        }
    }

    /// A field that is no noun's, lower case.
    pub fn trail_field(self, field: &str) -> &str {
        match field {
            "name" => self.pick("användarnamn", "user name"),
            "roles" => self.pick("roller", "roles"),
            "token" => self.pick("nyckel", "token"),
            "date_answer" => self.pick("svar", "answer"),
            "date_request" => self.pick("genom länk i utskick", "by a mailed link"),
            "deputy" => self.pick("ersättare", "stand-in"),
            "binding" => self.pick("godkännandets kontrollsumma", "digest of the approval"),
            "data_hash" => self.pick("uppgifternas kontrollsumma", "digest of the data"),
            "pdf_hash" => self.pick("PDF-filens kontrollsumma", "digest of the PDF"),
            "first" => self.pick("första dag", "first day"),
            "last" => self.pick("sista dag", "last day"),
            "email_audience" => self.pick("vem som ser e-posten", "who sees the e-mail"),
            "phone_audience" => self.pick("vem som ser telefonen", "who sees the telephone"),
            other => other,
        }
    }
}
