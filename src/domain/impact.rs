//! What an incident did, counted: the figures the grading tables ask for. All optional, since in
//! the first minutes nothing is known.

use serde::{Deserialize, Serialize};

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
    /// Regional function lost, or a protected species extinct in the area.
    FunctionLost,
    /// Function partly lost, or mass death of a protected population.
    FunctionPartlyLost,
    /// Protected species harmed.
    SpeciesHarmed,
    /// Looked at, and none of these.
    None,
}

impl Ecology {
    /// Every harm, most serious first.
    pub const ALL: [Self; 4] = [
        Self::FunctionLost,
        Self::FunctionPartlyLost,
        Self::SpeciesHarmed,
        Self::None,
    ];

    /// The stable name: `function-lost`.
    pub fn name(self) -> &'static str {
        match self {
            Self::FunctionLost => "function-lost",
            Self::FunctionPartlyLost => "function-partly-lost",
            Self::SpeciesHarmed => "species-harmed",
            Self::None => "none",
        }
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
