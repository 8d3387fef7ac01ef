//! Wishes about reports.

use super::{Decision, Desk};
use crate::domain::incident::Incident;
use crate::domain::officer::Approval;
use crate::domain::report::ReportSent;
use crate::domain::text::{self, LINE_MAX, NAME_MAX, PROSE_MAX, WORDS_MAX};
use crate::domain::{Event, RecipientId, Rejection, SubjectId};

impl Desk<'_> {
    pub(super) fn file_report(self, id: &SubjectId, sent: &ReportSent) -> Decision {
        let incident = self.open_incident(id)?;
        let sent = Box::new(self.sent(incident, sent)?);
        let no = incident.reports.last().map_or(1, |last| last.no + 1);
        let known = Box::new(incident.known());
        Ok(vec![Event::ReportFiled {
            incident: id.clone(),
            no,
            sent,
            known,
        }])
    }

    pub(super) fn correct_report(
        self,
        id: &SubjectId,
        no: u32,
        sent: Option<&ReportSent>,
        reason: &str,
        approval: Option<&Approval>,
    ) -> Decision {
        let incident = self.open_incident(id)?;
        let unknown = || Rejection::UnknownReport {
            subject: id.clone(),
            no,
        };
        let report = incident.standing_reports().find(|report| report.no == no);
        let report = report.ok_or_else(unknown)?;
        let sent = sent.map(|sent| self.sent(incident, sent)).transpose()?;
        if sent.as_ref() == Some(&report.sent) {
            return Err(Rejection::NothingToDo);
        }
        // Both make a late or missing report look better than it was.
        let what = match &sent {
            None => Some("withdraw-report"),
            Some(sent) if sent.at < report.sent.at => Some("report-earlier"),
            Some(_) => None,
        };
        let approval = match what {
            Some(what) => Some(self.needs_leader(what, approval)?),
            None => self.maybe_approved(approval)?,
        };
        let reason = text::filled_prose("reason", reason, PROSE_MAX)?;
        let incident = id.clone();
        let sent = sent.map(Box::new);
        Ok(vec![Event::ReportCorrected {
            incident,
            no,
            sent,
            reason,
            approval,
        }])
    }

    fn sent(self, incident: &Incident, given: &ReportSent) -> Result<ReportSent, Rejection> {
        let signatory = text::line("signatory", &given.signatory, NAME_MAX)?;
        if given.channel.is_written() && signatory.is_empty() {
            return Err(Rejection::NoSignatory);
        }
        Ok(ReportSent {
            to: self.recipients(&given.to)?,
            at: self.since_learned("sent", given.at, incident)?,
            receiver: text::line("receiver", &given.receiver, LINE_MAX)?,
            text: text::prose("words", &given.text, WORDS_MAX)?,
            signatory,
            ..given.clone()
        })
    }

    fn recipients(self, given: &[RecipientId]) -> Result<Vec<RecipientId>, Rejection> {
        if given.is_empty() {
            return Err(Rejection::NoRecipient);
        }
        let mut to: Vec<RecipientId> = Vec::new();
        for recipient in given {
            if self.state.rules.recipient(recipient).is_none() {
                let names = self.state.rules.recipients.iter().map(|r| r.id.as_str());
                return Err(Rejection::UnknownRecipient {
                    recipient: recipient.clone(),
                    known: names.collect::<Vec<_>>().join(", "),
                });
            }
            if !to.contains(recipient) {
                to.push(recipient.clone());
            }
        }
        Ok(to)
    }
}
