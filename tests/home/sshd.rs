//! A real sshd on a loopback port, with keys made for the test, and the ssh that reaches it.

use std::fs::{self, File, Permissions};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::{Home, PROGRAM, Running, Said, wait_until};

/// Where systems put it; it is rarely on the path.
const PLACES: [&str; 3] = ["/usr/sbin/sshd", "/usr/local/sbin/sshd", "/sbin/sshd"];

/// What it says goes there.
const LOG: &str = "sshd.log";

/// Ports that are tried.
const PORTS_MAX: u32 = 10;

/// A server that ends with the test.
pub struct Sshd {
    program: &'static Path,
    server: Running,
    folder: PathBuf,
    pub port: u16,
    pub user: String,
}

impl Sshd {
    /// One for the desk of that home; `None`, said in a line, where the machine has no sshd.
    pub fn start(home: &Home) -> Option<Self> {
        let Some(program) = PLACES.iter().map(Path::new).find(|place| place.exists()) else {
            println!("skipped: no sshd on this machine");
            return None;
        };
        let folder = home.path().join("ssh");
        fs::create_dir(&folder).unwrap();
        fs::set_permissions(&folder, Permissions::from_mode(0o700)).unwrap();
        for name in ["host", "plain", "forced"] {
            make_key(&folder.join(name));
        }
        if rustix::process::geteuid().is_root() {
            // Its own folder without rights, which a package makes at its start.
            fs::create_dir_all("/run/sshd").unwrap();
        }
        let user = watchkeeper::desk::own_login();
        // A port that is free now may be somebody's before the server has it: then another.
        let (server, port) = (0..PORTS_MAX)
            .find_map(|_| {
                let port = free_port();
                fs::write(folder.join("sshd_config"), server_config(&folder, port)).unwrap();
                Some((serve(program, &folder)?, port))
            })
            .unwrap();
        let sshd = Self {
            program,
            server,
            folder,
            port,
            user,
        };
        sshd.write_keys(home);
        fs::write(sshd.folder.join("ssh_config"), sshd.client_config()).unwrap();
        fs::create_dir_all(home.path().join(".config/watchkeeper")).unwrap();
        sshd.set(home, PROGRAM);
        Some(sshd)
    }

    /// The machine cannot be reached any more; who is in stays in.
    pub fn falls_silent(&mut self) {
        self.server.0.kill().unwrap();
        self.server.0.wait().unwrap();
    }

    /// It can be reached again.
    pub fn comes_back(&mut self) {
        // Connections that end may hold the port a moment longer.
        wait_until("sshd has its port again", || {
            let server = serve(self.program, &self.folder);
            server.map(|server| self.server = server).is_some()
        });
    }

    /// What the user at home sets.
    pub fn set(&self, home: &Home, remote_program: &str) {
        let config = self.folder.join("ssh_config");
        let text = format!(
            "ssh = [\"ssh\", \"-F\", \"{}\"]\nremote_program = \"{remote_program}\"\n",
            config.display()
        );
        fs::write(home.path().join(".config/watchkeeper/config.toml"), text).unwrap();
    }

    /// One key runs what it is asked for; the other is a leader's, whatever it is asked for.
    fn write_keys(&self, home: &Home) {
        let public = |name: &str| fs::read_to_string(self.folder.join(name)).unwrap();
        let forced = format!(
            "{PROGRAM} bridge --data {} --as 李强",
            home.data().display()
        );
        let keys = format!(
            "{}restrict,command=\"{forced}\" {}",
            public("plain.pub"),
            public("forced.pub")
        );
        let path = self.folder.join("authorized_keys");
        fs::write(&path, keys).unwrap();
        fs::set_permissions(&path, Permissions::from_mode(0o600)).unwrap();
    }

    fn client_config(&self) -> String {
        let folder = self.folder.display();
        let host = |name: &str, key: &str| {
            format!(
                "Host {name}\n  HostName 127.0.0.1\n  Port {}\n  User {}\n  IdentityFile {folder}/{key}\n",
                self.port, self.user
            )
        };
        format!(
            "{}{}Host *\n  IdentitiesOnly yes\n  IdentityAgent none\n  StrictHostKeyChecking no\n  \
             UserKnownHostsFile {folder}/known_hosts\n  LogLevel ERROR\n  SendEnv LANG LC_*\n",
            host("duty-room", "plain"),
            host("leader", "forced")
        )
    }

    /// What sshd said, for a test that failed.
    pub fn log(&self) -> String {
        said(&self.folder)
    }
}

fn said(folder: &Path) -> String {
    fs::read_to_string(folder.join(LOG)).unwrap_or_default()
}

/// Starts the server of a folder, and waits until it listens; `None` where it cannot.
fn serve(program: &Path, folder: &Path) -> Option<Running> {
    let log = File::options()
        .create(true)
        .append(true)
        .open(folder.join(LOG))
        .unwrap();
    let listens = || said(folder).matches("Server listening on").count();
    let before = listens();
    let server = Command::new(program)
        .args(["-D", "-e", "-f"])
        .arg(folder.join("sshd_config"))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log)
        .spawn();
    let mut server = Running(server.unwrap());
    let mut ended = false;
    wait_until("sshd listens or ends", || {
        ended = server.0.try_wait().unwrap().is_some();
        ended || listens() > before
    });
    (!ended).then_some(server)
}

fn make_key(path: &Path) {
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-C", "test", "-f"])
        .arg(path)
        .output()
        .unwrap();
    assert!(made.status.success(), "{:?}", Said::from(made));
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    listener.local_addr().unwrap().port()
}

fn server_config(folder: &Path, port: u16) -> String {
    let folder = folder.display();
    format!(
        "Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nPidFile none\n\
         AuthorizedKeysFile {folder}/authorized_keys\nStrictModes no\nUsePAM no\n\
         PasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin prohibit-password\n\
         AcceptEnv LANG LC_*\n"
    )
}
