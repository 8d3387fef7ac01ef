//! The list of everything: asked of the desk family by family and page by page, since what is long
//! past is not in memory here. How many there are of each family is asked once for all, so that
//! nobody has to guess where else a word occurs.

use super::view::{FindStatus, FindView, Screen};
use super::{Asked, Model};
use crate::console::widget::{Field, Pick};
use crate::domain::{SubjectId, SubjectKind, Written};
use crate::link::wire::{Page, Query, Refusal, Reply, SEARCH_CHARS_MAX};

/// Subjects asked for at a time.
const PAGE: u32 = 100;

/// Subjects a list holds at most; whoever looks for more than that names them more closely, and is
/// told so.
pub const ROWS_MAX: usize = 5_000;

impl FindView {
    /// The subjects of a family, newest first.
    pub(super) fn new(kind: SubjectKind) -> Self {
        Self {
            kind,
            query: Field::line(SEARCH_CHARS_MAX),
            searched: String::new(),
            rows: Vec::new(),
            pick: Pick::default(),
            status: FindStatus::Complete,
            next: None,
            counts: None,
            counting: 0,
        }
    }

    /// The numbers of the rows.
    pub(super) fn ids(&self) -> Vec<SubjectId> {
        self.rows.iter().map(|row| row.id().clone()).collect()
    }

    /// How many of the family are not in the list; `None` where that is not known.
    pub fn left(&self) -> Option<u64> {
        let all = self.counts.as_ref()?.get(&self.kind)?;
        let listed = u64::try_from(self.rows.len()).unwrap_or(u64::MAX);
        Some(all.saturating_sub(listed))
    }

    fn add(&mut self, page: Page) {
        self.rows.extend(page.numbered);
        self.rows.extend(page.subjects);
        self.next = page.next;
        self.status = match self.next {
            None => FindStatus::Complete,
            Some(_) if self.rows.len() < ROWS_MAX => FindStatus::More,
            Some(_) => FindStatus::Cut,
        };
    }
}

impl Model {
    fn find_view(&mut self) -> Option<&mut FindView> {
        match self.screens.last_mut() {
            Some(Screen::Find(view)) => Some(view),
            _ => None,
        }
    }

    /// Goes to the next family, with the same query.
    pub(super) fn switch_kind(&mut self) {
        if let Some(view) = self.find_view() {
            view.kind = match view.kind {
                SubjectKind::Incident => SubjectKind::Call,
                SubjectKind::Call => SubjectKind::Warning,
                SubjectKind::Warning => SubjectKind::Incident,
            };
            self.list();
        }
    }

    /// Opens the list; where it is open already, it is begun anew.
    pub(super) fn find(&mut self) {
        if let Some(view) = self.find_view() {
            view.query = Field::line(SEARCH_CHARS_MAX);
        } else {
            let view = FindView::new(SubjectKind::Incident);
            self.screens.push(Screen::Find(Box::new(view)));
        }
        self.list();
    }

    /// Looks for what was typed: in the family whose letter it bears, where it is a number with one.
    pub(super) fn search(&mut self) {
        if let Some(view) = self.find_view() {
            let written = Written::read(view.typed()).ok();
            if let Some(kind) = written.and_then(|written| written.kind()) {
                view.kind = kind;
            }
            self.list();
        }
    }

    /// Asks for the list anew.
    pub(super) fn list(&mut self) {
        let Some(view) = self.find_view() else {
            return;
        };
        view.rows.clear();
        view.next = None;
        view.pick = Pick::default();
        let query = view.typed().to_owned();
        if view.searched != query {
            view.searched.clone_from(&query);
            view.counts = None;
        }
        if view.counts.is_none() {
            let asked = self.ask(Query::Count { query }, Asked::Counts);
            if let Some(view) = self.find_view() {
                view.counting = asked;
            }
        }
        self.ask_for_page();
    }

    fn ask_for_page(&mut self) {
        let Some(view) = self.find_view() else {
            return;
        };
        let query = Query::Subjects {
            kind: view.kind,
            query: view.searched.clone(),
            before: view.next.clone(),
            limit: PAGE,
        };
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
            Ok(Reply::Subjects(page)) => view.add(page),
            Ok(_) => view.status = FindStatus::Complete,
            Err(refusal) => view.status = FindStatus::Failed(refusal),
        }
    }

    /// The desk counted; an answer to a question that was asked anew since is none.
    pub(super) fn counted(&mut self, id: u64, reply: Result<Reply, Refusal>) {
        if let (Some(view), Ok(Reply::Counted(counts))) = (self.find_view(), reply)
            && view.counting == id
        {
            view.counts = Some(counts);
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
            self.ask_for_page();
        }
    }
}
