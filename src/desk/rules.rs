//! The rules the desk adopts: the packs built in, and the keeper's own files beside the data. A bad
//! file changes nothing: the rules in force stay.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::job::Commands;
use crate::config::NotifyConfig;
use crate::domain::rule::RuleSet;
use crate::link::wire::Finding;
use crate::rulebook;
use crate::rulebook::ladder::Ladders;

/// The folder of the keeper's own packs in the data folder.
pub const RULES_DIR: &str = "rules";

/// The file of ladders in that folder; it is no pack.
const LADDERS_NAME: &str = "ladders.toml";

/// Files read; no desk needs as many.
const FILES_MAX: usize = 64;

/// Bytes of a file that are read; the rulebook refuses a longer one.
const BYTES_MAX: u64 = 1 << 20;

/// The rules as the packs say, or why they cannot be had.
pub(super) fn load(data_dir: &Path) -> Result<RuleSet, Finding> {
    let mut packs = Vec::new();
    for path in files(&data_dir.join(RULES_DIR))? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        packs.push((name.into_owned(), text(&path)?));
    }
    rulebook::load(&packs).map_err(|error| {
        let fault = Finding::told(&error.key(), error.args());
        Finding::new("notice-rules-refused").because(fault)
    })
}

/// The ladders as their file says, those built in where there is none, or why they cannot be had.
pub(super) fn ladders(data_dir: &Path) -> Result<Ladders, Finding> {
    let path = data_dir.join(RULES_DIR).join(LADDERS_NAME);
    let text = match fs::exists(&path) {
        Ok(false) => return Ok(Ladders::built_in()),
        Ok(true) => text(&path)?,
        Err(error) => return Err(unreadable(&path, &error)),
    };
    Ladders::read(&text).map_err(|bad| {
        let reason = bad.to_string().replace('\n', " ");
        Finding::new("notice-ladders-refused")
            .with("path", path.display())
            .with("reason", reason)
    })
}

/// The commands that tell people, as the data folder's file sets them.
pub(super) fn commands(data_dir: &Path) -> Result<Commands, Finding> {
    let config = NotifyConfig::of(data_dir, |name| std::env::var(name).ok());
    let config = config.map_err(|error| {
        let fault = Finding::told(
            error.key(),
            error.args().map(|(name, arg)| (name, arg.clone())),
        );
        Finding::new("notice-commands-refused").because(fault)
    })?;
    Ok(Commands {
        config,
        environment: std::env::vars_os().collect(),
    })
}

/// The pack files of a folder by name; none where there is no folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Finding> {
    let fails = |error: &io::Error| unreadable(folder, error);
    let listed = match fs::read_dir(folder) {
        Ok(listed) => listed,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(fails(&error)),
    };
    let mut files = Vec::new();
    for listed in listed {
        let path = listed.map_err(|error| fails(&error))?.path();
        let is_pack = path.file_name().is_some_and(|name| name != LADDERS_NAME);
        if is_pack && path.extension().is_some_and(|ending| ending == "toml") {
            files.push(path);
        }
        if files.len() > FILES_MAX {
            return Err(Finding::new("notice-rules-many")
                .with("path", folder.display())
                .with("limit", FILES_MAX));
        }
    }
    files.sort();
    Ok(files)
}

fn text(path: &Path) -> Result<String, Finding> {
    let mut text = String::new();
    File::open(path)
        .and_then(|file| file.take(BYTES_MAX + 1).read_to_string(&mut text))
        .map_err(|error| unreadable(path, &error))?;
    Ok(text)
}

fn unreadable(path: &Path, error: &io::Error) -> Finding {
    Finding::new("notice-rules-unreadable")
        .with("path", path.display())
        .with("reason", error)
}
