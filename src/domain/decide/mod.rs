//! The only place that says no: a wish against what is so, at a given time.
//!
//! One file per family of wishes. A wish is decided whole: the first thing wrong refuses all of
//! it, and nothing changes.

mod approve;
mod below;
mod call;
mod contact;
mod desk;
mod extent;
mod freeze;
mod incident;
mod period;
mod progress;
mod reminder;
mod report;
mod response;
mod warning;

use chrono::{DateTime, Utc};

use incident::Grading;
use progress::Meant;
use warning::Place;

use super::ids::SubjectId;
use super::incident::Incident;
use super::{Asker, Command, Event, Rejection, State};

/// What a decision is made on.
#[derive(Clone, Copy)]
struct Desk<'a> {
    state: &'a State,
    now: DateTime<Utc>,
    who: Asker<'a>,
}

type Decision = Result<Vec<Event>, Rejection>;

/// The events that follow if `who` asks `command` of the desk at `now`; nothing is changed here.
/// Several events of one decision are recorded together or not at all.
pub fn decide<'a>(
    state: &'a State,
    now: DateTime<Utc>,
    who: impl Into<Asker<'a>>,
    command: &Command,
) -> Decision {
    let who = who.into();
    let desk = Desk { state, now, who };
    match command {
        Command::AdoptRules { rules } => desk.adopt_rules(rules),
        Command::MoveClock { clock } => desk.move_clock(clock),
        Command::EnterOfficer { officer } => desk.enter_officer(officer),
        Command::EnterRecipients { entries } => desk.enter_recipients(entries),
        Command::TakeWatch {
            officer,
            deputy,
            leader,
            note,
        } => desk.take_watch(officer, deputy.as_deref(), leader, note),
        Command::MakeNote { subject, text } => desk.make_note(subject.as_ref(), text),
        Command::TakeCall { facts, .. } => desk.take_call(facts),
        Command::AmendCall {
            call,
            facts,
            approval,
        } => desk.amend_call(call, facts, approval.as_ref()),
        Command::TriageCall { call, wish } => desk.triage_call(call, wish),
        Command::DestroyPersonal { call, reason } => desk.destroy_personal(call, reason),
        Command::ShowPersonal { call, reason } => desk.show_personal(call, reason),
        Command::LogIncident { new } => desk.log_incident(new),
        Command::AmendIncident {
            incident,
            amendment,
        } => desk.amend_incident(incident, amendment),
        Command::GradeIncident {
            incident,
            grade,
            at,
            known_since,
            ground,
            approval,
        } => {
            let grading = Grading {
                grade: *grade,
                at: *at,
                known_since: *known_since,
                ground,
            };
            desk.grade_incident(incident, grading, approval.as_ref())
        }
        _ => decide_file(desk, command),
    }
}

/// The wishes about an incident's file: reports, milestones, waivers, and how it ends.
fn decide_file(desk: Desk<'_>, command: &Command) -> Decision {
    match command {
        Command::FileReport { incident, sent } => desk.file_report(incident, sent),
        Command::CorrectReport {
            incident,
            no,
            sent,
            reason,
            approval,
        } => desk.correct_report(incident, *no, sent.as_deref(), reason, approval.as_ref()),
        Command::ReachMilestone {
            incident,
            milestone,
            at,
            note,
        } => desk.reach_milestone(incident, *milestone, *at, note),
        Command::NoteInstruction {
            incident,
            instruction,
        } => desk.note_instruction(incident, instruction),
        Command::WaiveDeadline {
            subject,
            rule,
            recipient,
            demanded,
            approval,
        } => {
            let meant = Meant {
                rule,
                recipient: recipient.as_ref(),
                demanded: *demanded,
            };
            desk.waive_deadline(subject, meant, approval)
        }
        Command::StandDown {
            incident,
            at,
            ground,
            approval,
        } => desk.stand_down(incident, *at, ground, approval.as_ref()),
        Command::CloseIncident { incident, answers } => desk.close_incident(incident, answers),
        Command::DismissIncident { incident, approval } => desk.dismiss(incident, approval),
        _ => decide_response(desk, command),
    }
}

/// The wishes about the response and about what others did.
fn decide_response(desk: Desk<'_>, command: &Command) -> Decision {
    match command {
        Command::NoteResponse { incident, response } => desk.note_response(incident, response),
        Command::MarkDone { incident, done } => desk.mark_done(incident, done),
        _ => decide_schedule(desk, command),
    }
}

