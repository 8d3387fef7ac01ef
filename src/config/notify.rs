//! Commands that tell people, as the data folder's file sets them; only the desk runs them.
//!
//! ```toml
//! [[notify.command]]
//! name = "sms"
//! argv = ["/usr/local/bin/send-sms"]
//! urgency = "critical"             # everything where nothing is said
//! audience = ["leader", "head"]    # anybody where nothing is said
//! time_limit = "10s"
//! retries = 2
//! ```

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;

use super::{asked, read};
use crate::error::Error;
use crate::locale::{self, Lang};
use crate::notify::NotifyCommand;

/// Commands there may be.
const COMMANDS_MAX: usize = 16;

/// The section as it is written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Notify {
    #[serde(default)]
    command: Vec<NotifyCommand>,
}

/// What a desk tells people by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotifyConfig {
    /// The language of what is told.
    pub lang: Lang,
    /// The commands, every one fit to be run.
    pub commands: Vec<NotifyCommand>,
}

impl NotifyConfig {
    /// Reads it, with variables read through `get`; there are no commands where there is no file.
    pub fn of(data: &Path, get: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let filled = |name: &str| get(name).filter(|value| !value.is_empty());
        let settings = read(data)?;
        let set = settings.lang.as_deref().and_then(Lang::from_name);
        let lang = asked(&filled).or(set);
        let commands = settings.notify.unwrap_or_default().command;
        if commands.len() > COMMANDS_MAX {
            return Err(Error::new("config-commands").with("limit", COMMANDS_MAX));
        }
        let mut names = BTreeSet::new();
        for command in &commands {
            command.check()?;
            if !names.insert(&command.name) {
                return Err(Error::new("config-command-twice").with("name", &command.name));
            }
        }
        Ok(Self {
            lang: lang.unwrap_or_else(|| locale::spoken(filled).lang),
            commands,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<NotifyConfig, Error> {
        let data = tempfile::tempdir().unwrap();
        std::fs::write(data.path().join(super::super::FILE_NAME), text).unwrap();
        NotifyConfig::of(data.path(), |_| None)
    }

    const SMS: &str = "[[notify.command]]\nname = \"sms\"\nargv = [\"true\"]\n";

    #[test]
    fn commands_are_read_with_the_language_they_are_told_in() {
        let config = of(&format!("lang = \"en\"\n{SMS}urgency = \"critical\"\n")).unwrap();
        assert_eq!(config.lang, Lang::En);
        assert_eq!(config.commands[0].name, "sms");
        assert_eq!(of("").unwrap().commands, []);
    }

    #[test]
    fn what_cannot_work_is_refused_before_anybody_relies_on_it() {
        let cases = [
            (format!("{SMS}{SMS}"), "error-config-command-twice"),
            (SMS.replace("true", "./true"), "error-command-program"),
            (format!("{SMS}retires = 3\n"), "error-config-slip"),
            (SMS.repeat(17), "error-config-commands"),
        ];
        for (text, key) in cases {
            assert_eq!(of(&text).unwrap_err().key(), key, "{text}");
        }
    }
}
