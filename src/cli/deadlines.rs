//! `deadlines`: what is due when, to whom, by which way: one line a duty for people, in the order they
//! press; one object a recipient for scripts, the longest overdue first.

use clap::Args;

use super::context::Context;
use super::json::DeadlineView;
use super::seen::Seen;
use super::session::Session;
use super::text::{self, Table};
use crate::console::marks;
use crate::domain::{Subject, SubjectKind};
use crate::error::{Error, Exit};
use crate::rulebook::{self, Deadline, DutyRow, WorkTime};

/// Cells the recipients take at most.
const MARKS_MAX: usize = 40;

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
        let deadlines = seen.watched(deadlines);
        let asked = |deadline: &&Deadline| self.all || !deadline.standing.is_settled();
        let view = |deadline: &Deadline| DeadlineView::new(deadline, &title(seen, deadline), seen);
        let views: Vec<DeadlineView> = deadlines.iter().filter(asked).map(view).collect();
        context.answer(&views, || self.text(seen, deadlines))?;
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

    /// One line a duty, its recipients as marks; the rules that ask it, the strictest first.
    fn text(&self, seen: Seen<'_>, deadlines: Vec<Deadline>) -> String {
        let mut rows = rulebook::duty_rows(rulebook::lines(deadlines), seen.now);
        rows.retain(|row| self.all || row.is_open());
        if rows.is_empty() {
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
        for row in &rows {
            let deadline = row.head();
            table.row([
                &deadline.subject.to_string(),
                &seen.lang.text(deadline.standing_key()),
                &text::left(seen, deadline),
                &seen.minute(deadline.due_at),
                &scene.asked(&deadline.rule),
                &marks::fit(row, &scene, MARKS_MAX),
                &rules(row).join(","),
                &title(seen, deadline),
            ]);
        }
        let mut lines = vec![table.text()];
        let uncertain = rows.iter().filter(|row| !row.head().due_certain);
        lines.extend(uncertain.map(|row| {
            let rule = &row.head().rule.id;
            let remark = seen.lang.text("deadline-uncertain");
            format!("{} {rule}: {remark}", row.key.subject)
        }));
        lines.join("\n")
    }
}

/// The rules that ask for a row, the strictest first.
fn rules(row: &DutyRow) -> Vec<String> {
    let mut rules: Vec<String> = Vec::new();
    let strictest = row.deadlines();
    let beneath = row.lines().iter().flat_map(|line| &line.beneath);
    for deadline in strictest.chain(beneath) {
        let rule = deadline.rule.id.to_string();
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    rules
}

/// What the subject of a deadline is called.
fn title(seen: Seen<'_>, deadline: &Deadline) -> String {
    let subject = Subject::of(seen.state, &deadline.subject);
    subject.map_or_else(String::new, |subject| text::title(&subject))
}
