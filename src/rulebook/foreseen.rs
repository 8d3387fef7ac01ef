//! What would be asked of an incident nobody has judged yet, if it were judged the worst: it is shown
//! beside what is asked already, so that half an hour does not pass unseen while somebody finds out.
//! Nothing is demanded here, and nothing is frozen: reminders, records and figures do not know it.

use chrono::{DateTime, Utc};

use super::deadline::{Asked, Deadline, Outcome};
use super::deadlines::{asked, sorted};
use super::work_time::WorkTime;
use super::{answered, start};
use crate::domain::State;
use crate::domain::grade::{Answer, Grade, Sensitive};
use crate::domain::incident::{Incident, Stage};
use crate::domain::rule::{Demand, Duty, Entered};

/// The first round of what is foreseen for an incident: what would be due first.
pub(super) fn first_foreseen(
    incident: &Incident,
    state: &State,
    now: DateTime<Utc>,
) -> impl Iterator<Item = Deadline> {
    let all = incident_foreseen(incident, state, now);
    let first = all.first().map(|deadline| deadline.due_at);
    all.into_iter()
        .filter(move |deadline| Some(deadline.due_at) == first)
}

/// The first reports that are not asked of an incident now and would be if it were serious and every
/// condition not asked about were answered yes; what is sent already is left out. Empty only where
/// both are judged: how serious it is, and every condition.
pub fn incident_foreseen(incident: &Incident, state: &State, now: DateTime<Utc>) -> Vec<Deadline> {
    let mut all = Vec::new();
    if !is_unjudged(incident) {
        return all;
    }
    let worst = worst(incident);
    let asked_already = |id| incident.demands.iter().any(|demand| &demand.rule.id == id);
    let work = &WorkTime::of(state);
    let rules = state.rules.rules.iter();
    // What binds the incident as it is and is not asked was adopted since: it asks nothing for the past.
    let more = rules.filter(|rule| {
        rule.duty == Duty::Initial
            && !asked_already(&rule.id)
            && !rule.binds(incident)
            && rule.binds(&worst)
    });
    for rule in more {
        let demand = Demand {
            entered: incident.timeline.first().map(|logged| Entered {
                seq: logged.seq,
                at: logged.at,
            }),
            ..Demand::from_the_start(rule.clone())
        };
        let open = asked((&incident.id, incident.drill), &demand, work, |_| None)
            .filter_map(|asked| open(incident, &demand, &asked, now));
        all.extend(open);
    }
    sorted(all)
}

fn open(
    incident: &Incident,
    demand: &Demand,
    asked: &Asked<'_>,
    now: DateTime<Utc>,
) -> Option<Deadline> {
    let outcome = answered::outcome(incident, demand, asked.recipient, None);
    let starts_at = start::start(incident, demand, asked.recipient)?;
    (outcome == Outcome::Open).then(|| Deadline {
        foreseen: true,
        ..asked.deadline(starts_at, outcome, now)
    })
}

/// Whether the grade or any condition is still to be judged.
fn is_unjudged(incident: &Incident) -> bool {
    incident.stage == Stage::Open
        && (is_ungraded(incident) || Sensitive::ALL.iter().any(|it| is_unanswered(incident, *it)))
}

/// A grade below the figures ends nothing until a leader consents to it.
fn is_ungraded(incident: &Incident) -> bool {
    incident.grade == Grade::Unclear || !incident.grade_holds()
}

/// A *no* that the boundary crossed speaks against ends nothing either.
fn is_unanswered(incident: &Incident, condition: Sensitive) -> bool {
    let denied = incident.answered_against(condition).is_some();
    !incident.sensitive.contains_key(&condition)
        || denied && incident.answer_consent(condition).is_none()
}

/// The incident at its worst: a grade that is known stays as it is.
fn worst(incident: &Incident) -> Incident {
    let mut worst = incident.clone();
    if is_ungraded(incident) && Grade::II.lowered_by(incident.grade) {
        worst.grade = Grade::II;
    }
    for condition in Sensitive::ALL {
        if is_unanswered(incident, condition) {
            worst.sensitive.insert(condition, Answer::Yes);
        }
    }
    worst
}
