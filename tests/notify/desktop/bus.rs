//! A session bus of the test's own.

use std::fs;
use std::os::unix::net::UnixStream;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::support::wait_until;

/// A running bus; it ends with the test.
pub struct Bus {
    /// Where it listens.
    pub address: String,
    daemon: Child,
    _folder: TempDir,
}

impl Bus {
    /// Starts one; says so and gives none where `dbus-daemon` is not installed.
    pub async fn start() -> Option<Self> {
        let folder = TempDir::new().unwrap();
        let socket = folder.path().join("bus");
        let address = format!("unix:path={}", socket.display());
        let config = folder.path().join("bus.conf");
        fs::write(&config, configuration(&address)).unwrap();
        let daemon = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", config.display()))
            .args(["--nofork", "--nopidfile"])
            .stdin(Stdio::null())
            .spawn();
        let Ok(daemon) = daemon else {
            println!("skipped: dbus-daemon is not installed");
            return None;
        };
        // The file is there before anybody listens.
        wait_until("the bus listens", || UnixStream::connect(&socket).is_ok()).await;
        Some(Self {
            address,
            daemon,
            _folder: folder,
        })
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

fn configuration(address: &str) -> String {
    format!(
        r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>{address}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#
    )
}
