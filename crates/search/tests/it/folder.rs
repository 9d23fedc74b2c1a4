use std::fs;
use std::path::{Path, PathBuf};

use search::{SearchError, SearchIndex};
use uuid::Uuid;

use crate::{TENANT, entry, found, names, voikko};

fn open(dir: &Path) -> SearchIndex {
    SearchIndex::open(dir, names(), None).unwrap()
}

fn filled(dir: &Path) {
    let index = open(dir);
    index.apply(TENANT, vec![entry(1, "Kokous", "Talous").into()], 41).unwrap();
    index.apply(TENANT, Vec::new(), 42).unwrap();
}

fn segment_file(dir: &Path, ending: &str) -> PathBuf {
    let mut files = fs::read_dir(dir.join("index")).unwrap().map(|f| f.unwrap().path());
    files.find(|f| f.extension().is_some_and(|e| e == ending)).unwrap()
}

#[test]
fn entries_and_positions_are_there_after_opening_again() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let index = open(dir.path());
    assert_eq!(index.position(TENANT), 42);
    assert_eq!(index.position(Uuid::from_u128(0x7b)), 0);
    assert_eq!(found(&index, "talous"), [1]);
}

#[test]
fn a_second_opener_is_refused_and_the_first_goes_on() {
    let dir = tempfile::tempdir().unwrap();
    let first = open(dir.path());
    assert!(matches!(SearchIndex::open(dir.path(), names(), None), Err(SearchError::Busy)));
    first.apply(TENANT, vec![entry(1, "Kokous", "").into()], 1).unwrap();
    assert_eq!(found(&first, "kokous"), [1]);
}

type Ruin = fn(&Path);

#[test]
fn a_damaged_folder_is_made_anew_from_position_zero() {
    let ruin: [(&str, Ruin); 4] = [
        ("meta.json is nonsense", |dir| fs::write(dir.join("index/meta.json"), "{").unwrap()),
        ("a file is cut short", |dir| {
            let file = segment_file(dir, "store");
            fs::write(&file, &fs::read(&file).unwrap()[..3]).unwrap();
        }),
        ("a file is gone", |dir| fs::remove_file(segment_file(dir, "idx")).unwrap()),
        ("a byte is turned, and the process was killed", |dir| {
            let file = segment_file(dir, "store");
            let mut bytes = fs::read(&file).unwrap();
            bytes[2] ^= 0x55;
            fs::write(&file, bytes).unwrap();
            fs::write(dir.join("lock"), "open").unwrap();
        }),
    ];
    for (what, ruin) in ruin {
        let dir = tempfile::tempdir().unwrap();
        filled(dir.path());
        ruin(dir.path());
        let index = open(dir.path());
        assert_eq!(index.position(TENANT), 0, "{what}");
        assert!(found(&index, "kokous").is_empty(), "{what}");
        index.apply(TENANT, vec![entry(1, "Kokous", "").into()], 7).unwrap();
        assert_eq!((index.position(TENANT), found(&index, "kokous")), (7, vec![1]), "{what}");
    }
}

#[test]
fn a_sound_folder_is_kept_after_a_kill() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    fs::write(dir.path().join("lock"), "open").unwrap();
    assert_eq!(open(dir.path()).position(TENANT), 42);
}

#[test]
fn other_names_or_another_voikko_make_it_anew() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let mut more = names();
    more.insert("heinolassa".into(), "heinola".into());
    assert_eq!(SearchIndex::open(dir.path(), more, None).unwrap().position(TENANT), 0);

    let Some(voikko) = voikko() else { return };
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    assert_eq!(SearchIndex::open(dir.path(), names(), Some(voikko)).unwrap().position(TENANT), 0);
}
