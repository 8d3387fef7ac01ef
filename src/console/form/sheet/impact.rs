//! Counted effects: what the grading tables ask. Empty means not known, never zero.

use super::{Ctx, Sheet, choice, known, radiation};
use crate::console::form::choice::{Choice, Choosable, Label};
use crate::console::form::input::Input;
use crate::console::form::problem::{Fault, Problem};
use crate::console::form::{Entry, Form};
use crate::console::proposal;
use crate::domain::event::Amendment;
use crate::domain::grade::{Answer, Sensitive};
use crate::domain::grading::below;
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

fn figure(name: &'static str, given: Option<u64>) -> Entry {
    let text = given.map_or_else(String::new, |figure| figure.to_string());
    let label = Label::key(format!("impact-{name}"));
    Entry::called(name, label, Input::line(FIGURE_MAX).with(&text))
}

/// A choice among values that may also be unknown.
fn kind<T: Copy>(
    stem: &'static str,
    all: impl IntoIterator<Item = T>,
    name: fn(T) -> &'static str,
    given: Option<T>,
) -> Entry {
    let unknown = Choosable::new(UNKNOWN, Label::key("form-unknown"));
    let known = all.into_iter().map(|value| {
        let name = name(value);
        Choosable::new(name, Label::key(format!("{stem}-{name}")))
    });
    Entry::called(
        stem,
        Label::key(format!("impact-{stem}")),
        Input::Choice(Choice::new(
            std::iter::once(unknown).chain(known).collect(),
            given.map_or(UNKNOWN, name),
        )),
    )
}

/// The harms to ecology that are asked; one that joins two is offered only where it was entered.
fn ecologies(given: Option<Ecology>) -> impl Iterator<Item = Ecology> {
    let is_offered = move |harm: &Ecology| !harm.is_joined() || Some(*harm) == given;
    Ecology::ALL.into_iter().filter(is_offered)
}

fn chosen<T: Copy>(
    form: &Form,
    stem: &str,
    all: impl IntoIterator<Item = T>,
    name: fn(T) -> &'static str,
) -> Option<T> {
    let chosen = form.chosen(stem);
    all.into_iter().find(|value| name(*value) == chosen)
}

/// The effects as the answers count them.
fn figures(form: &Form) -> Result<Impact, Fault> {
    Ok(Impact {
        deaths: people(form, "deaths")?,
        injured: people(form, "injured")?,
        evacuated: people(form, "evacuated")?,
        loss_yuan: form.number("loss")?,
        ecology: chosen(form, "ecology", Ecology::ALL, Ecology::name),
        radiation: radiation::given(form),
        intake: chosen(form, "intake", Intake::ALL, Intake::name),
        boundary: chosen(form, "boundary", Boundary::ALL, Boundary::name),
    })
}

fn people(form: &Form, name: &str) -> Result<Option<u32>, Fault> {
    let figure = form.number(name)?.map(u32::try_from).transpose();
    figure.map_err(|_| Fault::at(name, Problem::NotANumber))
}

/// The fields before those that follow from other answers.
const OWN: usize = 8;

/// The field that proposes *yes* to the cross-province condition.
const CROSSING: &str = "cross-province";

impl ImpactSheet {
    /// What follows from the answers: which harm by radiation, and whether the boundary answers the
    /// cross-province condition.
    fn questions(&self, impact: &Impact, level: &str, ctx: &Ctx<'_>) -> Vec<Entry> {
        let radiation = radiation::question(level, impact.radiation);
        let crossing = self.is_crossing_asked(impact, ctx).then(|| {
            let name = format!("sensitive-{}", Sensitive::CrossProvince.name());
            let answers = ["yes", "open"].into_iter();
            Entry::called(
                CROSSING,
                Label::key(name),
                choice("form-crossing", answers, |name| name, "yes"),
            )
        });
        radiation.into_iter().chain(crossing).collect()
    }

    /// Whether the boundary speaks for the cross-province condition and the condition is still open
    /// with these figures.
    fn is_crossing_asked(&self, impact: &Impact, ctx: &Ctx<'_>) -> bool {
        ctx.incident(&self.incident).is_some_and(|incident| {
            let mut after = incident.clone();
            after.impact = *impact;
            let condition = Sensitive::CrossProvince;
            after.answered_against(condition).is_some() && after.is_open_condition(condition)
        })
    }
}

impl Sheet for ImpactSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let incident = ctx.incident(&self.incident);
        let impact = incident.map(|incident| incident.impact).unwrap_or_default();
        let harms = ecologies(impact.ecology);
        let mut entries = vec![
            figure("deaths", impact.deaths.map(u64::from)),
            figure("injured", impact.injured.map(u64::from)),
            figure("evacuated", impact.evacuated.map(u64::from)),
            figure("loss", impact.loss_yuan),
            kind("ecology", harms, Ecology::name, impact.ecology),
            kind("intake", Intake::ALL, Intake::name, impact.intake),
            kind("boundary", Boundary::ALL, Boundary::name, impact.boundary),
            radiation::entry(impact.radiation),
        ];
        let level = match entries.last().map(|entry| &entry.input) {
            Some(Input::Choice(choice)) => choice.name().to_owned(),
            _ => String::new(),
        };
        entries.extend(self.questions(&impact, &level, ctx));
        entries
    }

    fn changed(&self, form: &mut Form, name: &str, ctx: &Ctx<'_>) {
        if matches!(name, "boundary" | "radiation") {
            let known = ctx.incident(&self.incident).map(|incident| incident.impact);
            let impact = Impact {
                boundary: chosen(form, "boundary", Boundary::ALL, Boundary::name),
                ..known.unwrap_or_default()
            };
            let level = form.chosen("radiation").to_owned();
            let questions = self.questions(&impact, &level, ctx);
            form.ask_instead(OWN, questions);
        }
    }

    fn aside(&self, form: &Form, ctx: &Ctx<'_>, lang: Lang) -> Vec<String> {
        let (Ok(impact), Some(incident)) = (figures(form), ctx.incident(&self.incident)) else {
            return Vec::new();
        };
        let below = below(&impact, incident.grade);
        let mut lines = proposal::lines_beside(below.as_ref(), &impact, incident.track, lang);
        if form.entry(CROSSING).is_some() {
            lines.push(lang.text("form-crossing-proposed"));
        }
        lines
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        known(ctx, &self.incident)?;
        let is_yes = form.chosen(CROSSING) == "yes";
        let crossing = is_yes.then_some((Sensitive::CrossProvince, Answer::Yes));
        let amendment = Amendment {
            impact: Some(figures(form)?),
            sensitive: crossing.into_iter().collect(),
            ..Amendment::default()
        };
        Ok(Command::AmendIncident {
            incident: self.incident.clone(),
            amendment: Box::new(amendment),
        })
    }
}
