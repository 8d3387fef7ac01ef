//! How far an incident reaches: what it is by its nature, on which reach of the Yangtze it lies, and
//! which neighbours it touches or may touch (令17 Art. 3: 事件的性质和类别; Art. 8: 已经或者可能涉及相邻).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ids::RecipientId;

/// What an incident is by its nature (事件性质), as far as a law asks for it. Several may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// Water pollution (水污染; 水污染防治法 Art. 78).
    Water,
    /// Hazardous waste (危险废物; 固体废物污染环境防治法 Art. 87).
    HazardousWaste,
}

impl Nature {
    /// Every nature.
    pub const ALL: [Self; 2] = [Self::Water, Self::HazardousWaste];

    /// The stable name used on the command line and in rule packs: `hazardous-waste`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Water => "water",
            Self::HazardousWaste => "hazardous-waste",
        }
    }
}

/// A reach of the Yangtze in the district (江段). The river crosses Banan twice, so that which neighbour
/// lies downstream depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reach {
    /// From Jiangjin to Nan'an (鱼洞、龙洲湾、花溪、李家沱).
    Western,
    /// From below Nan'an to Fuling (木洞、双河口、麻柳嘴).
    Eastern,
    /// Not on the main stem (不在长江干流).
    None,
}

impl Reach {
    /// Every reach, as the river flows.
    pub const ALL: [Self; 3] = [Self::Western, Self::Eastern, Self::None];

    /// The stable name: `western`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Western => "western",
            Self::Eastern => "eastern",
            Self::None => "none",
        }
    }
}

/// How far an incident reaches (波及情况). Natures and neighbours are only ever added: a duty that came
/// with one is given up by a leader, not by taking the word back.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Extent {
    /// What it is by its nature.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub natures: BTreeSet<Nature>,
    /// On which reach; `None` means *not known yet*.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<Reach>,
    /// Neighbouring bureaus whose area is or may be touched, and since when that was known; `None`
    /// where it was known as soon as the incident was.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub neighbours: BTreeMap<RecipientId, Option<DateTime<Utc>>>,
}

impl Extent {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self == &Self::default()
    }

    /// What `more` adds to `self`: new natures and neighbours, another reach.
    #[must_use]
    pub fn added(&self, more: &Self) -> Self {
        let new = |id: &RecipientId| !self.neighbours.contains_key(id);
        let neighbours = more.neighbours.iter().filter(|(id, _)| new(id));
        Self {
            natures: more.natures.difference(&self.natures).copied().collect(),
            reach: more.reach.filter(|reach| self.reach != Some(*reach)),
            neighbours: neighbours.map(|(id, at)| (id.clone(), *at)).collect(),
        }
    }

    /// Takes in what was added.
    pub fn extend(&mut self, more: &Self) {
        self.natures.extend(&more.natures);
        self.reach = more.reach.or(self.reach);
        for (id, since) in &more.neighbours {
            self.neighbours.entry(id.clone()).or_insert(*since);
        }
    }
}
