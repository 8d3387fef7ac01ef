//! How an event changes one incident.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::domain::event::{Amendment, NewIncident};
use crate::domain::grade::{Answer, Sensitive};
use crate::domain::grading::{AnswerConsent, Consents, GradeConsent};
use crate::domain::incident::{Fact, Incident, Milestone, Stage};
use crate::domain::officer::Approval;
use crate::domain::report::{Report, ReportKind};
use crate::domain::times::{Claim, TimeKind, Times};
use crate::domain::{Event, SubjectId};

/// The incident as it is just after it was logged, before duties are frozen with it.
pub(in crate::domain) fn incident_logged(
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
    let mut incident = Incident {
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
        consents: Consents::default(),
        track: new.track,
        demands: Vec::new(),
        reports: Vec::new(),
        milestones: BTreeMap::new(),
        instructions: Vec::new(),
        waivers: Vec::new(),
        extent: new.extent.clone(),
        responses: Vec::new(),
        done: Vec::new(),
        calls: Vec::new(),
        stage: Stage::Open,
        timeline: Vec::new(),
    };
    if let Some(approval) = &new.approval {
        consent_to_grade(&mut incident, approval, at);
        consent_to_answer(&mut incident, approval, at);
    }
    incident
}

/// Keeps a leader's consent to the grade as it stands, in view of the figures as they stand, where
/// they speak against it.
fn consent_to_grade(incident: &mut Incident, approval: &Approval, at: DateTime<Utc>) {
    let consent = GradeConsent {
        approval: approval.clone(),
        impact: incident.impact,
        at,
    };
    incident.consents.grade = incident.graded_below().map(|_| consent);
}

/// Keeps a leader's consent to *no* for the condition the boundary speaks for, where it does.
fn consent_to_answer(incident: &mut Incident, approval: &Approval, at: DateTime<Utc>) {
    let condition = Sensitive::CrossProvince;
    if incident.sensitive.get(&condition) != Some(&Answer::No) {
        return;
    }
    let consent = |boundary| AnswerConsent {
        approval: approval.clone(),
        boundary,
        at,
    };
    incident.consents.not_crossing = incident.answered_against(condition).map(consent);
}

/// Changes one incident; events that are not about its content pass over it.
pub(in crate::domain) fn change_incident(
    incident: &mut Incident,
    event: &Event,
    at: DateTime<Utc>,
    seq: u64,
) {
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
            approval,
            ..
        } => {
            incident.grade = *grade;
            incident.times.add(TimeKind::Graded, claim(*judged, ground));
            incident.consents.grade = None;
            if let Some(approval) = approval {
                consent_to_grade(incident, approval, at);
            }
        }
        Event::GradeApproved { approval, .. } => consent_to_grade(incident, approval, at),
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
        Event::ResponseNoted { response, .. } => incident.responses.push((**response).clone()),
        Event::DutyDone { done, .. } => incident.done.push((**done).clone()),
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
            if !matches!(sent.kind, ReportKind::Notice | ReportKind::Proposal) {
                let first = incident.milestones.entry(Milestone::Reported);
                let first = first.or_insert(sent.at);
                *first = (*first).min(sent.at);
            }
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
    if amendment.sensitive.contains_key(&Sensitive::CrossProvince) {
        incident.consents.not_crossing = None;
        if let Some(approval) = &amendment.approval {
            consent_to_answer(incident, approval, at);
        }
    }
    incident.source = amendment.source.unwrap_or(incident.source);
    incident.track = amendment.track.unwrap_or(incident.track);
    incident.extent.extend(&amendment.extent);
}
