//! `setup`: prints what a keeper puts into the system by hand — units, a start at login, keys. It
//! installs nothing.

use std::path::Path;

use clap::Args;
use serde::Serialize;

use super::context::Context;
use crate::desk::own_login;
use crate::error::{Error, Exit};

/// A service for the desk.
const DESK_SERVICE: &str = include_str!("watchkeeper.service");

/// A service of the user's for the notifications.
const AGENT_SERVICE: &str = include_str!("watchkeeper-agent.service");

/// A start at login.
const AUTOSTART: &str = include_str!("watchkeeper-agent.desktop");

/// Keys of those who come over ssh.
const AUTHORIZED_KEYS: &str = include_str!("authorized_keys");

/// What to print.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(super) struct Options {
    #[arg(long)]
    systemd: bool,
    #[arg(long)]
    ssh: bool,
    #[arg(long)]
    autostart: bool,
}

/// A file to be put somewhere.
#[derive(Debug, Serialize)]
struct Piece {
    /// Where it belongs.
    path: String,
    /// What is in it.
    text: String,
}

/// What holds here, for the places of a template.
struct Here {
    program: String,
    data: String,
    login: String,
}

impl Options {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        let here = Here::of(context)?;
        let mut pieces = Vec::new();
        if self.systemd {
            let unit = "/etc/systemd/system/watchkeeper.service";
            pieces.push(("cli-setup-desk", unit, here.unit(DESK_SERVICE)?));
            let unit = "~/.config/systemd/user/watchkeeper-agent.service";
            pieces.push(("cli-setup-agent", unit, here.unit(AGENT_SERVICE)?));
        }
        if self.ssh {
            let path = "~/.ssh/authorized_keys";
            pieces.push(("cli-setup-ssh", path, here.keys(AUTHORIZED_KEYS)?));
        }
        if self.autostart {
            let path = "~/.config/autostart/watchkeeper-agent.desktop";
            pieces.push(("cli-setup-autostart", path, here.desktop(AUTOSTART)?));
        }
        let view: Vec<Piece> = pieces
            .iter()
            .map(|(_, path, text)| Piece {
                path: (*path).to_owned(),
                text: text.clone(),
            })
            .collect();
        context.answer(&view, || {
            let told = pieces.iter().map(|(key, path, text)| {
                let words = context.say(key, &[("path", (*path).into())]);
                format!("{}\n\n{text}", commented(&words))
            });
            told.collect::<Vec<_>>().join("\n")
        })?;
        Ok(Exit::Done)
    }
}

impl Here {
    fn of(context: &Context) -> Result<Self, Error> {
        let program = std::env::current_exe()
            .map_err(|cause| Error::new("cli-setup-program").because(cause))?;
        Ok(Self {
            program: text(&program)?,
            data: text(context.data())?,
            login: own_login(),
        })
    }

    fn unit(&self, template: &str) -> Result<String, Error> {
        self.filled(template, &unit_word)
    }

    fn desktop(&self, template: &str) -> Result<String, Error> {
        self.filled(template, &desktop_word)
    }

    fn keys(&self, template: &str) -> Result<String, Error> {
        self.filled(template, &key_word)
    }

    fn filled(
        &self,
        template: &str,
        word: &dyn Fn(&str) -> Option<String>,
    ) -> Result<String, Error> {
        let mut filled = template.to_owned();
        let places = [
            ("{program}", &self.program),
            ("{data}", &self.data),
            ("{login}", &self.login),
        ];
        for (place, value) in places {
            let word = word(value).ok_or_else(|| unwritable(value))?;
            filled = filled.replace(place, &word);
        }
        Ok(filled)
    }
}

/// A path that can stand in a file of lines.
fn text(path: &Path) -> Result<String, Error> {
    let text = path
        .to_str()
        .filter(|text| !text.contains(char::is_control));
    text.map(str::to_owned)
        .ok_or_else(|| unwritable(&path.display().to_string()))
}

fn unwritable(path: &str) -> Error {
    Error::refused("cli-setup-path").with("path", path)
}

/// One word of a unit's line: `%` and `$` mean something there, quotes and backslashes too.
fn unit_word(word: &str) -> Option<String> {
    let safe = word.replace('%', "%%").replace('$', "$$");
    if safe.contains(['"', '\'', '\\']) {
        return None;
    }
    Some(if safe.contains(' ') {
        format!("\"{safe}\"")
    } else {
        safe
    })
}

/// One word of a desktop entry's `Exec`.
fn desktop_word(word: &str) -> Option<String> {
    if word.contains(['"', '\\', '`', '$']) {
        return None;
    }
    let safe = word.replace('%', "%%");
    Some(
        if safe.contains([
            ' ', '\'', '&', ';', '(', ')', '<', '>', '~', '|', '*', '?', '#',
        ]) {
            format!("\"{safe}\"")
        } else {
            safe
        },
    )
}

/// One word of a command within the double quotes of an options field, for a shell.
fn key_word(word: &str) -> Option<String> {
    if word.contains(['"', '\'', '\\']) {
        return None;
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-+/:@%,".contains(c);
    Some(if word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{word}'")
    })
}

fn commented(words: &str) -> String {
    let lines = words.lines().map(|line| format!("# {line}"));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here(program: &str, data: &str) -> Here {
        Here {
            program: program.to_owned(),
            data: data.to_owned(),
            login: "duty".to_owned(),
        }
    }

    #[test]
    fn a_path_with_blanks_or_signs_is_one_word_everywhere() {
        let odd = here("/opt/w k/watchkeeper", "/srv/100% 值守/$HOME");
        let unit = odd.unit("{program} {data}").unwrap();
        assert_eq!(unit, r#""/opt/w k/watchkeeper" "/srv/100%% 值守/$$HOME""#);
        let keys = odd.keys("{program} {data}").unwrap();
        assert_eq!(keys, "'/opt/w k/watchkeeper' '/srv/100% 值守/$HOME'");
        assert!(odd.desktop("{data}").is_err());
        let plain = here("/usr/bin/watchkeeper", "/srv/watch");
        assert_eq!(
            plain.desktop("{program} {data}").unwrap(),
            "/usr/bin/watchkeeper /srv/watch"
        );
    }

    #[test]
    fn a_path_that_could_end_a_word_early_is_refused() {
        for data in ["/a\"b", "/a'b", "/a\\b"] {
            assert!(here("/w", data).unit("{data}").is_err(), "{data}");
            assert!(here("/w", data).keys("{data}").is_err(), "{data}");
        }
    }

    #[test]
    fn every_place_is_filled() {
        let here = here("/usr/bin/watchkeeper", "/srv/watch");
        for filled in [
            here.unit(DESK_SERVICE),
            here.unit(AGENT_SERVICE),
            here.keys(AUTHORIZED_KEYS),
            here.desktop(AUTOSTART),
        ] {
            let filled = filled.unwrap();
            assert!(!filled.contains('{') && !filled.contains('}'), "{filled}");
            assert!(filled.contains("/usr/bin/watchkeeper"));
        }
    }
}
