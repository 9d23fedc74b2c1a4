//! The session: roll call, outcomes with their numbers, presence, votes, actions, end.
#![allow(clippy::unwrap_used, reason = "tests fail where they stand")]

mod common;

use common::{Hall, features, hall, once};
use meetings::agenda;
use record::{actions, decisions};
use testkit::on_both;

#[tokio::test]
async fn only_who_prepares_runs_the_session_and_the_chair_follows_it() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let path = format!("/fi/meetings/{}/session", h.meeting);
        assert_eq!(t.nobody().get(&path).await.status, 303, "to the sign-in");
        assert_eq!(t.sign_in(h.people[1].id).await.get(&path).await.status, 403, "a member");
        assert_eq!(t.admin().await.get(&path).await.status, 403);
        let chair = t.sign_in(h.people[0].id).await;
        assert_eq!(chair.get(&path).await.status, 200);
        let refused = chair.post(&format!("{path}/open"), &[("once", &once())]).await;
        assert_eq!(refused.status, 403);
        let coordinator = t.coordinator().await;
        assert_eq!(coordinator.get(&path).await.status, 200);
        assert_eq!(coordinator.at("keski-suomi.localhost").get(&path).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn the_roll_is_prefilled_from_the_answers_and_nobody_else_is_ticked() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        common::answer(&t, &h, 1, "remote").await;
        let page = t.coordinator().await.get(&h.path("session")).await;
        assert_eq!(page.status, 200);
        assert_eq!(page.text.matches(" selected").count(), 1, "{}", page.text);
        assert!(page.text.contains("value=\"remote\" selected"));
    })
    .await;
}

#[tokio::test]
async fn a_session_opens_with_somebody_present_and_a_named_deputy() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let c = t.coordinator().await;
        let empty = c.post(&h.path("session/open"), &[("once", &once())]).await;
        assert_eq!(empty.status, 422);
        assert!(empty.text.contains("Merkitse ainakin yksi läsnä olevaksi"));
        let (lahti, hollola) = (h.roll(0), h.roll(1));
        let nameless = c.post(&h.path("session/open"), &[("once", &once()), (&lahti, "deputy_remote")]).await;
        assert_eq!(nameless.status, 422);
        assert!(nameless.text.contains("value=\"deputy_remote\" selected"), "what was chosen stays");
        let name = h.field("deputy", 0);
        let fields = [
            ("once", once()),
            ("opened", "9.02".into()),
            (lahti.as_str(), "deputy_remote".into()),
            (name.as_str(), "Varalla Vilma".into()),
            (hollola.as_str(), "on_site".into()),
        ];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (*a, b.as_str())).collect();
        let opened = c.post(&h.path("session/open"), &fields).await;
        assert_eq!(opened.status, 303, "{}", opened.text);
        let page = c.get(&h.path("session")).await;
        assert_eq!(page.status, 200);
        assert!(page.text.contains("Läsnä 2"), "{}", page.text);
        assert!(page.text.contains("Varalla Vilma"));
        assert!(page.text.contains("estynyt"), "the member whose deputy came");
        let again = c.post(&h.path("session/open"), &fields).await;
        assert_eq!(again.status, 409, "a doubled form");
        for lang in ["sv", "en"] {
            let path = h.path("session").replace("/fi/", &format!("/{lang}/"));
            assert_eq!(c.get(&path).await.status, 200);
        }
    })
    .await;
}

#[tokio::test]
async fn an_outcome_takes_the_next_number_and_opens_the_next_item() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let c = h.open(&t).await;
        let first = h.decide(&c, 0, "agreed", "Linjattiin esityksen mukaan.").await;
        assert_eq!(first.status, 303, "{}", first.text);
        let page = c.get(&h.path("session")).await;
        assert!(page.text.contains("§ 1 "), "{}", page.text);
        assert!(page.text.contains("autofocus"));
        assert!(page.text.contains(&format!("/items/{}/outcome", h.items[1])), "the next item is open");
        let second = h.decide(&c, 1, "noted", "").await;
        assert_eq!(second.status, 303);
        let made = decisions::of_meeting(t.app.db(), t.tenant.id, h.meeting).await.unwrap();
        let mut printed: Vec<_> = made.iter().map(|d| d.printed.as_str()).collect();
        printed.sort_unstable();
        assert_eq!(printed, ["§ 1", "§ 2"]);
        assert!(made.iter().all(|d| d.period == "2021" && !d.published && !d.statutory));
    })
    .await;
}

