//! `serve`: the desk in the foreground, for systemd and whoever wants to see it.

use super::context::Context;
use crate::desk;
use crate::error::{Error, Exit};

pub(super) fn run(context: &Context) -> Result<Exit, Error> {
    context.must_be_here()?;
    desk::serve(context.data())?;
    Ok(Exit::Done)
}
