//! The rows of this slice's tables as values. Only the files of `keep` write them.

use store::row;

row!(
    /// A plan, strategy, programme or policy.
    plan, "plan", {
        key: String,
        kind: String,
        title: LocalText,
        summary: LocalText,
        vision: LocalText,
        body_text: String,
        from_year: Option<i64>,
        to_year: Option<i64>,
        owner: String,
        body: Option<Uuid>,
        matter: Option<Uuid>,
        state: String,
        stated_date: String,
        stated_printed: Option<String>,
        publicity: String,
        source: String,
        example: bool,
        created_at: Stamp,
        #[serde(skip)]
        changed_at: Stamp,
        sort_key: Vec<u8>,
        version: i64,
    }
);
row!(
    /// A version of a plan as it stood: frozen, or known by its name and date only.
    edition, "edition", {
        plan: Uuid,
        number: i64,
        name: LocalText,
        state: String,
        at_date: String,
        at_printed: Option<String>,
        decided_by: LocalText,
        address: String,
        note: LocalText,
        #[serde(skip)]
        content: Json<Option<crate::keep::editions::Content>>,
        source: String,
        created_at: Stamp,
    }
);
row!(
    /// An update of a plan that was put off, with what brings it back.
    postponement, "postponement", {
        plan: Uuid,
        at_date: String,
        at_printed: Option<String>,
        reason: LocalText,
        waits_for: LocalText,
        remind_on: Option<Day>,
        state: String,
        action: Option<Uuid>,
        returned_at: Option<Stamp>,
        source: String,
        version: i64,
    }
);
row!(
    /// A goal (tavoite).
    goal, "goal", {
        plan: Uuid,
        code: String,
        title: LocalText,
        text: LocalText,
        position: i64,
        version: i64,
    }
);
row!(
    /// Who does something of a plan (toimija): a municipality, an organisation, a body, or a group known by name.
    actor, "actor", {
        key: String,
        kind: String,
        refers: Option<Uuid>,
        name: LocalText,
        sort_key: Vec<u8>,
    }
);
row!(
    /// What is done for a goal (toimenpide).
    measure, "measure", {
        plan: Uuid,
        goal: Option<Uuid>,
        code: String,
        title: LocalText,
        text: LocalText,
        theme: LocalText,
        state: String,
        reason: LocalText,
        due_date: String,
        due_printed: Option<String>,
        resourced: String,
        source: String,
        example: bool,
        position: i64,
        version: i64,
    }
);
row!(
    /// An actor's part in a measure, and how far it is.
    measure_actor, "measure_actor", {
        measure: Uuid,
        actor: Uuid,
        leads: bool,
        state: String,
        note: String,
        said_at: Option<Stamp>,
        version: i64,
    }
);
row!(
    /// What is done for a measure in one year (vuositoimi), and what it costs.
    yearly, "yearly", {
        measure: Uuid,
        year: i64,
        title: LocalText,
        cents: Option<i64>,
        state: String,
        note: String,
        source: String,
        version: i64,
    }
);
row!(
    /// By what a goal is told to be reached (mittari).
    indicator, "indicator", {
        plan: Uuid,
        goal: Option<Uuid>,
        title: LocalText,
        unit: String,
        base: Option<f64>,
        base_year: Option<i64>,
        target: Option<f64>,
        target_year: Option<i64>,
        better: String,
        data_source: String,
        owner: String,
        source: String,
        position: i64,
        version: i64,
    }
);
row!(
    /// The value of an indicator in a year, of the whole region or of one municipality.
    indicator_value, "indicator_value", {
        indicator: Uuid,
        municipality: Option<Uuid>,
        year: i64,
        value: f64,
        note: String,
    }
);
row!(
    /// A risk, before anything is done, today, and as it is to be.
    risk, "risk", {
        plan: Uuid,
        code: String,
        title: LocalText,
        cause: LocalText,
        class: String,
        p_inherent: Option<i64>,
        i_inherent: Option<i64>,
        p_residual: Option<i64>,
        i_residual: Option<i64>,
        p_target: Option<i64>,
        i_target: Option<i64>,
        owner: String,
        due: Option<Day>,
        state: String,
        source: String,
        example: bool,
        position: i64,
        version: i64,
    }
);
row!(
    /// Which measure lowers which risk.
    risk_measure, "risk_measure", {
        risk: Uuid,
        measure: Uuid,
    }
);
row!(
    /// A card of a register.
    card, "card", {
        key: Option<String>,
        kind: String,
        title: LocalText,
        summary: LocalText,
        state: String,
        at_date: String,
        at_printed: Option<String>,
        municipality: Option<Uuid>,
        places: Json<Vec<Uuid>>,
        everywhere: bool,
        matter: Option<Uuid>,
        data: Json<crate::keep::cards::Data>,
        publicity: String,
        source: String,
        example: bool,
        #[serde(skip)]
        words: String,
        created_at: Stamp,
        version: i64,
    }
);
row!(
    /// A row under a card.
    card_row, "card_row", {
        card: Uuid,
        sort: String,
        position: i64,
        data: Json<crate::keep::cards::Data>,
        version: i64,
    }
);
row!(
    /// How far a municipality is in taking a model, a policy or a programme into use.
    adoption, "adoption", {
        about_kind: String,
        about: Uuid,
        municipality: Uuid,
        stage: String,
        at_date: String,
        at_printed: Option<String>,
        decided_by: String,
        own_text: String,
        note: String,
        source: String,
        version: i64,
    }
);
row!(
    /// Something that was decided or done, linked to a goal that it serves.
    goal_link, "goal_link", {
        goal: Uuid,
        path: String,
        title: LocalText,
        at_date: String,
        public: bool,
    }
);
