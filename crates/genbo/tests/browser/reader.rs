//! Somebody at the browser: goes to pages, follows links by what they say, presses keys. Each act fails with its own words.

use crate::server;
use fantoccini::{
    Client, Locator,
    actions::{InputSource, KeyAction, KeyActions},
    elements::Element,
    key::Key,
};
use genbo_testkit::browser::{self, View};

/// A browser with somebody at it.
pub(crate) struct Reader {
    pub(crate) client: Client,
    url: fn(&str) -> String,
}

impl Reader {
    /// A new browser with no cookies; none when no browser is installed, which is told.
    pub(crate) async fn open(view: View) -> Option<Self> {
        Some(Self { client: browser::open(view).await?, url: server::url })
    }

    /// The same, at the demo in which things are added and changed.
    pub(crate) async fn open_to_write(view: View) -> Option<Self> {
        Some(Self { client: browser::open(view).await?, url: server::workshop })
    }

    /// Opens a page by its path.
    pub(crate) async fn go(&self, path: &str) {
        let went = self.client.goto(&(self.url)(path)).await;
        went.unwrap_or_else(|error| panic!("{path} does not open: {error}"));
    }

    /// Follows the first link of the content whose text, hidden words apart, is this.
    pub(crate) async fn follow(&self, text: &str) {
        self.click(&format!("//main//a[normalize-space(.)='{text}']")).await;
    }

    /// Follows a link of the main menu.
    pub(crate) async fn menu(&self, text: &str) {
        self.click(&format!("//nav[@id='menu']//a[normalize-space(.)='{text}']")).await;
    }

    /// Clicks what an XPath leads to and waits for the page that comes.
    pub(crate) async fn click(&self, xpath: &str) {
        self.ask("document.documentElement.dataset.left = 'yes'").await;
        self.touch(xpath).await;
        let came = "return document.readyState === 'complete' && !document.documentElement.dataset.left";
        for _ in 0..500 {
            // Between two pages there is nothing to ask.
            if self.client.execute(came, vec![]).await.is_ok_and(|came| came == true) {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("{xpath} leads nowhere from {}", self.path().await);
    }

    /// Clicks what an XPath leads to, on a page that stays.
    pub(crate) async fn touch(&self, xpath: &str) {
        let found = self.client.find(Locator::XPath(xpath)).await;
        let path = self.path().await;
        let found = found.unwrap_or_else(|error| panic!("{path} has no {xpath}: {error}"));
        found.click().await.unwrap_or_else(|error| panic!("{xpath} on {path} cannot be clicked: {error}"));
    }

    /// Path and query of the open page, decoded no further than the browser shows it.
    pub(crate) async fn path(&self) -> String {
        let url = self.client.current_url().await.expect("some page is open");
        url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()))
    }

    /// The page's heading.
    pub(crate) async fn heading(&self) -> String {
        self.text("h1").await
    }

    /// What is seen of the first element that a CSS selector finds, on one line.
    pub(crate) async fn text(&self, css: &str) -> String {
        let found = self.client.find(Locator::Css(css)).await;
        let path = self.path().await;
        let found = found.unwrap_or_else(|error| panic!("{path} has no {css}: {error}"));
        let text = found.text().await.expect("an element that was found has a text");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// What is seen of the page's content, on one line.
    pub(crate) async fn content(&self) -> String {
        self.text("main").await
    }

    /// So many elements does a CSS selector find.
    pub(crate) async fn count(&self, css: &str) -> usize {
        self.client.find_all(Locator::Css(css)).await.expect("a selector that browsers understand").len()
    }

    /// The value of the fact above the content, by its name.
    pub(crate) async fn fact(&self, name: &str) -> String {
        let xpath =
            format!("//dl[contains(@class,'facts')]//dt[normalize-space(.)='{name}']/following-sibling::dd");
        let found = self.client.find(Locator::XPath(&xpath)).await;
        let found: Element = found.unwrap_or_else(|error| panic!("no fact {name}: {error}"));
        found.text().await.expect("an element that was found has a text")
    }

    /// Presses and releases a key, wherever the focus is.
    pub(crate) async fn press(&self, key: Key) {
        let value = char::from(key);
        let keys = KeyActions::new("keyboard".to_owned());
        let keys = keys.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        self.client.perform_actions(keys).await.expect("a keyboard is there");
    }

    /// What a script says about the page.
    pub(crate) async fn ask(&self, script: &str) -> serde_json::Value {
        self.client.execute(script, vec![]).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Leaves the browser.
    pub(crate) async fn close(self) {
        self.client.close().await.expect("a browser that is open closes");
    }
}
