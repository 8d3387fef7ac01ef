//! The door: the socket beside the data, who may come in, and how many.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::select_all;
use tokio::net::{UnixListener, UnixStream};
use tokio::task::{JoinError, JoinSet};
use tokio::time::{sleep, timeout};

use super::office::Office;
use super::refusals::Tried;
use super::{log, login, session};
use crate::config::DoorConfig;
use crate::error::Error;
use crate::link::socket::{Way, socket_path};

/// Connections at the same time.
const SESSIONS_MAX: usize = 64;

/// How long the sessions may take to say farewell.
const FAREWELL_MAX: Duration = Duration::from_secs(4);

/// How long the door rests after the system refused it a connection (no descriptors left).
const REST: Duration = Duration::from_millis(200);

/// The socket, open for knocking. Whoever makes one holds the record's lock: what lies at its place
/// is of a desk that died.
pub(super) struct Door {
    /// The one beside the data, then the one for other logins, if there is one.
    sockets: Vec<Socket>,
}

struct Socket {
    path: PathBuf,
    listener: std::os::unix::net::UnixListener,
}

impl Door {
    /// Opens the door of the desk whose data is in that folder.
    pub(super) fn open(data_dir: &Path, others: Option<&DoorConfig>) -> Result<Self, Error> {
        let own = Socket::open(socket_path(data_dir), |socket| {
            fs::set_permissions(socket, Permissions::from_mode(0o600))
        })?;
        let mut sockets = vec![own];
        if let Some(others) = others {
            sockets.push(open_for_others(others)?);
        }
        Ok(Self { sockets })
    }

    /// Lets peers in until the desk ends, then waits until they are told.
    pub(super) async fn keep(self, office: Arc<Office>) -> Result<(), Error> {
        let (paths, listeners): (Vec<_>, Vec<_>) = self
            .sockets
            .into_iter()
            .map(|socket| (socket.path, socket.listener))
            .unzip();
        let listen = |listener| UnixListener::from_std(listener);
        let listeners = listeners
            .into_iter()
            .map(listen)
            .collect::<Result<Vec<_>, _>>();
        let listeners = listeners.map_err(|cause| Error::new("desk-runtime").because(cause))?;
        let mut sessions = JoinSet::new();
        loop {
            tokio::select! {
                () = office.end.cancelled() => break,
                Some(ended) = sessions.join_next() => note_panic(ended),
                accepted = knock(&listeners) => match accepted {
                    Ok(stream) if sessions.len() < SESSIONS_MAX => {
                        sessions.spawn(admit(stream, Arc::clone(&office)));
                    }
                    Ok(stream) => {
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
        drop(listeners);
        for path in paths {
            let _left = fs::remove_file(path);
        }
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

impl Socket {
    /// Opens one; `close` sets who may knock before anybody is listened to.
    fn open(path: PathBuf, close: impl Fn(&Path) -> io::Result<()>) -> Result<Self, Error> {
        let fails = |cause: io::Error| {
            Error::new("desk-socket")
                .with("path", path.display())
                .because(cause)
        };
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(fails(error)),
            _ => {}
        }
        let way = Way::to(&path).map_err(fails)?;
        let bind = || -> io::Result<_> {
            let listener = std::os::unix::net::UnixListener::bind(way.path())?;
            close(&path)?;
            listener.set_nonblocking(true)?;
            Ok(listener)
        };
        let listener = bind().map_err(fails)?;
        Ok(Self { path, listener })
    }
}

/// A socket for the logins of a group. Its folder is the desk's own, and made where it is missing;
/// what lies at the socket's place is a dead desk's, as the data's lock says.
fn open_for_others(others: &DoorConfig) -> Result<Socket, Error> {
    let group = uzers::get_group_by_name(&others.group)
        .ok_or_else(|| Error::new("desk-group").with("group", &others.group))?;
    let give = |path: &Path, mode: u32| -> io::Result<()> {
        chown(path, None, Some(group.gid()))?;
        fs::set_permissions(path, Permissions::from_mode(mode))
    };
    let fails = |cause: io::Error| {
        Error::new("desk-socket")
            .with("path", others.socket.display())
            .because(cause)
    };
    let folder = others
        .socket
        .parent()
        .filter(|_| others.socket.is_absolute())
        .ok_or_else(|| fails(io::Error::from(io::ErrorKind::InvalidInput)))?;
    fs::create_dir_all(folder).map_err(fails)?;
    let owner = fs::symlink_metadata(folder).map_err(fails)?;
    if owner.uid() != login::own_uid() || !owner.is_dir() {
        return Err(Error::new("desk-foreign")
            .with("path", folder.display())
            .with("owner", login::name_of(owner.uid())));
    }
    give(folder, 0o750).map_err(fails)?;
    Socket::open(others.socket.clone(), |socket| give(socket, 0o660))
}

/// The next peer at any of the sockets.
async fn knock(listeners: &[UnixListener]) -> io::Result<UnixStream> {
    let each = listeners.iter().map(|listener| Box::pin(listener.accept()));
    let (accepted, _, _) = select_all(each).await;
    accepted.map(|(stream, _)| stream)
}

fn note_panic(ended: Result<(), JoinError>) {
    if let Err(error) = ended
        && error.is_panic()
    {
        log::line("a session ended in a panic; the desk goes on");
    }
}

async fn admit(stream: UnixStream, office: Arc<Office>) {
    let Ok(peer) = stream.peer_cred() else {
        return;
    };
    let (uid, asked) = (peer.uid(), Arc::clone(&office));
    let admitted = tokio::task::spawn_blocking(move || asked.gate.admit(uid)).await;
    match admitted.unwrap_or_else(|_| Err(format!("uid-{uid}"))) {
        Ok(peer) => session::serve(stream, peer, office).await,
        Err(login) => {
            office.refused(&login, Tried::Door).await;
            let why = Error::refused("desk-stranger").with("login", login);
            session::refuse(stream, why.into());
        }
    }
}
