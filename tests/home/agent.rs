//! `watchkeeper agent` in a desktop session, with a real desk whose reminder clock raises.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::bus::Bus;
use crate::dunst::Dunst;
use crate::session::{Agent, Session, terminal, told, words};
use crate::support::{Home, PROGRAM, wait_until};

#[tokio::test(flavor = "multi_thread")]
async fn the_button_of_a_bubble_answers_the_reminder_in_the_record() {
    let Some(session) = Session::begin().await else {
        return;
    };
    let home = Home::on_watch();
    let _agent = Agent::start(&home, &session.bus);
    home.has_followers(1);
    home.has_incident();
    home.waits("31m");
    let call = session.shows("时限已到");
    assert!(call.actions.contains(&"acknowledge".to_owned()), "{call:?}");
    assert!(call.title.contains("模拟"), "{call:?}");
    wait_until("what came of it is kept", || told(&home, "due") == [1]);
    let answered = || !home.entries("matter-acknowledged").is_empty();
    session.press(&call, "acknowledge", answered).await;
    let answer = &home.entries("matter-acknowledged")[0];
    assert!(answer.to_string().contains("王敏"), "{answer}");
    wait_until("the bubble of what is answered goes", || {
        session.server.closed().contains(&call.number)
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn two_agents_of_a_session_never_tell_twice_and_the_other_takes_over() {
    let Some(session) = Session::begin().await else {
        return;
    };
    let home = Home::on_watch();
    let mut agents = vec![
        Agent::start(&home, &session.bus),
        Agent::start(&home, &session.bus),
    ];
    home.has_followers(2);
    home.has_incident();
    home.waits("31m");
    session.shows("时限已到");
    // Both have heard everything once the desk keeps what one of them did.
    wait_until("what came of it is kept", || told(&home, "due") == [1]);
    home.waits("5m");
    session.shows("超时");
    wait_until("it is kept", || told(&home, "overdue-5") == [1]);
    let mut shown: Vec<_> = session.server.calls().into_iter().collect();
    let all = shown.len();
    shown.sort_by(|one, other| (&one.title, &one.body).cmp(&(&other.title, &other.body)));
    shown.dedup_by(|one, other| (&one.title, &one.body) == (&other.title, &other.body));
    assert_eq!(shown.len(), all, "each once");
    agents.remove(0);
    home.has_followers(1);
    home.waits("5m");
    wait_until("whoever is left tells", || told(&home, "overdue-10") == [1]);
    assert_eq!(session.shown("已超时 11 分钟").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_killed_while_its_bubble_is_up_is_followed_by_one_that_repeats_nothing() {
    let Some(session) = Session::begin().await else {
        return;
    };
    let home = Home::on_watch();
    let first = Agent::start(&home, &session.bus);
    home.has_followers(1);
    home.has_incident();
    home.waits("31m");
    session.shows("时限已到");
    wait_until("what came of it is kept", || told(&home, "due") == [1]);
    let before = session.server.calls().len();
    // As by `kill -9`: nobody gives the seat up, nobody takes the bubble away.
    drop(first);
    home.has_followers(0);
    let _second = Agent::start(&home, &session.bus);
    home.has_followers(1);
    home.waits("5m");
    let call = session.shows("超时");
    let calls = session.server.calls();
    let repeated = calls[before..]
        .iter()
        .find(|call| call.title.contains("时限已到") || call.title.contains("重复"));
    assert!(repeated.is_none(), "{calls:?}");
    wait_until("the new one is kept", || told(&home, "overdue-5") == [1]);
    assert_eq!(told(&home, "due"), [1]);
    let answered = || !home.entries("matter-acknowledged").is_empty();
    session.press(&call, "acknowledge", answered).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_agent_starts_a_desk_that_died_and_tells_on() {
    let Some(session) = Session::begin().await else {
        return;
    };
    let home = Home::on_watch();
    let agent = Agent::start(&home, &session.bus);
    home.has_followers(1);
    let lock = fs::read_to_string(home.data().join("lock")).unwrap();
    let desk = lock.trim().parse().unwrap();
    let desk = rustix::process::Pid::from_raw(desk).unwrap();
    rustix::process::kill_process(desk, rustix::process::Signal::KILL).unwrap();
    wait_until("it is back", || agent.said("已重新连上值守台") == 1);
    home.has_incident();
    home.waits("31m");
    session.shows("时限已到");
}

fn set_terminal(home: &Home, program: &Path) {
    let folder = home.path().join(".config/watchkeeper");
    fs::create_dir_all(&folder).unwrap();
    let text = format!("terminal = [\"{}\", \"-e\"]\n", program.display());
    fs::write(folder.join("config.toml"), text).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_button_open_starts_the_set_terminal_with_the_console_on_the_subject() {
    let Some(session) = Session::begin().await else {
        return;
    };
    let home = Home::on_watch();
    let (program, given) = terminal(&home, "own-terminal");
    set_terminal(&home, &program);
    let _agent = Agent::start(&home, &session.bus);
    home.has_followers(1);
    home.has_incident();
    home.waits("31m");
    let call = session.shows("时限已到");
    session.press(&call, "open", || given.exists()).await;
    let data = home.data().display().to_string();
    let expected = ["-e", PROGRAM, "open", "BN-2026-001", "--data", &data];
    assert_eq!(words(&given), expected);
    assert!(
        home.entries("matter-acknowledged").is_empty(),
        "looking is no answer"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_click_on_a_bubble_opens_the_terminal_that_is_on_the_path() {
    let Some(session) = Session::begin().await else {
        return;
    };
    let home = Home::on_watch();
    let (program, given) = terminal(&home, "x-terminal-emulator");
    let mut command = home.command(&["agent", "--as", "李强"]);
    let folder = program.parent().unwrap().display();
    command.env("PATH", format!("{folder}:/usr/bin:/bin"));
    let _agent = Agent::of(command, &home, &session.bus);
    home.has_followers(1);
    home.has_incident();
    home.waits("31m");
    let call = session.shows("时限已到");
    session.press(&call, "default", || given.exists()).await;
    let data = home.data().display().to_string();
    let console = ["open", "BN-2026-001", "--data", &data, "--as", "李强"];
    assert_eq!(words(&given), [&["-e", PROGRAM], &console[..]].concat());
}

#[tokio::test(flavor = "multi_thread")]
async fn where_there_is_no_terminal_to_open_the_agent_says_what_to_set() {
    let Some(session) = Session::begin().await else {
        return;
    };
    let home = Home::on_watch();
    let mut command = home.command(&["agent"]);
    command.env("PATH", home.path().join("nothing-here"));
    let agent = Agent::of(command, &home, &session.bus);
    home.has_followers(1);
    home.has_incident();
    home.waits("31m");
    let call = session.shows("时限已到");
    let says = || agent.said("找不到可用来打开值守台的终端程序") == 1;
    session.press(&call, "open", says).await;
    assert_eq!(agent.said("config.toml"), 1);
}

#[test]
fn with_dunst_the_officer_answers_from_the_bubble_and_it_goes_when_the_duty_is_met() {
    let Some(bus) = Bus::start() else {
        return;
    };
    let Some(dunst) = Dunst::start(&bus, "签收.*时限已到") else {
        return;
    };
    wait_until("dunst is there", || dunst.shown() == "0");
    let home = Home::on_watch();
    let _agent = Agent::start(&home, &bus);
    home.has_followers(1);
    home.has_incident();
    home.waits("31m");
    wait_until("dunst shows that it is due", || told(&home, "due") == [1]);
    let gone = |words: &str| dunst.ctl(&["history"]).contains(words);
    assert!(!gone("时限已到"), "it stays until somebody answers");
    // Pressed again where a press was lost.
    wait_until("the officer's answer is in the record", || {
        dunst.ctl(&["context"]);
        let answers = home.entries("matter-acknowledged");
        answers
            .iter()
            .any(|answer| answer.to_string().contains("王敏"))
    });
    wait_until("the bubble goes", || gone("时限已到"));
    home.waits("5m");
    wait_until("the next rung is told", || told(&home, "overdue-5") == [1]);
    assert!(!gone("已超时"), "an answer holds for one rung");
    home.reports_by_phone();
    wait_until("the bubble of a met duty goes", || gone("已超时"));
}

#[test]
fn an_agent_without_a_session_bus_says_so_and_ends() {
    let folder = tempfile::tempdir().unwrap();
    for (lang, words) in [("zh-CN", "会话总线"), ("en", "session bus")] {
        let output = Command::new(PROGRAM)
            .args(["agent", "--lang", lang])
            .env_clear()
            .env("HOME", folder.path())
            .env("XDG_RUNTIME_DIR", folder.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(words), "{said}");
    }
}
