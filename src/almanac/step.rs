//! Steps as data: what a kind of period asks to be done, how long before it or after it, and what is
//! counted. It knows no date.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::rule::PeriodRule;
use crate::domain::period::{Period, PeriodKind};

/// A step as the data has it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepSpec {
    /// Its stable name: `roster-filed`.
    pub key: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Days before the first day (negative) or after the last (positive).
    #[serde(default)]
    pub days: i32,
    /// Asked on every day whose level demands it, instead.
    #[serde(default)]
    pub daily: bool,
    /// The sets it belongs to.
    #[serde(default)]
    sets: Vec<String>,
    /// What is counted with it.
    #[serde(default)]
    counters: Vec<String>,
}

/// Something that is counted (统计项).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counter {
    /// Its stable name: `people-out`.
    pub key: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
}

#[derive(Default, Deserialize)]
struct File {
    kinds: BTreeMap<PeriodKind, String>,
    step: Vec<StepSpec>,
    counter: Vec<Counter>,
}

static FILE: LazyLock<File> =
    LazyLock::new(|| toml::from_str(include_str!("data/steps.toml")).unwrap_or_default());

impl StepSpec {
    /// Every step, in the order of time.
    pub fn all() -> &'static [Self] {
        &FILE.step
    }

    /// The step of that stable name.
    pub fn of(key: &str) -> Option<&'static Self> {
        FILE.step.iter().find(|step| step.key == key)
    }

    /// The daily step: the zero report.
    pub(super) fn daily() -> Option<&'static Self> {
        FILE.step.iter().find(|step| step.daily)
    }

    /// The steps before and after a period.
    pub(super) fn around(period: &Period) -> impl Iterator<Item = &'static Self> {
        let of_rule = PeriodRule::of(&period.id).and_then(|rule| rule.steps.as_deref());
        let set = of_rule.or_else(|| FILE.kinds.get(&period.kind).map(String::as_str));
        FILE.step.iter().filter(move |step| {
            !step.daily && set.is_some_and(|set| step.sets.iter().any(|name| name == set))
        })
    }

    /// What is counted with it.
    pub fn counters(&self) -> Vec<Counter> {
        let of = |key: &String| FILE.counter.iter().find(|counter| counter.key == *key);
        self.counters.iter().filter_map(of).cloned().collect()
    }
}

/// Every counter there is, in the order they are shown.
pub fn counters() -> &'static [Counter] {
    &FILE.counter
}
