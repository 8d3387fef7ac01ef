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
use crate::domain::rule::{Demand, Duty};

/// The first round of what is foreseen for every incident in memory: what would be due first.
pub fn foreseen(state: &State, now: DateTime<Utc>) -> Vec<Deadline> {
    let incidents = state.incidents.values();
    let rounds = incidents.flat_map(|incident| {
        let all = incident_foreseen(incident, state, now);
        let first = all.first().map(|deadline| deadline.due_at);
        all.into_iter().filter(move |it| Some(it.due_at) == first)
    });
    sorted(rounds.collect())
}

/// The first reports that are not asked of an incident now and would be if it were serious and every
/// condition not asked about were answered yes; what is sent already is left out. Empty for an
/// incident that was judged.
pub fn incident_foreseen(incident: &Incident, state: &State, now: DateTime<Utc>) -> Vec<Deadline> {
    let mut all = Vec::new();
    if !is_unjudged(incident) {
        return all;
    }
    let worst = worst(incident);
    let asked_already = |id| incident.demands.iter().any(|demand| &demand.rule.id == id);
    let work = &WorkTime::of(state);
    let rules = state.rules.rules.iter();
    let more = rules.filter(|rule| {
        rule.duty == Duty::Initial && !asked_already(&rule.id) && rule.binds(&worst)
    });
    for rule in more {
        let demand = Demand {
            rule: rule.clone().into(),
            since: None,
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

/// Whether neither the grade nor any condition was judged.
fn is_unjudged(incident: &Incident) -> bool {
    let unanswered = |condition| !incident.sensitive.contains_key(&condition);
    incident.stage == Stage::Open
        && incident.grade == Grade::Unclear
        && !incident.is_sensitive()
        && Sensitive::ALL.into_iter().any(unanswered)
}

fn worst(incident: &Incident) -> Incident {
    let mut worst = incident.clone();
    worst.grade = Grade::II;
    for condition in Sensitive::ALL {
        worst.sensitive.entry(condition).or_insert(Answer::Yes);
    }
    worst
}
