//! Promise: no running duty is ever hidden. Whatever the board, whatever is pressed: the soonest
//! eight that can still be met are drawn with their time left, what is not drawn is counted by kind
//! with the soonest time among it, and no subject with something overdue is without a mark.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use watchkeeper::console::countdown;
use watchkeeper::domain::call::{CallFacts, Personal, Source};
use watchkeeper::domain::event::DeskMode;
use watchkeeper::domain::grade::{Answer, Grade, Sensitive};
use watchkeeper::domain::report::{Channel, ReportKind, ReportSent};
use watchkeeper::domain::rule::{Duty, Means};
use watchkeeper::domain::warning::WarningLevel;
use watchkeeper::domain::{Command, SubjectId};
use watchkeeper::locale::Lang;
use watchkeeper::rulebook::{Standing, deadlines, lines};

use crate::fixture::{Console, Desk, assert_rows_are_whole, at};

/// What a duty room may have been told and may have done.
#[derive(Debug, Clone)]
enum Act {
    Log {
        grade: Grade,
        sensitive: Vec<bool>,
        drill: bool,
        known_before: i64,
    },
    Report {
        which: usize,
        kind: ReportKind,
        channel: Channel,
        to: Vec<&'static str>,
    },
    Call,
    Warning(WarningLevel),
}

const RECIPIENTS: [&str; 3] = [
    "district-committee",
    "district-government",
    "municipal-bureau",
];

fn act() -> impl Strategy<Value = Act> {
    let grades = select(vec![
        Grade::I,
        Grade::II,
        Grade::III,
        Grade::IV,
        Grade::Unclear,
    ]);
    let log = (
        grades,
        vec(prop::bool::weighted(0.2), 7),
        any::<bool>(),
        0..40_i64,
    );
    let log = log.prop_map(|(grade, sensitive, drill, known_before)| Act::Log {
        grade,
        sensitive,
        drill,
        known_before,
    });
    let kinds = select(ReportKind::ALL.to_vec());
    let channels = select(vec![Channel::Phone, Channel::Fax]);
    let to = proptest::sample::subsequence(RECIPIENTS.to_vec(), 1..=3);
    let report = (any::<usize>(), kinds, channels, to);
    let report = report.prop_map(|(which, kind, channel, to)| Act::Report {
        which,
        kind,
        channel,
        to,
    });
    let levels = select(vec![WarningLevel::Red, WarningLevel::Yellow]);
    prop_oneof![
        4 => log,
        3 => report,
        1 => Just(Act::Call),
        1 => levels.prop_map(Act::Warning),
    ]
}

/// Acts, each so many minutes before the screen is looked at.
fn acts() -> impl Strategy<Value = Vec<(i64, Act)>> {
    let ago = prop_oneof![3 => 0..90_i64, 2 => 90..600_i64, 1 => 600..3_000_i64];
    vec((ago, act()), 0..28).prop_map(|mut acts| {
        acts.sort_by_key(|(ago, _)| -ago);
        acts
    })
}

fn now() -> DateTime<Utc> {
    at("2026-11-24T14:32:05")
}

fn board(acts: &[(i64, Act)]) -> Desk {
    let mut desk = Desk::new(DeskMode::Real, now() - TimeDelta::days(3));
    desk.takes_watch();
    for (ago, act) in acts {
        desk.now = now() - TimeDelta::minutes(*ago);
        does(&mut desk, act);
    }
    desk.now = now();
    desk
}

