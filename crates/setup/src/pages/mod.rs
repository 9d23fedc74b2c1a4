pub(crate) mod admin;
pub(crate) mod bodies;
pub(crate) mod colleagues;
pub(crate) mod days;
pub(crate) mod first;
pub(crate) mod look;
pub(crate) mod mail;
pub(crate) mod paste;
pub(crate) mod start;
pub(crate) mod words;

/// Whether this may be an address of mail: the mail server has the last word.
pub(crate) fn looks_like_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let plain = |s: &str| !s.is_empty() && s.chars().all(|c| !c.is_whitespace() && !c.is_control());
    plain(name)
        && plain(host)
        && !host.contains('@')
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && !text.contains([',', ';', '<', '>', '"'])
}
