//! What can happen. An event says what is so from now on; it never says what should be done.
//!
//! The serialised form is the record's: variants and fields may be added, never renamed or removed.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::calendar::HolidayNotice;
use super::call::{CallFacts, Triage};
use super::contact::RecipientEntry;
use super::done::Done;
use super::grade::Grade;
use super::ids::{DeskCode, OfficerId, SubjectId};
use super::incident::{Instruction, Milestone, ThreeAnswers, Waiver};
use super::officer::{Approval, Officer};
use super::period::{Period, StepDone, StepId};
use super::reminder::{Acknowledgement, MatterId, Quiet, Raised, Rung, Told};
use super::report::{Known, ReportSent};
use super::response::Response;
use super::rule::{Demand, Duty, RuleSet};
use super::setting::Settings;
use super::warning::WarningFacts;
use super::watch::Watch;

pub use super::draft::{Amendment, NewIncident};
pub use super::mode::{DeskMode, SimClock};

/// How far an unanswered sign of life went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Vigilance {
    /// The screen asks.
    Asked,
    /// The post sounds.
    Sounded,
    /// The deputy is told.
    DeputyTold,
    /// The leader of the shift is told.
    LeaderTold,
    /// Somebody answered from the post.
    Answered,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Event {
    /// The desk was created; always and only the first entry of a chain.
    DeskCreated {
        /// Its code.
        code: DeskCode,
        /// Its name, as papers and screens show it.
        name: String,
        /// Real or simulated.
        mode: DeskMode,
        /// The time zone its times are shown in, IANA name.
        zone: chrono_tz::Tz,
        /// A simulated desk's clock.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        clock: Option<SimClock>,
    },
    /// These rules are in force from now on.
    RulesAdopted {
        /// Rules and recipients, whole.
        rules: RuleSet,
    },
    /// A simulated desk's clock was moved or its pace changed.
    ClockMoved {
        /// How it runs now.
        clock: SimClock,
    },
    /// An officer was added, or an officer's particulars changed.
    OfficerEntered {
        /// The particulars, whole.
        officer: Officer,
    },
    /// The directory says these things of recipients from now on.
    RecipientsEntered {
        /// What it says, each of another recipient, whole.
        entries: Vec<RecipientEntry>,
    },
    /// The watch was taken.
    WatchTaken {
        /// The watch as it stands now.
        watch: Watch,
    },
    /// A call was taken.
    CallTaken {
        /// Its number.
        call: SubjectId,
        /// What was told.
        facts: CallFacts,
    },
    /// What was noted of a call was corrected.
    CallAmended {
        /// Its number.
        call: SubjectId,
        /// What was told, as it should have been noted.
        facts: CallFacts,
        /// A leader's consent, where the time it was received was made later.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        approval: Option<Approval>,
    },
    /// A call was judged.
    CallTriaged {
        /// Its number.
        call: SubjectId,
        /// What became of it.
        triage: Triage,
    },
    /// An incident was logged.
    IncidentLogged {
        /// Its number.
        incident: SubjectId,
        /// What was entered.
        new: Box<NewIncident>,
    },
    /// Duties were frozen with a subject.
    DutiesFrozen {
        /// The subject.
        subject: SubjectId,
        /// The rules as they stood.
        demands: Vec<Demand>,
    },
    /// An incident's facts were changed or added.
    IncidentAmended {
        /// Its number.
        incident: SubjectId,
        /// What changed.
        amendment: Box<Amendment>,
    },
    /// An incident was graded.
    IncidentGraded {
        /// Its number.
        incident: SubjectId,
        /// The grade.
        grade: Grade,
        /// When it was judged.
        at: DateTime<Utc>,
        /// Since when it was known, where somebody said so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        known_since: Option<DateTime<Utc>>,
        /// On what ground; may be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        ground: String,
        /// A leader's consent, where the grade was lowered.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        approval: Option<Approval>,
    },
    /// A leader consented to the grade that stands, below what the figures reach as they are now.
    GradeApproved {
        /// Its number.
        incident: SubjectId,
        /// Who consented, and why.
        approval: Approval,
    },
    /// A report was sent.
    ReportFiled {
        /// The incident.
        incident: SubjectId,
        /// Running from 1 within the incident.
        no: u32,
        /// What was sent.
        sent: Box<ReportSent>,
        /// What was known then.
        known: Box<Known>,
    },
    /// What was entered of a report was wrong; the words before stay in the record.
    ReportCorrected {
        /// The incident.
        incident: SubjectId,
        /// The report.
        no: u32,
        /// What was really sent; `None` where nothing was and the report does not count.
        sent: Option<Box<ReportSent>>,
        /// Why.
        reason: String,
        /// A leader's consent, where a report was taken back or made earlier.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        approval: Option<Approval>,
    },
    /// One of the five first times was reached.
    MilestoneReached {
        /// The incident.
        incident: SubjectId,
        /// Which.
        milestone: Milestone,
        /// When.
        at: DateTime<Utc>,
        /// Who and how; may be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// A leader gave an instruction.
    InstructionNoted {
        /// The incident.
        incident: SubjectId,
        /// The instruction.
        instruction: Instruction,
    },
    /// A note was made.
    NoteMade {
        /// About which subject; `None` for the watch as a whole.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        subject: Option<SubjectId>,
        /// The words.
        text: String,
    },
    /// A deadline was given up with a leader's consent.
    DeadlineWaived {
        /// The subject.
        subject: SubjectId,
        /// Which and why.
        waiver: Waiver,
    },
    /// A level of response was proposed, decided or changed.
    ResponseNoted {
        /// The incident.
        incident: SubjectId,
        /// What was done, by whom and when.
        response: Box<Response>,
    },
    /// A duty of somebody else was noted as done.
    DutyDone {
        /// The incident.
        incident: SubjectId,
        /// Which, by whom and when.
        done: Box<Done>,
    },
    /// The emergency was stood down.
    StoodDown {
        /// The incident.
        incident: SubjectId,
        /// When.
        at: DateTime<Utc>,
        /// On what ground; may be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        ground: String,
        /// A leader's consent, where the grade was unclear.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        approval: Option<Approval>,
    },
    /// An incident was closed.
    IncidentClosed {
        /// Its number.
        incident: SubjectId,
        /// The three answers.
        answers: ThreeAnswers,
    },
    /// An incident was judged not to be one.
    IncidentDismissed {
        /// Its number.
        incident: SubjectId,
        /// Why, and who consented.
        approval: Approval,
    },
    /// The personal fields of a call were destroyed: the key that opened them is gone.
    PersonalDestroyed {
        /// The call.
        call: SubjectId,
        /// Why.
        reason: String,
    },
    /// Sealed personal fields of a call were shown to somebody.
    PersonalShown {
        /// The call.
        call: SubjectId,
        /// Why.
        reason: String,
    },
    /// The desk's settings changed.
    SettingsChanged {
        /// The settings, whole.
        settings: Box<Settings>,
    },
    /// A holiday notice was taken in; it takes the place of an older one of that year.
    CalendarImported {
        /// The notice, whole.
        notice: HolidayNotice,
    },
    /// A period was added, or given other dates.
    PeriodEntered {
        /// The period as it stands now.
        period: Period,
    },
    /// A period was withdrawn.
    PeriodWithdrawn {
        /// The period as it stood.
        period: Period,
        /// Why.
        reason: String,
    },
    /// A step of the schedule was done.
    StepDone {
        /// The step.
        step: StepId,
        /// When, by whom, with what.
        done: StepDone,
    },
    /// A step was marked done by mistake.
    StepReopened {
        /// The step.
        step: StepId,
        /// Why.
        reason: String,
    },
    /// A warning was taken in.
    WarningTaken {
        /// Its number.
        warning: SubjectId,
        /// What was told.
        facts: Box<WarningFacts>,
        /// Whether it is for this desk's district.
        for_district: bool,
        /// Nothing that was told says for where it is: somebody must.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        unplaced: bool,
    },
    /// Somebody said whether a warning is for this desk's district.
    WarningPlaced {
        /// Its number.
        warning: SubjectId,
        /// Whether it is.
        for_district: bool,
        /// Why; may be empty where nothing was undone by it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// Somebody made sure that a warning still holds.
    WarningConfirmed {
        /// Its number.
        warning: SubjectId,
    },
    /// A duty of a warning was done.
    WarningActed {
        /// Its number.
        warning: SubjectId,
        /// Which duty.
        duty: Duty,
        /// When.
        at: DateTime<Utc>,
        /// Who was told, or who was passed to.
        to: String,
    },
    /// A warning ended.
    WarningEnded {
        /// Its number.
        warning: SubjectId,
        /// When.
        at: DateTime<Utc>,
        /// Why.
        reason: String,
    },
    /// A rung of a ladder was raised.
    RungRaised {
        /// Which, for whom.
        raised: Box<Raised>,
    },
    /// Somebody was told of a raised rung, or could not be.
    RungTold {
        /// What it reminds of.
        matter: MatterId,
        /// Which rung.
        rung: Rung,
        /// By which way, and what came of it.
        told: Told,
    },
    /// Somebody answered a matter.
    MatterAcknowledged {
        /// Which.
        matter: MatterId,
        /// Who, and until when it holds.
        answer: Acknowledgement,
    },
    /// Quiet hours began, or ended before their time.
    QuietSet {
        /// The quiet hours; `None` ends them.
        quiet: Option<Quiet>,
    },
    /// The duty room was asked for a sign of life, answered, or did not.
    VigilanceNoted {
        /// Asked, sounded, the deputy told, the leader told, answered.
        stage: Vigilance,
        /// Who answered; may be empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        person: String,
    },
    /// Somebody was refused at the door, or something above the person's role.
    AccessRefused {
        /// The login.
        login: String,
        /// What was tried: a locale key under `access-`.
        what: String,
    },
    /// An officer's PIN was set or taken away. Its hash is kept beside the record, never in it:
    /// every console holds the record, and four digits are soon tried.
    PinSet {
        /// The officer.
        officer: OfficerId,
        /// Whether there is one now.
        set: bool,
    },
    /// The desk itself noticed something an auditor should know: a torn record cut, a store
    /// rebuilt, a clock that jumped.
    DeskNoticed {
        /// A locale key under `notice-`.
        what: String,
        /// Figures for the sentence.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        args: BTreeMap<String, String>,
    },
}

impl Event {
    /// The subjects whose stored form this event changes.
    pub fn subjects(&self) -> Vec<&SubjectId> {
        match self {
            Self::CallTriaged { call, triage } => match triage {
                Triage::Became { incident } | Triage::Joined { incident } => vec![call, incident],
                Triage::PassedOn { .. } | Triage::NoMatter { .. } => vec![call],
            },
            Self::CallTaken { call, .. }
            | Self::CallAmended { call, .. }
            | Self::PersonalDestroyed { call, .. }
            | Self::PersonalShown { call, .. } => vec![call],
            Self::IncidentLogged { incident, .. }
            | Self::IncidentAmended { incident, .. }
            | Self::IncidentGraded { incident, .. }
            | Self::GradeApproved { incident, .. }
            | Self::ReportFiled { incident, .. }
            | Self::ReportCorrected { incident, .. }
            | Self::MilestoneReached { incident, .. }
            | Self::InstructionNoted { incident, .. }
            | Self::ResponseNoted { incident, .. }
            | Self::DutyDone { incident, .. }
            | Self::StoodDown { incident, .. }
            | Self::IncidentClosed { incident, .. }
            | Self::IncidentDismissed { incident, .. } => vec![incident],
            Self::DutiesFrozen { subject, .. } | Self::DeadlineWaived { subject, .. } => {
                vec![subject]
            }
            Self::NoteMade { subject, .. } => subject.iter().collect(),
            Self::WarningTaken { warning, .. }
            | Self::WarningPlaced { warning, .. }
            | Self::WarningConfirmed { warning }
            | Self::WarningActed { warning, .. }
            | Self::WarningEnded { warning, .. } => vec![warning],
            Self::DeskCreated { .. }
            | Self::RulesAdopted { .. }
            | Self::ClockMoved { .. }
            | Self::OfficerEntered { .. }
            | Self::RecipientsEntered { .. }
            | Self::WatchTaken { .. }
            | Self::SettingsChanged { .. }
            | Self::CalendarImported { .. }
            | Self::PeriodEntered { .. }
            | Self::PeriodWithdrawn { .. }
            | Self::StepDone { .. }
            | Self::StepReopened { .. }
            | Self::RungRaised { .. }
            | Self::RungTold { .. }
            | Self::MatterAcknowledged { .. }
            | Self::QuietSet { .. }
            | Self::VigilanceNoted { .. }
            | Self::AccessRefused { .. }
            | Self::PinSet { .. }
            | Self::DeskNoticed { .. } => Vec::new(),
        }
    }

    /// The officer named in it, for the entry that records it; used by screens only.
    pub fn officer(&self) -> Option<OfficerId> {
        match self {
            Self::WatchTaken { watch } => Some(watch.officer),
            Self::OfficerEntered { officer } => Some(officer.id),
            _ => None,
        }
    }
}
