//! A rule.

use serde::Serialize;

use crate::domain::grade::{Grade, Sensitive, Track};
use crate::domain::rule::{Case, Rule, TurnedOff};
use crate::domain::{RecipientId, RuleId};

/// A line of a list.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct RuleBrief {
    id: RuleId,
    pack: String,
    zh: String,
    en: String,
    subject: &'static str,
    duty: &'static str,
    /// Who acts, where it is not this bureau.
    by: Option<RecipientId>,
    channel: &'static str,
    start: &'static str,
    limit_minutes: u32,
    /// Where it counts working days.
    limit_working_days: Option<u16>,
    recipients: Vec<RecipientId>,
    basis: String,
    confidence: &'static str,
    /// Why the desk does not follow it, where it does not.
    off: Option<String>,
}

/// A rule, whole.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct RuleView {
    #[serde(flatten)]
    brief: RuleBrief,
    soon_minutes: u32,
    tracks: Vec<&'static str>,
    when: Vec<CaseView>,
    note: String,
    toml: String,
}

#[derive(Debug, Serialize)]
struct CaseView {
    grades: Vec<&'static str>,
    sensitive: Vec<&'static str>,
    not_sensitive: Vec<&'static str>,
    boundaries: Vec<&'static str>,
    natures: Vec<&'static str>,
    touched: bool,
}

impl RuleBrief {
    pub(in crate::cli) fn off(turned_off: &TurnedOff) -> Self {
        Self {
            off: Some(turned_off.reason.clone()),
            ..Self::from(&turned_off.rule)
        }
    }
}

impl From<&Rule> for RuleBrief {
    fn from(rule: &Rule) -> Self {
        Self {
            id: rule.id.clone(),
            pack: rule.pack.clone(),
            zh: rule.zh.clone(),
            en: rule.en.clone(),
            subject: rule.subject.name(),
            duty: rule.duty.name(),
            by: rule.by.clone(),
            channel: rule.means.name(),
            start: rule.start.name(),
            limit_minutes: rule.limit_min,
            limit_working_days: rule.limit_wd,
            recipients: rule.recipients.clone(),
            basis: rule.basis.clone(),
            confidence: rule.confidence.name(),
            off: None,
        }
    }
}

impl RuleView {
    pub(in crate::cli) fn new(rule: &Rule, off: Option<&str>) -> Self {
        Self {
            brief: RuleBrief {
                off: off.map(str::to_owned),
                ..RuleBrief::from(rule)
            },
            soon_minutes: rule.soon_min,
            tracks: rule
                .tracks
                .iter()
                .map(|track| Track::name(*track))
                .collect(),
            when: rule.when.iter().map(CaseView::from).collect(),
            note: rule.note.clone(),
            toml: crate::rulebook::pack::rule_as_toml(rule),
        }
    }
}

impl From<&Case> for CaseView {
    fn from(case: &Case) -> Self {
        let conditions = |all: &[Sensitive]| all.iter().map(|c| c.name()).collect();
        Self {
            grades: case
                .grades
                .iter()
                .map(|grade| Grade::name(*grade))
                .collect(),
            sensitive: conditions(&case.sensitive),
            not_sensitive: conditions(&case.not_sensitive),
            boundaries: case.boundaries.iter().map(|b| b.name()).collect(),
            natures: case.natures.iter().map(|n| n.name()).collect(),
            touched: case.touched,
        }
    }
}
