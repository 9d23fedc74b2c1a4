//! The session: roll call, presence by item, outcomes, votes and actions while the meeting is going on.

use page::Routes;
use store::Migration;

/// The addresses of the session.
pub fn routes(routes: Routes) -> Routes {
    routes
}

/// The tables of the session.
pub fn migrations() -> Vec<Migration> {
    Vec::new()
}
