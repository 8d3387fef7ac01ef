//! Wishes that log an incident, change what is known of it, or grade it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::below::denies_crossing;
use super::freeze::Moment;
use super::{Decision, Desk, not_before};
use crate::domain::apply::{change_incident, incident_logged};
use crate::domain::event::{Amendment, NewIncident};
use crate::domain::grade::{Answer, Grade, Sensitive, Track};
use crate::domain::ids::SubjectKind;
use crate::domain::impact::Impact;
use crate::domain::incident::{FactKey, Incident};
use crate::domain::officer::Approval;
use crate::domain::text::{self, LINE_MAX, PROSE_MAX};
use crate::domain::times::TimeKind;
use crate::domain::{Event, Rejection, SubjectId};

/// Claims of when it happened that may stand side by side.
const CLAIMS_MAX: usize = 20;

/// People beyond which a figure is a slip: more than live in Chongqing.
const PEOPLE_MAX: u32 = 40_000_000;

/// Yuan beyond which a loss is a slip: ten trillion.
const LOSS_MAX: u64 = 10_000_000_000_000;

/// A grade as it is set.
#[derive(Clone, Copy)]
pub(super) struct Grading<'a> {
    pub(super) grade: Grade,
    pub(super) at: Option<DateTime<Utc>>,
    pub(super) known_since: Option<DateTime<Utc>>,
    pub(super) ground: &'a str,
}

