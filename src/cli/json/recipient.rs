//! A recipient, and how it is reached.

use serde::Serialize;

use crate::cli::seen::Seen;
use crate::domain::RecipientId;
use crate::notify::dial;

#[derive(Debug, Serialize)]
pub(in crate::cli) struct RecipientView {
    pub(in crate::cli) id: String,
    zh: String,
    en: String,
    /// Who it is just now, where it is whoever does a duty.
    person: Option<String>,
    pub(in crate::cli) phone: Option<String>,
    pub(in crate::cli) other_phone: Option<String>,
    /// Whether the rules name it still.
    in_rules: bool,
    /// When the directory was told; nothing where it says nothing.
    entered_at: Option<String>,
    pub(in crate::cli) entered_by: Option<String>,
    /// What people read.
    #[serde(skip)]
    pub(in crate::cli) shown: String,
}

impl RecipientView {
    pub(in crate::cli) fn new(id: &RecipientId, seen: Seen<'_>) -> Self {
        let contact = seen.state.contact(id);
        let listed = seen.state.contacts.get(id);
        let by = listed.map(|listed| {
            let officer = listed.by.officer;
            let name = officer.map_or("", |id| seen.state.officer_name(id));
            if name.is_empty() {
                listed.by.login.clone()
            } else {
                name.to_owned()
            }
        });
        Self {
            id: id.to_string(),
            zh: contact.zh.to_owned(),
            en: contact.en.to_owned(),
            person: contact.person.map(str::to_owned),
            phone: contact.phone.map(str::to_owned),
            other_phone: contact.other_phone.map(str::to_owned),
            in_rules: seen.state.rules.recipient(id).is_some(),
            entered_at: listed.map(|listed| seen.stamp(listed.at)),
            entered_by: by,
            shown: dial::name(seen.lang, &contact),
        }
    }
}
