//! Wishes that move an incident on: first times, instructions, waivers, stand-down and the end.

use chrono::{DateTime, Utc};

use super::{Decision, Desk};
use crate::domain::duty::{open_duties, waiver};
use crate::domain::grade::Grade;
use crate::domain::incident::{Incident, Instruction, Milestone, Stage, ThreeAnswers, Waiver};
use crate::domain::officer::Approval;
use crate::domain::report::ReportKind;
use crate::domain::rule::Demand;
use crate::domain::text::{self, LINE_MAX, NAME_MAX, PROSE_MAX};
use crate::domain::{Event, RecipientId, Rejection, RuleId, SubjectId};

/// The deadline that is to be given up.
#[derive(Clone, Copy)]
pub(super) struct Meant<'a> {
    pub(super) rule: &'a RuleId,
    pub(super) recipient: Option<&'a RecipientId>,
    /// The entry that brought its demand in; `None` where the rule is demanded only once.
    pub(super) demanded: Option<u64>,
}

impl Meant<'_> {
    /// The one demand meant. Where several of one rule stand, it must be said which.
    fn demand(self, incident: &Incident) -> Result<&Demand, Rejection> {
        let seq = |demand: &Demand| demand.entered.map_or(0, |entered| entered.seq);
        let of_rule = || incident.demands.iter().filter(|d| &d.rule.id == self.rule);
        let mut meant = of_rule().filter(|d| self.demanded.is_none_or(|meant| meant == seq(d)));
        let unknown = || Rejection::UnknownDeadline {
            rule: self.rule.to_string(),
        };
        let demand = meant.next().ok_or_else(unknown)?;
        if meant.next().is_some() {
            return Err(Rejection::SeveralDemands {
                rule: self.rule.to_string(),
                known: of_rule()
                    .map(|d| seq(d).to_string())
                    .collect::<Vec<_>>()
                    .join(", "),
            });
        }
        Ok(demand)
    }
}

impl Desk<'_> {
    pub(super) fn reach_milestone(
        self,
        id: &SubjectId,
        milestone: Milestone,
        at: DateTime<Utc>,
        note: &str,
    ) -> Decision {
        let incident = self.open_incident(id)?;
        let at = self.since_learned("at", at, incident)?;
        let note = text::line("note", note, LINE_MAX)?;
        Ok(vec![Event::MilestoneReached {
            incident: id.clone(),
            milestone,
            at,
            note,
        }])
    }

    pub(super) fn note_instruction(self, id: &SubjectId, given: &Instruction) -> Decision {
        let incident = self.open_incident(id)?;
        let instruction = Instruction {
            leader: text::filled_line("leader", &given.leader, NAME_MAX)?,
            at: self.since_learned("at", given.at, incident)?,
            text: text::filled_prose("instruction", &given.text, PROSE_MAX)?,
        };
        Ok(vec![Event::InstructionNoted {
            incident: id.clone(),
            instruction,
        }])
    }

    pub(super) fn waive_deadline(
        self,
        id: &SubjectId,
        meant: Meant<'_>,
        approval: &Approval,
    ) -> Decision {
        let incident = self.open_incident(id)?;
        let Meant {
            rule, recipient, ..
        } = meant;
        let unknown = || Rejection::UnknownDeadline {
            rule: rule.to_string(),
        };
        let demand = meant.demand(incident)?;
        let asked: Vec<&RecipientId> = demand.recipients(incident).collect();
        if recipient.is_some_and(|recipient| !asked.contains(&recipient)) {
            return Err(unknown());
        }
        let meant = asked
            .iter()
            .filter(|to| recipient.is_none_or(|given| given == **to));
        if meant
            .into_iter()
            .all(|to| waiver(incident, demand, to).is_some())
        {
            return Err(Rejection::NothingToDo);
        }
        let waiver = Waiver {
            rule: rule.clone(),
            recipient: recipient.cloned(),
            approval: self.approved(approval)?,
            at: self.now,
            demanded: demand.entered.map(|entered| entered.seq),
        };
        Ok(vec![Event::DeadlineWaived {
            subject: id.clone(),
            waiver,
        }])
    }

    pub(super) fn stand_down(
        self,
        id: &SubjectId,
        at: DateTime<Utc>,
        ground: &str,
        approval: Option<&Approval>,
    ) -> Decision {
        let incident = self.open_incident(id)?;
        if incident.stage == Stage::StoodDown {
            return Err(Rejection::AlreadyStoodDown {
                subject: id.clone(),
            });
        }
        let at = self.since_learned("stood-down", at, incident)?;
        let ground = text::prose("ground", ground, PROSE_MAX)?;
        // How long the investigation may take follows from the grade (令32 Art. 16): nobody may leave
        // it open in silence.
        let approval = if incident.grade == Grade::Unclear {
            Some(self.needs_leader("stand-down-unclear", approval)?)
        } else {
            self.maybe_approved(approval)?
        };
        Ok(vec![Event::StoodDown {
            incident: id.clone(),
            at,
            ground,
            approval,
        }])
    }

    pub(super) fn close_incident(self, id: &SubjectId, given: &ThreeAnswers) -> Decision {
        let incident = self.open_incident(id)?;
        let subject = id.clone();
        if incident.stage != Stage::StoodDown {
            return Err(Rejection::NotStoodDown { subject });
        }
        if incident.grade == Grade::Unclear {
            return Err(Rejection::GradeUnclear { subject });
        }
        if !incident.grade_holds() {
            return Err(Rejection::GradeOpen { subject });
        }
        let open = open_duties(incident);
        if !open.is_empty() {
            let names = open
                .iter()
                .map(|(demand, to)| format!("{} → {to}", demand.rule.id));
            let duties = names.collect::<Vec<_>>().join("; ");
            return Err(Rejection::DutyOpen { subject, duties });
        }
        let is_final = |kind| kind == ReportKind::Final;
        if !incident
            .standing_reports()
            .any(|report| is_final(report.sent.kind))
        {
            return Err(Rejection::NoFinalReport { subject });
        }
        let answers = ThreeAnswers {
            investigated: text::filled_prose("investigated", &given.investigated, PROSE_MAX)?,
            removed: text::filled_prose("removed", &given.removed, PROSE_MAX)?,
            accountable: text::filled_prose("accountable", &given.accountable, PROSE_MAX)?,
        };
        Ok(vec![Event::IncidentClosed {
            incident: subject,
            answers,
        }])
    }

    pub(super) fn dismiss(self, id: &SubjectId, approval: &Approval) -> Decision {
        self.open_incident(id)?;
        let approval = self.approved(approval)?;
        Ok(vec![Event::IncidentDismissed {
            incident: id.clone(),
            approval,
        }])
    }
}
