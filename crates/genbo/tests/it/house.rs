//! House styles in the browser: what is refused, what is shown where, from whom it comes, and who may change it.

use crate::{
    desk::{Answer, Desk, account, pairs, with},
    pages::visible,
};
use axum::http::StatusCode;
use genbo_app::{
    cx::{Actor, Keep},
    thing::{put::put, written::Written},
};
use genbo_domain::{base64, image::LARGEST, noun::NounDef};
use genbo_testkit::app::{Start, TestApp, for_each_database, small};

const STYLE: &str = "/husstil/cooperations/x";
const ME: &str = "sekreterare-x";
/// A picture of two pixels.
const PNG: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR42mPgCkwCIgAEggF7b6fosgAAAABJRU5ErkJggg==";

fn png() -> Vec<u8> {
    base64::decode(PNG).unwrap()
}

async fn two(app: &TestApp) -> Desk {
    let meeting = "\n[[meeting]]\nslug = \"x/styrelsen/2022-11-30\"\nbodies = [\"x/styrelsen\"]\ntitle = \"Höstmöte\"\nwhen = \"2022-11-30\"\n\n[[meeting.item]]\nnumber = \"1\"\ntitle = \"Planen\"\n";
    app.import(&[("x", &(small("x") + meeting)), ("y", &small("y"))]).await.unwrap();
    account(app, "sekreterare-x", "secretary", Some("cooperation:x")).await;
    account(app, "sekreterare-y", "secretary", Some("cooperation:y")).await;
    account(app, "medarbetare", "employee", Some("cooperation:x")).await;
    Desk::of(app)
}

/// The form with what is usually said in it.
async fn filled(desk: &Desk) -> Vec<(String, String)> {
    let mut form = pairs(&desk.get(ME, STYLE).await.text);
    for (name, value) in [
        ("name", "Samverkan X & Co"),
        ("address", "Box 1\n123 45 Orten"),
        ("registration_number", "222000-0000"),
        ("email", "kansli@x.example"),
        ("website", "https://x.example"),
        ("accent", "#7a1f1f"),
        ("logo_text", "Ett träd"),
        ("sv.decision", "Beslutades"),
        ("en.decision", "Decided"),
        ("sv.agenda", "Föredragningslista"),
        ("office.0", "Ordförande"),
        ("caption.0", "Namnförtydligande"),
    ] {
        form = with(&form, name, &[value]);
    }
    with(&form, "do", &["save"])
}

async fn with_logo(desk: &Desk, form: &[(String, String)]) -> Answer {
    desk.post_file(ME, STYLE, form, ("logo", "logga.png", "image/png", &png())).await
}

#[tokio::test]
async fn a_file_that_is_too_large_or_lies_and_a_colour_that_cannot_be_read_change_nothing() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        let before = app.last_event().await;
        let form = filled(&desk).await;
        let mut large = png();
        large.resize(LARGEST + 1, 0);
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec();
        for (name, kind, bytes, told) in [
            ("logga.png", "image/png", large, "högst 64 kB"),
            ("logga.jpg", "image/jpeg", png(), "är en PNG"),
            ("logga.png", "image/png", b"<html><script>".to_vec(), "varken PNG eller JPEG"),
            ("logga.svg", "image/svg+xml", svg.clone(), "SVG"),
            ("logga.png", "image/png", svg, "SVG"),
        ] {
            let answer = desk.post_file(ME, STYLE, &form, ("logo", name, kind, &bytes)).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            assert!(visible(&answer.text).contains(told), "{name}: {}", visible(&answer.text));
            let again = pairs(&answer.text);
            assert!(again.contains(&("address".into(), "Box 1\n123 45 Orten".into())), "{again:?}");
        }
        for (field, value, told) in [
            ("accent", "#ffcc00", "Närmaste färg som duger är #"),
            ("accent", "gul", "ingen färg"),
            ("name", "X\r\nBcc: alla@x.example", "rad"),
            ("name", "", "måste fyllas i"),
            ("website", "javascript:alert(1)", "https://"),
            ("en.call", "Call", "svenska ordet saknas"),
            ("caption.1", "Utan rad", "skriver under"),
        ] {
            let wrong = with(&form, field, &[value]);
            let answer = desk.post(ME, STYLE, &wrong).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
            assert!(visible(&answer.text).contains(told), "{field}: {}", visible(&answer.text));
        }
        // Text for a picture that was never sent means no picture; a picture without text is asked for one.
        let wordless = with_logo(&desk, &with(&form, "logo_text", &[""])).await;
        assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(pairs(&wordless.text).iter().any(|(k, v)| k == "logo.kept" && v.contains(PNG)), "it is kept");
        assert_eq!(app.last_event().await, before);
    })
    .await;
}

