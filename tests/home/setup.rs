//! What a keeper is told to put into the system by hand.

use std::process::Command;

use crate::support::{Home, PROGRAM};

#[test]
fn what_is_printed_names_this_program_and_this_data() {
    let home = Home::new();
    let before: Vec<_> = walk(&home);
    let said = home.does(&["setup", "--systemd", "--ssh", "--autostart"]);
    for line in [
        format!("ExecStart={PROGRAM} serve --data {}", home.data().display()),
        "Type=notify".to_owned(),
        "WatchdogSec=60".to_owned(),
        format!("ReadWritePaths={}", home.data().display()),
        format!("Exec={PROGRAM} agent --data {}", home.data().display()),
    ] {
        assert!(said.lines().any(|found| found == line), "{line} in {said}");
    }
    let key = format!(
        "restrict,command=\"{PROGRAM} bridge --data {}",
        home.data().display()
    );
    assert_eq!(
        said.lines().filter(|line| line.starts_with(&key)).count(),
        3
    );
    assert_eq!(before, walk(&home), "nothing is installed");
}

fn walk(home: &Home) -> Vec<std::ffi::OsString> {
    let mut names: Vec<_> = std::fs::read_dir(home.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    names.sort();
    names
}

#[test]
fn systemd_takes_the_units() {
    let home = Home::new();
    let units = home.tells(&["setup", "--systemd"]);
    for (unit, name) in units
        .as_array()
        .unwrap()
        .iter()
        .zip(["desk.service", "agent.service"])
    {
        let path = home.path().join(name);
        std::fs::write(&path, unit["text"].as_str().unwrap()).unwrap();
        let mut verify = Command::new("systemd-analyze");
        verify.arg("verify").arg(&path);
        if name == "agent.service" {
            verify.arg("--user").env("XDG_RUNTIME_DIR", home.path());
        }
        let Ok(said) = verify.output() else {
            println!("skipped: no systemd-analyze here");
            return;
        };
        let told = String::from_utf8_lossy(&said.stderr);
        // Units of the machine itself may be ailing; ours must not be named.
        let ours: Vec<&str> = told.lines().filter(|line| line.contains(name)).collect();
        assert!(ours.is_empty(), "{ours:#?}");
    }
}
