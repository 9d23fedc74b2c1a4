//! A tiny SMTP server that answers as it is told, for what real servers do only on a bad day.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// What one connection answers. An empty answer hangs up.
#[derive(Clone, Copy)]
pub struct Mood {
    pub greeting: &'static str,
    pub auth: &'static str,
    pub mail: &'static str,
    pub rcpt: &'static str,
    pub data: &'static str,
    pub taken: &'static str,
}

pub const GOOD: Mood = Mood {
    greeting: "220 sink",
    auth: "235 ok",
    mail: "250 ok",
    rcpt: "250 ok",
    data: "354 go on",
    taken: "250 taken",
};

pub struct Sink {
    pub port: u16,
    pub letters: Arc<Mutex<Vec<String>>>,
}

/// Starts it. The connections get the moods in turn; the last one stays.
pub async fn sink(moods: Vec<Mood>) -> Sink {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let letters = Arc::new(Mutex::new(Vec::new()));
    let taken = letters.clone();
    tokio::spawn(async move {
        for turn in 0.. {
            let Ok((line, _)) = listener.accept().await else { return };
            let mood = *moods.get(turn).or(moods.last()).unwrap();
            let _ = talk(line, mood, &taken).await;
        }
    });
    Sink { port, letters }
}

async fn talk(line: TcpStream, mood: Mood, taken: &Mutex<Vec<String>>) -> std::io::Result<()> {
    let (from, mut to) = line.into_split();
    let mut from = BufReader::new(from).lines();
    to.write_all(format!("{}\r\n", mood.greeting).as_bytes()).await?;
    while let Some(command) = from.next_line().await? {
        let answer = match command.split(' ').next().unwrap_or_default() {
            "EHLO" => "250-sink\r\n250-8BITMIME\r\n250 AUTH PLAIN",
            "AUTH" => mood.auth,
            "MAIL" => mood.mail,
            "RCPT" => mood.rcpt,
            "DATA" => mood.data,
            "QUIT" => "221 bye",
            _ => "500 what",
        };
        if answer.is_empty() {
            return Ok(());
        }
        to.write_all(format!("{answer}\r\n").as_bytes()).await?;
        if answer.starts_with("354") {
            let mut letter = String::new();
            while let Some(line) = from.next_line().await?.filter(|line| line != ".") {
                // A dot at the start of a line is doubled on the way.
                letter += &format!("{}\r\n", line.strip_prefix('.').unwrap_or(&line));
            }
            if mood.taken.is_empty() {
                return Ok(());
            }
            if mood.taken.starts_with('2') {
                taken.lock().unwrap().push(letter);
            }
            to.write_all(format!("{}\r\n", mood.taken).as_bytes()).await?;
        }
    }
    Ok(())
}