#[tokio::test]
async fn who_does_not_arrange_the_cooperation_cannot_see_or_change_its_form() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        let form = filled(&desk).await;
        let before = app.last_event().await;
        for user in ["", "medarbetare", "sekreterare-y", "finns-inte"] {
            assert_eq!(desk.get(user, STYLE).await.status, StatusCode::FORBIDDEN, "{user}");
            assert_eq!(desk.post(user, STYLE, &form).await.status, StatusCode::FORBIDDEN, "{user}");
        }
        assert_eq!(desk.get(ME, "/husstil/bodies/x/styrelsen").await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.last_event().await, before);
    })
    .await;
}

#[tokio::test]
async fn a_style_that_is_saved_is_shown_on_pages_on_paper_and_by_its_addresses() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        let form = filled(&desk).await;
        let before = app.last_event().await;
        let preview = with_logo(&desk, &with(&form, "do", &["preview"])).await;
        assert_eq!(preview.status, StatusCode::OK, "{}", visible(&preview.text));
        let seen = visible(&preview.text);
        for text in ["Beslutades", "Föredragningslista", "Organisationsnummer 222000-0000", "Ordförande"] {
            assert!(seen.contains(text), "{text}: {seen}");
        }
        assert_eq!(app.last_event().await, before, "looking changes nothing");
        let saved = with_logo(&desk, &form).await;
        assert_eq!((saved.status, saved.to.as_str()), (StatusCode::SEE_OTHER, "/samverkan/x"));

        let page = desk.get("", "/samverkan/x").await.text;
        assert!(page.contains("<p>Samverkan X &#38; Co</p>"), "{page}");
        assert!(page.contains("alt=\"Ett träd\"") && page.contains("href=\"/husstil/farg/7a1f1f.css\""));
        let logo = page.split("<img src=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let (status, kind, bytes) = desk.fetch("", &logo).await;
        assert_eq!((status, kind.as_str(), bytes), (StatusCode::OK, "image/png", png()));
        let (_, kind, css) = desk.fetch("", "/husstil/farg/7a1f1f.css").await;
        assert!(kind.starts_with("text/css") && String::from_utf8(css).unwrap().contains("--house:#7a1f1f"));
        assert_eq!(desk.fetch("", "/husstil/farg/ffcc00.css").await.0, StatusCode::NOT_FOUND);

        let meeting = desk.get("", "/moten/x/styrelsen/2022-11-30").await.text;
        assert!(meeting.contains("class=\"house paper\"") && meeting.contains("Box 1<br>123 45 Orten"));
        assert!(meeting.contains("class=\"signatures\"") && meeting.contains("Namnförtydligande"));
        assert!(visible(&meeting).contains("Föredragningslista"));
        let item = desk.get("", "/punkter/x/styrelsen/2022-11-30/1?lang=en").await.text;
        assert!(item.contains("<h2>Decided</h2>"), "{}", visible(&item));
        let other = desk.get("", "/samverkan/y").await.text;
        assert!(!other.contains("class=\"house"), "another's page has no house");
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn saving_again_changes_only_what_differs_and_another_ones_change_is_told_first() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        with_logo(&desk, &filled(&desk).await).await;
        let before = app.last_event().await;
        let open = with(&pairs(&desk.get(ME, STYLE).await.text), "do", &["save"]);
        assert_eq!(desk.post(ME, STYLE, &open).await.status, StatusCode::SEE_OTHER);
        assert_eq!(app.last_event().await, before, "nothing differs");

        let renamed = with(&open, "name", &["Samverkan X"]);
        assert_eq!(desk.post(ME, STYLE, &renamed).await.status, StatusCode::SEE_OTHER);
        assert_eq!(app.last_event().await, before + 1, "one thing differs");
        let stale = with(&open, "email", &["annan@x.example"]);
        let told = desk.post(ME, STYLE, &stale).await;
        assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(visible(&told.text).contains("Någon annan har ändrat husstilen"));
        let again = with(&pairs(&told.text), "do", &["save"]);
        assert_eq!(desk.post(ME, STYLE, &again).await.status, StatusCode::SEE_OTHER);

        // What is emptied goes: the words, the line, the logo.
        let mut bare = with(&pairs(&desk.get(ME, STYLE).await.text), "do", &["save"]);
        for name in ["sv.decision", "en.decision", "sv.agenda", "office.0", "caption.0", "address"] {
            bare = with(&bare, name, &[""]);
        }
        bare.push(("logo.without".into(), "yes".into()));
        assert_eq!(desk.post(ME, STYLE, &bare).await.status, StatusCode::SEE_OTHER);
        let page = desk.get("", "/samverkan/x").await.text;
        assert!(!page.contains("<img src=\"/husstil") && !page.contains("Box 1"));
        let left = app.counts().await;
        let of = |table: &str| left[table];
        assert_eq!(
            [of("house_style"), of("house_style_word"), of("house_style_signature"), of("house_style_logo")],
            [1, 0, 0, 0]
        );
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}

