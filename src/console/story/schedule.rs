//! What happened to warnings, to periods and their steps, to the calendar and the settings.

use crate::almanac::step::StepSpec;
use crate::console::scene::Scene;
use crate::console::wording::{period_name, period_span};
use crate::domain::Event;
use crate::domain::period::{Period, StepDone, StepId};
use crate::domain::warning::{WarningFacts, WarningStatus};
use crate::locale::Lang;

/// The sentence of such an event; `None` of any other.
pub(super) fn sentence(scene: &Scene<'_>, event: &Event) -> Option<String> {
    let say = |key: &str, values: &[(&str, &str)]| Some(scene.say(key, values));
    match event {
        Event::SettingsChanged { .. } => say("event-settings-changed", &[]),
        Event::CalendarImported { notice } => say(
            "event-calendar-imported",
            &[("year", &notice.year.to_string())],
        ),
        Event::PeriodEntered { period } => {
            Some(of_period("event-period-entered", period, "", scene))
        }
        Event::PeriodWithdrawn { period, reason } => {
            Some(of_period("event-period-withdrawn", period, reason, scene))
        }
        Event::StepDone { step, done } => say(
            "event-step-done",
            &[("what", &what(step, Some(done), scene))],
        ),
        Event::StepReopened { step, reason } => say(
            "event-step-reopened",
            &[("what", &what(step, None, scene)), ("reason", reason)],
        ),
        Event::WarningTaken {
            facts, unplaced, ..
        } => Some(taken(facts, *unplaced, scene)),
        Event::WarningPlaced {
            for_district,
            reason,
            ..
        } => {
            let place = if *for_district { "here" } else { "elsewhere" };
            let why = if reason.is_empty() { "" } else { "-why" };
            let key = format!("event-warning-placed-{place}{why}");
            say(&key, &[("reason", reason)])
        }
        Event::WarningConfirmed { .. } => say("event-warning-confirmed", &[]),
        Event::WarningActed { duty, at, to, .. } => {
            let duty = scene.text(&format!("duty-{}", duty.name()));
            let time = scene.time(*at);
            say(
                "event-warning-acted",
                &[("duty", &duty), ("to", to), ("time", &time)],
            )
        }
        Event::WarningEnded { at, reason, .. } => {
            let time = scene.time(*at);
            say(
                "event-warning-ended",
                &[("time", &time), ("reason", reason)],
            )
        }
        _ => None,
    }
}

fn of_period(key: &str, period: &Period, reason: &str, scene: &Scene<'_>) -> String {
    let span = period_span(period, scene.year(), scene);
    let name = period_name(period, scene.lang);
    let values = [("name", name.as_str()), ("span", &span), ("reason", reason)];
    scene.say(key, &values)
}

/// What a step asks, in the language of the screen where the step is still known.
fn what(step: &StepId, done: Option<&StepDone>, scene: &Scene<'_>) -> String {
    let spec = step.0.split('/').nth(1).and_then(StepSpec::of);
    match (spec, scene.lang) {
        (Some(spec), Lang::Zh) => spec.zh.clone(),
        (Some(spec), Lang::En) => spec.en.clone(),
        (None, _) => done.map_or_else(|| step.to_string(), |done| done.what.clone()),
    }
}

fn taken(facts: &WarningFacts, unplaced: bool, scene: &Scene<'_>) -> String {
    let key = match (facts.status, unplaced) {
        (WarningStatus::Actual, false) => "event-warning-taken",
        (WarningStatus::Actual, true) => "event-warning-unplaced",
        (
            WarningStatus::Exercise
            | WarningStatus::Test
            | WarningStatus::Draft
            | WarningStatus::System,
            _,
        ) => "event-warning-not-real",
    };
    scene.say(key, &[("headline", facts.headline.as_str())])
}
