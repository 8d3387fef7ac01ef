//! The console as it runs: threads that listen, one queue, one loop. Wait for a message or for the
//! moment at which the picture looks different; drain the queue; do what is wanted; draw what
//! changed. The loop sleeps for ever while nothing happens and nothing ticks.
//!
//! ```text
//! keys ──────┐
//! desk ──────┤            ┌─ update the model ─ effects: say, keep, forget, suspend, quit
//! signals ───┼─▶ queue ─▶ │
//! timer ─────┘            └─ draw, if anything looks different
//! ```

pub mod canvas;
pub mod keys;
mod pen;

mod connection;
mod keeper;
mod signals;
mod teller;
mod terminal;

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use ratatui::crossterm::event::Event;
use ratatui::crossterm::terminal::size;
use ratatui::layout::Size;

use self::canvas::Canvas;
use self::connection::Connection;
use self::keeper::{Drafts, Wish};
use self::teller::Teller;
use self::terminal::Terminal;
use super::keymap::Keymap;
use super::look::Environment;
use super::message::{Effect, Message};
use super::model::{Model, Start, StartAt};
use super::screen;
use super::theme::{self, Theme};
use crate::clock;
use crate::domain::SubjectId;
use crate::error::Error;
use crate::link::Client;
use crate::link::client::fresh_command_id;
use crate::link::wire::Welcome;
use crate::locale::Lang;
use crate::notify::herald::Telling;
use crate::notify::terminal::Profile;

pub use self::teller::DesktopOptions;

/// Messages that wait at most; who brings more waits.
const QUEUE_MAX: usize = 1_024;

/// Pictures are drawn no faster than this apart.
const FRAME: Duration = Duration::from_millis(10);

/// A simulated clock that races is looked at no more often than this.
const WAKE_MIN: Duration = Duration::from_millis(100);

/// Effects of effects that are looked after at once; nothing goes deeper than two.
const EFFECTS_DEEP: usize = 8;

/// How the desk is knocked at.
pub type Connect = Box<dyn FnMut() -> Result<(Client, Welcome), Error> + Send>;

/// What a console is started with.
pub struct ConsoleOptions {
    /// How the desk is knocked at; asked again whenever the link breaks.
    pub connect: Connect,
    /// The language asked for; the terminal's own where there is no wish.
    pub lang: Option<Lang>,
    /// The theme: a built-in one's name, or the text of a file.
    pub theme: ThemeWish,
    /// The text of the user's key file, where there is one.
    pub keys: Option<String>,
    /// Where drafts are kept; nowhere where it is `None`.
    pub drafts_dir: Option<PathBuf>,
    /// Where to start.
    pub start_at: StartAt,
    /// It stands in the duty room.
    pub is_post: bool,
    /// The desktop it may tell, where there is one.
    pub desktop: Option<DesktopOptions>,
}

/// Which theme.
#[derive(Debug, Clone, Default)]
pub enum ThemeWish {
    /// The default.
    #[default]
    Default,
    /// A built-in one, by name.
    Named(String),
    /// A file's text.
    Text(String),
}

impl ThemeWish {
    fn theme(&self) -> Result<Theme, Error> {
        let read = match self {
            Self::Default => Theme::built_in(theme::DEFAULT),
            Self::Named(name) => Theme::built_in(name),
            Self::Text(text) => Theme::read(text),
        };
        read.map_err(|cause| Error::new("theme").because(cause))
    }
}

/// Runs the console until it is left. Gives the subject that was made where it was started for
/// one form alone.
pub fn run(options: ConsoleOptions) -> Result<Option<SubjectId>, Error> {
    let theme = options.theme.theme()?;
    let keymap = Keymap::built_in();
    let keymap = match &options.keys {
        Some(file) => keymap
            .with(file)
            .map_err(|cause| Error::new("keys").because(cause))?,
        None => keymap,
    };
    let look = Environment::read(|name| std::env::var(name).ok()).look(options.lang);
    let stem = fresh_command_id()?;
    let failed = |cause: std::io::Error| Error::new("terminal").because(cause);
    let (width, height) = size().map_err(failed)?;
    let (to_queue, queue) = sync_channel(QUEUE_MAX);
    let (drafts, kept) = Drafts::open(options.drafts_dir, to_queue.clone());
    let mut model = Model::new(Start {
        look,
        theme,
        keymap,
        size: Size { width, height },
        drafts: kept,
        stem,
        machine: clock::machine_now(),
        start_at: options.start_at,
    });
    if options.is_post {
        model.stand_at_the_post();
    }
    let profile = Profile::of(|name| std::env::var(name).ok());
    let watched = signals::watch(to_queue.clone()).map_err(failed)?;
    let terminal = Terminal::claim(profile).map_err(failed)?;
    let connection = Connection::open(options.connect, to_queue.clone()).map_err(failed)?;
    let teller = Teller::new(profile, options.desktop, look.lang, to_queue.clone());
    keys::listen(Size { width, height }, to_queue).map_err(failed)?;
    let mut app = App {
        model,
        canvas: Canvas::new(Size { width, height }),
        terminal,
        connection,
        drafts,
        teller,
        changes_at: None,
        drawn: None,
    };
    let outcome = app.run(&queue).map_err(failed);
    let made = app.model.made().cloned();
    // First the terminal and the drafts, then nobody needs to be watched any more.
    drop(app);
    drop(watched);
    outcome.map(|()| made)
}