#[tokio::test]
async fn an_outcome_says_what_is_missing_and_keeps_what_was_typed() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let c = h.open(&t).await;
        let empty = h.decide(&c, 0, "agreed", "").await;
        assert_eq!(empty.status, 422);
        assert!(empty.text.contains("Kirjoita, mitä päätettiin tai linjattiin."));
        let postponed = h.decide(&c, 0, "postponed", "Siirretään laskelmien takia.").await;
        assert_eq!(postponed.status, 422);
        assert!(postponed.text.contains("Siirretään laskelmien takia."));
        assert!(postponed.text.contains("Kirjoita, miksi asia siirretään."));
        let not_ours = h.decide(&c, 0, "decided", "x").await;
        assert_eq!(not_ours.status, 400, "a co-operation body does not decide");
        let late = h.act(
            &c,
            0,
            "outcome",
            &[("outcome", "postponed"), ("reason", "laskelmat puuttuvat"), ("returns", "1.10.2021")],
        );
        assert_eq!(late.await.status, 422, "it cannot come back before the meeting");
        assert_eq!(h.item(&t, 0).await.outcome, "");
    })
    .await;
}

#[tokio::test]
async fn a_postponed_item_comes_to_the_next_agenda_and_taking_back_undoes_it() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let next = common::next_meeting(&t, &h).await;
        let c = h.open(&t).await;
        let done = h
            .act(
                &c,
                0,
                "outcome",
                &[
                    ("outcome", "postponed"),
                    ("reason", "laskelmat puuttuvat"),
                    ("returns", "10.11.2021"),
                    ("carry", "1"),
                ],
            )
            .await;
        assert_eq!(done.status, 303, "{}", done.text);
        let item = h.item(&t, 0).await;
        assert_eq!((item.outcome.as_str(), item.returns_date.as_str()), ("postponed", "2021-11-10"));
        let listed = agenda::items(t.app.db(), t.tenant.id, next).await.unwrap();
        assert_eq!(listed.iter().map(|i| i.came_from).collect::<Vec<_>>(), [Some(item.id)]);
        assert_eq!(h.act(&c, 0, "undo", &[]).await.status, 303);
        assert!(agenda::items(t.app.db(), t.tenant.id, next).await.unwrap().is_empty());
        assert_eq!(h.item(&t, 0).await.outcome, "");
        assert!(decisions::of_meeting(t.app.db(), t.tenant.id, h.meeting).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn only_the_latest_outcome_can_be_taken_back_and_its_number_is_given_again() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let c = h.open(&t).await;
        h.decide(&c, 0, "agreed", "Yksi.").await;
        h.decide(&c, 1, "agreed", "Kaksi.").await;
        let early = h.act(&c, 0, "undo", &[]).await;
        assert_eq!(early.status, 409);
        assert!(early.text.contains("seuraava numero on jo annettu"));
        assert_eq!(h.act(&c, 1, "undo", &[]).await.status, 303);
        assert_eq!(h.item(&t, 1).await.outcome_text, "<p>Kaksi.</p>", "the words stay");
        h.decide(&c, 2, "discussed", "").await;
        let item = h.item(&t, 2).await;
        let decision =
            decisions::get(t.app.db(), t.tenant.id, item.decision.unwrap()).await.unwrap().unwrap();
        assert_eq!(decision.printed, "§ 2");
    })
    .await;
}

