use store::Migration;

use crate::sessions;

store::row!(
    /// What a person signs in with by password.
    account, "account", {
        person: Uuid,
        login: String,
        #[serde(skip)]
        password: String,
        changed_at: Stamp,
        must_change: bool,
        version: i64,
    }
);
store::row!(
    /// A link that was sent by mail.
    mail_link, "mail_link", {
        #[serde(skip)]
        token_digest: String,
        person: Uuid,
        expires_at: Stamp,
        used_at: Option<Stamp>,
    }
);
store::row!(
    /// A sign-in that is under way at an OpenID provider.
    oidc_state, "oidc_state", {
        state_digest: String,
        browser_digest: String,
        nonce: String,
        verifier: String,
        lang: String,
        next: String,
        created_at: Stamp,
    }
);

/// The tables of this slice.
pub(crate) fn migrations() -> Vec<Migration> {
    let mut all = sessions::migrations();
    all.push(Migration {
        name: "2026_11_22_d_signin",
        make: |s| {
            s.table("account")
                .id()
                .uuid("tenant")
                .uuid("person")
                .to("person")
                .text("login")
                .text("password")
                .int("changed_at")
                .bool("must_change")
                .int("version")
                .unique(&["tenant", "login"])
                .unique(&["tenant", "person"]);
            s.table("mail_link")
                .id()
                .uuid("tenant")
                .text("token_digest")
                .uuid("person")
                .to("person")
                .int("expires_at")
                .int("used_at")
                .null()
                .unique(&["token_digest"]);
            s.table("oidc_state")
                .id()
                .uuid("tenant")
                .text("state_digest")
                .text("browser_digest")
                .text("nonce")
                .text("verifier")
                .text("lang")
                .text("next")
                .int("created_at")
                .unique(&["state_digest"]);
        },
    });
    all
}
