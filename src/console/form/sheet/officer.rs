//! Entering a person into the directory, or changing one who is there.

use super::{Ctx, Sheet, choice, value};
use crate::console::form::choice::Label;
use crate::console::form::input::Input;
use crate::console::form::problem::Fault;
use crate::console::form::{Entry, Form};
use crate::domain::Command;
use crate::domain::command::OfficerEntry;
use crate::domain::officer::Role;
use crate::domain::text::LINE_MAX;
use crate::locale::Lang;

/// The form.
pub struct OfficerSheet;

impl Sheet for OfficerSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let role = choice("role", Role::ALL, Role::name, Role::Officer.name());
        vec![
            Entry::new("name", Input::name(ctx.officers())),
            Entry::called("role", Label::key("form-label-role"), role),
            Entry::new("post", Input::line(LINE_MAX)),
            Entry::new("phone", Input::line(LINE_MAX)),
        ]
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        let name = form.filled("name")?;
        let known = ctx.state.officer_named(&name);
        // Of somebody who is there, what is left empty stays: a new telephone number is entered
        // without typing the post again.
        let kept = |typed: String, known: Option<&String>| match known {
            Some(known) if typed.trim().is_empty() => known.clone(),
            _ => typed,
        };
        Ok(Command::EnterOfficer {
            officer: OfficerEntry {
                role: value(form, "role", Role::ALL, Role::name)?,
                post: kept(form.text("post"), known.map(|known| &known.post)),
                phone: kept(form.text("phone"), known.map(|known| &known.phone)),
                name,
            },
        })
    }

    fn aside(&self, form: &Form, ctx: &Ctx<'_>, lang: Lang) -> Vec<String> {
        let Some(known) = ctx.state.officer_named(&form.text("name")) else {
            return Vec::new();
        };
        let role = lang.text(&format!("role-{}", known.role.name()));
        let particulars = [role, known.post.clone(), known.phone.clone()];
        let filled = particulars.into_iter().filter(|text| !text.is_empty());
        let known = filled.collect::<Vec<_>>().join(" ");
        vec![lang.say("form-officer-known", &[("known", known.into())])]
    }
}