/// The console while it runs.
struct App {
    model: Model,
    canvas: Canvas,
    terminal: Terminal,
    connection: Connection,
    drafts: Drafts,
    teller: Teller,
    /// When the picture will look different by the passing of time.
    changes_at: Option<DateTime<Utc>>,
    /// When it was drawn last.
    drawn: Option<Instant>,
}

/// Whether the loop goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    GoOn,
    Leave,
}

impl App {
    fn run(&mut self, queue: &Receiver<Message>) -> std::io::Result<()> {
        self.draw()?;
        loop {
            let Some(message) = self.wait(queue) else {
                return Ok(());
            };
            self.model.update(message, clock::machine_now());
            self.drain(queue);
            self.model.keep_draft();
            if self.perform()? == Then::Leave {
                return Ok(());
            }
            self.draw()?;
        }
    }

    /// The next message, or the tick at which the picture looks different.
    fn wait(&self, queue: &Receiver<Message>) -> Option<Message> {
        let Some(at) = self.changes_at else {
            return queue.recv().ok();
        };
        let wait = clock::until(clock::machine_now(), at).max(WAKE_MIN);
        match queue.recv_timeout(wait) {
            Ok(message) => Some(message),
            Err(RecvTimeoutError::Timeout) => Some(Message::Tick),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }

    /// Takes in what else is there, and what comes before the next picture may be drawn.
    fn drain(&mut self, queue: &Receiver<Message>) {
        for _ in 0..QUEUE_MAX {
            let since = self
                .drawn
                .map(|drawn| clock::monotonic().saturating_duration_since(drawn));
            let rest = since.map_or(Duration::ZERO, |since| FRAME.saturating_sub(since));
            let next = if rest.is_zero() {
                queue.try_recv().ok()
            } else {
                queue.recv_timeout(rest).ok()
            };
            match next {
                Some(message) => self.model.update(message, clock::machine_now()),
                None => return,
            }
        }
    }

    fn perform(&mut self) -> std::io::Result<Then> {
        // What comes of an effect may want another.
        for _ in 0..EFFECTS_DEEP {
            let effects = self.model.take_effects();
            if effects.is_empty() {
                break;
            }
            for effect in effects {
                if self.act(effect)? == Then::Leave {
                    return Ok(Then::Leave);
                }
            }
        }
        Ok(Then::GoOn)
    }

    fn act(&mut self, effect: Effect) -> std::io::Result<Then> {
        match effect {
            Effect::Send(message) => self.connection.say(*message),
            Effect::Keep(draft) => self.drafts.wish(Wish::Keep(draft)),
            Effect::Forget(key) => self.drafts.wish(Wish::Forget(key)),
            Effect::Reconnect => self.connection.again(),
            Effect::Redraw => self.canvas.forget(),
            Effect::Tell(telling) => self.tell(*telling),
            Effect::Settle(matter) => self.teller.settle(matter, &mut self.terminal)?,
            Effect::Try => {
                let tried = self.teller.look();
                if !tried.is_empty() {
                    self.model
                        .update(Message::Tried(tried), clock::machine_now());
                }
            }
            Effect::Suspend => {
                self.terminal.suspend()?;
                self.canvas.forget();
                self.teller.forget_title();
                let (width, height) = size()?;
                let resized = Message::Input(Event::Resize(width, height));
                self.model.update(resized, clock::machine_now());
            }
            Effect::Quit => return Ok(Then::Leave),
        }
        Ok(Then::GoOn)
    }

    fn tell(&mut self, telling: Telling) {
        let desk = self.model.state().map(|state| &state.desk);
        let outcome = self.teller.tell(&telling, desk, &mut self.terminal);
        // Where there is no such way, there is nothing to keep.
        if let (Some(rung), false) = (telling.rung, outcome.is_unavailable()) {
            let told = Message::Told(telling.notice.matter, rung, outcome);
            self.model.update(told, clock::machine_now());
        }
    }

    fn draw(&mut self) -> std::io::Result<()> {
        let machine = clock::machine_now();
        self.model.before_drawing(machine);
        let (bytes, drawn) = self.canvas.frame(self.model.size, |buffer| {
            screen::render(&self.model, machine, buffer)
        })?;
        self.terminal.write(&bytes)?;
        self.write_title()?;
        self.model.mark_drawn();
        self.changes_at = drawn.changes_at;
        self.drawn = Some(clock::monotonic());
        Ok(())
    }

    /// The number overdue and the name of the desk, for whoever has another window before it.
    fn write_title(&mut self) -> std::io::Result<()> {
        let Some(state) = self.model.state() else {
            return Ok(());
        };
        let name = state.desk.name.clone();
        let (lang, overdue) = (self.model.look.lang, self.model.overdue());
        let bytes = self.teller.title(lang, overdue, &name);
        self.terminal.write(&bytes)
    }
}
