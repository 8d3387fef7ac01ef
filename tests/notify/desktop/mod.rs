//! The desktop, with a session bus and a notification server of the test's own, and once with a
//! real server. The program under test speaks from a process of its own, since the address of the
//! bus comes from the environment.

mod dunst;
mod other;

use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;
use watchkeeper::domain::reminder::MatterId;
use watchkeeper::locale::Lang;
use watchkeeper::notify::desktop::{BUBBLES_MAX, Seat};
use watchkeeper::notify::{Marks, Notice, NoticeKind};

use crate::bus::Bus;
use crate::notifications::{Call, Habit, Server};
use crate::support::{PATIENCE, wait_until};
use other::Other;

fn notice(matter: &str, kind: NoticeKind) -> Notice {
    let text = ("已超时 5 分钟：BN-2026-014", "嘉陵江铊超标");
    let matter = MatterId(matter.to_owned());
    Notice::new(Lang::Zh, &matter, kind, Marks::default(), text)
}

fn told(matter: &str) -> Value {
    json!({ "raised": matter, "outcome": "told" })
}

fn not_told(matter: &str, how: &str, reason: &Value) -> Value {
    json!({ "raised": matter, "outcome": { how: { "reason": reason } } })
}

/// A bus with a server of that habit, and another process that raises on it; `None` where there is
/// no bus to be had.
async fn desktop(habit: Habit) -> Option<(Bus, Server, Other)> {
    let bus = Bus::start()?;
    let server = Server::start(&bus.address, habit, &["actions", "body", "body-markup"]).await;
    let other = Other::start(&bus.address);
    Some((bus, server, other))
}

#[tokio::test]
async fn each_kind_has_its_urgency_and_only_what_is_overdue_stays() {
    let Some((_bus, server, mut other)) = desktop(Habit::Plain).await else {
        return;
    };
    let cases = [
        (NoticeKind::Start, 0, -1),
        (NoticeKind::Ahead, 1, -1),
        (NoticeKind::Warning, 1, -1),
        (NoticeKind::Health, 2, -1),
        (NoticeKind::Due, 2, 0),
        (NoticeKind::Overdue, 2, 0),
        (NoticeKind::Vigilance, 2, 0),
    ];
    for (kind, urgency, timeout) in cases {
        other.raise(&notice(kind.name(), kind)).await;
        assert_eq!(other.answer().await, told(kind.name()));
        let call = server.last_call();
        assert_eq!((call.urgency, call.timeout), (urgency, timeout), "{kind:?}");
        assert_eq!(call.app, "值守台");
    }
}

#[tokio::test]
async fn text_is_cleaned_and_escaped_where_the_server_reads_markup() {
    let Some((_bus, server, mut other)) = desktop(Habit::Plain).await else {
        return;
    };
    let mut hostile = notice("m", NoticeKind::Overdue);
    hostile.title = "CO < 24\u{1b}[2J\n & <b>\u{202e}".to_owned();
    hostile.body = "CO < 24 & <东南>\u{7}\r\n<img src='x'>".to_owned();
    other.raise(&hostile).await;
    assert_eq!(other.answer().await, told("m"));
    let call = server.last_call();
    assert_eq!(call.title, "CO < 24[2J & <b>", "a title has no markup");
    assert_eq!(
        call.body,
        "CO &lt; 24 &amp; &lt;东南&gt;\n&lt;img src='x'&gt;"
    );
    let labels = ["acknowledge", "签收", "open", "打开", "default", "打开"];
    assert_eq!(call.actions, labels);
}

#[tokio::test]
async fn a_plain_server_gets_plain_text_and_no_buttons() {
    let Some(bus) = Bus::start() else {
        return;
    };
    let server = Server::start(&bus.address, Habit::Plain, &["body"]).await;
    let mut other = Other::start(&bus.address);
    let mut plain = notice("m", NoticeKind::Overdue);
    plain.body = "CO < 24 & <东南>".to_owned();
    other.raise(&plain).await;
    assert_eq!(other.answer().await, told("m"));
    let call = server.last_call();
    assert_eq!(call.body, "CO < 24 & <东南>");
    assert!(call.actions.is_empty(), "{:?}", call.actions);

    other.say("look").await;
    let expected = json!({ "server": "fake", "version": "1", "markup": false, "actions": false });
    assert_eq!(other.answer().await, expected);
}

#[tokio::test]
async fn a_later_notice_of_a_matter_takes_the_place_of_the_earlier_one() {
    let Some((_bus, server, mut other)) = desktop(Habit::Plain).await else {
        return;
    };
    for (matter, kind) in [
        ("a", NoticeKind::Ahead),
        ("b", NoticeKind::Ahead),
        ("a", NoticeKind::Due),
        ("a", NoticeKind::Overdue),
    ] {
        other.raise(&notice(matter, kind)).await;
        assert_eq!(other.answer().await, told(matter));
    }
    let replaced: Vec<(u32, u32)> = server
        .calls()
        .iter()
        .map(|call: &Call| (call.number, call.replaces))
        .collect();
    assert_eq!(replaced, [(1, 0), (2, 0), (1, 1), (1, 1)]);
}

