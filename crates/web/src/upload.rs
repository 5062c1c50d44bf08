//! Forms as browsers send them: names and values, and files as values too (`multipart/form-data`, RFC 7578).
//!
//! Invariant: a file becomes text (`NAME.file`: a `data:` text with what its sender says that it is, `NAME.filename`), so
//! that everything that is done with forms is done with it as well: it outlives a session, and nothing of it is lost.

use crate::fault::Fault;
use axum::{
    Form,
    body::Bytes,
    extract::{FromRequest, Request},
    http::header,
    response::{IntoResponse, Response},
};
use genbo_domain::base64;

/// The most parts of a form.
const MOST: usize = 2000;

/// A form, whichever of the two ways it was sent.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pairs(pub(crate) Vec<(String, String)>);

impl<S: Send + Sync> FromRequest<S> for Pairs {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let kind =
            request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        match boundary(kind).map(str::to_owned) {
            Some(boundary) => {
                let bytes = Bytes::from_request(request, state).await.map_err(IntoResponse::into_response)?;
                let parts =
                    parts(&boundary, &bytes).ok_or_else(|| Fault::Invalid(Vec::new()).into_response())?;
                Ok(Pairs(pairs(parts)))
            }
            None => {
                let form = Form::<Vec<(String, String)>>::from_request(request, state).await;
                form.map(|f| Pairs(f.0)).map_err(IntoResponse::into_response)
            }
        }
    }
}

/// What was sent in a body of that media type; nothing if it is no form with files.
pub(crate) fn read(kind: &str, body: &[u8]) -> Option<Vec<(String, String)>> {
    parts(boundary(kind)?, body).map(pairs)
}

/// The boundary of a form with files.
pub(crate) fn boundary(kind: &str) -> Option<&str> {
    let (media, parameters) = kind.split_once(';')?;
    if !media.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let value = parameters.split(';').find_map(|p| p.trim().strip_prefix("boundary="))?;
    let value = value.trim_matches('"');
    (!value.is_empty() && value.len() <= 70).then_some(value)
}

/// One part of a form.
#[derive(Debug, PartialEq, Eq)]
struct Part<'a> {
    name: String,
    filename: Option<String>,
    kind: String,
    bytes: &'a [u8],
}

fn pairs(parts: Vec<Part<'_>>) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for part in parts {
        match part.filename {
            // A field for a file that nobody has chosen.
            Some(filename) if filename.is_empty() && part.bytes.is_empty() => {}
            Some(filename) => {
                let data = format!("data:{};base64,{}", part.kind, base64::encode(part.bytes));
                pairs.push((format!("{}.file", part.name), data));
                pairs.push((format!("{}.filename", part.name), filename));
            }
            None => pairs.push((part.name, String::from_utf8_lossy(part.bytes).into_owned())),
        }
    }
    pairs
}

/// The parts of a body; nothing if it is not written as the standard says.
fn parts<'a>(boundary: &str, body: &'a [u8]) -> Option<Vec<Part<'a>>> {
    let first = format!("--{boundary}");
    let between = format!("\r\n--{boundary}");
    let mut rest = body.strip_prefix(first.as_bytes()).or_else(|| {
        let at = find(body, between.as_bytes())?;
        body.get(at + between.len()..)
    })?;
    let mut parts = Vec::new();
    loop {
        if rest.starts_with(b"--") {
            return Some(parts);
        }
        // White space after a boundary is allowed and says nothing.
        let line = find(rest, b"\r\n")?;
        if !rest.get(..line)?.iter().all(|b| *b == b' ' || *b == b'\t') || parts.len() >= MOST {
            return None;
        }
        let part = rest.get(line..)?;
        let head = find(part, b"\r\n\r\n")?;
        let content = part.get(head + 4..)?;
        let end = find(content, between.as_bytes())?;
        parts.push(part_of(part.get(..head)?, content.get(..end)?)?);
        rest = content.get(end + between.len()..)?;
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    let first = *what.first()?;
    let mut from = 0;
    loop {
        let at = from + bytes.get(from..)?.iter().position(|b| *b == first)?;
        if bytes.get(at..)?.starts_with(what) {
            return Some(at);
        }
        from = at + 1;
    }
}

