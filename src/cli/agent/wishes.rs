//! What was wished of the desk and is not answered yet. It is asked again, by the same name, when
//! the link is back: a press is not lost with the line it went over.

use std::collections::VecDeque;

use crate::domain::{Command, CommandId};
use crate::link::client::fresh_command_id;
use crate::link::wire::ToDesk;

/// Wishes kept for a desk that is away; the oldest goes first.
const WAITING_MAX: usize = 64;

/// Wishes nobody answered yet, oldest first.
#[derive(Debug, Default)]
pub(super) struct Wishes {
    waiting: VecDeque<(CommandId, Command)>,
}

impl Wishes {
    /// Keeps a wish; what to say to the desk. `None` where no name can be made for it.
    pub(super) fn make(&mut self, command: Command) -> Option<ToDesk> {
        let id = fresh_command_id().ok()?;
        if self.waiting.len() == WAITING_MAX {
            self.waiting.pop_front();
        }
        let word = wish(&id, &command);
        self.waiting.push_back((id, command));
        Some(word)
    }

    /// The desk answered: what was wished.
    pub(super) fn answered(&mut self, id: &CommandId) -> Option<Command> {
        let at = self.waiting.iter().position(|(waits, _)| waits == id)?;
        self.waiting.remove(at).map(|(_, command)| command)
    }

    /// What to say again to a desk that came back. What does not hold any more is forgotten.
    pub(super) fn again(&mut self, holds: impl Fn(&Command) -> bool) -> Vec<ToDesk> {
        self.waiting.retain(|(_, command)| holds(command));
        let waiting = self.waiting.iter();
        waiting.map(|(id, command)| wish(id, command)).collect()
    }
}

fn wish(id: &CommandId, command: &Command) -> ToDesk {
    ToDesk::Do {
        id: id.clone(),
        command: Box::new(command.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(text: usize) -> Command {
        Command::MakeNote {
            subject: None,
            text: text.to_string(),
        }
    }

    fn id(word: &ToDesk) -> CommandId {
        match word {
            ToDesk::Do { id, .. } => id.clone(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_nobody_answered_is_asked_again_by_the_same_name() {
        let mut wishes = Wishes::default();
        let first = wishes.make(note(1)).unwrap();
        let second = wishes.make(note(2)).unwrap();
        assert_eq!(wishes.answered(&id(&first)), Some(note(1)));
        assert_eq!(wishes.answered(&id(&first)), None);
        let again = wishes.again(|_| true);
        assert_eq!(
            again.iter().map(id).collect::<Vec<_>>(),
            [id(&second)],
            "only the one that waits"
        );
    }

    #[test]
    fn what_does_not_hold_any_more_is_forgotten() {
        let mut wishes = Wishes::default();
        for number in 1..=3 {
            wishes.make(note(number)).unwrap();
        }
        let again = wishes.again(|command| *command != note(2));
        assert_eq!(again.len(), 2);
        assert_eq!(wishes.again(|_| true).len(), 2, "for good");
    }

    #[test]
    fn a_desk_that_stays_away_costs_no_more_than_so_many_wishes() {
        let mut wishes = Wishes::default();
        let made: Vec<ToDesk> = (0..=WAITING_MAX)
            .map(|number| wishes.make(note(number)).unwrap())
            .collect();
        let again = wishes.again(|_| true);
        assert_eq!(again.len(), WAITING_MAX);
        assert_eq!(id(&again[0]), id(&made[1]), "the oldest went");
    }
}
