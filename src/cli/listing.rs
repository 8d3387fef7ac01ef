//! Which subjects a list shows, and the word that is said where it is cut.

use clap::Args;

use super::context::Context;
use super::session::Session;
use crate::domain::{Subject, SubjectId, SubjectKind};
use crate::error::Error;

/// Which.
#[derive(Debug, Args)]
pub(super) struct Which {
    #[arg(long)]
    all: bool,
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    before: Option<String>,
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// What a list shows, newest first.
pub(super) struct Listed {
    pub(super) subjects: Vec<Subject>,
    cut: Option<Cut>,
}

/// Where a list was cut although more belongs to it.
enum Cut {
    /// What follows is numbered before this one.
    Before(SubjectId),
    /// Among those whose number was searched for: what follows is of any number.
    AnyNumber,
}

impl Which {
    /// Whether only what is open is asked for.
    pub(super) fn is_of_open(&self) -> bool {
        self.search.is_none() && !self.all
    }

    /// What is shown of a family; `open` gives what is open of it, oldest first.
    pub(super) fn of(
        &self,
        session: &mut Session,
        kind: SubjectKind,
        open: impl FnOnce(&Session) -> Vec<Subject>,
    ) -> Result<Listed, Error> {
        let before = match &self.before {
            Some(given) => Some(session.number(kind, given)?),
            None => None,
        };
        let limit = self.limit.unwrap_or(usize::MAX);
        if self.is_of_open() {
            let open = open(session).into_iter().rev();
            let is_earlier = |one: &Subject| before.as_ref().is_none_or(|last| one.id() < last);
            return Ok(Listed::cut_at(limit, open.filter(is_earlier).collect()));
        }
        let query = self.search.as_deref().unwrap_or_default();
        if self.search.is_some() && query.trim().is_empty() {
            return Err(Error::refused("cli-search-empty"));
        }
        let (numbered, rest) = session.subjects(kind, query, before, limit)?;
        Ok(Listed::joined(limit, numbered, rest))
    }
}

impl Listed {
    /// Says on standard error where the list was cut and how to go on.
    pub(super) fn tell_cut(&self, context: &Context) {
        match &self.cut {
            None => {}
            Some(Cut::Before(last)) => {
                let last = last.to_string();
                context.remark("list-cut", &[("last", last.as_str().into())]);
            }
            Some(Cut::AnyNumber) => context.remark("list-cut-short", &[]),
        }
    }

    fn cut_at(limit: usize, mut subjects: Vec<Subject>) -> Self {
        let is_cut = subjects.len() > limit;
        subjects.truncate(limit);
        let last = subjects.last().map(|last| last.id().clone());
        let cut = last.map_or(Cut::AnyNumber, Cut::Before);
        Self {
            cut: is_cut.then_some(cut),
            subjects,
        }
    }

    fn joined(limit: usize, mut numbered: Vec<Subject>, rest: Vec<Subject>) -> Self {
        let room = limit.saturating_sub(numbered.len());
        let is_cut = numbered.len() > limit || rest.len() > room;
        if room > 0 && numbered.len() <= limit {
            let mut listed = Self::cut_at(room, rest);
            numbered.append(&mut listed.subjects);
            listed.subjects = numbered;
            return listed;
        }
        numbered.truncate(limit);
        Self {
            subjects: numbered,
            cut: is_cut.then_some(Cut::AnyNumber),
        }
    }
}
