//! What one field of a form takes: a text, a time, a person's name, a secret, one of several, any of
//! several.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use ratatui::crossterm::event::{KeyCode, KeyEvent};

use super::choice::{Choice, Step, Ticks};
use super::name::NameField;
use super::subject::SubjectField;
use crate::console::action::Action;
use crate::console::key::Chord;
use crate::console::widget::{Field, Secret};
use crate::domain::SubjectId;
use crate::domain::when::{self, WhenError};

/// How a time is written into a field: whole, so that it means the same tomorrow.
const TIME_FORMAT: &str = "%Y-%m-%d %H:%M";
const TIME_FORMAT_TO_THE_SECOND: &str = "%Y-%m-%d %H:%M:%S";

/// Characters a time may have.
const TIME_MAX: usize = 40;

/// When and where something is typed: what `14:05` means depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The desk's time.
    pub now: DateTime<Utc>,
    /// The desk's zone.
    pub zone: Tz,
}

impl Moment {
    /// The desk's day.
    pub fn today(self) -> NaiveDate {
        self.now.with_timezone(&self.zone).date_naive()
    }

    /// A time, written whole.
    pub fn write(self, at: DateTime<Utc>) -> String {
        let is_whole_minute = at.timestamp() % 60 == 0;
        let format = if is_whole_minute {
            TIME_FORMAT
        } else {
            TIME_FORMAT_TO_THE_SECOND
        };
        at.with_timezone(&self.zone).format(format).to_string()
    }
}

/// A field of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Words.
    Text(Field),
    /// A time.
    Time(TimeField),
    /// A day.
    Day(DayField),
    /// A person's name: typed, or picked by its number among those known.
    Name(NameField),
    /// A subject, named by its number or its title.
    Subject(SubjectField),
    /// What nobody is to see.
    Secret(Secret),
    /// One of several.
    Choice(Choice),
    /// Any of several.
    Ticks(Ticks),
}

/// Where a time is typed. What was understood is fixed when it is typed: `-10m` does not move on
/// while the form is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeField {
    /// The text.
    pub field: Field,
    /// What it means.
    pub understood: Result<DateTime<Utc>, WhenError>,
    /// Whether it lies ahead, so that a mere time of day is the next one.
    pub ahead: bool,
}

/// Where a day is typed; fixed when it is typed, as a time is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayField {
    /// The text.
    pub field: Field,
    /// What it means.
    pub understood: Result<NaiveDate, WhenError>,
}

impl Input {
    /// An empty line of words.
    pub fn line(limit: usize) -> Self {
        Self::Text(Field::line(limit))
    }

    /// An empty text of several lines.
    pub fn area(limit: usize) -> Self {
        Self::Text(Field::area(limit))
    }

    /// The same input with a text in it. Only for what is typed.
    #[must_use]
    pub fn with(mut self, text: &str) -> Self {
        if let Some(field) = self.field_mut() {
            *field = field.clone().with(text);
        }
        self
    }

    /// A time not given yet.
    pub fn no_time() -> Self {
        Self::Time(TimeField {
            field: Field::line(TIME_MAX),
            understood: Err(WhenError::Empty),
            ahead: false,
        })
    }

    /// A time to come, not given yet.
    pub fn time_ahead() -> Self {
        Self::Time(TimeField {
            field: Field::line(TIME_MAX),
            understood: Err(WhenError::Empty),
            ahead: true,
        })
    }

    /// A time given already.
    pub fn time(at: DateTime<Utc>, moment: Moment) -> Self {
        let text = moment.write(at);
        Self::Time(TimeField {
            understood: when::parse(&text, moment.now, moment.zone),
            field: Field::line(TIME_MAX).with(&text),
            ahead: false,
        })
    }

    /// A day; not given yet where there is none.
    pub fn day(day: Option<NaiveDate>) -> Self {
        let text = day.map_or_else(String::new, |day| day.to_string());
        Self::Day(DayField {
            field: Field::line(TIME_MAX).with(&text),
            understood: day.ok_or(WhenError::Empty),
        })
    }

