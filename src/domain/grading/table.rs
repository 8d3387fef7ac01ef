//! The tables, as data.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::{Criterion, Figure};
use crate::domain::grade::Grade;
use crate::domain::impact::{Boundary, Ecology, Impact, Intake, Radiation};

/// A published grading table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Table {
    /// Annex 1 of 国办函〔2014〕119号, the one in force.
    #[default]
    #[serde(rename = "2014")]
    Y2014,
    /// The appendix of 令17 (2011), still printed with it.
    #[serde(rename = "2011")]
    Y2011,
}

impl Table {
    /// Both, the one in force first.
    pub const ALL: [Self; 2] = [Self::Y2014, Self::Y2011];

    /// The stable name: `2014`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Y2014 => "2014",
            Self::Y2011 => "2011",
        }
    }

    /// Where it was published, Chinese.
    pub fn source(self) -> &'static str {
        &self.data().source
    }

    /// The locale key of its name and source: `table-2014`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Y2014 => "table-2014",
            Self::Y2011 => "table-2011",
        }
    }

    fn data(self) -> &'static Data {
        match self {
            Self::Y2014 => &Y2014,
            Self::Y2011 => &Y2011,
        }
    }

    /// What one criterion says of the effects.
    pub(super) fn finding(self, criterion: Criterion, impact: &Impact) -> Finding {
        let data = self.data();
        match criterion {
            Criterion::Deaths => data.deaths.finding(impact.deaths.map(u64::from)),
            Criterion::Injured => data.injured.finding(impact.injured.map(u64::from)),
            Criterion::Evacuated => data.evacuated.finding(impact.evacuated.map(u64::from)),
            Criterion::Loss => data.loss.finding(impact.loss_yuan),
            Criterion::Ecology => listed(&data.ecology, impact.ecology, Figure::Ecology),
            Criterion::Intake => listed(&data.intake, impact.intake, Figure::Intake),
            Criterion::Radiation => match &data.radiation {
                Some(row) => listed(row, impact.radiation, Figure::Radiation),
                None => Finding::Silent,
            },
            Criterion::Boundary => listed(&data.boundary, impact.boundary, Figure::Boundary),
        }
    }
}

/// What one criterion says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Finding {
    /// It is not known yet.
    NotKnown,
    /// It is known that there was none.
    NoHarm,
    /// What is known reaches a grade.
    Reaches(Grade, Figure),
    /// The table says nothing of it.
    Silent,
}

static Y2014: LazyLock<Data> = LazyLock::new(|| read(include_str!("2014.toml")));
static Y2011: LazyLock<Data> = LazyLock::new(|| read(include_str!("2011.toml")));

fn read(text: &str) -> Data {
    toml::from_str(text).expect("the tables are part of the program and read by its tests")
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    source: String,
    deaths: Steps,
    injured: Steps,
    evacuated: Steps,
    loss: Steps,
    ecology: HashMap<Ecology, Grade>,
    intake: HashMap<Intake, Grade>,
    boundary: HashMap<Boundary, Grade>,
    #[serde(default)]
    radiation: Option<HashMap<Radiation, Grade>>,
}

/// The least figure that reaches each grade; the figure itself counts (以上含本数).
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "UPPERCASE")]
struct Steps {
    i: u64,
    ii: u64,
    iii: u64,
}

impl Steps {
    fn finding(&self, figure: Option<u64>) -> Finding {
        let Some(figure) = figure else {
            return Finding::NotKnown;
        };
        let grade = match figure {
            0 => return Finding::NoHarm,
            _ if figure >= self.i => Grade::I,
            _ if figure >= self.ii => Grade::II,
            _ if figure >= self.iii => Grade::III,
            _ => Grade::IV,
        };
        Finding::Reaches(grade, Figure::Number(figure))
    }
}

/// What a table lists by kind; a kind it does not list is no harm.
fn listed<K: Copy + Eq + std::hash::Hash>(
    table: &HashMap<K, Grade>,
    kind: Option<K>,
    figure: fn(K) -> Figure,
) -> Finding {
    match kind {
        None => Finding::NotKnown,
        Some(kind) => table.get(&kind).map_or(Finding::NoHarm, |grade| {
            Finding::Reaches(*grade, figure(kind))
        }),
    }
}
