//! The calendar, the schedule on the watch screen, warnings: what they show and what keys do there.

use std::fs;
use std::path::Path;

use chrono::{NaiveDate, TimeDelta};
use watchkeeper::console::StartAt;
use watchkeeper::console::message::Message;
use watchkeeper::domain::calendar::{HolidayNotice, NoticeDay};
use watchkeeper::domain::command::PeriodEntry;
use watchkeeper::domain::period::{DutyLevel, PeriodEdit, PeriodId, PeriodKind, StepId};
use watchkeeper::domain::warning::WarningLevel;
use watchkeeper::domain::{Command, State};
use watchkeeper::link::wire::FromDesk;
use watchkeeper::locale::Lang;

use crate::fixture::{Console, Desk, SIZES, assert_rows_are_whole, at};

/// The sizes the calendar is looked at in.
fn sizes() -> impl Iterator<Item = (u16, u16)> {
    SIZES.into_iter().chain([(200, 50)])
}

/// Looks at a screen in every size and language.
fn check(name: &str, desk: fn() -> Desk, reach: impl Fn(&mut Console)) {
    for lang in Lang::ALL {
        for size in sizes() {
            let mut console = Console::new(desk(), size, lang);
            reach(&mut console);
            assert_rows_are_whole(&console);
            let name = format!("{name}_{}_{}", size.0, lang.name());
            insta::assert_snapshot!(name, console.picture());
        }
    }
}

