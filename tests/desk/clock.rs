//! A simulated desk has its own clock, a real one does not.

use chrono::TimeDelta;
use watchkeeper::clock::machine_now;
use watchkeeper::domain::Event;
use watchkeeper::error::Error;
use watchkeeper::link::DeskClock;
use watchkeeper::link::wire::ClockWish;

use crate::support::{House, half_past_two, health, note};

#[test]
fn a_simulated_clock_moves_when_it_is_told_and_the_record_with_it() {
    let house = House::simulated();
    let mut console = house.console();
    let mut client = house.client();
    assert_eq!(health(&mut client).now, half_past_two());

    client
        .move_clock(ClockWish::Advance { seconds: 25 * 60 })
        .unwrap();
    let five_to_three = half_past_two() + TimeDelta::minutes(25);
    assert_eq!(health(&mut client).now, five_to_three);
    let evening = half_past_two() + TimeDelta::hours(6);
    client.move_clock(ClockWish::To { at: evening }).unwrap();
    let last = client.perform(note("晚上")).unwrap().last_seq;

    console.until(last);
    let noted = console.state.recent.back().unwrap();
    assert_eq!(noted.at, evening);
    let clock = DeskClock::new(&house.health(), &console.state, machine_now());
    assert_eq!(clock.now(machine_now()), evening);
    let moved = |event: &Event| matches!(event, Event::ClockMoved { .. });
    let recent = console.state.recent.iter();
    assert_eq!(recent.filter(|happened| moved(&happened.event)).count(), 2);
}

#[test]
fn a_simulated_clock_does_not_go_back_behind_the_record() {
    let house = House::simulated();
    let mut client = house.client();
    client
        .move_clock(ClockWish::Advance { seconds: 60 })
        .unwrap();
    client.perform(note("一")).unwrap();
    let back = ClockWish::To {
        at: half_past_two(),
    };
    let refused = client.move_clock(back).unwrap_err();
    assert_eq!(refused.key(), "reject-clock-backwards");
}

#[test]
fn a_pace_makes_simulated_time_run_and_survives_a_restart() {
    let mut house = House::simulated();
    house
        .client()
        .move_clock(ClockWish::Rate { rate: 3_600 })
        .unwrap();
    house.end();
    house.begin();
    let start = house.health().now;
    crate::support::wait_until("an hour a second", || {
        house.health().now >= start + TimeDelta::minutes(10)
    });
}

#[test]
fn a_real_desk_keeps_the_machines_time() {
    let house = House::real();
    let mut client = house.client();
    let before = machine_now();
    let shown = health(&mut client).now;
    assert!(before <= shown && shown <= machine_now());
    for wish in [
        ClockWish::Advance { seconds: 60 },
        ClockWish::To { at: machine_now() },
        ClockWish::Rate { rate: 2 },
    ] {
        let refused: Error = client.move_clock(wish).unwrap_err();
        assert_eq!(refused.key(), "reject-clock-of-real-desk");
    }
}

#[test]
fn entries_of_a_real_desk_never_go_back_in_time_and_a_slow_clock_is_told_once() {
    use watchkeeper::desk::{Desk, Order};
    use watchkeeper::domain::{By, event::DeskMode};
    use watchkeeper::ledger::{Draft, Ledger, unwatched};

    let house = House::founded(DeskMode::Real);
    // The machine was a day ahead, and was put right.
    let ahead = machine_now() + TimeDelta::days(1);
    let (mut ledger, _) =
        Ledger::open(house.data(), crate::support::options(), &mut unwatched).unwrap();
    let by = By {
        login: "duty".into(),
        officer: None,
    };
    let event = Event::NoteMade {
        subject: None,
        text: "时钟快了一天".into(),
    };
    let draft = Draft {
        at: ahead,
        by,
        command: None,
        event,
    };
    ledger.append(vec![draft]).unwrap();
    ledger.close().unwrap();

    let desk = Desk::open_with(house.data(), crate::support::options()).unwrap();
    let (orders, obeyed) = tokio::sync::mpsc::channel(1);
    let thread = std::thread::spawn(move || desk.run(obeyed));
    let mut client = house.client();
    for _ in 0..3 {
        client.perform(note("一")).unwrap();
    }
    let console = house.console();
    let recent: Vec<_> = console.state.recent.iter().collect();
    assert!(recent.is_sorted_by_key(|happened| happened.at));
    assert_eq!(recent.last().unwrap().at, ahead);
    let told =
        |event: &Event| matches!(event, Event::DeskNoticed { what, .. } if what == "clock-behind");
    assert_eq!(
        recent
            .iter()
            .filter(|happened| told(&happened.event))
            .count(),
        1
    );
    let notices = house.health().notices;
    assert!(
        notices
            .iter()
            .any(|finding| finding.key == "notice-clock-behind")
    );
    assert!(
        house.health().now < ahead,
        "what is shown is the machine's time"
    );
    orders.blocking_send(Order::End).unwrap();
    thread.join().unwrap().unwrap();
}
