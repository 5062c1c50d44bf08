//! Texts about adjusting records: the round, what is said in it, approvals, corrections and extracts.

use crate::lang::Lang;
use genbo_app::adjustment::Cannot;
use genbo_domain::{adjustment::NotNow, paragraphs::ParagraphSet};

subject! {
    /// Adjusting a record.
    pub struct AdjustTexts {
        title: "Justering", "Adjustment";
        lead: "De som undertecknar läser, säger vad som ska stå, och godkänner samma handling. När alla har gjort det är protokollet justerat och låst.", "Those who sign read it, say what shall stand, and approve the same paper. When all have, the minutes are adjusted and locked.";
        where_it_is: "Läget", "Where it is";
        record: "Protokoll", "Record";
        state: "Läge", "State";
        due: "Sista dag", "Last day";
        due_hint: "Till exempel: 6 okt 2022", "For example: 6 Oct 2022";
        whole_day: "Skriv en hel dag: 6 okt 2022.", "Write a whole day: 6 Oct 2022.";
        late: "Dagen har gått", "The day is past";
        place: "Plats", "Place";
        kind: "Sort", "Kind";
        hash: "Kontrollsumma (SHA-256)", "Digest (SHA-256)";
        hindered: "Det här måste vara klart innan protokollet kan skickas på justering.", "This must be settled before the record can go out for adjustment.";
        open: "Skicka på justering", "Send out for adjustment";
        open_lead: "Välj vilka som undertecknar bland dem som var med. Ordföranden och justerarna måste godkänna; sekreteraren om ni vill.", "Choose who signs among those who were there. The chair and the adjusters must approve; the secretary if you wish.";
        open_button: "Skicka på justering", "Send out for adjustment";
        opened: "Protokollet är under justering.", "The record is being adjusted.";
        does_not_sign: "undertecknar inte", "does not sign";
        paragraphs_hint: "Bara om flera har lett mötet: de §§ som ordföranden undertecknar, till exempel 1-4.", "Only if several chaired: the §§ that this chair signs, for example 1-4.";
        immediate_label: "Paragraferna justeras omedelbart", "The §§ are adjusted immediately";
        immediate: "Omedelbar justering", "Immediate adjustment";
        immediate_why: "Enstaka §§ får ett eget protokoll med egen justering, eget anslag och egen överklagandetid.", "Single §§ get a record of their own with its own adjustment, notice and time of appeal.";
        immediate_lead: "De förkryssade paragraferna flyttas till ett eget protokoll.", "The ticked §§ move to a record of their own.";
        choose: "Välj §§", "Choose §§";
        split_button: "Gör ett eget protokoll", "Make a record of its own";
        signers: "De som undertecknar", "Those who sign";
        who: "Vem", "Who";
        as_what: "Som", "As";
        waits: "Väntar", "Waits";
        has_approved: "Har godkänt", "Has approved";
        signs_no_more: "Ersatt", "Replaced";
        since_draft: "Ändrat sedan utkastet", "Changed since the draft";
        nothing_changed: "Ingenting har ändrats sedan utkastet.", "Nothing has changed since the draft.";
        before: "Före", "Before";
        after: "Efter", "After";
        nothing: "ingenting", "nothing";
        passage: "Ställe", "Passage";
        paragraph: "Paragraf", "§";
        the_decision: "Beslutet", "The decision";
        the_meeting: "Mötet", "The meeting";
        attendance: "Närvaro", "Attendance";
        remarks: "Anmärkningar", "Remarks";
        no_remarks: "Ingen har sagt något om texten.", "Nobody has said anything about the text.";
        what_is_said: "Vad som sägs", "What is said";
        agreed: "Överenskommet", "Agreed";
        declined: "Avböjt", "Declined";
        unanswered: "Obesvarat", "Unanswered";
        say: "Säg något om texten", "Say something about the text";
        say_lead: "En ny lydelse gäller när den är överenskommen. Själva beslutet ändras inte här: den som inte står bakom det vägrar paragrafen.", "A new wording stands once it is agreed. The decision itself is not changed here: whoever does not stand behind it refuses the §.";
        wording: "Ny lydelse", "New wording";
        wording_hint: "Hela stycket som det ska stå. Lämna tomt för en anmärkning utan förslag.", "The whole passage as it shall stand. Leave empty for a remark without a proposal.";
        remark: "Anmärkning", "Remark";
        say_button: "Lämna anmärkningen", "Leave the remark";
        said: "Anmärkningen är lämnad.", "The remark is left.";
        agree: "Ändra så", "Change it so";
        decline: "Avböj", "Decline";
        answered: "Anmärkningen är besvarad.", "The remark is answered.";
        propose: "Lägg fram för godkännande", "Put forward for approval";
        propose_lead: "Genbo sätter protokollet och lägger fram just den handlingen. Den som godkänner godkänner varje tecken i den.", "Genbo typesets the record and puts forward exactly that paper. Whoever approves it approves every sign in it.";
        propose_button: "Lägg fram", "Put forward";
        proposed: "Handlingen är framlagd.", "The paper is put forward.";
        read_paper: "Läs handlingen (PDF)", "Read the paper (PDF)";
        approve: "Godkänn", "Approve";
        approve_lead: "Läs handlingen först. Ditt lösenord frågas en gång till, och godkännandet loggas med handlingens kontrollsumma.", "Read the paper first. Your password is asked for once more, and the approval is logged with the paper's digest.";
        approve_demo: "Läs handlingen först. I demon frågas inget lösenord, och det står i godkännandet.", "Read the paper first. In the demo no password is asked for, and the approval says so.";
        password: "Lösenord", "Password";
        approve_button: "Godkänn protokollet", "Approve the record";
        approved: "Du har godkänt protokollet.", "You have approved the record.";
        adjusted: "Alla har godkänt. Protokollet är justerat och låst.", "All have approved. The record is adjusted and locked.";
        register: "Undertecknat utanför Genbo", "Signed outside Genbo";
        register_lead: "För den som har undertecknat på papper, eller med e-underskrift i en kopia av handlingen.", "For those who signed on paper, or with an electronic signature in a copy of the paper.";
        who_signed: "Vem har undertecknat", "Who signed";
        signed_day: "Dag för underskriften", "Day of the signature";
        scan: "Inskannad eller undertecknad fil", "Scanned or signed file";
        scan_hint: "Filen sparas som den är.", "The file is kept as it is.";
        same_file: "Filen är handlingen själv med underskrifter i (PDF)", "The file is the paper itself with signatures in it (PDF)";
        register_button: "Registrera underskriften", "Register the signature";
        refuse: "Vägra en paragraf", "Refuse a §";
        refuse_lead: "Paragrafen lyfts ur protokollet och går till nästa möte. Resten justeras.", "The § is taken out of the record and goes to the next meeting. The rest is adjusted.";
        refuse_button: "Vägra paragrafen", "Refuse the §";
        refused: "Paragrafen är lyft ur protokollet och går till nästa möte.", "The § is taken out of the record and goes to the next meeting.";
        refused_paragraphs: "Vägrade paragrafer", "Refused §§";
        reason: "Skäl", "Reason";
        replace: "Byt den som undertecknar", "Replace one who signs";
        replace_lead: "Någon annan som var med undertecknar i stället. Handlingen läggs fram på nytt.", "Somebody else who was there signs instead. The paper is put forward anew.";
        instead_of: "I stället för", "Instead of";
        signs_instead: "Undertecknar", "Signs";
        replace_button: "Byt", "Replace";
        replaced: "En annan undertecknar.", "Somebody else signs.";
        end: "Avbryt justeringen", "End the adjustment";
        end_lead: "Protokollet blir utkast igen. Vad som har sagts står kvar.", "The record becomes a draft again. What was said remains.";
        end_button: "Avbryt justeringen", "End the adjustment";
        ended: "Justeringen är avbruten.", "The adjustment is ended.";
        versions: "Justerade versioner", "Adjusted versions";
        post: "Anslå", "Post the notice";
        correct: "Rätta", "Correct";
        correct_lead: "Det justerade protokollet ändras inte: det blir en ny version bredvid, med vem, när, varför och vad som skiljer.", "The adjusted record is not changed: a new version is made beside it, with who, when, why and what differs.";
        right_wording: "Rätt lydelse", "Right wording";
        correct_reason: "Varför", "Why";
        correct_button: "Gör en rättad version", "Make a corrected version";
        corrected: "Den rättade versionen finns bredvid den första.", "The corrected version stands beside the first.";
        choose_passage: "Välj ett ställe.", "Choose a passage.";
        extract: "Bestyrkt utdrag", "Certified extract";
        extract_lead: "En paragraf ur det justerade protokollet, numrerad och med mottagare.", "One § of the adjusted record, numbered and with its recipients.";
        recipients: "Mottagare", "Recipients";
        recipients_hint: "En på varje rad.", "One on each line.";
        extract_button: "Bestyrk utdraget", "Certify the extract";
        extracted: "Utdraget är bestyrkt och sparat.", "The extract is certified and kept.";
        extract_number: "Utdrag nummer", "Extract number";
        certified: "Bestyrkt utdrag", "Certified extract";
        certified_by: "Bestyrkt av", "Certified by";
        of_version: "Ur handlingen med kontrollsumman", "Of the paper with the digest";
        differs: "Uppgifterna är inte längre de som justerades. Rätta protokollet först.", "The facts are no longer those that were adjusted. Correct the record first.";
        the_text: "Texten", "The text";
        text: "Protokollet som det skulle låsas nu", "The record as it would be locked now";
        no_pdf: "Handlingen kunde inte sättas. Ingenting har ändrats; försök igen om en stund.", "The paper could not be typeset. Nothing has changed; try again in a while.";
    }
}

