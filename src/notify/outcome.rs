//! What a way of telling answered. Values that can be kept and shown; who is told next, and
//! whether it is tried again, is decided elsewhere.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::notice::Notice;
use crate::domain::reminder::Told;
use crate::locale::Lang;

/// A way of telling.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// A notification on the desktop.
    Desktop,
    /// A sequence and a bell in the terminal.
    Terminal,
    /// The user's command of that name.
    Command(String),
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Desktop => f.write_str("desktop"),
            Self::Terminal => f.write_str("terminal"),
            Self::Command(name) => write!(f, "command:{name}"),
        }
    }
}

impl Way {
    /// The way as people call it.
    pub fn name(&self, lang: Lang) -> String {
        match self {
            Self::Desktop => lang.text("way-desktop"),
            Self::Terminal => lang.text("way-terminal"),
            Self::Command(name) => lang.say("way-command", &[("name", name.as_str().into())]),
        }
    }
}

/// What came of telling.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It went out.
    Told,
    /// It went out, marked as a repeat: it may have gone out before a restart.
    Repeat,
    /// It should have gone out and did not.
    Failed {
        /// Why.
        reason: Reason,
    },
    /// There is no such way here; nothing was tried.
    Unavailable {
        /// Why.
        reason: Reason,
    },
}

/// Why a way did not tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// This login has no session bus.
    NoBus,
    /// Nobody on the bus shows notifications.
    NoServer,
    /// The notification server said nothing within the limit.
    Mute {
        /// The limit, in seconds.
        seconds: u64,
    },
    /// The notification server refused.
    Refused {
        /// What it said.
        says: String,
    },
    /// Too many notices are still to be told.
    Busy,
    /// The thread that tells has ended.
    Gone,
    /// The terminal has neither bell nor notification.
    NoTerminal,
    /// The terminal took no bytes.
    NotWritten {
        /// What the system said.
        says: String,
    },
    /// There is no such program, or this login may not run it.
    NoProgram {
        /// Its name.
        name: String,
    },
    /// The command could not be started.
    NotStarted {
        /// What the system said.
        says: String,
    },
    /// The command ran out of time and was killed with all it had started.
    TookTooLong {
        /// The limit, in seconds.
        seconds: u64,
    },
    /// The command ended with that exit code.
    Exited {
        /// The exit code.
        code: i32,
        /// The first line it wrote to its standard error; may be empty.
        says: String,
    },
    /// A signal ended the command.
    Signalled {
        /// The signal's number.
        signal: i32,
        /// The first line it wrote to its standard error; may be empty.
        says: String,
    },
}

impl Reason {
    /// A sentence: what was wrong.
    pub fn sentence(&self, lang: Lang) -> String {
        let values: Vec<_> = self
            .values()
            .into_iter()
            .map(|(name, value)| (name, value.into()))
            .collect();
        lang.say(self.key(), &values)
    }

    fn key(&self) -> &'static str {
        match self {
            Self::NoBus => "reason-no-bus",
            Self::NoServer => "reason-no-server",
            Self::Mute { .. } => "reason-mute",
            Self::Refused { .. } => "reason-refused",
            Self::Busy => "reason-busy",
            Self::Gone => "reason-gone",
            Self::NoTerminal => "reason-no-terminal",
            Self::NotWritten { .. } => "reason-not-written",
            Self::NoProgram { .. } => "reason-no-program",
            Self::NotStarted { .. } => "reason-not-started",
            Self::TookTooLong { .. } => "reason-took-too-long",
            Self::Exited { .. } => "reason-exited",
            Self::Signalled { .. } => "reason-signalled",
        }
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NoBus | Self::NoServer | Self::Busy | Self::Gone | Self::NoTerminal => Vec::new(),
            Self::Mute { seconds } | Self::TookTooLong { seconds } => {
                vec![("seconds", seconds.to_string())]
            }
            Self::Refused { says } | Self::NotWritten { says } | Self::NotStarted { says } => {
                vec![("says", says.clone())]
            }
            Self::NoProgram { name } => vec![("name", name.clone())],
            Self::Exited { code, says } => vec![("code", code.to_string()), ("says", says.clone())],
            Self::Signalled { signal, says } => {
                vec![("signal", signal.to_string()), ("says", says.clone())]
            }
        }
    }
}

impl Outcome {
    /// The notice went out.
    pub fn told(notice: &Notice) -> Self {
        if notice.marks.repeat {
            Self::Repeat
        } else {
            Self::Told
        }
    }

    /// Whether it went out.
    pub fn is_told(&self) -> bool {
        matches!(self, Self::Told | Self::Repeat)
    }

    /// Whether there is no such way here.
    pub fn is_unavailable(&self) -> bool {
        matches!(self, Self::Unavailable { .. })
    }

    /// Why it did not go out.
    pub fn reason(&self) -> Option<&Reason> {
        match self {
            Self::Told | Self::Repeat => None,
            Self::Failed { reason } | Self::Unavailable { reason } => Some(reason),
        }
    }

    /// A sentence: what came of it.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Told => lang.text("outcome-told"),
            Self::Repeat => lang.text("outcome-repeat"),
            Self::Failed { reason } => {
                let reason = reason.sentence(lang);
                lang.say("outcome-failed", &[("reason", reason.into())])
            }
            Self::Unavailable { reason } => {
                let reason = reason.sentence(lang);
                lang.say("outcome-unavailable", &[("reason", reason.into())])
            }
        }
    }

    /// As the record keeps it; why it did not go out is told in `lang`.
    pub fn record(&self, way: &Way, lang: Lang) -> Told {
        Told {
            way: way.to_string(),
            delivered: self.is_told(),
            detail: self
                .reason()
                .map(|reason| reason.sentence(lang))
                .unwrap_or_default(),
            repeat: *self == Self::Repeat,
        }
    }
}
