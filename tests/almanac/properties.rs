//! What holds of any days, any edits, and after any replay.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;
use watchkeeper::almanac::{Almanac, Calendar, Step};
use watchkeeper::domain::event::DeskMode;
use watchkeeper::domain::period::{Period, PeriodKind, StepDone};
use watchkeeper::domain::setting::Settings;
use watchkeeper::domain::{By, Digest, Entry, Event, State, apply};

use crate::support::{Given, at, date, own_period};

const SHANGHAI: Tz = Tz::Asia__Shanghai;

fn days() -> impl Strategy<Value = NaiveDate> {
    (0_u64..3_650).prop_map(|after| date("2018-06-01") + Days::new(after))
}

fn moments() -> impl Strategy<Value = DateTime<Utc>> {
    (0_i64..8 * 365 * 24 * 60)
        .prop_map(|minutes| at("2018-12-01 00:00:00") + TimeDelta::minutes(minutes))
}

fn next_day(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap()
}

proptest! {
    #[test]
    fn between_consecutive_days_there_is_no_gap_and_no_double(first in days(), count in 1_u64..400) {
        let calendar = Calendar::built_in();
        let last = first + Days::new(count);
        let between = calendar.working_days_between(first, last).at;
        let by_hand = first.iter_days().skip(1).take(usize::try_from(count).unwrap())
            .filter(|day| calendar.day(*day).is_working()).count();
        prop_assert_eq!(between, by_hand);
        let split = first + Days::new(count / 2);
        let (before, after) = (
            calendar.working_days_between(first, split).at,
            calendar.working_days_between(split, last).at,
        );
        prop_assert_eq!(before + after, between);
    }

    #[test]
    fn adding_working_days_is_undone_by_taking_them_away(from in days(), n in 0_u16..300) {
        let calendar = Calendar::built_in();
        let there = calendar.add_working_days(from, n);
        prop_assert_eq!(calendar.working_days_between(from, there.at).at, usize::from(n));
        if n > 0 {
            prop_assert!(calendar.is_working(there.at));
        }
        let back = calendar.sub_working_days(there.at, n).at;
        if calendar.is_working(from) {
            prop_assert_eq!(back, from);
        } else {
            prop_assert!(back <= from);
            prop_assert_eq!(calendar.working_days_between(back, from).at, 0);
        }
    }

    #[test]
    fn more_days_and_later_starts_never_end_earlier(from in days(), n in 0_u16..200) {
        let calendar = Calendar::built_in();
        let end = |from, n| calendar.add_working_days(from, n).at;
        prop_assert!(end(from, n) < end(from, n + 1));
        prop_assert!(end(from, n) <= end(next_day(from), n));
    }

    #[test]
    fn an_answer_is_certain_only_where_every_day_it_passed_is_settled(from in days(), n in 1_u16..60) {
        let calendar = Calendar::built_in();
        let found = calendar.add_working_days(from, n);
        let all_settled = from.iter_days().skip(1).take_while(|day| *day <= found.at)
            .all(|day| calendar.day(day).settled);
        prop_assert_eq!(found.relied_on_unloaded, !all_settled);
    }

    #[test]
    fn working_minutes_add_up_and_end_in_office_hours(
        start in moments(), first in 0_u32..2_000, second in 0_u32..2_000,
    ) {
        let calendar = Calendar::built_in();
        let hours = Settings::default().office_hours;
        let add = |start, minutes| {
            calendar.add_working_minutes(start, minutes, SHANGHAI, &hours).unwrap().at
        };
        let end = add(start, first + second);
        prop_assert_eq!(add(add(start, first), second), end);
        prop_assert!(end >= start);
        let local = end.with_timezone(&SHANGHAI);
        prop_assert!(calendar.is_working(local.date_naive()));
        prop_assert!(hours.iter().any(|(open, close)| (*open..=*close).contains(&local.time())));
    }
}

