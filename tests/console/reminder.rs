//! A reminder is told once, seen until it is answered, and answered by somebody with a name.

use chrono::TimeDelta;
use ratatui::style::Modifier;
use watchkeeper::console::message::{Effect, Message};
use watchkeeper::domain::event::{DeskMode, Vigilance};
use watchkeeper::domain::period::DutyLevel;
use watchkeeper::domain::reminder::{MatterId, Rung};
use watchkeeper::domain::{Command, Sealed};
use watchkeeper::link::wire::{ClockHealth, ClockStep, Finding, FromDesk, ToDesk, WayHealth};
use watchkeeper::locale::Lang;
use watchkeeper::notify::desktop::{Answer, Button, Press};
use watchkeeper::notify::herald::Telling;
use watchkeeper::notify::{Outcome, Reason, Way};
use watchkeeper::rulebook::ladder::{self, Ladders};

use crate::fixture::{Console, Desk, SIZES, assert_rows_are_whole, at};

/// The desk's reminder clock looks: what is due by now is raised.
fn rings(desk: &mut Desk) -> Vec<Sealed> {
    let ladders = Ladders::built_in();
    let plan = ladder::plan(&desk.state, &[], &ladders, DutyLevel::Normal, desk.now);
    if plan.due.is_empty() {
        return Vec::new();
    }
    desk.does(Command::RaiseRungs { rungs: plan.due })
}

/// The console hears what its desk raises now.
fn hears(console: &mut Console) {
    for entry in rings(&mut console.desk) {
        console.tell(Message::Link(Box::new(FromDesk::Entry(entry))));
    }
}

/// An afternoon whose reminders were all told in their time, and one that comes now: the drill's,
/// fifteen minutes before.
fn afternoon() -> Console {
    let mut desk = Desk::busy(DeskMode::Real);
    rings(&mut desk);
    let open: Vec<_> = desk.state.reminders.raised.keys().cloned().collect();
    for matter in open {
        desk.does(Command::Acknowledge {
            matter,
            person: "张三".into(),
        });
    }
    Console::new(desk, (80, 24), Lang::Zh)
}

fn told(console: &Console) -> Vec<&Telling> {
    let telling = |effect: &Effect| matches!(effect, Effect::Tell(_));
    let told = console.wanted.iter().filter(|effect| telling(effect));
    told.filter_map(|effect| match effect {
        Effect::Tell(telling) => Some(&**telling),
        _ => None,
    })
    .collect()
}

fn commands(console: &Console) -> Vec<&Command> {
    let said = console.said.iter();
    said.filter_map(|word| match word {
        ToDesk::Do { command, .. } => Some(&**command),
        _ => None,
    })
    .collect()
}

fn signs_of_life(console: &Console) -> usize {
    let said = console.said.iter();
    said.filter(|word| matches!(word, ToDesk::Life)).count()
}

#[test]
fn a_reminder_heard_live_is_told_once_and_stays_on_the_screen_until_it_is_answered() {
    let mut console = afternoon();
    assert!(told(&console).is_empty(), "all of it is answered");
    assert!(!console.says("提醒 剩"), "{}", console.picture());
    console.passes(TimeDelta::minutes(2));
    hears(&mut console);
    let first = told(&console).len();
    assert!(first > 0);
    assert!(
        told(&console)
            .iter()
            .all(|telling| !telling.notice.marks.repeat)
    );
    assert!(console.says("Ctrl-B 签收"), "{}", console.picture());
    console.passes(TimeDelta::seconds(5));
    assert_eq!(told(&console).len(), first, "once");
    console.press("ctrl-b");
    assert!(!console.says("Ctrl-B 签收"), "{}", console.picture());
    let answers = commands(&console).into_iter().filter_map(|command| {
        let Command::Acknowledge { person, .. } = command else {
            return None;
        };
        Some(person.as_str())
    });
    assert!(answers.clone().count() > 0);
    assert!(answers.into_iter().all(|person| person == "张三"));
    assert!(console.says("已签收"), "{}", console.picture());
}