fn does(desk: &mut Desk, act: &Act) {
    match act {
        Act::Log {
            grade,
            sensitive,
            drill,
            known_before,
        } => {
            let number = desk.state.incidents.len() + 1;
            let answers = Sensitive::ALL.into_iter().zip(sensitive);
            let answers = answers.filter(|(_, yes)| **yes);
            let learned = desk.now - TimeDelta::minutes(*known_before);
            let title = format!("花溪河第{number}起异味");
            desk.logs(&title, "花溪街道", "00:00", |new| {
                new.learned = learned;
                new.grade = *grade;
                new.sensitive = answers.map(|(it, _)| (it, Answer::Yes)).collect();
                new.drill = *drill;
            });
        }
        Act::Report {
            which,
            kind,
            channel,
            to,
        } => {
            let ids: Vec<&SubjectId> = desk.state.incidents.keys().collect();
            let Some(incident) = ids.get(which % ids.len().max(1)).copied().cloned() else {
                return;
            };
            let sent = ReportSent {
                kind: *kind,
                channel: *channel,
                to: to.iter().map(|to| (*to).into()).collect(),
                at: desk.now,
                receiver: "赵六".into(),
                acknowledged: true,
                signatory: "李四".into(),
                text: "情况如下。".into(),
            };
            desk.tries(&Command::FileReport {
                incident,
                sent: Box::new(sent),
            });
        }
        Act::Call => {
            let facts = CallFacts {
                received: desk.now,
                channel: Source::Hotline12345,
                from: Personal::Open("周女士".into()),
                unit: String::new(),
                phone: Personal::Open("023-00000000".into()),
                called_back: false,
                about: "河水发白".into(),
            };
            desk.does(Command::TakeCall {
                facts,
                confidential: false,
            });
        }
        Act::Warning(level) => {
            desk.warned("暴雨", *level, |_| {});
        }
    }
}

/// A duty as this test counts them, from the lines of the rulebook alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Asked {
    due: DateTime<Utc>,
    subject: SubjectId,
    duty: Duty,
    means: Means,
    foreseen: bool,
    is_overdue: bool,
}

fn asked(desk: &Desk) -> BTreeSet<Asked> {
    let all = deadlines(&desk.state, desk.now);
    let open = lines(all).into_iter().map(|line| line.strictest);
    let open = open.filter(|deadline| !deadline.standing.is_settled());
    let asked = open.map(|deadline| Asked {
        due: deadline.due_at,
        is_overdue: deadline.standing == Standing::Overdue,
        subject: deadline.subject,
        duty: deadline.rule.duty,
        means: deadline.rule.means,
        foreseen: deadline.foreseen,
    });
    asked.collect()
}

/// What a row of it must say.
fn pieces(asked: &Asked, lang: Lang) -> [String; 3] {
    let number = asked.subject.to_string();
    let number = number.rsplit('-').next().unwrap().to_owned();
    let left = countdown::text(asked.due - now(), lang);
    let duty = lang.text(&format!("short-duty-{}", asked.duty.name()));
    let means = lang.text(&format!("short-means-{}", asked.means.name()));
    let what = match asked.means {
        Means::Phone | Means::Written => format!("{duty} {means}"),
        Means::Any | Means::Desk => duty,
    };
    [
        format!(" {number} "),
        format!("{left} "),
        format!("{what} "),
    ]
}

/// The rows of the panel of duties.
fn panel(console: &Console) -> Vec<String> {
    let lines = console.lines();
    let heading = console.model.look.lang.text("panel-deadlines");
    let begins = |line: &&String| !line.starts_with(&format!("┌ {heading}"));
    let rest: Vec<String> = lines.iter().skip_while(begins).skip(1).cloned().collect();
    let end = rest.iter().position(|line| line.starts_with('└')).unwrap();
    rest[..=end].to_vec()
}

/// The row it is drawn in, beginning with the mark of the selection and its number.
fn is_drawn(asked: &Asked, rows: &[String], lang: Lang) -> bool {
    let [number, left, what] = pieces(asked, lang);
    let begins = |row: &&String| {
        let row = row.trim_start_matches(['│', '>']).trim_start();
        row.starts_with(number.trim_start())
    };
    let mut rows = rows.iter().filter(begins);
    rows.any(|row| row.contains(&left) && row.contains(&what))
}

