//! A terminal with the console on a subject: what the button *open* does where no console is.

use std::env;
use std::ffi::{OsStr, OsString};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::cli::context::Context;
use crate::config::Reach;
use crate::domain::SubjectId;
use crate::error::Error;

/// Terminals that were opened and are still there; nobody needs more.
const OPEN_MAX: usize = 8;

/// Terminals there may be, and what comes before the command in each.
const KNOWN: [(&str, &[&str]); 10] = [
    ("x-terminal-emulator", &["-e"]),
    ("gnome-terminal", &["--"]),
    ("kgx", &["--"]),
    ("konsole", &["-e"]),
    ("xfce4-terminal", &["-x"]),
    ("foot", &[]),
    ("kitty", &[]),
    ("alacritty", &["-e"]),
    ("deepin-terminal", &["-e"]),
    ("xterm", &["-e"]),
];

/// Opens terminals.
pub(super) struct Opener {
    /// The terminal and what it is given before the command.
    terminal: Option<Vec<OsString>>,
    /// What reaches the same desk.
    options: Vec<OsString>,
    open: Arc<AtomicUsize>,
}

impl Opener {
    /// The terminal the user set, or the first there is.
    pub(super) fn of(context: &Context) -> Self {
        let set = context.config.terminal.as_ref().map(|words| {
            let words = words.iter().map(OsString::from);
            words.collect::<Vec<_>>()
        });
        Self {
            terminal: set.or_else(|| find(&env::var_os("PATH").unwrap_or_default())),
            options: options(context),
            open: Arc::default(),
        }
    }

    /// Opens one on a subject; on the watch where there is none.
    pub(super) fn open(&self, subject: Option<&SubjectId>) -> Result<(), Error> {
        let terminal = self.terminal.as_deref().unwrap_or_default();
        let Some((program, before)) = terminal.split_first() else {
            return Err(Error::new("agent-no-terminal"));
        };
        if self.open.fetch_add(1, Ordering::SeqCst) >= OPEN_MAX {
            self.open.fetch_sub(1, Ordering::SeqCst);
            return Err(Error::new("agent-terminals").with("limit", OPEN_MAX));
        }
        let own = env::current_exe().unwrap_or_else(|_| PathBuf::from("watchkeeper"));
        let mut command = Command::new(program);
        command.args(before).arg(own);
        if let Some(subject) = subject {
            command.arg("open").arg(subject.to_string());
        }
        command
            .args(&self.options)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0);
        let open = Arc::clone(&self.open);
        let spawned = command.spawn();
        let mut child = spawned.map_err(|cause| {
            self.open.fetch_sub(1, Ordering::SeqCst);
            Error::new("agent-terminal")
                .with("program", program.display())
                .because(cause)
        })?;
        let wait = move || {
            let _ended = child.wait();
            open.fetch_sub(1, Ordering::SeqCst);
        };
        // Without a thread the child stays a zombie until the agent ends, and is counted.
        let _waiting = thread::Builder::new()
            .name("terminal".to_owned())
            .spawn(wait);
        Ok(())
    }
}

/// The first terminal in a `PATH`.
fn find(path: &OsStr) -> Option<Vec<OsString>> {
    let is_there = |name: &str| which::which_in(name, Some(path), "/").is_ok();
    let (name, before) = KNOWN.into_iter().find(|(name, _)| is_there(name))?;
    let words = std::iter::once(&name).chain(before);
    Some(words.map(OsString::from).collect())
}

/// The same desk, by the same officer.
fn options(context: &Context) -> Vec<OsString> {
    let mut options: Vec<OsString> = match &context.config.reach {
        Reach::Data => vec!["--data".into(), context.data().into()],
        Reach::Socket(socket) => vec!["--socket".into(), socket.into()],
        Reach::Host(far) => {
            let data = far
                .data
                .iter()
                .flat_map(|data| ["--data".into(), data.into()]);
            let host = ["--host".into(), far.host.clone().into()];
            host.into_iter().chain(data).collect()
        }
    };
    if let Some(officer) = &context.officer {
        options.extend(["--as".into(), officer.into()]);
    }
    options
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    use super::*;

    /// A program of that name.
    fn install(folder: &Path, name: &str) {
        let path = folder.join(name);
        fs::write(&path, "").unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o755)).unwrap();
    }

    #[test]
    fn the_first_terminal_there_is_is_taken_wherever_it_is_on_the_path() {
        let (first, second) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let path = env::join_paths([first.path(), second.path()]).unwrap();
        assert_eq!(find(&path), None);
        install(second.path(), "xterm");
        assert_eq!(find(&path), Some(vec!["xterm".into(), "-e".into()]));
        install(second.path(), "gnome-terminal");
        let found = find(&path).unwrap();
        assert_eq!(found, ["gnome-terminal", "--"].map(OsString::from));
        install(first.path(), "foot");
        let found = find(&path).unwrap();
        assert_eq!(found[0], "gnome-terminal", "in the order of the list");
    }

    #[test]
    fn what_cannot_be_run_is_no_terminal() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("x-terminal-emulator")).unwrap();
        fs::write(folder.path().join("gnome-terminal"), "").unwrap();
        assert_eq!(find(folder.path().as_os_str()), None);
        install(folder.path(), "foot");
        let found = find(folder.path().as_os_str()).unwrap();
        assert_eq!(found, ["foot"].map(OsString::from), "foot takes no option");
    }
}
