//! Folded text in which lists look for words: the same on both stores, whose own folding differs.

use kit::{Lang, Local};
use sea_orm::sea_query::{Expr, ExprTrait, LikeExpr};
use sea_orm::{ColumnTrait, Condition};

/// All language versions of a text.
pub(crate) fn all(text: &Local) -> String {
    let mut parts: Vec<&str> = Lang::ALL.iter().map(|l| text.exact(*l)).filter(|t| !t.is_empty()).collect();
    parts.dedup();
    parts.join(" ")
}

/// Lower case, one space between words.
pub(crate) fn fold(parts: &[&str]) -> String {
    let text = parts.join(" ").to_lowercase();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Rows in which every word of the question stands somewhere.
pub(crate) fn matching<C: ColumnTrait>(column: C, question: &str) -> Condition {
    let mut all = Condition::all();
    for word in fold(&[question]).split(' ').filter(|w| !w.is_empty()).take(8) {
        let mut pattern = String::from("%");
        for c in word.chars() {
            if matches!(c, '%' | '_' | '\\') {
                pattern.push('\\');
            }
            pattern.push(c);
        }
        pattern.push('%');
        all = all.add(Expr::col((column.entity_name(), column)).like(LikeExpr::new(pattern).escape('\\')));
    }
    all
}
