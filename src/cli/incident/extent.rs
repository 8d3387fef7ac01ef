//! Options for how far an incident reaches: nature, reach of the river, neighbours.

use chrono::{DateTime, Utc};
use clap::Args;

use crate::cli::session::Session;
use crate::cli::values::one_of;
use crate::domain::RecipientId;
use crate::domain::extent::{Extent, Nature, Reach};
use crate::error::Error;

/// What was named.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub(in crate::cli) struct ExtentOptions {
    #[arg(long, value_name = "A,B", value_delimiter = ',', value_parser = one_of(&Nature::ALL, Nature::name))]
    nature: Vec<Nature>,
    #[arg(long, value_name = "REACH", value_parser = one_of(&Reach::ALL, Reach::name))]
    reach: Option<Reach>,
    #[arg(long, value_name = "A,B[=TIME]", value_delimiter = ',')]
    neighbour: Vec<String>,
}

impl ExtentOptions {
    /// What is to be added, with times read at the desk's clock.
    pub(in crate::cli) fn read(self, session: &Session) -> Result<Extent, Error> {
        let named = self.neighbour.iter().map(|given| neighbour(session, given));
        Ok(Extent {
            natures: self.nature.into_iter().collect(),
            reach: self.reach,
            neighbours: named.collect::<Result<_, _>>()?,
        })
    }
}

/// A neighbour by its name, whole or short: `nanan`, `neighbour-nanan`, `nanan=14:20`.
fn neighbour(
    session: &Session,
    given: &str,
) -> Result<(RecipientId, Option<DateTime<Utc>>), Error> {
    let (name, time) = match given.split_once('=') {
        Some((name, time)) => (name, Some(session.time("--neighbour", time)?)),
        None => (given, None),
    };
    let whole = RecipientId::from(name.trim());
    let id = if whole.is_neighbour() {
        whole
    } else {
        RecipientId::from(format!("neighbour-{}", name.trim()).as_str())
    };
    Ok((id, time))
}
