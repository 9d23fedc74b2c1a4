//! What holds for every input.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop")]

use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use richtext::{Block, Inline, RichText};

/// An independent judge: a sanitiser that lets through only what our form may hold.
fn judged(html: &str) -> String {
    let mut attributes = HashMap::new();
    attributes.insert("a", HashSet::from(["href"]));
    attributes.insert("th", HashSet::from(["scope"]));
    attributes.insert("ol", HashSet::from(["start"]));
    ammonia::Builder::new()
        .tags(HashSet::from([
            "p", "h1", "h2", "h3", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td", "strong",
            "em", "a", "br",
        ]))
        .tag_attributes(attributes)
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(None)
        .clean(html)
        .to_string()
}

/// The judge writes `"` and no-break spaces in text in its own way.
fn same(html: &str) -> String {
    html.replace("&quot;", "\"").replace("&nbsp;", "\u{a0}")
}

fn nasty() -> impl Strategy<Value = String> {
    let fragment = prop_oneof![
        Just("<script>alert(1)</script>"),
        Just("<script"),
        Just("</script>"),
        Just("<img src=x onerror=alert(1)>"),
        Just("<svg/onload=alert(1)>"),
        Just("</svg>"),
        Just("<a href=\"javascript:alert(1)\">"),
        Just("<a href='java&#10;script:x'>"),
        Just("<a href=https://x.fi/\"onclick=y>"),
        Just("</a>"),
        Just("<p>"),
        Just("</p>"),
        Just("<b>"),
        Just("</b>"),
        Just("<i>"),
        Just("</i>"),
        Just("<ul>"),
        Just("</ul>"),
        Just("<ol>"),
        Just("<li>"),
        Just("</li>"),
        Just("<table>"),
        Just("</table>"),
        Just("<tr>"),
        Just("<td>"),
        Just("</td>"),
        Just("<th rowspan=3>"),
        Just("<td colspan=4>"),
        Just("<caption>"),
        Just("</caption>"),
        Just("<thead>"),
        Just("<h1>"),
        Just("<h6 style='font-weight:bold'>"),
        Just("</h1>"),
        Just("<br>"),
        Just("<!--"),
        Just("-->"),
        Just("<![if !supportLists]>"),
        Just("<![endif]>"),
        Just("<p style='mso-list:l0 level2 lfo1'>"),
        Just("<p style='mso-list:l0 level9 lfo1'>"),
        Just("<span style='mso-list:Ignore'>1.</span>"),
        Just("<div>"),
        Just("</div>"),
        Just("<style>"),
        Just("</style>"),
        Just("<math>"),
        Just("<textarea>"),
        Just("</textarea>"),
        Just("&lt;script&gt;"),
        Just("&amp;lt;"),
        Just("&#60;img&#62;"),
        Just("&nbsp;"),
        Just("\u{a0}"),
        Just(" "),
        Just("\n"),
        Just("\0"),
        Just("\""),
        Just("'"),
        Just("<"),
        Just(">"),
        Just("&"),
        Just("päätös"),
        Just("- x\n"),
        Just("1. y\n"),
        Just("\n\n"),
        Just("<a href=\"/fi/x\">"),
        Just("\u{202e}"),
        Just("=\">"),
        Just("<x y=\"<p>\">"),
    ];
    prop::collection::vec(prop_oneof![9 => fragment.prop_map(String::from), 1 => ".{0,6}"], 0..40)
        .prop_map(|parts| parts.concat())
}

fn inline() -> impl Strategy<Value = Inline> {
    let leaf = prop_oneof![
        4 => "[a-cÄ <&\"\u{a0}]{0,5}".prop_map(Inline::Text),
        1 => Just(Inline::Break),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let many = prop::collection::vec(inner, 0..4);
        prop_oneof![
            many.clone().prop_map(Inline::Strong),
            many.clone().prop_map(Inline::Em),
            (prop_oneof![Just("https://x.fi/?a&b"), Just("/fi"), Just("javascript:x")], many)
                .prop_map(|(href, text)| Inline::Link { href: href.into(), text }),
        ]
    })
}

fn block() -> impl Strategy<Value = Block> {
    let text = || prop::collection::vec(inline(), 0..5);
    let leaf = prop_oneof![
        text().prop_map(Block::Paragraph),
        (0u8..6, text()).prop_map(|(l, t)| Block::Heading(l, t)),
        (any::<bool>(), prop::collection::vec(prop::collection::vec(text(), 0..4), 0..4))
            .prop_map(|(header, rows)| Block::Table { header, rows }),
    ];
    leaf.prop_recursive(9, 40, 4, |inner| {
        (any::<bool>(), 0u32..4, prop::collection::vec(prop::collection::vec(inner, 0..3), 0..4))
            .prop_map(|(ordered, start, items)| Block::List { ordered, start, items })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_stored_is_read_back_as_the_very_same_tree(blocks in prop::collection::vec(block(), 0..5)) {
        let text = RichText::new(blocks);
        prop_assert_eq!(RichText::parse(&text.to_html()), text.clone());
        prop_assert_eq!(RichText::new(text.blocks().to_vec()), text.clone());
        let json = serde_json::to_string(&text).unwrap();
        prop_assert_eq!(serde_json::from_str::<RichText>(&json).unwrap(), text);
    }

    #[test]
    fn no_input_brings_in_anything_but_our_own_tags(input in nasty()) {
        let text = RichText::from_input(&input).unwrap();
        let html = text.to_html();
        prop_assert_eq!(same(&judged(&html)), same(&html));
        prop_assert_eq!(RichText::parse(&html), text.clone());
        let parsed = RichText::parse(&input);
        prop_assert_eq!(RichText::parse(&parsed.to_html()), parsed);
        for n in [0, 1, 7, 50] {
            prop_assert!(text.excerpt(n).chars().count() <= n);
        }
        let _ = (text.to_plain(), text.first_sentences(2));
    }

    #[test]
    fn typed_text_keeps_every_word(words in prop::collection::vec("[a-zåäö<&]{1,8}", 1..20)) {
        let text = RichText::from_plain(&words.join(" "));
        prop_assert_eq!(text.to_plain(), words.join(" "));
    }
}

#[test]
fn hostile_depth_and_breadth_take_linear_time() {
    let attributes: String = (0..150_000).map(|i| format!(" a{i}=b")).collect();
    for input in [
        "<div>".repeat(200_000),
        "<b>".repeat(200_000) + &"</i>".repeat(100_000),
        "<ul><li>".repeat(150_000) + "x",
        "<table><tr><td>".repeat(100_000) + "x",
        "<table><caption>".repeat(100_000) + "x",
        "<".repeat(1_000_000),
        "<a ".repeat(500_000),
        "<!--".repeat(400_000),
        "</".repeat(500_000),
        "<script>".repeat(200_000),
        "&".repeat(1_000_000),
        format!("<p{attributes}>x</p>"),
        "<br>".repeat(400_000),
        "<svg>".repeat(200_000),
        "<td rowspan=999 colspan=60>".repeat(50_000),
        "\n  - x".repeat(200_000),
        "<p style='mso-list:l0 level3'>".repeat(40_000),
    ] {
        let text = RichText::parse(&input);
        assert!(text.to_html().len() < 20_000_000);
        let _ = (RichText::from_plain(&input), text.to_plain());
    }
}