/// The week before Spring Festival 2026.
fn before_spring_festival() -> Desk {
    Desk::quiet_at("2026-02-10T09:20:00")
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn the_calendar_before_spring_festival() {
    check("calendar", before_spring_festival, |console| {
        console.press("f12");
    });
}

#[test]
fn the_calendar_on_a_day_of_the_holiday_with_its_periods_in_hand() {
    check("calendar_periods", before_spring_festival, |console| {
        console.press("f12 down tab down");
    });
}

#[test]
fn the_steps_to_come_with_one_in_hand() {
    check("calendar_steps", before_spring_festival, |console| {
        console.press("f12 shift-tab down");
    });
}

#[test]
fn a_year_without_a_notice_says_so() {
    check("calendar_2027", before_spring_festival, |console| {
        console.press("f12 f6").types("2027-02-06").press("enter");
    });
    for lang in Lang::ALL {
        let mut console = Console::new(before_spring_festival(), (80, 24), lang);
        console.press("f12 f6").types("2027-02-06").press("enter");
        assert!(console.says(&lang.text("calendar-no-notice")));
        assert!(console.says("2027"), "{}", console.picture());
    }
}

#[test]
fn a_day_with_a_warning() {
    check("calendar_warning", Desk::stormy, |console| {
        console.press("f12");
    });
    check("watch_warning", Desk::stormy, |_| {});
    check("warning", Desk::stormy, |console| {
        console.press("f11 down enter");
    });
    check("warnings", Desk::stormy, |console| {
        console.press("f11");
    });
}

#[test]
fn the_watch_before_spring_festival() {
    check("watch_schedule", before_spring_festival, |_| {});
}

/// What the notice of 2026 says of a day, by the table of facts.
fn notice_2026() -> Vec<(NaiveDate, bool)> {
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/almanac/data/holidays.tsv");
    let table = fs::read_to_string(table).unwrap();
    let rows = table
        .lines()
        .skip(1)
        .map(|row| row.split('\t').collect::<Vec<_>>());
    let days: Vec<(NaiveDate, bool)> = rows
        .filter(|row| row[0].starts_with("2026-"))
        .map(|row| (day(row[0]), row[1] == "holiday"))
        .collect();
    assert!(days.len() > 30, "{}", days.len());
    days
}

#[test]
fn every_day_off_and_every_day_worked_of_2026_is_marked_so_and_no_other() {
    let named = notice_2026();
    for month in 1..=12 {
        let mut console = Console::new(before_spring_festival(), (80, 24), Lang::Zh);
        let first = NaiveDate::from_ymd_opt(2026, month, 1).unwrap();
        console
            .press("f12 f6")
            .types(&first.to_string())
            .press("enter");
        let picture = console.picture();
        let grid: String = picture
            .lines()
            .map(|row| row.chars().take(60).collect::<String>() + "\n")
            .collect();
        for date in first
            .iter_days()
            .take_while(|date| date.format("%m").to_string() == format!("{month:02}"))
        {
            let number = format!("{:>2}", date.format("%-d").to_string());
            let off = grid.contains(&format!("{number}休"));
            let worked = grid.contains(&format!("{number}班"));
            let said = named
                .iter()
                .find(|(named, _)| *named == date)
                .map(|(_, off)| *off);
            assert_eq!(
                (off, worked),
                (said == Some(true), said == Some(false)),
                "{date}\n{picture}"
            );
        }
    }
}

#[test]
fn arrows_move_by_days_and_weeks_and_pages_by_months() {
    let mut console = Console::new(before_spring_festival(), (80, 24), Lang::Zh);
    console.press("f12");
    for (keys, expected) in [
        ("right", "2026-02-11"),
        ("down", "2026-02-18"),
        ("left left up", "2026-02-09"),
        ("pgdn", "2026-03-09"),
        ("pgup pgup", "2026-01-09"),
        ("end", "2026-01-31"),
        ("pgdn", "2026-02-28"),
        ("home", "2026-02-01"),
        ("left", "2026-01-31"),
        ("f5", "2026-02-10"),
    ] {
        console.press(keys);
        assert!(
            console.says(expected),
            "{keys} {expected}\n{}",
            console.picture()
        );
    }
}

#[test]
fn a_day_is_found_by_its_date_or_by_what_falls_on_it() {
    for (typed, expected) in [
        ("2027-02-06", "2027-02-06"),
        ("２０２７-02-06", "2027-02-06"),
        ("10-01", "2026-10-01"),
        ("明天", "2026-02-11"),
        ("国庆", "2026-10-01"),
        ("春节", "2026-02-15"),
        ("spring festival", "2026-02-15"),
        ("清明", "2026-04-04"),
        ("national day", "2026-10-01"),
        ("霜降", "2026-10-23"),
    ] {
        let mut console = Console::new(before_spring_festival(), (80, 24), Lang::Zh);
        console.press("f12 f6").types(typed).press("enter");
        assert!(console.says(expected), "{typed}\n{}", console.picture());
    }
}

#[test]
fn what_is_no_day_is_refused_and_says_what_can_be_typed() {
    for typed in ["2027-02-30", "没有的节", "25:00", "99999999999", "'; drop"] {
        let mut console = Console::new(before_spring_festival(), (80, 24), Lang::Zh);
        console.press("f12 f6").types(typed).press("enter");
        assert!(
            console.says("没有这样的日子"),
            "{typed}\n{}",
            console.picture()
        );
        console.press("esc");
        assert!(
            console.says("2026-02-10"),
            "nothing moved\n{}",
            console.picture()
        );
    }
}

#[test]
fn periods_are_walked_back_and_forth() {
    let mut console = Console::new(before_spring_festival(), (120, 40), Lang::Zh);
    console.press("f12 ctrl-right");
    assert!(console.says("2026-02-15"), "{}", console.picture());
    console.press("ctrl-left");
    assert!(!console.says("2026-02-15 周日"), "{}", console.picture());
}

#[test]
fn a_notice_taken_in_is_seen_at_once() {
    let mut console = Console::new(before_spring_festival(), (80, 24), Lang::Zh);
    console.press("f12 f6").types("2027-01-01").press("enter");
    assert!(console.says("放假通知未载入"));
    let off = |text: &str| NoticeDay {
        date: day(text),
        off: true,
        name: "元旦".into(),
    };
    let notice = HolidayNotice {
        year: 2027,
        source: "国办发明电".into(),
        days: vec![off("2027-01-01"), off("2027-01-02"), off("2027-01-03")],
    };
    for entry in console.desk.does(Command::ImportCalendar { notice }) {
        console.tell(Message::Link(Box::new(FromDesk::Entry(entry))));
    }
    assert!(!console.says("放假通知未载入"), "{}", console.picture());
}

fn state(console: &Console) -> &State {
    &console.desk.state
}

#[test]
fn a_period_is_added_in_a_form_and_stands_in_the_calendar() {
    let mut console = Console::new(before_spring_festival(), (80, 24), Lang::Zh);
    console
        .press("f12 f7")
        .types("马拉松")
        .press("tab tab")
        .types("3-21")
        .press("tab")
        .types("3-22")
        .press("f10");
    let id = PeriodId("BN-P001".into());
    assert!(
        state(&console).periods.contains_key(&id),
        "{}",
        console.picture()
    );
    console.press("f6").types("马拉松").press("enter");
    assert!(console.says("2026-03-21"), "{}", console.picture());
    assert!(console.says("马拉松"), "{}", console.picture());
}

#[test]
fn a_period_that_ends_before_it_begins_is_refused_at_its_last_day() {
    let mut console = Console::new(before_spring_festival(), (80, 24), Lang::Zh);
    console
        .press("f12 f7")
        .types("督察")
        .press("tab tab")
        .types("3-21")
        .press("tab")
        .types("3-01")
        .press("f10");
    assert!(console.says("不成立"), "{}", console.picture());
    assert!(state(&console).periods.is_empty());
    console
        .press("ctrl-z ctrl-z ctrl-z ctrl-z")
        .types("3-25")
        .press("f10");
    assert!(
        state(&console).periods.len() == 1 || console.says("不是日期"),
        "{}",
        console.picture()
    );
}

#[test]
fn a_day_that_is_none_is_doubted_while_it_is_typed() {
    let mut console = Console::new(before_spring_festival(), (80, 24), Lang::Zh);
    console
        .press("f12 f7")
        .types("督察")
        .press("tab tab")
        .types("2026-02-30");
    assert!(
        console.says("没有“2026-02-30”这一天"),
        "{}",
        console.picture()
    );
    console.press("f10");
    assert!(state(&console).periods.is_empty());
}

#[test]
fn a_period_loses_a_level_of_its_own_again() {
    let mut desk = before_spring_festival();
    desk.does(Command::EnterPeriod {
        id: None,
        entry: PeriodEntry {
            kind: PeriodKind::MajorEvent,
            name: "马拉松".into(),
            from: day("2026-02-10"),
            to: day("2026-02-10"),
            source: String::new(),
            level: Some(DutyLevel::Highest),
        },
    });
    let mut console = Console::new(desk, (80, 24), Lang::Zh);
    assert!(console.says("值守最高"), "{}", console.picture());
    console.press("f12 tab enter tab tab tab tab 1 f10");
    assert!(!console.says("值守最高"), "{}", console.picture());
    let own = PeriodId("BN-P001".into());
    assert!(matches!(&state(&console).periods[&own],
            PeriodEdit::Entered { period, .. } if period.level.is_none()));
}

#[test]
fn a_period_is_withdrawn_only_with_a_reason_and_after_a_question() {
    let mut console = Console::new(before_spring_festival(), (80, 24), Lang::Zh);
    console
        .press("f12 f6")
        .types("春节")
        .press("enter")
        .press("tab ctrl-x f10");
    assert!(state(&console).periods.is_empty(), "{}", console.picture());
    console.types("放假取消").press("f10");
    assert!(console.says("撤销这个时期"), "{}", console.picture());
    console.press("enter");
    assert_eq!(state(&console).periods.len(), 1);
}

#[test]
fn a_step_is_marked_done_and_taken_back() {
    let mut console = Console::new(before_spring_festival(), (120, 40), Lang::Zh);
    console.press("f12 shift-tab");
    let picked = console.model.outlook().unwrap().steps[0].id.clone();
    console
        .press("ctrl-d")
        .press("tab")
        .types("王敏")
        .press("f10");
    assert_eq!(
        state(&console).steps[&picked].who,
        "王敏",
        "{}",
        console.picture()
    );
    assert!(console.says("王敏"), "{}", console.picture());
    console.press("ctrl-r").types("登记错了").press("f10 enter");
    assert!(
        !state(&console).steps.contains_key(&picked),
        "{}",
        console.picture()
    );
}

#[test]
fn what_is_typed_into_a_step_survives_the_console() {
    let mut console = Console::new(before_spring_festival(), (80, 24), Lang::Zh);
    console.press("f12 shift-tab ctrl-d tab").types("王敏");
    let kept: Vec<_> = console.kept.values().cloned().collect();
    assert_eq!(kept.len(), 1);
    assert!(
        !kept[0].form.slug().contains('/'),
        "{}",
        kept[0].form.slug()
    );
    let again = Console::start(
        before_spring_festival(),
        (80, 24),
        Lang::Zh,
        kept,
        StartAt::default(),
    );
    assert!(again.says("办结节点"), "{}", again.picture());
}

#[test]
fn a_warning_is_entered_acted_on_and_lifted() {
    let mut console = Console::new(Desk::quiet_at("2026-07-14T15:00:00"), (80, 24), Lang::Zh);
    console
        .press("ins")
        .types("暴雨")
        .press("tab 2 tab")
        .types("区气象台")
        .press("f10");
    assert!(console.says("橙色"), "{}", console.picture());
    assert!(console.says("值守最高"), "{}", console.picture());
    console.press("f5 tab tab").types("李四").press("f10");
    let warning = state(&console).warnings.values().next().unwrap();
    assert_eq!(warning.done.len(), 1, "{}", console.picture());
    console.press("f11 enter");
    assert!(console.says("李四"), "{}", console.picture());
    console.press("f7 tab").types("雨停").press("f10 enter");
    let warning = state(&console).warnings.values().next().unwrap();
    assert!(warning.ended.is_some(), "{}", console.picture());
    assert!(console.says("暴雨  已结束"), "{}", console.picture());
}

#[test]
fn a_warning_grown_old_asks_whether_it_still_holds() {
    let mut desk = Desk::quiet_at("2026-07-14T15:00:00");
    desk.warned("暴雨", WarningLevel::Yellow, |_| {});
    let mut console = Console::new(desk, (80, 24), Lang::Zh);
    assert!(!console.says("待确认或者解除"), "{}", console.picture());
    console.passes(TimeDelta::hours(24));
    assert!(console.says("待确认或者解除"), "{}", console.picture());
    console.press("f11 enter f6 enter");
    let warning = state(&console).warnings.values().next().unwrap();
    assert_eq!(warning.confirmed, Some(at("2026-07-15T15:00:00")));
    console.press("esc esc");
    assert!(!console.says("待确认或者解除"), "{}", console.picture());
}

#[test]
fn an_exercise_is_loudly_not_real_and_tightens_nothing() {
    for lang in Lang::ALL {
        let mut desk = Desk::quiet_at("2026-03-20T15:00:00");
        let before = Console::new(desk.clone(), (80, 24), lang);
        let level = before.model.outlook().unwrap().level;
        desk.warned("大风", WarningLevel::Red, |facts| {
            facts.status = watchkeeper::domain::warning::WarningStatus::Exercise;
        });
        let console = Console::new(desk, (80, 24), lang);
        let status = lang.text("warning-status-exercise");
        let mark = lang.say("warning-not-real", &[("status", status.into())]);
        assert!(console.says(&mark), "{}", console.picture());
        assert_eq!(console.model.outlook().unwrap().level, level);
    }
}

#[test]
fn the_schedule_leaves_the_deadlines_their_rows() {
    let mut desk = Desk::stormy();
    for number in 0..4 {
        let learned = desk.now;
        desk.logs(&format!("事件{number}"), "花溪", "14:30", |new| {
            new.learned = learned;
        });
    }
    let console = Console::new(desk, (80, 24), Lang::Zh);
    let lines = console.lines();
    let deadlines = lines.iter().position(|line| line.contains("┌ 时限"));
    let deadlines = deadlines.unwrap();
    assert!(
        deadlines <= 4,
        "what matters most and two rows at most stand above\n{}",
        console.picture()
    );
}

#[test]
fn an_overdue_step_is_said_to_be_late_and_stands_first() {
    let mut console = Console::new(before_spring_festival(), (120, 40), Lang::Zh);
    let due = console.model.outlook().unwrap().next_step().unwrap().due;
    let before = console.model.outlook().unwrap().overdue();
    let wait = due + TimeDelta::milliseconds(1) - console.machine;
    console.passes(wait);
    assert_eq!(console.model.outlook().unwrap().overdue(), before + 1);
    let said = format!("节点逾期 {}", before + 1);
    assert!(console.says(&said), "{}", console.picture());
    console.press("f12");
    assert!(console.says("!!逾期"), "{}", console.picture());
}

#[test]
fn daily_steps_do_not_hide_the_others() {
    let console = Console::new(before_spring_festival(), (80, 24), Lang::Zh);
    let outlook = console.model.outlook().unwrap();
    let dailies = outlook
        .steps
        .iter()
        .filter(|step| step.is_daily() && step.standing.is_open() && step.due > console.desk.now);
    assert_eq!(dailies.count(), 1);
    assert!(outlook.dailies > 10);
    let id = StepId("spring-festival-2026/summary".into());
    assert!(outlook.steps.iter().any(|step| step.id == id));
}

#[test]
fn the_calendar_and_a_warning_can_be_drawn_at_any_size() {
    let desk = Desk::stormy();
    let sizes = [60, 79, 83, 111, 149, 300]
        .into_iter()
        .flat_map(|width| [16, 19, 25, 36, 60].map(|height| (width, height)));
    for (size, lang) in sizes.zip(Lang::ALL.into_iter().cycle()) {
        let mut console = Console::new(desk.clone(), size, lang);
        for keys in [
            "f12", "pgdn", "tab", "tab down", "f6", "esc", "esc", "f11", "enter",
        ] {
            console.press(keys);
            assert_rows_are_whole(&console);
        }
    }
}

#[test]
fn every_form_of_the_schedule_looks_like_this() {
    let forms = [
        ("add_period", "f12 f7"),
        ("change_period", "f12 tab enter"),
        ("withdraw_period", "f12 tab ctrl-x"),
        ("step_done", "f12 shift-tab end up up enter"),
        ("new_warning", "ins"),
        ("act_on_warning", "f5"),
        ("lift_warning", "f7"),
        ("jump", "f12 f6"),
    ];
    for (name, keys) in forms {
        for lang in Lang::ALL {
            for size in SIZES {
                let mut console = Console::new(Desk::stormy(), size, lang);
                console.press(keys);
                assert_rows_are_whole(&console);
                let name = format!("form_{name}_{}_{}", size.0, lang.name());
                insta::assert_snapshot!(name, console.picture());
            }
        }
    }
}

#[test]
fn a_warning_for_elsewhere_is_listed_and_stays_off_the_watch() {
    let mut desk = Desk::quiet_at("2026-07-14T15:00:00");
    let facts = desk.facts("冰雹", WarningLevel::Red);
    desk.does(Command::TakeWarning {
        facts: Box::new(facts),
        for_district: false,
    });
    let mut console = Console::new(desk, (80, 24), Lang::Zh);
    let above: String = console.lines()[..3].join("\n");
    assert!(!above.contains("冰雹"), "{above}");
    console.press("f11");
    assert!(console.says("不涉及本区"), "{}", console.picture());
}

#[test]
fn a_daily_step_names_the_other_periods_that_ask_it() {
    let mut desk = Desk::stormy();
    desk.now = at("2026-07-14T15:20:00");
    let mut console = Console::new(desk, (120, 40), Lang::Zh);
    console.press("f12 shift-tab down");
    assert!(console.says("同日一并适用：汛期"), "{}", console.picture());
}
