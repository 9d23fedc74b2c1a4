//! The pages before the meeting.

mod agenda;
mod answer;
mod attach;
mod calendar;
pub(crate) mod call;
mod edit;
mod item;
mod item_edit;
mod list;
mod meeting;
mod series;

use page::Routes;

use crate::{year, year_print};

pub(crate) use agenda::{begun, open};
pub(crate) use call::answer_words;
pub(crate) use item::tell as tell_late;
pub(crate) use list::menu;
pub(crate) use series::SeriesLine;

/// The addresses of these pages.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .page("/meetings", list::show)
        .page("/meetings/new", edit::new)
        .act("/meetings/new", edit::create)
        .page("/meetings/{id}", meeting::show)
        .page("/meetings/{id}/edit", edit::show)
        .act("/meetings/{id}/edit", edit::save)
        .act("/meetings/{id}/cancel", edit::cancel)
        .act("/meetings/{id}/restore", edit::restore)
        .act("/meetings/{id}/next", edit::next)
        .page("/meetings/{id}/agenda", agenda::show)
        .act("/meetings/{id}/agenda/template", agenda::template)
        .act("/meetings/{id}/agenda/record", agenda::record)
        .act("/meetings/{id}/agenda/order", agenda::order)
        .page("/meetings/{id}/items/new", item_edit::new)
        .act("/meetings/{id}/items/new", item_edit::create)
        .page("/meetings/{id}/items/{item}", item_edit::show)
        .act("/meetings/{id}/items/{item}", item_edit::save)
        .act("/meetings/{id}/items/{item}/move", item::shift)
        .act("/meetings/{id}/items/{item}/next", item::to_next)
        .act("/meetings/{id}/items/{item}/remove", item::remove)
        .act("/meetings/{id}/items/{item}/back", item::back)
        .act("/meetings/{id}/items/{item}/attach", attach::add)
        .act("/meetings/{id}/items/{item}/detach", attach::remove)
        .page("/meetings/{id}/call", call::show)
        .act("/meetings/{id}/call", call::send)
        .act("/meetings/{id}/call/remind", call::remind)
        .act("/meetings/{id}/call/list", call::renew)
        .page("/year-plan", year::show)
        .page("/year-plan.pdf", year_print::pdf)
        .act("/year-plan/reserve", year::reserve)
        .act("/year-plan/send", year::send)
        .page("/answer/{token}", answer::show)
        .act("/answer/{token}", answer::save)
        .page("/answer/{token}/agenda", answer::agenda)
        .page("/bodies/{key}/series", series::list)
        .page("/bodies/{key}/series/new", series::new)
        .act("/bodies/{key}/series/new", series::create)
        .page("/bodies/{key}/series/{id}", series::show)
        .act("/bodies/{key}/series/{id}/rule", series::change)
        .act("/bodies/{key}/series/{id}/reserve", series::reserve)
        .page("/calendar", calendar::show)
        .act("/calendar/renew", calendar::renew)
        .get("/calendar/{file}", calendar::feed)
        .get("/calendar/person/{file}", calendar::person)
}
