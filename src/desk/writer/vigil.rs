//! The duty room is asked for a sign of life. Where it gives none the question climbs, each stage an
//! entry; any work at the post is an answer.

use chrono::{DateTime, Utc};

use super::Writer;
use super::record::Record;
use super::remind::RETRY_AFTER;
use crate::clock::machine_now;
use crate::desk::job::Who;
use crate::desk::log;
use crate::domain::event::Vigilance;
use crate::domain::{Command, Event};
use crate::rulebook::vigilance::vigil;

impl<R: Record> Writer<R> {
    /// Somebody worked at the post: a question that stands is answered by that.
    pub(super) fn life(&mut self, who: &Who) {
        let now = self.now(machine_now());
        self.alive(now);
        if self.record.staged_state().vigilance.is_none() || self.writable().is_err() {
            return;
        }
        let by = self.by(who);
        let officer = by
            .officer
            .map(|id| self.record.staged_state().officer_name(id));
        let person = match officer {
            Some(name) if !name.is_empty() => name.to_owned(),
            _ => who.login.clone(),
        };
        let answered = Event::VigilanceNoted {
            stage: Vigilance::Answered,
            person,
        };
        if let Err(refusal) = self.stage(now, &by, None, vec![answered]) {
            log::line(format_args!("sign of life not recorded: {refusal:?}"));
        }
    }

    pub(super) fn alive(&mut self, now: DateTime<Utc>) {
        self.reminding.life = Some(now);
    }

    /// Asks, or lets an unanswered question climb; when the next stage may come.
    pub(super) fn keep_vigil(&mut self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let life = *self.reminding.life.get_or_insert(now);
        let desk = self.record.state();
        // Without a watch there is nobody to ask.
        desk.watch.as_ref()?;
        let place = (self.reminding.level(), desk.desk.zone);
        let settings = desk.settings.vigil.clone();
        let found = vigil(&settings, place, desk.vigilance, life, now);
        let Some(stage) = found.stage else {
            return found.next;
        };
        let person = String::new();
        if let Err(refusal) = self.own(&Command::NoteVigilance { stage, person }) {
            log::line(format_args!("vigilance not recorded: {refusal:?}"));
        }
        self.commit();
        let open = self.record.state().vigilance;
        if open.is_some_and(|(noted, _)| noted == stage) {
            self.tell_of_vigilance(stage, now);
        }
        let after = vigil(&settings, place, open, life, now);
        // A stage that could not be recorded is tried again soon.
        after.stage.map(|_| now + RETRY_AFTER).or(after.next)
    }
}