#[tokio::test]
async fn a_press_comes_back_with_its_matter() {
    let Some((_bus, server, mut other)) = desktop(Habit::Plain).await else {
        return;
    };
    for (matter, key, button) in [
        ("a", "acknowledge", "acknowledge"),
        ("b", "open", "open"),
        ("c", "default", "open"),
    ] {
        other.raise(&notice(matter, NoticeKind::Overdue)).await;
        assert_eq!(other.answer().await, told(matter));
        let number = server.last_call().number;
        let pressed = other.answer_while(|| server.press(number, key)).await;
        assert_eq!(pressed, json!({ "pressed": matter, "button": button }));
    }
}

#[tokio::test]
async fn closing_a_notice_is_no_answer_and_ends_the_listening() {
    let Some((_bus, server, mut other)) = desktop(Habit::Plain).await else {
        return;
    };
    for matter in ["a", "b"] {
        other.raise(&notice(matter, NoticeKind::Overdue)).await;
        assert_eq!(other.answer().await, told(matter));
    }
    // The close of the first is heard before the press of the second, and answers nothing.
    server.dismiss(1).await;
    let pressed = other.answer_while(|| server.press(2, "open")).await;
    assert_eq!(pressed, json!({ "pressed": "b", "button": "open" }));
}

#[tokio::test]
async fn a_settled_matter_is_taken_away_and_no_other() {
    let Some((_bus, server, mut other)) = desktop(Habit::Plain).await else {
        return;
    };
    for matter in ["a", "b"] {
        other.raise(&notice(matter, NoticeKind::Overdue)).await;
        assert_eq!(other.answer().await, told(matter));
    }
    other.say("settle never-raised").await;
    other.say("settle b").await;
    wait_until("it is taken away", || !server.closed().is_empty()).await;
    other.say("settle b").await;
    other.raise(&notice("b", NoticeKind::Overdue)).await;
    assert_eq!(other.answer().await, told("b"));
    assert_eq!(server.closed(), [2]);
    assert_eq!(server.last_call().replaces, 0, "it starts anew");
}

#[tokio::test]
async fn a_restarted_server_is_never_told_the_numbers_of_the_old_one() {
    let Some((bus, server, mut other)) = desktop(Habit::Plain).await else {
        return;
    };
    other.raise(&notice("a", NoticeKind::Due)).await;
    assert_eq!(other.answer().await, told("a"));
    server.stop().await;
    let successor = Server::start(&bus.address, Habit::Plain, &["body"]).await;
    other.raise(&notice("a", NoticeKind::Overdue)).await;
    assert_eq!(other.answer().await, told("a"));
    let call = successor.last_call();
    assert_eq!(call.replaces, 0);
    assert!(call.actions.is_empty(), "it was asked anew what it can do");
    assert_eq!(server.calls().len(), 1);
}

#[tokio::test]
async fn a_server_that_dies_is_reported_and_then_missed() {
    let Some((_bus, _server, mut other)) = desktop(Habit::Dies).await else {
        return;
    };
    other.raise(&notice("a", NoticeKind::Overdue)).await;
    let answer = other.answer().await;
    let says = &answer["outcome"]["failed"]["reason"]["refused"]["says"];
    assert!(says.is_string(), "{answer}");
    other.raise(&notice("b", NoticeKind::Overdue)).await;
    let none = json!("no-server");
    assert_eq!(other.answer().await, not_told("b", "unavailable", &none));
}

#[tokio::test]
async fn a_server_that_hangs_costs_one_time_limit_and_is_then_left_alone() {
    let Some((_bus, server, mut other)) = desktop(Habit::Hangs).await else {
        return;
    };
    let mute = json!({ "mute": { "seconds": 4 } });
    for matter in ["a", "b", "c"] {
        other.raise(&notice(matter, NoticeKind::Overdue)).await;
    }
    for matter in ["a", "b", "c"] {
        assert_eq!(other.answer().await, not_told(matter, "failed", &mute));
    }
    assert_eq!(server.calls().len(), 1, "the others were not even asked");
}