fn check(console: &Console, all: &BTreeSet<Asked>) {
    let lang = console.model.look.lang;
    let rows = panel(console);
    let picture = console.picture();
    let (foot, rows) = rows.split_last().unwrap();
    // The soonest eight that can still be met.
    let mut can_be_met: Vec<&Asked> = all.iter().filter(|it| !it.is_overdue).collect();
    can_be_met.sort_by_key(|it| it.due);
    let eighth = can_be_met.get(7).or(can_be_met.last()).map(|it| it.due);
    let drawn: Vec<&&Asked> = can_be_met
        .iter()
        .filter(|it| is_drawn(it, rows, lang))
        .collect();
    for it in can_be_met.iter().filter(|it| Some(it.due) < eighth) {
        assert!(is_drawn(it, rows, lang), "{it:?}\n{picture}");
    }
    let soon = drawn.iter().filter(|it| Some(it.due) <= eighth).count();
    assert!(soon >= can_be_met.len().min(8), "{soon}\n{picture}");

    check_late(&late(all), rows, lang, &picture);
    // What is settled is counted with the rest where it is shown, and is not looked at here.
    if !console.model.watch.shows_settled {
        check_unlisted(all, (rows, foot), lang, &picture);
    }
}

/// What is not drawn is counted, by kind and with the soonest time.
fn check_unlisted(
    all: &BTreeSet<Asked>,
    (rows, foot): (&[String], &str),
    lang: Lang,
    picture: &str,
) {
    let hidden: Vec<&Asked> = all.iter().filter(|it| !is_drawn(it, rows, lang)).collect();
    let number = hidden.len().to_string();
    let said = lang.say("panel-unlisted", &[("number", number.clone().into())]);
    assert_eq!(
        foot.contains(&said),
        !hidden.is_empty(),
        "{said}\n{picture}"
    );
    if !hidden.is_empty() {
        let mut kinds: BTreeMap<Duty, usize> = BTreeMap::new();
        for it in &hidden {
            *kinds.entry(it.duty).or_default() += 1;
        }
        let told = |(duty, count): (&Duty, &usize)| {
            let duty = lang.text(&format!("short-duty-{}", duty.name()));
            foot.contains(&format!("{duty} {count}"))
        };
        let untold: usize = kinds.iter().filter(|it| !told(*it)).map(|(_, n)| n).sum();
        let other = untold.to_string();
        let other = lang.say("panel-unlisted-other", &[("number", other.into())]);
        assert!(untold == 0 || foot.contains(&other), "{kinds:?}\n{picture}");
        let soonest = hidden.iter().filter(|it| !it.is_overdue).map(|it| it.due);
        if let Some(at) = soonest.min() {
            let zone = chrono_tz::Tz::Asia__Shanghai;
            let time = at.with_timezone(&zone).format("%H:%M").to_string();
            assert!(foot.contains(&time), "{time}\n{picture}");
        }
    }
}

/// The subjects with something overdue.
fn late(all: &BTreeSet<Asked>) -> BTreeSet<&SubjectId> {
    let late = all.iter().filter(|it| it.is_overdue && !it.foreseen);
    late.map(|it| &it.subject).collect()
}

/// None of them is without a mark.
fn check_late(late: &BTreeSet<&SubjectId>, rows: &[String], lang: Lang, picture: &str) {
    let strip = rows
        .iter()
        .find(|row| row.contains(&lang.text("panel-late")));
    let mut unmarked = 0;
    for subject in late {
        let number = subject.to_string();
        let number = format!(" {} ", number.rsplit('-').next().unwrap());
        let has_row = rows.iter().any(|row| {
            let row = row.trim_start_matches(['│', '>']).trim_start();
            row.starts_with(number.trim_start()) && row.contains("!!")
        });
        if !has_row && !strip.is_some_and(|strip| strip.contains(&number)) {
            unmarked += 1;
        }
    }
    if unmarked > 0 {
        let more = format!(" +{unmarked} ");
        let strip = strip.unwrap_or_else(|| panic!("{unmarked} unmarked\n{picture}"));
        assert!(strip.contains(&more), "{more}\n{picture}");
    }
}

