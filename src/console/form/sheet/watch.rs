//! Taking the watch. Whoever takes it and has a PIN proves with it to be that officer.

use super::{Ctx, Sheet, pin};
use crate::console::form::choice::Label;
use crate::console::form::input::Input;
use crate::console::form::problem::{Fault, Problem};
use crate::console::form::{Entry, Form};
use crate::domain::Command;
use crate::domain::text::PROSE_MAX;
use crate::link::wire::Query;
use crate::locale::Lang;

/// The form.
pub struct TakeWatchSheet;

/// The fields before the PIN, where one is asked for.
const BEFORE_PIN: usize = 1;

/// The questions after the officer's name.
fn rest(pin: Option<Entry>, ctx: &Ctx<'_>) -> Vec<Entry> {
    let others = [
        Entry::called(
            "leader",
            Label::key("role-leader"),
            Input::name(ctx.leaders()),
        ),
        Entry::new("deputy", Input::name(ctx.officers())),
        Entry::new("note", Input::area(PROSE_MAX)),
    ];
    pin.into_iter().chain(others).collect()
}

impl Sheet for TakeWatchSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let officer = Entry::new("officer", Input::name(ctx.officers()));
        std::iter::once(officer).chain(rest(None, ctx)).collect()
    }

    /// What was typed for one officer is no PIN of another.
    fn changed(&self, form: &mut Form, name: &str, ctx: &Ctx<'_>) {
        if name == "officer" {
            let asks = ctx.needs_pin(&form.text("officer"));
            let pin = asks.then(|| pin::entry("field-pin"));
            form.ask_instead(BEFORE_PIN, rest(pin, ctx));
        }
    }

    /// A PIN may have been set, or taken away, while the form was open.
    fn review(&self, form: &mut Form, ctx: &Ctx<'_>) {
        if ctx.needs_pin(&form.text("officer")) != form.entry(pin::FIELD).is_some() {
            self.changed(form, "officer", ctx);
        }
    }

    fn proof(&self, form: &Form) -> Result<Option<Query>, Fault> {
        let proof = pin::proof(form, &form.text("officer"))?;
        if proof.is_none() && form.entry(pin::FIELD).is_some() {
            return Err(Fault::at(pin::FIELD, Problem::empty(pin::FIELD)));
        }
        Ok(proof)
    }

    fn command(&self, form: &Form, _ctx: &Ctx<'_>) -> Result<Command, Fault> {
        let officer = form.filled("officer")?;
        self.proof(form)?;
        let deputy = form.text("deputy");
        Ok(Command::TakeWatch {
            officer,
            leader: form.filled("leader")?,
            deputy: Some(deputy).filter(|name| !name.trim().is_empty()),
            note: form.text("note"),
        })
    }

    fn aside(&self, _form: &Form, ctx: &Ctx<'_>, lang: Lang) -> Vec<String> {
        if ctx.state.officers.is_empty() {
            vec![lang.text("form-no-officers")]
        } else {
            Vec::new()
        }
    }
}
