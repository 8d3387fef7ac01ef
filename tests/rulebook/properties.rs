//! What holds of deadlines whatever happens.

use chrono::{DateTime, Utc};
use proptest::prelude::*;
use watchkeeper::domain::grade::Grade;
use watchkeeper::domain::rule::Duty;
use watchkeeper::domain::{Entry, State, apply};
use watchkeeper::rulebook::{
    Deadline, Standing, WorkTime, deadlines, incident_deadlines, lines, next_change,
};

use crate::history::{History, Wish, beginning, wishes};

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 500,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn now(history: &History) -> Vec<Deadline> {
    history.story.deadlines(&history.id)
}

/// What a deadline is about: its rule, its recipient, and when it began.
fn about(deadline: &Deadline) -> (&str, &str, DateTime<Utc>) {
    let (rule, recipient) = (deadline.rule.id.as_str(), deadline.recipient.as_str());
    (rule, recipient, deadline.starts_at)
}

/// Whether a wish is a correction: it says that what was entered before was not so, or tells now of
/// what happened before other things that are in the file already.
fn corrects(wish: &Wish) -> bool {
    match wish {
        Wish::Correct(..) | Wish::Withdraw(_) | Wish::Learned(_) => true,
        Wish::Send(sending) => sending.ago > 0,
        Wish::StandDown(ago) => *ago > 0,
        _ => false,
    }
}

fn replayed(entries: &[Entry]) -> State {
    let mut state = State::genesis(&entries[0]).unwrap();
    for entry in &entries[1..] {
        apply(&mut state, entry);
    }
    state
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn upgrading_never_moves_a_running_deadline_later(
        new in beginning(),
        wishes in wishes(),
        to in 0_usize..3,
    ) {
        let mut history = History::begins(new);
        for wish in &wishes {
            history.wish(wish);
        }
        let grade = history.story.incident(&history.id).grade;
        let to = [Grade::I, Grade::II, Grade::III][to];
        let is_upgrade = grade.severity() < to.severity();
        prop_assume!(is_upgrade && history.story.incident(&history.id).is_open());
        let before = now(&history);
        history.wish(&Wish::Grade(to, 0, None));
        let after = now(&history);
        for running in before.iter().filter(|deadline| !deadline.standing.is_settled()) {
            let same = |other: &&Deadline| {
                (&other.rule.id, &other.recipient) == (&running.rule.id, &running.recipient)
            };
            let now_due = after.iter().filter(same).map(|deadline| deadline.due_at).min();
            prop_assert!(now_due.is_some_and(|due| due <= running.due_at), "{:?}", running);
        }
    }

    #[test]
    fn met_stays_met(new in beginning(), wishes in wishes()) {
        let mut history = History::begins(new);
        for wish in &wishes {
            let before = now(&history);
            history.wish(wish);
            if corrects(wish) {
                continue;
            }
            let after = now(&history);
            for met in before.iter().filter(|deadline| deadline.met_at.is_some()) {
                let mut same = after.iter().filter(|other| about(other) == about(met));
                let stays = same.any(|still| {
                    // A grading told late can only bring the judging forward.
                    let earlier = met.rule.duty == Duty::Judge && still.met_at < met.met_at;
                    earlier || (still.standing, still.met_at) == (met.standing, met.met_at)
                });
                prop_assert!(stays, "{:?}", met);
            }
        }
    }

    #[test]
    fn replaying_the_record_gives_the_same_deadlines(new in beginning(), wishes in wishes()) {
        let mut history = History::begins(new);
        for wish in &wishes {
            history.wish(wish);
        }
        let story = &history.story;
        let derived = deadlines(&story.state, story.now);
        prop_assert_eq!(&deadlines(&replayed(&story.entries), story.now), &derived);
        // A console's snapshot is the state as JSON.
        let sent = serde_json::to_string(&story.state).unwrap();
        let received: State = serde_json::from_str(&sent).unwrap();
        prop_assert_eq!(&deadlines(&received, story.now), &derived);
    }

    #[test]
    fn nothing_demanded_is_ever_taken_away(new in beginning(), wishes in wishes()) {
        let mut history = History::begins(new);
        for wish in &wishes {
            let before = history.story.incident(&history.id).demands.clone();
            history.wish(wish);
            let after = &history.story.incident(&history.id).demands;
            prop_assert!(after.starts_with(&before));
        }
    }

    #[test]
    fn lines_hold_every_deadline_once_with_the_strictest_on_top(
        new in beginning(),
        wishes in wishes(),
    ) {
        let mut history = History::begins(new);
        for wish in &wishes {
            history.wish(wish);
        }
        let mut all = now(&history);
        let lines = lines(all.clone());
        for line in &lines {
            let top = &line.strictest;
            for beneath in &line.beneath {
                prop_assert_eq!(beneath.rule.duty, top.rule.duty);
                prop_assert_eq!(beneath.rule.means, top.rule.means);
                prop_assert_eq!(&beneath.recipient, &top.recipient);
                let rank = |d: &Deadline| (d.standing.is_settled(), d.due_at);
                prop_assert!(rank(top) <= rank(beneath));
            }
        }
        let mut folded: Vec<Deadline> = lines
            .into_iter()
            .flat_map(|line| std::iter::once(line.strictest).chain(line.beneath))
            .collect();
        let key = |deadline: &Deadline| {
            (deadline.rule.id.clone(), deadline.recipient.clone(), deadline.starts_at)
        };
        all.sort_by_key(key);
        folded.sort_by_key(key);
        prop_assert_eq!(folded, all);
    }

    #[test]
    fn time_alone_changes_a_standing_exactly_when_it_was_said(
        new in beginning(),
        wishes in wishes(),
    ) {
        let mut history = History::begins(new);
        for wish in &wishes {
            history.wish(wish);
        }
        let incident = history.story.incident(&history.id);
        let work = &WorkTime::of(&history.story.state);
        let standings = |moment| -> Vec<_> {
            let mut all: Vec<_> = incident_deadlines(incident, work, moment)
                .iter()
                .map(|d| (d.rule.id.clone(), d.recipient.clone(), d.starts_at, d.standing))
                .collect();
            all.sort_unstable();
            all
        };
        let mut moment = history.story.now;
        let mut steps = 0;
        while let Some(next) = next_change(&incident_deadlines(incident, work, moment), moment) {
            prop_assert!(next > moment);
            let just_before = next - chrono::TimeDelta::milliseconds(1);
            prop_assert_eq!(standings(just_before), standings(moment));
            prop_assert_ne!(standings(next), standings(moment));
            moment = next;
            steps += 1;
            prop_assert!(steps < 200, "time stands still");
        }
        let open = incident_deadlines(incident, work, moment);
        let settled = |d: &Deadline| d.standing.is_settled() || d.standing == Standing::Overdue;
        prop_assert!(open.iter().all(settled));
    }
}
