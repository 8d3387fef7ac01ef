//! The service manager that started the desk, if one did: it is told when the desk serves, and again
//! and again that the writer lives. Not a timer says so but the writer itself, by answering: one that
//! hangs is silent, and the manager starts the desk anew.

use std::ffi::OsString;
use std::io;
use std::os::linux::net::SocketAddrExt;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::{SocketAddr, UnixDatagram};
use std::time::Duration;

use tokio::sync::mpsc::Sender;
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};

use super::job::Job;
use super::log;

/// Where the manager listens.
const SOCKET_VARIABLE: &str = "NOTIFY_SOCKET";

/// Microseconds without a sign of life after which it takes the desk for dead.
const WATCHDOG_VARIABLE: &str = "WATCHDOG_USEC";

/// Whom it watches.
const WATCHED_VARIABLE: &str = "WATCHDOG_PID";

/// What it sets, for nobody a desk starts.
pub(super) const VARIABLES: [&str; 3] = [SOCKET_VARIABLE, WATCHDOG_VARIABLE, WATCHED_VARIABLE];

/// Signs of life within the time it waits.
const SIGNS: u32 = 3;

/// The service manager, or nobody.
#[derive(Debug, Default)]
pub(super) struct Supervisor {
    line: Option<(UnixDatagram, SocketAddr)>,
    watches: Option<Duration>,
}

impl Supervisor {
    /// The one the environment names.
    pub(super) fn of_environment(get: impl Fn(&str) -> Option<OsString>) -> Self {
        let line = get(SOCKET_VARIABLE).and_then(|name| line(&name).ok());
        let number = |name: &str| get(name).and_then(|text| text.to_str()?.parse::<u64>().ok());
        let is_ours =
            number(WATCHED_VARIABLE).is_none_or(|pid| pid == u64::from(std::process::id()));
        let watches = number(WATCHDOG_VARIABLE).filter(|micros| *micros > 0 && is_ours);
        Self {
            line,
            watches: watches.map(Duration::from_micros),
        }
    }

    /// The desk serves.
    pub(super) fn ready(&self) {
        self.tell("READY=1");
    }

    /// The desk ends.
    pub(super) fn stopping(&self) {
        self.tell("STOPPING=1");
    }

    fn tell(&self, word: &str) {
        if let Some((line, to)) = &self.line
            && let Err(error) = line.send_to_addr(word.as_bytes(), to)
        {
            log::line(format_args!("service manager not told {word}: {error}"));
        }
    }

    /// Tells that the writer lives, for as long as it does. Ends at once where nobody watches.
    pub(super) async fn attend(&self, jobs: Sender<Job>) {
        let (Some(watches), Some(_)) = (self.watches, &self.line) else {
            return;
        };
        let pause = watches / SIGNS;
        loop {
            if is_alive(&jobs, watches).await {
                self.tell("WATCHDOG=1");
            }
            if jobs.is_closed() {
                return;
            }
            sleep(pause).await;
        }
    }
}

/// Whether the writer answers within that time.
async fn is_alive(jobs: &Sender<Job>, within: Duration) -> bool {
    let (answer, answered) = oneshot::channel();
    let asked = async {
        jobs.send(Job::Pulse(answer)).await.ok()?;
        answered.await.ok()
    };
    matches!(timeout(within, asked).await, Ok(Some(())))
}

fn line(name: &OsString) -> io::Result<(UnixDatagram, SocketAddr)> {
    let to = match name.as_bytes().strip_prefix(b"@") {
        Some(name) => SocketAddr::from_abstract_name(name)?,
        None => SocketAddr::from_pathname(name)?,
    };
    let line = UnixDatagram::unbound()?;
    // A manager that does not read is not waited for.
    line.set_nonblocking(true)?;
    Ok((line, to))
}

#[cfg(test)]
mod tests {
    use tokio::sync::mpsc::channel;

    use super::*;

    /// A manager that listens, and the supervisor that tells it.
    fn managed(folder: &std::path::Path, watchdog: &str) -> (UnixDatagram, Supervisor) {
        let socket = folder.join("notify");
        let manager = UnixDatagram::bind(&socket).unwrap();
        manager
            .set_read_timeout(Some(Duration::from_secs(20)))
            .unwrap();
        let supervisor = Supervisor::of_environment(|name| match name {
            SOCKET_VARIABLE => Some(socket.clone().into()),
            WATCHDOG_VARIABLE => Some(watchdog.into()),
            _ => None,
        });
        (manager, supervisor)
    }

    fn heard(manager: &UnixDatagram) -> String {
        let mut word = [0; 64];
        let length = manager.recv(&mut word).unwrap();
        String::from_utf8_lossy(&word[..length]).into_owned()
    }

    #[test]
    fn the_manager_is_told_when_the_desk_serves_and_when_it_ends() {
        let folder = tempfile::tempdir().unwrap();
        let (manager, supervisor) = managed(folder.path(), "0");
        supervisor.ready();
        supervisor.stopping();
        assert_eq!(heard(&manager), "READY=1");
        assert_eq!(heard(&manager), "STOPPING=1");
    }

    #[tokio::test(start_paused = true)]
    async fn only_a_writer_that_answers_is_a_sign_of_life() {
        let folder = tempfile::tempdir().unwrap();
        let (manager, supervisor) = managed(folder.path(), "3000000");
        let (jobs, mut queue) = channel(4);
        let writer = async {
            for _ in 0..2 {
                let Some(Job::Pulse(answer)) = queue.recv().await else {
                    panic!("a pulse is felt")
                };
                answer.send(()).unwrap();
            }
            // From here on it hangs: it takes the pulse and does not answer.
            let mut kept = Vec::new();
            while let Some(job) = queue.recv().await {
                kept.push(job);
                if kept.len() == 3 {
                    return;
                }
            }
        };
        tokio::select! {
            () = supervisor.attend(jobs) => panic!("it attends as long as the desk serves"),
            () = writer => {}
        }
        assert_eq!(heard(&manager), "WATCHDOG=1");
        assert_eq!(heard(&manager), "WATCHDOG=1");
        manager.set_nonblocking(true).unwrap();
        let more = manager.recv(&mut [0; 64]).unwrap_err();
        assert_eq!(
            more.kind(),
            io::ErrorKind::WouldBlock,
            "a hanging writer is silent"
        );
    }

    #[test]
    fn nobody_is_told_where_nobody_started_the_desk() {
        let supervisor = Supervisor::of_environment(|_| None);
        supervisor.ready();
        assert!(supervisor.watches.is_none());
    }
}
