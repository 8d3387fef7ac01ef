//! `period list`: the periods of a span of days, those of a year to come if none is named.

use chrono::{Days, NaiveDate};
use clap::Args;

use crate::almanac::{Almanac, Calendar};
use crate::cli::context::Context;
use crate::cli::given;
use crate::cli::json::PeriodView;
use crate::cli::session::Session;
use crate::cli::text::Table;
use crate::domain::period::PeriodEdit;
use crate::error::{Error, Exit};
use crate::locale::Lang;

/// Days a list reaches ahead where no last day is named.
const DAYS_AHEAD: u64 = 365;

/// Which.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
    #[arg(long)]
    all: bool,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let session = Session::begin(context)?;
        let today = given::today(&session);
        let from = match &self.from {
            Some(given) => given::day(given, today)?,
            None => today,
        };
        let to = match &self.to {
            Some(given) => given::day(given, today)?,
            None => from.checked_add_days(Days::new(DAYS_AHEAD)).unwrap_or(from),
        };
        let calendar = Calendar::new(&session.state.calendars);
        let almanac = Almanac::of(&session.state, &calendar, session.now);
        let views = self.views(&almanac, from, to, context.lang());
        context.answer(&views, || text(&views, context.lang()))?;
        Ok(Exit::Done)
    }

    fn views(
        &self,
        almanac: &Almanac<'_>,
        from: NaiveDate,
        to: NaiveDate,
        lang: Lang,
    ) -> Vec<PeriodView> {
        let standing = almanac.periods(from, to).into_iter();
        let standing = standing.map(|period| PeriodView::new(&period, almanac, lang));
        let mut views: Vec<PeriodView> = standing.collect();
        if self.all {
            views.extend(almanac.edits.values().filter_map(|edit| match edit {
                PeriodEdit::Withdrawn { period, reason }
                    if period.from <= to && from <= period.to =>
                {
                    Some(PeriodView::withdrawn(period, reason, almanac, lang))
                }
                _ => None,
            }));
            views.sort_by(|a, b| (a.from, a.to, &a.id).cmp(&(b.from, b.to, &b.id)));
        }
        views
    }
}

fn text(periods: &[PeriodView], lang: Lang) -> String {
    if periods.is_empty() {
        return lang.text("cli-no-periods");
    }
    let heads = [
        "cli-period-name",
        "cli-period-from",
        "cli-period-to",
        "cli-period-kind",
        "cli-day-duty",
        "cli-period-status",
        "cli-period-id",
    ];
    let mut table = Table::new(lang, heads);
    for period in periods {
        let status = match &period.withdrawn {
            Some(reason) => lang.say("cli-period-withdrawn-why", &[("reason", reason.into())]),
            None if !period.notice_loaded => lang.text("cli-notice-not-loaded"),
            None => lang.text(&format!("status-{}", period.status)),
        };
        table.row([
            &period.name,
            &period.from.to_string(),
            &period.to.to_string(),
            &lang.text(&format!("period-{}", period.kind)),
            &lang.text(&format!("duty-level-{}", period.level)),
            &status,
            &period.id,
        ]);
    }
    table.text()
}
