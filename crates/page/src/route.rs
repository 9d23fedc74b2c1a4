use axum::Router;
use axum::handler::Handler;
use axum::routing::{MethodRouter, get, post};

use crate::App;

/// An address of the program, for the test that walks every route with every role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteInfo {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// The path with its parameters: `/meetings/{id}`; pages stand under a language, others do not.
    pub path: String,
    /// Whether it stands under a language.
    pub page: bool,
}

/// The addresses of a slice. Built by this and not by axum's router, so that all of them are known by name.
#[derive(Default)]
pub struct Routes {
    pub(crate) router: Router<App>,
    pub(crate) known: Vec<RouteInfo>,
}

impl Routes {
    /// No addresses yet.
    pub fn new() -> Self {
        Self::default()
    }

    fn add(mut self, method: &'static str, path: &str, page: bool, handler: MethodRouter<App>) -> Self {
        let inside = if page { format!("/_{path}") } else { path.to_owned() };
        let inside = if inside.len() > 1 { inside.trim_end_matches('/').to_owned() } else { inside };
        self.router = self.router.route(&inside, handler);
        self.known.push(RouteInfo { method, path: path.to_owned(), page });
        self
    }

    /// A page: `/fi/PATH`, `/sv/PATH`, `/en/PATH`.
    #[must_use]
    pub fn page<H: Handler<T, App>, T: 'static>(self, path: &str, handler: H) -> Self {
        self.add("GET", path, true, get(handler))
    }

    /// What a form of a page sends.
    #[must_use]
    pub fn act<H: Handler<T, App>, T: 'static>(self, path: &str, handler: H) -> Self {
        self.add("POST", path, true, post(handler))
    }

    /// An address without a language: feeds, files, machine interfaces.
    #[must_use]
    pub fn get<H: Handler<T, App>, T: 'static>(self, path: &str, handler: H) -> Self {
        self.add("GET", path, false, get(handler))
    }

    /// A machine interface that changes something.
    #[must_use]
    pub fn post<H: Handler<T, App>, T: 'static>(self, path: &str, handler: H) -> Self {
        self.add("POST", path, false, post(handler))
    }

    /// All addresses.
    pub fn known(&self) -> &[RouteInfo] {
        &self.known
    }
}
