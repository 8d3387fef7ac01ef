//! Reports (信息报告): what was sent, to whom, when, in which words, and what was known then.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::grade::{Answer, Grade, Sensitive};
use super::ids::RecipientId;
use super::impact::Impact;
use super::incident::FactKey;

/// The kind of a report (令17 Art. 12; 令32 for the investigation).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportKind {
    /// Initial report (初报).
    Initial,
    /// Follow-up (续报).
    FollowUp,
    /// Final report (处理结果报告).
    Final,
    /// Report of the investigation (调查报告).
    Investigation,
    /// Notice to a neighbour or another department (通报; 令17 Art. 8).
    Notice,
    /// Proposal to the own government (建议; 令17 Art. 8).
    Proposal,
}

impl ReportKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Initial,
        Self::FollowUp,
        Self::Final,
        Self::Investigation,
        Self::Notice,
        Self::Proposal,
    ];

    /// Whether it reports the incident itself, one of the sequence of 令17 Art. 12 (初报、续报、处理结果报告).
    pub fn is_of_sequence(self) -> bool {
        match self {
            Self::Initial | Self::FollowUp | Self::Final => true,
            Self::Investigation | Self::Notice | Self::Proposal => false,
        }
    }

    /// The stable name: `follow-up`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Initial => "initial",
            Self::FollowUp => "follow-up",
            Self::Final => "final",
            Self::Investigation => "investigation",
            Self::Notice => "notice",
            Self::Proposal => "proposal",
        }
    }
}

/// The way a report goes (报送方式).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// By telephone (电话).
    Phone,
    /// By fax (传真).
    Fax,
    /// Over the network (网络).
    Network,
    /// By post (邮寄).
    Mail,
    /// Handed over in person (面呈).
    InPerson,
}

impl Channel {
    /// Every channel.
    pub const ALL: [Self; 5] = [
        Self::Phone,
        Self::Fax,
        Self::Network,
        Self::Mail,
        Self::InPerson,
    ];

    /// The stable name: `in-person`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Fax => "fax",
            Self::Network => "network",
            Self::Mail => "mail",
            Self::InPerson => "in-person",
        }
    }

    /// Whether it counts as written (令17 Art. 14: 传真、网络、邮寄、面呈).
    pub fn is_written(self) -> bool {
        self != Self::Phone
    }
}

/// One report as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportSent {
    /// Its kind.
    pub kind: ReportKind,
    /// By which way.
    pub channel: Channel,
    /// To whom; never empty.
    pub to: Vec<RecipientId>,
    /// When it was sent.
    pub at: DateTime<Utc>,
    /// Who took it at the other end (接报人); may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub receiver: String,
    /// Read back by the receiver, or a receipt was given (复诵或回执).
    #[serde(default)]
    pub acknowledged: bool,
    /// Who signed it (签发人); never empty on a written one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub signatory: String,
    /// The words sent, whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// What was known when a report left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Facts, word for word.
    pub facts: BTreeMap<FactKey, String>,
    /// The grade.
    pub grade: Grade,
    /// The sensitive conditions answered.
    pub sensitive: BTreeMap<Sensitive, Answer>,
    /// The counted effects.
    pub impact: Impact,
}

/// A report in an incident's file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Running from 1 within the incident.
    pub no: u32,
    /// What was sent, as last corrected.
    pub sent: ReportSent,
    /// What was known when it was recorded.
    pub known: Known,
    /// When it was entered.
    pub entered: DateTime<Utc>,
    /// The entry that holds it.
    pub seq: u64,
    /// Why it was corrected, where it was; the words before stay in the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<String>,
    /// Why it does not count, where it was entered by mistake.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<String>,
}