#[tokio::test]
async fn a_bus_that_says_nothing_never_blocks_whoever_orders() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("bus");
    let _silent = std::os::unix::net::UnixListener::bind(&path).unwrap();
    let mut other = Other::start(&format!("unix:path={}", path.display()));
    for number in 0..70 {
        let matter = number.to_string();
        other.raise(&notice(&matter, NoticeKind::Overdue)).await;
    }
    let (mut busy, mut mute) = (0, 0);
    for _ in 0..70 {
        let answer = other.answer().await;
        match &answer["outcome"]["failed"]["reason"] {
            reason if *reason == json!("busy") => busy += 1,
            reason if reason["mute"]["seconds"] == 4 => mute += 1,
            other => panic!("{other}"),
        }
    }
    // 64 wait and at most one is under way.
    assert!(busy == 5 || busy == 6, "{busy} busy");
    assert_eq!(mute, 70 - busy);
}

#[tokio::test]
async fn without_a_bus_it_is_said_at_once() {
    let folder = TempDir::new().unwrap();
    let gone = format!("unix:path={}", folder.path().join("gone").display());
    for mut other in [Other::start(&gone), Other::start_without_bus(folder.path())] {
        other.raise(&notice("a", NoticeKind::Overdue)).await;
        // Not `mute`, which the time limit would have made of it.
        let none = json!("no-bus");
        assert_eq!(other.answer().await, not_told("a", "unavailable", &none));
        other.say("look").await;
        assert_eq!(other.answer().await, json!({ "no_server": "no-bus" }));
    }
}

#[tokio::test]
async fn a_bus_without_a_server_is_said_to_be_so() {
    let Some(bus) = Bus::start() else {
        return;
    };
    let mut other = Other::start(&bus.address);
    other.raise(&notice("a", NoticeKind::Overdue)).await;
    let none = json!("no-server");
    assert_eq!(other.answer().await, not_told("a", "unavailable", &none));
    // One that comes later is found.
    let server = Server::start(&bus.address, Habit::Plain, &["body"]).await;
    other.raise(&notice("a", NoticeKind::Overdue)).await;
    assert_eq!(other.answer().await, told("a"));
    assert_eq!(server.calls().len(), 1);
}

#[tokio::test]
async fn many_matters_never_use_up_the_connections_of_the_bus() {
    let Some((_bus, server, mut other)) = desktop(Habit::Plain).await else {
        return;
    };
    let before = server.connections().await;
    for number in 0..BUBBLES_MAX + 8 {
        let matter = number.to_string();
        other.raise(&notice(&matter, NoticeKind::Overdue)).await;
        assert_eq!(other.answer().await, told(&matter));
    }
    // Connections that were let go take a moment to be gone.
    let settled = async {
        while server.connections().await - before > BUBBLES_MAX {
            tokio::task::yield_now().await;
        }
    };
    let in_time = tokio::time::timeout(PATIENCE, settled).await;
    assert!(
        in_time.is_ok(),
        "{} connections",
        server.connections().await
    );
}

#[tokio::test]
async fn every_way_is_tried_and_says_what_it_answered() {
    let Some((_bus, server, mut other)) = desktop(Habit::Plain).await else {
        return;
    };
    other.say("try").await;
    let answer = other.answer().await;
    let answers = answer["tried"].as_array().unwrap();
    assert_eq!(answers[0], json!(["desktop", "told"]));
    assert_eq!(answers[1], json!(["terminal", "told"]));
    assert_eq!(answers[2], json!([{ "command": "works" }, "told"]));
    assert_eq!(answers[3][0], json!({ "command": "missing" }));
    assert!(
        answers[3][1]["failed"]["reason"]["not-started"]["says"].is_string(),
        "{answer}"
    );
    assert_eq!(server.last_call().title, "通知测试");
    assert_eq!(answer["written"], "\u{7}");
}

#[test]
fn one_process_of_a_session_raises_for_a_desk() {
    let folder = TempDir::new().unwrap();
    let seat = Seat::take(folder.path(), "BN").unwrap();
    assert!(seat.is_some());
    assert!(Seat::take(folder.path(), "BN").unwrap().is_none());
    let training = Seat::take(folder.path(), "DRILL").unwrap();
    assert!(training.is_some(), "another desk is another matter");
    drop(seat);
    assert!(Seat::take(folder.path(), "BN").unwrap().is_some());
    // A code from outside cannot leave the folder.
    assert!(Seat::take(folder.path(), "../../etc/x").unwrap().is_some());
    let refused = Seat::take(Path::new("/nowhere"), "BN").unwrap_err();
    assert_eq!(refused.key(), "error-seat");
}

#[test]
fn the_seat_is_in_the_folder_of_the_session() {
    let folder =
        |value: &str| Seat::folder(|name| (name == "XDG_RUNTIME_DIR").then(|| value.to_owned()));
    assert_eq!(
        folder("/run/user/1000").as_deref(),
        Some(Path::new("/run/user/1000"))
    );
    assert_eq!(folder("relative"), None);
    assert_eq!(Seat::folder(|_| None), None);
}
