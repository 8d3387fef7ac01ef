//! Judging an incident at the console: what the figures reach stands beside the grade, a grade below
//! them is told and a leader's to allow, one row answers what is still open.

use std::collections::BTreeMap;

use watchkeeper::console::message::Message;
use watchkeeper::domain::event::{Amendment, DeskMode, NewIncident};
use watchkeeper::domain::grade::{Answer, Grade, Sensitive};
use watchkeeper::domain::impact::{Boundary, Ecology, Impact, Radiation};
use watchkeeper::domain::incident::Incident;
use watchkeeper::domain::officer::{Approval, Proof};
use watchkeeper::domain::{Command, SubjectId};
use watchkeeper::link::wire::FromDesk;
use watchkeeper::locale::Lang;

use crate::fixture::{Console, Desk, SIZES, afternoon, assert_rows_are_whole, at};

fn number() -> SubjectId {
    "BN-2026-001".to_owned().try_into().unwrap()
}

/// A desk with one open incident.
fn desk(more: impl FnOnce(&mut NewIncident)) -> Desk {
    let mut desk = Desk::new(DeskMode::Real, at("2026-09-01T08:30:00"));
    desk.takes_watch();
    desk.now = at("2026-09-01T14:20:00");
    desk.logs("花溪河死鱼", "花溪街道", "14:18", more);
    desk.now = afternoon();
    desk
}

fn dead(number: u32) -> Impact {
    Impact {
        deaths: Some(number),
        ..Impact::default()
    }
}

fn crossing() -> Impact {
    Impact {
        boundary: Some(Boundary::Province),
        ..Impact::default()
    }
}

fn leader() -> Approval {
    Approval {
        proof: None,
        leader: "李四".into(),
        reason: "伤亡系交通事故所致".into(),
    }
}

fn incident(console: &Console) -> &Incident {
    &console.desk.state.incidents[&number()]
}

fn console(desk: Desk) -> Console {
    Console::new(desk, (80, 24), Lang::Zh)
}

/// Goes on to the field of that name.
fn goes_to<'a>(console: &'a mut Console, label: &str) -> &'a mut Console {
    const FIELDS_MAX: usize = 20;
    let there = format!("> {label}");
    for _ in 0..FIELDS_MAX {
        if console.says(&there) {
            return console;
        }
        console.press("tab");
    }
    panic!("no field {label}\n{}", console.picture());
}

/// Looks at a screen in every size and language.
fn check(name: &str, desk: impl Fn() -> Desk, reach: impl Fn(&mut Console)) {
    for lang in Lang::ALL {
        for size in SIZES {
            let mut console = Console::new(desk(), size, lang);
            reach(&mut console);
            assert_rows_are_whole(&console);
            let name = format!("{name}_{}_{}", size.0, lang.name());
            insta::assert_snapshot!(name, console.picture());
        }
    }
}

#[test]
fn a_grade_below_the_figures_looks_like_this() {
    let thirty_five = || desk(|new| new.impact = dead(35));
    check("judging_below", thirty_five, |console| {
        console.press("f6").types("4");
    });
}

#[test]
fn the_figures_that_say_otherwise_are_named_and_a_leader_is_asked() {
    let mut console = console(desk(|new| new.impact = dead(35)));
    console.press("f6");
    assert!(!console.says("批准领导"), "nothing is graded yet");
    assert!(
        console.says("死亡 35 人（") && console.says("国办函〔2014〕119号附件1"),
        "the proposal stands beside\n{}",
        console.picture()
    );
    console.types("4");
    assert!(
        console.says("低于损害数据：现定一般，死亡 35 人（特别重大）"),
        "{}",
        console.picture()
    );
    assert!(console.says("批准领导"), "{}", console.picture());
    // Neither the ground nor the leader can be left out.
    console.press("f10");
    assert!(console.says("没有填写"), "{}", console.picture());
    console.press("enter");
    assert_eq!(incident(&console).grade, Grade::Unclear);

    console.press("esc esc");
    console.press("f6").press("ctrl-d").press("enter");
    console.press("f6").types("4");
    goes_to(&mut console, "依据").types("伤亡系交通事故所致");
    goes_to(&mut console, "批准领导").types("1").press("f10");
    assert!(
        console.says("所定级别低于已知损害所达的级别"),
        "{}",
        console.picture()
    );
    console.press("enter");
    let incident = incident(&console);
    assert_eq!(incident.grade, Grade::IV, "{}", console.picture());
    let consented = Approval {
        proof: Some(Proof::OnWatch),
        ..leader()
    };
    assert_eq!(incident.grade_consent().unwrap().approval, consented);
}

#[test]
fn a_grade_the_figures_reach_asks_for_nobody() {
    let mut console = console(desk(|new| new.impact = dead(35)));
    console.press("f6").types("1");
    assert!(!console.says("批准领导"), "{}", console.picture());
    console.press("f10");
    assert_eq!(incident(&console).grade, Grade::I);
}

