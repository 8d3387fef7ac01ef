//! Which periods there are, how sure their dates are, and how tight the watch is.

use watchkeeper::almanac::rule::{PeriodRule, english};
use watchkeeper::almanac::{Calendar, Lunar};
use watchkeeper::domain::period::{
    DutyLevel, Period, PeriodEdit, PeriodId, PeriodKind, PeriodStatus,
};
use watchkeeper::domain::warning::{WarningEnd, WarningLevel, WarningStatus};

use crate::support::{Given, PERIODS, at, date, own_period, rows, warning};

fn found(id: &str) -> Period {
    let given = Given::new();
    let calendar = Calendar::built_in();
    let id = PeriodId(id.to_owned());
    given.almanac(&calendar).period(&id).unwrap()
}

fn span(id: &str) -> (String, String) {
    let period = found(id);
    (period.from.to_string(), period.to.to_string())
}

#[test]
fn every_row_of_the_gathered_table_is_a_period_with_its_status() {
    let given = Given::new();
    let calendar = Calendar::built_in();
    let almanac = given.almanac(&calendar);
    let all = rows(PERIODS);
    assert_eq!(all.len(), 87, "the table is whole");
    for row in all {
        let [from, to, name, status] = [row[0], row[1], row[2], row[4]];
        let word = name.split(['(', '（']).next().unwrap();
        let periods = almanac.periods(date(from), date(to));
        let period = periods
            .iter()
            .find(|period| period.name.starts_with(word) && period.from == date(from))
            .unwrap_or_else(|| panic!("no {name} from {from}"));
        assert_eq!(period.to, date(to), "{name} {from}");
        let expected: &[PeriodStatus] = match status {
            // A seed is named by the bureau's work points.
            "SEEN" | "SEED" => &[PeriodStatus::Seen],
            "PART" => &[PeriodStatus::PartlySeen],
            // The rule was seen, the dates of the year are computed with it.
            "SEEN-RULE" | "COMPUTED" => &[PeriodStatus::Computed],
            "LEGAL-DEFAULT" => &[PeriodStatus::LegalDefault],
            "PATTERN" => &[PeriodStatus::Pattern],
            "MEMORY" => &[PeriodStatus::Memory],
            other => panic!("unknown status {other}"),
        };
        assert!(
            expected.contains(&period.status),
            "{name} {from}: {:?}",
            period.status
        );
        let kind = match row[3] {
            "重大活动" => PeriodKind::MajorEvent,
            "水情" => PeriodKind::Hydrology,
            "节点" | "两会" => PeriodKind::SensitiveTime,
            "自然" => PeriodKind::NaturalHazard,
            "宣传" => PeriodKind::Publicity,
            "督察" => PeriodKind::Inspection,
            other => panic!("unknown category {other}"),
        };
        assert_eq!(period.kind, kind, "{name} {from}");
    }
}

#[test]
fn holidays_are_as_long_as_the_notices_say() {
    // First and last days from the notices of the State Council.
    let known = [
        ("new-year-2019", "2018-12-30", "2019-01-01"),
        ("qingming-2019", "2019-04-05", "2019-04-07"),
        ("spring-festival-2020", "2020-01-24", "2020-02-02"),
        ("national-day-2020", "2020-10-01", "2020-10-08"),
        ("labour-day-2022", "2022-04-30", "2022-05-04"),
        ("new-year-2023", "2022-12-31", "2023-01-02"),
        ("qingming-2023", "2023-04-05", "2023-04-05"),
        ("national-day-2023", "2023-09-29", "2023-10-06"),
        ("new-year-2024", "2023-12-30", "2024-01-01"),
        ("dragon-boat-2024", "2024-06-08", "2024-06-10"),
        ("spring-festival-2026", "2026-02-15", "2026-02-23"),
        ("mid-autumn-2026", "2026-09-25", "2026-09-27"),
        ("national-day-2026", "2026-10-01", "2026-10-07"),
    ];
    for (id, from, to) in known {
        assert_eq!(span(id), (from.to_owned(), to.to_owned()), "{id}");
        let period = found(id);
        assert_eq!(period.kind, PeriodKind::PublicHoliday);
        assert_eq!(period.status, PeriodStatus::Seen);
        assert!(period.source.contains("gov.cn"), "{}", period.source);
    }
    assert_eq!(found("national-day-2023").name, "中秋节、国庆节");
}

