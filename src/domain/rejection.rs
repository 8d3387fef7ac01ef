//! Why a wish was refused. Each reason is typed; its sentence and its hint (what to do next) are
//! in the locale files under `reject-<key>` and `reject-<key>.hint`, so the person refused reads
//! them in the person's own language wherever the refusal was made.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::grading::Below;
use super::ids::{RecipientId, SubjectId};

/// A value inside a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Text as it is.
    Text(String),
    /// A whole number.
    Number(i64),
    /// An instant, shown in the desk's zone.
    Time(DateTime<Utc>),
    /// A locale key, shown as its text: a field's name.
    Key(String),
    /// A sentence of its own, with its values.
    Say(String, Vec<(&'static str, Self)>),
    /// Several, with commas.
    List(Vec<Self>),
}

/// A refusal. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub enum Rejection {
    /// A field that must be filled is empty.
    Empty {
        /// The field's name under `field-`.
        field: String,
    },
    /// A text is over its limit.
    TooLong {
        /// The field's name under `field-`.
        field: String,
        /// Characters allowed.
        limit: u32,
        /// Characters given.
        given: u32,
    },
    /// A text holds control characters.
    ControlCharacter {
        /// The field's name under `field-`.
        field: String,
    },
    /// A time lies in the future.
    InFuture {
        /// The field's name under `field-`.
        field: String,
        /// The time given.
        given: DateTime<Utc>,
        /// The desk's time.
        now: DateTime<Utc>,
    },
    /// A time lies before another it must follow.
    Before {
        /// The field's name under `field-`.
        field: String,
        /// The time given.
        given: DateTime<Utc>,
        /// The other field's name.
        other: String,
        /// The other time.
        bound: DateTime<Utc>,
    },
    /// A time is so far back that it is surely a slip.
    TooOld {
        /// The field's name under `field-`.
        field: String,
        /// The time given.
        given: DateTime<Utc>,
    },
    /// No open subject of that number.
    UnknownSubject {
        /// The number.
        subject: SubjectId,
    },
    /// No officer of that name.
    UnknownOfficer {
        /// The name.
        name: String,
    },
    /// No recipient of that name.
    UnknownRecipient {
        /// The name.
        recipient: RecipientId,
        /// The names there are, with commas.
        known: String,
    },
    /// A recipient that is named twice where each may be named once.
    RecipientTwice {
        /// The name.
        recipient: RecipientId,
    },
    /// A text that is no number to dial.
    NotAPhone {
        /// The field's name under `field-`.
        field: String,
        /// What was given.
        given: String,
    },
    /// A report to nobody.
    NoRecipient,
    /// No such report.
    UnknownReport {
        /// The incident.
        subject: SubjectId,
        /// The number.
        no: u32,
    },
    /// A written report without signatory.
    NoSignatory,
    /// An approving leader is needed.
    NeedsLeader {
        /// What needs it, under `needs-leader-`.
        what: String,
    },
    /// The grade is below what the figures reach: that needs a reason and a leader.
    BelowFigures {
        /// Which figures say otherwise, and by which table.
        below: Box<Below>,
    },
    /// The grade is below what the figures reach, and no leader consented to it.
    GradeOpen {
        /// The incident.
        subject: SubjectId,
    },
    /// The approving person is in the directory and is no leader.
    NotALeader {
        /// The name.
        name: String,
    },
    /// A leader who is not leading the shift, and of whom nobody proved that the consent is given.
    ConsentUnproven {
        /// The name.
        name: String,
    },
    /// An incident cannot have been learned of after the call that told of it.
    LearnedAfterCall {
        /// The learned time given.
        learned: DateTime<Utc>,
        /// When the call was received.
        received: DateTime<Utc>,
    },
    /// The call was judged already.
    AlreadyTriaged {
        /// The call.
        subject: SubjectId,
    },
    /// The incident is closed or dismissed.
    NotOpen {
        /// The incident.
        subject: SubjectId,
    },
    /// It must be stood down first.
    NotStoodDown {
        /// The incident.
        subject: SubjectId,
    },
    /// It is stood down already.
    AlreadyStoodDown {
        /// The incident.
        subject: SubjectId,
    },
    /// A duty is still open.
    DutyOpen {
        /// The incident.
        subject: SubjectId,
        /// The duties, named, with commas.
        duties: String,
    },
    /// No final report yet.
    NoFinalReport {
        /// The incident.
        subject: SubjectId,
    },
    /// Nothing would change.
    NothingToDo,
    /// The grade must be set before this.
    GradeUnclear {
        /// The incident.
        subject: SubjectId,
    },
    /// A moment since which something was known, without anything that was.
    NothingKnown,
    /// The rule is demanded several times, and it was not said which is meant.
    SeveralDemands {
        /// The rule.
        rule: String,
        /// The numbers of the entries that brought it in, with commas.
        known: String,
    },
    /// No such deadline.
    UnknownDeadline {
        /// The rule.
        rule: String,
    },
    /// The desk is real; only a simulated desk's clock can be moved.
    ClockOfRealDesk,
    /// A clock cannot go back behind the record.
    ClockBackwards {
        /// The last entry's time.
        last: DateTime<Utc>,
    },
    /// A figure is beyond belief.
    Absurd {
        /// The field's name under `field-`.
        field: String,
    },
    /// An officer and the leader of the shift are the same, or the leader is none.
    LeaderOfShift {
        /// The name.
        name: String,
    },
    /// A period ends before it begins, or is longer than a year.
    PeriodBackwards {
        /// Its first day.
        from: String,
        /// Its last day.
        to: String,
    },
    /// No period of that name.
    UnknownPeriod {
        /// The name.
        period: String,
    },
    /// The step is marked done already.
    StepAlreadyDone {
        /// The step.
        step: String,
    },
    /// The step is not marked done.
    StepNotDone {
        /// The step.
        step: String,
    },
    /// A holiday notice contradicts itself or is empty.
    BadNotice {
        /// Which day, or the year.
        day: String,
    },
    /// This warning was taken in already.
    WarningKnown {
        /// As which number.
        subject: SubjectId,
    },
    /// The message ends or replaces a warning the desk does not hold.
    WarningUnknown {
        /// The identifiers it names.
        references: String,
    },
    /// The warning ended already.
    WarningOver {
        /// Its number.
        subject: SubjectId,
    },
    /// This is no duty of a warning.
    NotAWarningDuty,
    /// Nothing was raised about this matter.
    UnknownMatter {
        /// The matter.
        matter: String,
    },
    /// No level of response was decided that could be changed.
    NoResponse {
        /// The incident.
        subject: SubjectId,
    },
    /// No rule has somebody else do that; what this bureau must do is shown by a report.
    NotAnothersDuty {
        /// The incident.
        subject: SubjectId,
    },
    /// Quiet hours that are over before they begin, or too long.
    QuietTooLong {
        /// Until when they should last.
        until: DateTime<Utc>,
        /// Until when they may last.
        longest: DateTime<Utc>,
    },
    /// The personal fields of this call are not sealed or are destroyed already.
    NotSealed {
        /// The call.
        subject: SubjectId,
    },
}