#[test]
fn figures_that_rise_above_the_grade_mark_it_on_every_surface_until_a_leader_approves() {
    let mut desk = desk(|new| {
        new.grade = Grade::IV;
        new.impact = dead(1);
    });
    let amendment = Amendment {
        impact: Some(dead(35)),
        ..Amendment::default()
    };
    desk.does(Command::AmendIncident {
        incident: number(),
        amendment: Box::new(amendment),
    });
    let mut console = console(desk);
    assert!(console.says("!偏低"), "{}", console.picture());
    console.press("enter");
    assert!(
        console.says("!偏低") && console.says("还没有领导批准"),
        "{}",
        console.picture()
    );
    // The form asks at once: grade it anew, or have it approved as it stands.
    console.press("f6");
    assert!(console.says("批准领导"), "{}", console.picture());
    goes_to(&mut console, "依据").types("伤亡系交通事故所致");
    goes_to(&mut console, "批准领导")
        .types("1")
        .press("f10 enter");
    assert!(incident(&console).grade_holds(), "{}", console.picture());
    assert!(
        console.says("偏低") && !console.says("!偏低"),
        "it stays marked\n{}",
        console.picture()
    );
    assert!(
        console.says("经 李四 批准：伤亡系交通事故所致"),
        "{}",
        console.picture()
    );
}

#[test]
fn an_incident_graded_below_its_figures_looks_like_this() {
    let below = || {
        let mut desk = desk(|new| {
            new.grade = Grade::IV;
            new.sensitive = BTreeMap::from([(Sensitive::CrossProvince, Answer::No)]);
        });
        let amendment = Amendment {
            impact: Some(Impact {
                deaths: Some(35),
                ..crossing()
            }),
            ..Amendment::default()
        };
        desk.does(Command::AmendIncident {
            incident: number(),
            amendment: Box::new(amendment),
        });
        desk
    };
    check("judging_marked_watch", below, |_| {});
    check("judging_marked_page", below, |console| {
        console.press("enter");
    });
}

#[test]
fn four_keys_answer_all_that_is_open_with_no_after_showing_it() {
    for way in [
        ["s", "space", "f10", "enter"],
        ["ctrl-e", "ins", "f10", "enter"],
    ] {
        for place in ["watch", "page"] {
            let mut console = console(desk(|new| {
                new.grade = Grade::IV;
                new.sensitive = BTreeMap::from([(Sensitive::MainStem, Answer::Yes)]);
            }));
            if place == "page" {
                console.press("enter");
            }
            let [opens, answers, saves, confirms] = way;
            console.press(opens).press(answers);
            assert!(
                console.says("张三 14:32 答“否”：以上 6 项"),
                "{}",
                console.picture()
            );
            for name in ["饮用水水源保护区", "重金属", "可能跨省或跨国"] {
                assert!(console.says(name), "{name}\n{}", console.picture());
            }
            console.press(saves);
            assert!(console.says("其余未答各项都答“否”？"));
            console.press(confirms);
            let answers = &incident(&console).sensitive;
            assert_eq!(answers.len(), Sensitive::ALL.len(), "{}", console.picture());
            for (condition, answer) in answers {
                let expected = if *condition == Sensitive::MainStem {
                    Answer::Yes
                } else {
                    Answer::No
                };
                assert_eq!(*answer, expected, "{}", condition.name());
            }
        }
    }
}

#[test]
fn where_more_reads_no_than_the_row_answers_they_are_named() {
    let mut console = console(desk(|new| {
        new.sensitive = BTreeMap::from([(Sensitive::WaterSource, Answer::No)]);
    }));
    console.press("s space");
    assert!(
        console.says("张三 14:32 答“否”：居民区、学校、医院等；重金属"),
        "{}",
        console.picture()
    );
}

#[test]
fn one_row_for_all_that_is_open_looks_like_this() {
    let graded = || desk(|new| new.grade = Grade::IV);
    check("judging_others", graded, |console| {
        console.press("s space");
    });
}

#[test]
fn the_row_leaves_what_was_answered_in_the_form_and_what_the_boundary_speaks_for() {
    let mut console = console(desk(|new| new.impact = crossing()));
    // The second condition is answered yes before the row is used.
    console.press("s tab tab").types("2");
    console.press("shift-tab shift-tab space f10 enter");
    let answers = &incident(&console).sensitive;
    assert_eq!(answers[&Sensitive::Residents], Answer::Yes);
    assert_eq!(answers[&Sensitive::WaterSource], Answer::No);
    assert!(
        !answers.contains_key(&Sensitive::CrossProvince),
        "the boundary entered is a province's"
    );
}

#[test]
fn the_row_takes_back_what_it_answered_and_is_gone_when_nothing_is_open() {
    let mut console = console(desk(|_| {}));
    console.press("s space space tab").types("2").press("f10");
    let answers = &incident(&console).sensitive;
    assert_eq!(
        answers.iter().collect::<Vec<_>>(),
        [(&Sensitive::WaterSource, &Answer::Yes)]
    );
    console.press("s space f10 enter");
    assert_eq!(incident(&console).sensitive.len(), Sensitive::ALL.len());
    console.press("s");
    assert!(!console.says("其余未答各项"), "{}", console.picture());
}

