//! `almanac month`: the days of a month, one a line.

use clap::Args;

use super::ground::Ground;
use crate::cli::context::Context;
use crate::cli::given;
use crate::cli::json::DayView;
use crate::cli::text::Table;
use crate::error::{Error, Exit};
use crate::locale::Lang;

/// Which month.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(value_name = "YYYY-MM")]
    month: Option<String>,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let ground = Ground::of(context)?;
        let almanac = ground.almanac();
        let this_month = ground.today().format("%Y-%m").to_string();
        let (year, month) = given::month(self.month.as_deref().unwrap_or(&this_month))?;
        let days = almanac.calendar.month(year, month);
        let view = |day| DayView::new(&almanac, ground.name(), day, context.lang());
        let views: Vec<DayView> = days.iter().map(view).collect();
        context.answer(&views, || {
            ground.told(text(&views, context.lang()), context.lang())
        })?;
        Ok(Exit::Done)
    }
}

fn text(days: &[DayView], lang: Lang) -> String {
    let heads = [
        "cli-day-date",
        "cli-day-weekday",
        "cli-day-kind",
        "cli-day-lunar",
        "cli-day-duty",
        "cli-day-what",
    ];
    let mut table = Table::new(lang, heads);
    for day in days {
        let what = [day.name.clone(), day.solar_term.clone()].into_iter();
        let mut what: Vec<String> = what.flatten().collect();
        let periods = day.periods.iter().map(|period| period.name.clone());
        what.extend(periods.filter(|name| day.name.as_ref() != Some(name)));
        table.row([
            &day.date.to_string(),
            &lang.text(&format!("weekday-{}", day.weekday)),
            &lang.text(&format!("day-{}", day.kind)),
            day.lunar.as_deref().unwrap_or_default(),
            &lang.text(&format!("duty-level-{}", day.duty_level)),
            &what.join(" "),
        ]);
    }
    let mut lines = vec![table.text()];
    let mut notices: Vec<String> = days.iter().filter_map(|day| day.notice.clone()).collect();
    notices.dedup();
    lines.extend(notices);
    lines.join("\n")
}
