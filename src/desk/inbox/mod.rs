//! The watched folder (收件夹): warnings that other programs put there as files are taken in by
//! themselves. Which files, and when one is complete, is the intake's; what is recorded is the
//! writer's. A file is taken whole or set aside whole, with the reason beside it.
//!
//! Nothing is looked at unless the kernel says that something changed. Only a file that is still
//! being written, and a disk that takes nothing, are looked at again after a while.
//!
//! A file is recorded first and moved then. Where the desk ends in between, it is read again at the
//! next start, and the record knows that it has it.

mod file;
mod folders;
mod watch;

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use tokio::time::{sleep, timeout};

use self::file::Content;
use self::folders::{Folders, Left, Seen};
use self::watch::{Change, Watch};
use super::log;
use super::office::Office;
use crate::clock::{machine_now, until};
use crate::error::Error;
use crate::intake::folder::{GIVEN_UP_AFTER, settles_at};
use crate::ledger::noticed;
use crate::link::wire::{Finding, Refusal};
use crate::locale::Lang;

/// How long what comes together is waited for.
const GATHER: Duration = Duration::from_millis(50);

/// How long a folder that went is left alone before it is made again.
const GONE_PAUSE: Duration = Duration::from_secs(1);

/// How long what failed is left alone before it is tried again.
const AGAIN_AFTER: TimeDelta = TimeDelta::seconds(60);

/// The watched folder of a desk.
pub(super) struct Inbox {
    folders: Folders,
    zone: Tz,
    office: Arc<Office>,
    left: Left,
    notices: Notices,
    /// Whether the folder was there since the desk began.
    was_there: bool,
}

/// What a keeper should know of it.
#[derive(Default)]
struct Notices {
    /// It cannot be watched.
    unwatched: Option<Finding>,
    /// A file cannot be moved.
    stuck: Option<Finding>,
    /// Files lie aside.
    aside: Option<Finding>,
    /// Why the last of them does.
    why: Option<Finding>,
    /// It went and was made again.
    gone: Option<Finding>,
    /// What was told last.
    told: Vec<Finding>,
}

/// What became of a file.
enum Dealt {
    /// It was taken, or went.
    Done,
    /// It was set aside under this name, for this reason.
    Aside(String, Error),
    /// It stays where it is.
    Left(Option<DateTime<Utc>>),
    /// Nothing can be recorded or read now.
    Later,
}

/// When the folder is looked through again.
enum Next {
    /// At once.
    Now,
    /// At this time, or when something changes.
    At(DateTime<Utc>),
    /// When something changes.
    Change,
}

impl Inbox {
    pub(super) fn new(folder: &Path, zone: Tz, office: Arc<Office>) -> Self {
        Self {
            folders: Folders::of(folder),
            zone,
            office,
            left: Left::new(),
            notices: Notices::default(),
            was_there: false,
        }
    }

    /// Watches until the desk ends.
    pub(super) async fn keep(mut self) {
        let end = self.office.end.clone();
        tokio::select! {
            () = end.cancelled() => {}
            () = self.watch_on() => {}
        }
    }

    async fn watch_on(&mut self) {
        loop {
            match self.watch().await {
                Ok(()) => sleep(GONE_PAUSE).await,
                Err(error) => {
                    self.cannot_watch(&error).await;
                    sleep(AGAIN_AFTER.to_std().unwrap_or(GONE_PAUSE)).await;
                }
            }
        }
    }

    /// Makes the folder where it is missing, and watches it until it is no longer there.
    async fn watch(&mut self) -> io::Result<()> {
        let folders = self.folders.clone();
        let was_missing = blocking(move || folders.make()).await?;
        if was_missing && self.was_there {
            self.went().await;
        }
        self.was_there = true;
        match self.watch_made().await {
            // It went between two glances, before the kernel could say so.
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            watched => watched,
        }
    }

