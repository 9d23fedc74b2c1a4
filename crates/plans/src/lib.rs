//! Plans, strategies and programmes, and the registers around them.
//!
//! A `Plan` has `Goal`s (tavoite), `Measure`s (toimenpide) with the `Actor`s (toimija) that have a part in them, what is
//! done each year and what it costs (`Yearly`), `Indicator`s and a register of `Risk`s. It prints **one chapter per
//! actor**: everybody finds what is theirs in one place; a measure of several stands in the chapter of each with a
//! cross-mark and is counted once. What was planned and has not come stays visible.
//!
//! The registers have one shape: a `Card` of a kind, with typed fields and rows (`rules::kinds`). Each reads by its own words:
//! study library, good practices, council initiatives, option papers, impact assessments, peer reviews, advocacy,
//! funding, shared models, roll-out, recognition, stories. `Adoption` is how far a municipality is in taking something into
//! use, with its own text beside the model's. Links to goals and the fairness view know other slices by facts alone.
//!
//! A version (`Edition`) is frozen as a document and never changed; an update that is put off (`Postponement`) says what
//! brings it back, and once it comes an action of the record carries it.

mod book;
mod demo;
mod demo_cards;
mod facts;
mod fields;
pub mod keep;
mod pages;
mod panels;
mod rows;
pub mod rules;
mod searching;
mod tables;
mod view;
mod waits;

use page::{Feature, MenuEntry, Panel, Routes};

page::texts!(fn texts);

/// What this slice gives to the house.
pub fn feature() -> Feature {
    Feature {
        name: "plans",
        migrations: tables::migrations(),
        texts: Some(texts),
        routes: routes(),
        menu: vec![MenuEntry { text: "plans-title", path: "/plans", order: 60, shown: |_| true }],
        facts: Some(facts::facts),
        search: Some(searching::source),
        panels: vec![
            Panel { on: "municipality", order: 40, draw: panels::of_municipality },
            Panel { on: "body", order: 50, draw: panels::of_body },
            Panel { on: "matter", order: 50, draw: panels::of_matter },
        ],
        waits: Some(waits::waits),
        demo: Some(demo::load),
        ..Feature::default()
    }
}

fn routes() -> Routes {
    use pages::{
        actor, adoption, card, card_edit, card_files, card_rows, editions, fairness, files, goal, indicator,
        links, list, matrix, measure, measure_edit, plan, plan_edit, postpone, registers, risk_edit, risks,
        yearly,
    };
    Routes::new()
        .page("/plans", list::list)
        .page("/plans/new", plan_edit::new)
        .act("/plans/new", plan_edit::create)
        .page("/plans/{key}", plan::show)
        .page("/plans/{key}/edit", plan_edit::edit)
        .act("/plans/{key}/edit", plan_edit::save)
        .page("/plans/{key}/print", files::plan_print)
        .page("/plans/{key}/plan.pdf", files::plan_pdf)
        .page("/plans/{key}/plan.docx", files::plan_docx)
        .act("/plans/{key}/goals", goal::add)
        .page("/goals/{id}", goal::edit)
        .act("/goals/{id}", goal::save)
        .page("/plans/{key}/measures/new", measure_edit::new)
        .act("/plans/{key}/measures/new", measure_edit::create)
        .page("/measures/{id}", measure::show)
        .act("/measures/{id}/states", measure::say)
        .page("/measures/{id}/edit", measure_edit::edit)
        .act("/measures/{id}/edit", measure_edit::save)
        .act("/measures/{id}/years", yearly::add)
        .page("/yearly/{id}", yearly::edit)
        .act("/yearly/{id}", yearly::save)
        .page("/plans/{key}/actors/{actor}", actor::show)
        .page("/plans/{key}/actors/{actor}/chapter.pdf", files::chapter_pdf)
        .page("/plans/{key}/actors/{actor}/chapter.docx", files::chapter_docx)
        .act("/plans/{key}/editions", editions::freeze)
        .page("/editions/{id}", editions::show)
        .page("/editions/{id}/plan.pdf", editions::pdf)
        .page("/editions/{id}/plan.docx", editions::docx)
        .act("/plans/{key}/postponements", postpone::postpone)
        .act("/postponements/{id}/return", postpone::bring_back)
        .page("/plans/{key}/indicators/new", indicator::new)
        .act("/plans/{key}/indicators/new", indicator::create)
        .page("/indicators/{id}", indicator::show)
        .page("/indicators/{id}/edit", indicator::edit)
        .act("/indicators/{id}/edit", indicator::save)
        .act("/indicators/{id}/values", indicator::say)
        .page("/plans/{key}/risks", risks::show)
        .page("/plans/{key}/risks/new", risk_edit::new)
        .act("/plans/{key}/risks/new", risk_edit::create)
        .page("/risks/{id}", risk_edit::edit)
        .act("/risks/{id}", risk_edit::save)
        .page("/registers", registers::index)
        .page("/registers/{kind}", registers::list)
        .page("/registers/{kind}/new", card_edit::new)
        .act("/registers/{kind}/new", card_edit::create)
        .page("/cards/{id}", card::show)
        .page("/cards/{id}/edit", card_edit::edit)
        .act("/cards/{id}/edit", card_edit::save)
        .page("/cards/{id}/card.pdf", card_files::pdf)
        .page("/cards/{id}/card.docx", card_files::docx)
        .act("/cards/{id}/rows", card_rows::add)
        .act("/cards/{id}/marks", matrix::mark)
        .act("/cards/{id}/documents", card_rows::attach)
        .page("/rows/{id}", card_rows::edit)
        .act("/rows/{id}", card_rows::save)
        .act("/rows/{id}/remove", card_rows::remove)
        .page("/adoption", adoption::tracker)
        .page("/adoption/{about}/{slug}", adoption::show)
        .act("/adoption/{about}/{slug}", adoption::say)
        .page("/goal-links", links::show)
        .act("/goal-links", links::link)
        .act("/goal-links/{id}/remove", links::unlink)
        .page("/fairness", fairness::show)
}