const KEYS: [&str; 16] = [
    "down",
    "up",
    "pgdn",
    "pgup",
    "end",
    "home",
    "right",
    "left",
    "tab",
    "shift-tab",
    "v",
    "down",
    "ctrl-b",
    "enter esc",
    "end right",
    "down right down",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_soonest_eight_are_always_in_sight(
        acts in acts(),
        keys in vec(select(KEYS.to_vec()), 0..12),
        lang in select(Lang::ALL.to_vec()),
    ) {
        let desk = board(&acts);
        let all = asked(&desk);
        let mut console = Console::new(desk, (80, 24), lang);
        console.press("esc");
        check(&console, &all);
        for key in keys {
            console.press(key);
            assert_rows_are_whole(&console);
            check(&console, &all);
        }
    }
}

#[test]
fn a_half_hour_about_to_end_is_not_hidden_behind_two_old_incidents() {
    let log = |grade, sensitive: &[bool]| Act::Log {
        grade,
        sensitive: sensitive.to_vec(),
        drill: false,
        known_before: 0,
    };
    let acts = [
        (2_000, log(Grade::II, &[true])),
        (1_990, log(Grade::II, &[true])),
        (26, log(Grade::II, &[])),
    ];
    for lang in Lang::ALL {
        let desk = board(&acts);
        let all = asked(&desk);
        let mut console = Console::new(desk, (80, 24), lang);
        let left = "00:04:00";
        for keys in [
            "",
            "end",
            "right",
            "down down",
            "enter",
            "esc f3",
            "esc f2",
            "esc f12",
        ] {
            console.press(keys);
            let lines = console.lines();
            assert!(
                lines[1].contains(left) && lines[1].contains(" 003 "),
                "{}",
                console.picture()
            );
        }
        console.press("esc esc esc");
        check(&console, &all);
        assert!(panel(&console)[0].contains(left), "{}", console.picture());
        insta::assert_snapshot!(
            format!("third_incident_80_{}", lang.name()),
            console.picture()
        );
    }
}

#[test]
fn a_duty_is_opened_below_and_each_recipient_reached() {
    let mut console = Console::new(Desk::busy(DeskMode::Real), (80, 24), Lang::Zh);
    console.selects("001  !!").press("right");
    assert!(console.says("> "), "{}", console.picture());
    insta::assert_snapshot!("opened_80_zh-CN", console.picture());
    let selected = |console: &Console| {
        let lines = console.lines();
        lines.into_iter().find(|line| line.contains("│> ")).unwrap()
    };
    assert!(selected(&console).contains("市局"), "who waits first");
    console.press("up up");
    assert!(selected(&console).contains("区委"), "{}", console.picture());
    assert!(selected(&console).contains("赵六"), "who took it");
    console.press("left");
    assert!(
        selected(&console).contains("001  !!超时"),
        "{}",
        console.picture()
    );
    console.press("right down");
    assert!(
        selected(&console).contains("15:45"),
        "{}",
        console.picture()
    );
    assert!(
        !console.says("赵六"),
        "one row again\n{}",
        console.picture()
    );
}

#[test]
fn a_running_half_hour_ticks_on_every_screen() {
    let mut desk = Desk::quiet();
    desk.logs("木洞园区仓库冒烟", "木洞镇工业园", "14:30", |_| {});
    let mut console = Console::new(desk, (80, 24), Lang::Zh);
    for keys in ["", "enter", "esc f3", "esc f12", "esc f2"] {
        console.press(keys);
        let before = console.lines()[1].clone();
        assert!(before.contains("001 核实"), "{}", console.picture());
        console.passes(TimeDelta::seconds(1));
        assert_ne!(console.lines()[1], before, "{}", console.picture());
    }
}