#[test]
fn holidays_of_a_year_without_notice_are_computed_and_say_so() {
    let spring = found("spring-festival-2027");
    assert_eq!(
        (spring.from, spring.to),
        (date("2027-02-05"), date("2027-02-08"))
    );
    assert_eq!(spring.status, PeriodStatus::Computed);
    assert!(spring.source.contains("未载入"));
    // A weekend beside a statutory day is off with it.
    assert_eq!(span("new-year-2027").1, "2027-01-03");
    assert_eq!(span("qingming-2027").0, "2027-04-03");
}

#[test]
fn the_travel_rush_lasts_forty_days_from_the_fifteenth_before_the_festival() {
    for year in [2019, 2024, 2025, 2027, 2033] {
        let rush = found(&format!("spring-rush-{year}"));
        let first = Lunar {
            year,
            month: 1,
            leap: false,
            day: 1,
        };
        let festival = first.date().unwrap();
        assert_eq!((festival - rush.from).num_days(), 15, "{year}");
        assert_eq!((rush.to - rush.from).num_days() + 1, 40, "{year}");
    }
}

#[test]
fn the_flood_season_of_a_year_gives_way_to_what_was_decided_for_it() {
    assert_eq!(span("flood-season-2023").0, "2023-05-01");
    assert_eq!(span("flood-season-2024").0, "2024-04-15");
    let calendar = Calendar::built_in();
    let mut given = Given::new();
    given.enter(
        Period {
            from: date("2027-04-10"),
            ..found("flood-season-2027")
        },
        "2027-04-08 10:00:00",
    );
    let almanac = given.almanac(&calendar);
    let april = almanac.periods(date("2027-04-20"), date("2027-04-20"));
    let seasons: Vec<_> = april
        .iter()
        .filter(|period| period.name == "汛期")
        .collect();
    assert_eq!(seasons.len(), 1, "the edit takes the rule's place");
    assert_eq!(seasons[0].from, date("2027-04-10"));
}

#[test]
fn a_withdrawn_period_is_gone_and_one_of_ones_own_is_there() {
    let calendar = Calendar::built_in();
    let mut given = Given::new();
    given.edits.insert(
        PeriodId("college-entrance-exam-2026".to_owned()),
        PeriodEdit::Withdrawn {
            period: found("college-entrance-exam-2026"),
            reason: "本区不设考点".to_owned(),
        },
    );
    given.enter(
        own_period(
            "BN-P001",
            PeriodKind::MajorEvent,
            "2026-06-08",
            "2026-06-08",
        ),
        "2026-05-01 09:00:00",
    );
    let almanac = given.almanac(&calendar);
    let ids: Vec<String> = almanac
        .periods(date("2026-06-08"), date("2026-06-08"))
        .iter()
        .map(|period| period.id.to_string())
        .collect();
    assert!(
        !ids.contains(&"college-entrance-exam-2026".to_owned()),
        "{ids:?}"
    );
    assert!(ids.contains(&"BN-P001".to_owned()), "{ids:?}");
    assert_eq!(
        almanac.period(&PeriodId("college-entrance-exam-2026".to_owned())),
        None
    );
}

