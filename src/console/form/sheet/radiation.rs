//! Harm by radiation, asked in two steps: how serious, then which of the harms of that grade. The
//! table lists fourteen; one after the other they would fill the screen.

use super::value;
use crate::console::form::choice::{Choice, Choosable, Label};
use crate::console::form::input::Input;
use crate::console::form::{Entry, Form};
use crate::domain::grade::{Grade, Track};
use crate::domain::grading::{Table, propose};
use crate::domain::impact::{Impact, Radiation};

/// The grades there are harms of, with the field that asks for one.
const LEVELS: [(Grade, &str); 4] = [
    (Grade::I, "radiation-I"),
    (Grade::II, "radiation-II"),
    (Grade::III, "radiation-III"),
    (Grade::IV, "radiation-IV"),
];

/// The field that asks how serious it is.
const LEVEL: &str = "radiation";

/// The grade a harm reaches by the table in force.
fn level(radiation: Radiation) -> Option<Grade> {
    let alone = Impact {
        radiation: Some(radiation),
        ..Impact::default()
    };
    propose(&alone, Track::Radiation, Table::default()).grade
}

fn of_level(grade: Grade) -> impl Iterator<Item = Radiation> {
    let all = Radiation::ALL.into_iter();
    all.filter(move |radiation| level(*radiation) == Some(grade))
}

/// How serious: not known, none, or a grade.
pub(super) fn entry(given: Option<Radiation>) -> Entry {
    let option = |name: &str, key: &str| Choosable::new(name, Label::key(key));
    let levels = LEVELS.map(|(grade, _)| {
        let name = grade.name();
        option(name, &format!("form-radiation-{name}"))
    });
    let options = [
        option("unknown", "form-unknown"),
        option("none", "radiation-none"),
    ];
    let chosen = match given {
        None => "unknown",
        Some(radiation) => level(radiation).map_or("none", Grade::name),
    };
    let choice = Choice::new(options.into_iter().chain(levels).collect(), chosen);
    Entry::called(LEVEL, Label::key("impact-radiation"), Input::Choice(choice))
}

/// Which of the harms of the grade chosen; `None` where there is nothing to tell apart.
pub(super) fn question(level: &str, given: Option<Radiation>) -> Option<Entry> {
    let (grade, field) = LEVELS
        .into_iter()
        .find(|(grade, _)| grade.name() == level)?;
    let options = of_level(grade).map(|radiation| {
        let name = radiation.name();
        Choosable::new(name, Label::key(format!("radiation-{name}")))
    });
    let chosen = given.map_or("", Radiation::name);
    let choice = Input::Choice(Choice::new(options.collect(), chosen));
    let label = Label::key(format!("form-radiation-{}", grade.name()));
    Some(Entry::called(field, label, choice))
}

/// The harm the answers tell.
pub(super) fn given(form: &Form) -> Option<Radiation> {
    let level = form.chosen(LEVEL);
    if level == Radiation::None.name() {
        return Some(Radiation::None);
    }
    let (_, field) = LEVELS
        .into_iter()
        .find(|(grade, _)| grade.name() == level)?;
    value(form, field, Radiation::ALL, Radiation::name).ok()
}
