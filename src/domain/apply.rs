//! How an entry changes the state. Never fails, never decides: what an event names and the state
//! does not hold (an older subject that left memory) is passed over.

use chrono::{DateTime, TimeDelta, Utc};

use super::call::Call;
use super::event::{Amendment, Event, NewIncident};
use super::ids::{SubjectId, SubjectKind};
use super::incident::{Fact, Incident, Milestone, Stage};
use super::report::Report;
use super::state::{HOT_DAYS, Happened, RECENT_MAX};
use super::times::{Claim, TimeKind, Times};
use super::{Entry, State};

/// Folds one entry into the state. The first entry of a chain is [`State::genesis`].
pub fn apply(state: &mut State, entry: &Entry) {
    let day_before = state.at.date_naive();
    state.seq = entry.seq;
    state.head = entry.hash;
    state.at = entry.at;
    change(state, entry);
    remember(state, entry);
    // Looking for what went cold once a day keeps every other entry's cost apart from how much is open.
    if entry.at.date_naive() != day_before {
        let_go(state, entry.at);
    }
}

fn change(state: &mut State, entry: &Entry) {
    match &entry.event {
        Event::RulesAdopted { rules } => state.rules = rules.clone(),
        Event::ClockMoved { clock } => state.desk.clock = Some(*clock),
        Event::OfficerEntered { officer } => {
            state.officers.insert(officer.id, officer.clone());
        }
        Event::WatchTaken { watch } => state.watch = Some(watch.clone()),
        Event::CallTaken { .. } | Event::CallAmended { .. } | Event::CallTriaged { .. } => {
            change_call(state, entry);
        }
        Event::DutiesFrozen { subject, demands } => match subject.kind {
            SubjectKind::Call => {
                if let Some(call) = state.calls.get_mut(subject) {
                    call.demands.extend(demands.iter().cloned());
                }
            }
            SubjectKind::Incident => {
                if let Some(incident) = state.incidents.get_mut(subject) {
                    incident.demands.extend(demands.iter().cloned());
                }
            }
        },
        Event::IncidentLogged { incident, new } => {
            count(state, incident);
            let logged = incident_logged(incident, new, entry.at, entry.seq);
            state.incidents.insert(incident.clone(), logged);
        }
        event => {
            for subject in event.subjects() {
                if let Some(incident) = state.incidents.get_mut(subject) {
                    change_incident(incident, event, entry.at, entry.seq);
                }
            }
        }
    }
}

fn change_call(state: &mut State, entry: &Entry) {
    match &entry.event {
        Event::CallTaken { call: id, facts } => {
            count(state, id);
            let call = Call {
                id: id.clone(),
                facts: facts.clone(),
                triage: None,
                demands: Vec::new(),
                timeline: Vec::new(),
            };
            state.calls.insert(id.clone(), call);
        }
        Event::CallAmended { call, facts, .. } => {
            if let Some(call) = state.calls.get_mut(call) {
                call.facts = facts.clone();
            }
        }
        Event::CallTriaged { call, triage } => {
            for subject in entry.event.subjects() {
                if let Some(incident) = state.incidents.get_mut(subject) {
                    incident.calls.push(call.clone());
                }
            }
            if let Some(call) = state.calls.get_mut(call) {
                call.triage = Some((entry.at, triage.clone()));
            }
        }
        _ => {}
    }
}

fn count(state: &mut State, id: &SubjectId) {
    let given = match id.kind {
        SubjectKind::Call => &mut state.numbers.calls,
        SubjectKind::Incident => &mut state.numbers.incidents,
    };
    let last = given.entry(id.year).or_insert(0);
    *last = (*last).max(id.number);
}

/// The incident as it is just after it was logged, before duties are frozen with it.
pub(super) fn incident_logged(
    id: &SubjectId,
    new: &NewIncident,
    at: DateTime<Utc>,
    seq: u64,
) -> Incident {
    let mut times = Times::default();
    let claim = |when, source: &str| Claim {
        at: when,
        source: source.to_owned(),
        entered: at,
        seq,
    };
    for (when, source) in &new.occurred {
        times.add(TimeKind::Occurred, claim(*when, source));
    }
    times.add(TimeKind::Learned, claim(new.learned, ""));
    if new.grade.severity().is_some() {
        times.add(TimeKind::Graded, claim(at, ""));
    }
    let fact = |text: &String| Fact {
        text: text.clone(),
        at,
    };
    Incident {
        id: id.clone(),
        drill: new.drill,
        facts: new
            .facts
            .iter()
            .map(|(key, text)| (*key, fact(text)))
            .collect(),
        source: new.source,
        times,
        grade: new.grade,
        sensitive: new.sensitive.clone(),
        impact: new.impact,
        track: new.track,
        demands: Vec::new(),
        reports: Vec::new(),
        milestones: std::collections::BTreeMap::new(),
        instructions: Vec::new(),
        waivers: Vec::new(),
        calls: Vec::new(),
        stage: Stage::Open,
        timeline: Vec::new(),
    }
}

