//! What can be asked of a desk. A command is a wish; [`super::decide()`] turns it into events or
//! says why not.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::calendar::HolidayNotice;
use super::call::CallFacts;
use super::contact::RecipientEntry;
use super::done::Done;
use super::event::{Amendment, NewIncident, SimClock, Vigilance};
use super::grade::Grade;
use super::ids::{RecipientId, RuleId, SubjectId};
use super::incident::{Instruction, Milestone, ThreeAnswers};
use super::officer::{Approval, Role};
use super::period::{DutyLevel, Period, PeriodId, PeriodKind, StepDone, StepId};
use super::reminder::{MatterId, Raised, Rung, Told};
use super::report::ReportSent;
use super::response::Response;
use super::rule::{Duty, RuleSet};
use super::setting::Settings;
use super::warning::{Incoming, WarningFacts};

/// What an officer is entered with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficerEntry {
    /// Full name; the same name again changes that officer.
    pub name: String,
    /// Post.
    pub post: String,
    /// Telephone.
    pub phone: String,
    /// What the officer may answer for.
    pub role: Role,
}

/// What is to become of a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "becomes", rename_all = "kebab-case")]
pub enum TriageWish {
    /// A new incident.
    NewIncident {
        /// What is known of it.
        new: Box<NewIncident>,
    },
    /// An incident already known.
    Join {
        /// That incident.
        incident: SubjectId,
    },
    /// Somebody else.
    PassOn {
        /// To whom.
        to: String,
    },
    /// Nobody.
    NoMatter {
        /// Why not.
        reason: String,
    },
}

/// What a period is entered with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeriodEntry {
    /// Its kind.
    pub kind: PeriodKind,
    /// What it is called.
    pub name: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Where the dates come from; may be empty.
    pub source: String,
    /// A level of its own.
    pub level: Option<DutyLevel>,
}

