//! Finished pages for those who are anonymous, kept until anything changes.
//!
//! Invariants: a page is kept only for a GET without cookies that name somebody and without credentials; its key holds
//! everything that it may depend on (path, query, day, encoding), and all pages go when the number of the last change
//! does. The kept bytes never exceed the limit.

use super::latest::Latest;
use crate::{assets::hash, cookie, site::Site};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Query, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use jiff::civil::Date;
use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    address: String,
    today: Date,
    gzip: bool,
}

impl Key {
    fn size(&self) -> usize {
        self.address.len() + size_of::<Key>()
    }
}

#[derive(Debug)]
struct Kept {
    headers: HeaderMap,
    body: Bytes,
    etag: String,
}

/// The kept pages.
#[derive(Debug)]
pub(super) struct Cache {
    limit: usize,
    latest: Latest,
    pages: Mutex<Pages>,
}

#[derive(Debug, Default)]
struct Pages {
    sequence: i64,
    by_key: HashMap<Key, Arc<Kept>>,
    oldest_first: VecDeque<Key>,
    bytes: usize,
}

impl Cache {
    /// A cache of at most so many bytes; of 0 it keeps nothing.
    pub(super) fn new(limit: usize) -> Cache {
        Cache { limit, latest: Latest::default(), pages: Mutex::default() }
    }

    fn pages(&self, sequence: i64) -> MutexGuard<'_, Pages> {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.sequence < sequence {
            *pages = Pages { sequence, ..Pages::default() };
        }
        pages
    }

    fn get(&self, sequence: i64, key: &Key) -> Option<Arc<Kept>> {
        let pages = self.pages(sequence);
        (pages.sequence == sequence).then(|| pages.by_key.get(key).cloned())?
    }

    fn put(&self, sequence: i64, key: Key, page: Arc<Kept>) {
        let size = page.body.len() + key.size();
        let mut pages = self.pages(sequence);
        // One page shall not drive out all others, and an answer from before the last change is not kept.
        if size > self.limit / 8 || pages.sequence != sequence || pages.by_key.contains_key(&key) {
            return;
        }
        while pages.bytes + size > self.limit {
            let Some(old) = pages.oldest_first.pop_front() else { return };
            if let Some(gone) = pages.by_key.remove(&old) {
                pages.bytes -= gone.body.len() + old.size();
            }
        }
        pages.bytes += size;
        pages.oldest_first.push_back(key.clone());
        pages.by_key.insert(key, page);
    }
}

/// Answers from the kept pages, or keeps the answer.
pub(super) async fn keep(
    State((site, cache)): State<(Arc<Site>, Arc<Cache>)>,
    request: Request<Body>,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    if !is_anonymous(&parts.headers) {
        let mut response = next.run(Request::from_parts(parts, body)).await;
        response.headers_mut().entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
        return response;
    }
    let key = key(&mut parts, &site);
    let sequence = if cache.limit > 0 && parts.method == Method::GET {
        cache.latest.number(async || (site.sequence)().await).await
    } else {
        None
    };
    let known = parts.headers.get(header::IF_NONE_MATCH).cloned();
    if let Some(sequence) = sequence
        && let Some(kept) = cache.get(sequence, &key)
    {
        return answer(&kept, known.as_ref());
    }
    let readable = parts.method == Method::GET;
    let response = next.run(Request::from_parts(parts, body)).await;
    if !readable || !may_be_kept(&response) {
        return response;
    }
    let (head, body) = response.into_parts();
    let Ok(body) = to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut headers = head.headers;
    let etag = format!("W/\"{}\"", hash(&body));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    if let Ok(value) = HeaderValue::from_str(&etag) {
        headers.insert(header::ETAG, value);
    }
    headers.append(header::VARY, HeaderValue::from_static("cookie"));
    let kept = Arc::new(Kept { headers, body, etag });
    if let Some(sequence) = sequence {
        cache.put(sequence, key, Arc::clone(&kept));
    }
    answer(&kept, known.as_ref())
}

