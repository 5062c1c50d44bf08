//! What pages load besides HTML: one style sheet, the mark and what keeps a long form, built into the program.
//!
//! Invariant: an asset's address carries the hash of its bytes, so what is fetched by it never changes.

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// The style sheet, in the order in which its parts stand. Pictures bring their own: add theirs here.
const STYLES: &[&str] = &[
    include_str!("../static/tokens.css"),
    include_str!("../static/frame.css"),
    include_str!("../static/parts.css"),
    include_str!("../static/search.css"),
    include_str!("../static/form.css"),
    include_str!("../static/desk.css"),
    include_str!("../static/house.css"),
    include_str!("../static/paper.css"),
    genbo_documents::wheel::WHEEL_CSS,
    genbo_documents::chart::CHART_CSS,
    include_str!("../static/print.css"),
];

/// One file under `/static/`.
#[derive(Debug)]
struct Asset {
    name: &'static str,
    media_type: &'static str,
    bytes: Vec<u8>,
    hash: String,
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let asset = |name, media_type, bytes: Vec<u8>| {
        let hash = hash(&bytes);
        Asset { name, media_type, bytes, hash }
    };
    vec![
        asset("genbo.css", "text/css; charset=utf-8", STYLES.join("\n").into_bytes()),
        asset("keep.js", "text/javascript; charset=utf-8", include_bytes!("../static/keep.js").to_vec()),
        asset("wait.js", "text/javascript; charset=utf-8", include_bytes!("../static/wait.js").to_vec()),
        asset("mark.svg", "image/svg+xml", include_bytes!("../static/mark.svg").to_vec()),
    ]
});

/// Sixteen characters that stand for these bytes.
pub(crate) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|b| format!("{b:02x}")).collect()
}

/// The SHA-256 of these bytes.
pub(crate) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// The address of an asset, with its hash; without, if there is no such asset.
pub fn url(name: &str) -> String {
    let version = ASSETS.iter().find(|a| a.name == name).map(|a| format!("?v={}", a.hash));
    format!("/static/{name}{}", version.unwrap_or_default())
}

/// Answers a request for an asset; `None` if there is none of that name.
pub(crate) fn answer(name: &str, query: &str, headers: &HeaderMap) -> Option<Response> {
    let asset = ASSETS.iter().find(|a| a.name == name)?;
    let etag = format!("W/\"{}\"", asset.hash);
    let pinned = query.strip_prefix("v=") == Some(asset.hash.as_str());
    let caching = if pinned { "public, max-age=31536000, immutable" } else { "no-cache" };
    let known = headers.get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok());
    let meta = [
        (header::CONTENT_TYPE, asset.media_type.to_owned()),
        (header::CACHE_CONTROL, caching.to_owned()),
        (header::ETAG, etag.clone()),
    ];
    Some(if known.is_some_and(|known| known.contains(&etag)) {
        (StatusCode::NOT_MODIFIED, meta).into_response()
    } else {
        (meta, asset.bytes.clone()).into_response()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_asset_that_does_not_exist_has_no_answer() {
        assert!(answer("genbo.js", "", &HeaderMap::new()).is_none());
        assert_eq!(url("genbo.js"), "/static/genbo.js");
    }

    #[test]
    fn only_the_right_version_is_kept_for_ever() {
        let caching = |query: &str| {
            let response = answer("genbo.css", query, &HeaderMap::new()).unwrap();
            response.headers()[header::CACHE_CONTROL].to_str().unwrap().to_owned()
        };
        let url = url("genbo.css");
        let (_, version) = url.split_once('?').unwrap();
        assert!(caching(version).contains("immutable"));
        assert_eq!(caching("v=0000000000000000"), "no-cache");
        assert_eq!(caching(""), "no-cache");
    }

    #[test]
    fn the_style_sheet_loads_nothing_from_elsewhere_and_is_balanced() {
        let css = STYLES.join("\n");
        assert!(!css.contains("@import") && !css.contains("http"));
        assert!(!css.replace("url(#", "").contains("url("));
        assert_eq!(css.matches('{').count(), css.matches('}').count());
    }
}
