//! What may be recorded about reminders: each rung once, answers that run out, quiet that ends.

use chrono::TimeDelta;
use watchkeeper::domain::command::OfficerEntry;
use watchkeeper::domain::event::{DeskMode, Vigilance};
use watchkeeper::domain::grade::Grade;
use watchkeeper::domain::officer::{Approval, Role};
use watchkeeper::domain::reminder::{Audience, MatterId, Raised, Rung, Told, Urgency};
use watchkeeper::domain::rule::RuleSet;
use watchkeeper::domain::{Command, Event, Rejection, SubjectId};

use crate::decide::new_incident;
use crate::story::{LEADER, Story, at, noon};

fn story() -> Story {
    let rules = crate::decide::rules();
    Story::new(
        DeskMode::Real,
        RuleSet {
            recipients: Vec::new(),
            ..rules
        },
    )
}

fn matter() -> MatterId {
    MatterId("BN-2026-001/initial/phone".into())
}

fn raised(rung: Rung, subject: Option<SubjectId>) -> Raised {
    Raised {
        matter: matter(),
        rung,
        subject,
        wanted: noon(),
        due: noon() + TimeDelta::minutes(30),
        urgency: Urgency::Normal,
        audience: vec![Audience::Officer],
        silent: false,
    }
}

fn raise(rungs: Vec<Raised>) -> Command {
    Command::RaiseRungs { rungs }
}

fn acknowledge() -> Command {
    Command::Acknowledge {
        matter: matter(),
        person: "小周".into(),
    }
}

#[test]
fn a_rung_is_raised_once_however_often_it_is_asked() {
    let mut story = story();
    let start = raised(Rung::Start, None);
    let events = story.does(raise(vec![start.clone(), start.clone()]));
    assert_eq!(events.len(), 1);
    assert_eq!(
        story.refused(&raise(vec![start.clone()])),
        Rejection::NothingToDo
    );
    let ahead = raised(Rung::Ahead { minutes: 15 }, None);
    assert_eq!(story.does(raise(vec![start, ahead])).len(), 1);
}

#[test]
fn a_rung_whose_time_has_not_come_is_not_raised() {
    let story = story();
    let early = Raised {
        wanted: noon() + TimeDelta::seconds(1),
        ..raised(Rung::Start, None)
    };
    assert_eq!(story.refused(&raise(vec![early])), Rejection::NothingToDo);
}

#[test]
fn an_answer_names_a_person_runs_out_and_does_not_outlive_the_due_time() {
    let mut story = story();
    assert!(matches!(
        story.refused(&acknowledge()),
        Rejection::UnknownMatter { .. }
    ));
    story.does(raise(vec![raised(Rung::Start, None)]));
    let nobody = Command::Acknowledge {
        matter: matter(),
        person: " ".into(),
    };
    assert_eq!(
        story.refused(&nobody),
        Rejection::Empty {
            field: "person".into()
        }
    );
    story.does(acknowledge());
    let holds = |minutes| {
        let when = noon() + TimeDelta::minutes(minutes);
        story.state.reminders.answer(&matter(), when).is_some()
    };
    assert!(holds(9));
    assert!(!holds(10), "ten minutes by default");
    story.does(raise(vec![raised(Rung::Due, None)]));
    assert!(story.state.reminders.answer(&matter(), noon()).is_none());
}

#[test]
fn a_raised_grade_makes_an_answer_stale_and_a_lowered_one_does_not() {
    let mut story = story();
    let id = story.logs(new_incident());
    story.does(raise(vec![raised(Rung::Start, Some(id.clone()))]));
    story.does(acknowledge());
    let grade = |grade, approval| Command::GradeIncident {
        known_since: None,
        incident: id.clone(),
        grade,
        at: None,
        ground: String::new(),
        approval,
    };
    story.does(grade(Grade::II, None));
    story.does(acknowledge());
    let approval = Approval::of(LEADER, "复核");
    story.does(grade(Grade::III, Some(approval)));
    assert!(story.state.reminders.answer(&matter(), noon()).is_some());
    story.does(grade(Grade::I, None));
    assert!(story.state.reminders.answer(&matter(), noon()).is_none());
}