fn part_of<'a>(head: &[u8], bytes: &'a [u8]) -> Option<Part<'a>> {
    let head = std::str::from_utf8(head).ok()?;
    let (mut name, mut filename, mut kind) = (None, None, String::new());
    for line in head.split("\r\n").filter(|l| !l.is_empty()) {
        let (header, value) = line.split_once(':')?;
        if header.trim().eq_ignore_ascii_case("content-disposition") {
            for (parameter, value) in parameters(value) {
                match parameter.as_str() {
                    "name" => name = Some(value),
                    "filename" => filename = Some(value),
                    _ => {}
                }
            }
        } else if header.trim().eq_ignore_ascii_case("content-type") {
            kind = value.split(';').next().unwrap_or_default().trim().to_lowercase();
        }
    }
    // What stands in a `data:` text before its bytes may have no sign that ends it.
    kind.retain(|c| c.is_ascii_alphanumeric() || "/+.-".contains(c));
    Some(Part { name: name?, filename, kind, bytes })
}

/// The parameters of a header: `; name="a"; filename="b"`. Browsers write a quote in a name as `%22`.
fn parameters(value: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = value;
    while let Some((_, after)) = rest.split_once(';') {
        let Some((name, value)) = after.split_once('=') else { break };
        let name = name.trim().to_lowercase();
        let (value, left) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => value.find(';').map_or((value, ""), |at| value.split_at(at)),
        };
        found.push((name, value.trim().replace("%22", "\"").replace("%0D", "").replace("%0A", " ")));
        rest = left;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const KIND: &str = "multipart/form-data; boundary=----x";

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn a_body_that_is_cut_off_or_has_no_boundary_is_refused() {
        let whole = "------x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n------x--\r\n";
        assert!(read(KIND, whole.as_bytes()).is_some());
        for cut in 0..whole.len() - 4 {
            assert_eq!(read(KIND, &whole.as_bytes()[..cut]), None, "{cut}");
        }
        assert_eq!(read("multipart/form-data", whole.as_bytes()), None);
        assert_eq!(read("multipart/mixed; boundary=----x", whole.as_bytes()), None);
        let nameless = whole.replace("; name=\"a\"", "");
        assert_eq!(read(KIND, nameless.as_bytes()), None);
    }

    #[test]
    fn fields_and_files_become_pairs_and_a_file_that_nobody_chose_is_none() {
        let body = "------x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nÅre\r\nrad 2\r\n------x\r\n\
            Content-Disposition: form-data; name=\"logo\"; filename=\"a;b%22.png\"\r\nContent-Type: image/png\r\n\r\n\
            \u{1}\r\n--\r\n------x\r\nContent-Disposition: form-data; name=\"none\"; filename=\"\"\r\n\
            Content-Type: application/octet-stream\r\n\r\n\r\n------x--\r\n";
        let data = format!("data:image/png;base64,{}", base64::encode(b"\x01\r\n--"));
        assert_eq!(
            read(KIND, body.as_bytes()).unwrap(),
            [pair("name", "Åre\r\nrad 2"), pair("logo.file", &data), pair("logo.filename", "a;b\".png")]
        );
    }

    #[test]
    fn what_a_sender_calls_a_file_cannot_end_the_text_that_it_stands_in() {
        let body = "------x\r\nContent-Disposition: form-data; name=\"l\"; filename=\"x\"\r\nContent-Type: a,b;c\"<>\r\n\r\n1\r\n------x--";
        assert_eq!(read(KIND, body.as_bytes()).unwrap()[0], pair("l.file", "data:ab;base64,MQ=="));
    }

    proptest! {
        #[test]
        fn any_bytes_are_refused_or_read_without_panic(text in "(------x|\r\n|--|Content-Disposition: form-data|; name=\"|\"|a|:|=){0,30}") {
            let _ = read(KIND, text.as_bytes());
        }

        #[test]
        fn the_bytes_of_a_file_come_through(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            prop_assume!(find(&bytes, b"\r\n------x").is_none());
            let mut body = b"------x\r\nContent-Disposition: form-data; name=\"l\"; filename=\"x\"\r\n\r\n".to_vec();
            body.extend(&bytes);
            body.extend(b"\r\n------x--\r\n");
            let read = read(KIND, &body).unwrap();
            prop_assert_eq!(&read[0].1, &format!("data:;base64,{}", base64::encode(&bytes)));
        }
    }
}