async fn style(app: &TestApp, owner: &str, name: &str, more: &[(&str, &str)]) {
    let noun = NounDef::named("house_style").unwrap();
    let mut new = Written::new(noun).text("owner", owner).unwrap().text("name", name).unwrap();
    for (field, value) in more {
        new = new.text(field, value).unwrap();
    }
    put(&app.cx, &Actor::System, &[new], None, Keep::Commit).await.unwrap();
}

#[tokio::test]
async fn a_style_is_taken_from_the_nearest_that_says_something() {
    for_each_database(Start::Register, async |app| {
        let tables = "\n[[organisation]]\nslug = \"x\"\nname = \"Förbundet X\"\nkinds = [\"federation\"]\n\n\
            [[organisation]]\nslug = \"x-kansli\"\nname = \"Kansliet\"\nkinds = [\"unit\"]\npart_of = \"x\"\n\n\
            [[body]]\nslug = \"x/direktion\"\nowner = \"organisation:x\"\nname = \"Direktionen\"\n";
        let file = small("x").replace("name = \"Samverkan x\"", "name = \"Samverkan x\"\norganisation = \"x\"");
        app.import(&[("x", &(file + tables))]).await.unwrap();
        style(app, "cooperation:x", "Samverkans stil", &[("email", "samverkan@x.example")]).await;
        let desk = Desk::of(app);
        let shown = async |path: &str| {
            let page = desk.get("", path).await.text;
            let house = page.split("class=\"house").nth(1).map(|h| h.split("</div></div>").next().unwrap().to_owned());
            house.unwrap_or_default()
        };
        assert!(shown("/organisationer/x").await.contains("Samverkans stil"), "an organisation from its cooperation");
        style(app, "organisation:x", "Förbundets stil", &[("address", "Box 7")]).await;
        let own = shown("/organisationer/x").await;
        assert!(own.contains("Förbundets stil") && own.contains("Box 7"), "its own comes first: {own}");
        assert!(own.contains("samverkan@x.example"), "what it does not say is its cooperation's: {own}");
        assert!(shown("/organisationer/x-kansli").await.contains("Förbundets stil"), "a part from its whole");
        let cooperation = shown("/samverkan/x").await;
        assert!(cooperation.contains("Samverkans stil") && cooperation.contains("Box 7"), "{cooperation}");
        assert!(shown("/organisationer/svalov").await.is_empty(), "nobody's is Genbo's");
        assert_eq!(app.faults().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn a_style_travels_in_the_cooperation_file_with_its_picture() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        with_logo(&desk, &filled(&desk).await).await;
        let all = app.export("x").await;
        assert!(all.contains("[[house_style]]") && all.contains(PNG), "{all}");
        let other = app.another(Start::Register).await;
        other.import(&[("x", &all)]).await.unwrap();
        assert_eq!(other.export("x").await, all, "import(export(x)) = x");
        let forged = all.replace("data:image/png;", "data:image/jpeg;");
        assert!(other.import(&[("forged", &forged)]).await.is_err(), "a picture that lies is refused");
    })
    .await;
}

#[tokio::test]
async fn a_second_style_of_the_same_owner_is_refused_with_the_way_to_the_first() {
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        let new = "/lagg-till/house-styles";
        let form = with(&pairs(&desk.get(ME, new).await.text), "f.name", &["Stilen"]);
        let form = with(&form, "f.owner", &["cooperation:x"]);
        let first = desk.post(ME, new, &form).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", visible(&first.text));
        let before = app.last_event().await;
        let again = with(&pairs(&desk.get(ME, new).await.text), "f.name", &["En till"]);
        let second = desk.post(ME, new, &with(&again, "f.owner", &["cooperation:x"])).await;
        assert_eq!(second.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(visible(&second.text).contains("Den har redan en husstil."), "{}", visible(&second.text));
        assert_eq!(app.last_event().await, before);
    })
    .await;
}

