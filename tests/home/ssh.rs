//! The console and the command line over a real ssh.

use std::process::Command;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use watchkeeper::domain::{Command as Wish, CommandId};
use watchkeeper::link::wire::{FromDesk, Hello, ToDesk, Wants};
use watchkeeper::link::{Prompts, Remote, RemoteWish, Road};

use crate::screen::{CTRL_Q, Screen};
use crate::sshd::Sshd;
use crate::support::{Home, PROGRAM, Said, child_of, client, opens, state, wait_until};

/// The program at home: the desk's folder means nothing to it.
fn at_home(home: &Home, args: &[&str]) -> Command {
    let mut command = home.command(args);
    command.env_remove("WATCHKEEPER_DATA");
    command
}

fn says(home: &Home, args: &[&str]) -> Said {
    Said::from(at_home(home, args).output().unwrap())
}

fn there(home: &Home) -> String {
    home.data().to_str().unwrap().to_owned()
}

#[test]
fn the_command_line_works_on_a_desk_far_away() {
    let home = Home::new();
    let Some(sshd) = Sshd::start(&home) else {
        return;
    };
    // Nobody runs a desk there: the bridge starts one.
    home.stop();
    let data = there(&home);
    let far = |args: &[&str]| {
        says(
            &home,
            &[args, &["--host", "duty-room", "--data", &data]].concat(),
        )
    };
    let added = far(&["call", "add", "--about", "河里有油"]);
    assert_eq!(added.code, 0, "{added:?} {}", sshd.log());
    assert_eq!(home.entries("call-taken").len(), 1);
    let stopped = far(&["stop"]);
    assert_eq!(stopped.code, 0, "{stopped:?}");
    let here_only = far(&["backup", "/tmp/never", "--json"]);
    assert_eq!(here_only.reason(), "cli-not-here");
}

#[test]
fn a_key_with_a_forced_command_is_its_owner_and_nothing_else() {
    let home = Home::new();
    let Some(sshd) = Sshd::start(&home) else {
        return;
    };
    let far = |args: &[&str]| says(&home, &[args, &["--host", "leader", "--json"]].concat());
    let added = far(&["call", "add", "--about", "河里有油", "--as", "王敏"]);
    assert_eq!(added.code, 0, "{added:?} {}", sshd.log());
    let taken = home.entries("call-taken");
    assert!(taken[0].to_string().contains("李强"), "{taken:?}");
    assert_eq!(
        far(&["officer", "add", "赵六"]).reason(),
        "desk-role-keeper"
    );
    let mark = home.path().join("mark");
    let config = home.path().join("ssh/ssh_config");
    let asked = Command::new("ssh")
        .arg("-F")
        .arg(config)
        .args(["-o", "BatchMode=yes", "leader", "touch"])
        .arg(&mark)
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert!(!mark.exists(), "{:?}", Said::from(asked));
}

#[test]
fn whoever_comes_by_a_key_of_their_own_is_asked_for_no_pin() {
    let home = Home::new();
    let Some(sshd) = Sshd::start(&home) else {
        return;
    };
    for officer in ["王敏", "李强"] {
        let set = ["officer", "pin", "set", officer, "--pin-stdin"];
        assert_eq!(home.says_given(&set, "2468\n").code, 0);
    }
    home.does(&["incident", "add", "--title", "Smoke", "--place", "Mudong"]);
    let mut console = opens(&home, &["--host", "leader"]);
    console.shows("connected as 李强");
    console.shows("Smoke");
    // Ctrl-X judges that it is none; the leader's name is there already.
    console.types("\u{18}");
    console.shows("Approving leader");
    console.types("A bonfire\u{13}");
    console.shows("Please confirm");
    console.types("\r");
    console.shows("on record");
    assert_eq!(home.entries("incident-dismissed")[0]["officer"], "李强");
    // Somebody else's PIN is still theirs to give: F9 takes the watch.
    console.types("\u{1b}[20~1");
    console.shows("PIN  ");
    drop(sshd);
}

#[test]
fn what_ssh_says_is_the_reason() {
    let home = Home::new();
    let Some(sshd) = Sshd::start(&home) else {
        return;
    };
    let reason = |host: &str| {
        let said = says(&home, &["status", "--json", "--host", host]);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{said:?}");
        let told: serde_json::Value = serde_json::from_str(&said.err).unwrap();
        (said.reason(), told["sentence"].as_str().unwrap().to_owned())
    };
    let (key, sentence) = reason("127.0.0.1:1");
    assert_eq!(key, "link-ssh-says");
    assert!(sentence.contains("Connection refused"), "{sentence}");
    sshd.set(&home, "/nowhere/watchkeeper");
    let (key, sentence) = reason("duty-room");
    assert_eq!(key, "link-no-program");
    assert!(sentence.contains("/nowhere/watchkeeper"), "{sentence}");
    sshd.set(&home, "/bin/echo");
    assert_eq!(reason("duty-room").0, "link-noise");
}

