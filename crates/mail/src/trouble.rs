use crate::SendError;

/// What an administrator can do about a letter that did not go, as far as the server's answer tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// The name of the server is not known: it is mistyped, or there is no network.
    Name,
    /// Nobody listens there: the port is wrong.
    Refused,
    /// Nobody answers: a firewall, or the port wants another kind of protection.
    Silent,
    /// The connection cannot be protected: the certificate, or the kind of protection.
    Protection,
    /// Name or password are wrong, or the server wants other ones.
    SignIn,
    /// The server will not take this sender or this receiver.
    Address,
    /// The server asks to come later.
    Busy,
    /// Something else; the server's own words must do.
    Other,
}

impl Trouble {
    /// The code, for the key of a text.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Refused => "refused",
            Self::Silent => "silent",
            Self::Protection => "protection",
            Self::SignIn => "sign-in",
            Self::Address => "address",
            Self::Busy => "busy",
            Self::Other => "other",
        }
    }
}

impl SendError {
    /// What can be done about it.
    pub fn trouble(&self) -> Trouble {
        match self {
            Self::Letter(_) | Self::Permanent { .. } => Trouble::Address,
            Self::Temporary { code: Some(530 | 534 | 535 | 538), .. } => Trouble::SignIn,
            Self::Temporary { code: Some(_), .. } => Trouble::Busy,
            // The network tells in words only; those of the library and of the systems that we run on.
            Self::Temporary { code: None, text } => by_words(&text.to_lowercase()),
        }
    }
}

fn by_words(text: &str) -> Trouble {
    let has = |words: &[&str]| words.iter().any(|w| text.contains(w));
    if has(&["lookup", "resolve", "dns name", "no such host", "name or service"]) {
        Trouble::Name
    } else if has(&["authentication"]) {
        Trouble::SignIn
    } else if has(&["certificate", "tls", "handshake", "corrupt message"]) {
        Trouble::Protection
    } else if has(&["refused"]) {
        Trouble::Refused
    } else if has(&["too long", "timed out", "timeout", "unreachable"]) {
        Trouble::Silent
    } else {
        Trouble::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_network_says_is_told_in_what_one_can_do() {
        let of = |code, text: &str| SendError::Temporary { code, text: text.into() }.trouble();
        assert_eq!(of(None, "Connection error: failed to lookup address information"), Trouble::Name);
        assert_eq!(of(None, "Connection error: Connection refused (os error 111)"), Trouble::Refused);
        assert_eq!(of(None, "the server took too long"), Trouble::Silent);
        assert_eq!(
            of(None, "Connection error: invalid peer certificate: UnknownIssuer"),
            Trouble::Protection
        );
        assert_eq!(of(Some(535), "permanent error (535): no"), Trouble::SignIn);
        assert_eq!(of(Some(451), "transient error (451): later"), Trouble::Busy);
        assert_eq!(SendError::Permanent { code: 550, text: String::new() }.trouble(), Trouble::Address);
    }
}
