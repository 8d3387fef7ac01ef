//! `settings show|set`: what the desk set for itself. A setting is shown under the name by which it
//! is set.

use std::collections::BTreeMap;

use chrono::NaiveTime;
use clap::{Args, Subcommand};

use super::context::Context;
use super::json::Done;
use super::session::Session;
use crate::domain::Command as Wish;
use crate::domain::period::{DutyLevel, PeriodKind};
use crate::domain::setting::{LevelDemand, Settings};
use crate::error::{Error, Exit};
use crate::intake::warning::area_names;

/// Takes a list of the keeper's own back.
const BUILT_IN: &str = "default";

/// How an hour is written.
const HOUR: &str = "%H:%M";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Show,
    Set(Set),
}

/// Which setting, and what it shall be.
#[derive(Debug, Args)]
pub(super) struct Set {
    #[arg(value_name = "KEY")]
    key: String,
    #[arg(value_name = "VALUE")]
    value: String,
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        match self {
            Self::Show => show(context),
            Self::Set(options) => options.run(context),
        }
    }
}

impl Set {
    fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let mut settings = session.state.settings.clone();
        let (key, value) = (self.key.trim(), self.value.trim());
        if !told(&settings).contains_key(key) {
            return Err(Error::refused("cli-setting").with("given", key));
        }
        change(&mut settings, key, value).ok_or_else(|| {
            Error::refused("cli-setting-value")
                .with("key", key)
                .with("given", value)
        })?;
        let shown = told(&settings).remove(key).unwrap_or_default();
        let settings = Box::new(settings);
        let receipt = session.perform(Wish::ChangeSettings { settings })?;
        context.answer(&Done::from(&receipt), || format!("{key} = {shown}"))?;
        Ok(Exit::Done)
    }
}

fn show(context: &Context) -> Result<Exit, Error> {
    let session = Session::begin(context)?;
    let told = told(&session.state.settings);
    context.answer(&told, || {
        let lines = told.iter().map(|(key, value)| format!("{key} = {value}"));
        lines.collect::<Vec<_>>().join("\n")
    })?;
    Ok(Exit::Done)
}

fn told(settings: &Settings) -> BTreeMap<String, String> {
    let hour = |at: NaiveTime| at.format(HOUR).to_string();
    let hours = settings.office_hours.iter();
    let hours = hours.map(|(from, to)| format!("{}-{}", hour(*from), hour(*to)));
    let mut told = BTreeMap::from([
        (
            "office-hours".to_owned(),
            hours.collect::<Vec<_>>().join(","),
        ),
        ("zero-report-at".to_owned(), hour(settings.zero_report_at)),
        ("step-due-at".to_owned(), hour(settings.step_due_at)),
        (
            "warning-age-hours".to_owned(),
            settings.warning_age_hours.to_string(),
        ),
        ("district-code".to_owned(), settings.district_code.clone()),
        ("area-names".to_owned(), area_names(settings).join(",")),
    ]);
    let vigil = &settings.vigil;
    let hours = format!("{}-{}", hour(vigil.from), hour(vigil.to));
    told.insert("vigil.minutes".to_owned(), vigil.minutes.to_string());
    told.insert("vigil.level".to_owned(), vigil.level.name().to_owned());
    told.insert("vigil.hours".to_owned(), hours);
    for kind in PeriodKind::ALL {
        let level = settings.levels.get(&kind).copied().unwrap_or_default();
        told.insert(format!("level.{}", kind.name()), level.name().to_owned());
    }
    for (level, demand) in &settings.demands {
        for (name, value) in demanded(demand) {
            told.insert(format!("demand.{}.{name}", level.name()), value);
        }
    }
    told
}

fn demanded(demand: &LevelDemand) -> [(&'static str, String); 5] {
    [
        ("leaders", demand.leaders.to_string()),
        ("staff", demand.staff.to_string()),
        ("check-in-min", demand.check_in_min.to_string()),
        ("zero-report", demand.zero_report.to_string()),
        ("soon-percent", demand.soon_percent.to_string()),
    ]
}

/// Changes one; nothing where the value is none of those it may have.
fn change(settings: &mut Settings, key: &str, value: &str) -> Option<()> {
    let parts: Vec<&str> = key.split('.').collect();
    match parts.as_slice() {
        ["office-hours"] => settings.office_hours = office_hours(value)?,
        ["zero-report-at"] => settings.zero_report_at = hour(value)?,
        ["step-due-at"] => settings.step_due_at = hour(value)?,
        ["warning-age-hours"] => settings.warning_age_hours = value.parse().ok()?,
        ["area-names"] if value == BUILT_IN => settings.area_names.clear(),
        ["area-names"] => {
            let given = names(value)?;
            // The names that are built in are the default, however they are written.
            let is_built_in = given == area_names(&Settings::default());
            settings.area_names = if is_built_in { Vec::new() } else { given };
        }
        ["district-code"] => value.clone_into(&mut settings.district_code),
        ["vigil", "minutes"] => settings.vigil.minutes = value.parse().ok()?,
        ["vigil", "level"] => settings.vigil.level = level(value)?,
        ["vigil", "hours"] => {
            let (from, to) = value.split_once('-')?;
            (settings.vigil.from, settings.vigil.to) = (hour(from)?, hour(to)?);
        }
        ["level", kind] => {
            let kind = PeriodKind::ALL
                .into_iter()
                .find(|one| one.name() == *kind)?;
            settings.levels.insert(kind, level(value)?);
        }
        ["demand", of, name] => {
            let demand = settings.demands.get_mut(&level(of)?)?;
            match *name {
                "leaders" => demand.leaders = value.parse().ok()?,
                "staff" => demand.staff = value.parse().ok()?,
                "check-in-min" => demand.check_in_min = value.parse().ok()?,
                "zero-report" => demand.zero_report = value.parse().ok()?,
                "soon-percent" => demand.soon_percent = percent(value)?,
                _ => return None,
            }
        }
        _ => return None,
    }
    Some(())
}

/// Names parted by commas; each once.
fn names(value: &str) -> Option<Vec<String>> {
    let mut names: Vec<String> = Vec::new();
    for name in value.split([',', '，', '、']).map(str::trim) {
        if !name.is_empty() && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    (!names.is_empty()).then_some(names)
}

fn level(name: &str) -> Option<DutyLevel> {
    DutyLevel::ALL
        .into_iter()
        .find(|level| level.name() == name)
}

fn percent(value: &str) -> Option<u32> {
    value.parse().ok().filter(|percent| *percent <= 100)
}

fn hour(value: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(value.trim(), HOUR).ok()
}

fn office_hours(value: &str) -> Option<Vec<(NaiveTime, NaiveTime)>> {
    let spans = value.split([',', '，']);
    spans
        .map(|span| {
            let (from, to) = span.split_once('-')?;
            Some((hour(from)?, hour(to)?))
        })
        .collect()
}
