//! `rules`: the rules in force, one of them whole, or a check of a file before it is put in force.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use serde::Serialize;

use super::context::Context;
use super::json::{RuleBrief, RuleView};
use super::session::Session;
use super::text::Table;
use crate::domain::rule::{Rule, RuleSet};
use crate::error::{Error, Exit};
use crate::ledger::Ledger;
use crate::rulebook::limit::Limit;
use crate::rulebook::{self, pack};

/// Bytes of a pack that are read; the rulebook refuses a longer one.
const PACK_BYTES_MAX: u64 = 1 << 20;

/// What about them; none lists them.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    List,
    Show(Show),
    Check(Check),
}

/// Which rule.
#[derive(Debug, Args)]
struct Show {
    #[arg(value_name = "ID")]
    id: String,
}

/// Which file.
#[derive(Debug, Args)]
struct Check {
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

#[derive(Debug, Serialize)]
struct Checked {
    file: String,
    changed: Vec<String>,
    added: Vec<String>,
    off: Vec<String>,
}

impl Options {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        match self.command {
            None | Some(Command::List) => list(context),
            Some(Command::Show(show)) => show.run(context),
            Some(Command::Check(check)) => check.run(context),
        }
    }
}

/// The rules in force at the desk; where there is no desk, those that are built in.
fn in_force(context: &Context) -> Result<RuleSet, Error> {
    if context.is_here() && Ledger::is_there(context.data()).is_err() {
        context.note(&context.text("cli-rules-built-in"));
        return Ok(rulebook::built_in());
    }
    let session = Session::begin(context)?;
    Ok(session.state.rules)
}

fn list(context: &Context) -> Result<Exit, Error> {
    let rules = in_force(context)?;
    let on = rules.rules.iter().map(RuleBrief::from);
    let views: Vec<_> = on.chain(rules.off.iter().map(RuleBrief::off)).collect();
    context.answer(&views, || {
        let heads = [
            "cli-rule",
            "cli-limit",
            "cli-start",
            "cli-channel",
            "cli-confidence",
            "cli-rule-name",
        ];
        let mut table = Table::new(context.lang(), heads);
        for rule in &rules.rules {
            table.row(cells(context, rule, "").each_ref().map(String::as_str));
        }
        for off in &rules.off {
            let mark = context.say("cli-rule-off", &[("reason", off.reason.as_str().into())]);
            table.row(
                cells(context, &off.rule, &mark)
                    .each_ref()
                    .map(String::as_str),
            );
        }
        table.text()
    })?;
    Ok(Exit::Done)
}

fn cells(context: &Context, rule: &Rule, mark: &str) -> [String; 6] {
    let scene_name = match context.lang() {
        crate::locale::Lang::Zh => &rule.zh,
        crate::locale::Lang::En => &rule.en,
    };
    [
        rule.id.to_string(),
        limit_words(context, rule),
        context.text(&format!("start-{}", rule.start.name())),
        context.text(&format!("means-{}", rule.means.name())),
        context.text(&format!("confidence-{}", rule.confidence.name())),
        format!("{scene_name}{mark}"),
    ]
}

fn limit_words(context: &Context, rule: &Rule) -> String {
    let (number, unit) = Limit::of(rule).parts();
    context.say(unit.key(), &[("number", number.to_string().into())])
}

impl Show {
    fn run(self, context: &Context) -> Result<Exit, Error> {
        let rules = in_force(context)?;
        let on = rules.rules.iter().find(|rule| rule.id.as_str() == self.id);
        let off = rules.off.iter().find(|off| off.rule.id.as_str() == self.id);
        let (rule, reason) = match (on, off) {
            (Some(rule), _) => (rule, None),
            (None, Some(off)) => (&off.rule, Some(off.reason.as_str())),
            (None, None) => {
                return Err(Error::refused("cli-no-rule").with("given", &self.id));
            }
        };
        context.answer(&RuleView::new(rule, reason), || {
            let mut text = format!("# {}\n", rule.pack);
            if let Some(reason) = reason {
                text.push_str(&context.say("cli-rule-off", &[("reason", reason.into())]));
                text.push('\n');
            }
            text + &pack::rule_as_toml(rule)
        })?;
        Ok(Exit::Done)
    }
}

impl Check {
    fn run(self, context: &Context) -> Result<Exit, Error> {
        let name = self.file.display().to_string();
        let rules = rulebook::load(&[(name.clone(), read(&self.file)?)])?;
        let built_in = rulebook::built_in();
        let known = |rule: &&Rule| built_in.rules.iter().find(|known| known.id == rule.id);
        let ids = |rules: Vec<&Rule>| rules.into_iter().map(|rule| rule.id.to_string()).collect();
        let differs = |rule: &&Rule| known(rule).is_some_and(|known| known != *rule);
        let view = Checked {
            changed: ids(rules.rules.iter().filter(differs).collect()),
            added: ids(rules
                .rules
                .iter()
                .filter(|rule| known(rule).is_none())
                .collect()),
            off: ids(rules.off.iter().map(|off| &off.rule).collect()),
            file: name,
        };
        context.answer(&view, || {
            let values = [
                ("path", view.file.as_str().into()),
                ("changed", view.changed.len().to_string().into()),
                ("added", view.added.len().to_string().into()),
                ("off", view.off.len().to_string().into()),
                (
                    "folder",
                    context.data().join("rules").display().to_string().into(),
                ),
            ];
            context.say("cli-rules-checked", &values)
        })?;
        Ok(Exit::Done)
    }
}

fn read(path: &Path) -> Result<String, Error> {
    let fails = |cause: io::Error| {
        Error::new("cli-rules-file")
            .with("path", path.display())
            .because(cause)
    };
    let mut text = String::new();
    let file = File::open(path).map_err(fails)?;
    file.take(PACK_BYTES_MAX + 1)
        .read_to_string(&mut text)
        .map_err(fails)?;
    Ok(text)
}
