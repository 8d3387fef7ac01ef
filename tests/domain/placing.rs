//! A warning nobody can tell the place of: it asks, somebody answers, and what it asks of the desk
//! runs from the answer.

use chrono::{DateTime, TimeDelta, Utc};
use watchkeeper::domain::event::DeskMode;
use watchkeeper::domain::rule::Duty;
use watchkeeper::domain::setting::Settings;
use watchkeeper::domain::warning::{
    Incoming, Warning, WarningFacts, WarningLevel, WarningMessage, WarningStatus,
};
use watchkeeper::domain::{Command, Rejection, SubjectId};
use watchkeeper::rulebook::{self, Deadline, Standing, WorkTime, warning_deadlines};

use crate::story::{Story, at, noon};

fn story() -> Story {
    Story::new(DeskMode::Real, rulebook::built_in())
}

fn facts(identifier: &str, status: WarningStatus) -> WarningFacts {
    WarningFacts {
        identifier: identifier.into(),
        sender: String::new(),
        sent: at("2026-11-24T14:20:00"),
        status,
        message: WarningMessage::Alert,
        references: Vec::new(),
        hazard: "暴雨".into(),
        level: Some(WarningLevel::Red),
        headline: "发布暴雨红色预警".into(),
        text: String::new(),
        area: String::new(),
        area_codes: Vec::new(),
        effective: at("2026-11-24T14:20:00"),
        expires: None,
    }
}

fn unplaced(identifier: &str) -> Command {
    Command::TakeWarnings {
        messages: vec![Incoming {
            facts: facts(identifier, WarningStatus::Actual),
            for_district: false,
            unplaced: true,
        }],
    }
}

fn number() -> SubjectId {
    "BN-2026-W001".to_owned().try_into().unwrap()
}

fn place(for_district: bool, reason: &str) -> Command {
    Command::PlaceWarning {
        warning: number(),
        for_district,
        reason: reason.into(),
    }
}

fn kept(story: &Story) -> &Warning {
    &story.state.warnings[&number()]
}

fn deadlines(story: &Story) -> Vec<Deadline> {
    warning_deadlines(kept(story), &WorkTime::of(&story.state), story.now)
}

fn of(story: &Story, duty: Duty) -> Deadline {
    let mut all = deadlines(story).into_iter();
    all.find(|deadline| deadline.rule.duty == duty).unwrap()
}

fn duties(story: &Story) -> Vec<Duty> {
    let mut duties: Vec<Duty> = deadlines(story).iter().map(|one| one.rule.duty).collect();
    duties.sort_unstable();
    duties
}

fn minutes(count: i64) -> TimeDelta {
    TimeDelta::minutes(count)
}

fn later(story: &mut Story, count: i64) -> DateTime<Utc> {
    story.now += minutes(count);
    story.now
}

#[test]
fn one_nobody_can_tell_of_asks_only_where_it_is_for_and_within_a_time() {
    let mut story = story();
    story.does(unplaced("m-1"));
    assert!(kept(&story).asks_where(story.now));
    assert!(!kept(&story).counts());
    assert_eq!(duties(&story), [Duty::Place]);
    let asked = of(&story, Duty::Place);
    assert_eq!(asked.starts_at, noon());
    assert_eq!(asked.due_at, noon() + minutes(15), "a setting of the desk");
    later(&mut story, 16);
    assert_eq!(of(&story, Duty::Place).standing, Standing::Overdue);
    assert_eq!(story.state.unplaced(story.now).count(), 1);
}

#[test]
fn said_to_be_here_it_asks_what_every_warning_asks_from_that_moment() {
    let mut story = story();
    story.does(unplaced("m-1"));
    let said = later(&mut story, 40);
    story.does(place(true, ""));
    assert!(kept(&story).counts());
    assert!(!kept(&story).asks_where(story.now));
    let answered = of(&story, Duty::Place);
    assert_eq!(
        (answered.standing, answered.met_at),
        (Standing::MetLate, Some(said))
    );
    for duty in [Duty::TellLeader, Duty::PassOn, Duty::ContactEnterprises] {
        let asked = of(&story, duty);
        assert_eq!(asked.starts_at, said, "{duty:?}: not late from birth");
        assert_ne!(asked.standing, Standing::Overdue);
    }
    // How long it is trusted unasked counts from the answer too.
    assert_eq!(kept(&story).trusted_until(), Some(said + minutes(24 * 60)));
    assert_eq!(of(&story, Duty::Confirm).starts_at, said);
    assert_eq!(story.refused(&place(true, "")), Rejection::NothingToDo);
}