#[tokio::test]
async fn bodies_with_plain_numbers_use_the_numbers_of_their_items() {
    on_both(features, async |t| {
        let h = hall(&t, |b| b.numbering = "plain".into()).await;
        let c = h.open(&t).await;
        h.decide(&c, 1, "noted", "").await;
        let made = decisions::of_meeting(t.app.db(), t.tenant.id, h.meeting).await.unwrap();
        assert_eq!((made[0].printed.as_str(), made[0].number), ("2", None));
    })
    .await;
}

#[tokio::test]
async fn a_statutory_body_decides_in_the_sense_of_law() {
    on_both(features, async |t| {
        let h = hall(&t, |b| b.statutory = true).await;
        let c = h.open(&t).await;
        assert_eq!(h.decide(&c, 0, "decided", "Hyväksyttiin.").await.status, 303);
        let made = decisions::of_meeting(t.app.db(), t.tenant.id, h.meeting).await.unwrap();
        assert!(made[0].statutory);
        assert_eq!(h.decide(&c, 1, "agreed", "x").await.status, 400);
    })
    .await;
}

#[tokio::test]
async fn text_is_saved_as_one_types_and_a_stale_version_gets_both_texts() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let c = h.open(&t).await;
        let path = h.at(0, "text");
        let saved = c.post(&path, &[("text", "Merkittiin"), ("version", "1")]).await;
        assert_eq!((saved.status, saved.text.as_str()), (200, "{\"version\":2}"));
        let next = c.post(&path, &[("text", "Merkittiin tiedoksi."), ("version", "2")]).await;
        assert_eq!(next.text, "{\"version\":3}");
        let stale = c.post(&path, &[("text", "Toisen sanat."), ("version", "2")]).await;
        assert_eq!(stale.status, 409);
        assert!(stale.text.contains("Toisen sanat.") && stale.text.contains("Merkittiin tiedoksi."));
        assert_eq!(h.item(&t, 0).await.outcome_text, "<p>Merkittiin tiedoksi.</p>");
        let fields = [("text", "Toisen linjaus."), ("version", "1"), ("outcome", "agreed")];
        let stale = h.act(&c, 0, "outcome", &fields).await;
        assert_eq!(stale.status, 409);
        assert!(stale.text.contains("Toisen linjaus."));
        let nobody = t.nobody();
        let token = nobody.csrf().await;
        assert_ne!(nobody.post_raw(&path, &[("csrf", &token), ("text", "x")]).await.status, 200);
        assert_eq!(c.post_raw(&path, &[("text", "x"), ("version", "3")]).await.status, 403, "a forged form");
    })
    .await;
}

#[tokio::test]
async fn two_coordinators_at_once_never_get_the_same_number() {
    on_both(features, async |t| {
        let h = common::hall_of(&t, 16, |_| {}).await;
        let c = h.open(&t).await;
        let mut tasks = Vec::new();
        for n in 0..16 {
            let (c, path) = (c.clone(), h.at(n, "outcome"));
            tasks.push(tokio::spawn(async move {
                let fields = [
                    ("once", once()),
                    ("version", "1".into()),
                    ("outcome", "agreed".into()),
                    ("text", format!("Linja {n}.")),
                ];
                let fields: Vec<(&str, &str)> = fields.iter().map(|(a, b)| (*a, b.as_str())).collect();
                c.post(&path, &fields).await.status
            }));
        }
        for task in tasks {
            assert_eq!(task.await.unwrap(), 303);
        }
        let made = decisions::of_meeting(t.app.db(), t.tenant.id, h.meeting).await.unwrap();
        let mut numbers: Vec<i64> = made.iter().filter_map(|d| d.number).collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=16).collect::<Vec<i64>>());
        assert_eq!(h.decide(&c, 0, "agreed", "Toisen kerran.").await.status, 409);
    })
    .await;
}

