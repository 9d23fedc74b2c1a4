use std::collections::HashMap;

/// A bounded memory of two generations: when the young one is full it becomes the old one and the
/// former old one is forgotten. Words in use move to the young one again, so the common ones stay.
#[derive(Debug)]
pub(crate) struct Cache<V> {
    young: HashMap<String, V>,
    old: HashMap<String, V>,
    half: usize,
}

impl<V: Clone> Cache<V> {
    pub(crate) fn new(most: usize) -> Self {
        Self { young: HashMap::new(), old: HashMap::new(), half: (most / 2).max(1) }
    }

    pub(crate) fn get(&mut self, key: &str) -> Option<V> {
        if let Some(value) = self.young.get(key) {
            return Some(value.clone());
        }
        let (key, value) = self.old.remove_entry(key)?;
        self.insert(key, value.clone());
        Some(value)
    }

    pub(crate) fn put(&mut self, key: &str, value: V) {
        self.insert(key.to_owned(), value);
    }

    fn insert(&mut self, key: String, value: V) {
        if self.young.len() >= self.half {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_stays_bounded_and_keeps_what_is_used() {
        let mut cache = Cache::new(10);
        cache.put("kunta", 0);
        for i in 1..1_000 {
            cache.put(&format!("w{i}"), i);
            assert_eq!(cache.get("kunta"), Some(0), "after {i}");
            assert!(cache.young.len() + cache.old.len() <= 10);
        }
        assert_eq!(cache.get("w1"), None);
        assert_eq!(cache.get("w999"), Some(999));
    }
}