/// Whether nothing in the request can name somebody: the demo's day is the only cookie that may be there.
fn is_anonymous(headers: &HeaderMap) -> bool {
    !headers.contains_key(header::AUTHORIZATION) && cookie::all(headers).all(|(name, _)| name == cookie::DAY)
}

/// The key of a request, whose accepted encoding is narrowed to what the key says.
fn key(parts: &mut Parts, site: &Site) -> Key {
    let accepted =
        parts.headers.get(header::ACCEPT_ENCODING).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let gzip = accepted.split(',').any(|e| e.trim() == "gzip");
    let narrowed = HeaderValue::from_static(if gzip { "gzip" } else { "identity" });
    parts.headers.insert(header::ACCEPT_ENCODING, narrowed);
    let query = Query::<Vec<(String, String)>>::try_from_uri(&parts.uri).map(|q| q.0).unwrap_or_default();
    let (today, _) = site.today(&query, &parts.headers);
    let address = parts.uri.path_and_query().map_or("", |p| p.as_str()).to_owned();
    Key { address, today, gzip }
}

fn may_be_kept(response: &Response) -> bool {
    let headers = response.headers();
    let said = headers.get(header::CACHE_CONTROL).and_then(|v| v.to_str().ok()).unwrap_or_default();
    response.status() == StatusCode::OK
        && !headers.contains_key(header::SET_COOKIE)
        && !headers.contains_key(header::ETAG)
        && !said.contains("no-store")
        && !said.contains("private")
}

fn answer(kept: &Kept, known: Option<&HeaderValue>) -> Response {
    let same = known.and_then(|v| v.to_str().ok()).is_some_and(|known| known.contains(&kept.etag));
    let mut response = if same {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        Body::from(kept.body.clone()).into_response()
    };
    *response.headers_mut() = kept.headers.clone();
    if same {
        response.headers_mut().remove(header::CONTENT_LENGTH);
        response.headers_mut().remove(header::CONTENT_TYPE);
        response.headers_mut().remove(header::CONTENT_ENCODING);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn key(address: &str) -> Key {
        Key { address: address.to_owned(), today: date(2022, 9, 29), gzip: false }
    }
    fn page(size: usize) -> Arc<Kept> {
        Arc::new(Kept { headers: HeaderMap::new(), body: vec![b'x'; size].into(), etag: String::new() })
    }

    #[test]
    fn a_page_from_before_the_last_change_is_neither_kept_nor_found() {
        let cache = Cache::new(10_000);
        cache.put(7, key("/a"), page(10));
        assert!(cache.get(7, &key("/a")).is_some());
        assert!(cache.get(8, &key("/a")).is_none());
        cache.put(7, key("/a"), page(10));
        assert!(cache.get(7, &key("/a")).is_none() && cache.get(8, &key("/a")).is_none());
    }

    #[test]
    fn the_oldest_pages_go_when_there_is_no_room_and_no_page_takes_it_all() {
        let cache = Cache::new(8_000);
        cache.put(1, key("/large"), page(1_000));
        assert!(cache.get(1, &key("/large")).is_none());
        for n in 0..20 {
            cache.put(1, key(&format!("/{n}")), page(800));
            assert!(cache.pages(1).bytes <= 8_000);
        }
        assert!(cache.get(1, &key("/0")).is_none());
        assert!(cache.get(1, &key("/19")).is_some());
    }

    #[test]
    fn another_day_is_another_page() {
        let cache = Cache::new(10_000);
        cache.put(1, key("/a"), page(10));
        assert!(cache.get(1, &Key { today: date(2022, 9, 30), ..key("/a") }).is_none());
        assert!(cache.get(1, &Key { gzip: true, ..key("/a") }).is_none());
    }

    #[test]
    fn only_the_cookie_of_the_day_is_anonymous() {
        let with = |cookie: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::COOKIE, HeaderValue::from_static(cookie));
            is_anonymous(&headers)
        };
        assert!(with("dag=2022-01-01") && is_anonymous(&HeaderMap::new()));
        assert!(!with("vem=x") && !with("dag=2022-01-01; __Host-session=x") && !with("dagar=1"));
    }
}
