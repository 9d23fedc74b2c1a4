use kit::Publicity;
use serde::{Deserialize, Serialize};

use crate::BodyKind;

/// What an item is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// To be decided or agreed.
    #[default]
    Resolution,
    /// To be discussed.
    Discussion,
    /// For information.
    Information,
    /// Procedural: opening, quorum, approval of the last record, closing.
    Procedural,
    /// A heading over others.
    Heading,
}

/// What is known of an item.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ItemFields {
    /// What it is for.
    pub kind: ItemKind,
    /// The title.
    pub title: String,
    /// Whether it belongs to a matter.
    pub has_matter: bool,
    /// The presenter.
    pub presenter: String,
    /// The background as plain text.
    pub background: String,
    /// The proposal as plain text.
    pub proposal: String,
    /// The plain summary.
    pub summary: String,
    /// Attachments that the text speaks of or a template asks for.
    pub attachments_expected: u32,
    /// Attachments that are there.
    pub attachments: u32,
    /// Who may see it.
    pub publicity: Publicity,
    /// The ground of secrecy.
    pub secrecy_ground: String,
    /// Outside visitors are named.
    pub visitors: u32,
    /// Visitors whose slot is set.
    pub visitors_with_slot: u32,
}

/// What is missing of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The title.
    Title,
    /// The ground of secrecy: a secret item may not go out without it.
    SecrecyGround,
    /// The proposal.
    Proposal,
    /// The matter, in a statutory body.
    Matter,
    /// The presenter.
    Presenter,
    /// The background.
    Background,
    /// The plain summary.
    Summary,
    /// The summary has more than two sentences.
    SummaryTooLong,
    /// An attachment.
    Attachment,
    /// The slot of a visitor.
    VisitorSlot,
}

impl Missing {
    /// The key of the text that tells it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Title => "missing-title",
            Self::SecrecyGround => "missing-secrecy-ground",
            Self::Proposal => "missing-proposal",
            Self::Matter => "missing-matter",
            Self::Presenter => "missing-presenter",
            Self::Background => "missing-background",
            Self::Summary => "missing-summary",
            Self::SummaryTooLong => "missing-summary-too-long",
            Self::Attachment => "missing-attachment",
            Self::VisitorSlot => "missing-visitor-slot",
        }
    }

    /// Whether the call may not go out with this missing; the rest is a warning.
    pub const fn stops_the_call(self) -> bool {
        matches!(self, Self::Title | Self::SecrecyGround)
    }
}

/// What is missing of an item, the gravest first.
pub fn missing(item: &ItemFields, body: BodyKind) -> Vec<Missing> {
    let empty = |text: &str| text.trim().is_empty();
    let substance = matches!(item.kind, ItemKind::Resolution | ItemKind::Discussion | ItemKind::Information);
    let resolution = item.kind == ItemKind::Resolution;
    let checks = [
        (empty(&item.title), Missing::Title),
        (item.publicity == Publicity::Secret && empty(&item.secrecy_ground), Missing::SecrecyGround),
        (resolution && empty(&item.proposal), Missing::Proposal),
        (resolution && body == BodyKind::Statutory && !item.has_matter, Missing::Matter),
        (substance && empty(&item.presenter), Missing::Presenter),
        ((resolution || item.kind == ItemKind::Discussion) && empty(&item.background), Missing::Background),
        // Outsiders see nothing of a secret item but its number and ground: it has no summary for them.
        (substance && item.publicity != Publicity::Secret && empty(&item.summary), Missing::Summary),
        (sentences(&item.summary) > 2, Missing::SummaryTooLong),
        (item.attachments < item.attachments_expected, Missing::Attachment),
        (item.visitors_with_slot < item.visitors, Missing::VisitorSlot),
    ];
    checks.into_iter().filter_map(|(is, what)| is.then_some(what)).collect()
}

/// How many sentences a text has: ends are `.`, `!` or `?` before a space and a capital, or at the end. Finnish
/// dates (`30.9. mennessä`) end none.
fn sentences(text: &str) -> usize {
    let text = text.trim();
    if text.is_empty() {
        return 0;
    }
    let chars: Vec<char> = text.chars().collect();
    let ends = chars
        .windows(3)
        .filter(|w| matches!(w[0], '.' | '!' | '?') && w[1].is_whitespace() && w[2].is_uppercase());
    ends.count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> ItemFields {
        ItemFields {
            title: "Tuulivoimaan soveltuvien alueiden selvitys".into(),
            has_matter: true,
            presenter: "maakuntainsinööri".into(),
            background: "Selvitys käynnistyy syksyllä.".into(),
            proposal: "Merkitään selvityksen aloitus tiedoksi.".into(),
            summary:
                "Maakunnassa selvitetään tuulivoiman paikkoja. Kunnat nimeävät edustajansa 30.9. mennessä."
                    .into(),
            ..ItemFields::default()
        }
    }

    #[test]
    fn a_whole_item_lacks_nothing_and_an_empty_one_all_that_its_kind_needs() {
        assert_eq!(missing(&full(), BodyKind::Statutory), []);
        assert_eq!(
            missing(&ItemFields::default(), BodyKind::Statutory),
            [
                Missing::Title,
                Missing::Proposal,
                Missing::Matter,
                Missing::Presenter,
                Missing::Background,
                Missing::Summary
            ]
        );
        let heading =
            ItemFields { kind: ItemKind::Heading, title: "Muut asiat".into(), ..ItemFields::default() };
        assert_eq!(missing(&heading, BodyKind::Statutory), []);
        let information = ItemFields { kind: ItemKind::Information, ..ItemFields::default() };
        assert_eq!(
            missing(&information, BodyKind::Cooperation),
            [Missing::Title, Missing::Presenter, Missing::Summary]
        );
    }

    #[test]
    fn a_co_operation_body_needs_no_matter() {
        let loose = ItemFields { has_matter: false, ..full() };
        assert_eq!(missing(&loose, BodyKind::Cooperation), []);
        assert_eq!(missing(&loose, BodyKind::Statutory), [Missing::Matter]);
    }

    #[test]
    fn a_secret_item_needs_its_ground_and_no_summary() {
        let secret = ItemFields { publicity: Publicity::Secret, summary: String::new(), ..full() };
        let list = missing(&secret, BodyKind::Statutory);
        assert_eq!(list, [Missing::SecrecyGround]);
        assert!(list[0].stops_the_call() && !Missing::Summary.stops_the_call());
    }

    #[test]
    fn two_sentences_are_a_summary_and_three_are_too_long() {
        assert_eq!(sentences("Yksi. Kaksi!"), 2);
        assert_eq!(sentences("Kunnat vastaavat 30.9. mennessä."), 1);
        let long = ItemFields { summary: "Yksi. Kaksi. Kolme.".into(), ..full() };
        assert_eq!(missing(&long, BodyKind::Cooperation), [Missing::SummaryTooLong]);
    }

    #[test]
    fn attachments_and_visitors_are_counted() {
        let item = ItemFields { attachments_expected: 2, attachments: 1, visitors: 1, ..full() };
        assert_eq!(missing(&item, BodyKind::Cooperation), [Missing::Attachment, Missing::VisitorSlot]);
    }
}
