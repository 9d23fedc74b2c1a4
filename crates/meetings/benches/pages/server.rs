//! The program under load: started, asked at a fixed rate, stopped.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running server; it stops when this is dropped.
pub struct Server {
    child: Child,
    pub port: u16,
}

impl Server {
    pub fn start(binary: &str, folder: &Path) -> (Self, Duration) {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let pinned = Command::new("taskset").arg("-V").output().is_ok();
        let mut command = if pinned {
            let mut c = Command::new("taskset");
            c.args(["-c", "0", binary]);
            c
        } else {
            Command::new(binary)
        };
        command.args(["serve", "--data"]).arg(folder).env("TALKOOT_LISTEN", format!("127.0.0.1:{port}"));
        let at = Instant::now();
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        loop {
            if TcpStream::connect(("127.0.0.1", port)).is_ok()
                && get(&mut connect(port), "/readyz", port).0 == 200
            {
                break;
            }
            assert!(at.elapsed() < Duration::from_secs(60), "the server did not become ready");
            std::thread::sleep(Duration::from_millis(2));
        }
        (Self { child, port }, at.elapsed())
    }

    pub fn memory_mb(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find(|l| l.starts_with("VmRSS:")).unwrap_or("VmRSS: 0 kB");
        line.split_whitespace().nth(1).and_then(|n| n.parse::<u64>().ok()).unwrap_or(0) / 1000
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _gone_already = self.child.kill();
        let _gone_already = self.child.wait();
    }
}

/// The load does not take the server's core from it.
pub fn stay_on_the_other_core() {
    let me = std::process::id().to_string();
    let _where_there_is_no_taskset = Command::new("taskset").args(["-acp", "1", &me]).output();
}

pub fn connect(port: u16) -> TcpStream {
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream.set_nodelay(true).unwrap();
    stream
}

/// One request on a kept connection: the status and the size of the body.
pub fn get(stream: &mut TcpStream, path: &str, port: u16) -> (u16, usize) {
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").unwrap();
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).unwrap();
    let status = line.split_whitespace().nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
    let (mut length, mut chunked) = (0, false);
    loop {
        line.clear();
        reader.read_line(&mut line).unwrap();
        let lower = line.trim().to_lowercase();
        if lower.is_empty() {
            break;
        }
        if let Some(n) = lower.strip_prefix("content-length:") {
            length = n.trim().parse().unwrap_or(0);
        }
        chunked |= lower == "transfer-encoding: chunked";
    }
    let mut body = Vec::new();
    if chunked {
        loop {
            line.clear();
            reader.read_line(&mut line).unwrap();
            let n = usize::from_str_radix(line.trim(), 16).unwrap_or(0);
            let mut part = vec![0; n + 2];
            reader.read_exact(&mut part).unwrap();
            body.extend_from_slice(&part[..n]);
            if n == 0 {
                break;
            }
        }
    } else {
        body.resize(length, 0);
        reader.read_exact(&mut body).unwrap();
    }
    (status, body.len())
}

/// Asks at a fixed rate whatever the answers take, from four connections; a late answer counts from when it was due.
pub fn load(port: u16, paths: &[String], per_second: u32, long: Duration) -> Vec<Duration> {
    const CONNECTIONS: u32 = 4;
    let begin = Instant::now() + Duration::from_millis(50);
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..CONNECTIONS)
            .map(|c| {
                scope.spawn(move || {
                    let mut stream = connect(port);
                    let mut times = Vec::new();
                    for n in (c..).step_by(CONNECTIONS as usize) {
                        let due = begin + Duration::from_secs_f64(f64::from(n) / f64::from(per_second));
                        if due.duration_since(begin) >= long {
                            break;
                        }
                        std::thread::sleep(due.saturating_duration_since(Instant::now()));
                        let path = &paths[n as usize % paths.len()];
                        let (status, _) = get(&mut stream, path, port);
                        assert_eq!(status, 200, "{path}");
                        times.push(due.elapsed());
                    }
                    times
                })
            })
            .collect();
        all.into_iter().flat_map(|t| t.join().unwrap()).collect()
    })
}
