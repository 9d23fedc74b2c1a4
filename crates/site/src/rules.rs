//! Who may do what here.

use kit::{Role, Who};
use store::outbox::Posted;

/// Who may see that letters were written, to whom, and what became of them. In the demo everybody: there nobody
/// gets any.
pub(crate) fn may_list_letters(who: &Who, demo: bool) -> bool {
    demo || who.has(Role::Coordinator) || who.has(Role::Admin)
}

/// Who may read a letter. An administrator of people has no right to what meetings say, and a letter about a person
/// (the link to sign in with) is for that person alone, and so are the links of somebody who follows.
pub(crate) fn may_read_letter(who: &Who, demo: bool, letter: &Posted) -> bool {
    demo || (who.has(Role::Coordinator) && !matches!(letter.about_kind.as_str(), "person" | "follower"))
}

/// Who sees to the tray.
pub(crate) fn may_tidy(who: &Who) -> bool {
    who.has(Role::Coordinator)
}

#[cfg(test)]
mod tests {
    use kit::Grant;
    use store::{Json, Stamp};
    use uuid::Uuid;

    use super::*;

    fn who(role: Role) -> Who {
        let grants = vec![Grant { role, body: None, municipality: None }];
        Who::Person { id: Uuid::nil(), name: String::new(), grants }
    }

    fn letter(about: &str) -> Posted {
        Posted {
            id: Uuid::nil(),
            tenant: Uuid::nil(),
            to_name: String::new(),
            to_address: String::new(),
            subject: String::new(),
            body: Json(store::outbox::Body::default()),
            message_id: String::new(),
            about_kind: about.into(),
            about: Uuid::nil(),
            order_no: 1,
            state: "waiting".into(),
            attempts: 0,
            last_error: None,
            created_at: Stamp(0),
            due_at: Stamp(0),
            lease_until: Stamp(0),
            sent_at: None,
        }
    }

    #[test]
    fn the_link_to_sign_in_with_is_read_by_nobody_else() {
        assert!(may_read_letter(&who(Role::Coordinator), false, &letter("meeting")));
        assert!(!may_read_letter(&who(Role::Coordinator), false, &letter("person")));
        assert!(!may_read_letter(&who(Role::Coordinator), false, &letter("follower")));
        assert!(may_read_letter(&Who::Nobody, true, &letter("person")));
    }

    #[test]
    fn an_administrator_sees_what_became_of_letters_and_not_what_they_say() {
        assert!(may_list_letters(&who(Role::Admin), false));
        assert!(!may_read_letter(&who(Role::Admin), false, &letter("meeting")));
        assert!(!may_list_letters(&Who::Nobody, false));
    }
}
