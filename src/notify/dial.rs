//! Whom to call and by which number, in words and as programs read it. Where no number is known it
//! says so: a gap somebody sees can be filled.

use serde::{Deserialize, Serialize};

use crate::domain::contact::Contact;
use crate::domain::rule::Means;
use crate::domain::{RecipientId, State};
use crate::locale::Lang;
use crate::rulebook::Deadline;

/// Somebody a duty is owed to, as a program reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callee {
    /// The recipient's stable name.
    pub recipient: RecipientId,
    /// What it is called.
    pub name: String,
    /// The numbers, the first to dial first; none where none is known.
    pub phones: Vec<String>,
}

impl Callee {
    /// A contact in a language.
    pub fn of(lang: Lang, contact: &Contact<'_>) -> Self {
        Self {
            recipient: contact.id.clone(),
            name: name(lang, contact),
            phones: contact.phones().map(str::to_owned).collect(),
        }
    }
}

/// Those whom deadlines are owed to, each once, in the order of the deadlines.
pub fn contacts<'a>(
    state: &'a State,
    deadlines: impl IntoIterator<Item = &'a Deadline>,
) -> Vec<Contact<'a>> {
    let mut found: Vec<Contact<'a>> = Vec::new();
    for deadline in deadlines {
        if found.iter().all(|known| known.id != &deadline.recipient) {
            found.push(state.contact(&deadline.recipient));
        }
    }
    found
}

/// Whether what is done by that way is done with a telephone in the hand.
pub fn is_called(means: Means) -> bool {
    match means {
        Means::Phone | Means::Any => true,
        Means::Written | Means::Desk => false,
    }
}

/// What it is called, and who it is just now: `区委总值班室`, `带班领导 李强`.
pub fn name(lang: Lang, contact: &Contact<'_>) -> String {
    let name = match lang {
        Lang::Zh => contact.zh,
        Lang::En => contact.en,
    };
    match contact.person {
        Some(person) => format!("{name} {person}"),
        None => name.to_owned(),
    }
}

/// The numbers alone; empty where none is known: `023-6000 0001（备用 023-6000 0002）`.
pub fn numbers(lang: Lang, contact: &Contact<'_>) -> String {
    match (contact.phone, contact.other_phone) {
        (Some(phone), Some(other)) => {
            let values = [("phone", phone.into()), ("other", other.into())];
            lang.say("dial-two-numbers", &values)
        }
        (Some(phone), None) => phone.to_owned(),
        (None, _) => String::new(),
    }
}

/// The name with the numbers, or with the word that there is none.
pub fn words(lang: Lang, contact: &Contact<'_>) -> String {
    let name = name(lang, contact);
    match contact.phone {
        Some(_) => format!("{name} {}", numbers(lang, contact)),
        None => lang.say("dial-no-number", &[("name", name.into())]),
    }
}
