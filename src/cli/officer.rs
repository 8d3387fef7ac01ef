//! `officer add|list|pin`: the people of the desk.

use clap::{Args, Subcommand};

use super::context::Context;
use super::json::OfficerView;
use super::secret::{self, PinFrom};
use super::session::{Session, unexpected};
use super::text::Table;
use super::values::one_of;
use crate::domain::command::OfficerEntry;
use crate::domain::officer::{Officer, Role};
use crate::domain::{Command as Wish, Rejection};
use crate::error::{Error, Exit};
use crate::link::wire::{Pin, Query, Reply};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Add(Add),
    List,
    #[command(subcommand)]
    Pin(PinCommand),
}

/// What about a PIN.
#[derive(Debug, Subcommand)]
pub(super) enum PinCommand {
    Set(Whose),
    Clear(Whose),
}

/// Whose it is.
#[derive(Debug, Args)]
pub(super) struct Whose {
    #[arg(id = "officer-name", value_name = "NAME")]
    name: String,
}

/// An officer's particulars.
#[derive(Debug, Args)]
pub(super) struct Add {
    #[arg(id = "officer-name", value_name = "NAME", conflicts_with = "name")]
    named: Option<String>,
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[arg(long, value_name = "TEXT")]
    post: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    phone: Option<String>,
    #[arg(long, value_name = "ROLE", value_parser = one_of(&Role::ALL, Role::name))]
    role: Option<Role>,
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        match self {
            Self::Add(options) => options.run(context),
            Self::List => list(context),
            Self::Pin(PinCommand::Set(whose)) => set_pin(context, whose.name),
            Self::Pin(PinCommand::Clear(whose)) => keep_pin(context, whose.name, None),
        }
    }
}

impl Add {
    fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let name = self.named.or(self.name).unwrap_or_default();
        // The same name again changes that officer; what is not named stays.
        let known = session.state.officer_named(&name).cloned();
        let kept = |of: fn(&Officer) -> &String| known.as_ref().map(of).cloned();
        let officer = OfficerEntry {
            post: self.post.or(kept(|o| &o.post)).unwrap_or_default(),
            phone: self.phone.or(kept(|o| &o.phone)).unwrap_or_default(),
            role: self
                .role
                .or(known.as_ref().map(|known| known.role))
                .unwrap_or(Role::Officer),
            name: name.clone(),
        };
        session.perform(Wish::EnterOfficer { officer })?;
        session.refresh()?;
        let entered = session.state.officer_named(&name).cloned();
        let entered = entered.ok_or(Rejection::UnknownOfficer { name })?;
        context.answer(&OfficerView::from(&entered), || {
            let role = context.text(&format!("role-{}", entered.role.name()));
            let values = [
                ("name", entered.name.as_str().into()),
                ("role", role.into()),
            ];
            context.say("cli-officer-entered", &values)
        })?;
        Ok(Exit::Done)
    }
}

/// Asks for a PIN twice where it is typed, so that a slip locks nobody out.
fn set_pin(context: &Context, name: String) -> Result<Exit, Error> {
    let pin = secret::ask(context, "cli-pin-new", &name)?;
    if context.pin_from == PinFrom::Terminal && secret::ask(context, "cli-pin-again", &name)? != pin
    {
        return Err(Error::refused("cli-pin-differs"));
    }
    keep_pin(context, name, Some(pin))
}

fn keep_pin(context: &Context, officer: String, pin: Option<Pin>) -> Result<Exit, Error> {
    let mut session = Session::begin(context)?;
    let key = if pin.is_some() {
        "cli-pin-set"
    } else {
        "cli-pin-cleared"
    };
    let query = Query::SetPin {
        officer: officer.clone(),
        pin,
    };
    match session.client.ask(query)? {
        Reply::PinKept => {}
        _ => return Err(unexpected()),
    }
    session.refresh()?;
    let kept = session.state.officer_named(&officer).cloned();
    let kept = kept.ok_or(Rejection::UnknownOfficer { name: officer })?;
    context.answer(&OfficerView::from(&kept), || {
        context.say(key, &[("name", kept.name.as_str().into())])
    })?;
    Ok(Exit::Done)
}

fn list(context: &Context) -> Result<Exit, Error> {
    let session = Session::begin(context)?;
    let officers: Vec<&Officer> = session.state.officers.values().collect();
    let views: Vec<OfficerView> = officers.iter().map(|officer| (*officer).into()).collect();
    context.answer(&views, || {
        if officers.is_empty() {
            return context.text("cli-no-officers");
        }
        let mut table = Table::new(
            context.lang(),
            ["field-name", "cli-role", "field-post", "field-phone"],
        );
        for officer in &officers {
            let role = context.text(&format!("role-{}", officer.role.name()));
            table.row([&officer.name, &role, &officer.post, &officer.phone]);
        }
        table.text()
    })?;
    Ok(Exit::Done)
}
