//! `recipient import`: takes the numbers of a table in, all of them or none.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::given;
use crate::cli::session::Session;
use crate::cli::table_faults;
use crate::domain::contact::RecipientEntry;
use crate::domain::{Command, State};
use crate::error::{Error, Exit};
use crate::intake::table::contacts;

/// Which file.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long)]
    dry_run: bool,
}

/// What became of the table.
#[derive(Debug, Serialize)]
struct Imported {
    /// Whether it was only tried.
    dry_run: bool,
    rows: usize,
    changed: Vec<Changed>,
}

/// What is different of a recipient.
#[derive(Debug, Serialize)]
struct Changed {
    id: String,
    name: String,
    before: Numbers,
    after: Numbers,
}

#[derive(Debug, Serialize)]
struct Numbers {
    name: String,
    phone: String,
    other_phone: String,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let bytes = given::bytes(&self.file)?;
        let entries = match contacts::read(&bytes, &session.state) {
            Ok(entries) => entries,
            Err(refused) => return Err(table_faults::told(context, refused, &self.file)?),
        };
        let changed = entries
            .iter()
            .filter_map(|e| changed(context, &session.state, e));
        let imported = Imported {
            dry_run: self.dry_run,
            rows: entries.len(),
            changed: changed.collect(),
        };
        if !self.dry_run && !imported.changed.is_empty() {
            session.perform(Command::EnterRecipients { entries })?;
        }
        context.answer(&imported, || text(context, &imported))?;
        Ok(Exit::Done)
    }
}

/// What is different; `None` where nothing is.
fn changed(context: &Context, state: &State, entry: &RecipientEntry) -> Option<Changed> {
    let known = state.contacts.get(&entry.id);
    let before = known.map(|listed| listed.entry.clone());
    let before = before.unwrap_or_else(|| RecipientEntry::of(entry.id.clone()));
    let contact = state.contact(&entry.id);
    (before != *entry).then(|| Changed {
        id: entry.id.to_string(),
        name: crate::notify::dial::name(context.lang(), &contact),
        before: Numbers::from(before),
        after: Numbers::from(entry.clone()),
    })
}

impl From<RecipientEntry> for Numbers {
    fn from(entry: RecipientEntry) -> Self {
        Self {
            name: entry.name,
            phone: entry.phone,
            other_phone: entry.other_phone,
        }
    }
}

impl Numbers {
    fn words(&self, context: &Context) -> String {
        let parts = [&self.name, &self.phone, &self.other_phone];
        let filled: Vec<&str> = parts
            .into_iter()
            .map(String::as_str)
            .filter(|part| !part.is_empty())
            .collect();
        if filled.is_empty() {
            return context.text("cli-no-number");
        }
        filled.join(" / ")
    }
}

fn text(context: &Context, imported: &Imported) -> String {
    let line = |one: &Changed| {
        let values = [
            ("id", one.id.as_str().into()),
            ("name", one.name.as_str().into()),
            ("before", one.before.words(context).into()),
            ("after", one.after.words(context).into()),
        ];
        context.say("cli-recipient-change", &values)
    };
    let mut lines: Vec<String> = imported.changed.iter().map(line).collect();
    let key = match (imported.changed.is_empty(), imported.dry_run) {
        (true, _) => "cli-recipients-known",
        (false, true) => "cli-recipients-would",
        (false, false) => "cli-recipients-imported",
    };
    let values = [
        ("rows", imported.rows.to_string().into()),
        ("changed", imported.changed.len().to_string().into()),
    ];
    lines.push(context.say(key, &values));
    lines.join("\n")
}