#[test]
fn a_hostile_host_runs_nothing() {
    let home = Home::new();
    let mark = home.path().join("mark");
    let proxy = format!("-oProxyCommand=touch {}", mark.display());
    for host in [
        proxy.as_str(),
        "duty;reboot",
        "x@-oProxyCommand=y",
        "$(reboot)",
    ] {
        let said = says(&home, &["status", "--json", &format!("--host={host}")]);
        assert_eq!(
            (said.code, said.reason().as_str()),
            (2, "link-host"),
            "{host}"
        );
    }
    assert!(!mark.exists());
}

/// The road of a console at home.
fn road(home: &Home) -> Road {
    let config = home.path().join("ssh/ssh_config");
    let remote = Remote::new(&RemoteWish {
        host: "duty-room".into(),
        ssh: vec!["ssh".into(), "-F".into(), config.to_str().unwrap().into()],
        program: Some(PROGRAM.into()),
        data: Some(home.data()),
    });
    Road::Ssh(remote.unwrap())
}

#[test]
fn a_line_cut_in_the_middle_of_a_command_does_it_once_and_answers_as_the_first_time() {
    let home = Home::new();
    let Some(_sshd) = Sshd::start(&home) else {
        return;
    };
    let mut here = client(&home.data());
    let before = state(&mut here).seq;
    let road = road(&home);
    let hello = || Hello::new(Wants::Everything);
    let (id, note) = (
        CommandId("from-home-1".into()),
        Wish::MakeNote {
            subject: None,
            text: "断线之前".into(),
        },
    );
    let (far, _) = road.connect(hello(), Prompts::Never).unwrap();
    let (sender, receiver) = far.split();
    sender
        .send(&ToDesk::Do {
            id: id.clone(),
            command: Box::new(note.clone()),
        })
        .unwrap();
    // It is recorded there; the answer is on its way, and is never read.
    wait_until("it is recorded", || state(&mut here).seq == before + 1);
    sender.close();
    drop((sender, receiver));
    let (mut far, _) = road
        .connect(Hello::new(Wants::Answers), Prompts::Never)
        .unwrap();
    let receipt = far.perform_as(&id, &note).unwrap();
    assert_eq!(
        (receipt.first_seq, receipt.last_seq),
        (before + 1, before + 1)
    );
    assert_eq!(state(&mut here).seq, before + 1, "done once");
}

#[test]
fn a_line_that_dies_is_told_with_what_ssh_said() {
    let home = Home::new();
    let Some(_sshd) = Sshd::start(&home) else {
        return;
    };
    let (far, welcome) = road(&home)
        .connect(Hello::new(Wants::Everything), Prompts::Never)
        .unwrap();
    assert_eq!(welcome.beat_seconds, 4, "a far console is told more often");
    let (_sender, mut receiver) = far.split();
    assert!(matches!(
        receiver.next().unwrap(),
        Some(FromDesk::Snapshot(_))
    ));
    home.stop();
    let farewell = receiver.next().unwrap();
    assert!(
        matches!(farewell, Some(FromDesk::Farewell(_))),
        "{farewell:?}"
    );
}

/// The ssh a console runs at the moment.
fn ssh(console: &Screen) -> Option<Pid> {
    child_of(console.pid())
}

#[test]
fn a_console_at_home_sees_a_dead_line_within_seconds_and_comes_back_by_itself() {
    let home = Home::new();
    let Some(sshd) = Sshd::start(&home) else {
        return;
    };
    let mut console = opens(&home, &["--host", "duty-room", "--data", &there(&home)]);
    let is_lost = |console: &Screen| console.picture().contains("NO LINK");
    let is_back = |console: &Screen| !is_lost(console);
    console.shows("巴南");
    // ssh is killed: seen at once, and mended.
    kill_process(ssh(&console).unwrap(), Signal::KILL).unwrap();
    console.until("no link", is_lost);
    console.until("the link again", is_back);
    // ssh hangs, as on a line nothing comes through: nobody is told of an end.
    let hung = ssh(&console).unwrap();
    kill_process(hung, Signal::STOP).unwrap();
    let seen = console.until("no link again", is_lost);
    let _gone = kill_process(hung, Signal::KILL);
    assert!(seen < Duration::from_secs(14), "seen after {seen:?}");
    console.until("the link once more", is_back);
    // It lives: what is recorded in the duty room is seen here.
    home.does(&["call", "add", "--about", "oil in the river"]);
    console.shows("oil in the river");
    console.types(CTRL_Q);
    drop(sshd);
}
