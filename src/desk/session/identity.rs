//! Who a session acts as and what it may do: the login the operating system vouches for, the officer
//! it was greeted as, and whether that was proven.

use std::sync::Arc;

use crate::clock::monotonic;
use crate::desk::gate::Peer;
use crate::desk::job::{Person, Who, Wish};
use crate::desk::office::Office;
use crate::desk::refusals::Tried;
use crate::domain::officer::Role;
use crate::domain::{OfficerId, Proven};
use crate::error::Error;
use crate::link::wire::{Access, Hello, Pin, Refusal};

/// Officers one session may prove to be: those who relieve each other at one console.
const PROVEN_MAX: usize = 32;

/// Who a session acts as.
#[derive(Debug)]
pub(super) struct Identity {
    pub(super) who: Who,
    /// What it may do.
    pub(super) access: Access,
    /// The officer it was greeted as, where the directory has one of that name.
    pub(super) officer: Option<String>,
    acting: Option<OfficerId>,
    /// That one has a PIN, which was not given yet.
    unproven: Option<OfficerId>,
    proven: Vec<OfficerId>,
    /// Whoever typed the PIN last. It speaks for the next wish with a consent alone: whoever
    /// consented once and went away has not consented to what is asked here later.
    typed: Option<OfficerId>,
}

impl Identity {
    /// Decides who a peer that greeted is.
    pub(super) async fn of(
        office: &Arc<Office>,
        peer: Peer,
        hello: &Hello,
    ) -> Result<Self, Refusal> {
        let cap = hello.at_most.unwrap_or(Access::Keeper);
        let mut identity = Self {
            access: peer.grant.access.min(cap),
            who: Who {
                login: peer.login,
                officer: hello.officer.clone(),
                post: hello.post,
                proven: Proven::default(),
            },
            officer: None,
            acting: None,
            unproven: None,
            proven: Vec::new(),
            typed: None,
        };
        if hello.vouched && !peer.grant.bridges {
            identity.refused(office, Tried::Bridge).await;
            let login = &identity.who.login;
            return Err(Error::refused("desk-bridge").with("login", login).into());
        }
        let Some(name) = &hello.officer else {
            return Ok(identity);
        };
        match (office.person(name).await?, hello.vouched) {
            (Some(person), true) => {
                // The keeper said whose key it is; what that officer is for decides, unless the
                // keeper said that as well.
                if hello.at_most.is_none() {
                    identity.access = identity.access.min(of_role(person.role));
                }
                identity.proven.push(person.id);
                identity.acts_as(name, &person);
            }
            (None, true) => {
                return Err(Error::refused("desk-bridge-officer")
                    .with("name", name)
                    .into());
            }
            (Some(person), false) => {
                identity.acts_as(name, &person);
                match (&hello.pin, person.has_pin) {
                    (_, false) => {}
                    (None, true) => identity.unproven = Some(person.id),
                    (Some(pin), true) => identity.prove(office, &person, pin.clone()).await?,
                }
            }
            // Nobody of the directory: the officer on watch is meant.
            (None, false) => {}
        }
        Ok(identity)
    }

    fn acts_as(&mut self, name: &str, person: &Person) {
        self.officer = Some(name.to_owned());
        self.acting = Some(person.id);
    }

    /// Who wishes this, with what was proved of them.
    pub(super) fn wishes(&mut self, wish: &Wish) -> Who {
        let acting = self.acting.filter(|acting| self.proven.contains(acting));
        let consents = match wish {
            Wish::Command(command) => command.approval().is_some(),
            Wish::Clock(_) => false,
        };
        let typed = if consents { self.typed.take() } else { None };
        Who {
            proven: Proven {
                console: acting,
                pin: typed,
            },
            ..self.who.clone()
        }
    }

    /// Proves by a PIN to be that officer, for the next wish too where a leader consents by it.
    pub(super) async fn types_pin(
        &mut self,
        office: &Arc<Office>,
        person: &Person,
        pin: Pin,
    ) -> Result<(), Refusal> {
        self.typed = None;
        self.prove(office, person, pin).await?;
        self.typed = Some(person.id);
        Ok(())
    }

    /// Whether a PIN is still to be given.
    pub(super) fn is_unproven(&self) -> bool {
        self.unproven.is_some()
    }

    /// Whether something may be done that needs so much.
    pub(super) async fn may(
        &self,
        office: &Office,
        needs: Access,
        tried: Tried,
    ) -> Result<(), Refusal> {
        if needs > self.access {
            self.refused(office, tried).await;
            let key = format!("desk-role-{}", needs.name());
            return Err(Error::refused(&key).with("login", &self.who.login).into());
        }
        match &self.officer {
            Some(officer) if self.is_unproven() && needs > Access::Watch => {
                Err(pin_needed(officer))
            }
            _ => Ok(()),
        }
    }

    /// Whether an officer may take the watch here.
    pub(super) async fn may_take(&self, office: &Office, officer: &str) -> Result<(), Refusal> {
        match office.person(officer).await? {
            Some(person) if person.has_pin && !self.proven.contains(&person.id) => {
                Err(pin_needed(officer))
            }
            // Whoever is not in the directory is refused by the decision.
            _ => Ok(()),
        }
    }

    /// Proves by a PIN to be that officer.
    async fn prove(
        &mut self,
        office: &Arc<Office>,
        person: &Person,
        pin: Pin,
    ) -> Result<(), Refusal> {
        let (asked, officer) = (Arc::clone(office), person.id);
        let checked =
            tokio::task::spawn_blocking(move || asked.gate.pins.check(officer, &pin, monotonic()));
        let checked = checked
            .await
            .unwrap_or_else(|_| Err(Error::new("desk-internal")));
        if let Err(error) = checked {
            if error.key() == "error-desk-pin-wrong" {
                self.refused(office, Tried::Pin).await;
            }
            return Err(error.into());
        }
        if !self.proven.contains(&officer) {
            if self.proven.len() == PROVEN_MAX {
                self.proven.remove(0);
            }
            self.proven.push(officer);
        }
        self.unproven = self.unproven.filter(|unproven| *unproven != officer);
        Ok(())
    }

    async fn refused(&self, office: &Office, tried: Tried) {
        office.refused(&self.who.login, tried).await;
    }
}

/// What an officer may do from home, by what the officer is for.
fn of_role(role: Role) -> Access {
    match role {
        Role::Officer => Access::Officer,
        Role::Leader | Role::Head => Access::Leader,
    }
}

fn pin_needed(officer: &str) -> Refusal {
    Error::refused("desk-pin-needed")
        .with("officer", officer)
        .into()
}
