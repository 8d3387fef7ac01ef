//! Counted effects: what the grading tables ask. Empty means not known, never zero.

use super::{Ctx, Sheet, known};
use crate::console::form::choice::{Choice, Choosable, Label};
use crate::console::form::input::Input;
use crate::console::form::problem::{Fault, Problem};
use crate::console::form::{Entry, Form};
use crate::console::proposal;
use crate::domain::event::Amendment;
use crate::domain::impact::{Boundary, Ecology, Impact, Intake};
use crate::domain::{Command, SubjectId};
use crate::locale::Lang;

/// The form.
pub struct ImpactSheet {
    /// The incident.
    pub incident: SubjectId,
}

/// Digits and separators a figure may have.
const FIGURE_MAX: usize = 24;

/// The name of an answer that is not known.
const UNKNOWN: &str = "unknown";

const ECOLOGY: [(Ecology, &str); 4] = [
    (Ecology::FunctionLost, "function-lost"),
    (Ecology::FunctionPartlyLost, "function-partly-lost"),
    (Ecology::SpeciesHarmed, "species-harmed"),
    (Ecology::None, "none"),
];
const INTAKE: [(Intake, &str); 4] = [
    (Intake::City, "city"),
    (Intake::County, "county"),
    (Intake::Township, "township"),
    (Intake::None, "none"),
];
const BOUNDARY: [(Boundary, &str); 5] = [
    (Boundary::Country, "country"),
    (Boundary::Province, "province"),
    (Boundary::City, "city"),
    (Boundary::County, "county"),
    (Boundary::None, "none"),
];

fn figure(name: &'static str, given: Option<u64>) -> Entry {
    let text = given.map_or_else(String::new, |figure| figure.to_string());
    let label = Label::key(format!("impact-{name}"));
    Entry::called(name, label, Input::line(FIGURE_MAX).with(&text))
}

/// A choice among values that may also be unknown.
fn kind<T: Copy + PartialEq>(
    stem: &'static str,
    all: &[(T, &'static str)],
    given: Option<T>,
) -> Entry {
    let unknown = Choosable::new(UNKNOWN, Label::key("form-unknown"));
    let known = all
        .iter()
        .map(|(_, name)| Choosable::new(*name, Label::key(format!("{stem}-{name}"))));
    let chosen = all.iter().find(|(value, _)| Some(*value) == given);
    let chosen = chosen.map_or(UNKNOWN, |(_, name)| name);
    Entry::called(
        stem,
        Label::key(format!("impact-{stem}")),
        Input::Choice(Choice::new(
            std::iter::once(unknown).chain(known).collect(),
            chosen,
        )),
    )
}

fn chosen<T: Copy>(form: &Form, stem: &str, all: &[(T, &str)]) -> Option<T> {
    let name = form.chosen(stem);
    all.iter()
        .find(|(_, known)| *known == name)
        .map(|(value, _)| *value)
}

/// The effects as the answers count them.
fn figures(form: &Form) -> Result<Impact, Fault> {
    Ok(Impact {
        deaths: people(form, "deaths")?,
        injured: people(form, "injured")?,
        evacuated: people(form, "evacuated")?,
        loss_yuan: form.number("loss")?,
        ecology: chosen(form, "ecology", &ECOLOGY),
        intake: chosen(form, "intake", &INTAKE),
        boundary: chosen(form, "boundary", &BOUNDARY),
    })
}

fn people(form: &Form, name: &str) -> Result<Option<u32>, Fault> {
    let figure = form.number(name)?.map(u32::try_from).transpose();
    figure.map_err(|_| Fault::at(name, Problem::NotANumber))
}

impl Sheet for ImpactSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let incident = ctx.incident(&self.incident);
        let impact = incident.map(|incident| incident.impact).unwrap_or_default();
        vec![
            figure("deaths", impact.deaths.map(u64::from)),
            figure("injured", impact.injured.map(u64::from)),
            figure("evacuated", impact.evacuated.map(u64::from)),
            figure("loss", impact.loss_yuan),
            kind("ecology", &ECOLOGY, impact.ecology),
            kind("intake", &INTAKE, impact.intake),
            kind("boundary", &BOUNDARY, impact.boundary),
        ]
    }

    fn aside(&self, form: &Form, _ctx: &Ctx<'_>, lang: Lang) -> Vec<String> {
        figures(form).map_or_else(|_| Vec::new(), |impact| proposal::lines(&impact, lang))
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        known(ctx, &self.incident)?;
        let amendment = Amendment {
            impact: Some(figures(form)?),
            ..Amendment::default()
        };
        Ok(Command::AmendIncident {
            incident: self.incident.clone(),
            amendment: Box::new(amendment),
        })
    }
}