/// Something a desk did about periods and steps.
#[derive(Debug, Clone)]
enum Deed {
    /// Entered a period of its own, or moved it.
    Enter { which: u8, first: u64, long: u64 },
    /// Withdrew one.
    Withdraw { which: u8 },
    /// Did the n-th step of the schedule.
    Do { place: usize, late_hours: i64 },
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        (0_u8..4, 0_u64..120, 0_u64..20).prop_map(|(which, first, long)| Deed::Enter {
            which,
            first,
            long
        }),
        (0_u8..4).prop_map(|which| Deed::Withdraw { which }),
        (0_usize..200, -48_i64..48).prop_map(|(place, late_hours)| Deed::Do { place, late_hours }),
    ];
    prop::collection::vec(deed, 0..14)
}

/// The periods the deeds speak of: three of the desk's own and one of the almanac's.
fn period(which: u8, first: u64, long: u64) -> Period {
    let from = date("2026-04-01") + Days::new(first);
    let to = from + Days::new(long);
    let id = ["BN-P001", "BN-P002", "BN-P003", "flood-season-2026"][usize::from(which)];
    let kind = [
        PeriodKind::MajorEvent,
        PeriodKind::Inspection,
        PeriodKind::Publicity,
        PeriodKind::NaturalHazard,
    ][usize::from(which)];
    own_period(id, kind, &from.to_string(), &to.to_string())
}

fn entry(state: Option<&State>, at: DateTime<Utc>, event: Event) -> Entry {
    Entry {
        desk: "BN".parse().unwrap(),
        seq: state.map_or(1, |state| state.seq + 1),
        at,
        by: By {
            login: "duty".into(),
            officer: None,
        },
        command: None,
        prev: Digest::GENESIS,
        hash: Digest::GENESIS,
        event,
    }
}

fn schedule(state: &State, now: DateTime<Utc>) -> Vec<Step> {
    let calendar = Calendar::new(&state.calendars);
    let almanac = Almanac::of(state, &calendar, now);
    almanac.schedule(date("2026-01-01"), date("2026-12-31"))
}