    /// A person, with those known.
    pub fn name(known: Vec<String>) -> Self {
        Self::Name(NameField::new(known))
    }

    /// A subject, with those that may be named.
    pub fn subject(known: Vec<(SubjectId, String)>) -> Self {
        Self::Subject(SubjectField::new(known))
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        match self {
            Self::Text(field) => Some(field),
            Self::Time(time) => Some(&mut time.field),
            Self::Day(day) => Some(&mut day.field),
            Self::Name(name) => Some(&mut name.field),
            Self::Subject(subject) => Some(&mut subject.field),
            Self::Secret(_) | Self::Choice(_) | Self::Ticks(_) => None,
        }
    }

    /// The text being typed, where one is that may be seen.
    pub fn field(&self) -> Option<&Field> {
        match self {
            Self::Text(field) => Some(field),
            Self::Time(time) => Some(&time.field),
            Self::Day(day) => Some(&day.field),
            Self::Name(name) => Some(&name.field),
            Self::Subject(subject) => Some(&subject.field),
            Self::Secret(_) | Self::Choice(_) | Self::Ticks(_) => None,
        }
    }

    /// Whether letters are typed into it.
    pub fn is_typed(&self) -> bool {
        self.field().is_some() || self.is_secret()
    }

    /// Whether nobody is to see what is typed into it.
    pub fn is_secret(&self) -> bool {
        matches!(self, Self::Secret(_))
    }

    /// What a draft keeps of it: a time as it was understood, so that a draft taken up tomorrow
    /// still means today. Of a secret nothing.
    pub fn raw(&self, moment: Moment) -> String {
        match self {
            Self::Secret(_) => String::new(),
            Self::Text(field) => field.text().to_owned(),
            Self::Name(name) => name.field.text().to_owned(),
            Self::Subject(subject) => subject.field.text().to_owned(),
            Self::Time(time) => match &time.understood {
                Ok(at) => moment.write(*at),
                Err(_) => time.field.text().to_owned(),
            },
            Self::Day(day) => match &day.understood {
                Ok(day) => day.to_string(),
                Err(_) => day.field.text().to_owned(),
            },
            Self::Choice(choice) => choice.name().to_owned(),
            Self::Ticks(ticks) => ticks.names().join(","),
        }
    }

    /// Puts back what a draft kept.
    pub fn restore(&mut self, raw: &str, moment: Moment) {
        match self {
            Self::Choice(choice) => choice.choose(raw),
            Self::Ticks(ticks) => {
                let names: Vec<String> = raw.split(',').map(str::to_owned).collect();
                ticks.tick_only(&names);
            }
            Self::Secret(_) => {}
            Self::Text(_) | Self::Name(_) | Self::Subject(_) | Self::Time(_) | Self::Day(_) => {
                if let Some(field) = self.field_mut() {
                    *field = field.clone().with(raw);
                }
                self.understand(moment);
            }
        }
    }

    fn understand(&mut self, moment: Moment) {
        match self {
            Self::Time(time) => {
                let parse = if time.ahead {
                    when::parse_ahead
                } else {
                    when::parse
                };
                time.understood = parse(time.field.text(), moment.now, moment.zone);
            }
            Self::Day(day) => day.understood = when::day(day.field.text(), moment.today()),
            _ => {}
        }
    }

    /// What a key does to what is typed or chosen; false where it is free for something else.
    pub fn key(&mut self, event: KeyEvent, cols: usize, moment: Moment) -> bool {
        let number = digit(event);
        match (self, number) {
            (Self::Choice(choice), Some(number)) => choice.choose_number(number),
            (Self::Ticks(ticks), Some(number)) => ticks.toggle_number(number),
            (Self::Name(name), Some(number)) => name.pick(number),
            (Self::Secret(secret), _) => return secret.key(event),
            (Self::Choice(_) | Self::Ticks(_), None) => return false,
            (input, _) => {
                let done = input
                    .field_mut()
                    .is_some_and(|field| field.key(event, cols));
                input.understand(moment);
                return done;
            }
        }
        true
    }

