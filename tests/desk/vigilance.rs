//! The duty room is asked for a sign of life at night; without one the question climbs, and only
//! the duty room answers it.

use chrono::{DateTime, TimeDelta, Utc};
use watchkeeper::domain::event::Vigilance;
use watchkeeper::domain::period::DutyLevel;
use watchkeeper::domain::reminder::Told;
use watchkeeper::domain::setting::Settings;
use watchkeeper::domain::{Command, CommandId};
use watchkeeper::link::Client;
use watchkeeper::link::wire::{ClockWish, Hello, ToDesk, Wants};

use crate::support::{House, note, send, state, take_the_watch, told, wait_until};

/// A watch that was taken, with vigilance at every level from 14:00 on; the clock shows 14:30.
fn house() -> House {
    let house = House::simulated();
    let mut client = house.client();
    take_the_watch(&mut client);
    let mut settings = Settings::default();
    settings.vigil.level = DutyLevel::Normal;
    settings.vigil.from = "14:00:00".parse().unwrap();
    let settings = Box::new(settings);
    client
        .perform(Command::ChangeSettings { settings })
        .unwrap();
    house
}

fn at_the_post(house: &House) -> Client {
    let hello = Hello::new(Wants::Answers).at_the_post();
    Client::connect(&house.socket(), hello).unwrap().0
}

fn stands(client: &mut Client) -> Option<(Vigilance, DateTime<Utc>)> {
    state(client).vigilance
}

fn advance(client: &mut Client, seconds: u64) {
    client.move_clock(ClockWish::Advance { seconds }).unwrap();
}

fn wait_for(client: &mut Client, stage: Option<Vigilance>) {
    wait_until(&format!("{stage:?}"), || {
        stands(client).map(|(stage, _)| stage) == stage
    });
}

fn answer() -> Command {
    Command::NoteVigilance {
        stage: Vigilance::Answered,
        person: "王敏".into(),
    }
}

#[test]
fn without_a_sign_of_life_it_asks_sounds_and_tells_the_deputy_and_the_leader() {
    let house = house();
    let mut client = house.client();
    advance(&mut client, 30 * 60);
    wait_for(&mut client, Some(Vigilance::Asked));
    for (seconds, stage) in [
        (15, Vigilance::Sounded),
        (15, Vigilance::DeputyTold),
        (90, Vigilance::LeaderTold),
    ] {
        let (_, before) = stands(&mut client).unwrap();
        advance(&mut client, seconds);
        wait_for(&mut client, Some(stage));
        let (_, since) = stands(&mut client).unwrap();
        let span = i64::try_from(seconds).unwrap();
        assert_eq!(since - before, TimeDelta::seconds(span), "{stage:?}");
    }
}

#[test]
fn only_the_duty_room_answers() {
    let house = house();
    let mut client = house.client();
    advance(&mut client, 30 * 60);
    wait_for(&mut client, Some(Vigilance::Asked));
    let refused = client.perform(answer()).unwrap_err();
    assert_eq!(refused.key(), "error-desk-not-at-post");
    client.perform(note("从家里看")).unwrap();
    assert!(stands(&mut client).is_some(), "work elsewhere is no answer");
    at_the_post(&house).perform(answer()).unwrap();
    assert_eq!(stands(&mut client), None);
}

#[test]
fn any_work_at_the_post_is_a_sign_of_life_and_an_answer() {
    let house = house();
    let mut client = house.client();
    let mut post = at_the_post(&house);
    advance(&mut client, 20 * 60);
    post.perform(note("巡查正常")).unwrap();
    advance(&mut client, 20 * 60);
    // Whoever follows the record sees that nothing was asked in between.
    client.perform(note("未问")).unwrap();
    assert_eq!(stands(&mut client), None);
    advance(&mut client, 10 * 60);
    wait_for(&mut client, Some(Vigilance::Asked));
    post.perform(note("在")).unwrap();
    assert_eq!(stands(&mut client), None);
}

#[test]
fn what_a_console_at_the_post_does_by_itself_is_no_sign_of_life() {
    let house = house();
    let mut client = house.client();
    let taken = Command::TakeCall {
        facts: told(),
        confidential: false,
    };
    client.perform(taken).unwrap();
    advance(&mut client, 30 * 60);
    wait_for(&mut client, Some(Vigilance::Asked));
    let rung = state(&mut client).reminders.raised.into_iter().next();
    let (matter, records) = rung.unwrap();
    // The bell rang and nobody heard it.
    let told = Command::NoteTold {
        matter,
        rung: records.last().unwrap().raised.rung,
        told: Told {
            way: "terminal@duty".into(),
            delivered: true,
            detail: String::new(),
            repeat: false,
        },
    };
    let mut post = at_the_post(&house);
    post.perform(told).unwrap();
    assert!(stands(&mut client).is_some());
    advance(&mut client, 15);
    wait_for(&mut client, Some(Vigilance::Sounded));
}

#[test]
fn a_key_pressed_at_the_post_answers_and_one_pressed_elsewhere_does_not() {
    let house = house();
    let mut client = house.client();
    advance(&mut client, 30 * 60);
    wait_for(&mut client, Some(Vigilance::Asked));
    let mut elsewhere = house.raw();
    send(&mut elsewhere, &ToDesk::Hello(Hello::new(Wants::Answers)));
    send(&mut elsewhere, &ToDesk::Life);
    let id = CommandId::from("after");
    let command = Box::new(note("在后"));
    send(&mut elsewhere, &ToDesk::Do { id, command });
    wait_until("what came after it is recorded", || {
        let state = state(&mut client);
        let last = state.recent.back().unwrap();
        format!("{:?}", last.event).contains("在后")
    });
    assert!(stands(&mut client).is_some());
    let mut post = house.raw();
    let hello = Hello::new(Wants::Answers).at_the_post();
    send(&mut post, &ToDesk::Hello(hello));
    send(&mut post, &ToDesk::Life);
    wait_for(&mut client, None);
}
