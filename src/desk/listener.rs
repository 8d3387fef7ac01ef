//! The door: the socket beside the data, who may come in, and how many.

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::net::{UnixListener, UnixStream};
use tokio::task::{JoinError, JoinSet};
use tokio::time::{sleep, timeout};

use super::office::Office;
use super::{log, login, session};
use crate::clock::monotonic;
use crate::domain::Event;
use crate::error::Error;
use crate::link::socket::{Way, socket_path};

/// Connections at the same time.
const SESSIONS_MAX: usize = 64;

/// How long the sessions may take to say farewell.
const FAREWELL_MAX: Duration = Duration::from_secs(4);

/// How long the door rests after the system refused it a connection (no descriptors left).
const REST: Duration = Duration::from_millis(200);

/// A stranger is recorded at most once in this time.
const STRANGER_EVERY: Duration = Duration::from_hours(1);

/// Strangers remembered; beyond them none is recorded until some are forgotten.
const STRANGERS_MAX: usize = 16;

/// The socket, open for knocking. Whoever makes one holds the record's lock: what lies at its place
/// is of a desk that died.
pub(super) struct Door {
    socket: PathBuf,
    listener: std::os::unix::net::UnixListener,
}

impl Door {
    /// Opens the door of the desk whose data is in that folder.
    pub(super) fn open(data_dir: &Path) -> Result<Self, Error> {
        let socket = socket_path(data_dir);
        let fails = |cause: io::Error| {
            Error::new("desk-socket")
                .with("path", socket.display())
                .because(cause)
        };
        // The folder keeps strangers out before the socket does.
        fs::set_permissions(data_dir, Permissions::from_mode(0o700)).map_err(fails)?;
        match fs::remove_file(&socket) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(fails(error)),
            _ => {}
        }
        let way = Way::to(&socket).map_err(fails)?;
        let bind = || -> io::Result<_> {
            let listener = std::os::unix::net::UnixListener::bind(way.path())?;
            fs::set_permissions(&socket, Permissions::from_mode(0o600))?;
            listener.set_nonblocking(true)?;
            Ok(listener)
        };
        let listener = bind().map_err(fails)?;
        Ok(Self { socket, listener })
    }

    /// Lets peers in until the desk ends, then waits until they are told.
    pub(super) async fn keep(self, office: Arc<Office>) -> Result<(), Error> {
        let listener = UnixListener::from_std(self.listener).map_err(|cause| {
            Error::new("desk-socket")
                .with("path", self.socket.display())
                .because(cause)
        })?;
        let mut sessions = JoinSet::new();
        let mut strangers = Strangers::default();
        loop {
            tokio::select! {
                () = office.end.cancelled() => break,
                Some(ended) = sessions.join_next() => note_panic(ended),
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) if sessions.len() < SESSIONS_MAX => {
                        let notice = strangers.notice(&stream);
                        sessions.spawn(admit(stream, notice, Arc::clone(&office)));
                    }
                    Ok((stream, _)) => {
                        let full = Error::refused("desk-full").with("limit", SESSIONS_MAX);
                        session::refuse(stream, full.into());
                    }
                    Err(error) => {
                        log::line(format_args!("accept: {error}"));
                        sleep(REST).await;
                    }
                },
            }
        }
        // Nobody knocks any more; a socket left behind is cleared by the next start.
        drop(listener);
        let _left = fs::remove_file(&self.socket);
        let farewell = async {
            while let Some(ended) = sessions.join_next().await {
                note_panic(ended);
            }
        };
        if timeout(FAREWELL_MAX, farewell).await.is_err() {
            sessions.shutdown().await;
        }
        Ok(())
    }
}

fn note_panic(ended: Result<(), JoinError>) {
    if let Err(error) = ended
        && error.is_panic()
    {
        log::line("a session ended in a panic; the desk goes on");
    }
}

async fn admit(stream: UnixStream, notice: bool, office: Arc<Office>) {
    let Ok(peer) = stream.peer_cred() else {
        return;
    };
    let uid = peer.uid();
    let named = tokio::task::spawn_blocking(move || login::name_of(uid)).await;
    let name = named.unwrap_or_else(|_| format!("uid-{uid}"));
    if login::admits(uid) {
        return session::serve(stream, name, office).await;
    }
    let why = Error::refused("desk-stranger").with("login", &name);
    if notice {
        let (login, what) = (name, "door".to_owned());
        office.notice(Event::AccessRefused { login, what }).await;
    }
    session::refuse(stream, why.into());
}

/// Who was turned away lately, so that a stranger who keeps knocking does not fill the record.
#[derive(Default)]
struct Strangers {
    recorded: BTreeMap<u32, Instant>,
}

impl Strangers {
    /// Whether this peer, if it is a stranger, is to be recorded.
    fn notice(&mut self, stream: &UnixStream) -> bool {
        match stream.peer_cred() {
            Ok(peer) if !login::admits(peer.uid()) => self.is_new(peer.uid(), monotonic()),
            _ => false,
        }
    }

    fn is_new(&mut self, uid: u32, now: Instant) -> bool {
        let lately = |then: &Instant| now.saturating_duration_since(*then) < STRANGER_EVERY;
        self.recorded.retain(|_, then| lately(then));
        if self.recorded.contains_key(&uid) || self.recorded.len() >= STRANGERS_MAX {
            return false;
        }
        self.recorded.insert(uid, now);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stranger_who_keeps_knocking_is_recorded_once_an_hour() {
        let mut strangers = Strangers::default();
        let start = monotonic();
        assert!(strangers.is_new(7, start));
        assert!(!strangers.is_new(7, start + Duration::from_secs(3_599)));
        assert!(strangers.is_new(8, start + Duration::from_secs(3_599)));
        assert!(strangers.is_new(7, start + Duration::from_hours(1)));
    }

    #[test]
    fn a_crowd_of_strangers_does_not_fill_the_record() {
        let mut strangers = Strangers::default();
        let start = monotonic();
        let recorded = (0..1_000)
            .filter(|uid| strangers.is_new(*uid, start))
            .count();
        assert_eq!(recorded, STRANGERS_MAX);
    }
}
