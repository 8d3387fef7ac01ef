//! Reminders the record cannot take.

use chrono::TimeDelta;

use super::*;
use crate::domain::reminder::Rung;
use crate::rulebook::ladder::Ladders;

/// What the consoles were told since they were asked last.
fn told_since(following: &mut Following) -> Vec<FromDesk> {
    let told = std::iter::from_fn(|| following.entries.try_recv().ok());
    told.map(|frame| frame::message(&frame[4..]).unwrap())
        .collect()
}

fn looks_after(writer: &mut Writer<Memory>, minutes: i64) {
    let shows = noon() + TimeDelta::minutes(minutes);
    for state in [&mut writer.record.state, &mut writer.record.staged_state] {
        state.desk.clock = Some(SimClock {
            shows,
            set_at: noon(),
            rate: 0,
        });
    }
    writer.look();
}

#[test]
fn a_rung_the_record_cannot_take_is_heard_all_the_same_and_once() {
    let (mut writer, switches, _folder) = writer();
    let rules = Job::Rules(Box::new(Ok(crate::rulebook::built_in())));
    assert!(writer.take(rules).is_continue());
    writer.ladders(Ok(Ladders::built_in()));
    let call = Command::TakeCall {
        facts: super::told(),
        confidential: false,
    };
    let _taken = ask(&mut writer, "call", call);
    writer.commit();
    looks_after(&mut writer, 0);
    let mut following = follow(&mut writer);

    switches.disk_fails.store(true, Ordering::Relaxed);
    // A call is judged within a quarter of an hour.
    looks_after(&mut writer, 15);
    let told = told_since(&mut following);
    let [FromDesk::Unrecorded(raised)] = told.as_slice() else {
        panic!("the one rung that is heard: {told:?}")
    };
    assert_eq!(raised.rung, Rung::Due);
    assert_eq!(raised.due, noon() + TimeDelta::minutes(15));
    looks_after(&mut writer, 16);
    assert_eq!(told_since(&mut following).len(), 0, "once");

    looks_after(&mut writer, 20);
    let told = told_since(&mut following);
    let [FromDesk::Unrecorded(raised)] = told.as_slice() else {
        panic!("the next one as well: {told:?}")
    };
    assert_eq!(raised.rung, Rung::Overdue { minutes: 5 });

    switches.disk_fails.store(false, Ordering::Relaxed);
    looks_after(&mut writer, 21);
    let recorded = told_since(&mut following).into_iter();
    let rungs = recorded.filter_map(|word| match word {
        FromDesk::Entry(sealed) => match sealed.open().unwrap().event {
            Event::RungRaised { raised } => Some(raised.rung.name()),
            _ => None,
        },
        _ => None,
    });
    // What was wanted by then, each once and in its order.
    let expected = ["ahead-10", "ahead-5", "ahead-2", "due", "overdue-5"];
    assert_eq!(rungs.collect::<Vec<_>>(), expected);
}
