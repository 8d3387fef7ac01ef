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
//!   its own), or from its own clock where that starts later still: the 60 days of 令32 run from the
//!   stand-down whenever the grade was set.

use chrono::{DateTime, Utc};

use crate::domain::RecipientId;
use crate::domain::incident::{FactKey, Incident};
use crate::domain::report::{Channel, ReportKind};
use crate::domain::rule::{Demand, Start};
use crate::domain::times::TimeKind;

/// When the limit of `demand` began to run for `recipient`; `None` while its clock has not started.
/// What starts again with each report is [`super::follow_up`]'s.
pub(super) fn start(
    incident: &Incident,
    demand: &Demand,
    recipient: &RecipientId,
) -> Option<DateTime<Utc>> {
    let own = own_clock(incident, demand.rule.start, recipient)?;
    Some(demand.since.map_or(own, |since| own.max(since)))
}

fn own_clock(incident: &Incident, start: Start, recipient: &RecipientId) -> Option<DateTime<Utc>> {
    let earliest = |kind| incident.times.claims(kind).map(|claim| claim.at).min();
    match start {
        Start::Occurred => earliest(TimeKind::Occurred).or(incident.learned()),
        Start::Learned => incident.learned(),
        Start::Verified => earliest(TimeKind::Verified),
        Start::Graded => earliest(TimeKind::Graded),
        Start::StoodDown => incident.times.of(TimeKind::StoodDown),
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
