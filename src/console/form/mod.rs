//! Forms over the screen: what is asked, what was typed, what is wrong with it, and the command it
//! makes. It knows the domain's commands; what the desk says to them it is told.
//!
//! ```text
//! kind.rs     which forms there are, and about what.
//! sheet.rs    what a form asks and makes; one file per form under sheet/.
//! input.rs    what one field takes.    choice.rs   one of several, any of several.
//! problem.rs  what is wrong.           draw.rs     the picture.
//! resume.rs   a form as a draft, and a draft as a form.
//! ```

pub mod choice;
pub mod draw;
pub mod input;
pub mod kind;
pub mod name;
pub mod problem;
mod resume;
pub mod sheet;
pub mod subject;

use chrono::{DateTime, NaiveDate, Utc};
use ratatui::crossterm::event::KeyEvent;

use self::choice::Label;
use self::input::Input;
use self::kind::FormKind;
use self::problem::{Fault, Problem};
use self::sheet::Ctx;
use self::subject::Unnamed;
use super::action::{Action, Layer};
use crate::domain::when::WhenError;
use crate::domain::{Command, CommandId, SubjectId};
use crate::link::wire::Query;

/// One field: what it asks, what was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its stable name, which refusals use too.
    pub name: &'static str,
    /// What it is called.
    pub label: Label,
    /// What was given.
    pub input: Input,
    /// What is wrong with it.
    pub problem: Option<Problem>,
    /// What a draft had that the form filled in by itself, where that is another time now.
    pub filled_before: Option<DateTime<Utc>>,
    /// Somebody changed it; what it was opened with no longer follows from other answers.
    is_touched: bool,
}

impl Entry {
    /// A field that is called as refusals call it.
    pub fn new(name: &'static str, input: Input) -> Self {
        Self::called(name, Label::key(format!("field-{name}")), input)
    }

    /// A field with a label of its own.
    pub fn called(name: &'static str, label: Label, input: Input) -> Self {
        Self {
            name,
            label,
            input,
            problem: None,
            filled_before: None,
            is_touched: false,
        }
    }
}

/// A command on its way: the same wish keeps its name, so that asking twice is answered twice and
/// done once.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Its name.
    pub id: CommandId,
    /// The wish; `None` where only the name survived in a draft, and then until something is
    /// changed.
    pub command: Option<Command>,
}

/// A form being filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// Which form, about what.
    pub kind: FormKind,
    /// What is wrong with it as a whole.
    pub problem: Option<Problem>,
    /// Since when it is a draft that was taken up again.
    pub resumed: Option<DateTime<Utc>>,
    /// Which of the drafts of this form it is kept as.
    pub no: u32,
    /// When it was opened.
    opened: DateTime<Utc>,
    entries: Vec<Entry>,
    at: usize,
    is_touched: bool,
    is_waiting: bool,
    asked: Option<Asked>,
}

/// What came of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Took {
    /// The form did something with it.
    It,
    /// It is free for the next layer.
    Nothing,
}

impl Form {
    /// The form as it opens.
    pub fn open(kind: FormKind, ctx: &Ctx<'_>) -> Self {
        let entries = kind.sheet().entries(ctx);
        Self {
            kind,
            problem: None,
            resumed: None,
            no: 0,
            opened: ctx.now,
            entries,
            at: 0,
            is_touched: false,
            is_waiting: false,
            asked: None,
        }
    }

    /// The fields.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The field that has the keys.
    pub fn focus(&self) -> usize {
        self.at
    }

    /// Whether the answer of the desk is awaited.
    pub fn is_waiting(&self) -> bool {
        self.is_waiting
    }

