//! The commands there are. What each does stands in its own file.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{ArgAction, Args, Parser, Subcommand};

use super::context::Context;
use super::{
    acknowledge, agent, almanac, backup, bridge, call, clock, completions, deadlines, demo, doctor,
    help, incident, init, log, notify, officer, open, period, quiet, recipient, reminders, report,
    restore, rules, schedule, screen, serve, settings, setup, status, step, stop, verify, warning,
    watch,
};
use crate::error::{Error, Exit};
use crate::locale::Lang;

/// A whole command line.
#[derive(Debug, Parser)]
#[command(name = "watchkeeper", disable_help_subcommand = true)]
pub(super) struct CommandLine {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// Options every command takes.
#[derive(Debug, Args)]
pub(super) struct Common {
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) data: Option<PathBuf>,
    #[arg(long, global = true, value_name = "USER@HOST")]
    pub(super) host: Option<String>,
    #[arg(long, global = true, value_name = "PATH", conflicts_with = "host")]
    pub(super) socket: Option<PathBuf>,
    #[arg(long, global = true, value_name = "LANG", value_parser = langs())]
    pub(super) lang: Option<String>,
    #[arg(long, global = true, action = ArgAction::SetTrue)]
    pub(super) json: bool,
    #[arg(long = "as", id = "as", global = true, value_name = "NAME")]
    pub(super) acting_as: Option<String>,
    #[arg(long, global = true, action = ArgAction::SetTrue)]
    pub(super) pin_stdin: bool,
}

/// A command; none opens the console.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Init(init::Options),
    Serve,
    Status,
    Stop,
    Bridge(bridge::Options),
    Setup(setup::Options),
    Clock(clock::Options),
    #[command(subcommand)]
    Officer(officer::Command),
    #[command(subcommand)]
    Recipient(recipient::Command),
    #[command(subcommand)]
    Watch(watch::Command),
    #[command(subcommand)]
    Call(call::Command),
    #[command(subcommand)]
    Incident(incident::Command),
    #[command(subcommand)]
    Report(report::Command),
    Deadlines(deadlines::Options),
    Reminders,
    Acknowledge(acknowledge::Options),
    Quiet(quiet::Options),
    #[command(subcommand)]
    Almanac(almanac::Command),
    #[command(subcommand)]
    Period(period::Command),
    Schedule(schedule::Options),
    #[command(subcommand)]
    Step(step::Command),
    #[command(subcommand)]
    Warning(warning::Command),
    #[command(subcommand)]
    Settings(settings::Command),
    Log(log::Options),
    Verify(verify::Options),
    Backup(backup::Options),
    Restore(restore::Options),
    Rules(rules::Options),
    Open(open::Options),
    Agent(agent::Options),
    #[command(subcommand)]
    Notify(notify::Command),
    Doctor,
    Demo(demo::Options),
    Completions(completions::Options),
    Help(help::Options),
}

impl Command {
    /// Does it.
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        match self {
            Self::Init(options) => options.run(context),
            Self::Serve => serve::run(context),
            Self::Status => status::run(context),
            Self::Stop => stop::run(context),
            Self::Bridge(options) => options.run(context),
            Self::Setup(options) => options.run(context),
            Self::Clock(options) => options.run(context),
            Self::Officer(command) => command.run(context),
            Self::Recipient(command) => command.run(context),
            Self::Watch(command) => command.run(context),
            Self::Call(command) => command.run(context),
            Self::Incident(command) => command.run(context),
            Self::Report(command) => command.run(context),
            Self::Deadlines(options) => options.run(context),
            Self::Reminders => reminders::run(context),
            Self::Acknowledge(options) => options.run(context),
            Self::Quiet(options) => options.run(context),
            Self::Almanac(command) => command.run(context),
            Self::Period(command) => command.run(context),
            Self::Schedule(options) => options.run(context),
            Self::Step(command) => command.run(context),
            Self::Warning(command) => command.run(context),
            Self::Settings(command) => command.run(context),
            Self::Log(options) => options.run(context),
            Self::Verify(options) => options.run(context),
            Self::Backup(options) => options.run(context),
            Self::Restore(options) => options.run(context),
            Self::Rules(options) => options.run(context),
            Self::Open(options) => options.run(context),
            Self::Agent(options) => options.run(context),
            Self::Notify(command) => command.run(context),
            Self::Doctor => doctor::run(context),
            Self::Demo(options) => options.run(context),
            Self::Completions(options) => options.run(context),
            Self::Help(options) => options.run(context),
        }
    }
}

/// The languages by name; a short name does as well.
fn langs() -> PossibleValuesParser {
    let named = Lang::ALL.map(|lang| PossibleValue::new(lang.name()));
    let [zh, en] = named;
    PossibleValuesParser::new([zh.alias("zh"), en])
}

/// Opens the console, or prints the board where there is no terminal.
pub(super) fn run_without_command(context: &Context) -> Result<Exit, Error> {
    screen::run(context)
}
