//! How an event changes one incident.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use crate::domain::event::{Amendment, NewIncident};
use crate::domain::grade::{Answer, Grade, Sensitive};
use crate::domain::grading::{AnswerConsent, Consents, GradeConsent};
use crate::domain::incident::{Fact, Incident, Milestone, Stage, Waiver};
use crate::domain::judgement::{self, Judged, Judgement};
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
    let grade = (new.grade != Grade::Unclear).then_some(new.grade);
    let answers = judgement::given(grade, &new.sensitive, Some(&new.impact));
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
        judgements: Vec::new(),
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
    judge(&mut incident, answers, (None, ""), at, seq);
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

fn judge(
    incident: &mut Incident,
    answers: Vec<Judged>,
    (known_since, ground): (Option<DateTime<Utc>>, &str),
    at: DateTime<Utc>,
    seq: u64,
) {
    let judgement = |what| Judgement {
        what,
        known_since,
        ground: ground.to_owned(),
        at,
        seq,
    };
    incident
        .judgements
        .extend(answers.into_iter().map(judgement));
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
            known_since,
            ground,
            approval,
            ..
        } => {
            let answers = vec![Judged::Grade(*grade)];
            judge(incident, answers, (*known_since, ground), at, seq);
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
        Event::DeadlineWaived { waiver, .. } => waive(incident, waiver),
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

/// An old entry does not say which demand was given up; there a rule was demanded once.
fn waive(incident: &mut Incident, waiver: &Waiver) {
    let mut of_rule = incident.demands.iter().rev();
    let demand = of_rule.find(|demand| demand.rule.id == waiver.rule);
    let entered = demand.and_then(|demand| demand.entered);
    incident.waivers.push(Waiver {
        demanded: waiver.demanded.or(entered.map(|entered| entered.seq)),
        ..waiver.clone()
    });
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
    let boundary = amendment
        .impact
        .filter(|impact| impact.boundary != incident.impact.boundary);
    let answers = judgement::given(None, &amendment.sensitive, boundary.as_ref());
    let known = (amendment.known_since, amendment.ground.as_str());
    judge(incident, answers, known, at, seq);
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
