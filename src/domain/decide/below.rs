//! What the figures speak against: a grade below them, a *no* against the boundary crossed. Both
//! need a reason and a leader; facts are added without asking anybody.

use super::{Decision, Desk};
use crate::domain::event::{Amendment, NewIncident};
use crate::domain::grade::{Answer, Grade, Sensitive};
use crate::domain::grading::{Below, below};
use crate::domain::impact::{Boundary, Impact};
use crate::domain::incident::Incident;
use crate::domain::officer::Approval;
use crate::domain::{Event, Rejection};

impl Desk<'_> {
    /// The consent to a grade that lowers one, or is below the figures; the reason it is given for
    /// is the ground of the grade, where no other was told.
    pub(super) fn grade_approved(
        self,
        incident: &Incident,
        grade: Grade,
        ground: &str,
        given: Option<&Approval>,
    ) -> Result<Option<Approval>, Rejection> {
        if let Some(below) = below(&incident.impact, grade) {
            return self.below_approved(below, ground, given).map(Some);
        }
        if incident.grade.lowered_by(grade) {
            return self.needs_leader("lower-grade", given).map(Some);
        }
        self.maybe_approved(given)
    }

    fn below_approved(
        self,
        below: Below,
        ground: &str,
        given: Option<&Approval>,
    ) -> Result<Approval, Rejection> {
        match given.filter(|approval| !approval.leader.trim().is_empty()) {
            Some(approval) => self.approved(&on_ground(approval, ground)),
            None => Err(Rejection::BelowFigures {
                below: Box::new(below),
            }),
        }
    }

    /// The consent a new incident needs, or may bring.
    pub(super) fn new_approved(self, new: &NewIncident) -> Result<Option<Approval>, Rejection> {
        let given = new.approval.as_ref();
        if let Some(below) = below(&new.impact, new.grade) {
            return self.below_approved(below, &new.ground, given).map(Some);
        }
        if new.sensitive.get(&Sensitive::CrossProvince) == Some(&Answer::No)
            && leaves_province(&new.impact)
        {
            return self.needs_leader("not-crossing", given).map(Some);
        }
        self.maybe_approved(given)
    }

    /// A leader's consent to the grade that stands, where it is below the figures and none covers
    /// them yet.
    pub(super) fn consent_to_grade(
        self,
        incident: &Incident,
        ground: &str,
        given: Option<&Approval>,
    ) -> Decision {
        match incident.graded_below() {
            Some(below) if !incident.grade_holds() => Ok(vec![Event::GradeApproved {
                incident: incident.id.clone(),
                approval: self.below_approved(below, ground, given)?,
            }]),
            _ => Err(Rejection::NothingToDo),
        }
    }
}

/// Whether an amendment answers *no* to what the boundary speaks for, as both will stand together,
/// and no leader consented to that yet.
pub(super) fn denies_crossing(incident: &Incident, given: &Amendment) -> bool {
    let condition = Sensitive::CrossProvince;
    let impact = given.impact.unwrap_or(incident.impact);
    let is_same_boundary = impact.boundary == incident.impact.boundary;
    given.sensitive.get(&condition) == Some(&Answer::No)
        && leaves_province(&impact)
        && !(is_same_boundary && incident.answer_consent(condition).is_some())
}

fn leaves_province(impact: &Impact) -> bool {
    impact.boundary.is_some_and(Boundary::leaves_province)
}

/// The consent, for the ground where it gives no reason of its own.
fn on_ground(approval: &Approval, ground: &str) -> Approval {
    let mut approval = approval.clone();
    if approval.reason.trim().is_empty() {
        ground.clone_into(&mut approval.reason);
    }
    approval
}
