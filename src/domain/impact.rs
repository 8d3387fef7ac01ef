//! What an incident did, counted: the figures the grading tables ask for. All optional, since in
//! the first minutes nothing is known.

use serde::{Deserialize, Serialize};

pub use super::radiation::Radiation;

/// Counted effects (损害情况). `None` means *not known yet*, never zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Impact {
    /// Deaths caused by the pollution (死亡人数).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deaths: Option<u32>,
    /// People poisoned or seriously injured (中毒或重伤人数).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub injured: Option<u32>,
    /// People evacuated or moved (疏散、转移人数).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evacuated: Option<u32>,
    /// Direct economic loss in yuan (直接经济损失, 元).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loss_yuan: Option<u64>,
    /// Harm to ecology and protected species (生态功能与保护物种).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ecology: Option<Ecology>,
    /// Harm by radiation (辐射方面).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub radiation: Option<Radiation>,
    /// Whose centralised drinking-water intake stopped (集中式饮用水水源地取水中断).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intake: Option<Intake>,
    /// Which boundary it crossed (跨界影响).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boundary: Option<Boundary>,
}

/// Harm to ecology and protected species, most serious first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ecology {
    /// Regional function lost, or a protected species extinct in the area, without saying which: what
    /// was entered before the two could be told apart.
    FunctionLost,
    /// Regional function lost (区域生态功能丧失).
    RegionLost,
    /// A protected species extinct in the area (该区域国家重点保护物种灭绝).
    SpeciesExtinct,
    /// Function partly lost, or mass death of a protected population, without saying which: what was
    /// entered before the two could be told apart.
    FunctionPartlyLost,
    /// Regional function partly lost (区域生态功能部分丧失).
    RegionPartlyLost,
    /// Mass death of protected wild animals or plants (国家重点保护野生动植物种群大批死亡).
    SpeciesDied,
    /// Protected species harmed (国家重点保护的动植物物种受到破坏).
    SpeciesHarmed,
    /// Looked at, and none of these.
    None,
}

impl Ecology {
    /// Every harm, most serious first.
    pub const ALL: [Self; 8] = [
        Self::FunctionLost,
        Self::RegionLost,
        Self::SpeciesExtinct,
        Self::FunctionPartlyLost,
        Self::RegionPartlyLost,
        Self::SpeciesDied,
        Self::SpeciesHarmed,
        Self::None,
    ];

    /// The stable name: `function-lost`.
    pub fn name(self) -> &'static str {
        match self {
            Self::FunctionLost => "function-lost",
            Self::RegionLost => "region-lost",
            Self::SpeciesExtinct => "species-extinct",
            Self::FunctionPartlyLost => "function-partly-lost",
            Self::RegionPartlyLost => "region-partly-lost",
            Self::SpeciesDied => "species-died",
            Self::SpeciesHarmed => "species-harmed",
            Self::None => "none",
        }
    }

    /// Whether it joins two harms that are told apart now: read where it stands, no longer asked.
    pub fn is_joined(self) -> bool {
        matches!(self, Self::FunctionLost | Self::FunctionPartlyLost)
    }
}

/// The place whose centralised drinking-water intake stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Intake {
    /// A city at or above 设区的市 level.
    City,
    /// A county-level city or town.
    County,
    /// A township (乡镇).
    Township,
    /// No intake stopped.
    None,
}

impl Intake {
    /// Every place, largest first.
    pub const ALL: [Self; 4] = [Self::City, Self::County, Self::Township, Self::None];

    /// The stable name: `city`.
    pub fn name(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::County => "county",
            Self::Township => "township",
            Self::None => "none",
        }
    }
}

/// The boundary an incident crossed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Boundary {
    /// Another country.
    Country,
    /// Another province-level area.
    Province,
    /// Another 设区的市-level area.
    City,
    /// Another county-level area.
    County,
    /// None.
    None,
}

impl Boundary {
    /// Whether crossing it is what the cross-province condition asks about (跨省级行政区域、跨国境).
    pub fn leaves_province(self) -> bool {
        matches!(self, Self::Country | Self::Province)
    }

    /// Every boundary, widest first.
    pub const ALL: [Self; 5] = [
        Self::Country,
        Self::Province,
        Self::City,
        Self::County,
        Self::None,
    ];

    /// The stable name: `country`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Country => "country",
            Self::Province => "province",
            Self::City => "city",
            Self::County => "county",
            Self::None => "none",
        }
    }
}