#[tokio::test]
async fn a_house_has_its_own_words_and_signs_in_letters_and_on_every_paper_of_a_record() {
    const RECORD: &str = r#"
format = 1
home = "x"

[[meeting]]
slug = "x/styrelsen/2022-11-30"
bodies = ["x/styrelsen"]
title = "Höstmöte"
when = "2022-11-30"

[[meeting.record]]
slug = "protokollet"
kind = "minutes"

[[meeting.record.notice]]
slug = "anslaget"
kind = "adjusted"
"#;
    for_each_database(Start::Register, async |app| {
        let desk = two(app).await;
        app.import(&[("record", RECORD)]).await.unwrap();
        let mut form = filled(&desk).await;
        for (name, value) in [
            ("sv.call", "Inbjudan"),
            ("sv.record", "Minnesanteckningar"),
            ("sv.adjustment", "Godkännande"),
            ("sv.notice", "Tillkännagivande"),
        ] {
            form = with(&form, name, &[value]);
        }
        with_logo(&desk, &form).await;
        let meeting = visible(&desk.get("", "/moten/x/styrelsen/2022-11-30").await.text);
        for word in ["Minnesanteckningar", "Godkännande", "Tillkännagivande"] {
            assert!(meeting.contains(word), "{word}: {meeting}");
        }
        for plural in ["records", "notices"] {
            let list = desk.get("", &format!("/fakta/{plural}")).await.text;
            let at = list.split(&format!("/fakta/{plural}/")).nth(1).and_then(|r| r.split('"').next());
            let page = desk.get("", &format!("/fakta/{plural}/{}", at.unwrap())).await.text;
            assert!(page.contains("class=\"house paper\"") && page.contains("Namnförtydligande"), "{plural}");
        }
        let call = vec![("guests".to_owned(), "gast@x.example".to_owned()), ("do".into(), "look".into())];
        let letter = visible(&desk.post(ME, "/kallelse/x/styrelsen/2022-11-30", &call).await.text);
        for word in ["Inbjudan: Höstmöte", "Föredragningslista", "Ordförande", "Namnförtydligande"] {
            assert!(letter.contains(word), "{word}: {letter}");
        }
    })
    .await;
}
