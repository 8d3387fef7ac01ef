//! `demo`: a throw-away simulated desk with a night's story. The desk runs inside this process, in
//! a folder of its own that is deleted afterwards; the user's data is never opened.

mod stage;
mod story;

use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use chrono::{DateTime, Utc};
use clap::Args;
use serde::Serialize;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use self::stage::Stage;
use self::story::{Step, story};
use super::context::{Context, DEFAULT_ZONE, Form};
use super::json::DeadlineView;
use super::screen;
use super::seen::stamp;
use super::session::Session;
use super::text;
use crate::console::{self, StartAt};
use crate::domain::Subject;
use crate::error::{Error, Exit};
use crate::link::wire::ClockWish;
use crate::rulebook;

/// Simulated seconds per second where nobody says: the night passes in about five minutes.
const SPEED: u32 = 60;

/// The fastest the story is told: an hour a second.
const SPEED_MAX: u32 = 3_600;

/// How fast.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(SPEED_MAX)))]
    speed: Option<u32>,
}

/// How the story passes.
#[derive(Debug, Clone, Copy)]
enum Pace {
    /// The clock is put from one step to the next.
    AtOnce,
    /// The clock runs, so many times as fast as the real one.
    Running(u32),
}

/// How the telling ended.
#[derive(Debug, PartialEq, Eq)]
enum Told {
    Whole,
    /// Somebody ended it.
    Broken,
}

#[derive(Debug, Serialize)]
struct Line {
    at: String,
    what: String,
}

#[derive(Debug, Serialize)]
struct Demo {
    story: Vec<Line>,
    deadlines: Vec<DeadlineView>,
}

impl Options {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        if context.is_interactive() {
            return on_screen(context, self.speed.unwrap_or(SPEED));
        }
        let pace = self.speed.map_or(Pace::AtOnce, Pace::Running);
        as_text(context, pace)
    }
}

/// The console shows the desk while the story goes on behind it.
fn on_screen(context: &Context, speed: u32) -> Result<Exit, Error> {
    let stage = Stage::set(context, story::BEGINS, speed)?;
    let session = Session::begin(stage.context())?;
    let steps = story(context.lang());
    let (leave, left) = channel();
    let teller = thread::spawn(move || {
        let mut session = session;
        // What goes wrong in the story is to be seen on the screen: nothing more happens.
        let _told = tell(
            &mut session,
            &steps,
            Pace::Running(speed),
            &left,
            |_| Ok(()),
        );
    });
    let shown = screen::options(stage.context(), StartAt::Watch).and_then(console::run);
    // A teller that has ended needs no word.
    let _ended = leave.send(());
    let _panicked = teller.join();
    stage.strike()?;
    shown?;
    Ok(Exit::Done)
}

fn as_text(context: &Context, pace: Pace) -> Result<Exit, Error> {
    let interrupted = interruptions()?;
    let rate = match pace {
        Pace::AtOnce => 0,
        Pace::Running(speed) => speed,
    };
    let stage = Stage::set(context, story::BEGINS, rate)?;
    let told = told_as_text(context, &stage, pace, &interrupted);
    stage.strike()?;
    match told? {
        Told::Whole => Ok(Exit::Done),
        Told::Broken => Err(Error::new("cli-demo-broken")),
    }
}

fn told_as_text(
    context: &Context,
    stage: &Stage,
    pace: Pace,
    interrupted: &Receiver<()>,
) -> Result<Told, Error> {
    let mut session = Session::begin(stage.context())?;
    let mut lines = Vec::new();
    let told = tell(
        &mut session,
        &story(context.lang()),
        pace,
        interrupted,
        |step| {
            if context.form == Form::Text {
                let at = step.at.with_timezone(&DEFAULT_ZONE).format("%m-%d %H:%M");
                return context.print(&format!("{at}  {}", step.what));
            }
            lines.push(Line {
                at: stamp(step.at, DEFAULT_ZONE),
                what: step.what.clone(),
            });
            Ok(())
        },
    )?;
    if told == Told::Broken {
        return Ok(told);
    }
    session.refresh()?;
    if context.form == Form::Text {
        context.print(" ")?;
        screen::print(context, &session)?;
        return Ok(told);
    }
    let seen = session.seen(context);
    let deadlines = seen.watched(rulebook::deadlines(&session.state, session.now));
    let deadlines = deadlines.iter().map(|deadline| {
        let subject = Subject::of(&session.state, &deadline.subject);
        let title = subject.map_or_else(String::new, |subject| text::title(&subject));
        DeadlineView::new(deadline, &title, seen)
    });
    let demo = Demo {
        story: lines,
        deadlines: deadlines.collect(),
    };
    context.answer(&demo, String::new)?;
    Ok(told)
}

/// Tells the story, step by step, until it is over or somebody ends it.
fn tell(
    session: &mut Session,
    steps: &[Step],
    pace: Pace,
    ended: &Receiver<()>,
    mut heard: impl FnMut(&Step) -> Result<(), Error>,
) -> Result<Told, Error> {
    let mut shows = story::BEGINS;
    for step in steps {
        match pace {
            Pace::AtOnce => {
                if step.at > shows {
                    session.client.move_clock(ClockWish::To { at: step.at })?;
                }
                if ended.try_recv().is_ok() {
                    return Ok(Told::Broken);
                }
            }
            Pace::Running(speed) => {
                if wait(step.at, shows, speed, ended) == Told::Broken {
                    return Ok(Told::Broken);
                }
            }
        }
        shows = shows.max(step.at);
        for command in &step.commands {
            session.perform(command.clone())?;
        }
        heard(step)?;
    }
    Ok(Told::Whole)
}

/// Waits until a running clock that shows `shows` shows `until`.
fn wait(until: DateTime<Utc>, shows: DateTime<Utc>, speed: u32, ended: &Receiver<()>) -> Told {
    /// A little more than exact: the desk's clock must have come as far.
    const MARGIN: Duration = Duration::from_millis(20);
    let simulated = (until - shows).to_std().unwrap_or_default();
    match ended.recv_timeout(simulated / speed.max(1) + MARGIN) {
        Err(RecvTimeoutError::Timeout) => Told::Whole,
        Ok(()) | Err(RecvTimeoutError::Disconnected) => Told::Broken,
    }
}

/// Hears when somebody wants the program to end, so that the folder is deleted first.
fn interruptions() -> Result<Receiver<()>, Error> {
    let fails = |cause: std::io::Error| Error::new("cli-demo").because(cause);
    let mut signals = Signals::new([SIGINT, SIGTERM, SIGHUP]).map_err(fails)?;
    let (sender, receiver) = channel();
    thread::spawn(move || {
        for _ in signals.forever() {
            if sender.send(()).is_err() {
                return;
            }
        }
    });
    Ok(receiver)
}
