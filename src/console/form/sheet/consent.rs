//! The part of a form in which a leader consents: why, who, and the PIN of a leader who is here.

use super::{Ctx, pin};
use crate::console::form::input::Input;
use crate::console::form::problem::Fault;
use crate::console::form::{Entry, Form};
use crate::domain::officer::Approval;
use crate::domain::text::PROSE_MAX;
use crate::link::wire::Query;

/// The field of the leader's name.
const APPROVER: &str = "approver";

/// The fields of a leader's consent. Whoever acts as a leader consents, unless another is named.
pub fn approval_entries(ctx: &Ctx<'_>) -> [Entry; 2] {
    let acting = ctx.acting_leader().unwrap_or_default();
    [
        Entry::new("reason", Input::area(PROSE_MAX)),
        Entry::new(APPROVER, Input::name(ctx.leaders()).with(acting)),
    ]
}

/// A leader's consent, with its reason. Whether it may be without a name the desk says: a leader
/// who is not here can be asked.
pub fn approval(form: &Form) -> Result<Approval, Fault> {
    let reason = form.filled("reason")?;
    Ok(Approval::of(form.text(APPROVER), reason))
}

/// A leader's consent, where anything of it was given; then there must be a reason.
pub fn maybe_approval(form: &Form) -> Result<Option<Approval>, Fault> {
    let is_given = |field| !form.text(field).trim().is_empty();
    let given = is_given("reason") || is_given(APPROVER);
    given.then(|| approval(form)).transpose()
}

/// Asks for the PIN of the leader who is named, or no longer. It may be left empty where that one
/// leads the shift and is not here.
pub fn review(form: &mut Form, ctx: &Ctx<'_>) {
    if form.entry(APPROVER).is_none() {
        return;
    }
    let asks = ctx.needs_pin(&form.text(APPROVER));
    match (asks, form.entry(pin::FIELD).is_some()) {
        (true, false) => form.put_after(APPROVER, pin::entry("form-label-approver-pin")),
        (false, true) => form.take_away(pin::FIELD),
        (true, true) | (false, false) => {}
    }
}

/// What was typed for one leader is no PIN of another.
pub fn changed(form: &mut Form, name: &str, ctx: &Ctx<'_>) {
    if name == APPROVER {
        form.take_away(pin::FIELD);
    }
    review(form, ctx);
}

/// What shows the desk that the leader consents, where a PIN was typed.
pub fn proof(form: &Form) -> Result<Option<Query>, Fault> {
    if form.entry(APPROVER).is_none() {
        return Ok(None);
    }
    pin::proof(form, &form.text(APPROVER))
}
