//! `call list`: calls nobody has judged, or all there ever were.

use clap::Args;

use crate::cli::context::Context;
use crate::cli::json::{CallView, outcome};
use crate::cli::seen::Seen;
use crate::cli::session::Session;
use crate::cli::text::{self, Table};
use crate::domain::call::Call;
use crate::domain::{Subject, SubjectKind};
use crate::error::{Error, Exit};

/// Which.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(long)]
    all: bool,
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let found = self.found(&mut session)?;
        let seen = session.seen(context);
        let views: Vec<_> = found
            .iter()
            .map(|call| CallView::brief(call, seen))
            .collect();
        context.answer(&views, || self.text(seen, &found))?;
        Ok(Exit::Done)
    }

    /// Newest first.
    fn found(&self, session: &mut Session) -> Result<Vec<Call>, Error> {
        let limit = self.limit.unwrap_or(usize::MAX);
        if !self.all {
            let mut open: Vec<Call> = session.state.untriaged().cloned().collect();
            open.reverse();
            open.truncate(limit);
            return Ok(open);
        }
        let found = session.subjects(SubjectKind::Call, limit)?.into_iter();
        let calls = found.filter_map(|subject| match subject {
            Subject::Call(call) => Some(*call),
            _ => None,
        });
        Ok(calls.collect())
    }

    fn text(&self, seen: Seen<'_>, found: &[Call]) -> String {
        if found.is_empty() {
            return seen.lang.text(if self.all {
                "cli-no-calls"
            } else {
                "cli-no-open-calls"
            });
        }
        let heads = [
            "cli-number",
            "field-received",
            "cli-channel",
            "field-from",
            "cli-outcome",
            "field-about",
        ];
        let mut table = Table::new(seen.lang, heads);
        for call in found {
            let outcome = outcome_text(seen, call);
            let source = seen
                .lang
                .text(&format!("source-{}", call.facts.channel.name()));
            let from = text::personal(seen, &call.facts.from);
            let received = seen.minute(call.facts.received);
            let about = text::first_line(&call.facts.about);
            table.row([
                &call.id.to_string(),
                &received,
                &source,
                &from,
                &outcome,
                about,
            ]);
        }
        table.text()
    }
}

/// What became of it; while nothing has, how long there is.
fn outcome_text(seen: Seen<'_>, call: &Call) -> String {
    if let Some((_, triage)) = &call.triage {
        return seen.lang.text(&format!("triage-{}", outcome(triage)));
    }
    let left = text::next_left(seen, &seen.of_call(call));
    format!("{} {left}", seen.lang.text("triage-none"))
}
