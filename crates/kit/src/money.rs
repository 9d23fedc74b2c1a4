use serde::{Deserialize, Serialize};

/// A sum of money in whole cents. Never a floating point number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cents(pub i64);

/// Splits `total` by `weights` so that the parts sum to `total` exactly (largest remainder; ties go to the
/// earlier part). Weights that are all zero give zeros except the first part, which takes the whole.
pub fn shares(total: Cents, weights: &[u64]) -> Vec<Cents> {
    let sum: i128 = weights.iter().map(|w| i128::from(*w)).sum();
    if weights.is_empty() {
        return Vec::new();
    }
    if sum == 0 {
        let mut parts = vec![Cents(0); weights.len()];
        parts[0] = total;
        return parts;
    }
    let sign = total.0.signum();
    let size = i128::from(total.0.unsigned_abs());
    let mut parts: Vec<(usize, i128, i128)> = weights
        .iter()
        .enumerate()
        .map(|(i, w)| (i, size * i128::from(*w) / sum, size * i128::from(*w) % sum))
        .collect();
    let mut left = size - parts.iter().map(|p| p.1).sum::<i128>();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|a, b| parts[*b].2.cmp(&parts[*a].2).then(a.cmp(b)));
    for i in order {
        if left == 0 {
            break;
        }
        parts[i].1 += 1;
        left -= 1;
    }
    parts.iter().map(|p| Cents(sign * i64::try_from(p.1).unwrap_or(i64::MAX))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parts_sum_to_the_whole(total in -1_000_000_000i64..1_000_000_000, weights in prop::collection::vec(0u64..1_000_000, 1..20)) {
            let parts = shares(Cents(total), &weights);
            prop_assert_eq!(parts.iter().map(|c| c.0).sum::<i64>(), total);
        }
    }
}
