//! Without a mouse.

use crate::reader::Reader;
use fantoccini::key::Key;
use genbo_testkit::browser::{self, View};

const FOCUS: &str = "const e = document.activeElement; return e.id || e.className || e.tagName";

#[tokio::test]
async fn the_first_key_offers_the_way_past_the_menu_into_the_content() {
    let Some(reader) = Reader::open(View::DESK).await else { return };
    reader.go("/samverkan").await;
    reader.press(Key::Tab).await;
    assert_eq!(reader.ask(FOCUS).await, "skip");
    let seen = "const b = document.activeElement.getBoundingClientRect(); return b.top >= 0 && b.width > 20";
    assert_eq!(reader.ask(seen).await, true, "the link is out of sight");
    reader.press(Key::Enter).await;
    assert_eq!(reader.ask(FOCUS).await, "content");
    reader.press(Key::Tab).await;
    assert_eq!(reader.ask("return !!document.activeElement.closest('main')").await, true);
    reader.close().await;
}

#[tokio::test]
async fn on_a_phone_the_menu_opens_and_closes_with_keys() {
    let Some(reader) = Reader::open(View::PHONE).await else { return };
    reader.go("/").await;
    let open = "return document.getElementById('menu').checkVisibility()";
    assert_eq!(reader.ask(open).await, false);
    tab_to(&reader, "menu-button").await;
    reader.press(Key::Enter).await;
    assert_eq!(reader.ask(open).await, true);
    assert_eq!(browser::axe(&reader.client).await, []);
    reader.press(Key::Escape).await;
    assert_eq!(reader.ask(open).await, false);
    assert_eq!(reader.ask(FOCUS).await, "menu-button", "the focus is back where it was");

    reader.press(Key::Enter).await;
    reader.press(Key::Tab).await;
    assert_eq!(reader.ask("return !!document.activeElement.closest('#menu')").await, true);
    let entry = reader.ask("return document.activeElement.getAttribute('href')").await;
    reader.press(Key::Enter).await;
    assert_eq!(reader.path().await, entry.as_str().unwrap());
    reader.close().await;
}

#[tokio::test]
async fn everything_that_takes_the_focus_shows_it() {
    let Some(reader) = Reader::open(View::DESK).await else { return };
    // In a picture the stroke of the thing takes the outline's place.
    let outline = "const e = document.activeElement, s = getComputedStyle(e);
        return !!e.closest('svg') || s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || e.outerHTML.slice(0, 150)";
    for path in
        ["/samverkan", "/arshjul?cooperation=skanes-kommuner", "/arenden/fast-kontakt-pa-ledningsniva"]
    {
        reader.go(path).await;
        for _ in 0..40 {
            reader.press(Key::Tab).await;
            assert_eq!(reader.ask(outline).await, true, "{path}");
        }
    }
    reader.close().await;
}

async fn tab_to(reader: &Reader, target: &str) {
    for _ in 0..20 {
        reader.press(Key::Tab).await;
        if reader.ask(FOCUS).await == target {
            return;
        }
    }
    panic!("twenty steps do not lead to {target}");
}
