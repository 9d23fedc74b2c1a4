//! The record (pöytäkirja, muistio): generated and written parts, approved, then published.

use page::Routes;
use store::Migration;

/// The addresses of the record.
pub fn routes(routes: Routes) -> Routes {
    routes
}

/// The tables of the record.
pub fn migrations() -> Vec<Migration> {
    Vec::new()
}
