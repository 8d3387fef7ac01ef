//! Wishes about the directory of those who are to be told.

use std::collections::BTreeSet;

use super::{Decision, Desk};
use crate::domain::contact::{ENTRIES_MAX, RecipientEntry};
use crate::domain::text::{self, NAME_MAX};
use crate::domain::{Event, RecipientId, Rejection};

impl Desk<'_> {
    /// All of the entries or none; those that say what is known already change nothing.
    pub(super) fn enter_recipients(self, given: &[RecipientEntry]) -> Decision {
        if given.len() > ENTRIES_MAX {
            return Err(Rejection::Absurd {
                field: "recipients".to_owned(),
            });
        }
        let mut seen = BTreeSet::new();
        let mut entries = Vec::new();
        for entry in given {
            if !seen.insert(&entry.id) {
                return Err(Rejection::RecipientTwice {
                    recipient: entry.id.clone(),
                });
            }
            let entry = self.entered(entry)?;
            let known = self.state.contacts.get(&entry.id);
            let is_known = match known {
                Some(known) => known.entry == entry,
                None => entry.is_empty(),
            };
            if !is_known {
                entries.push(entry);
            }
        }
        if entries.is_empty() {
            return Err(Rejection::NothingToDo);
        }
        Ok(vec![Event::RecipientsEntered { entries }])
    }

    fn entered(self, given: &RecipientEntry) -> Result<RecipientEntry, Rejection> {
        if !self.state.is_recipient(&given.id) {
            let names = self.state.recipients().map(RecipientId::as_str);
            return Err(Rejection::UnknownRecipient {
                recipient: given.id.clone(),
                known: names.collect::<Vec<_>>().join(", "),
            });
        }
        let name = text::line("name", &given.name, NAME_MAX)?;
        // The name the rules give anyway is no name of the desk's own: it stays in both languages.
        let packed = self.state.rules.recipient(&given.id);
        let is_packed = packed.is_some_and(|packed| name == packed.zh || name == packed.en);
        Ok(RecipientEntry {
            id: given.id.clone(),
            name: if is_packed { String::new() } else { name },
            phone: text::phone("phone", &given.phone)?,
            other_phone: text::phone("other-phone", &given.other_phone)?,
        })
    }
}
