//! Lists of subjects, page by page: one family at a time, all of it or what a query finds. What does
//! not fit is left out only after everything that does not belong was, and the page says where to
//! go on.

use std::ops::Bound;

use memchr::memmem::Finder;
use sled::{IVec, Tree};

use super::{Fault, Store, guarded, keys, texts, wide};
use crate::domain::{SubjectId, SubjectKind, Written};
use crate::link::wire::{Counts, Page};

/// How much a page may hold; one subject always fits.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Room {
    pub(crate) rows: usize,
    pub(crate) bytes: usize,
}

/// What is looked for: a text that holds every stretch of a query, or a number that may be meant.
struct Wanted<'a> {
    finders: Vec<Finder<'a>>,
    written: Option<Written>,
}

impl<'a> Wanted<'a> {
    /// `None` where nothing is looked for: everything is wanted.
    fn of(query: &str, needles: &'a [String]) -> Option<Self> {
        (!query.trim().is_empty()).then(|| Self {
            finders: needles.iter().map(Finder::new).collect(),
            written: Written::read(query).ok(),
        })
    }

    fn is_told_in(&self, text: &[u8]) -> bool {
        let holds = |finder: &Finder<'_>| finder.find(text).is_some();
        !self.finders.is_empty() && self.finders.iter().all(holds)
    }

    fn is_number_of(&self, id: &SubjectId) -> bool {
        self.written
            .as_ref()
            .is_some_and(|written| written.names(id))
    }
}

impl Store {
    /// Subjects of a family, newest first, those numbered before `before` where it is given: all
    /// of them where the query is empty, else those it finds. The first page of a search begins
    /// with those whose number the query is, one a year, beyond what it has room for.
    pub(crate) fn page(
        &self,
        kind: SubjectKind,
        query: &str,
        before: Option<&SubjectId>,
        room: Room,
    ) -> Result<Page, Fault> {
        guarded(|| {
            let needles = texts::needles(query);
            let wanted = Wanted::of(query, &needles);
            let mut page = Page::default();
            if let Some(wanted) = wanted.as_ref().filter(|_| before.is_none()) {
                self.fill_with_numbered(&mut page, kind, wanted)?;
            }
            self.fill(&mut page, (kind, before), wanted.as_ref(), room)?;
            Ok(page)
        })
    }

    /// How many subjects of each family there are, or how many a query finds.
    pub(crate) fn count(&self, query: &str) -> Result<Counts, Fault> {
        guarded(|| {
            let needles = texts::needles(query);
            let wanted = Wanted::of(query, &needles);
            let mut counts = Counts::new();
            for kind in SubjectKind::ALL {
                let mut count = 0;
                for row in self.rows(kind, None) {
                    let (id, text) = row?;
                    let is_wanted = wanted
                        .as_ref()
                        .is_none_or(|wanted| wanted.is_number_of(&id) || wanted.is_told_in(&text));
                    count += u64::from(is_wanted);
                }
                counts.insert(kind, count);
            }
            Ok(counts)
        })
    }

    fn fill_with_numbered(
        &self,
        page: &mut Page,
        kind: SubjectKind,
        wanted: &Wanted<'_>,
    ) -> Result<(), Fault> {
        if wanted.written.is_none() {
            return Ok(());
        }
        for row in self.rows(kind, None) {
            let (id, _) = row?;
            if wanted.is_number_of(&id) {
                let json = self.subject_json(&id)?;
                page.numbered.push(serde_json::from_slice(&json)?);
            }
        }
        Ok(())
    }

    fn fill(
        &self,
        page: &mut Page,
        (kind, before): (SubjectKind, Option<&SubjectId>),
        wanted: Option<&Wanted<'_>>,
        room: Room,
    ) -> Result<(), Fault> {
        let (mut rows, mut bytes) = (0, 0);
        let mut last = None;
        for row in self.rows(kind, before) {
            let (id, text) = row?;
            let is_wanted =
                |wanted: &Wanted<'_>| wanted.is_told_in(&text) && !wanted.is_number_of(&id);
            if !wanted.is_none_or(is_wanted) {
                continue;
            }
            if rows >= room.rows || bytes >= room.bytes {
                page.next = last;
                break;
            }
            let json = self.subject_json(&id)?;
            page.subjects.push(serde_json::from_slice(&json)?);
            rows += 1;
            bytes += json.len();
            last = Some(id);
        }
        Ok(())
    }

    fn subject_json(&self, id: &SubjectId) -> Result<Vec<u8>, Fault> {
        let json = wide::get(&self.subjects, &keys::subject(id))?;
        json.ok_or_else(|| Fault::new(format!("{id} is not with its text")))
    }

    /// The subjects of a family and their texts, newest first. Every subject has a text.
    fn rows(
        &self,
        kind: SubjectKind,
        before: Option<&SubjectId>,
    ) -> impl Iterator<Item = Result<(SubjectId, IVec), Fault>> {
        let first = keys::kind(kind).to_vec();
        let end = match before {
            Some(id) if id.kind == kind => keys::subject(id),
            Some(_) | None => vec![first[0] + 1],
        };
        let range = (Bound::Included(first), Bound::Excluded(end));
        let stored = self.texts.range::<Vec<u8>, _>(range).rev();
        stored.filter_map(|item| row(&self.texts, item).transpose())
    }
}

/// A subject and its text; `None` for a further part of one.
fn row(tree: &Tree, item: sled::Result<(IVec, IVec)>) -> Result<Option<(SubjectId, IVec)>, Fault> {
    let (stored, first) = item?;
    let Some(key) = wide::key_of_first(&stored) else {
        return Ok(None);
    };
    let id = keys::subject_of(key).ok_or_else(|| Fault::new("a subject's key"))?;
    Ok(Some((id, wide::whole(tree, key, &first)?)))
}
