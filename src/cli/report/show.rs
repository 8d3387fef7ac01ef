//! `report show`: what was sent, word for word, and what was known then.

use clap::Args;

use crate::cli::context::Context;
use crate::cli::json::ReportView;
use crate::cli::session::Session;
use crate::cli::text;
use crate::domain::Rejection;
use crate::domain::report::Report;
use crate::error::{Error, Exit};

/// Which.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(value_name = "NUMBER")]
    number: String,
    #[arg(value_name = "NO")]
    no: Option<u32>,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let incident = session.incident(&self.number)?;
        let meant = |report: &&Report| self.no.is_none_or(|no| report.no == no);
        let reports: Vec<&Report> = incident.reports.iter().filter(meant).collect();
        let seen = session.seen(context);
        let view = |report: &&Report| ReportView::new(report, seen);
        let views: Vec<ReportView> = reports.iter().map(view).collect();
        match (self.no, views.as_slice()) {
            (Some(no), []) => {
                let subject = incident.id.clone();
                return Err(Rejection::UnknownReport { subject, no }.into());
            }
            (Some(_), [one]) => context.answer(one, || text::reports(seen, &reports))?,
            _ => context.answer(&views, || text::reports(seen, &reports))?,
        }
        Ok(Exit::Done)
    }
}
