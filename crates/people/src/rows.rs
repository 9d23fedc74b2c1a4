//! The rows of this slice's tables as values. Other slices read them; only `store` here writes them.

use store::row;

/// The tenant's own row, which has no tenant column.
#[allow(missing_docs, reason = "the columns are words of the field")]
pub mod tenant {
    use sea_orm::entity::prelude::*;
    use serde::Serialize;
    use store::LocalText;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, Serialize)]
    #[sea_orm(table_name = "tenant")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: Uuid,
        pub key: String,
        pub host: String,
        pub base_url: String,
        pub name: LocalText,
        pub council: LocalText,
        pub region_code: String,
        pub mail_from: String,
        pub demo: bool,
        pub is_default: bool,
        #[serde(skip)]
        pub secret: Vec<u8>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

row!(
    /// The colours and the logo of a tenant; one row at most.
    look, "look", {
        bar: String,
        act: String,
        logo: Option<String>,
        logo_type: String,
        version: i64,
    }
);
row!(
    /// The tenant's own words of a text.
    wording, "wording", {
        key: String,
        words: LocalText,
        version: i64,
    }
);
row!(
    /// A day on which the region's offices are closed besides the holidays of the almanac.
    closed_day, "closed_day", {
        day: Day,
        name: LocalText,
    }
);
row!(
    /// The picture of a person; one row at most for each.
    photo, "photo", {
        person: Uuid,
        sha: String,
        media_type: String,
    }
);
row!(
    /// A municipality (kunta) that is or was in the region.
    municipality, "municipality", {
        code: String,
        slug: String,
        name_fi: String,
        name_sv: String,
        sort_key: Vec<u8>,
        valid_from: Option<Day>,
        valid_to: Option<Day>,
        merged_into: Option<Uuid>,
    }
);
row!(
    /// An organisation: a municipality's, the council, an authority, a company.
    organisation, "organisation", {
        name: LocalText,
        kind: String,
        municipality: Option<Uuid>,
        sort_key: Vec<u8>,
        version: i64,
    }
);
row!(
    /// A person (henkilö).
    person, "person", {
        key: Option<String>,
        name: String,
        title: String,
        email: Option<String>,
        phone: Option<String>,
        contact_public: bool,
        lang: String,
        reminders: Option<String>,
        organisation: Option<Uuid>,
        sort_key: Vec<u8>,
        active: bool,
        version: i64,
    }
);
row!(
    /// An office (virka, toimi, luottamustoimi) that persons hold in turn.
    office, "office", {
        name: LocalText,
        organisation: Option<Uuid>,
        municipality: Option<Uuid>,
        sort_key: Vec<u8>,
        version: i64,
    }
);
row!(
    /// Who held an office and when.
    holding, "holding", {
        office: Uuid,
        person: Uuid,
        from_date: String,
        from_printed: Option<String>,
        to_date: String,
        to_printed: Option<String>,
    }
);
row!(
    /// A council term (valtuustokausi).
    term, "term", {
        name: LocalText,
        from_day: Day,
        to_day: Option<Day>,
        version: i64,
    }
);
row!(
    /// A body (toimielin, ryhmä, foorumi) with its settings.
    body, "body", {
        key: String,
        name: LocalText,
        kind: String,
        statutory: bool,
        parent: Option<Uuid>,
        description: LocalText,
        numbering: String,
        period: String,
        quorum: String,
        conflict_step: bool,
        approval: String,
        publicity: String,
        seat_rule: String,
        from_date: String,
        from_printed: Option<String>,
        doubt: LocalText,
        members_known: bool,
        active: bool,
        sort_key: Vec<u8>,
        version: i64,
    }
);
row!(
    /// A seat in a body (jäsenyys): a person or an office, on behalf of a municipality or a sector.
    membership, "membership", {
        body: Uuid,
        person: Option<Uuid>,
        office: Option<Uuid>,
        municipality: Option<Uuid>,
        role: String,
        sector: Option<String>,
        deputy_of: Option<Uuid>,
        from_date: String,
        from_printed: Option<String>,
        to_date: String,
        to_printed: Option<String>,
        note: String,
        version: i64,
    }
);
row!(
    /// A turn of a rotating chair (kiertävä puheenjohtajuus).
    chair_turn, "chair_turn", {
        body: Uuid,
        position: i64,
        municipality: Uuid,
        kind: String,
        from_date: String,
        from_printed: Option<String>,
        to_date: String,
        to_printed: Option<String>,
        turn: Option<Uuid>,
        other: Option<Uuid>,
        reason: String,
    }
);
row!(
    /// A role that is not a seat: administrator, coordinator, a municipality's official.
    role_grant, "role_grant", {
        person: Uuid,
        role: String,
        body: Option<Uuid>,
        municipality: Option<Uuid>,
        from_day: Day,
        to_day: Option<Day>,
    }
);
row!(
    /// Who may act for whom.
    assistant, "assistant", {
        person: Uuid,
        for_person: Uuid,
        from_day: Day,
        to_day: Option<Day>,
    }
);
row!(
    /// All offices of a person handed over to a substitute, from day to day.
    handover, "handover", {
        person: Uuid,
        substitute: Uuid,
        from_day: Day,
        to_day: Day,
        note: String,
        made_at: Stamp,
        back_from: Option<Day>,
        back_at: Option<Stamp>,
        version: i64,
    }
);
row!(
    /// What a body was set to do, and for which time.
    mandate, "mandate", {
        body: Uuid,
        text: LocalText,
        set_by: String,
        from_date: String,
        from_printed: Option<String>,
        to_date: String,
        to_printed: Option<String>,
        version: i64,
    }
);
row!(
    /// That somebody was reminded of something.
    reminder, "reminder", {
        kind: String,
        about: Uuid,
        name: String,
        address: String,
        by_person: Option<Uuid>,
        at: Stamp,
    }
);
