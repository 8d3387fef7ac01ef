//! The demonstration tells its story and leaves nothing behind.

use std::process::Stdio;

use crate::support::{Home, Running};

fn left_behind(home: &Home) -> Vec<String> {
    let entries = std::fs::read_dir(home.path()).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}

#[test]
fn it_tells_a_night_with_a_late_report_and_a_call_nobody_judged() {
    let home = Home::empty();
    for lang in ["zh-CN", "en"] {
        let told = home.does(&["demo", "--lang", lang]);
        assert!(
            told.contains("06-10 22:40") && told.contains("C003"),
            "{told}"
        );
    }
    let told = home.tells(&["demo"]);
    assert!(told["story"].as_array().unwrap().len() > 10);
    let late = crate::support::rows(&told["deadlines"], "standing", "met_late");
    let late = late.iter().filter(|row| row["rule"] == "wp2021-phone");
    assert_eq!(
        late.map(|row| row["met_at"].as_str().unwrap())
            .collect::<Vec<_>>(),
        ["2026-06-10T23:14:00+08:00"]
    );
    let open = crate::support::rows(&told["deadlines"], "standing", "overdue");
    let calls = open.iter().filter(|row| row["rule"] == "triage");
    assert_eq!(calls.count(), 1, "the call nobody judged");
    assert_eq!(left_behind(&home), Vec::<String>::new());
}

#[test]
fn the_users_desk_is_not_touched() {
    let home = Home::simulated("2026-06-10 22:00");
    home.does(&["deadlines"]);
    let before = home.entries();
    home.does(&["stop"]);
    home.does(&["demo"]);
    assert_eq!(home.says(&["status"]).code, 1, "it was not even started");
    home.does(&["deadlines"]);
    assert_eq!(home.entries(), before);
}

#[test]
fn somebody_who_ends_it_leaves_nothing_behind_either() {
    let home = Home::empty();
    let mut command = home.command(&["demo", "--speed", "1"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = Running(command.spawn().unwrap());
    let mut lines =
        std::io::BufRead::lines(std::io::BufReader::new(child.0.stdout.take().unwrap()));
    lines.next().unwrap().unwrap();
    let pid = rustix::process::Pid::from_child(&child.0);
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
    assert_eq!(child.0.wait().unwrap().code(), Some(2));
    assert_eq!(left_behind(&home), Vec::<String>::new());
}
