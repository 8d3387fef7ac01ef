//! What the screens look like, at both sizes and in both languages.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use watchkeeper::console::board;
use watchkeeper::console::text;
use watchkeeper::domain::done::Done;
use watchkeeper::domain::event::DeskMode;
use watchkeeper::domain::extent::{Extent, Nature, Reach};
use watchkeeper::domain::grade::{Answer, Grade, Sensitive};
use watchkeeper::domain::rule::Duty;
use watchkeeper::domain::{Command, SubjectId};
use watchkeeper::link::wire::Finding;
use watchkeeper::locale::Lang;

use crate::fixture::{Console, Desk, SIZES, afternoon, assert_rows_are_whole};

/// Looks at a screen in every size and language.
fn check(name: &str, desk: fn() -> Desk, reach: impl Fn(&mut Console)) {
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

fn busy() -> Desk {
    Desk::busy(DeskMode::Real)
}

/// One incident under every rule of the product, with what others did and what was decided.
fn every_rule() -> Desk {
    let mut desk = Desk::quiet();
    desk.adopts_every_rule();
    desk.logs(
        "五布河含铬废液泄漏",
        "木洞镇五布河",
        "13:50",
        |new| {
            new.grade = Grade::III;
            new.sensitive = BTreeMap::from([(Sensitive::MainStem, Answer::Yes)]);
            new.extent = Extent {
                natures: BTreeSet::from([Nature::Water]),
                reach: Some(Reach::Eastern),
                neighbours: BTreeMap::from([("neighbour-fuling".into(), None)]),
            };
        },
    );
    desk.did_what_is_asked_at_once("BN-2026-001");
    let incident: SubjectId = "BN-2026-001".to_owned().try_into().unwrap();
    desk.does(Command::MarkDone {
        incident,
        done: Box::new(Done {
            duty: Duty::Brief,
            recipient: "public".into(),
            at: desk.now,
            who: "区政府新闻办".into(),
            note: String::new(),
        }),
    });
    desk
}

#[test]
fn the_watch_on_a_busy_afternoon() {
    check("watch_busy", busy, |_| {});
}

#[test]
fn the_watch_on_a_quiet_day_says_what_to_press() {
    check("watch_quiet", Desk::quiet, |_| {});
}

#[test]
fn the_watch_with_what_is_settled() {
    check("watch_settled", busy, |console| {
        console.press("v end");
    });
}

#[test]
fn a_simulated_desk_says_so_on_every_screen() {
    for lang in Lang::ALL {
        let mark = lang.text("console-simulated");
        for keys in ["", "enter", "f3", "f2", "f1", "ctrl-p", "f5"] {
            for size in SIZES {
                let mut console = Console::new(Desk::busy(DeskMode::Simulated), size, lang);
                console.press(keys);
                assert!(
                    console.lines()[0].contains(&mark),
                    "{keys:?}\n{}",
                    console.picture()
                );
            }
        }
    }
}

#[test]
fn a_drill_is_marked_in_words() {
    let console = Console::new(busy(), (120, 40), Lang::Zh);
    let rows = console.lines();
    for row in rows.iter().filter(|row| row.contains("硫磺库火灾")) {
        assert!(row.contains("演练"), "{row}");
    }
}

#[test]
fn an_incident_in_detail() {
    check("incident", busy, |console| {
        console.selects("001 ").press("enter");
    });
}

#[test]
fn an_incident_scrolled_to_its_end() {
    check("incident_end", busy, |console| {
        console.selects("001 ").press("enter tab end");
    });
}

#[test]
fn a_call_in_detail() {
    check("call", busy, |console| {
        console.press("f3 tab enter");
    });
}

#[test]
fn the_list_of_everything() {
    check("find", busy, |console| {
        console.press("f3");
    });
}

#[test]
fn a_search_in_the_list() {
    check("find_search", busy, |console| {
        console.press("f3").types("铊").press("enter");
    });
}

#[test]
fn help_explains_the_keys() {
    check("help", busy, |console| {
        console.press("f1");
    });
}

#[test]
fn help_finds_what_is_typed() {
    check("help_search", busy, |console| {
        console.press("f1").types("F5");
    });
}

#[test]
fn the_palette_offers_what_makes_sense_here() {
    check("palette", busy, |console| {
        console.press("ctrl-p");
    });
}

#[test]
fn a_lost_link_says_how_old_the_picture_is() {
    check("link_lost", busy, |console| {
        console.link_down();
        console.passes(TimeDelta::seconds(72));
    });
}

#[test]
fn a_desk_that_records_nothing_says_so_on_every_screen() {
    let mut console = Console::new(busy(), (80, 24), Lang::Zh);
    let mut health = console.desk.health(console.machine);
    health.read_only = Some(Finding::new("console-fetching"));
    console.tell(watchkeeper::console::message::Message::Link(Box::new(
        watchkeeper::link::wire::FromDesk::Beat(health),
    )));
    for keys in ["", "enter", "esc f3", "esc f2"] {
        console.press(keys);
        assert!(console.lines()[1].contains("只读"), "{}", console.picture());
        assert_rows_are_whole(&console);
    }
}

#[test]
fn a_window_that_is_too_small_says_so() {
    for size in [(59, 24), (80, 15), (1, 1), (0, 0), (20, 3)] {
        let console = Console::new(busy(), size, Lang::Zh);
        let (_, drawn) = console.buffer();
        assert_eq!(drawn.changes_at, None, "nothing ticks there");
    }
    let console = Console::new(busy(), (59, 24), Lang::Zh);
    assert!(console.says("60"), "{}", console.picture());
}

#[test]
fn every_screen_can_be_drawn_at_any_size() {
    let desk = busy();
    for width in [60, 61, 79, 97, 109, 110, 149, 150, 210] {
        for height in [16, 17, 25, 60] {
            let mut console = Console::new(desk.clone(), (width, height), Lang::Zh);
            for keys in [
                "",
                "enter",
                "esc",
                "f3",
                "esc",
                "f2",
                "esc",
                "f5",
                "esc",
                "f1",
                "esc",
                "ctrl-p",
                "esc",
                "f12",
                "tab",
                "shift-tab shift-tab",
                "f6",
                "esc",
                "ctrl-d",
                "esc",
                "f7",
                "esc esc",
                "f11",
                "esc",
                "ins",
            ] {
                console.press(keys);
                assert_rows_are_whole(&console);
            }
        }
    }
}

#[test]
fn the_board_is_plain_text_of_the_width_asked_for() {
    let desk = busy();
    for lang in Lang::ALL {
        for width in [80, 132] {
            let board = board::text(&desk.state, afternoon(), width, lang);
            assert!(!board.contains('\u{1b}'));
            for line in board.lines() {
                assert!(text::width(line) <= width, "{line:?}");
            }
            insta::assert_snapshot!(format!("board_{width}_{}", lang.name()), board);
        }
    }
}

#[test]
fn an_incident_under_every_rule_says_who_acts_where_it_is_not_this_bureau() {
    check("incident_every_rule", every_rule, |console| {
        console.press("enter");
    });
}
