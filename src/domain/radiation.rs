//! What a radiation accident did, in the words of the grading table's radiation row (辐射方面).

use serde::{Deserialize, Serialize};

/// Harm by radiation, most serious first. Sources are classed I to V, I the most dangerous (放射源分类).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Radiation {
    /// A class I or II source lost, stolen or out of control, with severe consequences over a large
    /// area (Ⅰ、Ⅱ类放射源丢失、被盗、失控并造成大范围严重辐射污染后果).
    SourceSevere,
    /// Three or more acute deaths (3人以上急性死亡).
    ManyAcuteDeaths,
    /// A leak that pollutes a large area (泄漏造成大范围辐射污染后果).
    LeakLarge,
    /// A class I or II source lost or stolen (Ⅰ、Ⅱ类放射源丢失、被盗).
    SourceHigh,
    /// Fewer than three acute deaths (3人以下急性死亡).
    AcuteDeaths,
    /// Ten or more with severe acute radiation sickness or an organ disabled
    /// (10人以上急性重度放射病、局部器官残疾).
    ManySevere,
    /// A leak that pollutes a larger area (泄漏造成较大范围辐射污染后果).
    LeakLarger,
    /// A class III source lost or stolen (Ⅲ类放射源丢失、被盗).
    SourceMiddle,
    /// Fewer than ten with severe acute radiation sickness or an organ disabled
    /// (10人以下急性重度放射病、局部器官残疾).
    Severe,
    /// A leak that pollutes a small area (泄漏造成小范围辐射污染后果).
    LeakSmall,
    /// A class IV or V source lost or stolen (Ⅳ、Ⅴ类放射源丢失、被盗).
    SourceLow,
    /// People exposed above the yearly dose limit (人员受到超过年剂量限值的照射).
    OverDose,
    /// A leak that stays within the plant (泄漏造成厂区内或设施内局部辐射污染后果).
    LeakInside,
    /// Discharge above the limit from uranium or associated-mineral mining
    /// (铀矿冶、伴生矿超标排放造成环境辐射污染后果).
    MineDischarge,
    /// Looked at, and none of these.
    None,
}

impl Radiation {
    /// Every harm, most serious first.
    pub const ALL: [Self; 15] = [
        Self::SourceSevere,
        Self::ManyAcuteDeaths,
        Self::LeakLarge,
        Self::SourceHigh,
        Self::AcuteDeaths,
        Self::ManySevere,
        Self::LeakLarger,
        Self::SourceMiddle,
        Self::Severe,
        Self::LeakSmall,
        Self::SourceLow,
        Self::OverDose,
        Self::LeakInside,
        Self::MineDischarge,
        Self::None,
    ];

    /// The stable name: `source-high`.
    pub fn name(self) -> &'static str {
        match self {
            Self::SourceSevere => "source-severe",
            Self::ManyAcuteDeaths => "many-acute-deaths",
            Self::LeakLarge => "leak-large",
            Self::SourceHigh => "source-high",
            Self::AcuteDeaths => "acute-deaths",
            Self::ManySevere => "many-severe",
            Self::LeakLarger => "leak-larger",
            Self::SourceMiddle => "source-middle",
            Self::Severe => "severe",
            Self::LeakSmall => "leak-small",
            Self::SourceLow => "source-low",
            Self::OverDose => "over-dose",
            Self::LeakInside => "leak-inside",
            Self::MineDischarge => "mine-discharge",
            Self::None => "none",
        }
    }
}
