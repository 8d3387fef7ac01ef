//! A report that was entered wrongly: corrected, or taken back with a leader's consent.

use super::report::{report_entries, sent};
use super::{Ctx, Sheet, approval_entries, choice, known};
use crate::console::form::choice::{Choice, Choosable, Label};
use crate::console::form::input::Input;
use crate::console::form::problem::{Fault, Problem};
use crate::console::form::{Entry, Form};
use crate::domain::incident::Incident;
use crate::domain::officer::Approval;
use crate::domain::report::Report;
use crate::domain::{Command, SubjectId};
use crate::locale::Lang;

/// The form.
pub struct CorrectSheet {
    /// The incident.
    pub incident: SubjectId,
}

/// The fields before the report's own.
const OWN: usize = 2;

const WAYS: [&str; 2] = ["correct", "withdraw"];

impl CorrectSheet {
    fn report<'a>(&self, ctx: &Ctx<'a>, no: &str) -> Option<&'a Report> {
        let incident = ctx.incident(&self.incident)?;
        incident
            .standing_reports()
            .find(|report| report.no.to_string() == no)
    }

    /// The report as it was entered, to be changed; then the reason and who consents.
    fn questions(&self, way: &str, no: &str, ctx: &Ctx<'_>) -> Vec<Entry> {
        let report = self.report(ctx, no).filter(|_| way == WAYS[0]);
        let fields = report.map(|report| report_entries(ctx, &self.incident, &report.sent));
        let fields = fields.into_iter().flatten();
        fields.chain(approval_entries(ctx)).collect()
    }
}

/// The reports that count, the last first: that is the one most likely wrong.
fn reports(incident: Option<&Incident>) -> Input {
    let option = |report: &Report| {
        let kind = format!("report-{}", report.sent.kind.name());
        let words = |lang: Lang| {
            let values = [
                ("no", report.no.to_string().into()),
                ("kind", lang.text(&kind).into()),
            ];
            lang.say("form-report-number", &values)
        };
        let label = Label::Words {
            zh: words(Lang::Zh),
            en: words(Lang::En),
        };
        Choosable::new(report.no.to_string(), label)
    };
    let mut options: Vec<Choosable> = incident
        .into_iter()
        .flat_map(Incident::standing_reports)
        .map(option)
        .collect();
    options.reverse();
    Input::Choice(Choice::new(options, ""))
}

impl Sheet for CorrectSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let reports = reports(ctx.incident(&self.incident));
        let last = match &reports {
            Input::Choice(choice) => choice.name().to_owned(),
            _ => String::new(),
        };
        let mut entries = vec![
            Entry::called("no", Label::key("form-label-report"), reports),
            Entry::called(
                "way",
                Label::key("form-label-correction"),
                choice("form-correction", WAYS, |name| name, WAYS[0]),
            ),
        ];
        entries.extend(self.questions(WAYS[0], &last, ctx));
        entries
    }

    fn changed(&self, form: &mut Form, name: &str, ctx: &Ctx<'_>) {
        let questions = || self.questions(form.chosen("way"), form.chosen("no"), ctx);
        match name {
            "way" => form.ask_instead(OWN, questions()),
            "no" => form.ask_anew(OWN, questions()),
            _ => {}
        }
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        known(ctx, &self.incident)?;
        let no = form.chosen("no").parse();
        let no = no.map_err(|_| Fault::at("no", Problem::empty("report")))?;
        let corrected = match form.chosen("way") {
            "withdraw" => None,
            _ => Some(Box::new(sent(form)?)),
        };
        let reason = form.filled("reason")?;
        let leader = form.text("approver");
        let is_named = !leader.trim().is_empty();
        let approval = is_named.then(|| Approval::of(leader, reason.clone()));
        Ok(Command::CorrectReport {
            incident: self.incident.clone(),
            no,
            sent: corrected,
            reason,
            approval,
        })
    }

    fn question(&self, form: &Form, _ctx: &Ctx<'_>) -> Option<&'static str> {
        (form.chosen("way") == "withdraw").then_some("form-ask-withdraw")
    }
}