/// A desk that did these things an hour after each other, and the entries of its record.
fn lived(deeds: &[Deed]) -> (State, Vec<Entry>, DateTime<Utc>) {
    let mut now = at("2026-03-01 09:00:00");
    let created = Event::DeskCreated {
        code: "BN".parse().unwrap(),
        name: "巴南".into(),
        mode: DeskMode::Real,
        zone: SHANGHAI,
        clock: None,
    };
    let first = entry(None, now, created);
    let mut state = State::genesis(&first).unwrap();
    let mut entries = vec![first];
    for deed in deeds {
        now += TimeDelta::hours(30);
        let event = match deed {
            Deed::Enter { which, first, long } => Event::PeriodEntered {
                period: period(*which, *first, *long),
            },
            Deed::Withdraw { which } => Event::PeriodWithdrawn {
                period: period(*which, 30, 3),
                reason: "取消".into(),
            },
            Deed::Do { place, late_hours } => {
                let open: Vec<Step> = schedule(&state, now)
                    .into_iter()
                    .filter(|step| step.standing.is_open())
                    .collect();
                let Some(step) = open.get(place % open.len().max(1)) else {
                    continue;
                };
                Event::StepDone {
                    step: step.id.clone(),
                    done: StepDone {
                        what: step.zh.clone(),
                        due: step.due,
                        at: step.due + TimeDelta::hours(*late_hours),
                        who: String::new(),
                        note: String::new(),
                        counts: BTreeMap::new(),
                        officer: None,
                    },
                }
            }
        };
        let next = entry(Some(&state), now, event);
        apply(&mut state, &next);
        entries.push(next);
    }
    (state, entries, now)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_replay_gives_the_same_schedule(deeds in deeds()) {
        let (state, entries, now) = lived(&deeds);
        let mut again = State::genesis(&entries[0]).unwrap();
        for entry in &entries[1..] {
            let kept = serde_json::to_string(&entry.event).unwrap();
            let event = serde_json::from_str(&kept).unwrap();
            apply(&mut again, &Entry { event, ..entry.clone() });
        }
        prop_assert_eq!(schedule(&state, now), schedule(&again, now));
    }

    #[test]
    fn every_step_has_a_name_of_its_own_and_no_day_two_zero_reports(deeds in deeds()) {
        let (state, _, now) = lived(&deeds);
        let steps = schedule(&state, now);
        let ids: BTreeSet<_> = steps.iter().map(|step| &step.id).collect();
        prop_assert_eq!(ids.len(), steps.len());
        let reports: Vec<_> = steps.iter().filter(|step| step.key == "zero-report").collect();
        let days: BTreeSet<_> = reports.iter().map(|step| step.due.date_naive()).collect();
        prop_assert_eq!(days.len(), reports.len());
        prop_assert!(steps.is_sorted_by_key(|step| step.due));
    }

    #[test]
    fn what_was_done_stays_done_whatever_becomes_of_its_period(deeds in deeds()) {
        let (state, _, now) = lived(&deeds);
        let steps = schedule(&state, now);
        for (id, done) in &state.steps {
            let step = steps.iter().find(|step| step.id == *id).unwrap();
            prop_assert_eq!(step.done.as_ref(), Some(done));
            prop_assert_eq!(step.due, done.due);
            prop_assert!(!step.standing.is_open());
        }
    }

    #[test]
    fn a_period_withdrawn_last_has_no_open_step_left(deeds in deeds(), which in 0_u8..4) {
        let mut deeds = deeds;
        deeds.push(Deed::Withdraw { which });
        let (state, _, now) = lived(&deeds);
        let id = period(which, 0, 0).id;
        for step in schedule(&state, now) {
            let open = step.standing.is_open() && step.id.period() == id;
            prop_assert!(!open, "{} is still open", step.id);
        }
    }

    #[test]
    fn a_step_around_a_period_is_due_on_a_working_day_and_says_where_it_was(deeds in deeds()) {
        let (state, _, now) = lived(&deeds);
        let calendar = Calendar::new(&state.calendars);
        for step in schedule(&state, now) {
            if step.key == "zero-report" || step.done.is_some() {
                continue;
            }
            let day = step.due.with_timezone(&SHANGHAI).date_naive();
            prop_assert!(calendar.is_working(day), "{}", step.id);
            if let Some(wanted) = step.moved_from {
                prop_assert!(!calendar.is_working(wanted), "{}", step.id);
                let (first, last) = (day.min(wanted), day.max(wanted));
                let skipped = calendar.working_days_between(first, last).at;
                prop_assert!(skipped <= 1, "{} skipped a working day", step.id);
            }
        }
    }

    #[test]
    fn a_part_of_a_schedule_is_the_same_as_in_the_whole(deeds in deeds(), after in 0_u64..300, long in 0_u64..60) {
        let (state, _, now) = lived(&deeds);
        let calendar = Calendar::new(&state.calendars);
        let almanac = Almanac::of(&state, &calendar, now);
        let from = date("2026-01-05") + Days::new(after);
        let to = from + Days::new(long);
        let part = almanac.schedule(from, to);
        let whole: Vec<Step> = almanac
            .schedule(date("2025-12-01"), date("2027-03-31"))
            .into_iter()
            .filter(|step| {
                let day = step.due.with_timezone(&SHANGHAI).date_naive();
                from <= day && day <= to
            })
            .collect();
        prop_assert_eq!(&part, &whole);
        for step in part {
            prop_assert_eq!(almanac.step(&step.id), Some(step));
        }
    }
}

#[test]
fn the_same_facts_give_the_same_schedule() {
    let calendar = Calendar::built_in();
    let given = Given::new();
    let once = given.almanac(&calendar);
    let twice = given.clone();
    let (from, to) = (date("2026-01-01"), date("2026-12-31"));
    assert_eq!(
        once.schedule(from, to),
        twice.almanac(&Calendar::built_in()).schedule(from, to)
    );
}
