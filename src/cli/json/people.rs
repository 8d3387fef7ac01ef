//! The people of the desk, and who has the watch.

use serde::Serialize;

use crate::cli::seen::Seen;
use crate::domain::officer::Officer;
use crate::domain::watch::Watch;

#[derive(Debug, Serialize)]
pub(in crate::cli) struct OfficerView {
    id: u32,
    name: String,
    post: String,
    phone: String,
    role: &'static str,
}

#[derive(Debug, Serialize)]
pub(in crate::cli) struct WatchView {
    officer: String,
    deputy: Option<String>,
    leader: String,
    since: String,
    note: String,
}

impl From<&Officer> for OfficerView {
    fn from(officer: &Officer) -> Self {
        Self {
            id: officer.id.0,
            name: officer.name.clone(),
            post: officer.post.clone(),
            phone: officer.phone.clone(),
            role: officer.role.name(),
        }
    }
}

impl WatchView {
    pub(in crate::cli) fn new(watch: &Watch, seen: Seen<'_>) -> Self {
        let name = |id| seen.state.officer_name(id).to_owned();
        Self {
            officer: name(watch.officer),
            deputy: watch.deputy.map(name),
            leader: name(watch.leader),
            since: seen.stamp(watch.since),
            note: watch.note.clone(),
        }
    }
}
