//! `verify`: walks the chain from its first entry and compares everything that is kept; of a
//! backup, every line. It starts no desk: a running one checks itself, otherwise it is done here.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::context::Context;
use super::progress::Line;
use super::session::{reach_running, unexpected};
use crate::clock::machine_now;
use crate::domain::verify::{Difference, Doubt};
use crate::domain::{HeadClaim, VerifyReport};
use crate::error::{Error, Exit};
use crate::ledger::{self, Ledger};
use crate::link::wire::{Query, Reply};

/// What is checked, and against what.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    #[arg(long, value_name = "SEQ:HASH")]
    head: Option<String>,
}

#[derive(Debug, Serialize)]
struct Verified {
    sound: bool,
    desk: String,
    entries: u64,
    segments: u64,
    subjects: u64,
    head_seq: u64,
    head: String,
    in_doubt: Vec<Doubt>,
    differences: Vec<Difference>,
    unlisted: u64,
    /// Null where no head was asked about.
    head_found: Option<bool>,
}

impl Options {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        let claim = self.head.as_deref().map(claim).transpose()?;
        let report = match &self.file {
            Some(file) if !file.is_file() => {
                return Err(Error::new("cli-verify-file").with("path", file.display()));
            }
            Some(file) => offline(context, file, claim.as_ref())?,
            None => of_record(context, claim)?,
        };
        let view = Verified::from(&report);
        context.answer(&view, || text(context, &report))?;
        Ok(if report.is_sound() {
            Exit::Done
        } else {
            Exit::Refused
        })
    }
}

fn claim(given: &str) -> Result<HeadClaim, Error> {
    given
        .parse()
        .map_err(|_| Error::refused("cli-head").with("given", given))
}

fn of_record(context: &Context, claim: Option<HeadClaim>) -> Result<VerifyReport, Error> {
    if context.is_here() {
        Ledger::is_there(context.data())?;
    }
    let Some((mut client, _)) = reach_running(context)? else {
        return offline(context, context.data(), claim.as_ref());
    };
    match client.ask(Query::Verify { claim })? {
        Reply::Verified(report) => Ok(report),
        _ => Err(unexpected()),
    }
}

fn offline(
    context: &Context,
    path: &std::path::Path,
    claim: Option<&HeadClaim>,
) -> Result<VerifyReport, Error> {
    let mut line = Line::new(context);
    let options = ledger::Options::at(machine_now());
    ledger::verify(path, claim, &options, &mut |progress| line.tell(progress))
}

impl From<&VerifyReport> for Verified {
    fn from(report: &VerifyReport) -> Self {
        Self {
            sound: report.is_sound(),
            desk: report.desk.to_string(),
            entries: report.entries,
            segments: report.segments,
            subjects: report.subjects,
            head_seq: report.head.seq,
            head: report.head.hash.to_string(),
            in_doubt: report.in_doubt.clone(),
            differences: report.differences.clone(),
            unlisted: report.unlisted,
            head_found: report.claim_met,
        }
    }
}

fn text(context: &Context, report: &VerifyReport) -> String {
    let values = [
        ("entries", report.entries.to_string().into()),
        ("head", report.head.to_string().into()),
    ];
    let key = if report.is_sound() {
        "cli-verify-sound"
    } else {
        "cli-verify-amiss"
    };
    let mut lines = vec![context.say(key, &values)];
    lines.extend(
        report
            .in_doubt
            .iter()
            .map(|doubt| context.say("cli-verify-doubt", &[("entries", doubt.to_string().into())])),
    );
    lines.extend(report.differences.iter().map(|difference| {
        let args = difference.args();
        let values: Vec<_> = args
            .iter()
            .map(|(name, value)| (*name, value.as_str().into()))
            .collect();
        context.say(&format!("verify-{}", difference.key()), &values)
    }));
    if report.unlisted > 0 {
        let number = report.unlisted.to_string();
        lines.push(context.say("cli-verify-unlisted", &[("number", number.into())]));
    }
    lines.extend(report.claim_met.map(|met| {
        context.text(if met {
            "cli-verify-head-found"
        } else {
            "cli-verify-head-missing"
        })
    }));
    lines.join("\n")
}
