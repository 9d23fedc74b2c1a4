/// The base forms of a compound's parts.
///
/// `word_bases` lists morphemes, `+kunnan(kunta)+johta(johtaa)+ja(+ja)+kokous(kokous)`, so a derived part
/// lies there in pieces; `structure`, `=pppppp=ppppppp=pppppp`, says how many letters each part has. A part
/// of one morpheme is that morpheme's base form, a part of several is the pieces written together. The last
/// part takes the rest, for its letters in `structure` are those of the inflected word.
pub(crate) fn parts(word_bases: &str, structure: &str) -> Vec<String> {
    let mut boundaries = boundaries(structure).into_iter().peekable();
    let mut parts = Vec::new();
    let mut pieces: Vec<(&str, &str)> = Vec::new();
    let mut letters = 0;
    for morpheme in morphemes(word_bases) {
        letters += morpheme.0.chars().filter(|c| *c != '-').count();
        pieces.push(morpheme);
        // A dictionary word may itself be a compound (`toimen=pide`): boundaries inside it are passed over.
        while boundaries.peek().is_some_and(|b| *b < letters) {
            boundaries.next();
        }
        if boundaries.peek() == Some(&letters) {
            boundaries.next();
            parts.extend(join(&pieces));
            pieces.clear();
        }
    }
    parts.extend(join(&pieces));
    parts
}

/// After how many letters a new part begins, the beginning of the word left out.
fn boundaries(structure: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut letters = 0;
    for sign in structure.chars() {
        match sign {
            '=' if letters > 0 => found.push(letters),
            '=' | '-' | ':' => {}
            _ => letters += 1,
        }
    }
    found
}

/// Pairs of how the morpheme stands in the word and its base form (empty where none is given).
fn morphemes(word_bases: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = word_bases;
    while let Some(start) = rest.strip_prefix('+') {
        let end = start.find(['+', '(']).unwrap_or(start.len());
        let (surface, after) = start.split_at(end);
        let (base, after) = match after.strip_prefix('(').and_then(|a| a.split_once(')')) {
            Some((base, after)) => (base, after),
            None => ("", after.trim_start_matches(|c| c != '+')),
        };
        found.push((surface, base));
        rest = after;
    }
    found
}

fn join(pieces: &[(&str, &str)]) -> Option<String> {
    let word = match pieces {
        [] => return None,
        [(surface, base)] if base.is_empty() || base.starts_with('+') => (*surface).to_owned(),
        [(_, base)] => (*base).to_owned(),
        several => several.iter().map(|(surface, _)| *surface).collect(),
    };
    let word: String = word.chars().filter(|c| *c != '=').collect();
    (!word.is_empty()).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn derived_parts_are_put_together_and_simple_ones_get_their_base_form() {
        assert_eq!(
            parts("+kunnan(kunta)+johta(johtaa)+ja(+ja)+kokous(kokous)", "=pppppp=ppppppp=ppppppppp"),
            ["kunta", "johtaja", "kokous"]
        );
        assert_eq!(parts("+kunna(kunta)+lli+nen(+nen)", "=ppppppppppp"), ["kunnallinen"]);
        assert_eq!(parts("+yhteis+työ(työ)", "=pppppp=ppppppp"), ["yhteis", "työ"]);
    }

    #[test]
    fn boundaries_inside_one_dictionary_word_are_passed_over() {
        assert_eq!(
            parts("+kehittämis(kehittää)+toimenpide(toimen=pide)", "=pppppppppp=pppppp=pppppppp"),
            ["kehittää", "toimenpide"]
        );
        assert_eq!(parts("+Padasjoki(Padas=joki)", "=ipppp=pppppp"), ["Padasjoki"]);
    }

    #[test]
    fn broken_input_is_borne() {
        assert!(parts("", "").is_empty());
        assert_eq!(parts("+a(b", "==="), ["a"]);
        assert!(parts("+", "=p").is_empty());
    }
}
