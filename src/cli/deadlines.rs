//! `deadlines`: what is due when, to whom, by which way; the longest overdue first.

use clap::Args;

use super::context::Context;
use super::json::DeadlineView;
use super::seen::Seen;
use super::session::Session;
use super::text::{self, Table};
use crate::domain::{Subject, SubjectKind};
use crate::error::{Error, Exit};
use crate::rulebook::{self, Deadline, WorkTime};

/// Which.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[arg(long)]
    all: bool,
    #[arg(long, value_name = "NUMBER")]
    subject: Option<String>,
}

impl Options {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let deadlines = self.of(&mut session)?;
        let seen = session.seen(context);
        let mut deadlines = seen.watched(deadlines);
        if !self.all {
            deadlines.retain(|deadline| !deadline.standing.is_settled());
        }
        let view = |deadline: &Deadline| DeadlineView::new(deadline, &title(seen, deadline), seen);
        let views: Vec<DeadlineView> = deadlines.iter().map(view).collect();
        context.answer(&views, || self.text(seen, &deadlines))?;
        Ok(Exit::Done)
    }

    fn of(&self, session: &mut Session) -> Result<Vec<Deadline>, Error> {
        let Some(given) = &self.subject else {
            return Ok(rulebook::deadlines(&session.state, session.now));
        };
        let id = session.number(SubjectKind::Incident, given)?;
        let subject = session.subject(&id)?;
        let (now, work) = (session.now, &WorkTime::of(&session.state));
        let deadlines = match &subject {
            Subject::Incident(incident) => rulebook::with_foreseen(incident, &session.state, now),
            Subject::Call(call) => rulebook::call_deadlines(call, work, now),
            Subject::Warning(warning) => rulebook::warning_deadlines(warning, work, now),
        };
        session.keep(subject);
        Ok(deadlines)
    }

    fn text(&self, seen: Seen<'_>, deadlines: &[Deadline]) -> String {
        if deadlines.is_empty() {
            let key = if self.all {
                "cli-no-deadlines"
            } else {
                "cli-no-open-deadlines"
            };
            return seen.lang.text(key);
        }
        let heads = [
            "cli-number",
            "cli-standing",
            "cli-left",
            "cli-due",
            "cli-duty",
            "cli-to",
            "cli-rule",
            "field-title",
        ];
        let scene = seen.scene();
        let mut table = Table::new(seen.lang, heads);
        for deadline in deadlines {
            let rule = &deadline.rule;
            let duty = format!("{} {}", scene.duty(rule), scene.means(rule.means));
            table.row([
                &deadline.subject.to_string(),
                &seen.lang.text(deadline.standing_key()),
                &text::left(seen, deadline),
                &seen.minute(deadline.due_at),
                &duty,
                &scene.recipient(&deadline.recipient),
                rule.id.as_str(),
                &title(seen, deadline),
            ]);
        }
        let mut lines = vec![table.text()];
        let uncertain = deadlines.iter().filter(|deadline| !deadline.due_certain);
        lines.extend(uncertain.map(|deadline| {
            let rule = &deadline.rule.id;
            let remark = seen.lang.text("deadline-uncertain");
            format!("{} {rule}: {remark}", deadline.subject)
        }));
        lines.join("\n")
    }
}

/// What the subject of a deadline is called.
fn title(seen: Seen<'_>, deadline: &Deadline) -> String {
    let subject = Subject::of(seen.state, &deadline.subject);
    subject.map_or_else(String::new, |subject| text::title(&subject))
}
