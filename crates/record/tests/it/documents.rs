use kit::{Publicity, Role};
use record::documents;
use testkit::on_both;

use crate::common::{features, matter, opened};

const TEXT: &[u8] = "Selvitys kuntien palveluista. Ääkköset säilyvät.".as_bytes();
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n0000";

fn once(n: u8) -> String {
    format!("0190163d-8694-739b-aea5-966c26f8ae{n:02}")
}

#[tokio::test]
async fn a_file_is_attached_found_taken_away_and_put_back() {
    on_both(features, async |t| {
        let m = opened(&t, matter("Palvelut")).await;
        let path = format!("/fi/matters/{}/documents", m.id);
        let file = ("file", "selvitys.txt", TEXT);
        assert_eq!(t.nobody().upload(&path, &[], file).await.status, 403);
        let body = t.body("kj").await;
        let member = t.with_role(Role::Member, Some(body.id), None).await;
        assert_eq!(member.upload(&path, &[], file).await.status, 403);
        let secretary = t.with_role(Role::Secretary, Some(body.id), None).await;
        let key = once(1);
        let fields =
            [("title", "Palveluselvitys"), ("kind", "study"), ("publicity", "public"), ("once", &key)];
        let done = secretary.upload(&path, &fields, file).await;
        assert_eq!(done.status, 303, "{}", done.text);
        let page = t.nobody().get(&format!("/fi/matters/{}", m.id)).await.text;
        let address = page.split("href=\"/files/").nth(1).unwrap().split('"').next().unwrap();
        let address = format!("/files/{address}");
        assert_eq!(t.nobody().get(&address).await.bytes, TEXT);
        assert_eq!(t.at_host("keski-suomi.localhost").get(&address).await.status, 404);
        let d = documents::of_matter(t.app.db(), t.tenant.id, m.id).await.unwrap().remove(0);
        assert!(d.content.contains("Ääkköset"), "its text is kept for the search");
        for list in ["/fi/documents", "/fi/documents?q=PALVELUSELVITYS", "/fi/documents?kind=study"] {
            assert!(t.nobody().get(list).await.text.contains("Palveluselvitys"), "{list}");
        }
        assert!(!t.nobody().get("/fi/documents?kind=plan").await.text.contains("Palveluselvitys"));

        let remove = format!("/fi/documents/{}/remove", d.id);
        assert_eq!(member.post(&remove, &[("once", &once(2))]).await.status, 403);
        let gone = secretary.post(&remove, &[("once", &once(3))]).await;
        assert_eq!(gone.status, 303);
        assert_eq!(t.nobody().get(&address).await.status, 404);
        assert!(!t.nobody().get("/fi/documents").await.text.contains("Palveluselvitys"));
        let offer = secretary.get(gone.location()).await.text;
        let restore = format!("/fi/documents/{}/restore", d.id);
        assert!(offer.contains(&restore), "{offer}");
        assert_eq!(t.nobody().post(&restore, &[]).await.status, 403);
        assert_eq!(secretary.post(&restore, &[("once", &once(4))]).await.status, 303);
        assert_eq!(t.nobody().get(&address).await.status, 200);
        assert_eq!(secretary.post(&restore, &[("once", &once(5))]).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn the_type_is_told_by_the_content_and_others_are_refused_in_words() {
    on_both(features, async |t| {
        let m = opened(&t, matter("Palvelut")).await;
        let path = format!("/fi/matters/{}/documents", m.id);
        let coordinator = t.coordinator().await;
        let fields = [("title", "Kirjoitettu nimi"), ("publicity", "public")];
        let page = b"<!doctype html><html><script>alert(1)</script></html>";
        for (name, bytes) in [("x.pdf", page.as_slice()), ("x.pdf", b"MZ\x90\0\x03\0\0\0".as_slice())] {
            let refused = coordinator.upload(&path, &fields, ("file", name, bytes)).await;
            assert_eq!(refused.status, 415, "{}", refused.text);
            assert!(refused.text.contains("Otamme vastaan: PDF, DOCX"), "{}", refused.text);
            assert!(refused.text.contains("Kirjoitettu nimi"), "what was typed is kept");
        }
        let none = coordinator.upload(&path, &fields, ("other", "x.txt", TEXT)).await;
        assert_eq!(none.status, 422);
        let secret = [("publicity", "secret"), ("once", "x")];
        assert_eq!(coordinator.upload(&path, &secret, ("file", "x.txt", TEXT)).await.status, 422);
        let key = once(6);
        let broken = [("publicity", "public"), ("once", key.as_str())];
        let kept = coordinator.upload(&path, &broken, ("file", "rikki.pdf", b"%PDF-1.7 broken")).await;
        assert_eq!(kept.status, 303, "text that cannot be taken out is no reason to refuse");
        let key = once(7);
        let named = [("publicity", "public"), ("once", key.as_str())];
        assert_eq!(coordinator.upload(&path, &named, ("file", "kuva.pdf", PNG)).await.status, 303);
        let all = documents::of_matter(t.app.db(), t.tenant.id, m.id).await.unwrap();
        assert_eq!((all[1].name.as_str(), all[1].media_type.as_str()), ("kuva.pdf.png", "image/png"));
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_not_public_is_nowhere_for_outsiders() {
    on_both(features, async |t| {
        let m = opened(&t, matter("Palvelut")).await;
        let coordinator = t.coordinator().await;
        let key = once(8);
        let fields = [
            ("title", "Salainen liite"),
            ("publicity", "secret"),
            ("ground", "JulkL 24 §"),
            ("once", key.as_str()),
        ];
        let path = format!("/fi/matters/{}/documents", m.id);
        assert_eq!(coordinator.upload(&path, &fields, ("file", "salainen.txt", TEXT)).await.status, 303);
        let d = documents::of_matter(t.app.db(), t.tenant.id, m.id).await.unwrap().remove(0);
        let address = format!("/files/{}/salainen.txt", d.sha.clone().unwrap());
        for outsider in [t.nobody(), t.admin().await, t.with_role(Role::Member, None, None).await] {
            assert_eq!(outsider.get(&address).await.status, 404);
            for page in [format!("/fi/matters/{}", m.id), "/fi/documents".to_owned()] {
                assert!(!outsider.get(&page).await.text.contains("Salainen liite"));
            }
            assert_eq!(outsider.post(&format!("/fi/documents/{}/remove", d.id), &[]).await.status, 404);
        }
        assert_eq!(coordinator.get(&address).await.status, 200);
        let closed = opened(
            &t,
            record::matters::NewMatter { publicity: Publicity::Internal, ..matter("Vielä kesken") },
        )
        .await;
        let path = format!("/fi/matters/{}/documents", closed.id);
        let public = [("publicity", "public"), ("once", "x")];
        let refused = coordinator.upload(&path, &public, ("file", "x.txt", TEXT)).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text.contains("sama tai tiukempi julkisuus"));
    })
    .await;
}
