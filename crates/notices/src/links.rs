//! The links of letters: random ones that are kept as digests and end, and the stopping link, which holds as long as
//! there is something to stop and so is reckoned from the follower's id and the tenant's secret.

use hmac::{Hmac, KeyInit, Mac};
use page::Tenant;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A new token. It stands in the letter and nowhere else.
pub(crate) fn random() -> String {
    hex::encode(rand::random::<[u8; 32]>())
}

/// What is kept of a token.
pub(crate) fn digest(token: &str) -> String {
    hex::encode(Sha256::digest(token))
}

fn seal(tenant: &Tenant, follower: Uuid) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(&tenant.secret).ok()?;
    mac.update(b"notices-stop:");
    mac.update(follower.as_bytes());
    Some(mac)
}

/// The token of a follower's stopping link.
pub(crate) fn stop_token(tenant: &Tenant, follower: Uuid) -> String {
    let seal = seal(tenant, follower).map(|m| hex::encode(m.finalize().into_bytes())).unwrap_or_default();
    format!("{}{seal}", follower.simple())
}

/// Whose stopping link this is; `None` when it is not one of ours.
pub(crate) fn stopper(tenant: &Tenant, token: &str) -> Option<Uuid> {
    let (id, sealed) = token.split_at_checked(32)?;
    let id: Uuid = id.parse().ok()?;
    let sealed = hex::decode(sealed).ok()?;
    seal(tenant, id)?.verify_slice(&sealed).ok()?;
    Some(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kit::Local;

    fn tenant(secret: &[u8]) -> Tenant {
        Tenant {
            id: Uuid::nil(),
            key: "x".into(),
            host: "x".into(),
            base_url: "http://x".into(),
            name: Local::fi("x"),
            council: Local::fi("x"),
            region_code: "07".into(),
            mail_from: "x@example.org".into(),
            demo: true,
            secret: secret.to_vec(),
            look: None,
            wording: Vec::new(),
        }
    }

    #[test]
    fn only_the_own_secret_makes_a_stopping_link() {
        let (own, other) = (tenant(b"one"), tenant(b"two"));
        let id = Uuid::from_u128(5);
        let token = stop_token(&own, id);
        assert_eq!(stopper(&own, &token), Some(id));
        assert_eq!(stopper(&other, &token), None);
        let mut forged = token.clone();
        forged.replace_range(31..32, "4");
        assert_eq!(stopper(&own, &forged), None, "another follower's id");
        for wrong in ["", "x", &token[..40], "äääääääääääääääääääääääääääääääää", &format!("{token}00")]
        {
            assert_eq!(stopper(&own, wrong), None, "{wrong}");
        }
    }
}