#[tokio::test]
async fn comings_and_goings_change_who_is_counted_at_each_item() {
    on_both(features, async |t| {
        let h = hall(&t, |b| b.quorum = "3".into()).await;
        let c = h.open(&t).await;
        let who = h.attendance(&t, 1).await;
        let at = |n: usize| h.items[n].to_string();
        let left = h
            .mark(&c, &[("who", &who), ("what", "leave"), ("from", &at(1)), ("to", &at(1)), ("time", "9.31")])
            .await;
        assert_eq!(left.status, 303, "{}", left.text);
        let page = c.get(&format!("{}?item={}", h.path("session"), at(1))).await;
        assert!(page.text.contains("ei päätösvaltainen, läsnä 2, tarvitaan 3"), "{}", page.text);
        assert!(page.text.contains("poistui ennen asiaa 2. klo 9.31"));
        assert!(page.text.contains("poissa tästä asiasta"));
        let page = c.get(&format!("{}?item={}", h.path("session"), at(2))).await;
        assert!(page.text.contains("päätösvaltainen, läsnä 3, tarvitaan 3"));
        for (wrong, key) in [
            (
                vec![("who", who.as_str()), ("what", "leave"), ("from", &at(2)), ("to", &at(1))],
                "ennen ensimmäistä",
            ),
            (vec![("who", who.as_str()), ("what", "leave"), ("from", &at(0))], "Ennen ensimmäistä asiaa"),
            (
                vec![("who", who.as_str()), ("what", "arrive"), ("from", &at(2)), ("mode", "remote")],
                "jo läsnä",
            ),
            (
                vec![("who", who.as_str()), ("what", "leave"), ("from", &at(2)), ("time", "25.99")],
                "ei ole kellonaika",
            ),
            (vec![("what", "leave"), ("from", &at(2))], "Tämä tieto tarvitaan"),
        ] {
            let refused = h.mark(&c, &wrong).await;
            assert_eq!(refused.status, 422);
            assert!(refused.text.contains(key), "{key}");
        }
    })
    .await;
}

#[tokio::test]
async fn who_is_disqualified_is_not_counted_and_guests_never_are() {
    on_both(features, async |t| {
        let h = hall(&t, |b| b.quorum = "half".into()).await;
        let c = h.open(&t).await;
        let who = h.attendance(&t, 1).await;
        let groundless = h.act(&c, 0, "conflict", &[("conflict-who", &who)]).await;
        assert_eq!(groundless.status, 422);
        let fields = [("conflict-who", who.as_str()), ("ground", "osallisuusjäävi")];
        assert_eq!(h.act(&c, 0, "conflict", &fields).await.status, 303);
        let guest = [("once", &*once()), ("guest", "Vieras Veikko"), ("guest-role", "expert")];
        assert_eq!(c.post(&h.path("session/people"), &guest).await.status, 303);
        let page = c.get(&format!("{}?item={}", h.path("session"), h.items[0])).await;
        assert!(page.text.contains("päätösvaltainen, läsnä 2, tarvitaan 2"), "{}", page.text);
        assert!(page.text.contains("Vieras Veikko"));
        assert!(page.text.contains("poistui esteellisenä asian 1. ajaksi (osallisuusjäävi)"));
        let back = h.act(&c, 0, "conflict", &[("conflict-who", &who), ("remove", "1")]).await;
        assert_eq!(back.status, 303);
        let nameless = c.post(&h.path("session/people"), &[("once", &once())]).await;
        assert_eq!(nameless.status, 422);
    })
    .await;
}

