//! When the limit of a demand begins to run.
//!
//! * 令17's limits run from 发现或者得知, never from a later verification, and verification happens
//!   inside them (Art. 3). WP2021 does not name its start; the product takes the same one. Both
//!   the phone and the written limit of WP2021 run from it, not one from the other.
//! * An occurrence nobody has claimed yet is taken to be the learned time, the latest it can have
//!   been. A claim that arrives later moves the due time earlier, never later.
//! * Of several claims of verification or grading the earliest counts, so that grading again never
//!   moves a limit that runs from the first grading.
//! * A demand brought in by a later change runs from that change (令17 Art. 3¶4 names no number of
//!   its own), or from its own clock where that starts later still.
//! * What runs from the stand-down runs from it whenever the grade was set: 令32 Art. 16 counts its
//!   days from the end of the emergency state.

use chrono::{DateTime, Utc};

use crate::domain::RecipientId;
use crate::domain::incident::{FactKey, Incident};
use crate::domain::report::{Channel, ReportKind};
use crate::domain::rule::{Demand, Start};
use crate::domain::times::{TimeKind, Times};

/// When the limit of `demand` began to run for `recipient`; `None` while its clock has not started.
/// What starts again with each report is [`super::follow_up`]'s.
pub(super) fn start(
    incident: &Incident,
    demand: &Demand,
    recipient: &RecipientId,
) -> Option<DateTime<Utc>> {
    by_times(incident, &incident.times, demand, recipient)
}

/// What the limit began to run from before somebody entered another time, oldest first, each with
/// the moment at which it was replaced.
pub(super) fn earlier_starts(
    incident: &Incident,
    demand: &Demand,
    recipient: &RecipientId,
) -> Vec<(DateTime<Utc>, DateTime<Utc>)> {
    let mut entered: Vec<DateTime<Utc>> = TimeKind::ALL
        .into_iter()
        .flat_map(|kind| incident.times.claims(kind))
        .map(|claim| claim.entered)
        .filter(|at| demand.entered.is_none_or(|since| *at > since.at))
        .collect();
    entered.sort_unstable();
    entered.dedup();
    let current = start(incident, demand, recipient);
    let before = |replaced: DateTime<Utc>| {
        let times = incident.times.before(replaced);
        let began = by_times(incident, &times, demand, recipient)?;
        (Some(began) != current).then_some((began, replaced))
    };
    entered.into_iter().filter_map(before).collect()
}

fn by_times(
    incident: &Incident,
    times: &Times,
    demand: &Demand,
    recipient: &RecipientId,
) -> Option<DateTime<Utc>> {
    let own = own_clock(incident, times, demand.rule.start, recipient)?;
    match (demand.rule.start, demand.since) {
        // A neighbour is touched since a moment of its own, which is the change.
        (Start::StoodDown | Start::Touched, _) | (_, None) => Some(own),
        (_, Some(since)) => Some(own.max(since)),
    }
}

fn own_clock(
    incident: &Incident,
    times: &Times,
    start: Start,
    recipient: &RecipientId,
) -> Option<DateTime<Utc>> {
    let earliest = |kind| times.claims(kind).map(|claim| claim.at).min();
    let learned = times.of(TimeKind::Learned);
    match start {
        Start::Occurred => earliest(TimeKind::Occurred).or(learned),
        Start::Learned => learned,
        Start::Verified => earliest(TimeKind::Verified),
        Start::Graded => earliest(TimeKind::Graded),
        Start::StoodDown => times.of(TimeKind::StoodDown),
        Start::PhoneReport => incident
            .standing_reports()
            .map(|report| &report.sent)
            .filter(|sent| sent.channel == Channel::Phone && sent.to.contains(recipient))
            .filter(|sent| !matches!(sent.kind, ReportKind::Notice | ReportKind::Proposal))
            .map(|sent| sent.at)
            .min(),
        Start::Touched => {
            let since = incident.extent.neighbours.get(recipient)?;
            since.or(incident.learned())
        }
        Start::Monitored => incident.first_known(FactKey::Monitoring),
        Start::Received | Start::LastReport => None,
    }
}