/// Changes one incident; events that are not about its content pass over it.
pub(super) fn change_incident(incident: &mut Incident, event: &Event, at: DateTime<Utc>, seq: u64) {
    let claim = |when, source: &str| Claim {
        at: when,
        source: source.to_owned(),
        entered: at,
        seq,
    };
    match event {
        Event::IncidentAmended { amendment, .. } => amend(incident, amendment, at, seq),
        Event::IncidentGraded {
            grade,
            at: judged,
            ground,
            ..
        } => {
            incident.grade = *grade;
            incident.times.add(TimeKind::Graded, claim(*judged, ground));
        }
        Event::ReportFiled { .. } | Event::ReportCorrected { .. } => {
            change_reports(incident, event, at, seq);
        }
        Event::MilestoneReached {
            milestone,
            at: reached,
            ..
        } => {
            let first = incident.milestones.entry(*milestone).or_insert(*reached);
            *first = (*first).min(*reached);
        }
        Event::InstructionNoted { instruction, .. } => {
            incident.instructions.push(instruction.clone());
        }
        Event::DeadlineWaived { waiver, .. } => incident.waivers.push(waiver.clone()),
        Event::StoodDown {
            at: ended, ground, ..
        } => {
            incident.stage = Stage::StoodDown;
            incident
                .times
                .add(TimeKind::StoodDown, claim(*ended, ground));
        }
        Event::IncidentClosed { answers, .. } => {
            incident.stage = Stage::Closed {
                at,
                answers: answers.clone(),
            };
        }
        Event::IncidentDismissed { approval, .. } => {
            incident.stage = Stage::Dismissed {
                at,
                approval: approval.clone(),
            };
        }
        _ => {}
    }
}

fn change_reports(incident: &mut Incident, event: &Event, at: DateTime<Utc>, seq: u64) {
    match event {
        Event::ReportFiled {
            no, sent, known, ..
        } => {
            let first = incident
                .milestones
                .entry(Milestone::Reported)
                .or_insert(sent.at);
            *first = (*first).min(sent.at);
            incident.reports.push(Report {
                no: *no,
                sent: (**sent).clone(),
                known: (**known).clone(),
                entered: at,
                seq,
                corrected: None,
                withdrawn: None,
            });
        }
        Event::ReportCorrected {
            no, sent, reason, ..
        } => {
            let found = incident.reports.iter_mut().find(|report| report.no == *no);
            match (found, sent) {
                (Some(report), Some(sent)) => {
                    report.sent = (**sent).clone();
                    report.corrected = Some(reason.clone());
                }
                (Some(report), None) => report.withdrawn = Some(reason.clone()),
                (None, _) => {}
            }
        }
        _ => {}
    }
}

fn amend(incident: &mut Incident, amendment: &Amendment, at: DateTime<Utc>, seq: u64) {
    for (key, text) in &amendment.facts {
        if text.is_empty() {
            incident.facts.remove(key);
        } else {
            incident.facts.insert(
                *key,
                Fact {
                    text: text.clone(),
                    at,
                },
            );
        }
    }
    for (kind, when, source) in &amendment.times {
        let claim = Claim {
            at: *when,
            source: source.clone(),
            entered: at,
            seq,
        };
        incident.times.add(*kind, claim);
    }
    incident.sensitive.extend(&amendment.sensitive);
    incident.impact = amendment.impact.unwrap_or(incident.impact);
    incident.source = amendment.source.unwrap_or(incident.source);
    incident.track = amendment.track.unwrap_or(incident.track);
}

fn remember(state: &mut State, entry: &Entry) {
    let happened = Happened::from(entry);
    for subject in entry.event.subjects() {
        let timeline = match subject.kind {
            SubjectKind::Call => state.calls.get_mut(subject).map(|call| &mut call.timeline),
            SubjectKind::Incident => state
                .incidents
                .get_mut(subject)
                .map(|incident| &mut incident.timeline),
        };
        if let Some(timeline) = timeline {
            timeline.push(happened.clone());
        }
    }
    state.recent.push_back(happened);
    while state.recent.len() > RECENT_MAX {
        state.recent.pop_front();
    }
}

/// Lets go of what closed more than [`HOT_DAYS`] ago; the ledger keeps it.
fn let_go(state: &mut State, now: DateTime<Utc>) {
    let kept_since = now - TimeDelta::days(HOT_DAYS);
    state.incidents.retain(|_, incident| match &incident.stage {
        Stage::Open | Stage::StoodDown => true,
        Stage::Closed { at, .. } | Stage::Dismissed { at, .. } => *at >= kept_since,
    });
    state
        .calls
        .retain(|_, call| call.triage.as_ref().is_none_or(|(at, _)| *at >= kept_since));
}
