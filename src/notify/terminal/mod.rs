//! Telling through the terminal: a bell, the best notification sequence the terminal takes, and
//! the number overdue in its title. Works over SSH, since it is nothing but bytes.
//!
//! Pure: the environment is given, the bytes are handed back, writing them is the caller's. Text is
//! cleaned and cut here once more, since what leaves this file is read by a terminal.

mod profile;
mod sequence;

use crate::domain::reminder::{MatterId, Urgency};
use crate::locale::Lang;

use super::notice::Notice;
use super::outcome::{Outcome, Reason};

pub use profile::{Profile, Sends, Wrap};
pub use sequence::TEXT_BYTES_MAX;

const BELL: u8 = 0x07;

impl Profile {
    /// The bytes that tell a notice: the sequence, then the bell for whatever is to be heard.
    /// Empty where the terminal can do neither.
    pub fn notice(self, notice: &Notice) -> Vec<u8> {
        let mut bytes = match self.sends {
            Sends::Nothing => return Vec::new(),
            Sends::Bell => Vec::new(),
            Sends::Osc9 => sequence::osc9(self.wrap, notice),
            Sends::Osc777 => sequence::osc777(self.wrap, notice),
            Sends::Osc99 => sequence::osc99(self.wrap, notice),
        };
        // The bell goes out bare: tmux and screen ring it themselves, in every window.
        if notice.urgency > Urgency::Low {
            bytes.push(BELL);
        }
        bytes
    }

    /// The bytes that take a notice away once its matter is settled. Only one protocol can.
    pub fn settle(self, matter: &MatterId) -> Vec<u8> {
        match self.sends {
            Sends::Osc99 => sequence::osc99_close(self.wrap, matter),
            _ => Vec::new(),
        }
    }

    /// The bytes that keep the title the terminal has now, for [`Profile::title_restore`].
    pub fn title_keep(self) -> Vec<u8> {
        self.if_titles(b"\x1b[22;2t".to_vec())
    }

    /// The bytes that put the number overdue and a name into the title.
    pub fn title(self, lang: Lang, overdue: usize, name: &str) -> Vec<u8> {
        let key = match overdue {
            0 => "terminal-title",
            _ => "terminal-title-overdue",
        };
        let number = ("number", overdue.to_string().into());
        let text = lang.say(key, &[number, ("name", name.to_owned().into())]);
        self.if_titles(sequence::title(self.wrap, &text))
    }

    /// The bytes that bring the kept title back; where the terminal keeps none, an empty title.
    pub fn title_restore(self) -> Vec<u8> {
        let bytes = match self.wrap {
            Wrap::Screen => sequence::title(self.wrap, ""),
            Wrap::None | Wrap::Tmux | Wrap::Unknown => b"\x1b[23;2t".to_vec(),
        };
        self.if_titles(bytes)
    }

    /// What came of telling, from the result of writing [`Profile::notice`].
    pub fn outcome(self, notice: &Notice, written: std::io::Result<()>) -> Outcome {
        match written {
            _ if self.sends == Sends::Nothing => Outcome::Unavailable {
                reason: Reason::NoTerminal,
            },
            Ok(()) => Outcome::told(notice),
            Err(error) => Outcome::Failed {
                reason: Reason::NotWritten {
                    says: error.to_string(),
                },
            },
        }
    }

    fn if_titles(self, bytes: Vec<u8>) -> Vec<u8> {
        if self.titles { bytes } else { Vec::new() }
    }
}
