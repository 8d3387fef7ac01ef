//! Vigilance (值守应答): whether somebody is awake at the post is asked after some quiet minutes,
//! and an unanswered question climbs as on a ship's bridge: seen, heard, the deputy, the leader.
//!
//! Pure: which stage comes when follows from the settings, the last sign of life and how far the
//! question went.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::domain::event::Vigilance;
use crate::domain::period::DutyLevel;
use crate::domain::setting::VigilSettings;

/// From the question on the screen to the sound at the post, and from there to the deputy.
const SOUND_AFTER: TimeDelta = TimeDelta::seconds(15);

/// From the deputy to the leader of the shift.
const LEADER_AFTER: TimeDelta = TimeDelta::seconds(90);

/// What is to be asked now, and when to look again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Vigil {
    /// The stage that has come.
    pub stage: Option<Vigilance>,
    /// When the next may come; `None` where none will before something changes.
    pub next: Option<DateTime<Utc>>,
}

/// How it stands at `now`: `open` is how far an unanswered question went and since when, `life` the
/// last sign of life from the post.
pub fn vigil(
    settings: &VigilSettings,
    (level, zone): (DutyLevel, Tz),
    open: Option<(Vigilance, DateTime<Utc>)>,
    life: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Vigil {
    if settings.minutes == 0 {
        return Vigil::default();
    }
    let (stage, at) = match open {
        // A question that was asked is followed to its end, though the night is over.
        Some((stage, since)) => match climbs(stage) {
            Some((next, after)) => (next, since + after),
            None => return Vigil::default(),
        },
        None if level < settings.level => return Vigil::default(),
        None => {
            let Some(began) = watched_since(settings, zone, now) else {
                return Vigil {
                    stage: None,
                    next: Some(next_beginning(settings, zone, now)),
                };
            };
            let quiet = TimeDelta::minutes(i64::from(settings.minutes));
            (Vigilance::Asked, life.max(began) + quiet)
        }
    };
    if at <= now {
        Vigil {
            stage: Some(stage),
            next: None,
        }
    } else {
        Vigil {
            stage: None,
            next: Some(at),
        }
    }
}

fn climbs(stage: Vigilance) -> Option<(Vigilance, TimeDelta)> {
    match stage {
        Vigilance::Asked => Some((Vigilance::Sounded, SOUND_AFTER)),
        Vigilance::Sounded => Some((Vigilance::DeputyTold, SOUND_AFTER)),
        Vigilance::DeputyTold => Some((Vigilance::LeaderTold, LEADER_AFTER)),
        Vigilance::LeaderTold | Vigilance::Answered => None,
    }
}

/// Since when the hours of vigilance hold; `None` outside of them. Equal hours hold always.
fn watched_since(settings: &VigilSettings, zone: Tz, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let (from, to) = (settings.from, settings.to);
    if from == to {
        return Some(DateTime::<Utc>::MIN_UTC);
    }
    let time = now.with_timezone(&zone).time();
    let holds = if from < to {
        from <= time && time < to
    } else {
        from <= time || time < to
    };
    holds.then(|| now - within_a_day(from, time))
}

fn next_beginning(settings: &VigilSettings, zone: Tz, now: DateTime<Utc>) -> DateTime<Utc> {
    now + within_a_day(now.with_timezone(&zone).time(), settings.from)
}

/// The time from one hour to the next time it is another.
fn within_a_day(from: NaiveTime, to: NaiveTime) -> TimeDelta {
    let span = to - from;
    if span < TimeDelta::zero() {
        span + TimeDelta::days(1)
    } else {
        span
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONE: Tz = chrono_tz::Tz::Asia__Shanghai;

    fn at(text: &str) -> DateTime<Utc> {
        format!("2026-11-{text}+08:00").parse().unwrap()
    }

    /// Twenty minutes, from ten in the evening to six, when the watch is strengthened.
    fn settings() -> VigilSettings {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        VigilSettings {
            minutes: 20,
            level: DutyLevel::Strengthened,
            from: hour(22),
            to: hour(6),
        }
    }

    fn strengthened(open: Option<(Vigilance, &str)>, life: &str, now: &str) -> Vigil {
        let open = open.map(|(stage, since)| (stage, at(since)));
        let level = DutyLevel::Strengthened;
        vigil(&settings(), (level, ZONE), open, at(life), at(now))
    }

    fn waits(until: &str) -> Vigil {
        Vigil {
            stage: None,
            next: Some(at(until)),
        }
    }

    fn comes(stage: Vigilance) -> Vigil {
        Vigil {
            stage: Some(stage),
            next: None,
        }
    }

    #[test]
    fn it_asks_after_the_quiet_minutes_of_a_strengthened_night() {
        let cases = [
            // The night begins at ten; what was quiet before does not count.
            ("24T18:00:00", "24T21:00:00", waits("24T22:00:00")),
            ("24T18:00:00", "24T22:00:00", waits("24T22:20:00")),
            ("24T18:00:00", "24T22:20:00", comes(Vigilance::Asked)),
            ("24T23:50:00", "25T00:09:59", waits("25T00:10:00")),
            ("24T23:50:00", "25T00:10:00", comes(Vigilance::Asked)),
            ("25T05:50:00", "25T05:59:00", waits("25T06:10:00")),
            ("25T05:30:00", "25T06:00:00", waits("25T22:00:00")),
        ];
        for (life, now, expected) in cases {
            assert_eq!(strengthened(None, life, now), expected, "{life} {now}");
        }
    }

    #[test]
    fn an_unanswered_question_sounds_then_tells_the_deputy_then_the_leader() {
        let (life, began) = ("24T23:00:00", "24T23:20:00");
        let cases = [
            (Vigilance::Asked, "24T23:20:14", waits("24T23:20:15")),
            (Vigilance::Asked, "24T23:20:15", comes(Vigilance::Sounded)),
            (
                Vigilance::Sounded,
                "24T23:20:15",
                comes(Vigilance::DeputyTold),
            ),
            (Vigilance::DeputyTold, "24T23:21:29", waits("24T23:21:30")),
            (
                Vigilance::DeputyTold,
                "24T23:21:30",
                comes(Vigilance::LeaderTold),
            ),
            (Vigilance::LeaderTold, "25T03:00:00", Vigil::default()),
            // The night is over, the question is not.
            (Vigilance::Asked, "25T09:00:00", comes(Vigilance::Sounded)),
        ];
        for (stage, now, expected) in cases {
            let found = strengthened(Some((stage, began)), life, now);
            assert_eq!(found, expected, "{stage:?} {now}");
        }
    }

    #[test]
    fn it_is_for_strengthened_periods_unless_set_otherwise_and_can_be_switched_off() {
        let (life, now) = (at("24T22:00:00"), at("25T03:00:00"));
        let found =
            |settings: &VigilSettings, level| vigil(settings, (level, ZONE), None, life, now);
        assert_eq!(found(&settings(), DutyLevel::Normal), Vigil::default());
        let asks = comes(Vigilance::Asked);
        assert_eq!(found(&settings(), DutyLevel::Highest), asks);
        let always = VigilSettings {
            level: DutyLevel::Normal,
            ..settings()
        };
        assert_eq!(found(&always, DutyLevel::Normal), asks);
        let off = VigilSettings {
            minutes: 0,
            ..settings()
        };
        assert_eq!(found(&off, DutyLevel::Highest), Vigil::default());
        let open = Some((Vigilance::Asked, life));
        let level = DutyLevel::Highest;
        assert_eq!(
            vigil(&off, (level, ZONE), open, life, now),
            Vigil::default()
        );
    }

    #[test]
    fn equal_hours_hold_all_day_and_hours_within_a_day_end_in_it() {
        let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
        let level = (DutyLevel::Strengthened, ZONE);
        let all_day = VigilSettings {
            from: hour(0),
            to: hour(0),
            ..settings()
        };
        let (life, noon) = (at("24T11:00:00"), at("24T12:00:00"));
        let asks = comes(Vigilance::Asked);
        assert_eq!(vigil(&all_day, level, None, life, noon), asks);
        let morning = VigilSettings {
            from: hour(1),
            to: hour(5),
            ..settings()
        };
        assert_eq!(
            vigil(&morning, level, None, life, noon),
            waits("25T01:00:00")
        );
    }
}
