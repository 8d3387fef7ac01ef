//! How serious an incident is: grade, the sensitive conditions, and the track it belongs on.

use serde::{Deserialize, Serialize};

/// The grade of an incident (事件级别), most serious first, as 国办函〔2014〕119号 annex 1 names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Grade {
    /// 特别重大.
    I,
    /// 重大.
    II,
    /// 较大.
    III,
    /// 一般.
    IV,
    /// It cannot be told yet (级别不明).
    #[serde(rename = "unclear")]
    Unclear,
}

impl Grade {
    /// Every grade, most serious first, *unclear* last.
    pub const ALL: [Self; 5] = [Self::I, Self::II, Self::III, Self::IV, Self::Unclear];

    /// The stable name: `I`, `II`, `III`, `IV`, `unclear`.
    pub fn name(self) -> &'static str {
        match self {
            Self::I => "I",
            Self::II => "II",
            Self::III => "III",
            Self::IV => "IV",
            Self::Unclear => "unclear",
        }
    }

    /// 4 for I down to 1 for IV; `None` while it is unclear.
    pub fn severity(self) -> Option<u8> {
        match self {
            Self::I => Some(4),
            Self::II => Some(3),
            Self::III => Some(2),
            Self::IV => Some(1),
            Self::Unclear => None,
        }
    }

    /// Whether going from `self` to `to` says less than was said before. Taking a grade back to
    /// *unclear* says less.
    pub fn lowered_by(self, to: Self) -> bool {
        match (self.severity(), to.severity()) {
            (Some(before), Some(after)) => after < before,
            (Some(_), None) => true,
            (None, _) => false,
        }
    }
}

/// A condition that makes an incident sensitive (敏感): the six of 令17 Art. 4 and Chongqing's
/// main-stem test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sensitive {
    /// Affects or may affect a drinking-water source protection area (饮用水水源保护区).
    WaterSource,
    /// Touches homes, schools, hospitals or vulnerable people (居民聚居区、学校、医院等).
    Residents,
    /// Heavy-metal or metalloid pollution (重金属或类金属).
    HeavyMetal,
    /// May reach another province or country (跨省或跨国).
    CrossProvince,
    /// Caused a mass event, or great social effect (群体性事件、社会影响较大).
    MassEvent,
    /// The bureau itself thinks it necessary (认为有必要).
    OwnJudgement,
    /// May pollute the main stem of Yangtze, Jialing or Wujiang (长江、嘉陵江、乌江干流; Chongqing).
    MainStem,
}

impl Sensitive {
    /// Every condition, the six of 令17 Art. 4 first.
    pub const ALL: [Self; 7] = [
        Self::WaterSource,
        Self::Residents,
        Self::HeavyMetal,
        Self::CrossProvince,
        Self::MassEvent,
        Self::OwnJudgement,
        Self::MainStem,
    ];

    /// The stable name used on the command line and in rule packs: `water-source`.
    pub fn name(self) -> &'static str {
        match self {
            Self::WaterSource => "water-source",
            Self::Residents => "residents",
            Self::HeavyMetal => "heavy-metal",
            Self::CrossProvince => "cross-province",
            Self::MassEvent => "mass-event",
            Self::OwnJudgement => "own-judgement",
            Self::MainStem => "main-stem",
        }
    }
}

/// An answer to a sensitive condition; not asked yet is the absence of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// It applies.
    Yes,
    /// It does not.
    No,
}

/// The track an incident belongs on. All but the ordinary one are outside 令17's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Track {
    /// An ordinary environmental incident, on 令17's clock.
    #[default]
    Ordinary,
    /// A radiation accident: 放射性同位素与射线装置安全和防护条例, outside 令17 (Art. 2).
    Radiation,
    /// Ship pollution: goes to 海事 (水污染防治法 Art. 78¶2).
    Ship,
    /// Fishery pollution: goes to 渔业 (水污染防治法 Art. 78¶2).
    Fishery,
    /// A work-safety accident with pollution: the safety authority's own 1 h / 2 h chain runs too.
    WorkSafety,
}

impl Track {
    /// Every track.
    pub const ALL: [Self; 5] = [
        Self::Ordinary,
        Self::Radiation,
        Self::Ship,
        Self::Fishery,
        Self::WorkSafety,
    ];

    /// The stable name: `work-safety`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Radiation => "radiation",
            Self::Ship => "ship",
            Self::Fishery => "fishery",
            Self::WorkSafety => "work-safety",
        }
    }
}
