//! Which terminal is at hand, guessed from its environment by a table (`terminals.toml`).

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// What a terminal takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sends {
    /// Nothing: no bell either.
    Nothing,
    /// The bell only.
    Bell,
    /// iTerm2's notification: one text.
    Osc9,
    /// urxvt's notification: title and body.
    Osc777,
    /// kitty's notification: title, body, urgency, replaced and closed by name.
    Osc99,
}

/// What stands between the program and the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrap {
    /// Nothing.
    None,
    /// tmux, which hands on what is wrapped for it where `allow-passthrough` is on.
    Tmux,
    /// GNU screen.
    Screen,
    /// One of them, on another machine: `TERM` tells no more, so nothing can be wrapped.
    Unknown,
}

/// A terminal, as far as telling goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profile {
    /// The best it takes.
    pub sends: Sends,
    /// What stands in between.
    pub wrap: Wrap,
    /// Whether it has a title to set.
    pub titles: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    terminal: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    when: BTreeMap<String, String>,
    sends: Sends,
    #[serde(default = "yes")]
    titles: bool,
}

fn yes() -> bool {
    true
}

/// A slip in the file leaves no rows, hence bells only; a test refuses it.
static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
    toml::from_str::<Table>(include_str!("terminals.toml"))
        .map_or_else(|_| Vec::new(), |table| table.terminal)
});

impl Profile {
    /// The terminal as its environment describes it; `lookup` gives a variable by name.
    pub fn of(lookup: impl Fn(&str) -> Option<String>) -> Self {
        let row = ROWS.iter().find(|row| row.holds(&lookup));
        let wrap = Wrap::of(&lookup);
        let sends = row.map_or(Sends::Nothing, |row| row.sends);
        Self {
            sends: match (wrap, sends) {
                (Wrap::Unknown, sends) if sends != Sends::Nothing => Sends::Bell,
                (_, sends) => sends,
            },
            wrap,
            titles: row.is_some_and(|row| row.titles),
        }
    }

    /// The same terminal, sending what the user says it takes.
    #[must_use]
    pub fn sending(mut self, sends: Sends) -> Self {
        self.sends = sends;
        self
    }
}

impl Row {
    fn holds(&self, lookup: impl Fn(&str) -> Option<String>) -> bool {
        self.when.iter().all(|(name, pattern)| {
            let value = lookup(name).unwrap_or_default();
            match pattern.strip_suffix('*') {
                Some(beginning) => !value.is_empty() && value.starts_with(beginning),
                None => value == *pattern,
            }
        })
    }
}

impl Wrap {
    fn of(lookup: impl Fn(&str) -> Option<String>) -> Self {
        let is_set = |name: &str| lookup(name).is_some_and(|value| !value.is_empty());
        let term = lookup("TERM").unwrap_or_default();
        if is_set("TMUX") || term.starts_with("tmux") {
            return Self::Tmux;
        }
        if is_set("STY") {
            return Self::Screen;
        }
        // Both call themselves so; without their own variable they run on another machine.
        if term.starts_with("screen") {
            return Self::Unknown;
        }
        Self::None
    }
}
