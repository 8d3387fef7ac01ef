//! What is known of an incident, in the order of the initial report.

use std::collections::BTreeMap;

use super::{Ctx, Sheet, choice, known, maybe_approval, value};
use crate::console::form::choice::Label;
use crate::console::form::input::Input;
use crate::console::form::problem::Fault;
use crate::console::form::{Entry, Form};
use crate::domain::call::Source;
use crate::domain::event::Amendment;
use crate::domain::grade::Track;
use crate::domain::incident::FactKey;
use crate::domain::text::{LINE_MAX, PROSE_MAX};
use crate::domain::{Command, SubjectId};

/// The form.
pub struct FactsSheet {
    /// The incident.
    pub incident: SubjectId,
}

impl Sheet for FactsSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let incident = ctx.incident(&self.incident);
        let fact = |key: FactKey| {
            let text = incident.map_or("", |incident| incident.fact(key));
            let input = match key {
                FactKey::Title | FactKey::Place => Input::line(LINE_MAX),
                _ => Input::area(PROSE_MAX),
            };
            Entry::new(key.name(), input.with(text))
        };
        let mut entries: Vec<Entry> = FactKey::ALL.map(fact).into();
        // What is still empty is what the officer came for.
        entries.sort_by_key(|entry| {
            entry
                .input
                .field()
                .is_some_and(|field| !field.text().is_empty())
        });
        let source = incident.map_or(Source::DutyPhone, |incident| incident.source);
        let track = incident.map_or(Track::Ordinary, |incident| incident.track);
        entries.push(Entry::called(
            "channel",
            Label::key("form-label-channel"),
            choice("source", Source::ALL, Source::name, source.name()),
        ));
        entries.push(Entry::called(
            "track",
            Label::key("form-label-track"),
            choice("track", Track::ALL, Track::name, track.name()),
        ));
        entries
    }

    fn changed(&self, form: &mut Form, name: &str, ctx: &Ctx<'_>) {
        // Taking an incident off 令17's clock is a leader's to allow.
        if name == "track" {
            let at = FactKey::ALL.len() + 2;
            let before = ctx.incident(&self.incident).map(|incident| incident.track);
            let is_changed = before.is_some_and(|before| before.name() != form.chosen("track"));
            let questions = if is_changed {
                super::approval_entries(ctx).into()
            } else {
                Vec::new()
            };
            form.ask_instead(at, questions);
        }
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        let incident = known(ctx, &self.incident)?;
        let changed = FactKey::ALL.into_iter().filter_map(|key| {
            let text = form.text(key.name());
            (text.trim() != incident.fact(key)).then_some((key, text))
        });
        let source = value(form, "channel", Source::ALL, Source::name)?;
        let track = value(form, "track", Track::ALL, Track::name)?;
        let amendment = Amendment {
            facts: changed.collect::<BTreeMap<_, _>>(),
            source: Some(source).filter(|source| *source != incident.source),
            track: Some(track).filter(|track| *track != incident.track),
            approval: maybe_approval(form)?,
            ..Amendment::default()
        };
        Ok(Command::AmendIncident {
            incident: self.incident.clone(),
            amendment: Box::new(amendment),
        })
    }
}
