//! A new incident: three fields and it can be saved; the rest when it is known.

use std::collections::{BTreeMap, BTreeSet};

use super::{Ctx, Sheet, choice, is_yes, ticks, value, yes_or_no};
use crate::console::form::choice::Label;
use crate::console::form::input::Input;
use crate::console::form::problem::Fault;
use crate::console::form::{Entry, Form};
use crate::domain::Command;
use crate::domain::call::Source;
use crate::domain::event::NewIncident;
use crate::domain::extent::Extent;
use crate::domain::grade::{Answer, Grade, Sensitive, Track};
use crate::domain::impact::Impact;
use crate::domain::incident::FactKey;
use crate::domain::text::{LINE_MAX, PROSE_MAX};

/// The form.
pub struct NewIncidentSheet;

/// The facts asked at once; the others are added when there is time.
const FACTS: [FactKey; 2] = [FactKey::Pollutants, FactKey::Course];

impl Sheet for NewIncidentSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        entries(ctx, Source::DutyPhone)
    }

    fn command(&self, form: &Form, _ctx: &Ctx<'_>) -> Result<Command, Fault> {
        Ok(Command::LogIncident {
            new: Box::new(new_incident(form)?),
        })
    }
}

/// What is asked of a new incident, here and where a call becomes one.
pub(super) fn entries(ctx: &Ctx<'_>, source: Source) -> Vec<Entry> {
    let called = |name, key: &str, input| Entry::called(name, Label::key(key), input);
    vec![
        Entry::new("title", Input::line(LINE_MAX)),
        Entry::new("place", Input::line(LINE_MAX)),
        Entry::new("learned", Input::time(ctx.this_minute(), ctx.moment())),
        Entry::new("occurred", Input::no_time()),
        called(
            "grade",
            "form-label-grade",
            choice("grade", Grade::ALL, Grade::name, Grade::Unclear.name()),
        ),
        called(
            "sensitive",
            "form-label-sensitive",
            ticks("sensitive", Sensitive::ALL, Sensitive::name),
        ),
        Entry::new("pollutants", Input::line(LINE_MAX)),
        Entry::new("course", Input::area(PROSE_MAX)),
        called(
            "channel",
            "form-label-channel",
            choice("source", Source::ALL, Source::name, source.name()),
        ),
        called(
            "track",
            "form-label-track",
            choice("track", Track::ALL, Track::name, Track::Ordinary.name()),
        ),
        called("drill", "form-label-drill", yes_or_no(false)),
    ]
}

/// The incident the answers describe. A condition that is not ticked is not answered: nobody
/// asked yet, which is not the same as no.
pub(super) fn new_incident(form: &Form) -> Result<NewIncident, Fault> {
    let mut facts = BTreeMap::from([
        (FactKey::Title, form.filled("title")?),
        (FactKey::Place, form.filled("place")?),
    ]);
    for key in FACTS {
        let text = form.text(key.name());
        if !text.trim().is_empty() {
            facts.insert(key, text);
        }
    }
    let ticked: BTreeSet<&str> = form.ticked("sensitive").into_iter().collect();
    let yes = Sensitive::ALL
        .into_iter()
        .filter(|condition| ticked.contains(condition.name()));
    let occurred = form.time("occurred")?;
    Ok(NewIncident {
        facts,
        source: value(form, "channel", Source::ALL, Source::name)?,
        learned: form.needed_time("learned")?,
        occurred: occurred.map(|at| (at, String::new())).into_iter().collect(),
        grade: value(form, "grade", Grade::ALL, Grade::name)?,
        ground: String::new(),
        approval: None,
        sensitive: yes.map(|condition| (condition, Answer::Yes)).collect(),
        impact: Impact::default(),
        track: value(form, "track", Track::ALL, Track::name)?,
        drill: is_yes(form, "drill"),
        extent: Extent::default(),
    })
}
