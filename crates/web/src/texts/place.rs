//! Pages about who cooperates with whom: cooperations, bodies, organisations, persons, posts.

use crate::lang::Lang;

subject! {
    /// Pages about who cooperates with whom: cooperations, bodies, organisations, persons, posts.
    pub struct PlaceTexts {
        cooperations_lead: "Det som kommuner, regioner och andra gör tillsammans.", "What municipalities, regions and others do together.";
        bodies_lead: "Nämnder, styrgrupper, nätverk och forum, efter vem de hör till.", "Boards, steering groups, networks and forums, by whom they belong to.";
        organisations_lead: "Kommuner, regioner och andra som samverkar. Öppna en för att se allt den är med i.", "Municipalities, regions and others that cooperate. Open one to see everything that it takes part in.";
        people_lead: "De som har befattningar och platser. Bara det som hör till uppdraget visas.", "Those who hold posts and seats. Only what belongs to the office is shown.";
        organisations: "Organisationer", "Organisations";
        municipalities: "Kommuner", "Municipalities";
        people: "Personer", "People";
        name: "Namn", "Name";
        form: "Form", "Form";
        form_unknown: "formen är okänd", "form unknown";
        kind: "Slag", "Kind";
        members: "Medlemmar", "Members";
        member: "Medlem", "Member";
        next_meeting: "Nästa möte", "Next meeting";
        no_known_meeting: "inget känt", "none known";
        member_organisation: "Medlem (kortnamn)", "Member (short name)";
        owner: "Hör till", "Belongs to";
        status: "Läge", "Status";
        size: "Storlek", "Size";
        as_published: "som det står i källan", "as published";
        seats_counted: "Platser i listan", "Seats listed";
        counted_note: "räknade av Genbo", "counted by Genbo";
        no_seats: "inga i källan", "none in the source";
        what_for: "Vad den är till för", "What it is for";
        motives: "Varför medlemmarna samverkar", "Why the members cooperate";
        aliases: "Kallas också", "Also called";
        legal_person: "Juridisk person", "Legal person";
        no_legal_person: "ingen egen", "none of its own";
        basis: "Vilar på", "Rests on";
        website: "Webbplats", "Website";
        since: "Finns", "In being";
        member_of: "Är själv medlem i", "Is itself a member of";
        note: "Anmärkning", "Note";
        takes_part: "Deltar", "Takes part";
        areas_of_membership: "Områden", "Areas";
        condition: "Villkor", "Condition";
        groups: "Grupper av medlemmar", "Groups of members";
        group: "Grupp", "Group";
        group_members_unknown: "källan namnger inga", "the source names none";
        former_members: "Medlemmar en annan tid", "Members at another time";
        chart: "Organisation", "Organisation chart";
        chart_of: "Organ och hur de hänger ihop", "Bodies and how they hang together";
        chart_description: "Varje ruta är ett organ. Heldragen linje: rapporterar till eller ingår i. Streckad linje: ger råd till. Streckad ruta: finns inte ännu.", "Each box is a body. Solid line: reports to or is part of. Dashed line: advises. Dashed box: not yet in being.";
        bodies: "Organ", "Bodies";
        body: "Organ", "Body";
        together_with: "Hänger ihop med", "Connected with";
        reports_to: "rapporterar till", "reports to";
        part_of: "ingår i", "is part of";
        advises: "ger råd till", "advises";
        composed_of: "består av", "is composed of";
        proposed: "föreslaget", "proposed";
        gated: "väntar på beslut", "awaits a decision";
        closed: "avvecklat", "closed";
        meetings: "Möten", "Meetings";
        next_meetings: "Kommande möten", "Coming meetings";
        past_meetings: "Tidigare möten", "Past meetings";
        undated_meetings: "Möten utan datum", "Meetings without a date";
        plans: "Planer", "Plans";
        plan: "Plan", "Plan";
        commissions: "Uppdrag", "Commissions";
        commissions_given: "Uppdrag som organet har gett", "Commissions that it gave";
        commissions_received: "Uppdrag som organet har fått", "Commissions that it has";
        referrals: "Remisser", "Referrals";
        courses: "Utbildning", "Courses";
        areas: "Samverkansområden", "Areas of cooperation";
        area: "Område", "Area";
        stage: "Steg", "Stage";
        priority: "Prioritet", "Priority";
        letter: "Avsiktsförklaring", "Letter of intent";
        no_areas_named: "Källan namnger inga områden.", "The source names no areas.";
        to_wheel: "Visa årshjulet", "Show the year wheel";
        to_feed: "Prenumerera på kalendern", "Subscribe to the calendar";
        may_do: "Vad organet får göra", "What the body may do";
        subject: "Slags ärende", "Kind of matter";
        power: "Får", "May";
        towards: "Gentemot", "Towards";
        in_general: "I allmänhet", "In general";
        life: "Organets läge", "Where the body is in its life";
        gate: "Får inte starta förrän", "May not start before";
        decided_by: "Enligt beslut", "By decision";
        predecessor: "Fortsätter", "Carries on";
        successors: "Fortsätts av", "Carried on by";
        seats: "Platser", "Seats";
        substitutes: "Ersättare", "Substitutes";
        officers: "Sekreterare och adjungerade", "Secretaries and co-opted";
        no_seats_told: "Källan räknar inte upp några platser.", "The source lists no seats.";
        substitution: "Så ersätts en ledamot", "How a member is replaced";
        composition: "Vilka som sitter", "Who sits in it";
        seats_elsewhere: "Organets platser i andra organ", "The body's seats in other bodies";
        work: "Arbetssätt", "Way of working";
        convener: "Sammankallas av", "Convened by";
        frequency: "Hur ofta", "How often";
        meeting_length: "Mötets längd", "Length of a meeting";
        standing_items: "Stående punkter", "Standing items";
        call_lead: "Kallelse före mötet", "Call before the meeting";
        record_kind: "Från mötet", "From the meeting";
        adjusters: "Justerare", "Adjusters";
        archive: "Arkiv", "Archive";
        diary: "Diarium", "Diary";
        notice_board: "Anslagstavla", "Notice board";
        operated_by: "Drivs av", "Run by";
        parts: "Delar", "Parts";
        reporting: "Rapporterar hit", "Report to it";
        advised_by: "Får råd av", "Advised by";
        composes: "Är med och bildar", "Makes up, with others";
        recommendations: "Rekommendationer", "Recommendations";
        recommendation: "Rekommendation", "Recommendation";
        from: "Från", "From";
        to: "Till", "To";
        about_it: "Vad styrdokumenten säger om organet", "What governing documents say about it";
        organisation_lead: "Allt som den gör tillsammans med andra: var den är med, vem som företräder den, vad den är skyldig och vad den väntar på.", "Everything that it does with others: where it takes part, who represents it, what it owes and what it waits for.";
        cooperates_in: "Samverkar i", "Cooperates in";
        sits_in: "Sitter i", "Sits in";
        to_answer: "Att svara på", "To answer";
        waits_for: "Väntar på", "Waits for";
        nothing: "inget känt", "none known";
        due: "Vi är skyldiga", "We owe";
        owed: "Vi väntar på", "We wait for";
        no_dues: "Inget öppet är känt.", "Nothing open is known.";
        cooperations: "Samverkan", "Cooperations";
        cooperation: "Samverkan", "Cooperation";
        how: "Hur", "How";
        through: "genom", "through";
        no_cooperations: "Ingen samverkan är känd.", "No cooperation is known.";
        our_seats: "Våra platser", "Our seats";
        no_represented: "Inga platser är kända.", "No seats are known.";
        own_bodies: "Egna organ", "Own bodies";
        ours_note: "Möten i våra egna organ och i all samverkan som vi är med i.", "Meetings of our own bodies and of all our cooperations.";
        cases: "Ärenden hos oss", "Our cases";
        case_number: "Vårt nummer", "Our number";
        to_be_supplied: "kompletteras senare", "to be supplied";
        matter: "Ärende", "Matter";
        officer: "Handläggare", "Officer";
        statistics: "Statistik", "Statistics";
        measure: "Mått", "Measure";
        value: "Värde", "Value";
        when: "När", "When";
        examples: "Goda exempel", "Good examples";
        successions: "Övergångar", "Successions";
        answered_referrals: "Remisser som vi har svarat på", "Referrals that we have answered";
        home_rounds: "Frågor hemma", "Questions taken home";
        code: "Kommunkod", "Code";
        county: "Län", "County";
        other_county: "Utan län", "Without county";
        registration: "Organisationsnummer", "Registration number";
        legal_name: "Juridiskt namn", "Legal name";
        is_cooperation: "Är samverkan", "Is the cooperation";
        org_part_of: "Del av", "Part of";
        org_parts: "Delar", "Parts";
        next_edition: "Nästa tillfälle", "Next session";
        no_edition: "inget bestämt", "none set";
        needs: "Anmält behov", "Stated need";
        course: "Utbildning", "Course";
        holds: "Befattningar och platser", "Posts and seats";
        held_before: "Tidigare och kommande", "Earlier and coming";
        at: "Hos", "At";
        party: "Parti", "Party";
        about_person: "Om", "About";
        attended: "Möten", "Meetings";
        meeting: "Möte", "Meeting";
        capacity: "Som", "As";
        presented: "Föredragna punkter", "Items presented";
        moved: "Yrkanden", "Proposals moved";
        contact_for: "Fast kontakt för", "Standing contact for";
        email: "E-post", "E-mail";
        phone: "Telefon", "Telephone";
        contact_hidden: "Kontaktuppgifter visas bara för medlemmar.", "Contact details are shown to members only.";
        holds_nothing: "Inget känt i dag.", "Nothing known today.";
        holders_over_time: "Innehavare", "Holders";
        no_holders: "Ingen innehavare är känd.", "No holder is known.";
        seats_follow: "Platser som följer befattningen", "Seats that follow the post";
        function: "Funktion", "Function";
        leads: "Leder", "Leads";
        tasks: "Uppdrag till befattningen", "Commissions to the post";
        given_commissions: "Uppdrag härifrån", "Commissions from here";
        sources: "Källor", "Sources";
        our_picture: "Bild av samverkan", "Picture of the cooperations";
        our_picture_description: "Överst de samverkansformer som organisationen är med i, under dem organen där den har plats, och dess egna organ.", "At the top the cooperations that it takes part in, below them the bodies where it has a seat, and its own bodies.";
    }
}

