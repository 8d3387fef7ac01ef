//! At a higher duty level a deadline shows as due soon earlier; the limit itself stays.

use proptest::prelude::*;
use watchkeeper::almanac::{Almanac, Calendar};
use watchkeeper::domain::grade::Grade;
use watchkeeper::domain::period::DutyLevel;
use watchkeeper::domain::setting::Settings;
use watchkeeper::rulebook::{Deadline, Posture, Standing, deadlines, next_change};

use crate::history::{History, beginning, wishes};
use crate::story::{GOVERNMENT, Story, graded, minutes, noon};

fn under(level: DutyLevel, all: Vec<Deadline>, story: &Story) -> Vec<Deadline> {
    Posture::of_level(level, &Settings::default()).seen(all, story.now)
}

/// How the phone report of thirty minutes stands so many minutes after noon.
fn phone(level: DutyLevel, after: i64) -> Standing {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::II));
    story.now = noon() + minutes(after);
    let all = under(level, story.deadlines(&id), &story);
    let is_phone =
        |d: &&Deadline| d.rule.id.as_str() == "wp2021-phone" && d.recipient.as_str() == GOVERNMENT;
    all.iter().find(is_phone).unwrap().standing
}

#[test]
fn half_an_hour_is_due_soon_with_ten_minutes_left_and_earlier_while_the_watch_is_tightened() {
    use DutyLevel::{Highest, Normal, Strengthened};
    let soon = Standing::DueSoon;
    let first_soon = |level| (0..=30).find(|after| phone(level, *after) == soon);
    assert_eq!(first_soon(Normal), Some(20));
    assert_eq!(first_soon(Strengthened), Some(15), "half of it left");
    assert_eq!(first_soon(Highest), Some(12), "60 per cent of it left");
    for level in DutyLevel::ALL {
        assert_eq!(phone(level, 30), soon);
        assert_eq!(phone(level, 31), Standing::Overdue, "the limit stays");
    }
}

#[test]
fn a_rule_that_says_it_earlier_by_itself_stays_so() {
    let settings = Settings::default();
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::II));
    story.now = noon() + minutes(1);
    let mut slow = settings.clone();
    for demand in slow.demands.values_mut() {
        demand.soon_percent = 1;
    }
    for level in DutyLevel::ALL {
        let all = story.deadlines(&id);
        let seen = Posture::of_level(level, &slow).seen(all.clone(), story.now);
        assert_eq!(seen, all);
    }
}

#[test]
fn the_level_is_that_of_the_day_at_the_desk() {
    // 2026-02-17 is the first day of the year by the moon, a public holiday.
    let mut story = Story::at("2026-02-16T15:59:00Z".parse().unwrap());
    let id = story.logs(graded(story.now, Grade::II));
    story.now = "2026-02-16T16:15:00Z".parse().unwrap();
    let calendar = Calendar::built_in();
    let posture = Posture::of(&Almanac::of(&story.state, &calendar, story.now));
    let of_level = |level| Posture::of_level(level, &story.state.settings);
    assert_eq!(posture, of_level(DutyLevel::Strengthened));
    let ordinary = "2026-01-13T04:00:00Z".parse().unwrap();
    let posture = Posture::of(&Almanac::of(&story.state, &calendar, ordinary));
    assert_eq!(posture, of_level(DutyLevel::Normal));
    assert_eq!(
        posture.seen(story.deadlines(&id), story.now),
        story.deadlines(&id)
    );
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_higher_level_never_moves_a_limit_and_never_shows_it_later(
        new in beginning(),
        wishes in wishes(),
    ) {
        let mut history = History::begins(new);
        for wish in &wishes {
            history.wish(wish);
        }
        let story = &history.story;
        let plain = deadlines(&story.state, story.now);
        let mut before = plain.clone();
        for level in DutyLevel::ALL {
            let seen = under(level, plain.clone(), story);
            prop_assert_eq!(seen.len(), plain.len());
            for ((seen, before), plain) in seen.iter().zip(&before).zip(&plain) {
                prop_assert_eq!(seen.due_at, plain.due_at);
                prop_assert_eq!(seen.starts_at, plain.starts_at);
                prop_assert!(seen.soon_at() <= before.soon_at());
                prop_assert!(seen.soon_at() >= seen.starts_at.min(seen.due_at));
                let is_soon = seen.standing == Standing::DueSoon && plain.standing == Standing::Running;
                prop_assert!(is_soon || seen.standing == plain.standing);
                if before.standing == Standing::DueSoon {
                    prop_assert_eq!(seen.standing, Standing::DueSoon, "never back");
                }
            }
            // What is waited for is the earlier moment.
            let next = next_change(&seen, story.now);
            prop_assert!(next.is_none_or(|at| at > story.now));
            before = seen;
        }
    }
}
