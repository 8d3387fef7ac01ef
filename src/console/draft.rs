//! Forms that were not finished, kept as files so that no crash, dropped link or power cut loses
//! what was typed. Each console writes into a folder of its own, locked while it runs; a folder
//! nobody has locked is that of a console that is gone, and its drafts are taken over.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::form::kind::FormKind;
use crate::domain::CommandId;
use crate::error::Error;

/// Consoles of one login and one desk that keep drafts at the same time.
const FOLDERS_MAX: u32 = 32;

/// Drafts that are read at the start; more than anybody left behind.
const DRAFTS_MAX: usize = 200;

/// Bytes of a draft that is read; the longest texts of every field together stay below.
const BYTES_MAX: u64 = 1 << 20;

const LOCK_NAME: &str = "lock";
const ENDING: &str = "json";

/// A form as it was left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Which form, about what.
    pub form: FormKind,
    /// Which of several drafts of that form.
    #[serde(default, skip_serializing_if = "is_first")]
    pub no: u32,
    /// What was typed and chosen, by field.
    pub values: BTreeMap<String, String>,
    /// The fields nobody changed: the form filled them in by itself, and does so again.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub filled: BTreeSet<String>,
    /// The name under which it was asked of the desk, where it was: asked again under the same
    /// name it is not done twice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<CommandId>,
    /// When it was kept, by the desk's clock.
    pub saved: DateTime<Utc>,
}

/// What tells a draft from the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftId {
    /// Which form, about what.
    pub form: FormKind,
    /// Which of several drafts of that form.
    pub no: u32,
}

impl DraftId {
    /// The name of its file, without the ending.
    pub fn slug(&self) -> String {
        match self.no {
            0 => self.form.slug(),
            no => format!("{}~{no}", self.form.slug()),
        }
    }
}

impl Draft {
    /// What tells it from the others.
    pub fn id(&self) -> DraftId {
        DraftId {
            form: self.form.clone(),
            no: self.no,
        }
    }

    /// Whether it says the same as another, whenever that was kept.
    pub fn says(&self, other: &Self) -> bool {
        let saved = other.saved;
        Self {
            saved,
            ..self.clone()
        } == *other
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks with a reference"
)]
fn is_first(no: &u32) -> bool {
    *no == 0
}

/// The folder this console keeps its drafts in.
#[derive(Debug)]
pub struct Keeper {
    folder: PathBuf,
    /// Held as long as the console runs; the system lets go of it even when it is killed.
    _lock: File,
}

impl Keeper {
    /// Takes a folder under `root` that no running console has, and moves into it what consoles
    /// that are gone left in theirs.
    pub fn open(root: &Path) -> Result<Self, Error> {
        let fails = |cause: io::Error| {
            Error::new("drafts-folder")
                .with("path", root.display())
                .because(cause)
        };
        let mut own = None;
        for number in 1..=FOLDERS_MAX {
            let folder = root.join(number.to_string());
            let is_new = !folder.exists();
            if is_new && own.is_some() {
                continue;
            }
            private_folder(&folder).map_err(fails)?;
            let Some(lock) = locked(&folder).map_err(fails)? else {
                continue;
            };
            match &own {
                None => {
                    own = Some(Self {
                        folder,
                        _lock: lock,
                    });
                }
                Some(keeper) => move_drafts(&folder, &keeper.folder).map_err(fails)?,
            }
        }
        own.ok_or_else(|| Error::new("drafts-many").with("path", root.display()))
    }

    /// The drafts kept, the oldest first; of too many the newest. A file that cannot be read as one
    /// is left where it is and skipped.
    pub fn drafts(&self) -> Vec<Draft> {
        let files = draft_files(&self.folder).unwrap_or_default();
        let mut drafts: Vec<Draft> = files.iter().filter_map(|path| read(path)).collect();
        drafts.sort_by_key(|draft| draft.saved);
        drafts.split_off(drafts.len().saturating_sub(DRAFTS_MAX))
    }

