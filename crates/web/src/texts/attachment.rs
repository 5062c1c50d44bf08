//! Texts about files.

use crate::{format::NB, lang::Lang};

subject! {
    /// Files of items, meetings and documents.
    pub struct AttachmentTexts {
        title: "Filer", "Files";
        action: "Filer", "Files";
        lead: "Handlingarna som filer. En fil skrivs aldrig över: en ny version läggs bredvid, och den tidigare finns kvar.", "The papers as files. A file is never overwritten: a new version is put beside it, and the earlier one remains.";
        back: "Tillbaka", "Back";
        files: "Filer", "Files";
        papers: "Handlingar", "Papers";
        none: "Här finns inga filer än.", "There are no files here yet.";
        change: "Ändra", "Change";
        earlier: "Tidigare versioner", "Earlier versions";
        add: "Lägg till", "Add";
        choose: "Välj en eller flera filer", "Choose one or several files";
        add_hint: "PDF, Word, Excel, PowerPoint, OpenDocument, bilder och text.", "PDF, Word, Excel, PowerPoint, OpenDocument, pictures and text.";
        name: "Namn", "Name";
        name_hint: "Lämnas tomt heter filen som den heter. Med flera filer gäller namnet den första.", "Left empty, the file is called what it is called. With several files the name is that of the first.";
        replaces: "Ny version av", "New version of";
        replaces_hint: "Den tidigare finns kvar under den nya.", "The earlier one remains below the new one.";
        replaces_none: "ingen, det är en ny fil", "none, it is a new file";
        open: "Får läsas av alla. Annars läses filerna av medlemmar.", "May be read by everybody. Otherwise members read the files.";
        hand_in: "Lägg in", "Hand in";
        cut: "Filer som stod efter den har inte tagits emot. Välj dem igen.", "Files behind it were not received. Choose them again.";
        none_chosen: "Ingen fil är vald. Välj en fil och försök igen.", "No file is chosen. Choose a file and try again.";
        there_already: "Samma fil finns här redan.", "The same file is here already.";
        empty: "den är tom.", "it is empty.";
        program: "den är ett program.", "it is a program.";
        web: "den är en webbsida eller en webbteckning, som kan köra program. Spara den som PDF.", "it is a page or a drawing of the web, which can run programs. Save it as PDF.";
        macros: "den har makron. Spara den utan makron eller som PDF.", "it has macros. Save it without macros or as PDF.";
        archive: "den är ett arkiv. Packa upp det och lägg in filerna var för sig.", "it is an archive. Unpack it and hand the files in one by one.";
        old_office: "den är i ett äldre Office-format. Spara den som docx, xlsx, pptx eller PDF.", "it is of an older Office format. Save it as docx, xlsx, pptx or PDF.";
        unknown: "det går inte att säga vad den är. Spara den som PDF.", "nobody can tell what it is. Save it as PDF.";
        all_papers: "Alla handlingar i en fil", "All papers in one file";
        pending: "Underlag kommer senare.", "Papers are to come.";
    }
}

impl Lang {
    /// A size of a file in words.
    pub fn file_size(self, bytes: i64) -> String {
        let tenths = |unit: i64| {
            let tenths = (bytes + unit / 20) / (unit / 10);
            match tenths % 10 {
                0 => format!("{}", tenths / 10),
                rest => format!("{}{}{rest}", tenths / 10, if self == Lang::Sv { ',' } else { '.' }),
            }
        };
        match bytes {
            ..1_000 => format!("{bytes}{NB}byte"),
            1_000..999_500 => format!("{}{NB}kB", (bytes + 500) / 1_000),
            _ => format!("{}{NB}MB", tenths(1_000_000)),
        }
    }

    /// The largest file that is taken.
    pub fn largest_file(self, most: u64) -> String {
        let most = self.file_size(i64::try_from(most).unwrap_or(i64::MAX));
        match self {
            Lang::Sv => format!("Högst {most} per fil."),
            Lang::En => format!("At most {most} each."),
        }
    }

    /// How many files something has, as the text of a link.
    pub fn files_of(self, n: usize) -> String {
        let word = self.texts().attachment.files;
        if n == 0 { word.to_owned() } else { format!("{word}{NB}({n})") }
    }

    /// How many files were handed in.
    pub fn files_taken(self, n: usize) -> String {
        match (self, n) {
            (Lang::Sv, 1) => "Filen är inlagd.".to_owned(),
            (Lang::Sv, n) => format!("{n}{NB}filer är inlagda."),
            (Lang::En, 1) => "The file is handed in.".to_owned(),
            (Lang::En, n) => format!("{n}{NB}files are handed in."),
        }
    }

    /// That a file is too large.
    pub fn file_too_large(self, name: &str, most: u64) -> String {
        let most = self.file_size(i64::try_from(most).unwrap_or(i64::MAX));
        match self {
            Lang::Sv => format!("{name} är större än {most}, som är det mesta som tas emot. Dela den eller spara den mindre."),
            Lang::En => format!("{name} is larger than {most}, which is the most that is taken. Divide it or save it smaller."),
        }
    }

    /// That a file is of a sort that is not kept.
    pub fn file_not_taken(self, name: &str, why: &str) -> String {
        match self {
            Lang::Sv => format!("{name} togs inte emot: {why}"),
            Lang::En => format!("{name} was not taken: {why}"),
        }
    }

    /// That a file was something else than its name said.
    pub fn file_renamed(self, was: &str, is: &str) -> String {
        match self {
            Lang::Sv => format!("{was} är något annat än namnet säger och heter nu {is}."),
            Lang::En => format!("{was} is something else than its name says, and is now called {is}."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_told_in_the_unit_that_people_use() {
        let told: Vec<String> = [0, 999, 1_000, 999_499, 999_500, 1_249_999, 50_000_000]
            .into_iter()
            .map(|n| Lang::Sv.file_size(n).replace(NB, " "))
            .collect();
        assert_eq!(told, ["0 byte", "999 byte", "1 kB", "999 kB", "1 MB", "1,2 MB", "50 MB"]);
        assert_eq!(Lang::En.file_size(1_200_000).replace(NB, " "), "1.2 MB");
    }
}