impl Rejection {
    /// The locale key of the sentence, without `reject-`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "empty",
            Self::TooLong { .. } => "too-long",
            Self::ControlCharacter { .. } => "control-character",
            Self::InFuture { .. } => "in-future",
            Self::Before { .. } => "before",
            Self::TooOld { .. } => "too-old",
            Self::UnknownSubject { .. } => "unknown-subject",
            Self::UnknownOfficer { .. } => "unknown-officer",
            Self::UnknownRecipient { .. } => "unknown-recipient",
            Self::RecipientTwice { .. } => "recipient-twice",
            Self::NotAPhone { .. } => "not-a-phone",
            Self::NoRecipient => "no-recipient",
            Self::UnknownReport { .. } => "unknown-report",
            Self::NoSignatory => "no-signatory",
            Self::NeedsLeader { .. } => "needs-leader",
            Self::BelowFigures { .. } => "below-figures",
            Self::GradeOpen { .. } => "grade-open",
            Self::NotALeader { .. } => "not-a-leader",
            Self::ConsentUnproven { .. } => "consent-unproven",
            Self::LearnedAfterCall { .. } => "learned-after-call",
            Self::AlreadyTriaged { .. } => "already-triaged",
            Self::NotOpen { .. } => "not-open",
            Self::NotStoodDown { .. } => "not-stood-down",
            Self::AlreadyStoodDown { .. } => "already-stood-down",
            Self::DutyOpen { .. } => "duty-open",
            Self::NoFinalReport { .. } => "no-final-report",
            Self::NothingToDo => "nothing-to-do",
            Self::GradeUnclear { .. } => "grade-unclear",
            Self::NothingKnown => "nothing-known",
            Self::SeveralDemands { .. } => "several-demands",
            Self::UnknownDeadline { .. } => "unknown-deadline",
            Self::ClockOfRealDesk => "clock-of-real-desk",
            Self::ClockBackwards { .. } => "clock-backwards",
            Self::Absurd { .. } => "absurd",
            Self::LeaderOfShift { .. } => "leader-of-shift",
            Self::PeriodBackwards { .. } => "period-backwards",
            Self::UnknownPeriod { .. } => "unknown-period",
            Self::StepAlreadyDone { .. } => "step-already-done",
            Self::StepNotDone { .. } => "step-not-done",
            Self::BadNotice { .. } => "bad-notice",
            Self::WarningKnown { .. } => "warning-known",
            Self::WarningUnknown { .. } => "warning-unknown",
            Self::WarningOver { .. } => "warning-over",
            Self::NotAWarningDuty => "not-a-warning-duty",
            Self::UnknownMatter { .. } => "unknown-matter",
            Self::NoResponse { .. } => "no-response",
            Self::NotAnothersDuty { .. } => "not-anothers-duty",
            Self::QuietTooLong { .. } => "quiet-too-long",
            Self::NotSealed { .. } => "not-sealed",
        }
    }

    /// The values of the sentence, by the names the locale files use.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        let field_key = |field: &str| Arg::Key(format!("field-{field}"));
        match self {
            Self::Empty { field } | Self::ControlCharacter { field } | Self::Absurd { field } => {
                vec![("field", field_key(field))]
            }
            Self::TooLong {
                field,
                limit,
                given,
            } => vec![
                ("field", field_key(field)),
                ("limit", Arg::Number(i64::from(*limit))),
                ("given", Arg::Number(i64::from(*given))),
            ],
            Self::InFuture { field, given, now } => vec![
                ("field", field_key(field)),
                ("given", Arg::Time(*given)),
                ("now", Arg::Time(*now)),
            ],
            Self::Before {
                field,
                given,
                other,
                bound,
            } => vec![
                ("field", field_key(field)),
                ("given", Arg::Time(*given)),
                ("other", field_key(other)),
                ("bound", Arg::Time(*bound)),
            ],
            Self::TooOld { field, given } => {
                vec![("field", field_key(field)), ("given", Arg::Time(*given))]
            }
            Self::UnknownReport { subject, no } => vec![
                ("subject", Arg::Text(subject.to_string())),
                ("no", Arg::Number(i64::from(*no))),
            ],
            Self::NeedsLeader { what } => {
                vec![("what", Arg::Key(format!("needs-leader-{what}")))]
            }
            Self::BelowFigures { below } => below.args(),
            Self::DutyOpen { subject, duties } => vec![
                ("subject", Arg::Text(subject.to_string())),
                ("duties", Arg::Text(duties.clone())),
            ],
            Self::SeveralDemands { rule, known } => vec![
                ("rule", Arg::Text(rule.clone())),
                ("known", Arg::Text(known.clone())),
            ],
            Self::UnknownDeadline { rule } => vec![("rule", Arg::Text(rule.clone()))],
            Self::LearnedAfterCall { learned, received } => {
                vec![
                    ("learned", Arg::Time(*learned)),
                    ("received", Arg::Time(*received)),
                ]
            }
            Self::ClockBackwards { last } => vec![("last", Arg::Time(*last))],
            Self::QuietTooLong { until, longest } => {
                vec![
                    ("until", Arg::Time(*until)),
                    ("longest", Arg::Time(*longest)),
                ]
            }
            _ => self.name_args(),
        }
    }

    /// Who or what was named, of the refusals about people, recipients and their numbers.
    fn name_args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::UnknownOfficer { name }
            | Self::NotALeader { name }
            | Self::ConsentUnproven { name }
            | Self::LeaderOfShift { name } => vec![("name", Arg::Text(name.clone()))],
            Self::RecipientTwice { recipient } => {
                vec![("recipient", Arg::Text(recipient.to_string()))]
            }
            Self::NotAPhone { field, given } => vec![
                ("field", Arg::Key(format!("field-{field}"))),
                ("given", Arg::Text(given.clone())),
            ],
            Self::UnknownRecipient { recipient, known } => vec![
                ("recipient", Arg::Text(recipient.to_string())),
                ("known", Arg::Text(known.clone())),
            ],
            _ => self.span_args(),
        }
    }

    /// The two ends of the refusals about a span of time.
    fn span_args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            Self::PeriodBackwards { from, to } => {
                vec![
                    ("from", Arg::Text(from.clone())),
                    ("to", Arg::Text(to.clone())),
                ]
            }
            _ => self.subject_arg().into_iter().collect(),
        }
    }

    /// The subject, of the refusals that name nothing else.
    fn subject_arg(&self) -> Option<(&'static str, Arg)> {
        match self {
            Self::UnknownSubject { subject }
            | Self::AlreadyTriaged { subject }
            | Self::NotOpen { subject }
            | Self::NotStoodDown { subject }
            | Self::AlreadyStoodDown { subject }
            | Self::NoFinalReport { subject }
            | Self::GradeUnclear { subject }
            | Self::GradeOpen { subject }
            | Self::WarningKnown { subject }
            | Self::WarningOver { subject }
            | Self::NoResponse { subject }
            | Self::NotAnothersDuty { subject }
            | Self::NotSealed { subject } => Some(("subject", Arg::Text(subject.to_string()))),
            _ => self.schedule_arg(),
        }
    }

    /// The value of the refusals about periods, steps, notices and unknown warnings.
    fn schedule_arg(&self) -> Option<(&'static str, Arg)> {
        let (name, value) = match self {
            Self::UnknownPeriod { period } => ("period", period),
            Self::StepAlreadyDone { step } | Self::StepNotDone { step } => ("step", step),
            Self::BadNotice { day } => ("day", day),
            Self::UnknownMatter { matter } => ("matter", matter),
            Self::WarningUnknown { references } => ("references", references),
            _ => return None,
        };
        Some((name, Arg::Text(value.clone())))
    }
}
