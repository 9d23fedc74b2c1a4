//! What is told while working: one line when a step begins, one with its time when it ends.

use crate::Result;
use std::time::Instant;

/// Runs one step. The name says what is done, in words that also tell what would be fetched.
pub fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("→ {name}");
    let start = Instant::now();
    let done = work();
    let seconds = start.elapsed().as_secs_f64();
    match &done {
        Ok(_) => println!("  done in {seconds:.1} s"),
        Err(sentence) => println!("  ✗ after {seconds:.1} s: {sentence}"),
    }
    done
}

/// A step that was not needed.
pub fn skipped(name: &str, why: &str) {
    println!("→ {name}\n  {why}");
}
