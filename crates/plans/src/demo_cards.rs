//! Loads the cards of a demo region from `cards.toml`, and what municipalities say of models.

use std::collections::BTreeMap;
use std::path::Path;

use kit::{Local, When};
use page::PageError;
use serde::Deserialize;
use store::Tx;
use uuid::Uuid;

use crate::demo::{matter_of, read, when};
use crate::fields::stored;
use crate::keep::adoptions::{self, Said};
use crate::keep::cards::{self, Data, NewCard};
use crate::keep::plans;
use crate::rules::kinds::{self, Field, Holds};

#[derive(Deserialize, Default)]
#[serde(default)]
struct File {
    card: Vec<CardRow>,
    adoption: Vec<AdoptionRow>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct CardRow {
    key: String,
    kind: String,
    title: Local,
    summary: Local,
    state: Option<String>,
    date: Option<String>,
    printed: Option<String>,
    municipality: Option<String>,
    concerns: Vec<String>,
    everywhere: bool,
    matter: Option<String>,
    says: BTreeMap<String, Word>,
    row: Vec<RowRow>,
    source: String,
    example: bool,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct RowRow {
    sort: String,
    says: BTreeMap<String, Word>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct AdoptionRow {
    plan: Option<String>,
    card: Option<String>,
    municipality: String,
    stage: String,
    date: Option<String>,
    printed: Option<String>,
    note: String,
    source: String,
}

/// What a field says in the file: a text in languages, words, or a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Word {
    Number(i64),
    Words(String),
    Text(Local),
}

pub(crate) async fn load(tx: &mut Tx, folder: &Path) -> Result<(), PageError> {
    let file: File = read(folder, "cards.toml")?;
    let towns = people::municipalities::all(tx.conn(), tx.tenant()).await?;
    let place = |code: &str| match towns.iter().find(|t| t.code == code) {
        Some(t) => Ok(t.id),
        None => Err(PageError::Inside(format!("no municipality {code}"))),
    };
    for row in file.card {
        if cards::by_key(tx.conn(), tx.tenant(), &row.key).await?.is_some() {
            continue;
        }
        let kind =
            kinds::kind(&row.kind).ok_or_else(|| PageError::Inside(format!("no register {}", row.kind)))?;
        let new = NewCard {
            key: Some(row.key.clone()),
            kind: row.kind,
            title: row.title,
            summary: row.summary,
            state: row.state.unwrap_or_else(|| kind.states[0].to_owned()),
            at: when(row.date.as_deref(), row.printed.as_deref())?,
            municipality: row.municipality.as_deref().map(place).transpose()?,
            places: row.concerns.iter().map(|c| place(c)).collect::<Result<Vec<Uuid>, _>>()?,
            everywhere: row.everywhere,
            matter: matter_of(tx, row.matter.as_deref()).await?,
            data: data(&row.key, kind.fields, row.says)?,
            publicity: "public".to_owned(),
            source: row.source,
            example: row.example,
        };
        let c = cards::create(tx, new).await?;
        for r in row.row {
            let sort = kind
                .sort(&r.sort)
                .ok_or_else(|| PageError::Inside(format!("{}: no rows {}", row.key, r.sort)))?;
            let said = data(&row.key, sort.fields, r.says)?;
            cards::add_row(tx, &c, sort.code, said).await?;
        }
    }
    for row in file.adoption {
        let about = match (&row.plan, &row.card) {
            (Some(key), _) => plans::by_key(tx.conn(), tx.tenant(), key).await?.map(|p| ("plan", p.id)),
            (_, Some(key)) => cards::by_key(tx.conn(), tx.tenant(), key).await?.map(|c| ("card", c.id)),
            _ => None,
        };
        let Some(about) = about else { return Err(PageError::Inside("an adoption of nothing".to_owned())) };
        let town = place(&row.municipality)?;
        if adoptions::one(tx.conn(), tx.tenant(), about.1, town).await?.is_some() {
            continue;
        }
        let said = Said {
            stage: row.stage,
            at: when(row.date.as_deref(), row.printed.as_deref())?,
            decided_by: String::new(),
            own_text: String::new(),
            note: row.note,
            source: row.source,
        };
        adoptions::say(tx, about, town, said).await?;
    }
    Ok(())
}

/// The fields as they are kept; a name that the register does not know is a fault of the file.
fn data(key: &str, fields: &[Field], says: BTreeMap<String, Word>) -> Result<Data, PageError> {
    let mut data = Data::new();
    for (name, said) in says {
        let fault = |what: &str| PageError::Inside(format!("{key}: {name}: {what}"));
        let field = fields.iter().find(|f| f.name == name).ok_or_else(|| fault("no such field"))?;
        let value = match (field.holds, said) {
            (Holds::When, Word::Words(code)) => {
                let (code, printed) =
                    code.split_once('|').map_or((code.as_str(), None), |(c, p)| (c, Some(p)));
                let when: When = when(Some(code), printed)?;
                Local::fi(stored(&when))
            }
            (_, Word::Number(n)) => Local::fi(n.to_string()),
            (_, Word::Words(words)) => Local::fi(words),
            (_, Word::Text(text)) => text,
        };
        data.insert(name, value);
    }
    Ok(data)
}
