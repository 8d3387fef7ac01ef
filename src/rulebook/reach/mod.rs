//! Which neighbour lies up or down the Yangtze from which reach of the district: a table of four rows,
//! and the neighbours with their codes.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::RecipientId;
use crate::domain::extent::Reach;

/// Up or down the river, seen from a reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Where the water comes from (上游).
    Up,
    /// Where it goes (下游).
    Down,
}

/// One end of a reach.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Side {
    /// The reach.
    pub reach: Reach,
    /// Which end.
    pub direction: Direction,
    /// The bureau of the neighbour there.
    pub neighbour: RecipientId,
    /// Where the river crosses the boundary, Chinese.
    pub point: String,
}

/// A neighbour.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Neighbour {
    /// Its bureau, as the rules name it.
    pub id: RecipientId,
    /// The code of its area (区划代码).
    pub code: String,
}

/// The table.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reaches {
    #[serde(rename = "side")]
    sides: Vec<Side>,
    #[serde(rename = "neighbour")]
    neighbours: Vec<Neighbour>,
}

static BUILT_IN: LazyLock<Reaches> = LazyLock::new(|| {
    let read = toml::from_str(include_str!("reaches.toml"));
    read.expect("the table is part of the program and read by its tests")
});

impl Reaches {
    /// The table that comes with the program.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The four rows.
    pub fn sides(&self) -> &[Side] {
        &self.sides
    }

    /// The neighbours.
    pub fn neighbours(&self) -> &[Neighbour] {
        &self.neighbours
    }

    /// The neighbour up or down the river from a reach; `None` off the main stem.
    pub fn neighbour(&self, reach: Reach, direction: Direction) -> Option<&RecipientId> {
        let side = |side: &&Side| side.reach == reach && side.direction == direction;
        self.sides.iter().find(side).map(|side| &side.neighbour)
    }
}
