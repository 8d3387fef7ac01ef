//! Whom to call, and by which number (联系电话). Rule packs say who is to be told; the desk's own
//! directory says how they are reached. It is entered, not packed: it stays when rules are adopted
//! anew, and what it says wins over what a pack says.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::entry::By;
use super::ids::RecipientId;
use super::officer::Officer;
use super::state::State;

/// Entries that may be made together; no desk has as many to call.
pub const ENTRIES_MAX: usize = 500;

/// The recipient that is whoever has the watch (值班员).
const WATCH_OFFICER: &str = "watch-officer";
/// The recipient that is whoever leads the shift (带班领导).
const SHIFT_LEADER: &str = "shift-leader";

/// What the directory says of a recipient (报送对象通讯录); what is empty is as the rules say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipientEntry {
    /// Which recipient.
    pub id: RecipientId,
    /// What it is called at this desk: 区委总值班室.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The number to dial.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// The number to dial where nobody answers.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub other_phone: String,
}

impl RecipientEntry {
    /// An entry that says nothing yet.
    pub fn of(id: RecipientId) -> Self {
        Self {
            id,
            name: String::new(),
            phone: String::new(),
            other_phone: String::new(),
        }
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.name.is_empty() && self.phone.is_empty() && self.other_phone.is_empty()
    }
}

/// An entry of the directory, with when and by whom it was made: numbers grow old.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// What it says.
    pub entry: RecipientEntry,
    /// Since when.
    pub at: DateTime<Utc>,
    /// Who said so.
    pub by: By,
}

/// A recipient as it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contact<'a> {
    /// Which recipient.
    pub id: &'a RecipientId,
    /// What it is called in Chinese.
    pub zh: &'a str,
    /// What it is called in English.
    pub en: &'a str,
    /// The person it is just now, where it is whoever does a duty: the leader of the shift.
    pub person: Option<&'a str>,
    /// The number to dial.
    pub phone: Option<&'a str>,
    /// The number to dial where nobody answers.
    pub other_phone: Option<&'a str>,
}

impl Contact<'_> {
    /// The numbers, the first to dial first.
    pub fn phones(&self) -> impl Iterator<Item = &str> {
        self.phone.into_iter().chain(self.other_phone)
    }
}

impl State {
    /// Whom to call where that recipient is to be told: the desk's own entry before the pack's, and
    /// of a recipient that is a person, whoever it is now.
    pub fn contact<'a>(&'a self, id: &'a RecipientId) -> Contact<'a> {
        let packed = self.rules.recipient(id);
        let entry = self.contacts.get(id).map(|listed| &listed.entry);
        let person = self.person(id);
        let filled = |text: &'a str| Some(text).filter(|text| !text.is_empty());
        let name = entry.and_then(|entry| filled(&entry.name));
        let own = entry.and_then(|entry| filled(&entry.phone));
        let of_person = person.and_then(|officer| filled(&officer.phone));
        let of_pack = packed.and_then(|recipient| filled(&recipient.phone));
        // A number somebody entered for the office is the office's; who holds it changes daily.
        let phone = own.or(of_person).or(of_pack);
        let other_phone = entry.and_then(|entry| filled(&entry.other_phone));
        Contact {
            id,
            zh: name
                .or(packed.map(|recipient| recipient.zh.as_str()))
                .unwrap_or(id.as_str()),
            en: name
                .or(packed.map(|recipient| recipient.en.as_str()))
                .unwrap_or(id.as_str()),
            person: person.map(|officer| officer.name.as_str()),
            phone: phone.or(other_phone),
            other_phone: other_phone.filter(|_| phone.is_some()),
        }
    }

    /// Whether the directory may say something of a recipient: the rules name it, or it is listed.
    pub fn is_recipient(&self, id: &RecipientId) -> bool {
        self.rules.recipient(id).is_some() || self.contacts.contains_key(id)
    }

    /// The recipients there are: as the rules name them, then those only the directory knows.
    pub fn recipients(&self) -> impl Iterator<Item = &RecipientId> {
        let packed = self.rules.recipients.iter().map(|recipient| &recipient.id);
        let listed = self.contacts.keys();
        let left = listed.filter(|id| self.rules.recipient(id).is_none());
        packed.chain(left)
    }

    fn person(&self, id: &RecipientId) -> Option<&Officer> {
        let watch = self.watch.as_ref()?;
        let officer = match id.as_str() {
            WATCH_OFFICER => watch.officer,
            SHIFT_LEADER => watch.leader,
            _ => return None,
        };
        self.officers.get(&officer)
    }
}
