//! Visitors (vierailijat): somebody who comes for one item, at a slot of one's own.
//!
//! The link of the visitor's letter opens the own item alone, takes slides for it, and shows the slot as it stands.
//! While the session runs, a slot that will not hold is moved and the visitor is told, once for each real move.

mod pages;
mod slots;
mod store;
mod tables;
mod watch;

pub use self::slots::{Ahead, Slot, moved};
pub use self::store::moves;
pub(crate) use self::tables::migrations;
pub(crate) use self::watch::{KIND, follow, job, watch};

use page::Routes;

/// The addresses of visitors.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .page("/visit/{token}", pages::show)
        .act("/visit/{token}/slides", pages::add)
        .act("/visit/{token}/slides/{document}", pages::turn)
}