    /// Keeps a draft, whole or not at all, in place of what it was before.
    pub fn keep(&self, draft: &Draft) -> Result<(), Error> {
        let path = self.path(&draft.id());
        let fails = |cause: io::Error| {
            Error::new("drafts-write")
                .with("path", path.display())
                .because(cause)
        };
        let text = serde_json::to_vec_pretty(draft).map_err(|cause| fails(cause.into()))?;
        let half = path.with_extension("half");
        let write = || -> io::Result<()> {
            let mut file = OpenOptions::new()
                .write(true)
                .create(true)
                .truncate(true)
                .mode(0o600)
                .open(&half)?;
            file.write_all(&text)?;
            file.sync_data()?;
            fs::rename(&half, &path)
        };
        write().map_err(fails)
    }

    /// Drops a draft. That there is none is no failure.
    pub fn drop(&self, key: &DraftId) -> Result<(), Error> {
        let path = self.path(key);
        match fs::remove_file(&path) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => {
                Err(Error::new("drafts-write")
                    .with("path", path.display())
                    .because(cause))
            }
            _ => Ok(()),
        }
    }

    fn path(&self, key: &DraftId) -> PathBuf {
        self.folder.join(key.slug()).with_extension(ENDING)
    }
}

fn private_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// The folder's lock, if nobody has it.
fn locked(folder: &Path) -> io::Result<Option<File>> {
    let file = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .mode(0o600)
        .open(folder.join(LOCK_NAME))?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(fs::TryLockError::WouldBlock) => Ok(None),
        Err(fs::TryLockError::Error(error)) => Err(error),
    }
}

fn draft_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == ENDING) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Moves drafts over. One the other folder has too stays until that one is finished.
fn move_drafts(from: &Path, to: &Path) -> io::Result<()> {
    for path in draft_files(from)? {
        if let Some(target) = path.file_name().map(|name| to.join(name))
            && !target.exists()
        {
            fs::rename(&path, &target)?;
        }
    }
    Ok(())
}