#[tokio::test]
async fn a_tied_vote_is_settled_by_the_chair_and_a_voter_cannot_be_marked_away() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let c = h.open(&t).await;
        let ids = [h.attendance(&t, 0).await, h.attendance(&t, 1).await, h.attendance(&t, 2).await];
        let names: Vec<String> = ids.iter().map(|id| format!("b-{id}")).collect();
        let page = c.get(&h.at(0, "vote")).await;
        assert_eq!(page.status, 200);
        assert!(names.iter().all(|n| page.text.contains(n)));
        let mut fields = vec![
            ("counter", "Palautetaan valmisteluun."),
            (names[0].as_str(), "blank"),
            (names[1].as_str(), "yes"),
            (names[2].as_str(), "no"),
        ];
        let tied = h.act(&c, 0, "vote", &fields).await;
        assert_eq!(tied.status, 422);
        assert!(tied.text.contains("Äänet menivät tasan"));
        fields.push(("casting", "no"));
        assert_eq!(h.act(&c, 0, "vote", &fields).await.status, 303);
        let page = c.get(&format!("{}?item={}", h.path("session"), h.items[0])).await;
        assert!(page.text.contains("puheenjohtajan ääni ratkaisi vastaesityksen hyväksi"), "{}", page.text);
        let item = h.items[0].to_string();
        let away = h.mark(&c, &[("who", &ids[1]), ("what", "leave"), ("from", &item)]).await;
        assert_eq!(away.status, 422);
        let roll = format!("roll-{}", ids[1]);
        let away = c.post(&h.path("session/roll"), &[("once", &once()), (&roll, "absent")]).await;
        assert_eq!(away.status, 409, "the vote rests on the presence");
        let by_town = c.get(&format!("{}?by=municipality", h.at(1, "vote"))).await;
        assert!(by_town.text.contains("Hollola") && by_town.text.contains("Lahti"));
        assert_eq!(t.sign_in(h.people[0].id).await.get(&h.at(1, "vote")).await.status, 403);
    })
    .await;
}

#[tokio::test]
async fn a_dissent_is_of_somebody_present_and_comes_after_the_outcome() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let c = h.open(&t).await;
        let who = h.attendance(&t, 2).await;
        let fields = [("dissent-who", who.as_str()), ("dissent", "Olisi pitänyt kuulla kuntia.")];
        assert_eq!(h.act(&c, 0, "dissent", &fields).await.status, 409);
        h.decide(&c, 0, "agreed", "Linja.").await;
        assert_eq!(h.act(&c, 0, "dissent", &fields[1..]).await.status, 422);
        assert_eq!(h.act(&c, 0, "dissent", &fields).await.status, 303);
        let page = c.get(&format!("{}?item={}", h.path("session"), h.items[0])).await;
        assert!(page.text.contains("Olisi pitänyt kuulla kuntia."));
    })
    .await;
}

