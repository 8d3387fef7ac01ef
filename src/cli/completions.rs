//! `completions SHELL`: a script that lets the shell complete commands and options.

use clap::Args;
use clap_complete::Shell;

use super::context::Context;
use super::{help, out};
use crate::error::{Error, Exit};

/// For which shell.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

impl Options {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut script = Vec::new();
        let mut command = help::command(context.lang());
        clap_complete::generate(self.shell, &mut command, "watchkeeper", &mut script);
        out::bytes(&script)?;
        Ok(Exit::Done)
    }
}
