//! Where a person's name goes: typed, picked by its number among those known, or by the first letters
//! of its pinyin where there is no input method (`wm` for 王敏).

use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};

use crate::console::widget::Field;
use crate::domain::text::NAME_MAX;

/// Names a digit can pick.
const PICKED_MAX: usize = 9;

/// Where a name is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameField {
    /// The text.
    pub field: Field,
    known: Vec<String>,
}

impl NameField {
    /// An empty field, with the names known.
    pub fn new(known: Vec<String>) -> Self {
        Self {
            field: Field::line(NAME_MAX),
            known,
        }
    }

    /// The names what is typed may mean, to be picked by their numbers from 1: all of them where
    /// nothing is typed, or a whole name is.
    pub fn offered(&self) -> Vec<&str> {
        let typed = self.field.text().trim().to_lowercase();
        let known = || self.known.iter().map(String::as_str);
        if typed.is_empty() || known().any(|name| name == typed) {
            return known().take(PICKED_MAX).collect();
        }
        let matcher = IbMatcher::builder(typed.as_str())
            .pinyin(PinyinMatchConfig::default())
            .is_pattern_partial(true)
            .build();
        known()
            .filter(|name| matcher.is_match(*name))
            .take(PICKED_MAX)
            .collect()
    }

    /// Puts in the name of that number. No name holds a digit.
    pub fn pick(&mut self, number: usize) {
        let picked = number
            .checked_sub(1)
            .map(|at| self.offered().get(at).copied());
        if let Some(name) = picked.flatten().map(str::to_owned) {
            self.field.set(&name);
        }
    }

    /// Letters that can mean one person only become that person's name. A name in characters stays
    /// as it was typed, whether it is known or not.
    pub fn settle(&mut self) -> bool {
        let typed = self.field.text().trim();
        let is_letters = !typed.is_empty() && typed.chars().all(|c| c.is_ascii_alphabetic());
        match self.offered()[..] {
            [only] if is_letters && only != typed => {
                let only = only.to_owned();
                self.field.set(&only);
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> NameField {
        let known = ["王敏", "李强", "王明", "曾加林", "Anna"];
        let mut name = NameField::new(known.map(str::to_owned).to_vec());
        name.field.set(text);
        name
    }

    #[test]
    fn letters_narrow_the_names_to_those_they_may_begin() {
        assert_eq!(typed("").offered().len(), 5);
        assert_eq!(typed("wm").offered(), ["王敏", "王明"]);
        assert_eq!(typed("wangmin").offered(), ["王敏", "王明"]);
        assert_eq!(typed("LQ").offered(), ["李强"]);
        assert_eq!(typed("zjl").offered(), ["曾加林"]);
        assert_eq!(typed("cjl").offered(), ["曾加林"], "曾 is read both ways");
        assert_eq!(typed("王").offered(), ["王敏", "王明"]);
        assert_eq!(typed("李强").offered().len(), 5, "a whole name is settled");
    }

    #[test]
    fn a_number_picks_among_what_is_offered() {
        let mut name = typed("wm");
        name.pick(2);
        assert_eq!(name.field.text(), "王明");
        name.pick(9);
        assert_eq!(name.field.text(), "王明");
    }

    #[test]
    fn letters_that_mean_one_person_become_that_person() {
        for (text, settled) in [("lq", "李强"), ("wm", "wm"), ("an", "Anna"), ("王", "王")] {
            let mut name = typed(text);
            name.settle();
            assert_eq!(name.field.text(), settled);
        }
    }
}
