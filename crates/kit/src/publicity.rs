use serde::{Deserialize, Serialize};

/// Who may see a record (julkisuusluokka).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Publicity {
    /// Julkinen: everybody.
    #[default]
    Public,
    /// Ei vielä julkinen: those of the body, until it is published.
    Internal,
    /// Salassa pidettävä: those of the body, with a ground; outsiders see the number and the ground only.
    Secret,
}

impl Publicity {
    /// The stored form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Internal => "internal",
            Self::Secret => "secret",
        }
    }

    /// Reads the stored form; what is not known is treated as secret.
    pub fn parse(code: &str) -> Self {
        match code {
            "public" => Self::Public,
            "internal" => Self::Internal,
            _ => Self::Secret,
        }
    }
}