#[test]
fn periods_come_by_first_day_and_only_those_that_touch_the_span() {
    let given = Given::new();
    let calendar = Calendar::built_in();
    let (from, to) = (date("2026-01-15"), date("2026-03-31"));
    let periods = given.almanac(&calendar).periods(from, to);
    assert!(periods.is_sorted_by_key(|period| period.from));
    for period in &periods {
        assert!(period.from <= to && from <= period.to, "{}", period.id);
        assert!(period.from <= period.to, "{}", period.id);
    }
    let ids: Vec<&str> = periods.iter().map(|period| period.id.0.as_str()).collect();
    for id in [
        "low-water-2025",
        "spring-rush-2026",
        "spring-festival-2026",
        "national-two-sessions-2026",
    ] {
        assert!(ids.contains(&id), "{id} is missing of {ids:?}");
    }
    assert!(!ids.contains(&"flood-season-2026"));
}

#[test]
fn every_period_of_the_almanac_has_an_english_name_and_a_name_of_its_own() {
    let given = Given::new();
    let calendar = Calendar::built_in();
    let periods = given
        .almanac(&calendar)
        .periods(date("2018-01-01"), date("2030-12-31"));
    let mut ids: Vec<&PeriodId> = periods.iter().map(|period| &period.id).collect();
    for id in &ids {
        assert!(english(id).is_some_and(str::is_ascii), "{id}");
    }
    ids.sort();
    let all = ids.len();
    ids.dedup();
    assert_eq!(ids.len(), all, "no two periods share a name");
    assert_eq!(english(&PeriodId("BN-P001".to_owned())), None);
}

#[test]
fn the_level_of_a_day_is_the_highest_of_its_periods() {
    let mut given = Given::new();
    let calendar = Calendar::built_in();
    let level = |given: &Given, day: &str| given.almanac(&calendar).duty(date(day)).0;
    // 三峡 drawdown alone asks nothing.
    assert_eq!(level(&given, "2026-04-20"), DutyLevel::Normal);
    // 清明 2026-04-04 to 06.
    assert_eq!(level(&given, "2026-04-05"), DutyLevel::Strengthened);
    given.enter(
        own_period(
            "BN-P001",
            PeriodKind::Inspection,
            "2026-04-05",
            "2026-04-20",
        ),
        "2026-03-01 09:00:00",
    );
    let (highest, because) = given.almanac(&calendar).duty(date("2026-04-05"));
    assert_eq!(highest, DutyLevel::Highest);
    assert_eq!(because[0].id.0, "BN-P001", "the tightest comes first");
    assert!(because.iter().any(|period| period.id.0 == "qingming-2026"));
    // A level of its own goes before the kind's; a setting moves the kind's.
    given.enter(
        Period {
            level: Some(DutyLevel::Normal),
            ..own_period(
                "BN-P001",
                PeriodKind::Inspection,
                "2026-04-05",
                "2026-04-20",
            )
        },
        "2026-03-01 09:00:00",
    );
    assert_eq!(level(&given, "2026-04-20"), DutyLevel::Normal);
    given
        .settings
        .levels
        .insert(PeriodKind::Hydrology, DutyLevel::Highest);
    assert_eq!(level(&given, "2026-04-20"), DutyLevel::Highest);
}

#[test]
fn a_warning_that_counts_opens_a_period_and_others_do_not() {
    let calendar = Calendar::built_in();
    let mut given = Given::new();
    given.now = at("2026-03-25 12:00:00");
    let orange = warning("BN-2026-W001", WarningLevel::Orange, "2026-03-25 09:00:00");
    let mut exercise = warning("BN-2026-W002", WarningLevel::Red, "2026-03-25 09:00:00");
    exercise.facts.status = WarningStatus::Exercise;
    let mut elsewhere = warning("BN-2026-W003", WarningLevel::Red, "2026-03-25 09:00:00");
    elsewhere.for_district = false;
    given.warnings = vec![orange, exercise, elsewhere];
    let (level, periods) = given.almanac(&calendar).duty(date("2026-03-25"));
    assert_eq!(level, DutyLevel::Highest);
    let hazards: Vec<&str> = periods
        .iter()
        .filter(|period| period.kind == PeriodKind::NaturalHazard)
        .map(|period| period.id.0.as_str())
        .collect();
    assert_eq!(hazards, ["BN-2026-W001"]);
}

