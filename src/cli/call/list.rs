//! `call list`: calls nobody has judged, or all there ever were.

use clap::Args;

use crate::cli::context::Context;
use crate::cli::json::{CallView, outcome};
use crate::cli::listing::Which;
use crate::cli::seen::Seen;
use crate::cli::session::Session;
use crate::cli::text::{self, Table};
use crate::domain::call::Call;
use crate::domain::{Subject, SubjectKind};
use crate::error::{Error, Exit};

/// Which.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[command(flatten)]
    which: Which,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let open = |session: &Session| {
            let open = session.state.untriaged();
            open.map(|one| Subject::Call(Box::new(one.clone())))
                .collect()
        };
        let listed = self.which.of(&mut session, SubjectKind::Call, open)?;
        let calls: Vec<&Call> = listed.subjects.iter().filter_map(call).collect();
        let seen = session.seen(context);
        let views: Vec<_> = calls
            .iter()
            .map(|call| CallView::brief(call, seen))
            .collect();
        context.answer(&views, || self.text(seen, &calls))?;
        listed.tell_cut(context);
        Ok(Exit::Done)
    }

    fn text(&self, seen: Seen<'_>, found: &[&Call]) -> String {
        if found.is_empty() {
            return seen.lang.text(if self.which.is_of_open() {
                "cli-no-open-calls"
            } else {
                "cli-no-calls"
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

fn call(subject: &Subject) -> Option<&Call> {
    match subject {
        Subject::Call(call) => Some(call),
        Subject::Incident(_) | Subject::Warning(_) => None,
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
