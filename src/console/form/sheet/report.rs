//! A report that was sent. Kind, way and recipients are what the next open deadline asks, until
//! the officer says otherwise.

use chrono::{DateTime, Utc};

use super::addressee::addressees;
use super::{Ctx, Sheet, choice, is_yes, value, yes_or_no};
use crate::console::form::choice::Label;
use crate::console::form::input::Input;
use crate::console::form::problem::{Fault, Problem};
use crate::console::form::{Entry, Form};
use crate::domain::duty::{answers, carries, is_reported};
use crate::domain::report::{Channel, ReportKind, ReportSent};
use crate::domain::rule::{Duty, Means, Recipient};
use crate::domain::text::{LINE_MAX, WORDS_MAX};
use crate::domain::{Command, RecipientId, Rejection, SubjectId};
use crate::locale::Lang;
use crate::rulebook::{Deadline, WorkTime, incident_deadlines, incident_foreseen};

/// The form.
pub struct ReportSheet {
    /// The incident.
    pub incident: SubjectId,
}

impl Sheet for ReportSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let next = open_reports(ctx, &self.incident).into_iter().next();
        let kind = next.as_ref().map_or(ReportKind::FollowUp, kind_for);
        let channel = match next.as_ref().map(|deadline| deadline.rule.means) {
            // Where any way will do, the telephone is the quickest.
            Some(Means::Phone | Means::Any) => Channel::Phone,
            Some(Means::Written | Means::Desk) | None => Channel::Network,
        };
        let to = waiting(ctx, &self.incident, kind, channel);
        report_entries(
            ctx,
            &self.incident,
            &ReportSent {
                kind,
                channel,
                to,
                at: ctx.this_minute(),
                receiver: String::new(),
                acknowledged: false,
                signatory: String::new(),
                text: String::new(),
            },
        )
    }

    fn changed(&self, form: &mut Form, name: &str, ctx: &Ctx<'_>) {
        if !matches!(name, "kind" | "channel") {
            return;
        }
        let kind = value(form, "kind", ReportKind::ALL, ReportKind::name);
        let channel = value(form, "channel", Channel::ALL, Channel::name);
        if let (Ok(kind), Ok(channel)) = (kind, channel) {
            let waiting = waiting(ctx, &self.incident, kind, channel);
            let names: Vec<String> = waiting.iter().map(ToString::to_string).collect();
            if let Some(Input::Ticks(ticks)) = form.entry_mut("to").map(|entry| &mut entry.input) {
                ticks.tick_only(&names);
            }
        }
    }

    /// The numbers to call, of those who are to be told by telephone.
    fn aside(&self, form: &Form, ctx: &Ctx<'_>, lang: Lang) -> Vec<String> {
        if form.chosen("channel") != Channel::Phone.name() {
            return Vec::new();
        }
        let ticked = form.ticked("to");
        let called = ctx.state.rules.recipients.iter().filter(|recipient| {
            !recipient.phone.is_empty() && ticked.contains(&recipient.id.as_str())
        });
        let line = |recipient: &Recipient| {
            let name = match lang {
                Lang::Zh => &recipient.zh,
                Lang::En => &recipient.en,
            };
            format!("{name} {}", recipient.phone)
        };
        called.map(line).collect()
    }

    fn command(&self, form: &Form, _ctx: &Ctx<'_>) -> Result<Command, Fault> {
        Ok(Command::FileReport {
            incident: self.incident.clone(),
            sent: Box::new(sent(form)?),
        })
    }
}

/// The fields of a report, filled in as it was sent.
pub(super) fn report_entries(ctx: &Ctx<'_>, id: &SubjectId, sent: &ReportSent) -> Vec<Entry> {
    let called = |name, key: &str, input| Entry::called(name, Label::key(key), input);
    let signatory = Input::name(ctx.leaders()).with(&sent.signatory);
    vec![
        called(
            "kind",
            "form-label-kind",
            choice(
                "report",
                ReportKind::ALL,
                ReportKind::name,
                sent.kind.name(),
            ),
        ),
        called(
            "channel",
            "form-label-way",
            choice("channel", Channel::ALL, Channel::name, sent.channel.name()),
        ),
        called("to", "form-label-to", addressees(ctx, id, &sent.to)),
        Entry::new("sent", Input::time(sent.at, ctx.moment())),
        Entry::new("receiver", Input::line(LINE_MAX).with(&sent.receiver)),
        called(
            "acknowledged",
            "form-label-acknowledged",
            yes_or_no(sent.acknowledged),
        ),
        Entry::new("signatory", signatory),
        Entry::new("words", Input::area(WORDS_MAX).with(&sent.text)),
    ]
}

/// The report the answers describe.
pub(super) fn sent(form: &Form) -> Result<ReportSent, Fault> {
    let channel = value(form, "channel", Channel::ALL, Channel::name)?;
    let to: Vec<RecipientId> = form.ticked("to").into_iter().map(Into::into).collect();
    if to.is_empty() {
        return Err(Fault::at("to", Rejection::NoRecipient.into()));
    }
    let signatory = form.text("signatory");
    if channel.is_written() && signatory.trim().is_empty() {
        return Err(Fault::at(
            "signatory",
            Problem::from(Rejection::NoSignatory),
        ));
    }
    Ok(ReportSent {
        kind: value(form, "kind", ReportKind::ALL, ReportKind::name)?,
        channel,
        to,
        at: form.needed_time("sent")?,
        receiver: form.text("receiver"),
        acknowledged: is_yes(form, "acknowledged"),
        signatory,
        text: form.text("words"),
    })
}

/// The open deadlines a report could meet, the most pressing first.
fn open_reports(ctx: &Ctx<'_>, id: &SubjectId) -> Vec<Deadline> {
    let Some(incident) = ctx.incident(id) else {
        return Vec::new();
    };
    let mut open = incident_deadlines(incident, &WorkTime::of(ctx.state), ctx.now);
    // Whoever would have to be told if it were serious may be told before that is known.
    open.extend(incident_foreseen(incident, ctx.state, ctx.now));
    open.sort_by_key(|deadline| deadline.due_at);
    open.retain(|deadline| !deadline.standing.is_settled() && is_reported(deadline.rule.duty));
    open
}

/// Who waits for a report of that kind by that way.
fn waiting(ctx: &Ctx<'_>, id: &SubjectId, kind: ReportKind, channel: Channel) -> Vec<RecipientId> {
    let mut waiting: Vec<(DateTime<Utc>, RecipientId)> = open_reports(ctx, id)
        .into_iter()
        .filter(|deadline| {
            // A notice is answered by any report, and still is proposed for its own sake.
            let rule = &deadline.rule;
            let own = rule.duty != Duty::Notice || kind == ReportKind::Notice;
            own && answers(rule.duty, deadline.change, kind) && carries(rule.means, channel)
        })
        .map(|deadline| (deadline.due_at, deadline.recipient))
        .collect();
    waiting.dedup_by(|a, b| a.1 == b.1);
    waiting.into_iter().map(|(_, to)| to).collect()
}

fn kind_for(deadline: &Deadline) -> ReportKind {
    match deadline.rule.duty {
        Duty::FollowUp | Duty::Monitor => ReportKind::FollowUp,
        Duty::Final => ReportKind::Final,
        Duty::Investigation => ReportKind::Investigation,
        Duty::Notice => ReportKind::Notice,
        Duty::Propose => ReportKind::Proposal,
        _ => ReportKind::Initial,
    }
}