impl Lang {
    fn either(self, sv: String, en: String) -> String {
        if self == Lang::Sv { sv } else { en }
    }

    /// That somebody was not there at some §§, or only perhaps.
    pub fn was_away(self, set: &ParagraphSet) -> String {
        let set = self.paragraphs(set);
        self.either(format!("Inte säkert närvarande vid {set}"), format!("Not certainly present at {set}"))
    }

    /// The label of the choice as what somebody signs.
    pub fn signs_as(self, name: &str) -> String {
        self.either(format!("{name} undertecknar som"), format!("{name} signs as"))
    }

    /// The label of the §§ that somebody signs.
    pub fn signs_paragraphs(self, name: &str) -> String {
        self.either(format!("{name}: §§"), format!("{name}: §§"))
    }

    /// The heading of the answer to a remark.
    pub fn answer_remark(self, n: usize) -> String {
        self.either(format!("Svara på anmärkning {n}"), format!("Answer remark {n}"))
    }

    /// The clause of an item, by number.
    pub fn clause_of(self, item: &str, n: i64) -> String {
        self.either(format!("{item} beslut, punkt {n}"), format!("{item} decision, point {n}"))
    }

    /// Why somebody else signs.
    pub fn replaced_because(self, why: &str) -> String {
        self.either(format!("Ersatt: {why}"), format!("Replaced: {why}"))
    }

