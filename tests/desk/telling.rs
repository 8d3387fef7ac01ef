//! Commands that tell people: what they are given, what is kept of their answer, and that none of
//! them is ever in the way.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use watchkeeper::domain::contact::RecipientEntry;
use watchkeeper::domain::event::DeskMode;
use watchkeeper::domain::reminder::Told;
use watchkeeper::domain::{Command, RecipientId};
use watchkeeper::link::Client;
use watchkeeper::link::wire::ClockWish;

use crate::support::{House, half_past_two, health, note, state, take_the_watch, told, wait_until};

/// A desk whose commands are shell scripts; `$1` is the data folder.
fn house(commands: &[(&str, &str, &str)]) -> House {
    let mut house = House::founded(DeskMode::Simulated);
    set(&house, commands);
    house.begin();
    house
}

fn set(house: &House, commands: &[(&str, &str, &str)]) {
    let data = house.data().display();
    let sections = commands.iter().map(|(name, script, more)| {
        format!(
            "[[notify.command]]\nname = \"{name}\"\n\
             argv = [\"/bin/sh\", \"-c\", '{script}', \"sh\", \"{data}\"]\n{more}\n"
        )
    });
    let text = format!("lang = \"en\"\n{}", sections.collect::<String>());
    fs::write(house.data().join("config.toml"), text).unwrap();
}

/// An incident that is reported by telephone within the half hour.
fn serious() -> Command {
    let new = serde_json::json!({
        "facts": {"title": "含铬废液泄漏", "place": "五布河"},
        "source": "patrol",
        "learned": half_past_two(),
        "grade": "II",
    });
    let new = Box::new(serde_json::from_value(new).unwrap());
    Command::LogIncident { new }
}

fn call() -> Command {
    Command::TakeCall {
        facts: told(),
        confidential: false,
    }
}

/// What a script appended to a file in the data folder, a line of JSON each.
fn heard(data: &Path) -> Vec<Value> {
    let path: PathBuf = data.join("heard");
    let text = fs::read_to_string(path).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.is_empty());
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// What the record keeps of who was told, in order.
fn kept(client: &mut Client) -> Vec<Told> {
    let records = state(client).reminders.raised.into_values().flatten();
    records.flat_map(|record| record.told).collect()
}

const RECORDS: &str = "cat >> \"$1/heard\"; echo >> \"$1/heard\"";

#[test]
fn a_command_is_given_the_reminder_as_json_with_who_is_meant_and_its_answer_is_kept() {
    let house = house(&[("sms", RECORDS, "urgency = \"critical\"")]);
    let mut client = house.client();
    take_the_watch(&mut client);
    client.perform(call()).unwrap();
    client
        .move_clock(ClockWish::Advance { seconds: 16 * 60 })
        .unwrap();
    wait_until("its answer is kept", || !kept(&mut client).is_empty());
    let [given] = heard(house.data()).try_into().unwrap();
    assert_eq!(given["format"], 1);
    assert_eq!(given["kind"], "due");
    assert_eq!(given["simulated"], true);
    assert_eq!(given["late_by_s"], 60);
    assert_eq!(given["urgency"], "critical");
    let to = given["to"].as_array().unwrap();
    let phones: Vec<&str> = to
        .iter()
        .map(|one| one["phone"].as_str().unwrap())
        .collect();
    assert_eq!(phones, ["13900000001", "13900000002"]);
    let expected = Told {
        way: "command:sms".into(),
        delivered: true,
        detail: String::new(),
        repeat: false,
    };
    assert_eq!(kept(&mut client), [expected]);
    let ways = health(&mut client).ways;
    assert_eq!(
        (ways[0].way.as_str(), ways[0].delivered),
        ("command:sms", true)
    );
}

#[test]
fn a_command_is_given_whom_to_call_with_the_numbers_the_desk_entered() {
    let house = house(&[("sms", RECORDS, "")]);
    let mut client = house.client();
    let entries = vec![RecipientEntry {
        phone: "023-6000 0001".into(),
        other_phone: "023-6000 0009".into(),
        ..RecipientEntry::of(RecipientId::from("district-committee"))
    }];
    client
        .perform(Command::EnterRecipients { entries })
        .unwrap();
    client.perform(serious()).unwrap();
    client
        .move_clock(ClockWish::Advance { seconds: 20 * 60 })
        .unwrap();
    let called = |given: &Value| {
        let callees = given["call"].as_array().cloned().unwrap_or_default();
        let phones = callees.into_iter().map(|callee| callee["phones"].clone());
        phones.collect::<Vec<Value>>()
    };
    let wanted = [
        serde_json::json!(["023-6000 0001", "023-6000 0009"]),
        serde_json::json!([]),
        serde_json::json!([]),
    ];
    wait_until("whom to call is told", || {
        heard(house.data())
            .iter()
            .any(|given| called(given) == wanted)
    });
}

