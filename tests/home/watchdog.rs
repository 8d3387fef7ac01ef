//! The desk under a service manager that listens.

use std::os::unix::net::UnixDatagram;
use std::process::Child;

use rustix::process::{Pid, Signal, kill_process};

use crate::support::{Home, PATIENCE, wait_until};

struct Served(Child);

impl Served {
    fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.0.id()).ok().and_then(Pid::from_raw);
        kill_process(pid.unwrap(), signal).unwrap();
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _gone = self.0.kill();
        let _gone = self.0.wait();
    }
}

#[test]
fn a_desk_tells_its_manager_that_it_serves_that_it_lives_and_that_it_ends() {
    let home = Home::new();
    home.stop();
    let socket = home.path().join("notify.sock");
    let manager = UnixDatagram::bind(&socket).unwrap();
    manager.set_read_timeout(Some(PATIENCE)).unwrap();
    let heard = || {
        let mut word = [0; 64];
        let length = manager.recv(&mut word).unwrap();
        String::from_utf8_lossy(&word[..length]).into_owned()
    };
    let mut serve = home.command(&["serve"]);
    serve
        .env("NOTIFY_SOCKET", &socket)
        .env("WATCHDOG_USEC", "600000");
    let mut desk = Served(serve.spawn().unwrap());
    assert_eq!(heard(), "READY=1");
    home.does(&["status"]);
    for _ in 0..3 {
        assert_eq!(heard(), "WATCHDOG=1");
    }
    desk.signal(Signal::TERM);
    wait_until("it says that it ends", || match heard().as_str() {
        "STOPPING=1" => true,
        "WATCHDOG=1" => false,
        other => panic!("{other}"),
    });
    wait_until("it ends", || desk.0.try_wait().unwrap().is_some());
}
