//! The command line: one file per command. It reads options, asks the desk (and starts one where
//! none runs) and prints the answer for people or as JSON. What is decided is decided by the desk;
//! what is drawn is drawn by the console.
//!
//! ```text
//! commands.rs   the commands there are.
//! help.rs       their words, in the reader's language; usage.rs: what was wrong with a line.
//! context.rs    what every command is given; out.rs, complain.rs: how it answers.
//! session.rs    a conversation with the desk.
//! json/, text/  the shapes scripts read, the lines people read; one file per noun.
//! ```
//!
//! Names, options, exit codes and JSON keys are a contract with scripts: they may be added to,
//! never changed.

mod acknowledge;
mod agent;
mod almanac;
mod backup;
mod bridge;
mod call;
mod clock;
mod commands;
mod complain;
mod completions;
mod consent;
mod context;
mod deadlines;
mod demo;
mod doctor;
mod first;
mod given;
mod help;
mod incident;
mod init;
mod json;
mod listing;
mod log;
mod notify;
mod officer;
mod open;
mod out;
mod period;
mod place;
mod progress;
mod quiet;
mod recipient;
mod reminders;
mod report;
mod restore;
mod rules;
mod schedule;
mod screen;
mod secret;
mod seen;
mod serve;
mod session;
mod settings;
mod setup;
mod status;
mod step;
mod stop;
mod table_faults;
mod text;
mod usage;
mod values;
mod verify;
mod warning;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches;
use clap::error::ErrorKind;

use crate::config::{self, Config, Wishes};
use crate::error::{Error, Exit};
use crate::locale::Lang;
use commands::{CommandLine, Common};
use context::{Context, DEFAULT_ZONE, Form};
use secret::PinFrom;

/// Runs the program with the arguments and the environment it was started with.
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    ExitCode::from(run(&arguments).code())
}

fn run(arguments: &[OsString]) -> Exit {
    let early = Early::of(arguments);
    let lang = config::early_lang(early.lang, variable);
    let line = match parse(arguments, lang) {
        Ok(line) => line,
        Err(slip) => return answer_slip(&slip, early.form, lang),
    };
    let form = form(&line.common);
    let context = match context(line.common) {
        Ok(context) => context,
        Err(error) => return complain::tell(&error, form, lang, DEFAULT_ZONE),
    };
    let done = match line.command {
        Some(command) => command.run(&context),
        None => commands::run_without_command(&context),
    };
    done.unwrap_or_else(|error| complain::tell(&error, form, context.lang(), context.zone()))
}

fn parse(arguments: &[OsString], lang: Lang) -> Result<CommandLine, clap::Error> {
    let mut command = help::command(lang);
    let matches = command.try_get_matches_from_mut(arguments)?;
    CommandLine::from_arg_matches(&matches)
}

/// Help and version are answers; everything else is told as an error.
fn answer_slip(slip: &clap::Error, form: Form, lang: Lang) -> Exit {
    let answer = match slip.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => out::text(&slip.render().to_string()),
        _ => Err(usage::told(slip)),
    };
    match answer {
        Ok(()) => Exit::Done,
        Err(error) => complain::tell(&error, form, lang, DEFAULT_ZONE),
    }
}

fn form(common: &Common) -> Form {
    if common.json { Form::Json } else { Form::Text }
}

fn context(common: Common) -> Result<Context, Error> {
    let form = form(&common);
    let wishes = Wishes {
        data: common.data,
        lang: common.lang.as_deref().and_then(Lang::from_name),
        host: common.host,
        socket: common.socket,
    };
    let config = Config::resolve(&wishes, variable)?;
    let pin_from = if common.pin_stdin {
        PinFrom::StandardInput
    } else {
        PinFrom::Terminal
    };
    Ok(Context::new(config, form, common.acting_as, pin_from))
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// What must be known before a line can be read: in which language and form a slip in it is told.
struct Early {
    lang: Option<Lang>,
    form: Form,
}

impl Early {
    fn of(arguments: &[OsString]) -> Self {
        let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
        let after = words.iter().position(|word| *word == "--lang");
        let named = words.iter().find_map(|word| word.strip_prefix("--lang="));
        let lang = named.or_else(|| words.get(after? + 1).copied());
        Self {
            lang: lang.and_then(Lang::from_name),
            form: if words.contains(&"--json") {
                Form::Json
            } else {
                Form::Text
            },
        }
    }
}
