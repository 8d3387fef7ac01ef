//! The field a PIN is typed in, and what is said to the desk with it.

use crate::console::form::choice::Label;
use crate::console::form::input::Input;
use crate::console::form::problem::{Fault, Problem};
use crate::console::form::{Entry, Form};
use crate::console::widget::Secret;
use crate::link::wire::{PIN_CHARS, Pin, Query};

/// Its name, which refusals of a PIN use too.
pub const FIELD: &str = "pin";

/// Characters that can be typed: one more than a PIN has, so that too many are refused, not cut off.
const TYPED_MAX: usize = *PIN_CHARS.end() + 1;

/// The field, empty.
pub fn entry(label: &str) -> Entry {
    Entry::called(
        FIELD,
        Label::key(label),
        Input::Secret(Secret::new(TYPED_MAX)),
    )
}

/// The proof that somebody is that officer, where a PIN was typed.
pub fn proof(form: &Form, officer: &str) -> Result<Option<Query>, Fault> {
    let Some(Input::Secret(typed)) = form.entry(FIELD).map(|entry| &entry.input) else {
        return Ok(None);
    };
    let typed = typed.reveal();
    if typed.is_empty() {
        return Ok(None);
    }
    let pin = Pin::read(typed.to_owned());
    let pin = pin.map_err(|error| Fault::at(FIELD, Problem::Refused(error.into())))?;
    let officer = officer.trim().to_owned();
    Ok(Some(Query::Prove { officer, pin }))
}
