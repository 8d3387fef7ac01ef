//! A period: added, given other dates or another level, withdrawn.

use chrono::Datelike;

use super::{Ctx, Sheet, choice, value};
use crate::almanac::Almanac;
use crate::console::form::choice::{Choice, Choosable, Label};
use crate::console::form::input::Input;
use crate::console::form::problem::Fault;
use crate::console::form::{Entry, Form};
use crate::console::wording::{period_name, short_date};
use crate::domain::command::PeriodEntry;
use crate::domain::period::{DutyLevel, Period, PeriodEdit, PeriodId, PeriodKind};
use crate::domain::text::{LINE_MAX, NAME_MAX, PROSE_MAX};
use crate::domain::{Command, Rejection};
use crate::locale::Lang;

/// A new period, or one to change.
pub struct PeriodSheet {
    /// The period to change; `None` adds one.
    pub changes: Option<PeriodId>,
}

/// A period to withdraw.
pub struct WithdrawSheet {
    /// The period.
    pub period: PeriodId,
}

/// The level is its kind's, whatever that is set to.
const OF_KIND: &str = "of-kind";

/// The period as it stands, or as it stood when it was withdrawn: a change brings it back.
fn find(ctx: &Ctx<'_>, id: &PeriodId) -> Option<Period> {
    if let Some(PeriodEdit::Withdrawn { period, .. }) = ctx.state.periods.get(id) {
        return Some(period.clone());
    }
    ctx.almanac(|almanac: &Almanac<'_>| almanac.period(id))
}

fn known(ctx: &Ctx<'_>, id: &PeriodId) -> Result<Period, Fault> {
    find(ctx, id).ok_or_else(|| Fault {
        field: None,
        problem: Rejection::UnknownPeriod {
            period: id.to_string(),
        }
        .into(),
    })
}

fn level(chosen: Option<DutyLevel>) -> Entry {
    let of_kind = Choosable::new(OF_KIND, Label::key("form-level-of-kind"));
    let levels = DutyLevel::ALL.map(|level| {
        let label = Label::key(format!("duty-level-{}", level.name()));
        Choosable::new(level.name(), label)
    });
    let options = std::iter::once(of_kind).chain(levels).collect();
    let chosen = chosen.map_or(OF_KIND, DutyLevel::name);
    let choice = Input::Choice(Choice::new(options, chosen));
    Entry::called("level", Label::key("form-label-level"), choice)
}

impl Sheet for PeriodSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let period = self.changes.as_ref().and_then(|id| find(ctx, id));
        let name = period.as_ref().map_or("", |period| period.name.as_str());
        let source = period.as_ref().map_or("", |period| period.source.as_str());
        let kind = period.as_ref().map_or(PeriodKind::MajorEvent, |p| p.kind);
        let kinds = choice("period", PeriodKind::ALL, PeriodKind::name, kind.name());
        let (first, last) = (
            period.as_ref().map(|period| period.from),
            period.as_ref().map(|period| period.to),
        );
        vec![
            Entry::called(
                "name",
                Label::key("form-label-period-name"),
                Input::line(NAME_MAX).with(name),
            ),
            Entry::called("kind", Label::key("form-label-period-kind"), kinds),
            Entry::new("first-day", Input::day(first)),
            Entry::new("last-day", Input::day(last)),
            level(period.as_ref().and_then(|period| period.level)),
            Entry::called(
                "source",
                Label::key("form-label-source"),
                Input::line(LINE_MAX).with(source),
            ),
        ]
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        if let Some(id) = &self.changes {
            known(ctx, id)?;
        }
        let name = form.filled("name")?;
        let from = form.needed_day("first-day")?;
        let to = match form.text("last-day").trim() {
            // One day is the usual case of a new period.
            "" => from,
            _ => form.needed_day("last-day")?,
        };
        let level = DutyLevel::ALL.into_iter();
        let chosen = form.chosen("level");
        let entry = PeriodEntry {
            kind: value(form, "kind", PeriodKind::ALL, PeriodKind::name)?,
            name,
            from,
            to,
            source: form.text("source"),
            level: level.clone().find(|level| level.name() == chosen),
        };
        let id = self.changes.clone();
        Ok(Command::EnterPeriod { id, entry })
    }

    /// What the almanac itself has, where the desk's own dates stand in its place.
    fn aside(&self, _form: &Form, ctx: &Ctx<'_>, lang: Lang) -> Vec<String> {
        let Some(period) = self.changes.as_ref().and_then(|id| find(ctx, id)) else {
            return vec![lang.text("form-period-one-day")];
        };
        vec![in_words(&period, ctx, lang), lang.text("form-period-steps")]
    }
}

impl Sheet for WithdrawSheet {
    fn entries(&self, _ctx: &Ctx<'_>) -> Vec<Entry> {
        vec![Entry::new("reason", Input::area(PROSE_MAX))]
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        Ok(Command::WithdrawPeriod {
            period: known(ctx, &self.period)?,
            reason: form.filled("reason")?,
        })
    }

    fn question(&self, _form: &Form, _ctx: &Ctx<'_>) -> Option<&'static str> {
        Some("form-ask-withdraw-period")
    }

    fn aside(&self, _form: &Form, ctx: &Ctx<'_>, lang: Lang) -> Vec<String> {
        let period = find(ctx, &self.period);
        period
            .map(|period| in_words(&period, ctx, lang))
            .into_iter()
            .collect()
    }
}

/// What a period is called, from when to when, and how sure that is.
fn in_words(period: &Period, ctx: &Ctx<'_>, lang: Lang) -> String {
    let year = ctx.moment().today().year();
    let values = [
        ("name", period_name(period, lang)),
        ("from", short_date(period.from, year)),
        ("to", short_date(period.to, year)),
        (
            "status",
            lang.text(&format!("status-{}", period.status.name())),
        ),
    ];
    let values: Vec<_> = values
        .into_iter()
        .map(|(name, value)| (name, value.into()))
        .collect();
    lang.say("form-period-as-it-stands", &values)
}
