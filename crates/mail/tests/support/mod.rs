//! Servers and letters for the tests.
#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test's helper fails by panicking")]

pub mod dovecot;
pub mod sink;

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use mail::{Attachment, Calendar, Letter, Mailbox, Method};

pub const ICS: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nSUMMARY:Kes\u{e4}p\u{e4}iv\u{e4}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

/// A letter with all that a letter may have.
pub fn full() -> Letter {
    Letter {
        message_id: "<0197f3a2-call-1@talkoot.example.fi>".into(),
        date: "2026-11-21T10:00:00Z".parse().unwrap(),
        from: Mailbox {
            name: "Päijät-Hämeen liitto, kokoukset".into(),
            email: "kokoukset@example.fi".into(),
        },
        to: Mailbox { name: "Åsa \"Ässä\" Öhman".into(), email: "asa@example.fi".into() },
        reply_to: Some(Mailbox { name: String::new(), email: "vastaus@example.fi".into() }),
        subject: "Kutsu: kuntajohtajakokous 9.12.2026 – esityslista, liitteet ja etäyhteys Hämeenlinnassa"
            .into(),
        text: "Hyvä Åsa,\n\nkokous on 9.12.2026.\n.\n. piste rivin alussa\n--=_outer_\n".to_owned()
            + &"pitkä rivi ".repeat(200),
        html: Some("<p>Hyvä Åsa, kokous on <b>9.12.2026</b>.</p>".into()),
        calendar: Some(Calendar { method: Method::Request, ics: ICS.into() }),
        attachments: vec![Attachment {
            name: "Esityslista ja päätösehdotukset, 12–2026 (Hämeenlinna).pdf".into(),
            media_type: "application/pdf".into(),
            bytes: (0..=255).cycle().take(5000).collect(),
        }],
        auto_generated: true,
        unsubscribe: None,
    }
}

pub fn plain(to: &str) -> Letter {
    Letter {
        to: Mailbox { name: String::new(), email: to.into() },
        reply_to: None,
        html: None,
        calendar: None,
        attachments: Vec::new(),
        ..full()
    }
}

pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// A process that ends with its test.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        // TERM, so that a server ends its own children.
        let _ = Command::new("kill").arg(self.0.id().to_string()).status();
        let _ = self.0.wait();
    }
}

/// An authority of our own and a certificate for 127.0.0.1 in `dir`: `ca.pem`, `cert.pem`, `key.pem`.
pub fn certificates(dir: &Path) -> PathBuf {
    use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
    let mut ca = CertificateParams::new(vec![]).unwrap();
    ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let ca_key = KeyPair::generate().unwrap();
    let ca_certificate = ca.self_signed(&ca_key).unwrap();
    let issuer = Issuer::new(ca, ca_key);
    let key = KeyPair::generate().unwrap();
    let own = CertificateParams::new(vec!["127.0.0.1".into(), "localhost".into()]).unwrap();
    let certificate = own.signed_by(&key, &issuer).unwrap();
    std::fs::write(dir.join("ca.pem"), ca_certificate.pem()).unwrap();
    std::fs::write(dir.join("cert.pem"), certificate.pem()).unwrap();
    std::fs::write(dir.join("key.pem"), key.serialize_pem()).unwrap();
    dir.join("ca.pem")
}

/// A Maildir that any user of this machine may write to, since servers drop their rights.
pub fn maildir(dir: &Path) -> PathBuf {
    let maildir = dir.join("home/Maildir");
    for part in ["new", "cur", "tmp"] {
        std::fs::create_dir_all(maildir.join(part)).unwrap();
        open_to_all(&maildir.join(part));
    }
    for path in [dir, &dir.join("home"), &maildir] {
        open_to_all(path);
    }
    maildir
}

fn open_to_all(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o777)).unwrap();
}

/// The Python that has aiosmtpd: the one of `TALKOOT_PYTHON`, or `python3`.
pub fn python_with_aiosmtpd() -> Option<String> {
    let python = std::env::var("TALKOOT_PYTHON").unwrap_or_else(|_| "python3".into());
    let found = Command::new(&python).args(["-c", "import aiosmtpd"]).stderr(Stdio::null()).status();
    if found.is_ok_and(|status| status.success()) {
        return Some(python);
    }
    eprintln!(
        "not run: {python} has no aiosmtpd (install it from PyPI and name its Python in TALKOOT_PYTHON)"
    );
    None
}

/// aiosmtpd, with TLS and sign-in if there are certificates in `dir`.
pub fn smtpd(python: &str, port: u16, dir: &Path, maildir: &Path) -> Running {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/smtpd.py");
    let mut command = Command::new(python);
    command.arg(script).arg(port.to_string()).arg(maildir).stdout(Stdio::piped());
    if dir.join("cert.pem").exists() {
        command.arg(dir.join("cert.pem")).arg(dir.join("key.pem"));
    }
    let mut child = command.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line, "ready\n");
    Running(child)
}