impl Desk<'_> {
    pub(super) fn log_incident(self, given: &NewIncident) -> Decision {
        let new = NewIncident {
            facts: new_facts(&given.facts)?,
            learned: self.past("learned", given.learned)?,
            occurred: self.occurrences(given.learned, &given.occurred)?,
            impact: believable(given.impact)?,
            extent: self.extent(Some(given.learned), &given.extent)?,
            ground: text::line("ground", &given.ground, LINE_MAX)?,
            approval: self.new_approved(given)?,
            ..given.clone()
        };
        let id = self.state.next_number(SubjectKind::Incident, self.now);
        let logged = incident_logged(&id, &new, self.now, self.state.seq + 1);
        let frozen = self.freeze_new(&logged);
        let event = Event::IncidentLogged {
            incident: id,
            new: Box::new(new),
        };
        Ok(std::iter::once(event).chain(frozen).collect())
    }

    fn occurrences(
        self,
        learned: DateTime<Utc>,
        given: &[(DateTime<Utc>, String)],
    ) -> Result<Vec<(DateTime<Utc>, String)>, Rejection> {
        if given.len() > CLAIMS_MAX {
            return Err(Rejection::Absurd {
                field: "occurred".to_owned(),
            });
        }
        let claim = |(at, source): &(DateTime<Utc>, String)| {
            let at = self.past("occurred", *at)?;
            not_before("learned", learned, "occurred", at)?;
            Ok((at, text::line("source", source, LINE_MAX)?))
        };
        given.iter().map(claim).collect()
    }

    pub(super) fn amend_incident(self, id: &SubjectId, given: &Amendment) -> Decision {
        let incident = self.open_incident(id)?;
        let approval = if takes_back(incident, given) {
            Some(self.needs_leader("taken-back", given.approval.as_ref())?)
        } else if denies_crossing(incident, given) {
            Some(self.needs_leader("not-crossing", given.approval.as_ref())?)
        } else {
            self.maybe_approved(given.approval.as_ref())?
        };
        let known_since = self.known_since(incident, given.known_since, &given.ground)?;
        let amendment = Amendment {
            facts: changed_facts(incident, &given.facts)?,
            times: self.claims(incident, given)?,
            sensitive: new_answers(incident, given),
            impact: given
                .impact
                .map(believable)
                .transpose()?
                .filter(|i| *i != incident.impact),
            source: given.source.filter(|source| *source != incident.source),
            track: given.track.filter(|track| *track != incident.track),
            extent: self.more_extent(incident, &given.extent, known_since)?,
            known_since: None,
            ground: String::new(),
            approval: None,
        };
        if amendment == Amendment::default() {
            return Err(Rejection::NothingToDo);
        }
        if known_since.is_some() && !answers_something(&amendment) {
            return Err(Rejection::NothingKnown);
        }
        let amendment = Box::new(Amendment {
            known_since,
            ground: text::line("ground", &given.ground, LINE_MAX)?,
            approval,
            ..amendment
        });
        let event = Event::IncidentAmended {
            incident: id.clone(),
            amendment,
        };
        let moment = known_since.map_or(Moment::Entered(self.now), Moment::Known);
        Ok(self.with_duties(incident, event, moment))
    }

    /// Since when something was known: never before the incident was, never later than now, and
    /// never without a ground, since it may give more time.
    fn known_since(
        self,
        incident: &Incident,
        given: Option<DateTime<Utc>>,
        ground: &str,
    ) -> Result<Option<DateTime<Utc>>, Rejection> {
        let Some(given) = given else {
            return Ok(None);
        };
        text::filled_line("ground", ground, LINE_MAX)?;
        self.since_learned("known-since", given, incident).map(Some)
    }

    /// New claims of times, checked against each other as they will stand together.
    fn claims(
        self,
        incident: &Incident,
        given: &Amendment,
    ) -> Result<Vec<(TimeKind, DateTime<Utc>, String)>, Rejection> {
        let of = |kind| given.times.iter().filter(move |(k, _, _)| *k == kind);
        let known = incident.times.claims(TimeKind::Occurred).count();
        if given.times.len() + known > CLAIMS_MAX {
            return Err(Rejection::Absurd {
                field: "occurred".to_owned(),
            });
        }
        let learned = of(TimeKind::Learned)
            .next_back()
            .map(|(_, at, _)| *at)
            .or(incident.learned());
        let latest_occurred = incident
            .times
            .claims(TimeKind::Occurred)
            .map(|claim| claim.at)
            .chain(of(TimeKind::Occurred).map(|(_, at, _)| *at))
            .max();
        if let (Some(learned), Some(occurred)) = (learned, latest_occurred) {
            not_before("learned", learned, "occurred", occurred)?;
        }
        let claim = |(kind, at, source): &(TimeKind, DateTime<Utc>, String)| {
            let at = self.past(kind.name(), *at)?;
            match (kind, learned) {
                (TimeKind::Graded, _) if incident.grade == Grade::Unclear => {
                    return Err(Rejection::GradeUnclear {
                        subject: incident.id.clone(),
                    });
                }
                (TimeKind::StoodDown, _) if incident.times.of(TimeKind::StoodDown).is_none() => {
                    return Err(Rejection::NotStoodDown {
                        subject: incident.id.clone(),
                    });
                }
                (TimeKind::Verified | TimeKind::Graded | TimeKind::StoodDown, Some(learned)) => {
                    not_before(kind.name(), at, "learned", learned)?;
                }
                _ => {}
            }
            Ok((*kind, at, text::line("source", source, LINE_MAX)?))
        };
        given.times.iter().map(claim).collect()
    }

    pub(super) fn grade_incident(
        self,
        id: &SubjectId,
        given: Grading<'_>,
        approval: Option<&Approval>,
    ) -> Decision {
        let grade = given.grade;
        let incident = self.open_incident(id)?;
        if grade == incident.grade {
            return self.consent_to_grade(incident, given.ground, approval);
        }
        let known_since = self.known_since(incident, given.known_since, given.ground)?;
        let at = given.at.unwrap_or(self.now);
        let at = self.since_learned("graded", at, incident)?;
        if let Some(before) = incident.times.of(TimeKind::Graded) {
            not_before("graded", at, "graded-before", before)?;
        }
        let approval = self.grade_approved(incident, grade, given.ground, approval)?;
        let event = Event::IncidentGraded {
            incident: id.clone(),
            grade,
            at,
            known_since,
            ground: text::line("ground", given.ground, LINE_MAX)?,
            approval,
        };
        // What was judged at a moment was known by then.
        let moment = known_since.map_or(Moment::Entered(at), Moment::Known);
        Ok(self.with_duties(incident, event, moment))
    }

    /// The event, and the duties it adds.
    fn with_duties(self, before: &Incident, event: Event, moment: Moment) -> Vec<Event> {
        let mut after = before.clone();
        change_incident(&mut after, &event, self.now, self.state.seq + 1);
        let frozen = self.freeze_change(before, &after, moment);
        std::iter::once(event).chain(frozen).collect()
    }
}