    /// What stood where another wording is proposed.
    pub fn stood(self, text: &str) -> String {
        self.either(format!("Där stod: {text}"), format!("There stood: {text}"))
    }

    /// Who refused a §, and why.
    pub fn refused_by(self, paragraph: &str, who: &str, why: &str) -> String {
        self.either(format!("§ {paragraph}: {who}. {why}"), format!("§ {paragraph}: {who}. {why}"))
    }

    /// What stands at the head of a corrected version.
    pub fn correction_said(self, version: i64, reason: &str) -> String {
        // Records are kept in Swedish.
        format!("Rättad version {version}. Skäl: {reason}")
    }

    /// Why something about an adjustment is not done.
    pub fn cannot_adjust(self, why: &Cannot) -> String {
        match why {
            Cannot::OpenVote(n) => self.either(
                format!("En omröstning i {} är inte räknad.", self.item_name(n, true)),
                format!("A vote in {} is not counted.", self.item_name(n, true)),
            ),
            Cannot::FewAdjusters(n, wanted) => self.either(
                format!("Det finns {n} justerare; organet har {wanted}. Lägg in dem på närvaron."),
                format!("There are {n} adjusters; the body has {wanted}. Enter them on the roll."),
            ),
            Cannot::NoChair => self.either("Ingen undertecknar som ordförande.".into(), "Nobody signs as chair.".into()),
            Cannot::NotThere(who) => {
                self.either(format!("{who} var inte med på mötet."), format!("{who} was not at the meeting."))
            }
            Cannot::Goes => self.either("Protokollet är redan under justering.".into(), "The record is being adjusted already.".into()),
            Cannot::NoRound => self.either("Protokollet är inte under justering.".into(), "The record is not being adjusted.".into()),
            Cannot::Finished => self.either(
                "Protokollet är färdigt. Det rättas, det justeras inte om.".into(),
                "The record is finished. It is corrected, not adjusted again.".into(),
            ),
            Cannot::NotFrozen => self.either("Protokollet är inte justerat än.".into(), "The record is not adjusted yet.".into()),
            Cannot::NoMinutes => self.either(
                "Organet för minnesanteckningar. De justeras inte; ett senare möte godkänner dem.".into(),
                "The body keeps notes. They are not adjusted; a later meeting approves them.".into(),
            ),
            Cannot::NoDay => self.either("Skriv en dag, som inte ligger framåt om den redan har varit.".into(), "Write a day, not one ahead if it has been already.".into()),
            Cannot::DecidesOtherwise(all) => {
                let all: Vec<String> = all.iter().map(|n| self.item_name(n, true)).collect();
                let all = self.list(&all);
                self.either(
                    format!("{all} beslutar något annat än utkastet. Ett beslut ändras inte vid justeringen: återställ det, eller vägra paragrafen."),
                    format!("{all} decides something else than the draft. A decision is not changed when the record is adjusted: put it back, or refuse the §."),
                )
            }
            Cannot::Unanswered => self.either("En anmärkning är inte besvarad.".into(), "A remark is not answered.".into()),
            Cannot::Stale => self.either("Något har ändrats under tiden. Försök igen.".into(), "Something has changed meanwhile. Try again.".into()),
            Cannot::Round(NotNow::Over) => self.either("Justeringen är över.".into(), "The adjustment is over.".into()),
            Cannot::Round(NotNow::NoPaper) => self.either("Ingen handling är framlagd.".into(), "No paper is put forward.".into()),
            Cannot::Round(NotNow::OtherPaper) => self.either(
                "En annan handling är framlagd nu. Läs den först.".into(),
                "Another paper is put forward now. Read it first.".into(),
            ),
            Cannot::Round(NotNow::NoSigner) => self.either("Hen undertecknar inte.".into(), "He or she does not sign.".into()),
            Cannot::Round(NotNow::Twice) => self.either("Det är redan gjort.".into(), "That is done already.".into()),
            Cannot::Nothing => self.either("Skriv något.".into(), "Write something.".into()),
            Cannot::NoReason => self.either("Skriv ett skäl.".into(), "Write a reason.".into()),
            Cannot::NoSuchParagraph(n) => self.either(
                format!("{n} står inte i protokollet, eller justeras redan för sig."),
                format!("{n} does not stand in the record, or is being adjusted on its own."),
            ),
            Cannot::NoSuchField => self.either("Det stället ändras inte så.".into(), "That passage is not changed in this way.".into()),
            Cannot::OtherFile => self.either(
                "Filen är inte handlingen med underskrifter i, utan något annat.".into(),
                "The file is not the paper with signatures in it, but something else.".into(),
            ),
            Cannot::NoFile => self.either("Välj en fil.".into(), "Choose a file.".into()),
            Cannot::NoRecipients => self.either("Skriv vem som får utdraget.".into(), "Write who gets the extract.".into()),
        }
    }
}
