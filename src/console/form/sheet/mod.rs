//! What a form asks and what it makes of the answers: one file per form.

pub mod acknowledge;
mod addressee;
pub mod call;
pub mod consent;
pub mod correct;
pub mod ending;
pub mod facts;
pub mod grade;
pub mod impact;
pub mod incident;
pub mod instruction;
pub mod milestone;
pub mod note;
pub mod officer;
pub mod period;
pub mod pin;
pub mod quiet;
mod radiation;
pub mod report;
pub mod sensitive;
pub mod step;
pub mod times;
pub mod triage;
pub mod waive;
pub mod warning;
pub mod watch;

use chrono::{DateTime, Utc};

use self::consent::{approval, approval_entries, maybe_approval};
use super::choice::{Choice, Choosable, Label, Ticks};
use super::input::{Input, Moment};
use super::problem::{Fault, Problem};
use super::{Entry, Form};
use crate::almanac::{Almanac, Calendar};
use crate::domain::call::Call;
use crate::domain::incident::Incident;
use crate::domain::{Command, Rejection, State, SubjectId};
use crate::link::wire::Query;
use crate::locale::Lang;

/// What a form may look at.
#[derive(Debug, Clone, Copy)]
pub struct Ctx<'a> {
    /// The desk as it stands.
    pub state: &'a State,
    /// The desk's time.
    pub now: DateTime<Utc>,
    /// The officer this console acts as, by name; the desk asks for no PIN of that one here.
    pub acting: Option<&'a str>,
}

impl<'a> Ctx<'a> {
    /// When and where something is typed.
    pub fn moment(&self) -> Moment {
        Moment {
            now: self.now,
            zone: self.state.desk.zone,
        }
    }

    /// An incident the desk holds.
    pub fn incident(&self, id: &SubjectId) -> Option<&'a Incident> {
        self.state.incidents.get(id)
    }

    /// A call the desk holds.
    pub fn call(&self, id: &SubjectId) -> Option<&'a Call> {
        self.state.calls.get(id)
    }

    /// The officers' names.
    pub fn officers(&self) -> Vec<String> {
        let officers = self.state.officers.values();
        officers.map(|officer| officer.name.clone()).collect()
    }

    /// The names of those who may approve, the leader of the shift first.
    pub fn leaders(&self) -> Vec<String> {
        let of_shift = self.state.watch.as_ref().map(|watch| watch.leader);
        let mut leaders: Vec<_> = self.state.officers.values().collect();
        leaders.retain(|officer| officer.role.approves());
        leaders.sort_by_key(|officer| (Some(officer.id) != of_shift, officer.id));
        leaders
            .into_iter()
            .map(|officer| officer.name.clone())
            .collect()
    }

    /// In whose name something is answered here: the officer's this console acts as, else the one's
    /// on watch. Empty where there is neither.
    pub fn person(&self) -> &'a str {
        let on_watch = || {
            let watch = self.state.watch.as_ref()?;
            Some(self.state.officer_name(watch.officer))
        };
        self.acting.or_else(on_watch).unwrap_or_default()
    }

    /// The leader this console acts as, who consents in a name of their own.
    fn acting_leader(&self) -> Option<&'a str> {
        let acting = self.acting?;
        let officer = self.state.officer_named(acting)?;
        officer.role.approves().then_some(acting)
    }

    /// Whether the desk takes an officer at their word only with a PIN.
    fn needs_pin(&self, name: &str) -> bool {
        let officer = self.state.officer_named(name.trim());
        officer.is_some_and(|officer| {
            self.state.pins.contains(&officer.id) && self.acting != Some(&officer.name)
        })
    }

    /// What the almanac says to a question.
    pub fn almanac<T>(&self, ask: impl FnOnce(&Almanac<'_>) -> T) -> T {
        let calendar = Calendar::new(&self.state.calendars);
        ask(&Almanac::of(self.state, &calendar, self.now))
    }

    /// The time of day in the desk's zone: `14:05`.
    fn time_of_day(&self) -> String {
        let local = self.now.with_timezone(&self.state.desk.zone);
        local.format("%H:%M").to_string()
    }

    /// Today's time, to the minute that began: what a clock on the wall says.
    pub fn this_minute(&self) -> DateTime<Utc> {
        let seconds = self.now.timestamp();
        DateTime::from_timestamp(seconds - seconds.rem_euclid(60), 0).unwrap_or(self.now)
    }
}

/// A form: what it asks and makes.
pub trait Sheet {
    /// The fields as the form opens.
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry>;

    /// The command the answers make.
    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault>;

    /// Called after a field was changed, for those that follow from it.
    fn changed(&self, _form: &mut Form, _name: &str, _ctx: &Ctx<'_>) {}

    /// Called before the answers are taken, for questions that follow from the desk as it stands.
    fn review(&self, _form: &mut Form, _ctx: &Ctx<'_>) {}

    /// What the desk is to be shown before the command: who somebody is.
    fn proof(&self, _form: &Form) -> Result<Option<Query>, Fault> {
        Ok(None)
    }

    /// The locale key of a question to answer before it is done; `None` where nothing is lost by
    /// a slip.
    fn question(&self, _form: &Form, _ctx: &Ctx<'_>) -> Option<&'static str> {
        None
    }

    /// Lines that help to answer, beneath the fields.
    fn aside(&self, _form: &Form, _ctx: &Ctx<'_>, _lang: Lang) -> Vec<String> {
        Vec::new()
    }
}

/// A choice among values with a stable name and a text under `<stem>-<name>`.
fn choice<T: Copy>(
    stem: &str,
    values: impl IntoIterator<Item = T>,
    name: impl Fn(T) -> &'static str,
    chosen: &str,
) -> Input {
    Input::Choice(Choice::new(options(stem, values, name), chosen))
}

/// The same, any of which may be ticked.
fn ticks<T: Copy>(
    stem: &str,
    values: impl IntoIterator<Item = T>,
    name: impl Fn(T) -> &'static str,
) -> Input {
    Input::Ticks(Ticks::new(options(stem, values, name), &[]))
}

fn options<T: Copy>(
    stem: &str,
    values: impl IntoIterator<Item = T>,
    name: impl Fn(T) -> &'static str,
) -> Vec<Choosable> {
    let option = |value| {
        let name = name(value);
        Choosable::new(name, Label::key(format!("{stem}-{name}")))
    };
    values.into_iter().map(option).collect()
}

/// The value a choice's name stands for. The names come from the same list, so that nothing is
/// found only where there was nothing to choose.
fn value<T: Copy>(
    form: &Form,
    field: &str,
    values: impl IntoIterator<Item = T>,
    name: impl Fn(T) -> &'static str,
) -> Result<T, Fault> {
    let chosen = form.chosen(field);
    let found = values.into_iter().find(|value| name(*value) == chosen);
    found.ok_or_else(|| Fault::at(field, Problem::empty(field)))
}

/// Yes or no, as a choice.
fn yes_or_no(chosen: bool) -> Input {
    let name = |yes: bool| if yes { "yes" } else { "no" };
    choice("answer", [false, true], name, name(chosen))
}

fn is_yes(form: &Form, field: &str) -> bool {
    form.chosen(field) == "yes"
}

/// The incident a form is about, if the desk still holds it.
fn known<'a>(ctx: &Ctx<'a>, id: &SubjectId) -> Result<&'a Incident, Fault> {
    ctx.incident(id).ok_or_else(|| {
        let subject = id.clone();
        Fault {
            field: None,
            problem: Rejection::UnknownSubject { subject }.into(),
        }
    })
}
