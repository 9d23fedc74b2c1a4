//! Killed in the midst of writing, again and again: what was acknowledged is there, and the trail verifies.

use std::time::Duration;

use kit::Subject;
use site::tray::{self, NewStray, Reason};
use store::{Store, audit};
use uuid::Uuid;

use crate::program::{Program, begin, command, get, post, seed, sqlite};

/// Things to write on in one round: more than can be written before the kill.
const A_ROUND: usize = 60;

/// As many rounds as `TALKOOT_KILL_ROUNDS` says, 50 otherwise.
fn rounds() -> u64 {
    std::env::var("TALKOOT_KILL_ROUNDS").ok().and_then(|n| n.parse().ok()).unwrap_or(50)
}

async fn strays(store: &Store, tenant: Uuid) -> Vec<Uuid> {
    let mut tx = begin(store, tenant).await;
    let mut ids = Vec::new();
    for n in 0..A_ROUND {
        let new = NewStray {
            from_name: String::new(),
            from_address: format!("{n}@example.org"),
            subject: String::new(),
            text: String::new(),
            answer: None,
            reason: Reason::Unknown,
        };
        ids.push(tray::put(&mut tx, new).await.unwrap().id);
    }
    tx.commit().await.unwrap();
    ids
}

#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_write_is_lost_when_the_program_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let url = sqlite(folder.path());
    let (store, tenant, token) = seed(&url).await;
    let mut acknowledged = 0;
    for round in 0..rounds() {
        let ids = strays(&store, tenant.id).await;
        let mut program = Program::serve(&url, folder.path());
        let port = program.port;
        let csrf = get(port, "/fi/desk", Some(&token)).unwrap().csrf();
        let (cookie, wanted) = (token.clone(), ids.clone());
        let writer = std::thread::spawn(move || {
            let mut done = Vec::new();
            for id in wanted {
                let once = Uuid::new_v4().to_string();
                let fields = [("csrf", csrf.as_str()), ("version", "1"), ("once", &once)];
                match post(port, &format!("/fi/tray/{id}"), &cookie, &fields) {
                    Some(reply) => {
                        assert_eq!(reply.status, 303, "{}", reply.text);
                        done.push(id);
                    }
                    None => break,
                }
            }
            done
        });
        // The kill falls on another moment of the writing in each round.
        std::thread::sleep(Duration::from_millis(3 + (round * 37) % 120));
        program.kill();
        let done = writer.join().unwrap();
        acknowledged += done.len();
        for id in done {
            let trail = audit::history(store.read(), tenant.id, &Subject::new("stray", id)).await.unwrap();
            let verbs: Vec<_> = trail.iter().map(|l| l.verb.as_str()).collect();
            assert_eq!(
                verbs,
                ["created", "updated"],
                "round {round}: an acknowledged write is not in the trail"
            );
            let open = tray::open(store.read(), tenant.id).await.unwrap();
            assert!(open.iter().all(|s| s.id != id), "round {round}: an acknowledged write is lost");
        }
    }
    store.close().await.unwrap();
    assert!(acknowledged > 0, "nothing was written, so nothing was tried");
    let check = command(folder.path(), &["check"]);
    let said = String::from_utf8_lossy(&check.stdout).into_owned();
    assert!(check.status.success() && said.starts_with("ok: "), "{said}");
}
