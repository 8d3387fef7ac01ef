//! Other logins of the machine: who comes in, and what each may do. Needs root, to be somebody else.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use crate::support::{Home, PROGRAM, Said, wait_until};

/// A login every system has, and its group.
const STRANGER: (u32, &str) = (65_534, "nobody");

/// Somebody else on this machine, with the program where it can be run and no desk of one's own.
struct Stranger<'a> {
    home: &'a Home,
    folder: tempfile::TempDir,
}

impl<'a> Stranger<'a> {
    fn new(home: &'a Home) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
        fs::copy(PROGRAM, folder.path().join("watchkeeper")).unwrap();
        Self { home, folder }
    }

    fn says(&self, args: &[&str]) -> Said {
        let socket = self.home.path().join("door/desk.sock");
        let mut command = Command::new(self.folder.path().join("watchkeeper"));
        command
            .args(args)
            .arg("--json")
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .env("HOME", "/nonexistent")
            .env("WATCHKEEPER_SOCKET", socket)
            .current_dir("/")
            .uid(STRANGER.0)
            .gid(group().0);
        Said::from(command.output().unwrap())
    }

    fn refused(&self, args: &[&str]) -> String {
        let said = self.says(args);
        assert_eq!(said.code, 1, "{args:?} {said:?}");
        said.reason()
    }
}

/// The stranger's own group, whatever the system calls it.
fn group() -> (u32, String) {
    let groups = fs::read_to_string("/etc/group").unwrap();
    let found = groups.lines().find_map(|line| {
        let fields: Vec<&str> = line.split(':').collect();
        (fields.get(2) == Some(&"65534")).then(|| fields[0].to_owned())
    });
    (STRANGER.0, found.unwrap())
}

fn set(home: &Home, roles: &str) {
    let door = home.path().join("door/desk.sock");
    let text = format!(
        "[roles]\n{roles}\n[door]\nsocket = \"{}\"\ngroup = \"{}\"\n",
        door.display(),
        group().1
    );
    fs::write(home.data().join("config.toml"), text).unwrap();
    home.stop();
    home.does(&["officer", "list"]);
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn other_logins_may_what_the_file_says_and_each_refused_try_is_an_entry() {
    if !rustix::process::geteuid().is_root() {
        println!("skipped: only root can be somebody else");
        return;
    }
    let home = Home::new();
    // The way to the door is open to everybody; the data is not.
    fs::set_permissions(home.path(), Permissions::from_mode(0o755)).unwrap();
    let stranger = Stranger::new(&home);

    set(&home, "");
    assert_eq!(stranger.refused(&["status"]), "desk-stranger");
    assert_eq!(home.entries("access-refused").len(), 1);
    assert_eq!(mode(&home.data()), 0o700);
    assert_eq!(mode(&home.path().join("door")), 0o750);
    assert_eq!(mode(&home.path().join("door/desk.sock")), 0o660);

    set(&home, "watch = [\"nobody\"]");
    assert_eq!(stranger.says(&["status"]).code, 0);
    let log = ["call", "add", "--about", "油罐泄漏"];
    assert_eq!(stranger.refused(&log), "desk-role-officer");
    wait_until("the try is recorded", || {
        home.entries("access-refused").len() == 2
    });

    set(&home, &format!("officer = [\"@{}\"]", group().1));
    assert_eq!(
        stranger.says(&["call", "add", "--about", "河里有油"]).code,
        0
    );
    assert_eq!(
        stranger.refused(&["officer", "add", "赵六"]),
        "desk-role-keeper"
    );
    assert_eq!(stranger.refused(&["stop"]), "desk-role-keeper");

    set(&home, "keeper = [\"nobody\"]");
    assert_eq!(stranger.says(&["officer", "add", "赵六"]).code, 0);
}

#[test]
fn a_slip_in_the_file_starts_no_desk_that_anybody_could_use() {
    let home = Home::new();
    home.stop();
    fs::write(
        home.data().join("config.toml"),
        "[roles]\nleeder = [\"x\"]\n",
    )
    .unwrap();
    assert_eq!(home.refused(&["officer", "list"]), "config-slip");
}
