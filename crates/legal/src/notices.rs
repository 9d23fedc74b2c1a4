//! The two notices: the text that comes with the program, and the versions that the council has made of it.

use kit::{Id, Lang};
use page::Tenant;
use richtext::RichText;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use store::{Result, Tx};
use uuid::Uuid;

use crate::tables::notice_text as row;
pub use row::Model as NoticeText;

/// A notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Saavutettavuusseloste.
    Accessibility,
    /// Tietosuojaseloste.
    Privacy,
}

impl Kind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Accessibility, Self::Privacy];

    /// The stored form, also its name in addresses and the end of the key of its title (`legal-…`).
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accessibility => "accessibility",
            Self::Privacy => "privacy",
        }
    }

    /// Reads the stored form.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.code() == code)
    }

    /// What comes with the program, with the council's name, region and address filled in.
    pub fn default_text(self, tenant: &Tenant, lang: Lang) -> RichText {
        let text = match (self, lang) {
            (Self::Accessibility, Lang::Fi) => include_str!("../defaults/accessibility.fi.html"),
            (Self::Accessibility, Lang::Sv) => include_str!("../defaults/accessibility.sv.html"),
            (Self::Accessibility, Lang::En) => include_str!("../defaults/accessibility.en.html"),
            (Self::Privacy, Lang::Fi) => include_str!("../defaults/privacy.fi.html"),
            (Self::Privacy, Lang::Sv) => include_str!("../defaults/privacy.sv.html"),
            (Self::Privacy, Lang::En) => include_str!("../defaults/privacy.en.html"),
        };
        let council = page::Html::escape(tenant.council.get(lang));
        let address = page::Html::escape(tenant.base_url.trim_end_matches('/'));
        RichText::parse(&text.replace("{council}", council.as_str()).replace("{address}", address.as_str()))
    }
}

/// The newest version of a notice in a language, where the council has made one.
pub async fn newest(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    kind: Kind,
    lang: Lang,
) -> Result<Option<NoticeText>> {
    Ok(versions(db, tenant, kind, lang).await?.into_iter().next())
}

/// All versions, the newest first.
pub async fn versions(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    kind: Kind,
    lang: Lang,
) -> Result<Vec<NoticeText>> {
    Ok(row::Entity::find()
        .filter(row::Column::Tenant.eq(tenant))
        .filter(row::Column::Kind.eq(kind.code()))
        .filter(row::Column::Lang.eq(lang.code()))
        .order_by_desc(row::Column::Number)
        .all(db)
        .await?)
}

/// Saves the next version; `None` goes back to what comes with the program. The version that the page showed must
/// still be the newest.
pub async fn save(tx: &mut Tx, kind: Kind, lang: Lang, shown: i64, html: Option<String>) -> Result<()> {
    let stands = newest(tx.conn(), tx.tenant(), kind, lang).await?.map_or(0, |n| n.number);
    Tx::fresh(shown, stands)?;
    let by = match tx.actor() {
        kit::Actor::Person { id, .. } => Some(*id),
        _ => None,
    };
    let row = NoticeText {
        id: Id::<NoticeText>::new(tx.now()).uuid(),
        tenant: tx.tenant(),
        kind: kind.code().to_owned(),
        lang: lang.code().to_owned(),
        number: stands + 1,
        html,
        saved_at: tx.stamp(),
        saved_by: by,
    };
    tx.create("notice", row.id, &row).await
}
