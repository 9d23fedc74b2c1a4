use store::Migration;

store::row!(
    /// A code of the set-up, as a digest only. It belongs to no tenant.
    setup_code, "setup_code", {
        digest: String,
        offered_at: Stamp,
        used_at: Option<Stamp>,
    }
);
store::row!(
    /// The mail server of a region; one row at most.
    mail_server, "mail_server", {
        host: String,
        port: i64,
        protection: String,
        login: String,
        #[serde(skip)]
        secret: String,
        version: i64,
        tested_at: Option<Stamp>,
        problem: Option<String>,
    }
);
store::row!(
    /// Somebody invited to work here.
    colleague, "colleague", {
        name: String,
        email: String,
        role: String,
        body: Option<Uuid>,
        municipality: Option<Uuid>,
        lang: String,
        #[serde(skip)]
        token_digest: String,
        sent_at: Stamp,
        expires_at: Stamp,
        accepted_at: Option<Stamp>,
        withdrawn_at: Option<Stamp>,
        person: Option<Uuid>,
        version: i64,
    }
);

store::row!(
    /// A template of bodies of a region's own.
    body_template, "body_template", {
        name: LocalText,
        settings: Json<crate::templates::Settings>,
    }
);

/// The tables of this slice.
pub(crate) fn migrations() -> Vec<Migration> {
    vec![
        templates(),
        Migration {
            name: "2026_11_23_c_setup",
            make: |s| {
                s.table("setup_code")
                    .id()
                    .uuid("tenant")
                    .text("digest")
                    .int("offered_at")
                    .int("used_at")
                    .null()
                    .unique(&["digest"]);
                s.table("mail_server")
                    .id()
                    .uuid("tenant")
                    .to("tenant")
                    .text("host")
                    .int("port")
                    .text("protection")
                    .text("login")
                    .text("secret")
                    .int("version")
                    .int("tested_at")
                    .null()
                    .text("problem")
                    .null()
                    .unique(&["tenant"]);
                s.table("colleague")
                    .id()
                    .uuid("tenant")
                    .to("tenant")
                    .text("name")
                    .text("email")
                    .text("role")
                    .uuid("body")
                    .null()
                    .to("body")
                    .uuid("municipality")
                    .null()
                    .to("municipality")
                    .text("lang")
                    .text("token_digest")
                    .int("sent_at")
                    .int("expires_at")
                    .int("accepted_at")
                    .null()
                    .int("withdrawn_at")
                    .null()
                    .uuid("person")
                    .null()
                    .to("person")
                    .int("version")
                    .unique(&["token_digest"])
                    .index(&["tenant", "sent_at"]);
            },
        },
    ]
}

fn templates() -> Migration {
    Migration {
        name: "2026_11_23_q_setup_templates",
        make: |s| {
            s.table("body_template")
                .id()
                .uuid("tenant")
                .to("tenant")
                .text("name")
                .text("settings")
                .index(&["tenant"]);
        },
    }
}
