//! The bridge over a pair of pipes, without ssh.

use std::fs::File;
use std::io::Read;
use std::os::fd::AsFd;
use std::process::{Child, Stdio};
use std::sync::mpsc::channel;
use std::thread;

use watchkeeper::link::frame;
use watchkeeper::link::wire::{Access, FromDesk, Hello, Query, Reply, ToDesk, Wants, Welcome};

use crate::support::{Home, PATIENCE, first_word, wait_until};

fn bridge(home: &Home, args: &[&str], shell_asked: Option<&str>) -> Child {
    let mut command = home.command(&[&["bridge"], args].concat());
    if let Some(asked) = shell_asked {
        command.env("SSH_ORIGINAL_COMMAND", asked);
    }
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn say(bridge: &mut Child, message: &ToDesk) {
    let stdin = bridge.stdin.as_mut().unwrap();
    frame::write(stdin, message, usize::MAX).unwrap();
}

fn hear(bridge: &mut Child) -> Option<FromDesk> {
    let stdout = bridge.stdout.as_ref().unwrap().as_fd();
    let stdout = File::from(stdout.try_clone_to_owned().unwrap());
    let (heard, word) = channel();
    // A bridge that says nothing holds up this thread, and not the test.
    thread::spawn(move || {
        let _nobody_waits = heard.send(first_word(stdout));
    });
    word.recv_timeout(PATIENCE).unwrap()
}

fn welcomed(home: &Home, args: &[&str], hello: Hello) -> (Child, Welcome) {
    let mut bridge = bridge(home, args, None);
    say(&mut bridge, &ToDesk::Hello(hello));
    match hear(&mut bridge) {
        Some(FromDesk::Welcome(welcome)) => (bridge, *welcome),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_bridge_starts_the_desk_speaks_for_the_far_side_and_ends_with_it() {
    let home = Home::new();
    home.stop();
    let (mut bridge, welcome) = welcomed(&home, &[], Hello::new(Wants::Answers));
    assert_eq!(welcome.role, Access::Keeper);
    let (id, query) = (1, Query::Health);
    say(&mut bridge, &ToDesk::Ask { id, query });
    let Some(FromDesk::Reply { id: 1, reply }) = hear(&mut bridge) else {
        panic!("it is answered")
    };
    assert!(matches!(reply, Ok(Reply::Health(_))));
    // The far side goes.
    drop(bridge.stdin.take());
    wait_until("the bridge ends", || bridge.try_wait().unwrap().is_some());
    let mut rest = String::new();
    bridge.stderr.unwrap().read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "");
}

#[test]
fn a_bridge_ends_when_the_desk_does() {
    let home = Home::new();
    let (mut bridge, _) = welcomed(&home, &[], Hello::new(Wants::Answers));
    home.stop();
    assert!(matches!(hear(&mut bridge), Some(FromDesk::Farewell(_))));
    wait_until("the bridge ends", || bridge.try_wait().unwrap().is_some());
}

#[test]
fn whatever_the_far_side_asked_ssh_for_it_is_a_bridge() {
    let home = Home::new();
    let mark = home.path().join("mark");
    let asked = format!("touch {}; stop", mark.display());
    let mut bridge = bridge(&home, &["--as", "王敏"], Some(&asked));
    say(&mut bridge, &ToDesk::Hello(Hello::new(Wants::Answers)));
    assert!(matches!(hear(&mut bridge), Some(FromDesk::Welcome(_))));
    assert!(!mark.exists());
}

#[test]
fn a_key_acts_as_its_owner_and_may_what_the_owner_may() {
    let home = Home::new();
    let pretends = || Hello {
        vouched: true,
        ..Hello::new(Wants::Answers).acting_as(Some("李强".into()))
    };
    let role = |args: &[&str]| {
        let (_bridge, welcome) = welcomed(&home, args, pretends());
        (welcome.officer, welcome.role)
    };
    let (wang, li) = (Some("王敏".to_owned()), Some("李强".to_owned()));
    assert_eq!(role(&["--as", "王敏"]), (wang.clone(), Access::Officer));
    assert_eq!(role(&["--as", "李强"]), (li.clone(), Access::Leader));
    assert_eq!(
        role(&["--as", "王敏", "--role", "watch"]),
        (wang, Access::Watch)
    );
    assert_eq!(role(&["--role", "officer"]), (li, Access::Officer));
}

#[test]
fn where_there_is_no_record_both_sides_are_told() {
    let home = Home::new();
    let nowhere = home.path().join("nowhere");
    let mut bridge = bridge(&home, &["--data", nowhere.to_str().unwrap()], None);
    let Some(FromDesk::Refused(refusal)) = hear(&mut bridge) else {
        panic!("the far side is told")
    };
    let error = watchkeeper::error::Error::from(refusal);
    assert_eq!(error.key(), "error-ledger-absent");
    let mut told = String::new();
    bridge
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut told)
        .unwrap();
    assert!(told.contains("nowhere"), "{told}");
    assert_ne!(bridge.wait().unwrap().code(), Some(0));
}
