//! `almanac day`: all about one day.

use clap::Args;

use super::ground::Ground;
use crate::cli::context::Context;
use crate::cli::given;
use crate::cli::json::DayView;
use crate::error::{Error, Exit};
use crate::locale::Lang;

/// Which day.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(value_name = "DATE")]
    date: Option<String>,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let ground = Ground::of(context)?;
        let almanac = ground.almanac();
        let today = ground.today();
        let asked = self.date.as_deref();
        let date = asked.map_or(Ok(today), |date| given::day(date, today))?;
        let view = DayView::new(
            &almanac,
            ground.name(),
            &almanac.calendar.day(date),
            context.lang(),
        );
        context.answer(&view, || {
            ground.told(text(&view, context.lang()), context.lang())
        })?;
        Ok(Exit::Done)
    }
}

fn text(view: &DayView, lang: Lang) -> String {
    let weekday = lang.text(&format!("weekday-{}", view.weekday));
    let kind = lang.text(&format!("day-{}", view.kind));
    let head = [
        view.date.to_string(),
        weekday,
        kind,
        view.name.clone().unwrap_or_default(),
        view.lunar.clone().unwrap_or_default(),
        view.solar_term.clone().unwrap_or_default(),
    ];
    let head: Vec<String> = head.into_iter().filter(|part| !part.is_empty()).collect();
    let level = lang.text(&format!("duty-level-{}", view.duty_level));
    let mut lines = vec![head.join("  ")];
    lines.extend(view.notice.clone());
    lines.push(lang.say("cli-day-level", &[("level", level.into())]));
    for period in &view.periods {
        lines.push(format!("  {}", period.line(lang)));
    }
    lines.join("\n")
}
