//! `doctor`: looks at everything reminders depend on and says what to do where something is wrong.
//! It changes nothing and starts nothing.
//!
//! ```text
//! mod.rs   the list, and how it is told.    here.rs   this login, session and terminal.
//! desk.rs  the desk's own health.
//! ```

mod desk;
mod here;

use serde::Serialize;

use super::context::Context;
use super::text::Table;
use crate::error::{Error, Exit};

/// How something was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Found {
    /// As it should be.
    Well,
    /// Something is missing that can be done without.
    Lacking,
    /// Reminders may be missed.
    Bad,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Check {
    name: &'static str,
    found: Found,
    detail: String,
}

impl Check {
    fn new(name: &'static str, found: Found, detail: String) -> Self {
        Self {
            name,
            found,
            detail,
        }
    }
}

pub(super) fn run(context: &Context) -> Result<Exit, Error> {
    let mut checks = here::checks(context);
    checks.extend(desk::checks(context));
    context.answer(&checks, || {
        let heads = ["doctor-what", "doctor-found", "doctor-detail"];
        let mut table = Table::new(context.lang(), heads);
        for check in &checks {
            let found = match check.found {
                Found::Well => "doctor-well",
                Found::Lacking => "doctor-lacking",
                Found::Bad => "doctor-bad",
            };
            let name = context.text(&format!("doctor-{}", check.name));
            table.row([&name, &context.text(found), &check.detail]);
        }
        table.text()
    })?;
    let is_bad = checks.iter().any(|check| check.found == Found::Bad);
    Ok(if is_bad { Exit::Refused } else { Exit::Done })
}