#[test]
fn a_dead_command_is_shown_and_holds_neither_the_desk_nor_the_other_commands_up() {
    let house = house(&[
        ("hangs", "sleep 60", "retries = 0\ntime_limit = \"2s\""),
        ("fails", "echo no modem >&2; exit 3", "retries = 0"),
        ("sms", RECORDS, ""),
    ]);
    let mut client = house.client();
    client.perform(call()).unwrap();
    wait_until("the good one is told", || heard(house.data()).len() == 1);
    // The one that hangs still runs: the desk records and raises all the same.
    client.perform(note("照常")).unwrap();
    client
        .move_clock(ClockWish::Advance { seconds: 11 * 60 })
        .unwrap();
    wait_until("the next rung is told too", || {
        heard(house.data()).len() == 2
    });
    wait_until("every answer is there", || {
        health(&mut client).ways.len() == 3
    });
    let ways = health(&mut client).ways;
    let of = |name: &str| ways.iter().find(|way| way.way == name).unwrap();
    assert!(of("command:fails").detail.contains("no modem"));
    assert!(!of("command:hangs").delivered);
    assert!(of("command:sms").delivered);
    let notices = health(&mut client).notices;
    let failed = |key: &str| notices.iter().filter(|one| one.key == key).count();
    assert_eq!(failed("notice-way-failed"), 2);
    assert!(kept(&mut client).iter().any(|told| !told.delivered));
}

#[test]
fn a_command_that_is_not_there_is_found_out_as_a_watch_begins() {
    let mut house = House::founded(DeskMode::Simulated);
    set(&house, &[("sms", RECORDS, "")]);
    let gone = "[[notify.command]]\nname = \"siren\"\nargv = [\"no-such-siren\"]\n";
    let path = house.data().join("config.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(path, text + gone).unwrap();
    house.begin();
    let mut client = house.client();
    take_the_watch(&mut client);
    wait_until("it is found out", || !health(&mut client).ways.is_empty());
    let health = health(&mut client);
    let [siren] = &health.ways[..] else {
        panic!("only what is wrong is told: {:?}", health.ways)
    };
    assert_eq!(
        (siren.way.as_str(), siren.delivered),
        ("command:siren", false)
    );
    assert!(siren.detail.contains("no-such-siren"), "{}", siren.detail);
    let is_told = |key: &str| health.notices.iter().any(|one| one.key == key);
    assert!(is_told("notice-way-failed"), "{:?}", health.notices);
    assert!(heard(house.data()).is_empty(), "nobody is told for a test");
}

#[test]
fn bad_commands_are_told_and_those_of_before_stay_until_they_are_mended() {
    let house = house(&[("sms", RECORDS, "")]);
    let mut client = house.client();
    set(&house, &[("sms", RECORDS, ""), ("sms", "true", "")]);
    house.reload();
    let refused = |client: &mut Client| {
        let notices = health(client).notices;
        notices
            .iter()
            .any(|one| one.key == "notice-commands-refused")
    };
    wait_until("the fault is told", || refused(&mut client));
    client.perform(call()).unwrap();
    wait_until("the one of before tells", || heard(house.data()).len() == 1);
    set(&house, &[]);
    house.reload();
    wait_until("the fault is mended", || !refused(&mut client));
}

#[test]
fn what_a_killed_desk_may_not_have_told_is_told_once_more_marked_as_a_repeat() {
    let mut house = House::founded(DeskMode::Simulated);
    house.begin();
    let mut client = house.client();
    client.perform(call()).unwrap();
    wait_until("the rung is raised", || {
        health(&mut client).reminder.raised == 1
    });
    house.end();
    // As if the desk had died between raising and telling: nothing says that anybody was told.
    set(&house, &[("sms", RECORDS, "")]);
    for _ in 0..3 {
        house.begin();
        let mut client = house.client();
        wait_until("its answer is kept", || {
            kept(&mut client).iter().any(|told| told.delivered)
        });
        house.end();
    }
    let [given] = heard(house.data()).try_into().unwrap();
    assert_eq!(given["repeat"], true);
}

#[test]
fn a_way_that_is_for_others_takes_no_place_of_those_who_are_to_be_told_again() {
    let mut house = House::founded(DeskMode::Simulated);
    house.begin();
    let mut client = house.client();
    for _ in 0..20 {
        client.perform(call()).unwrap();
    }
    wait_until("the rungs are raised", || {
        health(&mut client).reminder.raised == 20
    });
    house.end();
    set(
        &house,
        &[
            ("chief", "true", "audience = [\"head\"]"),
            ("sms", RECORDS, ""),
        ],
    );
    house.begin();
    wait_until("as many are told again as may be at once", || {
        heard(house.data()).len() == 16
    });
    house.end();
}