#[test]
fn what_came_of_telling_is_kept_with_the_rung() {
    let mut story = story();
    let told = Told {
        way: "desktop".into(),
        delivered: false,
        detail: "no session bus".into(),
        repeat: false,
    };
    let note = Command::NoteTold {
        matter: matter(),
        rung: Rung::Start,
        told: told.clone(),
    };
    assert!(matches!(
        story.refused(&note),
        Rejection::UnknownMatter { .. }
    ));
    story.does(raise(vec![raised(Rung::Start, None)]));
    story.does(note);
    assert_eq!(story.state.reminders.raised[&matter()][0].told, [told]);
}

#[test]
fn quiet_hours_have_an_owner_a_reason_and_an_end_within_a_night() {
    let mut story = story();
    let quiet = |owner: &str, reason: &str, until: &str| Command::SetQuiet {
        owner: owner.into(),
        reason: reason.into(),
        until: Some(at(until)),
    };
    for until in ["2026-11-24T14:30:00", "2026-11-25T02:31:00"] {
        let no = story.refused(&quiet("小周", "检修", until));
        assert!(matches!(no, Rejection::QuietTooLong { .. }));
    }
    let until = "2026-11-24T16:00:00";
    assert!(matches!(
        story.refused(&quiet("", "检修", until)),
        Rejection::Empty { .. }
    ));
    assert!(matches!(
        story.refused(&quiet("小周", "", until)),
        Rejection::Empty { .. }
    ));
    story.does(quiet("小周", "检修", until));
    assert!(
        story
            .state
            .reminders
            .quiet_at(at("2026-11-24T15:59:59"))
            .is_some()
    );
    assert!(story.state.reminders.quiet_at(at(until)).is_none());
    let end = Command::SetQuiet {
        owner: "小周".into(),
        reason: String::new(),
        until: None,
    };
    story.does(end.clone());
    assert_eq!(story.refused(&end), Rejection::NothingToDo);
}

#[test]
fn a_sign_of_life_is_asked_climbs_in_order_and_an_answer_ends_it() {
    let mut story = story();
    let note = |stage| Command::NoteVigilance {
        stage,
        person: "小周".into(),
    };
    assert_eq!(
        story.refused(&note(Vigilance::Answered)),
        Rejection::NothingToDo
    );
    assert_eq!(
        story.refused(&note(Vigilance::Sounded)),
        Rejection::NothingToDo
    );
    story.does(note(Vigilance::Asked));
    assert_eq!(
        story.refused(&note(Vigilance::Asked)),
        Rejection::NothingToDo
    );
    story.does(note(Vigilance::Sounded));
    story.does(note(Vigilance::DeputyTold));
    assert_eq!(
        story.refused(&note(Vigilance::Sounded)),
        Rejection::NothingToDo
    );
    story.does(note(Vigilance::Answered));
    assert_eq!(story.state.vigilance, None);
}

#[test]
fn a_refused_login_is_kept_without_what_could_steer_a_screen() {
    let mut story = story();
    let events = story.does(Command::NoteRefusal {
        login: "ma\u{1b}[2Jllory".into(),
        what: "login".into(),
    });
    let Event::AccessRefused { login, .. } = &events[0] else {
        panic!("a refusal")
    };
    assert_eq!(login, "ma[2Jllory");
}

#[test]
fn a_pin_belongs_to_an_officer_in_the_directory() {
    let mut story = story();
    let pin = |set| Command::NotePin {
        officer: "小周".into(),
        set,
    };
    assert!(matches!(
        story.refused(&pin(true)),
        Rejection::UnknownOfficer { .. }
    ));
    story.does(Command::EnterOfficer {
        officer: OfficerEntry {
            name: "小周".into(),
            post: String::new(),
            phone: String::new(),
            role: Role::Officer,
        },
    });
    assert_eq!(story.refused(&pin(false)), Rejection::NothingToDo);
    story.does(pin(true));
    assert_eq!(story.state.pins.len(), 1);
}
