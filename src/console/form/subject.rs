//! Where a subject is named: by its number, whole or in part, by words of its title, or by the first
//! letters of their pinyin. Where several could be meant none is taken.

use ib_matcher::matcher::{IbMatcher, PinyinMatchConfig};

use crate::console::widget::Field;
use crate::domain::text::LINE_MAX;
use crate::domain::{SubjectId, Written};

/// Characters that may be typed: a number and the title after it.
const TYPED_MAX: usize = LINE_MAX + 40;

/// Subjects that are shown beneath what is typed.
const SHOWN_MAX: usize = 9;

/// Where a subject is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubjectField {
    /// The text.
    pub field: Field,
    /// Those that may be named, with their titles, in the order they are shown.
    known: Vec<(SubjectId, String)>,
}

/// Why no subject is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unnamed {
    /// Nothing was typed.
    Empty,
    /// What was typed means none of those known.
    Nobody,
    /// It may mean any of these.
    Several(Vec<String>),
}

impl SubjectField {
    /// A field with those that may be named; where there is one only, it is named.
    pub fn new(known: Vec<(SubjectId, String)>) -> Self {
        let field = Field::line(TYPED_MAX);
        let field = match known.as_slice() {
            [only] => field.with(&label(only)),
            _ => field,
        };
        Self { field, known }
    }

    /// The subject named.
    pub fn named(&self) -> Result<SubjectId, Unnamed> {
        match self.fitting().as_slice() {
            _ if self.typed().is_empty() => Err(Unnamed::Empty),
            [] => Err(Unnamed::Nobody),
            [only] => Ok(only.0.clone()),
            several => Err(Unnamed::Several(
                several.iter().map(|one| label(one)).collect(),
            )),
        }
    }

    /// Those what is typed may mean, as they are shown: all of them where nothing is typed; and how
    /// many more there are.
    pub fn offered(&self) -> (Vec<String>, usize) {
        let fitting = self.fitting();
        let shown = fitting.iter().take(SHOWN_MAX).map(|one| label(one));
        (shown.collect(), fitting.len().saturating_sub(SHOWN_MAX))
    }

    /// What can mean one subject only becomes its number and title. True where that changed it.
    pub fn settle(&mut self) -> bool {
        let settled = match self.fitting().as_slice() {
            [only] if !self.typed().is_empty() => label(only),
            _ => return false,
        };
        let changes = settled != self.field.text();
        if changes {
            self.field.set(&settled);
        }
        changes
    }

    fn typed(&self) -> &str {
        self.field.text().trim()
    }

    /// Those what is typed may mean. A number that none of them has is looked for in the titles.
    fn fitting(&self) -> Vec<&(SubjectId, String)> {
        let typed = self.typed();
        if typed.is_empty() {
            return self.known.iter().collect();
        }
        let first = typed.split_whitespace().next().unwrap_or_default();
        if let Ok(written) = Written::read(first) {
            let named = self.known.iter().filter(|one| written.names(&one.0));
            let named: Vec<_> = named.collect();
            if !named.is_empty() {
                return named;
            }
        }
        let matcher = IbMatcher::builder(typed)
            .pinyin(PinyinMatchConfig::default())
            .is_pattern_partial(true)
            .build();
        let told = self.known.iter();
        told.filter(|one| matcher.is_match(one.1.as_str()))
            .collect()
    }
}

fn label((id, title): &(SubjectId, String)) -> String {
    format!("{id} {title}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known() -> Vec<(SubjectId, String)> {
        [
            ("BN-2027-001", "鱼洞污水外溢"),
            ("BN-2026-002", "五布河含铬废液泄漏"),
            ("BN-2026-001", "花溪河异味"),
        ]
        .map(|(id, title)| {
            (
                SubjectId::try_from(id.to_owned()).unwrap(),
                title.to_owned(),
            )
        })
        .to_vec()
    }

    fn typed(text: &str) -> SubjectField {
        let mut field = SubjectField::new(known());
        field.field.set(text);
        field
    }

    #[test]
    fn a_number_names_the_subject_that_bears_it_and_never_the_one_in_its_row() {
        for (text, named) in [
            ("2", "BN-2026-002"),
            ("26-001", "BN-2026-001"),
            ("２７－００１", "BN-2027-001"),
            ("bn-2027-001", "BN-2027-001"),
            ("五布河", "BN-2026-002"),
            ("wbh", "BN-2026-002"),
            ("BN-2026-001 花溪河异味", "BN-2026-001"),
        ] {
            let named_by = typed(text).named().map(|id| id.to_string());
            assert_eq!(named_by, Ok(named.to_owned()), "{text}");
        }
        assert_eq!(typed("3").named(), Err(Unnamed::Nobody));
        assert_eq!(typed("").named(), Err(Unnamed::Empty));
    }

    #[test]
    fn where_two_could_be_meant_both_are_named_and_none_is_taken() {
        let both = ["BN-2027-001 鱼洞污水外溢", "BN-2026-001 花溪河异味"];
        let several = Unnamed::Several(both.map(str::to_owned).to_vec());
        assert_eq!(typed("1").named(), Err(several));
        let mut field = typed("1");
        assert!(!field.settle());
        assert_eq!(field.offered().0, both);
    }

    #[test]
    fn what_is_meant_is_written_out_when_the_field_is_left() {
        let mut field = typed("2");
        assert!(field.settle());
        assert_eq!(field.field.text(), "BN-2026-002 五布河含铬废液泄漏");
        assert!(!field.settle());
        let only = SubjectField::new(known()[..1].to_vec());
        assert_eq!(only.field.text(), "BN-2027-001 鱼洞污水外溢");
    }
}
