//! Fetching a file: its bytes, as a download that nothing runs in.
//!
//! Invariant: a file is never shown as a part of the portal: it is saved, under its own name, and is what its bytes are.

use crate::{fault::Fault, frame::Frame};
use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};
use genbo_app::{attachment, cx::Cx, view::Reader};

/// `/filer/{slug}`.
pub(super) async fn fetch(
    f: Frame,
    State(cx): State<Cx>,
    Path(slug): Path<String>,
) -> Result<Response, Fault> {
    let mut reader = Reader::open(&cx, &f.actor().viewer(), f.today).await?;
    let found = attachment::fetch(&cx, &mut reader, &slug).await?;
    reader.tx.close().await.map_err(genbo_app::error::ActionError::from)?;
    let (size, bytes) = found.bytes.ok_or(Fault::NotFound)?;
    let facts = &found.paper.facts;
    let mut response = Body::from_stream(bytes).into_response();
    let headers = response.headers_mut();
    said(headers, &facts.media_type, &facts.file_name);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    Ok(response)
}

/// What is said of a file that is saved and not shown.
pub(crate) fn said(headers: &mut HeaderMap, media_type: &str, file_name: &str) {
    let kind = HeaderValue::from_str(media_type);
    headers
        .insert(header::CONTENT_TYPE, kind.unwrap_or(HeaderValue::from_static("application/octet-stream")));
    if let Ok(value) = HeaderValue::from_str(&disposition(file_name)) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
}

/// The name of a file for browsers, and in plain letters for what is older (RFC 6266).
fn disposition(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_graphic() && !"\"\\%;".contains(c) || c == ' ' { c } else { '_' };
    let plain: String = name.chars().map(plain).collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", crate::frame::encode(name))
}

#[cfg(test)]
mod tests {
    use super::disposition;

    #[test]
    fn a_name_cannot_end_its_header_and_keeps_its_letters() {
        let told = disposition("a\"; b\r\nx: åä.pdf");
        assert!(!told.contains(['\r', '\n']) && told.matches('"').count() == 2, "{told}");
        assert!(told.ends_with("%C3%A5%C3%A4.pdf"), "{told}");
    }
}
