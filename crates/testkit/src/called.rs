//! A cooperation whose board is called to meetings: seats held, vacant, unnamed and ended, persons with and without an
//! address, and a word in everything that is closed which must reach nobody.

use crate::app::{OUTSIDE, TestApp};
use genbo_app::{
    account::{self, Known, NewAccount},
    cx::{Actor, Cx, Outside},
};
use jiff::Timestamp;

/// The slug of the meeting with a date, 9 December 2022 at 13–15.
pub const MEETING: &str = "kallade/styrelsen/2022-12-09";
/// The slug of the meeting that is some day in December.
pub const IMPRECISE: &str = "kallade/styrelsen/2022-12";
/// The slug of a meeting that is over.
pub const OVER: &str = "kallade/styrelsen/2022-01-10";
/// Stands in what is restricted, and nowhere else.
pub const CANARY: &str = "kanariefagel";
/// Stands in what only members see.
pub const INNER: &str = "Budgetdialog";

/// The cooperation.
pub const FILE: &str = r#"
format = 1
home = "kallade"

[[cooperation]]
slug = "kallade"
name = "Kallade kommuner"

[[body]]
slug = "kallade/styrelsen"
owner = "cooperation:kallade"
name = "Styrelsen"

[[body.seat]]
slug = "ordforande"
title = "Ordförande"
role = "chair"
allotted_to = ["organisation:svalov"]

[[body.seat]]
slug = "ledamot"
title = "Ledamot"
allotted_to = ["organisation:bjuv"]

[[body.seat]]
slug = "utan-adress"
title = "Ledamot utan adress"
allotted_to = ["organisation:hoor"]

[[body.seat]]
slug = "felskriven"
title = "Ledamot med felskriven adress"

[[body.seat]]
slug = "okand"
title = "Ledamot som ingen nämner"

[[body.seat]]
slug = "vakant"
title = "Ledamot som saknas"

[[body.seat]]
slug = "sekreterare"
title = "Sekreterare"
role = "secretary"

[[body.seat]]
slug = "hemlig"
title = "kanariefagel"
visibility = "restricted"

[[person]]
slug = "vera"
name = "Vera Lindmark"
email = "vera@svalov.example"

[[person]]
slug = "bo"
name = "Bo Ek"
email = "bo@bjuv.example"

[[person]]
slug = "gammal"
name = "Gun Forsell"
email = "gun@bjuv.example"

[[person]]
slug = "cilla"
name = "Cilla Utan"

[[person]]
slug = "fel"
name = "Felix Fel"
email = "felix på hoor.example"

[[person]]
slug = "elin"
name = "Elin Dahl"
email = "elin@kallade.example"

[[holding]]
slug = "h-vera"
of = "seat:kallade/styrelsen/ordforande"
person = "vera"
holder = "named"

[[holding]]
slug = "h-vera-2"
of = "seat:kallade/styrelsen/sekreterare"
person = "vera"
holder = "named"

[[holding]]
slug = "h-gammal"
of = "seat:kallade/styrelsen/ledamot"
person = "gammal"
holder = "named"
valid = "../2022-11-30"

[[holding]]
slug = "h-bo"
of = "seat:kallade/styrelsen/ledamot"
person = "bo"
holder = "named"
valid = "2022-12-01/.."

[[holding]]
slug = "h-cilla"
of = "seat:kallade/styrelsen/utan-adress"
person = "cilla"
holder = "named"

[[holding]]
slug = "h-fel"
of = "seat:kallade/styrelsen/felskriven"
person = "fel"
holder = "named"

[[holding]]
slug = "h-vakant"
of = "seat:kallade/styrelsen/vakant"
holder = "vacant"

[[meeting]]
slug = "kallade/styrelsen/2022-12-09"
title = "Styrelsens möte"
bodies = ["kallade/styrelsen"]
when = "2022-12-09T13:00/2022-12-09T15:00"
status = "fixed"
place = "Kommunhuset, Svalöv"
link = "https://mote.example/abc"

[[meeting.item]]
number = "1"
title = "Öppning"

[[meeting.item]]
number = "2"
title = "Budgetdialog"
visibility = "members"

[[meeting.item]]
number = "3"
title = "kanariefagel"
visibility = "restricted"

[[meeting]]
slug = "kallade/styrelsen/2022-12"
title = "Julmöte"
bodies = ["kallade/styrelsen"]
when = "2022-12"
status = "preliminary"

[[meeting]]
slug = "kallade/styrelsen/2022-01-10"
title = "Januarimöte"
bodies = ["kallade/styrelsen"]
when = "2022-01-10"
status = "held"
"#;

/// Adds the cooperation and its accounts: `elin` is its secretary, `kim` that of the board alone, `utanfor` another one's, `bo`
/// only sits in the board.
pub async fn add(app: &TestApp) {
    app.import(&[("called", FILE)]).await.expect("the file is right");
    for (name, role, scope, person) in [
        ("elin", "secretary", "cooperation:kallade", Some("elin")),
        ("utanfor", "secretary", "organisation:lund", None),
        ("kim", "secretary", "body:kallade/styrelsen", None),
        ("bo", "member", "body:kallade/styrelsen", Some("bo")),
    ] {
        let new = NewAccount {
            name: name.into(),
            display_name: format!("{name}, sekreterare"),
            person: person.map(Into::into),
            roles: vec![(role.into(), Some(scope.into()))],
            demo: false,
        };
        account::put(&app.cx, &Actor::System, &new).await.expect("its scope and person are there");
    }
}

/// Imports the meeting with another time or state, as keys of its table.
pub async fn change_meeting(app: &TestApp, keys: &str) {
    let file = format!("format = 1\nhome = \"kallade\"\n\n[[meeting]]\nslug = \"{MEETING}\"\n{keys}\n");
    app.import(&[("changed", &file)]).await.expect("the meeting can be changed");
}

/// An account as it acts.
pub async fn actor(app: &TestApp, name: &str) -> Actor {
    let known: Option<Known> = account::known(&app.cx, name).await.expect("accounts can be read");
    known.expect("the account is there").actor
}

/// The same application at another moment.
pub fn at(app: &TestApp, now: fn() -> Timestamp) -> Cx {
    Cx { outside: Outside { now, ..OUTSIDE }, ..app.cx.clone() }
}

/// The secrets of a message's copies, in their order.
pub async fn secrets(app: &TestApp, message: i64) -> Vec<Option<String>> {
    let mut tx = app.cx.db.read().await.expect("one can read");
    let sql = "SELECT secret FROM message_recipient WHERE message_id = $1 ORDER BY position";
    let rows = tx.all(sql, &[message.into()]).await.expect("the table is there");
    rows.iter().map(|r| r.opt_text(0).expect("it is text")).collect()
}
