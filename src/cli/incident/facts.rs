//! Options for facts in words: one for each the domain knows, so that none is forgotten.

use std::collections::BTreeMap;

use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};

use crate::domain::incident::FactKey;

/// The facts that were named.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::cli) struct Facts(pub(in crate::cli) BTreeMap<FactKey, String>);

impl Args for Facts {
    fn augment_args(command: Command) -> Command {
        command
            .args(FactKey::ALL.map(|key| Arg::new(key.name()).long(key.name()).value_name("TEXT")))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for Facts {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut facts = Self::default();
        facts.update_from_arg_matches(matches)?;
        Ok(facts)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        for key in FactKey::ALL {
            if let Some(text) = matches.get_one::<String>(key.name()) {
                self.0.insert(key, text.clone());
            }
        }
        Ok(())
    }
}