/// The wishes about reminders and who may come in.
fn decide_reminder(desk: Desk<'_>, command: &Command) -> Decision {
    match command {
        Command::RaiseRungs { rungs } => desk.raise_rungs(rungs),
        Command::NoteTold { matter, rung, told } => desk.note_told(matter, *rung, told),
        Command::Acknowledge { matter, person } => desk.acknowledge(matter, person),
        Command::SetQuiet {
            owner,
            reason,
            until,
        } => desk.set_quiet(owner, reason, *until),
        Command::NoteVigilance { stage, person } => desk.note_vigilance(*stage, person),
        Command::NoteRefusal { login, what } => Ok(Desk::note_refusal(login, what)),
        Command::NotePin { officer, set } => desk.note_pin(officer, *set),
        _ => Err(Rejection::NothingToDo),
    }
}

/// The wishes about settings, calendar, periods and warnings.
fn decide_schedule(desk: Desk<'_>, command: &Command) -> Decision {
    match command {
        Command::ChangeSettings { settings } => desk.change_settings(settings),
        Command::ImportCalendar { notice } => desk.import_calendar(notice),
        Command::ImportCalendars { notices } => desk.import_calendars(notices),
        Command::EnterPeriod { id, entry } => desk.enter_period(id.as_ref(), entry),
        Command::WithdrawPeriod { period, reason } => desk.withdraw_period(period, reason),
        Command::DoStep { step, done } => desk.do_step(step, done),
        Command::ReopenStep { step, reason } => desk.reopen_step(step, reason),
        Command::TakeWarning {
            facts,
            for_district,
        } => desk.take_warning(facts, Place::of(*for_district)),
        Command::TakeWarnings { messages } => desk.take_warnings(messages),
        Command::PlaceWarning {
            warning,
            for_district,
            reason,
        } => desk.place_warning(warning, *for_district, reason),
        Command::ConfirmWarning { warning } => desk.confirm_warning(warning),
        Command::ActOnWarning {
            warning,
            duty,
            at,
            to,
        } => desk.act_on_warning(warning, *duty, *at, to),
        Command::LiftWarning {
            warning,
            at,
            reason,
        } => desk.lift_warning(warning, *at, reason),
        _ => decide_reminder(desk, command),
    }
}

impl<'a> Desk<'a> {
    /// The incident, if it is open.
    fn open_incident(self, id: &SubjectId) -> Result<&'a Incident, Rejection> {
        match self.state.incidents.get(id) {
            Some(incident) if incident.is_open() => Ok(incident),
            Some(_) => Err(Rejection::NotOpen {
                subject: id.clone(),
            }),
            None => Err(Rejection::UnknownSubject {
                subject: id.clone(),
            }),
        }
    }

    /// A time that has come.
    fn past(self, field: &str, given: DateTime<Utc>) -> Result<DateTime<Utc>, Rejection> {
        /// Before this no duty of today can have begun: the year 2000 in UTC.
        const TOO_OLD: DateTime<Utc> = match DateTime::from_timestamp(946_684_800, 0) {
            Some(at) => at,
            None => DateTime::<Utc>::MIN_UTC,
        };
        if given > self.now {
            let field = field.to_owned();
            return Err(Rejection::InFuture {
                field,
                given,
                now: self.now,
            });
        }
        if given < TOO_OLD {
            return Err(Rejection::TooOld {
                field: field.to_owned(),
                given,
            });
        }
        Ok(given)
    }

    /// A time that has come and does not lie before when the incident was learned of.
    fn since_learned(
        self,
        field: &str,
        given: DateTime<Utc>,
        incident: &Incident,
    ) -> Result<DateTime<Utc>, Rejection> {
        let given = self.past(field, given)?;
        match incident.learned() {
            Some(learned) => not_before(field, given, "learned", learned),
            None => Ok(given),
        }
    }
}

/// A time that does not lie before another.
fn not_before(
    field: &str,
    given: DateTime<Utc>,
    other: &str,
    bound: DateTime<Utc>,
) -> Result<DateTime<Utc>, Rejection> {
    if given < bound {
        let (field, other) = (field.to_owned(), other.to_owned());
        return Err(Rejection::Before {
            field,
            given,
            other,
            bound,
        });
    }
    Ok(given)
}