#[test]
fn a_rung_no_record_could_take_is_told_once_and_noted_nowhere() {
    let mut console = afternoon();
    console.passes(TimeDelta::minutes(2));
    let (desk, ladders) = (&console.desk, Ladders::built_in());
    let plan = ladder::plan(&desk.state, &[], &ladders, DutyLevel::Normal, desk.now);
    let audible = plan.due.into_iter().find(|raised| !raised.silent).unwrap();
    let comes = || Message::Link(Box::new(FromDesk::Unrecorded(Box::new(audible.clone()))));
    console.tell(comes());
    let [telling] = told(&console)[..] else {
        panic!("{:?}", told(&console))
    };
    assert_eq!(telling.notice.matter, audible.matter);
    assert_eq!(telling.rung, None, "the record knows no such rung");
    let title = telling.notice.title.clone();
    assert!(console.says(&title), "{}", console.picture());
    console.tell(comes());
    assert_eq!(told(&console).len(), 1, "once");

    // The disk has room again, and the record has it after all.
    let recorded = console.desk.does(Command::RaiseRungs {
        rungs: vec![audible],
    });
    for entry in recorded {
        console.tell(Message::Link(Box::new(FromDesk::Entry(entry))));
    }
    assert_eq!(told(&console).len(), 1, "no second sound");
    assert!(console.says("Ctrl-B 签收"), "{}", console.picture());
}

#[test]
fn a_leader_hears_at_a_console_of_their_own_what_is_for_the_leader() {
    let rings_for = |name: &str| {
        let mut desk = afternoon().desk;
        desk.takes_for = Some((name.to_owned(), false));
        let mut console = Console::new(desk, (80, 24), Lang::Zh);
        console.passes(TimeDelta::minutes(17));
        hears(&mut console);
        let told = told(&console).into_iter();
        let rungs = told.map(|telling| telling.rung.unwrap().name());
        rungs.collect::<Vec<_>>()
    };
    // An hour before, the officer on watch alone is told; from the due time on the leader too; the
    // head where a quarter of an hour was missed.
    let (officer, leader, head) = (rings_for("张三"), rings_for("李四"), rings_for("王五"));
    let has = |heard: &[String], rung: &str| heard.iter().any(|one| one == rung);
    assert!(
        has(&officer, "ahead-60") && has(&officer, "due"),
        "{officer:?}"
    );
    assert!(
        !has(&leader, "ahead-60") && has(&leader, "due"),
        "{leader:?}"
    );
    assert!(!has(&head, "due") && !has(&head, "overdue-5"), "{head:?}");
    assert!(has(&head, "overdue-15"), "{head:?}");
}

#[test]
fn as_a_watch_begins_a_way_that_fails_is_kept_and_one_that_is_not_there_is_said() {
    let notes = |console: &Console| {
        let commands = commands(console).into_iter();
        let notes = commands.filter(|command| matches!(command, Command::MakeNote { .. }));
        notes.count()
    };
    let failed = Outcome::Failed {
        reason: Reason::Mute { seconds: 4 },
    };
    let lacking = |reason| Outcome::Unavailable { reason };
    let cases = [
        (vec![(Way::Desktop, failed)], "4 秒内没有应答", 1),
        (
            vec![(Way::Desktop, lacking(Reason::NoBus))],
            "没有会话总线",
            0,
        ),
        (
            vec![
                (Way::Desktop, lacking(Reason::NoBus)),
                (Way::Terminal, lacking(Reason::NoTerminal)),
            ],
            "不能响铃",
            0,
        ),
    ];
    for (tried, words, kept) in cases {
        let mut console = Console::new(Desk::quiet(), (120, 40), Lang::Zh);
        console.tell(Message::Tried(tried));
        assert!(console.says(words), "{}", console.picture());
        assert_eq!(notes(&console), kept, "{words}");
    }
}

#[test]
fn the_screen_is_inverted_once_and_then_as_it_was() {
    let mut console = afternoon();
    console.passes(TimeDelta::minutes(2));
    let is_inverted = |console: &Console| {
        let (buffer, _) = console.buffer();
        buffer[(0, 10)].modifier.contains(Modifier::REVERSED)
    };
    assert!(!is_inverted(&console));
    hears(&mut console);
    assert!(is_inverted(&console));
    let ends = console.buffer().1.changes_at.unwrap();
    assert!(ends - console.machine <= TimeDelta::milliseconds(300));
    console.machine = ends;
    console.tell(Message::Tick);
    assert!(!is_inverted(&console));
    console.passes(TimeDelta::seconds(1));
    assert!(!is_inverted(&console), "it does not blink");
}

