//! Texts about agendas.

use crate::lang::Lang;

subject! {
    /// Writing an agenda and freezing it.
    pub struct AgendaTexts {
        title: "Dagordning", "Agenda";
        action: "Dagordning", "Agenda";
        lead: "Arbetsdagordningen kan ändras ända till mötets slut. Det som har kallats ligger låst bredvid.", "The working agenda can be changed until the meeting ends. What has been called stands frozen beside it.";
        empty: "Här står ingenting än. Skriv punkterna nedan, en per rad, eller hämta det som väntar.", "Nothing stands here yet. Write the items below, one a line, or take up what is waiting.";
        order: "Plats", "Place";
        number: "Nr", "No.";
        heading: "Rubrik", "Heading";
        kind: "Typ", "Kind";
        more: "Mer", "More";
        section: "Avsnittsrubrik ovanför", "Heading above it";
        part: "Del av punkten ovanför", "Part of the item above";
        closed: "Stängda dörrar", "Behind closed doors";
        pending: "Underlag kommer senare", "Papers to come";
        drop: "Utgår", "Dropped";
        up: "Flytta upp", "Move up";
        down: "Flytta ned", "Move down";
        write: "Skriv", "Write";
        state: "Läge", "State";
        since_new: "ny sedan kallelsen", "new since the call";
        since_renamed: "ändrad sedan kallelsen", "changed since the call";
        since_dropped: "utgår", "dropped";
        papers_pending: "underlag kommer", "papers to come";
        is_closed: "stängd", "closed";
        add: "Nya punkter", "New items";
        add_label: "Nya punkter, en per rad", "New items, one a line";
        add_hint: "Börja med - för en del av punkten ovanför och med # för en rubrik över dem som följer.", "Begin with - for a part of the item above, and with # for a heading over those that follow.";
        waiting: "Väntar på att tas upp", "Waiting to be taken up";
        waiting_lead: "Kryssa för det som ska med. Det som inte tas med väntar kvar.", "Tick what shall be included. What is not goes on waiting.";
        standing: "står på varje dagordning", "stands on every agenda";
        put_off: "uppskjutet", "put off";
        commissioned: "uppdrag att återrapportera", "commission to report on";
        recommended: "rekommendation från annat organ", "recommendation of another body";
        taken_home: "hemrunda att följa upp", "taken home, to come back";
        delegated: "delegationsbeslut att anmäla", "delegated decision to report";
        urgent: "ordförandens brådskande beslut, ska anmälas vid nästa möte", "the chair's urgent decision, to be reported at the next meeting";
        reason: "Varför", "Why";
        reason_hint: "Behövs när något kommer till eller utgår efter att dagordningen har skickats ut.", "Needed when something is added or dropped after the agenda has been sent out.";
        save: "Spara dagordningen", "Save the agenda";
        saved: "Dagordningen är sparad.", "The agenda is saved.";
        versions: "Kallad dagordning", "Agenda as called";
        none_called: "Ingen dagordning har låsts. Den låses när kallelsen skickas härifrån; skickas den på annat sätt låser du den här.", "No agenda has been frozen. It is frozen when the call is sent from here; if it is sent in another way, freeze it here.";
        freeze: "Lås dagordningen", "Freeze the agenda";
        open_ended: "Den kan fyllas på utan ny kallelse", "More may be added without another call";
        note: "Anmärkning", "Remark";
        frozen: "Dagordningen är låst.", "The agenda is frozen.";
        frozen_same: "Den är redan låst, med samma innehåll.", "It is frozen already, with the same content.";
        nothing_to_freeze: "Det finns inget att låsa. Skriv punkterna först.", "There is nothing to freeze. Write the items first.";
        moved_on: "Arbetsdagordningen säger något annat än den senast kallade.", "The working agenda says something else than the one that was called last.";
        gone: "Stod på den kallade dagordningen och finns inte kvar", "Was on the called agenda and is not there any more";
        give_paragraphs: "Sätt paragrafnummer", "Give § numbers";
        give_points: "Sätt punktnummer", "Give numbers";
        numbered: "Punkterna har fått nummer.", "The items have got their numbers.";
        collided: "Någon annan har ändrat samma punkter medan du skrev. Det du skrev står kvar här; jämför och spara igen.", "Somebody else has changed the same items while you wrote. What you wrote still stands here; compare and save again.";
        now_it_says: "Där står nu", "It now says";
        call: "Kalla", "Call";
        meeting: "Till mötet", "To the meeting";
    }
}

impl Lang {
    /// Which version was frozen when.
    pub fn agenda_version(self, letter: &str, when: Option<&str>) -> String {
        match (self, when) {
            (Lang::Sv, Some(when)) => format!("Version {letter}, låst {when}"),
            (Lang::Sv, None) => format!("Version {letter}"),
            (Lang::En, Some(when)) => format!("Version {letter}, frozen {when}"),
            (Lang::En, None) => format!("Version {letter}"),
        }
    }

    /// The item of a row of an agenda, for those who only hear it.
    pub fn agenda_row(self, what: &str, title: &str) -> String {
        format!("{what}: {title}")
    }
}
