//! The notice boards.

subject! {
    /// The notice boards.
    pub struct NoticeTexts {
        list_lead: "Bevis om anslag på medlemmarnas anslagstavlor. Fält som källan inte har fyllt i står så.", "Proofs of notice on the members' notice boards. Fields that the source left blank say so.";
        none: "Inga anslag finns i urvalet.", "No notices match.";
        board: "Anslagstavla", "Notice board";
        what: "Vad", "What";
        body: "Organ", "Body";
        posted: "Anslaget", "Posted";
        removed: "Nedtaget", "Taken down";
        stored: "Förvaras", "Kept";
        kind: "Anslag", "Notice";
        date_missing: "Datum saknas", "Date missing";
        meeting: "Möte", "Meeting";
        adjusted: "Justerat", "Adjusted";
        hangs: "Anslaget sitter uppe", "The notice is up";
        down: "Nedtaget", "Taken down";
        note: "När anslaget sattes upp avgör hur länge beslutet kan överklagas. Utan datum kan det inte räknas ut.", "When the notice went up decides how long the decision can be appealed. Without a date it cannot be computed.";
    }
}