    async fn watch_made(&mut self) -> io::Result<()> {
        let watch = Watch::begin(&self.folders.inbox, &self.folders.aside)?;
        self.notices.unwatched = None;
        self.left.clear();
        loop {
            let change = match self.look().await? {
                Next::Now => continue,
                Next::Change => watch.changed().await?,
                Next::At(at) => {
                    let pause = until(machine_now(), at) + GATHER;
                    let changed = timeout(pause, watch.changed()).await;
                    changed.unwrap_or(Ok(Change::Seen))?
                }
            };
            if change == Change::Gone {
                return Ok(());
            }
            sleep(GATHER).await;
        }
    }

    /// Looks through the folder once and deals with what is ready.
    async fn look(&mut self) -> io::Result<Next> {
        let (folders, left) = (self.folders.clone(), std::mem::take(&mut self.left));
        let listing = blocking(move || folders.list(&left, machine_now())).await?;
        self.left = listing.left;
        let mut next = listing.next;
        let mut refused = Vec::new();
        let mut has_more = listing.has_more;
        for seen in listing.ready {
            match self.deal(&seen).await? {
                Dealt::Done => {}
                Dealt::Aside(kept, why) => refused.push((kept, why)),
                Dealt::Left(until) => {
                    self.left.insert(seen, until);
                    next = next.into_iter().chain(until).min();
                }
                Dealt::Later => {
                    has_more = false;
                    next = Some(machine_now() + AGAIN_AFTER);
                    break;
                }
            }
        }
        self.note(refused).await;
        self.tell().await?;
        Ok(match next {
            _ if has_more => Next::Now,
            Some(at) => Next::At(at),
            None => Next::Change,
        })
    }

    async fn deal(&mut self, seen: &Seen) -> io::Result<Dealt> {
        let path = self.folders.inbox.join(&seen.name);
        let (now, zone) = (self.office.health().now, self.zone);
        let content = blocking(move || Ok(file::read(&path, now, zone))).await?;
        match content {
            Content::Gone => Ok(Dealt::Done),
            Content::Later(error) => {
                log::line(format_args!("inbox: {}: {error}", seen.name.display()));
                Ok(Dealt::Later)
            }
            Content::Half(why) => match settles_at(seen.modified, GIVEN_UP_AFTER, machine_now()) {
                Some(at) => Ok(Dealt::Left(Some(at))),
                None => self.set_aside(seen, why).await,
            },
            Content::Refused(why) => self.set_aside(seen, why).await,
            Content::Messages(id, messages) => match self.office.take_in(id, messages).await {
                Ok(()) => self.put_away(seen).await,
                Err(refusal) if is_of_the_desk(&refusal) => Ok(Dealt::Later),
                Err(refusal) => self.set_aside(seen, refusal.into()).await,
            },
        }
    }

    async fn put_away(&mut self, seen: &Seen) -> io::Result<Dealt> {
        let (folders, seen) = (self.folders.clone(), seen.clone());
        let put = blocking(move || Ok(folders.put(&seen, &folders.taken))).await?;
        Ok(match put {
            Ok(_) => Dealt::Done,
            Err(error) => self.is_stuck(&error),
        })
    }

    async fn set_aside(&mut self, seen: &Seen, why: Error) -> io::Result<Dealt> {
        let (folders, seen) = (self.folders.clone(), seen.clone());
        let words = words(&seen, &why, self.zone);
        let put = blocking(move || {
            let put = folders.put(&seen, &folders.aside);
            let told = match &put {
                Ok(Some(kept)) => folders.explain(kept, &words),
                Ok(None) | Err(_) => Ok(()),
            };
            Ok((put, told))
        });
        Ok(match put.await? {
            (Ok(Some(kept)), told) => {
                if let Err(error) = told {
                    log::line(format_args!(
                        "inbox: reason not written for {kept}: {error}"
                    ));
                }
                Dealt::Aside(kept, why)
            }
            (Ok(None), _) => Dealt::Done,
            (Err(error), _) => self.is_stuck(&error),
        })
    }

