//! Fields that are chosen from: one of several, or any of several. They know labels and numbers.

use crate::console::text;
use crate::locale::Lang;

/// What an option is called on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// By a locale key.
    Key(String),
    /// By words that come in both languages with the data.
    Words {
        /// Chinese.
        zh: String,
        /// English.
        en: String,
    },
    /// By a word that is the same in every language: a name, a number.
    Plain(String),
}

impl Label {
    /// A locale key.
    pub fn key(key: impl Into<String>) -> Self {
        Self::Key(key.into())
    }

    /// The words in a language, as they stand at the beginning of a line.
    pub fn heading(&self, lang: Lang) -> String {
        text::sentence_case(&self.text(lang))
    }

    /// The words in a language.
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Key(key), _) => lang.text(key),
            (Self::Words { zh: words, .. }, Lang::Zh)
            | (Self::Words { en: words, .. }, Lang::En)
            | (Self::Plain(words), _) => words.clone(),
        }
    }
}

/// Something to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choosable {
    /// What it is; a stable name.
    pub name: String,
    /// What it is called.
    pub label: Label,
}

impl Choosable {
    /// An option.
    pub fn new(name: impl Into<String>, label: Label) -> Self {
        Self {
            name: name.into(),
            label,
        }
    }
}

/// One of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    options: Vec<Choosable>,
    at: usize,
}

impl Choice {
    /// A choice, with `chosen` chosen; the first where nothing has that name.
    pub fn new(options: Vec<Choosable>, chosen: &str) -> Self {
        let mut choice = Self { options, at: 0 };
        choice.choose(chosen);
        choice
    }

    /// The options.
    pub fn options(&self) -> &[Choosable] {
        &self.options
    }

    /// Which one is chosen.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The name of the option chosen; empty where there is none.
    pub fn name(&self) -> &str {
        self.options
            .get(self.at)
            .map_or("", |option| option.name.as_str())
    }

    /// Chooses by name; a name that is none changes nothing.
    pub fn choose(&mut self, name: &str) {
        if let Some(at) = self.options.iter().position(|option| option.name == name) {
            self.at = at;
        }
    }

    /// Chooses by the number shown before the option, from 1.
    pub fn choose_number(&mut self, number: usize) {
        if (1..=self.options.len()).contains(&number) {
            self.at = number - 1;
        }
    }

    /// The next option, or the one before; round at the ends.
    pub fn step(&mut self, step: Step) {
        self.at = step.from(self.at, self.options.len());
    }
}

/// Any of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticks {
    options: Vec<(Choosable, bool)>,
    at: usize,
}

impl Ticks {
    /// Options, those named in `ticked` ticked.
    pub fn new(options: Vec<Choosable>, ticked: &[String]) -> Self {
        let mut ticks = Self {
            options: options.into_iter().map(|option| (option, false)).collect(),
            at: 0,
        };
        ticks.tick_only(ticked);
        ticks
    }

    /// The options, and whether each is ticked.
    pub fn options(&self) -> &[(Choosable, bool)] {
        &self.options
    }

    /// Which one a tick would change.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The names of what is ticked.
    pub fn names(&self) -> Vec<&str> {
        let ticked = self.options.iter().filter(|(_, is_ticked)| *is_ticked);
        ticked.map(|(option, _)| option.name.as_str()).collect()
    }

    /// Ticks what is named and nothing else.
    pub fn tick_only(&mut self, names: &[String]) {
        for (option, is_ticked) in &mut self.options {
            *is_ticked = names.contains(&option.name);
        }
    }

    /// Ticks or unticks the option the mark is on.
    pub fn toggle(&mut self) {
        if let Some((_, is_ticked)) = self.options.get_mut(self.at) {
            *is_ticked = !*is_ticked;
        }
    }

    /// Ticks or unticks by the number shown, from 1.
    pub fn toggle_number(&mut self, number: usize) {
        if (1..=self.options.len()).contains(&number) {
            self.at = number - 1;
            self.toggle();
        }
    }

    /// Moves the mark; round at the ends.
    pub fn step(&mut self, step: Step) {
        self.at = step.from(self.at, self.options.len());
    }
}

/// A direction among options.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// To the one before.
    Back,
    /// To the next.
    On,
}

impl Step {
    fn from(self, at: usize, len: usize) -> usize {
        match self {
            _ if len == 0 => 0,
            Self::Back => (at + len - 1) % len,
            Self::On => (at + 1) % len,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options() -> Vec<Choosable> {
        ["I", "II", "III"]
            .map(|name| Choosable::new(name, Label::Plain(name.into())))
            .into()
    }

    #[test]
    fn arrows_go_round_and_digits_choose_at_once() {
        let mut choice = Choice::new(options(), "II");
        choice.step(Step::On);
        assert_eq!(choice.name(), "III");
        choice.step(Step::On);
        assert_eq!(choice.name(), "I");
        choice.step(Step::Back);
        assert_eq!(choice.name(), "III");
        choice.choose_number(2);
        assert_eq!(choice.name(), "II");
        choice.choose_number(9);
        choice.choose_number(0);
        choice.choose("IX");
        assert_eq!(choice.name(), "II");
    }

    #[test]
    fn ticks_are_kept_in_the_order_of_the_options() {
        let mut ticks = Ticks::new(options(), &["III".into()]);
        ticks.toggle_number(1);
        assert_eq!(ticks.names(), ["I", "III"]);
        ticks.step(Step::On);
        ticks.toggle();
        assert_eq!(ticks.names(), ["I", "II", "III"]);
        ticks.toggle_number(3);
        assert_eq!(ticks.names(), ["I", "II"]);
    }

    #[test]
    fn nothing_to_choose_from_is_no_accident() {
        let mut choice = Choice::new(Vec::new(), "x");
        choice.step(Step::On);
        assert_eq!(choice.name(), "");
        let mut ticks = Ticks::new(Vec::new(), &[]);
        ticks.step(Step::Back);
        ticks.toggle();
        assert!(ticks.names().is_empty());
    }
}