#[test]
fn a_yes_that_another_console_entered_meanwhile_is_not_overwritten() {
    let mut console = console(desk(|_| {}));
    console.press("s space");
    let amendment = Amendment {
        sensitive: BTreeMap::from([(Sensitive::HeavyMetal, Answer::Yes)]),
        ..Amendment::default()
    };
    let entries = console.desk.does(Command::AmendIncident {
        incident: number(),
        amendment: Box::new(amendment),
    });
    for entry in entries {
        console.tell(Message::Link(Box::new(FromDesk::Entry(entry))));
    }
    console.press("f10 enter");
    let answers = &incident(&console).sensitive;
    assert_eq!(answers[&Sensitive::HeavyMetal], Answer::Yes);
    assert_eq!(
        answers[&Sensitive::WaterSource],
        Answer::No,
        "{}",
        console.picture()
    );
}

#[test]
fn a_boundary_of_a_province_proposes_yes_to_the_condition_it_speaks_for() {
    let mut console = console(desk(|_| {}));
    console.press("i tab tab tab tab tab tab").types("3");
    assert!(
        console.says("可能跨省或跨国") && console.says("是（建议）"),
        "{}",
        console.picture()
    );
    console.press("f10");
    let it = incident(&console);
    assert_eq!(it.impact.boundary, Some(Boundary::Province));
    assert_eq!(it.sensitive[&Sensitive::CrossProvince], Answer::Yes);
    assert!(it.is_sensitive());
}

#[test]
fn a_boundary_whose_condition_is_left_open_stays_marked() {
    let mut console = console(desk(|_| {}));
    console.press("i tab tab tab tab tab tab").types("3");
    console.press("tab tab").types("2").press("f10");
    let it = incident(&console);
    assert_eq!(it.impact.boundary, Some(Boundary::Province));
    assert!(it.sensitive.is_empty());
    assert!(console.says("!跨省"), "{}", console.picture());
}

#[test]
fn no_against_the_boundary_asks_for_a_leader() {
    let mut console = console(desk(|new| new.impact = crossing()));
    console.press("s tab tab tab tab").types("3");
    assert!(
        console.says("批准领导") && console.says("应答“是”"),
        "{}",
        console.picture()
    );
    console.press("f10");
    assert!(incident(&console).sensitive.is_empty(), "it is refused");
    console.press("esc");
    console.press("s ctrl-d enter");
    console.press("s tab tab tab tab").types("3");
    goes_to(&mut console, "理由").types("污染团已在省界上游截住");
    goes_to(&mut console, "批准领导").types("1").press("f10");
    let it = incident(&console);
    assert_eq!(
        it.sensitive.get(&Sensitive::CrossProvince),
        Some(&Answer::No),
        "{}",
        console.picture()
    );
    assert!(!it.is_open_condition(Sensitive::CrossProvince));
}

#[test]
fn harm_by_radiation_is_entered_in_two_steps_and_reaches_its_grade() {
    let mut console = console(desk(|_| {}));
    console.press("i shift-tab").types("4").press("tab");
    assert!(
        console.says("Ⅰ、Ⅱ类放射源丢失、被盗") && !console.says("Ⅳ、Ⅴ类"),
        "{}",
        console.picture()
    );
    console.types("1").press("f10");
    let it = incident(&console);
    assert_eq!(it.impact.radiation, Some(Radiation::SourceHigh));
    console.press("enter end");
    assert!(
        console.says("辐射影响") && console.says("Ⅰ、Ⅱ类放射源丢失、被盗"),
        "{}",
        console.picture()
    );
    // Opened again, it says what was entered.
    console.press("i shift-tab");
    assert!(
        console.says("Ⅰ、Ⅱ类放射源丢失、被盗"),
        "{}",
        console.picture()
    );
}

#[test]
fn figures_with_radiation_look_like_this() {
    check(
        "judging_radiation",
        || desk(|_| {}),
        |console| {
            console.press("i shift-tab").types("5").press("tab");
        },
    );
}

#[test]
fn protected_species_are_entered_by_what_happened_to_them() {
    let mut console = console(desk(|_| {}));
    console.press("i tab tab tab tab");
    assert!(
        console.says("国家重点保护野生动植物种群大批死亡")
            && !console.says("区域生态功能丧失或保护物种灭绝"),
        "{}",
        console.picture()
    );
    console.types("5").press("f10");
    assert_eq!(
        incident(&console).impact.ecology,
        Some(Ecology::SpeciesDied)
    );
}

#[test]
fn what_was_entered_as_two_harms_in_one_is_still_offered_where_it_stands() {
    let joined = Impact {
        ecology: Some(Ecology::FunctionLost),
        ..Impact::default()
    };
    let mut console = console(desk(|new| new.impact = joined));
    console.press("i tab").types("2").press("f10");
    let it = incident(&console);
    assert_eq!(it.impact.injured, Some(2));
    assert_eq!(it.impact.ecology, Some(Ecology::FunctionLost));
}
