//! A period in which the watch is tightened.

use chrono::NaiveDate;
use serde::Serialize;

use crate::almanac::Almanac;
use crate::almanac::periods::level_of;
use crate::almanac::rule::english;
use crate::domain::period::Period;
use crate::locale::Lang;

#[derive(Debug, Serialize)]
pub(in crate::cli) struct PeriodView {
    pub(in crate::cli) id: String,
    pub(in crate::cli) kind: &'static str,
    pub(in crate::cli) name: String,
    pub(in crate::cli) from: NaiveDate,
    pub(in crate::cli) to: NaiveDate,
    /// How sure its dates are.
    pub(in crate::cli) status: &'static str,
    source: String,
    /// How tight it makes the watch.
    pub(in crate::cli) level: &'static str,
    /// Whether its dates depend on no notice that is not loaded.
    pub(in crate::cli) notice_loaded: bool,
    /// Why it was withdrawn; null of one that stands.
    pub(in crate::cli) withdrawn: Option<String>,
}

impl PeriodView {
    pub(in crate::cli) fn new(period: &Period, almanac: &Almanac<'_>, lang: Lang) -> Self {
        Self {
            id: period.id.to_string(),
            kind: period.kind.name(),
            name: period_name(period, lang),
            from: period.from,
            to: period.to,
            status: period.status.name(),
            source: period.source.clone(),
            level: level_of(period, almanac.settings).name(),
            notice_loaded: almanac.dates_settled(period),
            withdrawn: None,
        }
    }

    pub(in crate::cli) fn withdrawn(
        period: &Period,
        reason: &str,
        almanac: &Almanac<'_>,
        lang: Lang,
    ) -> Self {
        Self {
            withdrawn: Some(reason.to_owned()),
            ..Self::new(period, almanac, lang)
        }
    }

    /// In one line: what, from when to when, of which kind, how sure.
    pub(in crate::cli) fn line(&self, lang: Lang) -> String {
        let kind = lang.text(&format!("period-{}", self.kind));
        let level = lang.text(&format!("duty-level-{}", self.level));
        let status = lang.text(&format!("status-{}", self.status));
        let span = format!("{} – {}", self.from, self.to);
        [
            self.name.clone(),
            span,
            kind,
            level,
            status,
            self.id.clone(),
        ]
        .join("  ")
    }
}

/// What a period is called; those of the almanac have an English name too.
pub(in crate::cli) fn period_name(period: &Period, lang: Lang) -> String {
    let english = (lang == Lang::En).then(|| english(&period.id)).flatten();
    english.unwrap_or(&period.name).to_owned()
}