#[tokio::test]
async fn an_action_asks_all_municipalities_unless_others_are_chosen() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let c = h.open(&t).await;
        let page = c.get(&h.path("session")).await;
        assert!(page.text.contains("data-key=\"t\""));
        let offered = page.text.matches("name=\"municipality\"").count();
        assert_eq!(offered, 10);
        assert_eq!(page.text.matches("name=\"municipality\" value").count(), offered);
        let towns: Vec<String> =
            people::municipalities::on(t.app.db(), &t.tenant, jiff::civil::date(2021, 10, 13))
                .await
                .unwrap()
                .iter()
                .map(|m| m.id.to_string())
                .collect();
        let mut fields = vec![("action", "Kunnat nimeävät edustajansa."), ("due", "30.10.2021")];
        fields.extend(towns.iter().map(|id| ("municipality", id.as_str())));
        let made = h.act(&c, 0, "actions", &fields).await;
        assert_eq!(made.status, 303, "{}", made.text);
        let to = made.location().to_owned();
        assert!(to.contains("at=outcome"));
        let page = c.get(to.split('#').next().unwrap()).await;
        assert!(
            page.text.contains("value=\"agreed\" data-key=\"p\" autofocus"),
            "one key more and it is done"
        );
        h.decide(&c, 0, "agreed", "Linja.").await;
        let all = actions::of_meeting(t.app.db(), t.tenant.id, h.meeting).await.unwrap();
        assert_eq!(all[0].decision, h.item(&t, 0).await.decision);
        assert_eq!(actions::states(t.app.db(), t.tenant.id, all[0].id).await.unwrap().len(), 10);
        for wrong in [
            vec![("due", "30.10.2021"), ("municipality", towns[0].as_str())],
            vec![("action", "Tehdään."), ("due", "1.1.2020"), ("municipality", towns[0].as_str())],
            vec![("action", "Tehdään."), ("due", "31.2.2022"), ("municipality", towns[0].as_str())],
            vec![("action", "Tehdään.")],
        ] {
            assert_eq!(h.act(&c, 1, "actions", &wrong).await.status, 422);
        }
        let own = h.people[1].id.to_string();
        assert_eq!(h.act(&c, 1, "actions", &[("action", "Selvittää."), ("owner", &own)]).await.status, 303);
        let path = format!("actions/{}/remove", all[0].id);
        assert_eq!(h.act(&c, 0, &path, &[]).await.status, 303);
        assert_eq!(actions::of_meeting(t.app.db(), t.tenant.id, h.meeting).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_session_ends_only_when_every_item_has_its_outcome() {
    on_both(features, async |t| {
        let h = hall(&t, |_| {}).await;
        let c = h.open(&t).await;
        assert_eq!(c.post(&h.path("session/pause"), &[("once", &once())]).await.status, 303);
        assert!(c.get(&h.path("session")).await.text.contains("tauolla"));
        h.decide(&c, 0, "agreed", "Linja.").await;
        let open = c.post(&h.path("session/end"), &[("once", &once()), ("ended", "11.00")]).await;
        assert_eq!(open.status, 422);
        assert!(
            open.text.contains("Asia 2") && open.text.contains("Asia 3") && !open.text.contains("Asia 1<")
        );
        let (two, three) = (h.items[1].to_string(), h.items[2].to_string());
        let left = [("untreated", two.as_str()), ("untreated", three.as_str())];
        let (one, other) = (once(), once());
        let early = [&[("once", &*one), ("ended", "8.00")], &left[..]].concat();
        assert_eq!(c.post(&h.path("session/end"), &early).await.status, 422, "before it began");
        assert_eq!(h.item(&t, 1).await.outcome, "", "nothing is half saved");
        let done = [&[("once", &*other), ("ended", "11.00")], &left[..]].concat();
        let ended = c.post(&h.path("session/end"), &done).await;
        assert_eq!(ended.status, 303, "{}", ended.text);
        assert_eq!(h.item(&t, 1).await.outcome, "untreated");
        let meeting = meetings::meetings::get(t.app.db(), t.tenant.id, h.meeting).await.unwrap().unwrap();
        assert_eq!((meeting.state.as_str(), meeting.record_state.as_str()), ("held", "draft"));
        assert_eq!(c.post(&h.path("session/pause"), &[("once", &once())]).await.status, 409);
        assert_eq!(c.post(&h.path("session/resume"), &[("once", &once())]).await.status, 303);
        assert_eq!(c.get(&h.path("session")).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn the_roll_can_be_corrected_without_losing_other_marks() {
    on_both(features, async |t| {
        let h: Hall = hall(&t, |_| {}).await;
        let c = h.open(&t).await;
        let (one, two) = (h.attendance(&t, 1).await, h.attendance(&t, 2).await);
        let at = h.items[1].to_string();
        h.mark(&c, &[("who", &one), ("what", "leave"), ("from", &at)]).await;
        let page = c.get(&h.path("session/roll")).await;
        assert_eq!(page.status, 200);
        let (a, b) = (format!("roll-{one}"), format!("roll-{two}"));
        let fields = [("once", &*once()), (&*a, "on_site"), (&*b, "excused")];
        assert_eq!(c.post(&h.path("session/roll"), &fields).await.status, 303);
        let people = meetings::session::room::people(t.app.db(), t.tenant.id, h.meeting).await.unwrap();
        let of = |id: &str| people.iter().find(|p| p.id.to_string() == id).unwrap().clone();
        assert!(of(&one).spans.0[0].to.is_some(), "the going stays");
        assert_eq!(of(&two).state, "excused");
        let wrong = c.post(&h.path("session/roll"), &[("once", &once()), (&a, "flying")]).await;
        assert_eq!(wrong.status, 422);
    })
    .await;
}
