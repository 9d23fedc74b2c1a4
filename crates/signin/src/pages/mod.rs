pub(crate) mod link;
pub(crate) mod login;
pub(crate) mod oidc;
pub(crate) mod profile;
