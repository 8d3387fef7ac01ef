//! The emergency response (应急响应): at which level, proposed and decided by whom and when. Who proposes and
//! who approves is the plan's: in Chongqing the district bureau proposes III and IV and the district
//! government approves; I and II are the city's.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The level of a response (响应级别), highest first. It is not the incident's grade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ResponseLevel {
    /// 一级.
    I,
    /// 二级.
    II,
    /// 三级.
    III,
    /// 四级.
    IV,
}

impl ResponseLevel {
    /// Every level, highest first.
    pub const ALL: [Self; 4] = [Self::I, Self::II, Self::III, Self::IV];

    /// The stable name: `III`.
    pub fn name(self) -> &'static str {
        match self {
            Self::I => "I",
            Self::II => "II",
            Self::III => "III",
            Self::IV => "IV",
        }
    }

    /// Whether the plan has the district propose and approve it (III, IV); the city does the others.
    pub fn is_districts(self) -> bool {
        matches!(self, Self::III | Self::IV)
    }
}

/// What was done about the response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResponseStep {
    /// A level was proposed (提出建议).
    Proposed,
    /// A level was decided, and the plan started (决定启动).
    Decided,
    /// The level was changed (调整).
    Changed,
}

impl ResponseStep {
    /// Every step, in the order they come.
    pub const ALL: [Self; 3] = [Self::Proposed, Self::Decided, Self::Changed];

    /// The stable name: `proposed`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Decided => "decided",
            Self::Changed => "changed",
        }
    }
}

/// One step of the response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    /// What was done.
    pub step: ResponseStep,
    /// Which level.
    pub level: ResponseLevel,
    /// By whom: a body or a person; never empty.
    pub who: String,
    /// When.
    pub at: DateTime<Utc>,
    /// On what ground, by which document; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}