#[test]
fn what_nobody_was_told_of_is_told_once_after_the_link_came_up_and_marked_as_a_repeat() {
    let mut desk = Desk::busy(DeskMode::Real);
    rings(&mut desk);
    let mut console = Console::new(desk, (80, 24), Lang::Zh);
    let first = told(&console).len();
    assert!((1..=8).contains(&first), "{first}");
    for telling in told(&console) {
        assert!(telling.notice.marks.repeat);
        assert!(telling.notice.title.contains("重复"), "{telling:?}");
    }
    console.link_down();
    console.link_up();
    assert_eq!(told(&console).len(), first, "not again after a short break");
    let telling = (*told(&console)[0]).clone();
    let outcome = Outcome::told(&telling.notice);
    let (matter, rung) = (telling.notice.matter, telling.rung.unwrap());
    console.tell(Message::Told(matter.clone(), rung, outcome));
    let kept = commands(&console).into_iter().find_map(|command| {
        let Command::NoteTold {
            matter: of, told, ..
        } = command
        else {
            return None;
        };
        (*of == matter).then_some(told)
    });
    let kept = kept.unwrap();
    assert_eq!(kept.way, "terminal@duty");
    assert!(kept.delivered && kept.repeat);
    let another = Console::new(console.desk.clone(), (80, 24), Lang::Zh);
    let again = told(&another);
    assert!(again.iter().all(|telling| telling.notice.matter != matter));
}

#[test]
fn a_silent_rung_is_not_told() {
    let mut console = afternoon();
    console.passes(TimeDelta::minutes(2));
    let ladders = Ladders::built_in();
    let state = &console.desk.state;
    let now = console.desk.now;
    let mut plan = ladder::plan(state, &[], &ladders, DutyLevel::Normal, now);
    for raised in &mut plan.due {
        raised.silent = true;
    }
    assert!(!plan.due.is_empty());
    for entry in console.desk.does(Command::RaiseRungs { rungs: plan.due }) {
        console.tell(Message::Link(Box::new(FromDesk::Entry(entry))));
    }
    assert!(told(&console).is_empty());
    assert!(console.model.flash_until().is_none());
}

#[test]
fn that_a_limit_began_to_run_is_told_and_asks_nobody_to_answer() {
    let mut desk = Desk::quiet();
    rings(&mut desk);
    let mut console = Console::new(desk, (80, 24), Lang::Zh);
    console
        .desk
        .logs("木洞园区仓库冒烟", "木洞镇工业园", "14:32", |_| {});
    console.link_up();
    hears(&mut console);
    let rungs: Vec<_> = told(&console)
        .iter()
        .filter_map(|telling| telling.rung)
        .collect();
    assert!(rungs.contains(&Rung::Start), "{rungs:?}");
    assert!(!console.says("Ctrl-B 签收"), "{}", console.picture());
    console.press("ctrl-b");
    assert!(console.says("没有待签收的提醒"), "{}", console.picture());
}

#[test]
fn the_picture_names_matter_subject_recipients_and_the_time_left() {
    for size in SIZES {
        for lang in Lang::ALL {
            let mut desk = Desk::busy(DeskMode::Real);
            rings(&mut desk);
            let mut console = Console::new(desk, size, lang);
            console.passes(TimeDelta::seconds(1));
            assert_rows_are_whole(&console);
            let name = format!("reminder_{}_{}", size.0, lang.name());
            insta::assert_snapshot!(name, console.picture());
        }
    }
}

#[test]
fn the_incidents_screen_says_which_rung_was_raised_who_was_told_and_who_answered() {
    for lang in Lang::ALL {
        let mut console = afternoon();
        console.model.look.lang = lang;
        console.press("tab enter");
        insta::assert_snapshot!(
            format!("reminder_incident_{}", lang.name()),
            console.picture()
        );
    }
}

#[test]
fn a_leader_at_home_answers_in_a_name_of_their_own() {
    let mut desk = Desk::busy(DeskMode::Real);
    rings(&mut desk);
    desk.takes_for = Some(("李四".into(), false));
    let mut console = Console::new(desk, (80, 24), Lang::Zh);
    console.press("ctrl-b");
    let persons = commands(&console)
        .into_iter()
        .filter_map(|command| match command {
            Command::Acknowledge { person, .. } => Some(person.as_str()),
            _ => None,
        });
    let persons: Vec<&str> = persons.collect();
    assert!(
        !persons.is_empty() && persons.iter().all(|name| *name == "李四"),
        "{persons:?}"
    );
    console.press("ctrl-s");
    assert!(console.says("静音时段"), "{}", console.picture());
    assert!(console.says("> 申请人  李四"), "{}", console.picture());
}

