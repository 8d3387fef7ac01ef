//! `clock`: what the desk's clock shows; a simulated desk's can be moved.

use clap::Args;
use serde::Serialize;

use super::context::Context;
use super::seen::stamp;
use super::session::Session;
use crate::domain::when;
use crate::error::{Error, Exit};
use crate::link::wire::ClockWish;

/// How the clock shall run.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub(super) struct Options {
    #[arg(long, value_name = "SPAN")]
    advance: Option<String>,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    to: Option<String>,
    #[arg(long, value_name = "N")]
    rate: Option<u32>,
}

#[derive(Debug, Serialize)]
struct ClockView {
    now: String,
    simulated: bool,
    rate: u32,
}

impl Options {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        if let Some(wish) = self.wish(&session)? {
            session.client.move_clock(wish)?;
            session.refresh()?;
        }
        let now = session.now;
        let rate = session.state.desk.clock.map_or(1, |clock| clock.rate);
        let view = ClockView {
            now: stamp(now, session.zone()),
            simulated: session.state.is_simulated(),
            rate,
        };
        context.answer(&view, || {
            let key = match (session.state.is_simulated(), rate) {
                (false, _) => "cli-clock-real",
                (true, 0) => "cli-clock-still",
                (true, _) => "cli-clock-simulated",
            };
            let values = [
                ("now", context.second(now).into()),
                ("rate", rate.to_string().into()),
            ];
            context.say(key, &values)
        })?;
        Ok(Exit::Done)
    }

    fn wish(&self, session: &Session) -> Result<Option<ClockWish>, Error> {
        if let Some(span) = &self.advance {
            let seconds = when::span_seconds(span.trim_start_matches('+'));
            let seconds = seconds.and_then(|seconds| u64::try_from(seconds).ok());
            let seconds = seconds.ok_or_else(|| {
                Error::refused("cli-span")
                    .with("option", "--advance")
                    .with("given", span)
            })?;
            return Ok(Some(ClockWish::Advance { seconds }));
        }
        if let Some(given) = &self.to {
            let at = session.time("--to", given)?;
            return Ok(Some(ClockWish::To { at }));
        }
        Ok(self.rate.map(|rate| ClockWish::Rate { rate }))
    }
}
