//! What a table grades by, a figure of it, and the grade that figure reaches.

use serde::{Deserialize, Serialize};

use crate::domain::grade::Grade;
use crate::domain::impact::{Boundary, Ecology, Intake, Radiation};
use crate::domain::rejection::Arg;

/// What a table grades by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Criterion {
    /// Deaths (死亡).
    Deaths,
    /// Poisoned or seriously injured (中毒或者重伤).
    Injured,
    /// Evacuated or moved (疏散、转移).
    Evacuated,
    /// Direct economic loss (直接经济损失).
    Loss,
    /// Ecology and protected species (生态功能、保护物种).
    Ecology,
    /// Drinking-water intake stopped (取水中断).
    Intake,
    /// Radiation (辐射方面).
    Radiation,
    /// Boundary crossed (跨界).
    Boundary,
}

impl Criterion {
    /// Every criterion, in the tables' order.
    pub const ALL: [Self; 8] = [
        Self::Deaths,
        Self::Injured,
        Self::Evacuated,
        Self::Loss,
        Self::Ecology,
        Self::Intake,
        Self::Radiation,
        Self::Boundary,
    ];

    /// The stable name: `deaths`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Deaths => "deaths",
            Self::Injured => "injured",
            Self::Evacuated => "evacuated",
            Self::Loss => "loss",
            Self::Ecology => "ecology",
            Self::Intake => "intake",
            Self::Radiation => "radiation",
            Self::Boundary => "boundary",
        }
    }

    /// The locale key of its name: `criterion-deaths`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Deaths => "criterion-deaths",
            Self::Injured => "criterion-injured",
            Self::Evacuated => "criterion-evacuated",
            Self::Loss => "criterion-loss",
            Self::Ecology => "criterion-ecology",
            Self::Intake => "criterion-intake",
            Self::Radiation => "criterion-radiation",
            Self::Boundary => "criterion-boundary",
        }
    }
}

/// What is known of a criterion, as it was entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Figure {
    /// So many people, or so many yuan.
    Number(u64),
    /// Harm to ecology.
    Ecology(Ecology),
    /// Whose intake stopped.
    Intake(Intake),
    /// Harm by radiation.
    Radiation(Radiation),
    /// The boundary crossed.
    Boundary(Boundary),
}

impl Figure {
    /// The stable name, where it is a kind and no number: `province`.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Number(_) => None,
            Self::Ecology(kind) => Some(kind.name()),
            Self::Intake(kind) => Some(kind.name()),
            Self::Radiation(kind) => Some(kind.name()),
            Self::Boundary(kind) => Some(kind.name()),
        }
    }
}

/// A figure, and the grade it reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Reached {
    /// The criterion.
    pub criterion: Criterion,
    /// What is known of it.
    pub figure: Figure,
    /// The grade.
    pub grade: Grade,
}

impl Reached {
    /// Whether consent given in view of this one covers `later` too: the same, or a smaller number.
    pub(super) fn covers(&self, later: &Self) -> bool {
        self.criterion == later.criterion
            && match (self.figure, later.figure) {
                (Figure::Number(seen), Figure::Number(now)) => now <= seen,
                (seen, now) => seen == now,
            }
    }

    /// What was counted or happened, and the grade it reaches, for a sentence: *35 deaths, grade I*.
    pub fn told(&self) -> Arg {
        let criterion = self.criterion.name();
        let figure = match (self.figure, self.figure.name()) {
            (Figure::Number(number), _) => {
                let number = Arg::Text(number.to_string());
                Arg::Say(format!("reach-{criterion}"), vec![("number", number)])
            }
            (_, kind) => {
                let kind = format!("{criterion}-{}", kind.unwrap_or_default());
                let values = vec![
                    ("criterion", Arg::Key(self.criterion.key().to_owned())),
                    ("kind", Arg::Key(kind)),
                ];
                Arg::Say("reach-kind".to_owned(), values)
            }
        };
        let grade = Arg::Key(format!("grade-{}", self.grade.name()));
        Arg::Say(
            "reach".to_owned(),
            vec![("figure", figure), ("grade", grade)],
        )
    }
}
