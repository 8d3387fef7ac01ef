//! Calls (接报): what the desk was told, by whom, and what became of it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ids::SubjectId;
use super::rule::Demand;
use super::state::Happened;

/// How information reached the desk (来源途径).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// The duty telephone (值班电话).
    DutyPhone,
    /// The 12345 hotline.
    #[serde(rename = "12345")]
    Hotline12345,
    /// The national complaint platform (全国生态环境信访投诉举报管理平台).
    NationalPlatform,
    /// A superior body (上级交办).
    Superior,
    /// Another department (部门通报).
    Department,
    /// An enterprise (企业报告).
    Enterprise,
    /// On-line monitoring (在线监测).
    OnlineMonitoring,
    /// Public opinion (舆情).
    PublicOpinion,
    /// A neighbouring bureau's notice (毗邻通报).
    Neighbour,
    /// A warning (预警).
    Warning,
    /// The bureau's own patrol (巡查).
    Patrol,
}

impl Source {
    /// Every source.
    pub const ALL: [Self; 11] = [
        Self::DutyPhone,
        Self::Hotline12345,
        Self::NationalPlatform,
        Self::Superior,
        Self::Department,
        Self::Enterprise,
        Self::OnlineMonitoring,
        Self::PublicOpinion,
        Self::Neighbour,
        Self::Warning,
        Self::Patrol,
    ];

    /// The stable name: `duty-phone`.
    pub fn name(self) -> &'static str {
        match self {
            Self::DutyPhone => "duty-phone",
            Self::Hotline12345 => "12345",
            Self::NationalPlatform => "national-platform",
            Self::Superior => "superior",
            Self::Department => "department",
            Self::Enterprise => "enterprise",
            Self::OnlineMonitoring => "online-monitoring",
            Self::PublicOpinion => "public-opinion",
            Self::Neighbour => "neighbour",
            Self::Warning => "warning",
            Self::Patrol => "patrol",
        }
    }
}

/// A personal field (个人信息): in the clear, or sealed under the subject's own key, which is kept
/// outside the record so that destroying the key destroys the data and leaves the chain whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Personal {
    /// Readable by everyone who may read the record.
    Open(String),
    /// Sealed: hexadecimal nonce and ciphertext (XChaCha20-Poly1305).
    Sealed(String),
}

impl Default for Personal {
    fn default() -> Self {
        Self::Open(String::new())
    }
}

impl Personal {
    /// The text, where it is in the clear.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Open(text) => Some(text),
            Self::Sealed(_) => None,
        }
    }

    /// Whether nothing was given.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Open(text) if text.is_empty())
    }
}

/// What was told (接报登记).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallFacts {
    /// When it was received.
    pub received: DateTime<Utc>,
    /// By which way it came.
    pub channel: Source,
    /// The caller's name; may be empty.
    #[serde(default, skip_serializing_if = "Personal::is_empty")]
    pub from: Personal,
    /// The caller's unit; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// The caller's number; may be empty.
    #[serde(default, skip_serializing_if = "Personal::is_empty")]
    pub phone: Personal,
    /// Whether the number was called back and answered (回拨核实).
    #[serde(default)]
    pub called_back: bool,
    /// What it is about, in the caller's words.
    pub about: String,
}

/// What became of a call (研判去向).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Triage {
    /// It became a new incident.
    Became {
        /// That incident.
        incident: SubjectId,
    },
    /// It belongs to an incident already known.
    Joined {
        /// That incident.
        incident: SubjectId,
    },
    /// It is for somebody else and was passed on (移送).
    PassedOn {
        /// To whom.
        to: String,
    },
    /// It is no matter for the desk.
    NoMatter {
        /// Why not.
        reason: String,
    },
}

/// A call and all that is known of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// Its number.
    pub id: SubjectId,
    /// What was told, as last corrected.
    pub facts: CallFacts,
    /// What became of it and when; `None` while nobody has judged it.
    pub triage: Option<(DateTime<Utc>, Triage)>,
    /// The duties that were frozen with it.
    pub demands: Vec<Demand>,
    /// Everything that happened to it, oldest first.
    pub timeline: Vec<Happened>,
}
