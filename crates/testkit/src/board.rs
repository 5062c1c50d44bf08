//! A board under municipal law, with members, ordered substitutes and an earlier meeting that put an item off; beside it a
//! network of the same people, where no law says who decides.

use crate::app::TestApp;
use genbo_app::{
    account::{self, NewAccount},
    cx::Actor,
};

/// The slug of the board's meeting on 29 September 2022.
pub const MEETING: &str = "provkansliet/namnden/2022-09-29";
/// The slug of the board's meeting in June, with §§ 1–3 and an item that was put off.
pub const BEFORE: &str = "provkansliet/namnden/2022-06-10";
/// The slug of the network's meeting on the same day.
pub const NETWORK: &str = "provkansliet/natverket/2022-09-29";

fn seat(slug: &str, title: &str, rest: &str) -> String {
    format!("[[body.seat]]\nslug = \"{slug}\"\ntitle = \"{title}\"\n{rest}\n")
}

/// The cooperation as a file.
pub fn file() -> String {
    let mut text = String::from(
        "format = 1\nhome = \"provkansliet\"\n\n[[cooperation]]\nslug = \"provkansliet\"\nname = \"Provkansliet\"\n\n\
         [[body]]\nslug = \"provkansliet/namnden\"\nowner = \"cooperation:provkansliet\"\nname = \"Provnämnden\"\n\
         profile = \"board\"\nsubstitutes = \"ordered\"\nadjusters = \"1\"\nparagraph_pattern = \"{n}\"\n\
         record_pattern = \"{n}/{year}\"\nstanding_items = [\"Upprop\", \"Val av justerare\"]\n\n",
    );
    for n in 1..=5 {
        let role = if n == 1 {
            "role = \"chair\"\nallotted_to = [\"organisation:svalov\"]"
        } else {
            "allotted_to = [\"organisation:bjuv\"]"
        };
        text += &seat(&format!("ledamot-{n}"), &format!("Ledamot {n}"), role);
    }
    for n in 1..=2 {
        let rest = format!("role = \"substitute\"\norder = {n}\nallotted_to = [\"organisation:bjuv\"]");
        text += &seat(&format!("ersattare-{n}"), &format!("Ersättare {n}"), &rest);
    }
    text += "\n[[body]]\nslug = \"provkansliet/natverket\"\nowner = \"cooperation:provkansliet\"\nname = \"Provnätverket\"\nprofile = \"network\"\n\n";
    for n in 1..=3 {
        let owner = ["svalov", "bjuv", "hoor"][n - 1];
        let rest = format!("allotted_to = [\"organisation:{owner}\"]");
        text += &seat(&format!("deltagare-{n}"), &format!("Deltagare {n}"), &rest);
    }
    let names = ["Ada Ahl", "Bo Berg", "Cia Cedergren", "Dag Dahl", "Eva Ek", "Fia Falk", "Gun Grahn"];
    for (n, name) in names.iter().enumerate() {
        let slug = format!("person-{}", n + 1);
        text +=
            &format!("\n[[person]]\nslug = \"{slug}\"\nname = \"{name}\"\nemail = \"{slug}@example.se\"\n");
        let of = if n < 5 { format!("ledamot-{}", n + 1) } else { format!("ersattare-{}", n - 4) };
        text += &format!(
            "\n[[holding]]\nslug = \"h-{slug}\"\nof = \"seat:provkansliet/namnden/{of}\"\nperson = \"{slug}\"\nholder = \"named\"\n"
        );
        if n < 3 {
            text += &format!(
                "\n[[holding]]\nslug = \"n-{slug}\"\nof = \"seat:provkansliet/natverket/deltagare-{}\"\nperson = \"{slug}\"\nholder = \"named\"\n",
                n + 1
            );
        }
    }
    text += &format!(
        "\n[[meeting]]\nslug = \"{BEFORE}\"\ntitle = \"Nämndens möte\"\nbodies = [\"provkansliet/namnden\"]\nwhen = \"2022-06-10\"\nstatus = \"held\"\n"
    );
    for (n, status) in [(1, "handled"), (2, "tabled"), (3, "handled")] {
        text += &format!(
            "\n[[meeting.item]]\nnumber = \"{n}\"\ntitle = \"Ärende {n} i juni\"\nstatus = \"{status}\"\n"
        );
    }
    for (slug, body) in [(MEETING, "namnden"), (NETWORK, "natverket")] {
        text += &format!(
            "\n[[meeting]]\nslug = \"{slug}\"\ntitle = \"Möte i september\"\nbodies = [\"provkansliet/{body}\"]\nwhen = \"2022-09-29T13:00/2022-09-29T16:00\"\nstatus = \"fixed\"\n"
        );
    }
    text
}

/// Imports the file, with the accounts `sekr` and `sekr2` of its secretariat, `utanfor` of another one, and `ledamot`.
pub async fn add(app: &TestApp) {
    app.import(&[("board", &file())]).await.expect("the file is right");
    for (name, role, scope) in [
        ("sekr", "secretary", "cooperation:provkansliet"),
        ("sekr2", "secretary", "cooperation:provkansliet"),
        ("utanfor", "secretary", "organisation:lund"),
        ("ledamot", "member", "body:provkansliet/namnden"),
    ] {
        let new = NewAccount {
            name: name.into(),
            display_name: name.into(),
            person: None,
            roles: vec![(role.into(), Some(scope.into()))],
            demo: true,
        };
        account::put(&app.cx, &Actor::System, &new).await.expect("its scope is there");
    }
}
