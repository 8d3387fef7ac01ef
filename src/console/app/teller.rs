//! How a console tells: its own terminal always, the desktop of its session where there is one and
//! no other process tells there. Nothing here waits.

use std::path::PathBuf;
use std::sync::mpsc::SyncSender;

use super::terminal::Terminal;
use crate::console::message::Message;
use crate::domain::reminder::MatterId;
use crate::domain::state::Desk;
use crate::locale::Lang;
use crate::notify::desktop::{Answer, Seated};
use crate::notify::herald::Telling;
use crate::notify::outcome::Reason;
use crate::notify::terminal::{Profile, Sends};
use crate::notify::{Outcome, Way};

/// The desktop a console may tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DesktopOptions {
    /// Where it is settled who tells.
    pub seats: PathBuf,
    /// The address of the session bus.
    pub bus: String,
}

/// The ways of telling a console has.
#[derive(Debug)]
pub struct Teller {
    profile: Profile,
    desktop: Option<Seated>,
    /// What the terminal's title was made of last.
    titled: Option<(Lang, usize, String)>,
}

impl Teller {
    /// The ways there are. A desktop that cannot be told is left out: `doctor` says why.
    pub fn new(
        profile: Profile,
        desktop: Option<DesktopOptions>,
        lang: Lang,
        messages: SyncSender<Message>,
    ) -> Self {
        // A queue that is full loses a press, never a reminder.
        let answer = move |answer: Answer| {
            let _lost = messages.try_send(Message::Desktop(answer));
        };
        let desktop = desktop.and_then(|options| {
            let DesktopOptions { seats, bus } = options;
            Seated::start(lang, seats, &bus, answer).ok()
        });
        Self {
            profile,
            desktop,
            titled: None,
        }
    }

    /// Tells a reminder of a desk; gives what came of it in the terminal.
    pub fn tell(
        &mut self,
        telling: &Telling,
        desk: Option<&Desk>,
        terminal: &mut Terminal,
    ) -> Outcome {
        if let (Some(desktop), Some(desk)) = (&self.desktop, desk) {
            // What the desktop says of it comes as a message.
            let _order = desktop.raise(desk, telling.clone());
        }
        let bytes = self.profile.notice(&telling.notice);
        self.profile
            .outcome(&telling.notice, terminal.write(&bytes))
    }

    /// Takes away what was told of a matter.
    pub fn settle(&self, matter: MatterId, terminal: &mut Terminal) -> std::io::Result<()> {
        let bytes = self.profile.settle(&matter);
        if let Some(desktop) = &self.desktop {
            desktop.settle(matter);
        }
        terminal.write(&bytes)
    }

    /// Sees which ways do not work; what a desktop says comes as a message of its own.
    pub fn look(&self) -> Vec<(Way, Outcome)> {
        let mut looked = Vec::new();
        match self.desktop.as_ref().map(Seated::look) {
            Some(Ok(())) => return looked,
            Some(Err(outcome)) => looked.push((Way::Desktop, outcome)),
            None => {
                let reason = Reason::NoBus;
                looked.push((Way::Desktop, Outcome::Unavailable { reason }));
            }
        }
        if self.profile.sends == Sends::Nothing {
            let reason = Reason::NoTerminal;
            looked.push((Way::Terminal, Outcome::Unavailable { reason }));
        }
        looked
    }

    /// The bytes of the title, where it is another than before.
    pub fn title(&mut self, lang: Lang, overdue: usize, name: &str) -> Vec<u8> {
        let title = (lang, overdue, name.to_owned());
        if self.titled.as_ref() == Some(&title) {
            return Vec::new();
        }
        self.titled = Some(title);
        self.profile.title(lang, overdue, name)
    }

    /// Somebody else had the terminal: its title is not known.
    pub fn forget_title(&mut self) {
        self.titled = None;
    }
}