/// A wish. Times are instants; names of officers are names, resolved against the directory.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Command {
    /// Put these rules in force. Only the desk itself asks this.
    AdoptRules {
        /// The rules, whole.
        rules: RuleSet,
    },
    /// Move a simulated desk's clock or change its pace. Only the desk itself makes the value.
    MoveClock {
        /// How it shall run.
        clock: SimClock,
    },
    /// Add an officer, or change one of that name.
    EnterOfficer {
        /// The particulars.
        officer: OfficerEntry,
    },
    /// Say how recipients are called and reached: all of it or nothing.
    EnterRecipients {
        /// What the directory shall say, each of another recipient.
        entries: Vec<RecipientEntry>,
    },
    /// Take the watch.
    TakeWatch {
        /// The officer's name.
        officer: String,
        /// The deputy's name, where there is one.
        deputy: Option<String>,
        /// The leader of the shift's name.
        leader: String,
        /// What the relieved officer said.
        note: String,
    },
    /// Note a call.
    TakeCall {
        /// What was told.
        facts: CallFacts,
        /// The caller asks for secrecy: the desk seals the personal fields before it decides.
        confidential: bool,
    },
    /// Correct what was noted of a call.
    AmendCall {
        /// Its number.
        call: SubjectId,
        /// What was told, as it should have been noted.
        facts: CallFacts,
        /// A leader's consent, needed to make the time it was received later.
        approval: Option<Approval>,
    },
    /// Judge a call.
    TriageCall {
        /// Its number.
        call: SubjectId,
        /// What is to become of it.
        wish: TriageWish,
    },
    /// Log an incident.
    LogIncident {
        /// What is known of it.
        new: Box<NewIncident>,
    },
    /// Change or add facts.
    AmendIncident {
        /// Its number.
        incident: SubjectId,
        /// What changes.
        amendment: Box<Amendment>,
    },
    /// Grade an incident.
    GradeIncident {
        /// Its number.
        incident: SubjectId,
        /// The grade.
        grade: Grade,
        /// When it was judged; `None` for now.
        at: Option<DateTime<Utc>>,
        /// Since when it was known; `None` means, for a first grade, the rule's own start, and for a
        /// change the moment it was judged.
        known_since: Option<DateTime<Utc>>,
        /// On what ground.
        ground: String,
        /// A leader's consent, needed to lower it.
        approval: Option<Approval>,
    },
    /// Record a report that was sent.
    FileReport {
        /// The incident.
        incident: SubjectId,
        /// What was sent.
        sent: Box<ReportSent>,
    },
    /// Correct what was entered of a report.
    CorrectReport {
        /// The incident.
        incident: SubjectId,
        /// The report's number within it.
        no: u32,
        /// What was really sent; `None` where nothing was.
        sent: Option<Box<ReportSent>>,
        /// Why.
        reason: String,
        /// A leader's consent, needed to take a report back or make it earlier.
        approval: Option<Approval>,
    },
    /// Mark one of the five first times.
    ReachMilestone {
        /// The incident.
        incident: SubjectId,
        /// Which.
        milestone: Milestone,
        /// When.
        at: DateTime<Utc>,
        /// Who and how.
        note: String,
    },
    /// Note a leader's instruction.
    NoteInstruction {
        /// The incident.
        incident: SubjectId,
        /// The instruction.
        instruction: Instruction,
    },
    /// Note that a level of response was proposed, decided or changed.
    NoteResponse {
        /// The incident.
        incident: SubjectId,
        /// What was done, by whom and when.
        response: Box<Response>,
    },
    /// Note that somebody else did what somebody else must do.
    MarkDone {
        /// The incident.
        incident: SubjectId,
        /// Which duty, by whom and when.
        done: Box<Done>,
    },
    /// Make a note.
    MakeNote {
        /// About which subject; `None` for the watch as a whole.
        subject: Option<SubjectId>,
        /// The words.
        text: String,
    },
    /// Give a deadline up.
    WaiveDeadline {
        /// The incident.
        subject: SubjectId,
        /// The rule.
        rule: RuleId,
        /// For whom; `None` for every recipient.
        recipient: Option<RecipientId>,
        /// The number of the entry that brought in the demand meant; `None` where the rule is demanded
        /// only once.
        demanded: Option<u64>,
        /// A leader's consent.
        approval: Approval,
    },
    /// Stand the emergency down.
    StandDown {
        /// The incident.
        incident: SubjectId,
        /// When it ended.
        at: DateTime<Utc>,
        /// On what ground.
        ground: String,
        /// A leader's consent, needed where the grade is unclear.
        approval: Option<Approval>,
    },
    /// Close an incident.
    CloseIncident {
        /// Its number.
        incident: SubjectId,
        /// The three answers.
        answers: ThreeAnswers,
    },
    /// Judge that it is not an incident.
    DismissIncident {
        /// Its number.
        incident: SubjectId,
        /// Why, and who consents.
        approval: Approval,
    },
    /// Change the desk's settings.
    ChangeSettings {
        /// The settings, whole.
        settings: Box<Settings>,
    },
    /// Take a holiday notice in.
    ImportCalendar {
        /// The notice, whole.
        notice: HolidayNotice,
    },
    /// Take the holiday notices of one file in: all of them or none.
    ImportCalendars {
        /// The notices, whole, each of another year.
        notices: Vec<HolidayNotice>,
    },
    /// Add a period, or change one.
    EnterPeriod {
        /// The period to change; `None` adds one.
        id: Option<PeriodId>,
        /// What it is.
        entry: PeriodEntry,
    },
    /// Withdraw a period.
    WithdrawPeriod {
        /// The period as it stands.
        period: Period,
        /// Why.
        reason: String,
    },
    /// Mark a step done.
    DoStep {
        /// The step, as the schedule names it.
        step: StepId,
        /// When, by whom, with what; what it was and when it was due as the schedule says.
        done: StepDone,
    },
    /// Take back that a step was done.
    ReopenStep {
        /// The step.
        step: StepId,
        /// Why.
        reason: String,
    },
    /// Take a warning in.
    TakeWarning {
        /// What was told.
        facts: Box<WarningFacts>,
        /// Whether it is for this desk's district.
        for_district: bool,
    },
    /// Take the messages of one file in: all of them or none.
    TakeWarnings {
        /// In the order they were sent.
        messages: Vec<Incoming>,
    },
    /// Say whether a warning is for this desk's district.
    PlaceWarning {
        /// Its number.
        warning: SubjectId,
        /// Whether it is.
        for_district: bool,
        /// Why; needed where it was taken to be until now.
        reason: String,
    },
    /// Say that a warning still holds.
    ConfirmWarning {
        /// Its number.
        warning: SubjectId,
    },
    /// Mark a duty of a warning done.
    ActOnWarning {
        /// Its number.
        warning: SubjectId,
        /// Which duty.
        duty: Duty,
        /// When.
        at: DateTime<Utc>,
        /// Who was told, or who was passed to.
        to: String,
    },
    /// End a warning by hand.
    LiftWarning {
        /// Its number.
        warning: SubjectId,
        /// When it ended.
        at: DateTime<Utc>,
        /// Why.
        reason: String,
    },
    /// Raise rungs. Only the desk's reminder clock asks this.
    RaiseRungs {
        /// Which, in the order they were due.
        rungs: Vec<Raised>,
    },
    /// Keep what came of telling somebody.
    NoteTold {
        /// What it reminds of.
        matter: MatterId,
        /// Which rung.
        rung: Rung,
        /// By which way, and what came of it.
        told: Told,
    },
    /// Answer a matter.
    Acknowledge {
        /// Which.
        matter: MatterId,
        /// Who answers.
        person: String,
    },
    /// Ask for quiet hours, or end them.
    SetQuiet {
        /// Who asks.
        owner: String,
        /// Why.
        reason: String,
        /// Until when; `None` ends them.
        until: Option<DateTime<Utc>>,
    },
    /// Note how far an unanswered sign of life went. Only the desk asks the stages before the
    /// answer.
    NoteVigilance {
        /// How far.
        stage: Vigilance,
        /// Who answered.
        person: String,
    },
    /// Note that somebody was refused. Only the desk asks this.
    NoteRefusal {
        /// The login.
        login: String,
        /// What was tried, under `access-`.
        what: String,
    },
    /// Note that an officer's PIN was set or taken away. Only the desk, which keeps it, asks this.
    NotePin {
        /// The officer's name.
        officer: String,
        /// Whether there is one now.
        set: bool,
    },
    /// Destroy the key of a call's personal fields. The desk destroys it before it asks this.
    DestroyPersonal {
        /// The call.
        call: SubjectId,
        /// Why.
        reason: String,
    },
    /// Show a call's sealed personal fields.
    ShowPersonal {
        /// The call.
        call: SubjectId,
        /// Why.
        reason: String,
    },
}

