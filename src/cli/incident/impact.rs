//! Options for counted effects.

use clap::Args;

use crate::cli::values::one_of;
use crate::domain::impact::{Boundary, Ecology, Impact, Intake, Radiation};

/// The figures that were named.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub(in crate::cli) struct ImpactOptions {
    #[arg(long, value_name = "N")]
    deaths: Option<u32>,
    #[arg(long, value_name = "N")]
    injured: Option<u32>,
    #[arg(long, value_name = "N")]
    evacuated: Option<u32>,
    #[arg(long, value_name = "YUAN")]
    loss_yuan: Option<u64>,
    #[arg(long, value_name = "WHOSE", value_parser = one_of(&Intake::ALL, Intake::name))]
    intake: Option<Intake>,
    #[arg(long, value_name = "WHICH", value_parser = one_of(&Boundary::ALL, Boundary::name))]
    boundary: Option<Boundary>,
    #[arg(long, value_name = "WHAT", value_parser = one_of(&Ecology::ALL, Ecology::name))]
    ecology: Option<Ecology>,
    #[arg(long, value_name = "WHAT", value_parser = one_of(&Radiation::ALL, Radiation::name))]
    radiation: Option<Radiation>,
}

impl ImpactOptions {
    /// What was known, with what was named now laid over it.
    pub(in crate::cli) fn over(&self, known: Impact) -> Impact {
        Impact {
            deaths: self.deaths.or(known.deaths),
            injured: self.injured.or(known.injured),
            evacuated: self.evacuated.or(known.evacuated),
            loss_yuan: self.loss_yuan.or(known.loss_yuan),
            ecology: self.ecology.or(known.ecology),
            radiation: self.radiation.or(known.radiation),
            intake: self.intake.or(known.intake),
            boundary: self.boundary.or(known.boundary),
        }
    }
}