#[test]
fn a_warning_without_end_lasts_until_it_is_lifted() {
    let calendar = Calendar::built_in();
    let mut given = Given::new();
    given.warnings = vec![warning(
        "BN-2026-W001",
        WarningLevel::Yellow,
        "2026-03-25 09:00:00",
    )];
    let last_day = |given: &Given| {
        let id = PeriodId("BN-2026-W001".to_owned());
        given.almanac(&calendar).period(&id).unwrap().to
    };
    // Trusted for 24 hours.
    given.now = at("2026-03-25 10:00:00");
    assert_eq!(last_day(&given), date("2026-03-26"));
    // Asked about, but not lifted.
    given.now = at("2026-03-29 10:00:00");
    assert_eq!(last_day(&given), date("2026-03-29"));
    given.warnings[0].ended = Some(WarningEnd {
        at: at("2026-03-27 18:00:00"),
        reason: "解除".to_owned(),
    });
    assert_eq!(last_day(&given), date("2026-03-27"));
}

fn ruled(toml: &str, year: i32) -> (String, String) {
    let head =
        "id = \"x\"\nkind = \"sensitive-time\"\nzh = \"某\"\nen = \"x\"\nstatus = \"memory\"\n";
    let rule: PeriodRule = toml::from_str(&format!("{head}{toml}")).unwrap();
    let period = rule.in_year(year, &Calendar::built_in()).unwrap();
    (period.from.to_string(), period.to.to_string())
}

#[test]
fn a_rule_counts_from_a_date_a_lunar_date_a_solar_term_or_a_holiday() {
    let is = |toml: &str, year, from: &str, to: &str| {
        assert_eq!(
            ruled(toml, year),
            (from.to_owned(), to.to_owned()),
            "{toml}"
        );
    };
    is(
        "anchor = { date = \"09-18\" }",
        2026,
        "2026-09-18",
        "2026-09-18",
    );
    // 端午 2026 is 06-19; three days around it.
    is(
        "anchor = { lunar = [5, 5] }\nshift = -1\ndays = 3",
        2026,
        "2026-06-18",
        "2026-06-20",
    );
    // 腊八 of the lunar year 2025 lies in January 2026.
    is(
        "anchor = { lunar = [12, 8] }",
        2025,
        "2026-01-26",
        "2026-01-26",
    );
    // 清明 2026 is 04-05; a week before to the day after.
    is(
        "anchor = { term = \"qingming\" }\nshift = -7\ndays = 9",
        2026,
        "2026-03-29",
        "2026-04-06",
    );
    // Five days before the first day off of National Day, by the notice and by the decree.
    is(
        "anchor = { holiday = \"national-day\" }\nshift = -5\ndays = 5",
        2026,
        "2026-09-26",
        "2026-09-30",
    );
    is(
        "anchor = { holiday = \"spring-festival\" }\nshift = -7\ndays = 7",
        2026,
        "2026-02-08",
        "2026-02-14",
    );
    is(
        "anchor = { holiday = \"spring-festival\" }\nshift = -1",
        2027,
        "2027-02-04",
        "2027-02-04",
    );
    is(
        "anchor = { date = \"10-10\" }\nuntil = \"12-31\"",
        2027,
        "2027-10-10",
        "2027-12-31",
    );
}

#[test]
fn a_rule_with_a_day_that_is_not_or_a_word_too_many_is_no_rule() {
    let head = "id = \"x\"\nkind = \"inspection\"\nzh = \"某\"\nen = \"x\"\nstatus = \"memory\"\n";
    for toml in [
        "anchor = { date = \"02-30\" }",
        "anchor = { term = \"easter\" }",
        "anchor = { date = \"02-03\" }\nuntill = \"02-05\"",
        "anchor = { moon = 3 }",
    ] {
        assert!(
            toml::from_str::<PeriodRule>(&format!("{head}{toml}")).is_err(),
            "{toml}"
        );
    }
}