#[test]
fn said_to_be_elsewhere_it_is_kept_and_asks_nothing_more() {
    let mut story = story();
    story.does(unplaced("m-1"));
    later(&mut story, 5);
    story.does(place(false, ""));
    assert!(!kept(&story).counts());
    assert_eq!(duties(&story), [Duty::Place]);
    assert_eq!(of(&story, Duty::Place).standing, Standing::Met);
    assert_eq!(story.refused(&place(false, "x")), Rejection::NothingToDo);
    // Whoever was wrong puts it right.
    later(&mut story, 5);
    story.does(place(true, ""));
    assert_eq!(of(&story, Duty::TellLeader).starts_at, story.now);
}

#[test]
fn one_that_counted_is_for_elsewhere_only_with_a_reason_and_what_was_overdue_stays_seen() {
    let mut story = story();
    story.does(Command::TakeWarning {
        facts: Box::new(facts("m-1", WarningStatus::Actual)),
        for_district: true,
    });
    let no = story.refused(&place(false, " "));
    assert_eq!(no.key(), "empty");
    later(&mut story, 12);
    assert_eq!(of(&story, Duty::TellLeader).standing, Standing::Overdue);
    story.does(place(false, "说的是贵阳市花溪区"));
    let told = of(&story, Duty::TellLeader);
    assert_eq!(told.standing, Standing::Void);
    let was = told.was_overdue.unwrap();
    assert_eq!((was.since, was.until), (noon() + minutes(10), story.now));
    assert!(of(&story, Duty::PassOn).was_overdue.is_none());
    assert_eq!(of(&story, Duty::Confirm).standing, Standing::Void);
    let placed = kept(&story).placed.clone().unwrap();
    assert_eq!(placed.reason, "说的是贵阳市花溪区");
    // It was for the district all along: what it asked runs as it did.
    story.does(place(true, ""));
    assert_eq!(of(&story, Duty::TellLeader).starts_at, noon());
    assert_eq!(of(&story, Duty::TellLeader).standing, Standing::Overdue);
}

#[test]
fn one_that_is_not_meant_asks_nobody_and_one_that_is_over_no_more() {
    let mut story = story();
    story.does(Command::TakeWarnings {
        messages: vec![Incoming {
            facts: facts("m-1", WarningStatus::Exercise),
            for_district: false,
            unplaced: true,
        }],
    });
    assert!(!kept(&story).asks_where(story.now));
    assert_eq!(duties(&story), []);
    story.does(place(true, ""));
    assert_eq!(duties(&story), [], "an exercise asks nothing");

    let mut story = self::story();
    story.does(unplaced("m-1"));
    later(&mut story, 1);
    story.does(Command::LiftWarning {
        warning: number(),
        at: story.now,
        reason: "已解除".into(),
    });
    assert!(!kept(&story).asks_where(story.now));
    assert_eq!(of(&story, Duty::Place).standing, Standing::Void);
    assert_eq!(story.refused(&place(true, "")).key(), "warning-over");
    let unknown = Command::PlaceWarning {
        warning: "BN-2026-W009".to_owned().try_into().unwrap(),
        for_district: true,
        reason: String::new(),
    };
    assert_eq!(story.refused(&unknown).key(), "unknown-subject");
}

#[test]
fn the_districts_names_are_a_setting_and_a_bad_one_is_refused() {
    let mut story = story();
    let with = |names: &[&str]| Command::ChangeSettings {
        settings: Box::new(Settings {
            area_names: names.iter().map(|name| (*name).to_owned()).collect(),
            ..Settings::default()
        }),
    };
    for bad in ["", "区", " 巴南区", "巴南\u{1b}区", &"区".repeat(61)] {
        story.refused(&with(&["巴南区", bad]));
    }
    let many: Vec<String> = (0..301).map(|number| format!("地名{number}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    story.refused(&with(&many));
    story.does(with(&["巴南区", "重庆国际生物城"]));
    assert_eq!(story.state.settings.area_names.len(), 2);
    story.does(with(&[]));
    // A record of before says nothing of names and reads as the list built in.
    let kept = serde_json::to_value(Settings::default()).unwrap();
    assert!(kept.get("area_names").is_none());
    assert_eq!(
        serde_json::from_value::<Settings>(kept).unwrap(),
        Settings::default()
    );
}
