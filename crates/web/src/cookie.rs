//! Reading and writing cookies. Genbo sets none for those who only read.

use axum::http::{HeaderMap, header};

/// The demo's chosen day.
pub const DAY: &str = "dag";
/// The demo's chosen user.
pub const USER: &str = "vem";

/// The language in which somebody who signs in reads, if it is not Swedish.
pub const LANG: &str = "sprak";
/// The secret of a session. Only over an encrypted connection can a browser be told that no other host may set it.
pub const SESSION: &str = "__Host-genbo";
/// The same on a connection that is not encrypted, as one's own machine.
pub const PLAIN_SESSION: &str = "genbo";

/// The value of a cookie.
pub fn get<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    all(headers).find(|(n, _)| *n == name).map(|(_, value)| value)
}

/// All cookies of a request.
pub(crate) fn all(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|v| v.to_str().ok());
    lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='))
}

/// The header line that sets a cookie for as long as the browser is open. The value must be plain.
pub fn set(name: &str, value: &str) -> String {
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax")
}

/// The header line that sets a cookie that only an encrypted connection carries.
pub fn set_secure(name: &str, value: &str) -> String {
    set(name, value) + "; Secure"
}

/// The header line that takes a cookie away.
pub fn clear(name: &str) -> String {
    format!("{name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, "xdag=1; dag=2022-09-29;vem=a=b".parse().unwrap());
        assert_eq!(get(&headers, "dag"), Some("2022-09-29"));
        assert_eq!(get(&headers, "vem"), Some("a=b"));
        assert_eq!(get(&headers, "da"), None);
    }
}