    /// The layers that have the keys.
    pub fn layers(&self) -> &'static [Layer] {
        let typed = self
            .entries
            .get(self.at)
            .is_some_and(|entry| entry.input.is_typed());
        if typed {
            &[Layer::Form, Layer::Always]
        } else {
            &[Layer::Choice, Layer::Form, Layer::Always]
        }
    }

    /// Whether letters are typed at the moment.
    pub fn is_typing(&self) -> bool {
        self.entries
            .get(self.at)
            .is_some_and(|entry| entry.input.is_typed())
    }

    /// Gives a key to the field that has them. `cols` is the room a text has.
    pub fn key(&mut self, event: KeyEvent, cols: usize, ctx: &Ctx<'_>) -> Took {
        if self.is_waiting {
            return Took::Nothing;
        }
        let moment = ctx.moment();
        self.change(ctx, |input| input.key(event, cols, moment))
    }

    /// Puts a pasted text into the field that has the keys.
    pub fn paste(&mut self, text: &str, ctx: &Ctx<'_>) {
        if self.is_waiting {
            return;
        }
        let moment = ctx.moment();
        self.change(ctx, |input| {
            input.paste(text, moment);
            true
        });
    }

    /// Does what is the form's own to do.
    pub fn act(&mut self, action: Action, ctx: &Ctx<'_>) -> Took {
        match action {
            Action::NextField => self.step(1, ctx),
            Action::PrevField => self.step(self.entries.len().saturating_sub(1), ctx),
            _ if self.is_waiting => return Took::Nothing,
            _ => {
                let moment = ctx.moment();
                return self.change(ctx, |input| input.act(action, moment));
            }
        }
        Took::It
    }

    fn step(&mut self, by: usize, ctx: &Ctx<'_>) {
        self.settle(ctx);
        self.at = (self.at + by) % self.entries.len().max(1);
    }

    /// The field that has the keys is left.
    fn settle(&mut self, ctx: &Ctx<'_>) {
        if !self.is_waiting {
            self.change(ctx, Input::settle);
        }
    }

    fn change(&mut self, ctx: &Ctx<'_>, change: impl FnOnce(&mut Input) -> bool) -> Took {
        let moment = ctx.moment();
        let Some(entry) = self.entries.get_mut(self.at) else {
            return Took::Nothing;
        };
        let before = entry.input.raw(moment);
        if !change(&mut entry.input) {
            return Took::Nothing;
        }
        if entry.input.is_secret() {
            // Whoever proves to be somebody wishes the same as before.
            entry.problem = None;
            self.problem = None;
        } else if entry.input.raw(moment) != before {
            entry.problem = None;
            entry.filled_before = None;
            entry.is_touched = true;
            let name = entry.name;
            if !std::mem::replace(&mut self.is_touched, true) {
                self.freshen(ctx);
            }
            self.problem = None;
            if self
                .asked
                .as_ref()
                .is_some_and(|asked| asked.command.is_none())
            {
                self.asked = None;
            }
            self.kind.clone().sheet().changed(self, name, ctx);
            sheet::consent::changed(self, name, ctx);
        }
        Took::It
    }

    /// The command the form makes, or what is wrong with it, shown where it is wrong.
    pub fn command(&mut self, ctx: &Ctx<'_>) -> Option<Command> {
        self.settle(ctx);
        self.review(ctx);
        for entry in &mut self.entries {
            entry.problem = None;
        }
        self.problem = None;
        let command = self.kind.sheet().command(self, ctx);
        // A PIN that cannot be one is told before anything is asked.
        let command = command.and_then(|command| {
            sheet::consent::proof(self)?;
            Ok(command)
        });
        match command {
            Ok(command) => Some(command),
            Err(fault) => {
                self.blame(fault);
                None
            }
        }
    }

    /// Looks again which questions the desk as it stands calls for.
    pub fn review(&mut self, ctx: &Ctx<'_>) {
        self.kind.clone().sheet().review(self, ctx);
        sheet::consent::review(self, ctx);
    }

    /// What the desk is to be shown before it is asked: who somebody is.
    pub fn proof(&self) -> Option<Query> {
        let proof = self.kind.sheet().proof(self).ok().flatten();
        proof.or_else(|| sheet::consent::proof(self).ok().flatten())
    }

    /// The name under which a command is asked: the one it had before, if it is the same wish.
    pub fn ask(&mut self, command: &Command, fresh: impl FnOnce() -> CommandId) -> CommandId {
        let before = self.asked.take().filter(|asked| {
            asked
                .command
                .as_ref()
                .is_none_or(|before| before == command)
        });
        let id = before.map_or_else(fresh, |asked| asked.id);
        self.asked = Some(Asked {
            id: id.clone(),
            command: Some(command.clone()),
        });
        self.is_waiting = true;
        // The draft must know the name, or a second console could ask the same under another.
        self.is_touched = true;
        id
    }

    /// Whether it is the wish of that name, as far as nobody changed it since.
    pub fn is_wish(&self, id: &CommandId) -> bool {
        self.asked.as_ref().is_some_and(|asked| asked.id == *id)
    }

    /// What was asked and is not answered.
    pub fn awaited(&self) -> Option<&Asked> {
        self.asked.as_ref().filter(|_| self.is_waiting)
    }

    /// Shows what is wrong, and goes to the field it is wrong with.
    pub fn blame(&mut self, fault: Fault) {
        self.is_waiting = false;
        let at = fault
            .field
            .and_then(|field| self.entries.iter().position(|entry| entry.name == field));
        match at.and_then(|at| self.entries.get_mut(at).map(|entry| (at, entry))) {
            Some((at, entry)) => {
                entry.problem = Some(fault.problem);
                self.at = at;
            }
            None => self.problem = Some(fault.problem),
        }
    }

    /// Wipes what nobody is to see; it is typed anew.
    pub fn wipe(&mut self) {
        for entry in &mut self.entries {
            if let Input::Secret(secret) = &mut entry.input {
                secret.wipe();
            }
        }
    }

    /// Asks other questions from field `from` on. An answer somebody gave to a question that is
    /// asked again is kept.
    pub fn ask_instead(&mut self, from: usize, questions: Vec<Entry>) {
        let before = self.cut_off(from);
        let kept = |question: Entry| {
            let given = before.iter().find(|entry| entry.name == question.name);
            given
                .filter(|entry| entry.is_touched)
                .cloned()
                .unwrap_or(question)
        };
        self.entries.extend(questions.into_iter().map(kept));
    }

    /// Asks other questions from field `from` on, as if they were never answered.
    pub fn ask_anew(&mut self, from: usize, questions: Vec<Entry>) {
        self.cut_off(from);
        self.entries.extend(questions);
    }

    /// Puts a question right after another.
    fn put_after(&mut self, name: &str, question: Entry) {
        let place = self.entries.iter().position(|entry| entry.name == name);
        if let Some(place) = place {
            self.entries.insert(place + 1, question);
            if self.at > place {
                self.at += 1;
            }
        }
    }

    /// Asks a question no longer.
    fn take_away(&mut self, name: &str) {
        let place = self.entries.iter().position(|entry| entry.name == name);
        if let Some(place) = place {
            self.entries.remove(place);
            if self.at > place {
                self.at -= 1;
            }
            self.at = self.at.min(self.entries.len().saturating_sub(1));
        }
    }

    fn cut_off(&mut self, from: usize) -> Vec<Entry> {
        self.entries.split_off(from.min(self.entries.len()))
    }

    /// The field that holds exactly these words.
    pub fn holding(&self, words: &str) -> Option<String> {
        let holds = |entry: &&Entry| {
            let field = entry.input.field();
            field.is_some_and(|field| field.text().trim() == words)
        };
        self.entries
            .iter()
            .find(holds)
            .map(|entry| entry.name.to_owned())
    }

    /// A field by its name.
    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name == name)
    }

    /// A field by its name, to be changed.
    pub fn entry_mut(&mut self, name: &str) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.name == name)
    }

    /// The words of a field.
    pub fn text(&self, name: &str) -> String {
        let field = self.entry(name).and_then(|entry| entry.input.field());
        field.map_or_else(String::new, |field| field.text().to_owned())
    }

    /// The words of a field that must say something.
    pub fn filled(&self, name: &str) -> Result<String, Fault> {
        let text = self.text(name);
        if text.trim().is_empty() {
            return Err(Fault::at(name, Problem::empty(name)));
        }
        Ok(text)
    }

    /// The time of a field; `None` where it is empty.
    pub fn time(&self, name: &str) -> Result<Option<DateTime<Utc>>, Fault> {
        match self.entry(name).map(|entry| &entry.input) {
            Some(Input::Time(time)) => match &time.understood {
                Ok(at) => Ok(Some(*at)),
                Err(WhenError::Empty) => Ok(None),
                Err(error) => Err(Fault::at(name, Problem::NotATime(error.clone()))),
            },
            _ => Ok(None),
        }
    }

    /// The time of a field that must have one.
    pub fn needed_time(&self, name: &str) -> Result<DateTime<Utc>, Fault> {
        self.time(name)?
            .ok_or_else(|| Fault::at(name, Problem::empty(name)))
    }

    /// The day of a field that must have one.
    pub fn needed_day(&self, name: &str) -> Result<NaiveDate, Fault> {
        match self.entry(name).map(|entry| &entry.input) {
            Some(Input::Day(day)) => match &day.understood {
                Ok(day) => Ok(*day),
                Err(WhenError::Empty) => Err(Fault::at(name, Problem::empty(name))),
                Err(error) => Err(Fault::at(name, Problem::NotATime(error.clone()))),
            },
            _ => Err(Fault::at(name, Problem::empty(name))),
        }
    }

    /// A figure; `None` where it is empty.
    pub fn number(&self, name: &str) -> Result<Option<u64>, Fault> {
        let text = self.text(name);
        let digits: String = text
            .chars()
            .map(super::text::fold_key)
            .filter(|c| !matches!(c, ' ' | ',' | '，'))
            .collect();
        if digits.is_empty() {
            return Ok(None);
        }
        let number = digits.parse().ok();
        number
            .map(Some)
            .ok_or_else(|| Fault::at(name, Problem::NotANumber))
    }

    /// The subject a field names.
    pub fn subject(&self, name: &str) -> Result<SubjectId, Fault> {
        let named = match self.entry(name).map(|entry| &entry.input) {
            Some(Input::Subject(subject)) => subject.named(),
            _ => Err(Unnamed::Empty),
        };
        named.map_err(|unnamed| {
            let problem = match unnamed {
                Unnamed::Empty => Problem::empty(name),
                Unnamed::Nobody => Problem::NoSuchSubject,
                Unnamed::Several(these) => Problem::Several(these),
            };
            Fault::at(name, problem)
        })
    }

    /// The name of the option chosen.
    pub fn chosen(&self, name: &str) -> &str {
        match self.entry(name).map(|entry| &entry.input) {
            Some(Input::Choice(choice)) => choice.name(),
            _ => "",
        }
    }

    /// The names ticked.
    pub fn ticked(&self, name: &str) -> Vec<&str> {
        match self.entry(name).map(|entry| &entry.input) {
            Some(Input::Ticks(ticks)) => ticks.names(),
            _ => Vec::new(),
        }
    }
}
