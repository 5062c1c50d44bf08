//! Words that any page may need.

subject! {
    /// Words that any page may need.
    pub struct Common {
        unknown: "okänt", "unknown";
        none: "inget", "none";
        missing: "saknas", "missing";
        not_stated: "inte angivet", "not stated";
        yes: "ja", "yes";
        no: "nej", "no";
        show_all: "Visa alla", "Show all";
        source: "Källa", "Source";
        same_in_list: "Samma uppgifter står i listan nedan.", "The list below says the same.";
        as_written: "som det står i källan", "as written in the source";
        assumed: "antaget av Genbo", "assumed by Genbo";
        scroll_picture: "Bild, kan rullas i sidled", "Picture, scrolls sideways";
    }
}
