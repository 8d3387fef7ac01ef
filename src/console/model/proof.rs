//! Proofs: before some wishes the desk is shown who somebody is, and what it was shown with is kept
//! no longer than until it answers.

use super::view::Overlay;
use super::{Asked, Model};
use crate::console::message::Effect;
use crate::domain::{Command, CommandId};
use crate::link::wire::{Query, Refusal, Reply, ToDesk, Welcome};

impl Model {
    /// Says a wish to the desk; where something is to be proven first, that, and the wish once it
    /// is.
    pub(super) fn say(&mut self, id: CommandId, command: Command, proof: Option<Query>) {
        let proving = Asked::Proof(id.clone());
        match proof {
            // Asked twice at once, a wrong one would count twice.
            Some(_) if self.asked.iter().any(|(_, asked)| *asked == proving) => {}
            Some(proof) => {
                self.ask(proof, proving);
            }
            None => {
                let command = Box::new(command);
                self.effects
                    .push(Effect::Send(Box::new(ToDesk::Do { id, command })));
            }
        }
    }

    /// Says that nothing can be recorded here where the officer acted as has a PIN that was not
    /// given: it was set, or set anew, since this console was started.
    pub(super) fn warn_of_proof(&mut self, welcome: &Welcome) {
        if let Some(officer) = welcome.officer.as_ref().filter(|_| welcome.unproven) {
            let officer = officer.as_str().into();
            let text = self
                .look
                .lang
                .say("console-unproven", &[("officer", officer)]);
            self.warn(text);
        }
    }

    /// The desk was shown who somebody is. A form that was left meanwhile wishes nothing any more.
    pub(super) fn proved(&mut self, id: &CommandId, reply: Result<Reply, Refusal>) {
        let Some(at) = self.awaiting(id) else {
            return;
        };
        let Some(Overlay::Form(form)) = self.overlays.get_mut(at) else {
            return;
        };
        match reply {
            Ok(_) => {
                let asked = form.awaited();
                if let Some(command) = asked.and_then(|asked| asked.command.clone()) {
                    self.say(id.clone(), command, None);
                }
            }
            Err(refusal) => {
                form.wipe();
                self.refused(at, refusal);
            }
        }
    }
}
