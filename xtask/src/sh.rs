//! Running other programs: found or missing told in one sentence, output passed on as it comes.

use crate::{Result, root};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A command that starts at the root of the checkout.
pub fn command(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// The cargo that runs us, so that `cargo +toolchain xtask` stays on its toolchain.
pub fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs to the end and wants success.
pub fn run(command: &mut Command) -> Result {
    let status = command.status().map_err(|e| missing(command, &e))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` ended with {status}.", shown(command))) }
}

/// Runs quietly and gives what it printed; on failure its last words are part of the sentence.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().map_err(|e| missing(command, &e))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let words = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    let last =
        words.lines().rev().take(6).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("\n    ");
    Err(format!("`{}` ended with {}:\n    {last}", shown(command), output.status))
}

/// Runs with both outputs in one stream, which is passed on and handed to `see` line by line. True for success.
pub fn watch(command: &mut Command, mut see: impl FnMut(&str)) -> Result<bool> {
    let (reader, writer) = std::io::pipe().map_err(|e| format!("No pipe could be made: {e}."))?;
    let second = writer.try_clone().map_err(|e| format!("No pipe could be made: {e}."))?;
    command.stdin(Stdio::null()).stdout(writer).stderr(second);
    let mut child = command.spawn().map_err(|e| missing(command, &e))?;
    // The command itself holds two ends of the pipe; reading would never end while it does.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    for line in BufReader::new(reader).split(b'\n').map_while(std::io::Result::ok) {
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        see(&line);
    }
    child.wait().map(|status| status.success()).map_err(|e| format!("`{}` got lost: {e}.", shown(command)))
}

/// Where `program` is, in PATH or in the given folders.
pub fn find(program: &str, also: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain(also.iter().map(PathBuf::from))
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

/// Whether we may install with apt and start servers for others.
pub fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// Reads a file or says which one could not be read.
pub fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file).map_err(|e| format!("{} could not be read: {e}.", file.display()))
}

/// Writes a file or says which one could not be written.
pub fn write(file: &Path, text: &str) -> Result {
    std::fs::write(file, text).map_err(|e| format!("{} could not be written: {e}.", file.display()))
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = command.get_args().map(|a| a.to_string_lossy().into_owned());
    std::iter::once(program.to_string_lossy().into_owned()).chain(words).collect::<Vec<_>>().join(" ")
}

fn missing(command: &Command, error: &std::io::Error) -> String {
    let program = command.get_program().to_string_lossy();
    if error.kind() == std::io::ErrorKind::NotFound {
        format!("`{program}` is not installed.")
    } else {
        format!("`{program}` could not be started: {error}.")
    }
}
