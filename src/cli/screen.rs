//! No command: the console on a terminal, the board as text anywhere else.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::context::Context;
use super::first;
use super::json::{CallView, DeadlineView, IncidentBrief, WatchView};
use super::place;
use super::session::{self, Session};
use super::text;
use crate::config::Reach;
use crate::console::theme::BUILT_IN;
use crate::console::{ConsoleOptions, StartAt, ThemeWish, board};
use crate::domain::Subject;
use crate::error::{Error, Exit};
use crate::link::wire::Wants;
use crate::{console, rulebook};

/// Bytes of a theme or key file that are read.
const FILE_BYTES_MAX: u64 = 256 << 10;

/// Where unfinished forms are kept in the data folder.
const DRAFTS_DIR: &str = "drafts";

#[derive(Debug, Serialize)]
struct Board<'a> {
    code: String,
    name: &'a str,
    mode: &'static str,
    now: String,
    watch: Option<WatchView>,
    deadlines: Vec<DeadlineView>,
    incidents: Vec<IncidentBrief>,
    calls: Vec<CallView>,
}

/// Opens the console, or prints the board.
pub(super) fn run(context: &Context) -> Result<Exit, Error> {
    if !context.is_interactive() {
        let session = Session::begin(context)?;
        print(context, &session)?;
        return Ok(Exit::Done);
    }
    if context.is_here() {
        first::begin_where_none_is(context)?;
    }
    open(context, StartAt::Watch)
}

/// Opens the console at a place of it; prints the number of what its form made.
pub(super) fn open(context: &Context, start_at: StartAt) -> Result<Exit, Error> {
    let made = console::run(options(context, start_at)?)?;
    if let Some(number) = made {
        context.print(&number.to_string())?;
    }
    Ok(Exit::Done)
}

/// What a console is started with. The desk is knocked at here, before the screen is taken: one
/// that cannot start is told as an error, and a passphrase can be asked for.
pub(super) fn options(context: &Context, start_at: StartAt) -> Result<ConsoleOptions, Error> {
    let (client, welcome, mut knock) = session::reach_again(context, Wants::Everything)?;
    let mut first = Some((client, welcome));
    let data = context.is_here().then(|| context.data().to_owned());
    let connect = move || match first.take() {
        Some(answered) => Ok(answered),
        None => knock.connect_or_revive(data.as_deref()),
    };
    Ok(ConsoleOptions {
        connect: Box::new(connect),
        lang: context.config.lang_wish,
        theme: theme(context)?,
        keys: context.config.keys.as_deref().map(read).transpose()?,
        drafts_dir: drafts_dir(context),
        start_at,
        is_post: place::is_post(context),
        desktop: place::desktop(context),
    })
}

/// Beside the data, or where the desk is elsewhere, in a folder of the user's own for each desk.
fn drafts_dir(context: &Context) -> Option<PathBuf> {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let name = match &context.config.reach {
        Reach::Data => return Some(context.data().join(DRAFTS_DIR)),
        Reach::Socket(socket) => socket.to_string_lossy().chars().map(plain).collect(),
        Reach::Host(far) => far.host.chars().map(plain).collect::<String>(),
    };
    let state = context.config.state.as_ref()?;
    Some(state.join(name).join(DRAFTS_DIR))
}

fn theme(context: &Context) -> Result<ThemeWish, Error> {
    match &context.config.theme {
        None => Ok(ThemeWish::Default),
        Some(name) if BUILT_IN.iter().any(|(known, _)| known == name) => {
            Ok(ThemeWish::Named(name.clone()))
        }
        Some(path) => read(Path::new(path)).map(ThemeWish::Text),
    }
}

fn read(path: &Path) -> Result<String, Error> {
    let fails = |cause: io::Error| {
        Error::new("cli-look-file")
            .with("path", path.display())
            .because(cause)
    };
    let length = fs::metadata(path).map_err(fails)?.len();
    if length > FILE_BYTES_MAX {
        return Err(fails(io::Error::from(io::ErrorKind::FileTooLarge)));
    }
    fs::read_to_string(PathBuf::from(path)).map_err(fails)
}

/// Prints the board.
pub(super) fn print(context: &Context, session: &Session) -> Result<(), Error> {
    let state = &session.state;
    let seen = session.seen(context);
    let mut deadlines = seen.watched(rulebook::deadlines(state, session.now));
    deadlines.retain(|deadline| !deadline.standing.is_settled());
    let view = Board {
        code: state.desk.code.to_string(),
        name: &state.desk.name,
        mode: if state.is_simulated() {
            "simulated"
        } else {
            "real"
        },
        now: seen.stamp(session.now),
        watch: state
            .watch
            .as_ref()
            .map(|watch| WatchView::new(watch, seen)),
        deadlines: deadlines
            .iter()
            .map(|deadline| {
                let subject = Subject::of(state, &deadline.subject);
                let title = subject.map_or_else(String::new, |subject| text::title(&subject));
                DeadlineView::new(deadline, &title, seen)
            })
            .collect(),
        incidents: state
            .open_incidents()
            .map(|i| IncidentBrief::new(i, seen))
            .collect(),
        calls: state
            .untriaged()
            .map(|call| CallView::brief(call, seen))
            .collect(),
    };
    context.answer(&view, || {
        board::text(state, session.now, text::COLUMNS.into(), context.lang())
    })
}
