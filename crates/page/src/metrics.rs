use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

const BOUNDS_MS: [u64; 12] = [1, 2, 5, 10, 20, 50, 100, 200, 300, 500, 1000, 5000];

/// How long requests took on the server, for `/metrics`.
#[derive(Default)]
pub(crate) struct Metrics {
    buckets: [AtomicU64; 12],
    count: AtomicU64,
    micros: AtomicU64,
    errors: AtomicU64,
}

impl Metrics {
    pub(crate) fn note(&self, took: Duration, status: u16) {
        let ms = took.as_millis();
        for (bound, bucket) in BOUNDS_MS.iter().zip(&self.buckets) {
            if ms <= u128::from(*bound) {
                bucket.fetch_add(1, Ordering::Relaxed);
            }
        }
        self.count.fetch_add(1, Ordering::Relaxed);
        self.micros.fetch_add(u64::try_from(took.as_micros()).unwrap_or(u64::MAX), Ordering::Relaxed);
        if status >= 500 {
            self.errors.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// The text form of Prometheus.
    pub(crate) fn text(&self) -> String {
        let mut out = String::from("# TYPE talkoot_request_seconds histogram\n");
        for (bound, bucket) in BOUNDS_MS.iter().zip(&self.buckets) {
            let seconds = Duration::from_millis(*bound).as_secs_f64();
            let n = bucket.load(Ordering::Relaxed);
            let _infallible = writeln!(out, "talkoot_request_seconds_bucket{{le=\"{seconds}\"}} {n}");
        }
        let count = self.count.load(Ordering::Relaxed);
        let sum = Duration::from_micros(self.micros.load(Ordering::Relaxed)).as_secs_f64();
        let errors = self.errors.load(Ordering::Relaxed);
        let _infallible = write!(
            out,
            "talkoot_request_seconds_bucket{{le=\"+Inf\"}} {count}\ntalkoot_request_seconds_sum {sum}\n\
             talkoot_request_seconds_count {count}\n# TYPE talkoot_server_errors_total counter\n\
             talkoot_server_errors_total {errors}\n"
        );
        out
    }
}