fn read(path: &Path) -> Option<Draft> {
    if fs::metadata(path).ok()?.len() > BYTES_MAX {
        return None;
    }
    serde_json::from_slice(&fs::read(path).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn draft(form: FormKind, title: &str) -> Draft {
        Draft {
            form,
            no: 0,
            filled: BTreeSet::new(),
            values: BTreeMap::from([("title".to_owned(), title.to_owned())]),
            sent: None,
            saved: "2026-09-01T06:05:00Z".parse().unwrap(),
        }
    }

    fn id(form: FormKind) -> DraftId {
        DraftId { form, no: 0 }
    }

    fn report() -> FormKind {
        FormKind::Report("BN-2026-001".to_owned().try_into().unwrap())
    }

    #[test]
    fn a_draft_survives_the_console_that_kept_it() {
        let root = tempfile::tempdir().unwrap();
        let keeper = Keeper::open(root.path()).unwrap();
        let kept = [
            draft(FormKind::Incident, "嘉陵江铊超标"),
            draft(report(), "续报"),
        ];
        for draft in &kept {
            keeper.keep(draft).unwrap();
        }
        drop(keeper);
        assert_eq!(Keeper::open(root.path()).unwrap().drafts(), kept);
    }

    #[test]
    fn two_drafts_of_one_form_are_kept_beside_each_other() {
        let root = tempfile::tempdir().unwrap();
        let keeper = Keeper::open(root.path()).unwrap();
        let first = draft(FormKind::Incident, "一");
        let second = Draft {
            no: 1,
            ..draft(FormKind::Incident, "二")
        };
        keeper.keep(&first).unwrap();
        keeper.keep(&second).unwrap();
        assert_eq!(keeper.drafts(), [first.clone(), second.clone()]);
        keeper.drop(&first.id()).unwrap();
        assert_eq!(keeper.drafts(), [second]);
    }

    #[test]
    fn a_draft_of_an_earlier_version_is_read_and_counts_as_typed() {
        let old = r#"{"form":"incident","values":{"learned":"2026-09-01 14:05"},"saved":"2026-09-01T06:05:00Z"}"#;
        let read: Draft = serde_json::from_str(old).unwrap();
        assert_eq!((read.no, read.filled.len()), (0, 0));
        assert_eq!(serde_json::to_string(&read).unwrap(), old);
    }

    #[test]
    fn two_consoles_do_not_take_each_others_drafts() {
        let root = tempfile::tempdir().unwrap();
        let first = Keeper::open(root.path()).unwrap();
        first.keep(&draft(FormKind::Incident, "一")).unwrap();
        let second = Keeper::open(root.path()).unwrap();
        assert_eq!(second.drafts(), []);
        second.keep(&draft(FormKind::Incident, "二")).unwrap();
        assert_eq!(first.drafts(), [draft(FormKind::Incident, "一")]);
    }

    #[test]
    fn what_several_dead_consoles_left_is_taken_over_and_nothing_overwritten() {
        let root = tempfile::tempdir().unwrap();
        let first = Keeper::open(root.path()).unwrap();
        let second = Keeper::open(root.path()).unwrap();
        first.keep(&draft(FormKind::Incident, "一")).unwrap();
        second.keep(&draft(FormKind::Incident, "二")).unwrap();
        second.keep(&draft(FormKind::Call, "来电")).unwrap();
        drop((first, second));
        let next = Keeper::open(root.path()).unwrap();
        let titles = |keeper: &Keeper| {
            let mut titles: Vec<String> = keeper
                .drafts()
                .iter()
                .map(|draft| draft.values["title"].clone())
                .collect();
            titles.sort();
            titles
        };
        assert_eq!(titles(&next), ["一", "来电"]);
        next.drop(&id(FormKind::Incident)).unwrap();
        drop(next);
        assert_eq!(titles(&Keeper::open(root.path()).unwrap()), ["二", "来电"]);
    }

    #[test]
    fn nobody_else_can_read_a_draft() {
        let root = tempfile::tempdir().unwrap();
        let keeper = Keeper::open(&root.path().join("drafts")).unwrap();
        keeper.keep(&draft(FormKind::Incident, "一")).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&keeper.path(&id(FormKind::Incident))), 0o600);
        assert_eq!(mode(&keeper.folder), 0o700);
    }

    #[test]
    fn a_half_written_or_foreign_file_is_left_alone() {
        let root = tempfile::tempdir().unwrap();
        let keeper = Keeper::open(root.path()).unwrap();
        fs::write(keeper.folder.join("incident.json"), b"{\"form\":").unwrap();
        fs::write(keeper.folder.join("call.half"), b"{").unwrap();
        assert_eq!(keeper.drafts(), []);
        assert!(keeper.folder.join("incident.json").exists());
    }

    #[test]
    fn of_too_many_drafts_the_newest_are_offered() {
        let root = tempfile::tempdir().unwrap();
        let keeper = Keeper::open(root.path()).unwrap();
        let first: DateTime<Utc> = "2026-09-01T06:05:00Z".parse().unwrap();
        for number in 1..=DRAFTS_MAX + 1 {
            let subject = format!("BN-2026-{number:03}").try_into().unwrap();
            let mut draft = draft(FormKind::Report(subject), "续报");
            draft.saved = first + chrono::TimeDelta::minutes(i64::try_from(number).unwrap());
            keeper.keep(&draft).unwrap();
        }
        let drafts = keeper.drafts();
        let numbers = drafts
            .iter()
            .map(|draft| draft.form.subject().unwrap().number);
        let newest = u32::try_from(DRAFTS_MAX).unwrap() + 1;
        assert_eq!(
            numbers.collect::<Vec<_>>(),
            (2..=newest).collect::<Vec<_>>()
        );
    }

    #[test]
    fn dropping_what_is_not_there_is_no_failure() {
        let root = tempfile::tempdir().unwrap();
        let keeper = Keeper::open(root.path()).unwrap();
        assert!(keeper.drop(&id(FormKind::Call)).is_ok());
    }
}
