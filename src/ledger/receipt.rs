//! What a command is answered with, told from the entries it became.

use crate::domain::{Entry, Event};
use crate::link::wire::Receipt;

/// The receipt of a command whose entries these are; `None` without entries.
pub fn receipt<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Option<Receipt> {
    let mut receipt = None;
    for entry in entries {
        extend(&mut receipt, entry);
    }
    receipt
}

/// Adds the next entry of a command.
pub(crate) fn extend(receipt: &mut Option<Receipt>, entry: &Entry) {
    let receipt = receipt.get_or_insert(Receipt {
        first_seq: entry.seq,
        last_seq: entry.seq,
        subject: None,
        report: None,
    });
    receipt.last_seq = entry.seq;
    match &entry.event {
        Event::CallTaken { call, .. } => receipt.subject = Some(call.clone()),
        Event::IncidentLogged { incident, .. } => receipt.subject = Some(incident.clone()),
        Event::WarningTaken { warning, .. } => receipt.subject = Some(warning.clone()),
        event if receipt.subject.is_none() => {
            receipt.subject = event.subjects().first().map(|id| (*id).clone());
        }
        _ => {}
    }
    if let Event::ReportFiled { no, .. } | Event::ReportCorrected { no, .. } = &entry.event {
        receipt.report = Some(*no);
    }
}

/// Joins two halves of one command's receipt.
pub(crate) fn join(earlier: Receipt, later: &Receipt) -> Receipt {
    Receipt {
        first_seq: earlier.first_seq.min(later.first_seq),
        last_seq: earlier.last_seq.max(later.last_seq),
        subject: earlier.subject.or_else(|| later.subject.clone()),
        report: earlier.report.or(later.report),
    }
}
