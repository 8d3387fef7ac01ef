//! `period add|change|withdraw`: what the desk says of periods.

use chrono::NaiveDate;
use clap::Args;

use crate::almanac::{Almanac, Calendar};
use crate::cli::context::Context;
use crate::cli::given;
use crate::cli::json::{Done, PeriodView};
use crate::cli::session::{Session, unexpected};
use crate::cli::values::one_of;
use crate::domain::command::PeriodEntry;
use crate::domain::period::{DutyLevel, Period, PeriodEdit, PeriodId, PeriodKind};
use crate::domain::{Command, Event, Rejection};
use crate::error::{Error, Exit};
use crate::link::wire::{Query, Receipt, Reply};

/// What a period is.
#[derive(Debug, Args)]
pub(in crate::cli) struct Add {
    #[arg(long, value_name = "NAME")]
    name: String,
    #[arg(long, value_name = "KIND", value_parser = one_of(&PeriodKind::ALL, PeriodKind::name))]
    kind: PeriodKind,
    #[arg(long, value_name = "DATE")]
    from: String,
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    #[arg(long, value_name = "LEVEL", value_parser = one_of(&DutyLevel::ALL, DutyLevel::name))]
    level: Option<DutyLevel>,
    #[arg(long, value_name = "TEXT", default_value = "")]
    source: String,
}

/// Which period, and what is different.
#[derive(Debug, Args)]
pub(in crate::cli) struct Change {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[arg(long, value_name = "KIND", value_parser = one_of(&PeriodKind::ALL, PeriodKind::name))]
    kind: Option<PeriodKind>,
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    #[arg(long, value_name = "LEVEL", value_parser = one_of(&NewLevel::ALL, NewLevel::name))]
    level: Option<NewLevel>,
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
}

/// The level a change may give: one of its own, or that of its kind again.
#[derive(Debug, Clone, Copy)]
enum NewLevel {
    Own(DutyLevel),
    OfKind,
}

impl NewLevel {
    const ALL: [Self; 4] = [
        Self::Own(DutyLevel::Normal),
        Self::Own(DutyLevel::Strengthened),
        Self::Own(DutyLevel::Highest),
        Self::OfKind,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Own(level) => level.name(),
            Self::OfKind => "kind",
        }
    }
}

/// Which period, and why.
#[derive(Debug, Args)]
pub(in crate::cli) struct Withdraw {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
}

impl Add {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let from = given::day(&self.from, given::today(&session))?;
        let entry = PeriodEntry {
            kind: self.kind,
            name: self.name,
            from,
            to: day_or(&session, self.to.as_deref(), from)?,
            source: self.source,
            level: self.level,
        };
        let receipt = session.perform(Command::EnterPeriod { id: None, entry })?;
        let period = entered(&mut session, &receipt)?;
        tell(context, &mut session, &period, |view| view.id.clone())
    }
}

impl Change {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let known = find(&session, &self.id)?;
        let entry = PeriodEntry {
            kind: self.kind.unwrap_or(known.kind),
            name: self.name.unwrap_or(known.name),
            from: day_or(&session, self.from.as_deref(), known.from)?,
            to: day_or(&session, self.to.as_deref(), known.to)?,
            source: self.source.unwrap_or(known.source),
            level: match self.level {
                None => known.level,
                Some(NewLevel::OfKind) => None,
                Some(NewLevel::Own(level)) => Some(level),
            },
        };
        let id = Some(known.id);
        let receipt = session.perform(Command::EnterPeriod { id, entry })?;
        let period = entered(&mut session, &receipt)?;
        tell(context, &mut session, &period, |view| {
            context.say(
                "cli-period-changed",
                &[("line", view.line(context.lang()).into())],
            )
        })
    }
}

impl Withdraw {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let period = find(&session, &self.id)?;
        let name = period.name.clone();
        let receipt = session.perform(Command::WithdrawPeriod {
            period,
            reason: self.reason,
        })?;
        context.answer(&Done::from(&receipt), || {
            context.say("cli-period-withdrawn", &[("name", name.into())])
        })?;
        Ok(Exit::Done)
    }
}

fn day_or(
    session: &Session,
    typed: Option<&str>,
    otherwise: NaiveDate,
) -> Result<NaiveDate, Error> {
    match typed {
        Some(typed) => given::day(typed, given::today(session)),
        None => Ok(otherwise),
    }
}

/// The period of that name, or as it stood when it was withdrawn: a change brings it back.
fn find(session: &Session, id: &str) -> Result<Period, Error> {
    let calendar = Calendar::new(&session.state.calendars);
    let almanac = Almanac::of(&session.state, &calendar, session.now);
    let id = PeriodId(id.trim().to_owned());
    if let Some(PeriodEdit::Withdrawn { period, .. }) = session.state.periods.get(&id) {
        return Ok(period.clone());
    }
    almanac.period(&id).ok_or_else(|| {
        let period = id.to_string();
        Rejection::UnknownPeriod { period }.into()
    })
}

/// The period as it was recorded: the entry says which name it was given.
fn entered(session: &mut Session, receipt: &Receipt) -> Result<Period, Error> {
    let query = Query::Entries {
        after: receipt.last_seq.saturating_sub(1),
        limit: 1,
    };
    let Reply::Entries(entries) = session.client.ask(query)? else {
        return Err(unexpected());
    };
    let entry = entries.first().and_then(|sealed| sealed.open().ok());
    match entry.map(|entry| entry.event) {
        Some(Event::PeriodEntered { period }) => Ok(period),
        _ => Err(unexpected()),
    }
}

fn tell(
    context: &Context,
    session: &mut Session,
    period: &Period,
    text: impl FnOnce(&PeriodView) -> String,
) -> Result<Exit, Error> {
    session.refresh()?;
    let calendar = Calendar::new(&session.state.calendars);
    let almanac = Almanac::of(&session.state, &calendar, session.now);
    let view = PeriodView::new(period, &almanac, context.lang());
    context.answer(&view, || text(&view))?;
    Ok(Exit::Done)
}
