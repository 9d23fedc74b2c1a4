//! One file per page.

pub(crate) mod remember;
pub(crate) mod show;
pub(crate) mod write;
pub(crate) mod year;

use page::{PageError, Visit};
use people::municipalities::{self, Municipality};

/// The municipality of an address at this tenant.
pub(crate) async fn town_of(v: &Visit, slug: &str) -> Result<Municipality, PageError> {
    municipalities::by_slug(v.app.db(), v.tenant.id, slug).await?.ok_or(PageError::NotFound)
}
