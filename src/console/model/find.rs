//! The list of everything: asked of the desk page by page, since what is long past is not in
//! memory here.

use super::view::{FindStatus, FindView, QUERY_MAX, Screen};
use super::{Asked, Model};
use crate::console::widget::{Field, Pick};
use crate::domain::{SubjectId, SubjectKind};
use crate::link::wire::{Query, Refusal, Reply};

/// Subjects asked for at a time.
const PAGE: u32 = 100;

/// Subjects a list holds at most; who looks for more than that searches.
const ROWS_MAX: usize = 5_000;

impl FindView {
    /// The incidents, newest first.
    pub(super) fn new() -> Self {
        Self {
            kind: SubjectKind::Incident,
            query: Field::line(QUERY_MAX),
            searched: String::new(),
            rows: Vec::new(),
            pick: Pick::default(),
            status: FindStatus::Complete,
        }
    }

    fn ids(&self) -> Vec<SubjectId> {
        self.rows.iter().map(|row| row.id().clone()).collect()
    }
}

impl Model {
    fn find_view(&mut self) -> Option<&mut FindView> {
        match self.screens.last_mut() {
            Some(Screen::Find(view)) => Some(view),
            _ => None,
        }
    }

    pub(super) fn switch_kind(&mut self) {
        if let Some(view) = self.find_view() {
            view.kind = match view.kind {
                SubjectKind::Incident => SubjectKind::Call,
                SubjectKind::Call => SubjectKind::Warning,
                SubjectKind::Warning => SubjectKind::Incident,
            };
            view.query = Field::line(QUERY_MAX);
            self.list();
        }
    }

    /// Opens the list; where it is open already, it is begun anew.
    pub(super) fn find(&mut self) {
        if let Some(view) = self.find_view() {
            view.query = Field::line(QUERY_MAX);
        } else {
            self.screens.push(Screen::Find(FindView::new()));
        }
        self.list();
    }

    /// Asks for the list anew.
    pub(super) fn list(&mut self) {
        let Some(view) = self.find_view() else {
            return;
        };
        view.rows.clear();
        view.pick = Pick::default();
        view.searched = view.typed().to_owned();
        let query = if view.searched.is_empty() {
            Query::Subjects {
                kind: view.kind,
                before: None,
                limit: PAGE,
            }
        } else {
            Query::Search {
                text: view.searched.clone(),
                limit: PAGE,
            }
        };
        self.ask_for_list(query);
    }

    fn ask_for_list(&mut self, query: Query) {
        let asked = self.ask(query, Asked::List);
        if let Some(view) = self.find_view() {
            view.status = FindStatus::Asked(asked);
        }
    }

    pub(super) fn listed(&mut self, id: u64, reply: Result<Reply, Refusal>) {
        let Some(view) = self.find_view() else {
            return;
        };
        if view.status != FindStatus::Asked(id) {
            return;
        }
        match reply {
            Ok(Reply::Subjects(more)) => {
                let is_full = more.len() >= usize::try_from(PAGE).unwrap_or(usize::MAX);
                view.rows.extend(more);
                view.status = if is_full && view.rows.len() < ROWS_MAX {
                    FindStatus::More
                } else {
                    FindStatus::Complete
                };
            }
            Ok(Reply::Found(found)) => {
                view.rows = found;
                view.status = FindStatus::Complete;
            }
            Ok(_) => view.status = FindStatus::Complete,
            Err(refusal) => view.status = FindStatus::Failed(refusal),
        }
    }

    /// Moves the selection; the next page is asked for when the last row is reached.
    pub(super) fn go_in_list(&mut self, by: isize) {
        let Some(view) = self.find_view() else {
            return;
        };
        let ids = view.ids();
        view.pick.go(&ids, by);
        let is_at_end = view.pick.index(&ids).is_some_and(|at| at + 1 == ids.len());
        if is_at_end && view.status == FindStatus::More {
            let query = Query::Subjects {
                kind: view.kind,
                before: ids.last().cloned(),
                limit: PAGE,
            };
            self.ask_for_list(query);
        }
    }
}