/// The answers that are not so already. A *no* the boundary speaks against is given anew where a
/// leader consents to it.
fn new_answers(incident: &Incident, given: &Amendment) -> BTreeMap<Sensitive, Answer> {
    let is_new = |condition: Sensitive, answer: Answer| {
        incident.sensitive.get(&condition) != Some(&answer)
            || (condition == Sensitive::CrossProvince && denies_crossing(incident, given))
    };
    let given = given.sensitive.iter();
    given
        .map(|(condition, answer)| (*condition, *answer))
        .filter(|(condition, answer)| is_new(*condition, *answer))
        .collect()
}

/// Whether an amendment holds an answer that can be known since some moment.
fn answers_something(amendment: &Amendment) -> bool {
    let boundary = amendment.impact.and_then(|impact| impact.boundary);
    !amendment.sensitive.is_empty() || boundary.is_some() || !amendment.extent.is_empty()
}

/// Whether an amendment says less than was said before: that is a leader's to allow.
fn takes_back(incident: &Incident, given: &Amendment) -> bool {
    let was_yes = |condition| incident.sensitive.get(condition) == Some(&Answer::Yes);
    let turned_no = given
        .sensitive
        .iter()
        .any(|(c, answer)| *answer == Answer::No && was_yes(c));
    // Limits run from both: saying that one was later gives more time.
    let is_later = |kind: TimeKind, at: DateTime<Utc>| {
        let runs_from_last = matches!(kind, TimeKind::Learned | TimeKind::StoodDown);
        runs_from_last && incident.times.of(kind).is_some_and(|before| at > before)
    };
    let later = given.times.iter().any(|(kind, at, _)| is_later(*kind, *at));
    let off_the_clock = incident.track == Track::Ordinary
        && given.track.is_some_and(|track| track != Track::Ordinary);
    turned_no || later || off_the_clock
}

fn limit(key: FactKey) -> usize {
    match key {
        FactKey::Title | FactKey::Place => LINE_MAX,
        _ => PROSE_MAX,
    }
}

fn fact(key: FactKey, given: &str) -> Result<String, Rejection> {
    match key {
        FactKey::Title | FactKey::Place => text::filled_line(key.name(), given, limit(key)),
        _ => text::prose(key.name(), given, limit(key)),
    }
}

fn new_facts(given: &BTreeMap<FactKey, String>) -> Result<BTreeMap<FactKey, String>, Rejection> {
    let mut facts = BTreeMap::new();
    for key in FactKey::ALL {
        let text = fact(key, given.get(&key).map_or("", String::as_str))?;
        if !text.is_empty() {
            facts.insert(key, text);
        }
    }
    Ok(facts)
}

fn changed_facts(
    incident: &Incident,
    given: &BTreeMap<FactKey, String>,
) -> Result<BTreeMap<FactKey, String>, Rejection> {
    let mut facts = BTreeMap::new();
    for (key, given) in given {
        let text = fact(*key, given)?;
        if incident.fact(*key) != text {
            facts.insert(*key, text);
        }
    }
    Ok(facts)
}

fn believable(impact: Impact) -> Result<Impact, Rejection> {
    let people = [
        ("deaths", impact.deaths),
        ("injured", impact.injured),
        ("evacuated", impact.evacuated),
    ];
    for (field, figure) in people {
        if figure.is_some_and(|figure| figure > PEOPLE_MAX) {
            return Err(Rejection::Absurd {
                field: field.to_owned(),
            });
        }
    }
    if impact.loss_yuan.is_some_and(|loss| loss > LOSS_MAX) {
        return Err(Rejection::Absurd {
            field: "loss".to_owned(),
        });
    }
    Ok(impact)
}