#[test]
fn where_nobody_is_on_watch_the_name_of_who_answers_is_asked() {
    let mut desk = Desk::new(DeskMode::Real, at("2026-09-01T08:30:00"));
    desk.now = at("2026-09-01T14:32:00");
    desk.logs("木洞园区仓库冒烟", "木洞镇工业园", "13:50", |_| {});
    rings(&mut desk);
    let mut console = Console::new(desk, (80, 24), Lang::Zh);
    console.press("ctrl-b");
    assert!(console.says("签收提醒"), "{}", console.picture());
    console.press("tab").types("李四").press("f10");
    let answers: Vec<_> = commands(&console)
        .into_iter()
        .filter(
            |command| matches!(command, Command::Acknowledge { person, .. } if person == "李四"),
        )
        .collect();
    assert_eq!(answers.len(), 1, "{}", console.picture());
}

#[test]
fn quiet_hours_are_on_the_screen_and_their_end_is_said_ten_minutes_before() {
    let mut console = Console::new(Desk::quiet(), (80, 24), Lang::Zh);
    console.press("ctrl-s");
    assert!(console.says("静音时段"), "{}", console.picture());
    console
        .press("tab")
        .types("15:32")
        .press("tab")
        .types("开会")
        .press("f10");
    assert!(console.says("静音至 15:32"), "{}", console.picture());
    console.passes(TimeDelta::minutes(49));
    assert!(console.says("静音至 15:32"), "{}", console.picture());
    console.passes(TimeDelta::minutes(1));
    assert!(console.says("静音将于 15:32 结束"), "{}", console.picture());
    console.press("ctrl-s");
    assert!(console.says("提前结束静音时段"), "{}", console.picture());
    console.press("enter");
    assert!(console.says("静音已结束"), "{}", console.picture());
    assert!(console.desk.state.reminders.quiet.is_none());
}

/// The desk asks for a sign of life.
fn asks(console: &mut Console, stage: Vigilance) {
    let person = String::new();
    for entry in console.desk.does(Command::NoteVigilance { stage, person }) {
        console.tell(Message::Link(Box::new(FromDesk::Entry(entry))));
    }
}

#[test]
fn any_key_at_the_post_answers_a_sign_of_life_and_does_nothing_else() {
    let mut console = Console::new(Desk::busy(DeskMode::Real), (80, 24), Lang::Zh);
    console.model.stand_at_the_post();
    asks(&mut console, Vigilance::Asked);
    assert!(console.says("请应答"), "{}", console.picture());
    console.model.mark_drawn();
    console.press("f2");
    assert!(console.desk.state.vigilance.is_none());
    assert!(!console.says("请应答"), "{}", console.picture());
    assert!(console.model.overlays.is_empty(), "no form was opened");
}

#[test]
fn away_from_the_post_a_sign_of_life_is_seen_and_not_answered() {
    for lang in Lang::ALL {
        let mut console = Console::new(Desk::busy(DeskMode::Real), (80, 24), lang);
        asks(&mut console, Vigilance::Asked);
        asks(&mut console, Vigilance::Sounded);
        let words = match lang {
            Lang::Zh => "值班室自",
            Lang::En => "No sign of life",
        };
        assert!(console.says(words), "{}", console.picture());
        console.press("down");
        assert!(console.desk.state.vigilance.is_some());
        assert_eq!(signs_of_life(&console), 0);
    }
}

#[test]
fn keys_at_the_post_are_signs_of_life_once_a_minute_at_most() {
    let mut console = Console::new(Desk::quiet(), (80, 24), Lang::Zh);
    console.model.stand_at_the_post();
    console.passes(TimeDelta::minutes(5));
    assert_eq!(signs_of_life(&console), 0, "nobody pressed a key");
    console.press("down up down");
    assert_eq!(signs_of_life(&console), 1);
    console.passes(TimeDelta::seconds(59)).press("down");
    assert_eq!(signs_of_life(&console), 1);
    console.passes(TimeDelta::seconds(1)).press("down");
    assert_eq!(signs_of_life(&console), 2);
}