impl Lang {
    /// How many organisations are members: `33 medlemmar`.
    pub fn members(self, n: usize) -> String {
        format!("{n} {}", self.plural(n, [["medlem", "medlemmar"], ["member", "members"]]))
    }

    /// How many cooperations.
    pub fn cooperations(self, n: usize) -> String {
        format!("{n} {}", self.pick("samverkan", if n == 1 { "cooperation" } else { "cooperations" }))
    }

    /// How many bodies.
    pub fn bodies(self, n: usize) -> String {
        format!("{n} {}", self.plural(n, [["organ", "organ"], ["body", "bodies"]]))
    }

    /// How many things are to be answered or done.
    pub fn things_to_do(self, n: usize) -> String {
        format!("{n} {}", self.plural(n, [["sak", "saker"], ["thing", "things"]]))
    }

    /// How many answers are awaited.
    pub fn answers(self, n: usize) -> String {
        format!("{n} {}", self.plural(n, [["svar", "svar"], ["answer", "answers"]]))
    }

    /// How many seats are counted: `39`, `11–13`, `minst 4`.
    pub fn seats_between(self, least: i64, most: Option<i64>) -> String {
        match most {
            Some(most) if most == least => self.whole(least),
            Some(most) => format!("{}–{}", self.whole(least), self.whole(most)),
            None => format!("{} {}", self.pick("minst", "at least"), self.whole(least)),
        }
    }

    /// Where a picture of a cooperation's bodies says what it shows.
    pub fn chart_title(self, name: &str) -> String {
        format!("{} {name}", self.pick("Organ i", "Bodies of"))
    }
}
