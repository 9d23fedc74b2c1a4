//! Which section of the guide tells about which page. The one place to name it for a new page: the longest
//! pattern that the address begins with counts, and `{}` stands for any one part.

/// Pattern of the address, anchor of the section.
pub const SECTIONS: &[(&str, &str)] = &[
    ("/", "etusivu-ja-tyopoyta"),
    ("/desk", "tyopoyta"),
    ("/desk/feedback", "palautteet"),
    ("/feedback", "palautteet"),
    ("/open-data", "avoin-data"),
    ("/accessibility", "lain-vaatimat-sivut"),
    ("/privacy", "lain-vaatimat-sivut"),
    ("/notices", "lain-vaatimat-sivut"),
    ("/guide", "ohje-ja-vihjeet"),
    ("/undo", "kumoa"),
    ("/login", "kirjautuminen"),
    ("/profile", "kirjautuminen"),
    ("/search", "haku"),
    ("/outbox", "lahteva-posti"),
    ("/tray", "lahteva-posti"),
    ("/bodies", "toimielimet-ja-ryhmat"),
    ("/bodies/{}/series", "kokoussarja-ja-uusi-kokous"),
    ("/bodies/{}/proposals", "asioiden-ehdottaminen"),
    ("/proposals", "asioiden-ehdottaminen"),
    ("/municipalities", "toimielimet-ja-ryhmat"),
    ("/people", "henkilot-ja-virat"),
    ("/offices", "henkilot-ja-virat"),
    ("/organisations", "henkilot-ja-virat"),
    ("/terms", "toimielimet-ja-ryhmat"),
    ("/meetings", "kokoukset"),
    ("/meetings/new", "kokoussarja-ja-uusi-kokous"),
    ("/meetings/{}/edit", "kokoussarja-ja-uusi-kokous"),
    ("/meetings/{}/agenda", "esityslista"),
    ("/meetings/{}/agenda/rules", "jarjestys-saannoilla"),
    ("/meetings/{}/items", "esityslista"),
    ("/meetings/{}/items/{}/vote", "kokous-kaynnissa"),
    ("/meetings/{}/items/{}/excerpt", "muistio-ja-poytakirja"),
    ("/meetings/{}/call", "kutsu"),
    ("/meetings/{}/session", "kokous-kaynnissa"),
    ("/meetings/{}/record", "muistio-ja-poytakirja"),
    ("/answer", "kutsu"),
    ("/visit", "vierailijat"),
    ("/calendar", "kutsu"),
    ("/decisions", "asiat-ja-paatokset"),
    ("/matters", "asiat-ja-paatokset"),
    ("/projects", "hankkeet"),
    ("/projects/{}/report", "hankkeen-raportti"),
    ("/projects/{}/check", "hankkeen-raportti"),
    ("/documents", "asiat-ja-paatokset"),
    ("/actions", "toimenpiteet"),
    ("/plans", "suunnitelmat"),
    ("/plans/{}/actors", "toimijan-oma-luku"),
    ("/plans/{}/risks", "mittarit-ja-riskit"),
    ("/plans/{}/indicators", "mittarit-ja-riskit"),
    ("/goals", "suunnitelmat"),
    ("/measures", "suunnitelmat"),
    ("/yearly", "suunnitelmat"),
    ("/editions", "suunnitelman-versiot"),
    ("/indicators", "mittarit-ja-riskit"),
    ("/risks", "mittarit-ja-riskit"),
    ("/registers", "rekisterit-ja-kortit"),
    ("/cards", "rekisterit-ja-kortit"),
    ("/rows", "rekisterit-ja-kortit"),
    ("/adoption", "kayttoonoton-seuranta"),
    ("/goal-links", "paatokset-ja-tavoitteet"),
    ("/fairness", "paatokset-ja-tavoitteet"),
    ("/year-plan", "ajoista-sopiminen"),
    ("/polls", "ajoista-sopiminen"),
    ("/poll", "ajoista-sopiminen"),
    ("/round", "kokoukset"),
    ("/follow", "seuraaminen-sahkopostilla"),
    ("/municipalities/{}", "kunnan-sivu"),
    ("/import", "vanha-aineisto-sisaan"),
    ("/api-keys", "kunnan-oma-asianhallinta"),
    ("/setup", "kayttoonotto"),
    ("/invite", "kayttoonotto"),
    ("/admin", "yllapidon-sivut"),
    ("/admin/start", "kayttoonotto"),
    ("/desk/workload", "tyopoyta"),
    ("/desk/searches", "tyopoyta"),
];

fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|p| !p.is_empty())
}

/// How many parts of a pattern fit the beginning of an address; `None` where one does not.
fn fits(pattern: &str, path: &str) -> Option<usize> {
    let mut given = parts(path);
    let mut count = 0;
    for part in parts(pattern) {
        let there = given.next()?;
        if part != "{}" && part != there {
            return None;
        }
        count += 1;
    }
    // The front page is itself and not the beginning of everything.
    (count > 0 || given.next().is_none()).then_some(count)
}

/// The section that tells about a page.
pub fn section_for(path: &str) -> Option<&'static str> {
    SECTIONS.iter().filter_map(|(p, s)| Some((fits(p, path)?, *s))).max_by_key(|(n, _)| *n).map(|(_, s)| s)
}

/// Where the guide tells about a page, as an address within the language.
pub fn path_for(path: &str) -> Option<String> {
    section_for(path).map(|anchor| format!("/guide#{anchor}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guide::guide;

    #[test]
    fn the_longest_pattern_counts() {
        assert_eq!(section_for("/"), Some("etusivu-ja-tyopoyta"));
        assert_eq!(section_for("/meetings/0192/session/roll"), Some("kokous-kaynnissa"));
        assert_eq!(section_for("/meetings/0192"), Some("kokoukset"));
        assert_eq!(section_for("/bodies/hallitus/series/new"), Some("kokoussarja-ja-uusi-kokous"));
        assert_eq!(section_for("/nowhere"), None);
    }

    #[test]
    fn every_section_of_the_table_stands_in_the_guide() {
        for (pattern, anchor) in SECTIONS {
            assert!(
                guide().iter().any(|s| s.anchor == *anchor),
                "{pattern} leads to #{anchor}, which is not there"
            );
        }
    }
}