#[test]
fn a_desk_that_cannot_remind_says_so_in_words() {
    for lang in Lang::ALL {
        let mut console = Console::new(Desk::quiet(), (120, 40), lang);
        let mut health = console.desk.health(console.machine);
        health.reminder.stalled = true;
        health.reminder.last_ran = Some(console.desk.now - TimeDelta::minutes(7));
        health.clock = ClockHealth {
            sane: false,
            stepped: Some(ClockStep {
                at: console.machine,
                seconds: -3_600,
            }),
        };
        health.disk_free = Some(3 << 20);
        // The desk says it in a notice as well; one row is enough.
        health.notices = vec![Finding::new("notice-disk-low").with("megabytes", 3)];
        health.ways = vec![WayHealth {
            way: "command:sms".into(),
            delivered: false,
            detail: "no route to host".into(),
            at: console.desk.now,
        }];
        console.tell(Message::Link(Box::new(FromDesk::Beat(health))));
        insta::assert_snapshot!(
            format!("reminder_health_{}", lang.name()),
            console.picture()
        );
    }
}

#[test]
fn a_button_on_the_desktop_answers_and_opens() {
    let mut desk = Desk::busy(DeskMode::Real);
    rings(&mut desk);
    let mut console = Console::new(desk, (80, 24), Lang::Zh);
    let matter: MatterId = told(&console)[0].notice.matter.clone();
    let press = |button| {
        Message::Desktop(Answer::Pressed(Press {
            matter: matter.clone(),
            button,
        }))
    };
    console.tell(press(Button::Open));
    assert_eq!(console.model.screens.len(), 1);
    console.tell(press(Button::Acknowledge));
    let reminders = &console.desk.state.reminders;
    let answer = reminders.answer(&matter, console.desk.now).unwrap();
    assert_eq!(answer.person, "张三");
    let settled = console.wanted.iter();
    assert!(
        settled
            .into_iter()
            .any(|effect| matches!(effect, Effect::Settle(of) if *of == matter))
    );
}

#[test]
fn what_the_desktop_answers_late_is_kept_of_the_rung_it_was_told_of() {
    let mut desk = Desk::quiet();
    desk.now = at("2026-09-01T14:02:00");
    desk.logs("木洞园区仓库冒烟", "木洞镇工业园", "13:50", |_| {});
    let mut console = Console::new(desk, (80, 24), Lang::Zh);
    hears(&mut console);
    // A later rung of the same matter comes before the desktop says anything.
    console.passes(TimeDelta::minutes(40));
    hears(&mut console);
    let all = told(&console);
    let matter = all.last().unwrap().notice.matter.clone();
    let of_matter = all.iter().filter(|one| one.notice.matter == matter);
    let rungs: Vec<_> = of_matter.map(|telling| telling.rung).collect();
    assert!(rungs.len() > 1, "{all:?}");
    for rung in &rungs {
        console.tell(Message::Desktop(Answer::Raised {
            matter: matter.clone(),
            rung: *rung,
            outcome: Outcome::Told,
        }));
    }
    let kept = commands(&console)
        .into_iter()
        .filter_map(|command| match command {
            Command::NoteTold {
                matter: of,
                rung,
                told,
            } if *of == matter => told.way.starts_with("desktop@").then_some(Some(*rung)),
            _ => None,
        });
    assert_eq!(kept.collect::<Vec<_>>(), rungs);
}

#[test]
fn what_is_met_is_taken_away_from_desktop_and_terminal() {
    let mut desk = Desk::quiet();
    desk.now = at("2026-09-01T14:02:00");
    let incident = desk.logs("木洞园区仓库冒烟", "木洞镇工业园", "13:50", |_| {});
    desk.now = at("2026-09-01T14:32:05");
    rings(&mut desk);
    let mut console = Console::new(desk, (80, 24), Lang::Zh);
    assert!(!told(&console).is_empty());
    let approval = watchkeeper::domain::officer::Approval::of("李四", "误报");
    for entry in console
        .desk
        .does(Command::DismissIncident { incident, approval })
    {
        console.tell(Message::Link(Box::new(FromDesk::Entry(entry))));
    }
    let settled = console
        .wanted
        .iter()
        .filter(|effect| matches!(effect, Effect::Settle(_)))
        .count();
    assert_eq!(settled, told(&console).len());
}
