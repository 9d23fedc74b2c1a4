//! Putting an update off, and bringing it back.

use axum::extract::Path;
use axum::http::StatusCode;
use kit::{Lang, Local, Publicity};
use page::{Answer, Form, PageError, Visit, redirect};
use record::actions::{self, NewAction, Owner};
use store::Tx;
use uuid::Uuid;

use crate::keep::editions::{self, NewPostponement};
use crate::keep::plans;
use crate::keep::whole::Whole;
use crate::pages::{plan, plan_edit};
use crate::rules::rights;
use crate::view;

/// `POST /plans/{key}/postponements`: puts the update of the plan off, with what brings it back.
pub(crate) async fn postpone(v: Visit, Path(key): Path<String>, mut form: Form) -> Answer {
    let w = plan_edit::kept(&v, &key).await?;
    let at = form.when("at");
    if form.value("at").trim().is_empty() {
        form.wrong("at", "problem-required");
    }
    let new = NewPostponement {
        at,
        reason: view::local_required(&mut form, "postpone-reason", 1000),
        waits_for: view::local_required(&mut form, "waits-for", 1000),
        remind_on: form.day("remind-on"),
        source: form.text("postpone-source", 300),
    };
    if !form.ok() {
        return plan::draw(&v, StatusCode::UNPROCESSABLE_ENTITY, &w, &form).await;
    }
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    if editions::postponements(tx.conn(), v.tenant.id, w.plan.id).await?.iter().any(|p| p.state == "waiting")
    {
        return Err(PageError::Refused("plans-postponed-already"));
    }
    editions::postpone(&mut tx, w.plan.id, new).await?;
    tx.commit().await?;
    redirect(&v, &format!("/plans/{}", w.plan.key))
}

/// `POST /postponements/{id}/return`: what it waited for has come. From now on an action of the steering body
/// carries the update, so that it stands before the body until it is done.
pub(crate) async fn bring_back(v: Visit, Path(id): Path<Uuid>, form: Form) -> Answer {
    let shown = editions::postponement(v.app.db(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    let w = Whole::by_id(&v, shown.plan).await?;
    v.allow(rights::may_keep(&v.who, w.plan.body))?;
    let mut tx = v.app.store().begin(v.act()).await?;
    tx.once(form.once_key()).await?;
    let before = editions::postponement(tx.conn(), v.tenant.id, id).await?.ok_or(PageError::NotFound)?;
    Tx::fresh(form.version(), before.version)?;
    if before.state != "waiting" {
        return Err(PageError::Stale);
    }
    let body = match w.plan.body {
        Some(body) => people::bodies::get(tx.conn(), v.tenant.id, body).await?,
        None => None,
    };
    let words = |lang: Lang| {
        v.app.t(lang, "plans-update-returns", &[("title", w.plan.title.0.get(lang).to_owned().into())])
    };
    let action = actions::create(
        &mut tx,
        NewAction {
            matter: w.plan.matter,
            decision: None,
            meeting: None,
            item: None,
            owner: Owner::Words(match &body {
                Some(b) => b.name.0.get(Lang::Fi).to_owned(),
                None if w.plan.owner.is_empty() => v.tenant.council.get(Lang::Fi).to_owned(),
                None => w.plan.owner.clone(),
            }),
            body: body.map(|b| b.id),
            text: Local { fi: words(Lang::Fi), sv: words(Lang::Sv), en: words(Lang::En) },
            due: None,
            publicity: Publicity::parse(&w.plan.publicity),
            source: String::new(),
            example: false,
        },
    )
    .await?;
    editions::bring_back(&mut tx, &before, action.id).await?;
    plans::touch(&mut tx, w.plan.id).await?;
    tx.commit().await?;
    redirect(&v, &format!("/plans/{}", w.plan.key))
}
