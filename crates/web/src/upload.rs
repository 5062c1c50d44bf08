//! Forms as browsers send them: names and values, and files as values too (`multipart/form-data`, RFC 7578).
//!
//! Invariant: a file becomes text (`NAME.file`: a `data:` text with what its sender says that it is, `NAME.filename`), so
//! that everything that is done with forms is done with it as well: it outlives a session, and nothing of it is lost.

use crate::fault::Fault;
use axum::{
    Form,
    body::{Body, Bytes},
    extract::{FromRequest, Multipart, Request, multipart::Field},
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
        if !has_files(kind) {
            let form = Form::<Vec<(String, String)>>::from_request(request, state).await;
            return form.map(|f| Pairs(f.0)).map_err(IntoResponse::into_response);
        }
        let parts = Multipart::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        pairs(parts).await.map(Pairs).ok_or_else(|| Fault::Invalid(Vec::new()).into_response())
    }
}

/// What was sent in a body of that media type; nothing if it is no form with files.
pub(crate) async fn read(kind: &str, body: Bytes) -> Option<Vec<(String, String)>> {
    let request = Request::post("/").header(header::CONTENT_TYPE, kind).body(Body::from(body)).ok()?;
    pairs(Multipart::from_request(request, &()).await.ok()?).await
}

/// Whether a body of that media type is a form with files.
pub(crate) fn has_files(kind: &str) -> bool {
    let media = kind.split(';').next().unwrap_or_default();
    media.trim().eq_ignore_ascii_case("multipart/form-data")
}

/// The parts of a form as names and values; nothing if it is not written as the standard says.
async fn pairs(mut parts: Multipart) -> Option<Vec<(String, String)>> {
    let (mut pairs, mut count) = (Vec::new(), 0);
    while let Some(part) = parts.next_field().await.ok()? {
        count += 1;
        if count > MOST {
            return None;
        }
        let (name, filename, kind) = (plain(part.name()?), part.file_name().map(plain), kind(&part));
        let bytes = part.bytes().await.ok()?;
        match filename {
            // A field for a file that nobody has chosen.
            Some(filename) if filename.is_empty() && bytes.is_empty() => {}
            Some(filename) => {
                pairs
                    .push((format!("{name}.file"), format!("data:{kind};base64,{}", base64::encode(&bytes))));
                pairs.push((format!("{name}.filename"), filename));
            }
            None => pairs.push((name, String::from_utf8_lossy(&bytes).into_owned())),
        }
    }
    Some(pairs)
}

/// What its sender says that a file is, and its bytes; nothing if it is no file as [`Pairs`] has them.
pub(crate) fn file(text: &str) -> Option<(String, Vec<u8>)> {
    let (kind, bytes) = text.strip_prefix("data:")?.split_once(";base64,")?;
    Some((kind.to_owned(), base64::decode(bytes)?))
}

/// A name as it was before the browser wrote it into a header.
fn plain(name: &str) -> String {
    name.trim().replace("%22", "\"").replace("%0D", "").replace("%0A", " ")
}

/// What the sender says that a file is. What stands in a `data:` text before its bytes may have no sign that ends it.
fn kind(part: &Field<'_>) -> String {
    let said = part.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let mut kind = said.split(';').next().unwrap_or_default().trim().to_lowercase();
    kind.retain(|c| c.is_ascii_alphanumeric() || "/+.-".contains(c));
    kind
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    fn read(kind: &str, body: &[u8]) -> Option<Vec<(String, String)>> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(super::read(kind, axum::body::Bytes::copy_from_slice(body)))
    }

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
        let data = format!("data:image/png;base64,{}", genbo_domain::base64::encode(b"\x01\r\n--"));
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
            prop_assume!(!bytes.windows(9).any(|w| w == b"\r\n------x"));
            let mut body = b"------x\r\nContent-Disposition: form-data; name=\"l\"; filename=\"x\"\r\n\r\n".to_vec();
            body.extend(&bytes);
            body.extend(b"\r\n------x--\r\n");
            let told = read(KIND, &body).unwrap();
            prop_assert_eq!(&told[0].1, &format!("data:;base64,{}", genbo_domain::base64::encode(&bytes)));
        }
    }
}