impl Command {
    /// The leader's consent that is given with it, where one is.
    pub fn approval(&self) -> Option<&Approval> {
        match self {
            Self::AmendCall { approval, .. }
            | Self::GradeIncident { approval, .. }
            | Self::CorrectReport { approval, .. }
            | Self::StandDown { approval, .. } => approval.as_ref(),
            Self::AmendIncident { amendment, .. } => amendment.approval.as_ref(),
            Self::LogIncident { new } => new.approval.as_ref(),
            Self::TriageCall { wish, .. } => match wish {
                TriageWish::NewIncident { new } => new.approval.as_ref(),
                TriageWish::Join { .. }
                | TriageWish::PassOn { .. }
                | TriageWish::NoMatter { .. } => None,
            },
            Self::WaiveDeadline { approval, .. } | Self::DismissIncident { approval, .. } => {
                Some(approval)
            }
            Self::AdoptRules { .. }
            | Self::MoveClock { .. }
            | Self::EnterOfficer { .. }
            | Self::EnterRecipients { .. }
            | Self::TakeWatch { .. }
            | Self::TakeCall { .. }
            | Self::FileReport { .. }
            | Self::ReachMilestone { .. }
            | Self::NoteInstruction { .. }
            | Self::NoteResponse { .. }
            | Self::MarkDone { .. }
            | Self::MakeNote { .. }
            | Self::CloseIncident { .. }
            | Self::ChangeSettings { .. }
            | Self::ImportCalendar { .. }
            | Self::ImportCalendars { .. }
            | Self::EnterPeriod { .. }
            | Self::WithdrawPeriod { .. }
            | Self::DoStep { .. }
            | Self::ReopenStep { .. }
            | Self::TakeWarning { .. }
            | Self::TakeWarnings { .. }
            | Self::PlaceWarning { .. }
            | Self::ConfirmWarning { .. }
            | Self::ActOnWarning { .. }
            | Self::LiftWarning { .. }
            | Self::RaiseRungs { .. }
            | Self::NoteTold { .. }
            | Self::Acknowledge { .. }
            | Self::SetQuiet { .. }
            | Self::NoteVigilance { .. }
            | Self::NoteRefusal { .. }
            | Self::NotePin { .. }
            | Self::DestroyPersonal { .. }
            | Self::ShowPersonal { .. } => None,
        }
    }
}
