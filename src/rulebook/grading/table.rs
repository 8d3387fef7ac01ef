//! The tables, as data.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{Criterion, Finding};
use crate::domain::grade::Grade;
use crate::domain::impact::{Boundary, Ecology, Impact, Intake};

/// A published grading table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Table {
    /// Annex 1 of 国办函〔2014〕119号, the one in force.
    #[default]
    Y2014,
    /// The appendix of 令17 (2011), still printed with it.
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
            Criterion::Ecology => listed(&data.ecology, impact.ecology),
            Criterion::Intake => listed(&data.intake, impact.intake),
            Criterion::Boundary => listed(&data.boundary, impact.boundary),
        }
    }
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
        match figure {
            None => Finding::NotKnown,
            Some(0) => Finding::NoHarm,
            Some(figure) if figure >= self.i => Finding::Reaches(Grade::I),
            Some(figure) if figure >= self.ii => Finding::Reaches(Grade::II),
            Some(figure) if figure >= self.iii => Finding::Reaches(Grade::III),
            Some(_) => Finding::Reaches(Grade::IV),
        }
    }
}

/// What a table lists by kind; a kind it does not list is no harm.
fn listed<K: Eq + std::hash::Hash>(table: &HashMap<K, Grade>, kind: Option<K>) -> Finding {
    match kind {
        None => Finding::NotKnown,
        Some(kind) => table
            .get(&kind)
            .map_or(Finding::NoHarm, |grade| Finding::Reaches(*grade)),
    }
}
