use proptest::prelude::*;
use search::{Change, Entry, Query, SearchError};
use uuid::Uuid;

use crate::{TENANT, ask, entry, index};

const TOKENS: [&str; 4] = ["public", "staff", "body:1", "person:1"];

#[test]
fn a_change_of_another_tenant_is_refused_and_nothing_is_changed() {
    let (_dir, index) = index(None);
    let other = Uuid::from_u128(0x7b);
    let changes = vec![entry(1, "Oma", "").into(), Entry { tenant: other, ..entry(2, "Vieras", "") }.into()];
    assert!(matches!(index.apply(TENANT, changes, 5), Err(SearchError::ForeignTenant(_))));
    let changes = vec![Change::Delete { tenant: other, id: Uuid::from_u128(1) }];
    assert!(matches!(index.apply(TENANT, changes, 5), Err(SearchError::ForeignTenant(_))));
    assert_eq!(index.position(TENANT), 0);
    assert_eq!(index.search(&ask("")).unwrap().total, 0);
}

#[test]
fn deleting_in_one_tenant_leaves_the_same_id_of_another() {
    let (_dir, index) = index(None);
    let other = Uuid::from_u128(0x7b);
    index.apply(TENANT, vec![entry(1, "Kokous", "").into()], 1).unwrap();
    index.apply(other, vec![Entry { tenant: other, ..entry(1, "Kokous", "") }.into()], 1).unwrap();
    index.apply(TENANT, vec![Change::Delete { tenant: TENANT, id: Uuid::from_u128(1) }], 2).unwrap();
    assert_eq!(index.search(&ask("kokous")).unwrap().total, 0);
    assert_eq!(index.search(&Query { tenant: other, ..ask("kokous") }).unwrap().total, 1);
    index.forget(other).unwrap();
    assert_eq!(index.search(&Query { tenant: other, ..ask("kokous") }).unwrap().total, 0);
    assert_eq!((index.position(TENANT), index.position(other)), (2, 0));
}

#[test]
fn without_tokens_nothing_is_seen() {
    let (_dir, index) = index(None);
    index.apply(TENANT, vec![Entry { audience: Vec::new(), ..entry(1, "Kokous", "") }.into()], 1).unwrap();
    index.apply(TENANT, vec![entry(2, "Kokous", "").into()], 2).unwrap();
    for text in ["", "kokous", "kokous talous"] {
        assert_eq!(index.search(&Query { audience: Vec::new(), ..ask(text) }).unwrap().total, 0);
    }
    assert_eq!(index.search(&ask("kokous")).unwrap().total, 1);
}

/// A tenant and places in [`TOKENS`].
type Side = (u8, Vec<usize>);

/// Entries, and a question.
fn world() -> impl Strategy<Value = (Vec<Side>, Side)> {
    let tokens = || prop::collection::vec(0..TOKENS.len(), 0..3);
    (prop::collection::vec((0u8..3, tokens()), 1..25), (0u8..3, tokens()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn nobody_finds_or_counts_what_is_another_tenants_or_not_for_them((entries, (tenant, asker)) in world()) {
        let (_dir, index) = index(None);
        let tenant_id = |t: u8| Uuid::from_u128(0x100 + u128::from(t));
        let name = |tokens: &[usize]| tokens.iter().map(|t| TOKENS[*t].to_owned()).collect::<Vec<_>>();
        for t in 0..3 {
            let changes = entries.iter().enumerate().filter(|(_, e)| e.0 == t).map(|(at, e)| {
                Entry {
                    tenant: tenant_id(t),
                    kind: format!("kind{t}"),
                    audience: name(&e.1),
                    numbers: vec!["§ 1".into()],
                    year: Some(2020 + i16::from(t)),
                    ..entry(at as u128, &format!("Salainen kokous {at}"), "Päätös 102/13.01/2012")
                }.into()
            }).collect();
            index.apply(tenant_id(t), changes, 1).unwrap();
        }
        let mut seen: Vec<u128> = entries.iter().enumerate()
            .filter(|(_, e)| e.0 == tenant && e.1.iter().any(|t| asker.contains(t)))
            .map(|(at, _)| at as u128).collect();
        seen.sort_unstable();
        let query = Query { tenant: tenant_id(tenant), audience: name(&asker), limit: 100, ..ask("sal") };
        let mut titles = index.suggest(&query).unwrap();
        titles.sort();
        let mut own: Vec<_> = seen.iter().map(|at| format!("Salainen kokous {at}")).collect();
        own.sort();
        prop_assert_eq!(titles, own);
        for text in ["", "kokous", "\"salainen kokous\"", "§1", "102/13.01/2012", "päätös lentokenttä", "salai"] {
            let query = Query { tenant: tenant_id(tenant), audience: name(&asker), limit: 100, ..ask(text) };
            let results = index.search(&query).unwrap();
            let mut got = crate::ids(&results);
            got.sort_unstable();
            prop_assert_eq!(&got, &seen, "{}", text);
            prop_assert_eq!(results.total, seen.len());
            prop_assert_eq!(results.facets.kinds.values().sum::<usize>(), seen.len());
            prop_assert_eq!(results.facets.years.values().sum::<usize>(), seen.len());
        }
    }
}
