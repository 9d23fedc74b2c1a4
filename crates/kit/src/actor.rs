use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a person does in the system. A role may be held in one body, for one municipality, or in the whole
/// region; see [`Grant`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Ylläpitäjä: people, roles and settings; no right to the content of meetings by itself.
    Admin,
    /// Koordinaattori, sihteeri: secretary of every body.
    Coordinator,
    /// Sihteeri of one body.
    Secretary,
    /// Puheenjohtaja of one body.
    Chair,
    /// Jäsen of one body.
    Member,
    /// Varajäsen of one body.
    Deputy,
    /// Avustaja: acts for a person.
    Assistant,
    /// Kunnan edustaja: fills in what is asked of the municipality.
    Official,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 8] = [
        Self::Admin,
        Self::Coordinator,
        Self::Secretary,
        Self::Chair,
        Self::Member,
        Self::Deputy,
        Self::Assistant,
        Self::Official,
    ];

    /// The stored form, also the key of its text (`role-…`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Coordinator => "coordinator",
            Self::Secretary => "secretary",
            Self::Chair => "chair",
            Self::Member => "member",
            Self::Deputy => "deputy",
            Self::Assistant => "assistant",
            Self::Official => "official",
        }
    }

    /// Reads the stored form.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|r| r.code() == code)
    }
}

/// One role as it is held today: where, and for which municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    /// What the person is.
    pub role: Role,
    /// In which body; `None` means the whole region.
    pub body: Option<Uuid>,
    /// For which municipality (its stable id), if for one.
    pub municipality: Option<Uuid>,
}

/// Who is asking.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Who {
    /// Somebody who has not signed in.
    #[default]
    Nobody,
    /// A person who has signed in, with the roles held today.
    Person {
        /// The person's id.
        id: Uuid,
        /// The name as shown.
        name: String,
        /// What the person may be and where.
        grants: Vec<Grant>,
    },
}

impl Who {
    /// The person's id, if there is one.
    pub fn id(&self) -> Option<Uuid> {
        match self {
            Self::Nobody => None,
            Self::Person { id, .. } => Some(*id),
        }
    }

    /// The name as shown; empty for nobody.
    pub fn name(&self) -> &str {
        match self {
            Self::Nobody => "",
            Self::Person { name, .. } => name,
        }
    }

    /// All roles held today.
    pub fn grants(&self) -> &[Grant] {
        match self {
            Self::Nobody => &[],
            Self::Person { grants, .. } => grants,
        }
    }

    /// Whether somebody has signed in.
    pub fn is_person(&self) -> bool {
        matches!(self, Self::Person { .. })
    }

    /// Whether the role is held for the whole region.
    pub fn has(&self, role: Role) -> bool {
        self.grants().iter().any(|g| g.role == role && g.body.is_none())
    }

    /// Whether any of the roles is held in this body (or in the whole region).
    pub fn has_in(&self, body: Uuid, roles: &[Role]) -> bool {
        self.grants().iter().any(|g| roles.contains(&g.role) && g.body.is_none_or(|b| b == body))
    }

    /// Whether the person belongs to the body in any role, or coordinates the region.
    pub fn belongs_to(&self, body: Uuid) -> bool {
        self.has(Role::Coordinator)
            || self.grants().iter().any(|g| g.body == Some(body) && g.role != Role::Admin)
    }

    /// Whether the person prepares meetings of this body: its secretary or the region's coordinator.
    pub fn prepares(&self, body: Uuid) -> bool {
        self.has_in(body, &[Role::Coordinator, Role::Secretary])
    }

    /// Whether the person may speak for this municipality.
    pub fn speaks_for(&self, municipality: Uuid) -> bool {
        self.grants().iter().any(|g| {
            g.municipality == Some(municipality)
                && matches!(
                    g.role,
                    Role::Chair | Role::Member | Role::Deputy | Role::Assistant | Role::Official
                )
        })
    }

    /// Whether the person holds any role that works on the record (coordinator, secretary or administrator).
    pub fn is_staff(&self) -> bool {
        self.grants().iter().any(|g| matches!(g.role, Role::Admin | Role::Coordinator | Role::Secretary))
    }
}

/// Who made a change, for the audit trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    /// A person who had signed in; `for_person` is set where an assistant acted for somebody.
    Person {
        /// Who pressed the button.
        id: Uuid,
        /// For whom.
        for_person: Option<Uuid>,
    },
    /// Somebody by a personal link in a mail, without signing in.
    Link(Uuid),
    /// The program itself: a job, an import, the demo.
    System(&'static str),
    /// Nobody known: a visitor of the public site.
    Visitor,
}