    /// A file that cannot be moved is not dealt with again as long as it stays as it is.
    fn is_stuck(&mut self, error: &io::Error) -> Dealt {
        let path = self.folders.inbox.display();
        let finding = Finding::new("notice-inbox-stuck").with("path", path);
        self.notices.stuck = Some(finding.with("reason", error));
        Dealt::Left(None)
    }

    /// Records that files were refused: one entry a look, however many there were.
    async fn note(&mut self, mut refused: Vec<(String, Error)>) {
        let count = refused.len();
        let Some((kept, why)) = refused.pop() else {
            return;
        };
        let finding = Finding::new("notice-inbox-refused")
            .with("count", count)
            .with("file", kept)
            .with("why", why.key().trim_start_matches("error-"));
        log::line(finding.sentence(Lang::En));
        self.office.notice(noticed(&finding)).await;
        self.notices.why = Some(Finding::told(
            why.key(),
            why.args().map(|(name, arg)| (name, arg.clone())),
        ));
    }

    async fn went(&mut self) {
        let path = self.folders.inbox.display();
        let finding = Finding::new("notice-inbox-gone").with("path", path);
        log::line(finding.sentence(Lang::En));
        self.office.notice(noticed(&finding)).await;
        self.notices.gone = Some(finding);
    }

    async fn cannot_watch(&mut self, error: &io::Error) {
        let path = self.folders.inbox.display();
        let finding = Finding::new("notice-inbox-unwatched").with("path", path);
        let finding = finding.with("reason", error);
        if self.notices.unwatched.as_ref() != Some(&finding) {
            log::line(finding.sentence(Lang::En));
            self.office.notice(noticed(&finding)).await;
        }
        self.notices.unwatched = Some(finding);
        self.tell_all().await;
    }

    /// Tells how the folder is, where that changed.
    async fn tell(&mut self) -> io::Result<()> {
        let folders = self.folders.clone();
        let (count, last) = blocking(move || folders.aside()).await?;
        if !self.left.values().any(Option::is_none) {
            self.notices.stuck = None;
        }
        self.notices.aside = last.map(|file| {
            let path = self.folders.aside.display();
            let finding = Finding::new("notice-inbox-aside").with("path", path);
            let finding = finding.with("count", count).with("file", file);
            match &self.notices.why {
                Some(why) => finding.because(why.clone()),
                None => finding,
            }
        });
        if self.notices.aside.is_none() {
            self.notices.why = None;
        }
        self.tell_all().await;
        Ok(())
    }

    async fn tell_all(&mut self) {
        let all = self.notices.all();
        if all != self.notices.told {
            self.notices.told.clone_from(&all);
            self.office.tell_of_inbox(all).await;
        }
    }
}

impl Notices {
    fn all(&self) -> Vec<Finding> {
        let all = [&self.unwatched, &self.stuck, &self.aside, &self.gone];
        all.into_iter().flatten().cloned().collect()
    }
}

/// Whether it is for the desk's own sake that a file is not recorded now.
fn is_of_the_desk(refusal: &Refusal) -> bool {
    let own = |key: &str| key.starts_with("error-ledger-") || key == "error-desk-ended";
    matches!(refusal, Refusal::Edge { key, .. } if own(key))
}

/// Why a file was refused, in both languages.
fn words(seen: &Seen, why: &Error, zone: Tz) -> String {
    let name = seen.name.to_string_lossy();
    let told = Lang::ALL.map(|lang| {
        let (sentence, hint) = (why.sentence(lang, zone), why.hint(lang, zone));
        format!("{name}\n{sentence}\n{hint}\n")
    });
    told.join("\n")
}

/// Does what may wait for a disk on a thread that may.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|panicked| Err(io::Error::other(panicked)))
}
