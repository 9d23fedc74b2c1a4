//! Dovecot as a process of the test, with all its files in the test's folder.

use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use super::{Running, free_port};

pub struct Dovecot {
    _running: Running,
    pub imap: u16,
    pub imaps: u16,
}

fn said(command: &str, args: &[&str]) -> Option<String> {
    let out = Command::new(command).args(args).stderr(Stdio::null()).output().ok()?;
    out.status.success().then(|| String::from_utf8_lossy(&out.stdout).trim().to_owned())
}

/// Where Debian puts it is not on everybody's path.
fn program() -> Option<&'static str> {
    let found =
        ["dovecot", "/usr/sbin/dovecot"].into_iter().find_map(|p| Some((p, said(p, &["--version"])?)));
    match found {
        Some((program, version)) if version.starts_with("2.3") => Some(program),
        Some((_, version)) => {
            eprintln!("not run: the settings here are for dovecot 2.3, found {version}");
            None
        }
        None => {
            eprintln!("not run: no dovecot (Debian's package dovecot-imapd)");
            None
        }
    }
}

/// Starts it for the user `talkoot` over the Maildir in `dir`, where `certificates` were made. `lacking`
/// are abilities that it shall not have.
pub fn start(dir: &Path, lacking: &[&str]) -> Option<Dovecot> {
    let program = program()?;
    let (imap, imaps) = (free_port(), free_port());
    let me = said("id", &["-un"])?;
    let group = said("id", &["-gn"])?;
    // As root it drops its rights as usual; otherwise everything runs as who runs the test.
    let (users, owner) = if me == "root" {
        (String::new(), "uid=nobody gid=nogroup".to_owned())
    } else {
        let users = format!(
            "default_internal_user = {me}\ndefault_internal_group = {group}\ndefault_login_user = {me}\n\
             service anvil {{\n  chroot =\n}}\nservice imap-login {{\n  chroot =\n}}\n"
        );
        (users, format!("uid={me} gid={group}"))
    };
    let abilities = if lacking.is_empty() {
        String::new()
    } else {
        "imap_capability = IMAP4rev1 SASL-IR LITERAL+ UIDPLUS\n".replace(lacking[0], "")
    };
    let d = dir.display();
    let settings = format!(
        "protocols = imap\nlisten = 127.0.0.1\nbase_dir = {d}/run\nstate_dir = {d}/run\n\
         log_path = {d}/dovecot.log\nssl = yes\nssl_cert = <{d}/cert.pem\nssl_key = <{d}/key.pem\n\
         disable_plaintext_auth = no\nfirst_valid_uid = 1\nmail_location = maildir:{d}/home/Maildir\n\
         passdb {{\n  driver = passwd-file\n  args = scheme=PLAIN {d}/users\n}}\n\
         userdb {{\n  driver = static\n  args = {owner} home={d}/home\n}}\n\
         service imap-login {{\n  inet_listener imap {{\n    port = {imap}\n  }}\n\
         \x20 inet_listener imaps {{\n    port = {imaps}\n    ssl = yes\n  }}\n}}\n{users}{abilities}"
    );
    std::fs::write(dir.join("dovecot.conf"), settings).unwrap();
    std::fs::write(dir.join("users"), "talkoot:{PLAIN}sala sana/@\n").unwrap();
    let child = Command::new(program).arg("-F").arg("-c").arg(dir.join("dovecot.conf")).spawn().unwrap();
    let running = Running(child);
    let up = (0..200).any(|_| {
        std::thread::sleep(Duration::from_millis(50));
        TcpStream::connect(("127.0.0.1", imap)).is_ok()
    });
    let log = || std::fs::read_to_string(dir.join("dovecot.log")).unwrap_or_default();
    assert!(up, "dovecot does not start: {}", log());
    Some(Dovecot { _running: running, imap, imaps })
}