    /// What an action does to it; false where it does nothing here.
    pub fn act(&mut self, action: Action, moment: Moment) -> bool {
        match (self, action) {
            (Self::Choice(choice), Action::PrevOption) => choice.step(Step::Back),
            (Self::Choice(choice), Action::NextOption | Action::Toggle) => choice.step(Step::On),
            (Self::Ticks(ticks), Action::PrevOption) => ticks.step(Step::Back),
            (Self::Ticks(ticks), Action::NextOption) => ticks.step(Step::On),
            (Self::Ticks(ticks), Action::Toggle) => ticks.toggle(),
            (input, Action::Undo) => {
                if let Some(field) = input.field_mut() {
                    field.undo();
                }
                input.understand(moment);
            }
            _ => return false,
        }
        true
    }

    /// What is typed is left: letters that mean a person become the name, a number that means a
    /// subject the whole number. True where that changed it.
    pub fn settle(&mut self) -> bool {
        match self {
            Self::Name(name) => name.settle(),
            Self::Subject(subject) => subject.settle(),
            _ => false,
        }
    }

    /// Puts a pasted text in.
    pub fn paste(&mut self, text: &str, moment: Moment) {
        match self {
            Self::Secret(secret) => secret.insert(text),
            input => {
                if let Some(field) = input.field_mut() {
                    field.insert(text);
                }
                input.understand(moment);
            }
        }
    }
}

/// The number a key press means where numbers choose; an input method's full-width ones too.
fn digit(event: KeyEvent) -> Option<usize> {
    let chord = Chord::of(event);
    match chord.code {
        KeyCode::Char(c) if chord.held.is_empty() => {
            c.to_digit(10).and_then(|digit| usize::try_from(digit).ok())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment() -> Moment {
        Moment {
            now: "2026-09-01T06:05:00Z".parse().unwrap(),
            zone: Tz::Asia__Shanghai,
        }
    }

    fn types(input: &mut Input, text: &str, moment: Moment) {
        for c in text.chars() {
            assert!(input.key(KeyEvent::from(KeyCode::Char(c)), 20, moment));
        }
    }

    #[test]
    fn a_time_is_understood_as_it_is_typed() {
        let mut input = Input::no_time();
        types(&mut input, "-10m", moment());
        let Input::Time(time) = &input else {
            panic!("a time")
        };
        assert_eq!(time.understood, Ok("2026-09-01T05:55:00Z".parse().unwrap()));
    }

    #[test]
    fn a_time_does_not_move_on_while_the_form_is_open_or_the_draft_lies() {
        let mut input = Input::no_time();
        types(&mut input, "昨天 23:50", moment());
        let raw = input.raw(moment());
        assert_eq!(raw, "2026-08-31 23:50");
        let tomorrow = Moment {
            now: "2026-09-02T06:05:00Z".parse().unwrap(),
            ..moment()
        };
        let mut again = Input::no_time();
        again.restore(&raw, tomorrow);
        let Input::Time(time) = &again else {
            panic!("a time")
        };
        assert_eq!(time.understood, Ok("2026-08-31T15:50:00Z".parse().unwrap()));
    }

    #[test]
    fn a_time_that_is_none_is_kept_as_typed() {
        let mut input = Input::no_time();
        types(&mut input, "25:00", moment());
        assert_eq!(input.raw(moment()), "25:00");
    }

    #[test]
    fn seconds_are_kept_where_there_are_any() {
        let at = "2026-09-01T06:05:09Z".parse().unwrap();
        assert_eq!(
            Input::time(at, moment()).raw(moment()),
            "2026-09-01 14:05:09"
        );
    }

    #[test]
    fn a_name_is_typed_or_picked_by_its_number() {
        let mut input = Input::name(vec!["张三".into(), "李四".into()]);
        types(&mut input, "２", moment());
        assert_eq!(input.raw(moment()), "李四");
        types(&mut input, "9", moment());
        assert_eq!(input.raw(moment()), "李四", "no such number");
        input.act(Action::Undo, moment());
        types(&mut input, "王五", moment());
        assert_eq!(input.raw(moment()), "王五");
    }
}
