//! Where data lives and what the user set: options first, then the environment, then a file that
//! need not exist. It reads files and the environment; it knows no room.
//!
//! Two files are read where they are there, the data folder's over the user's own:
//!
//! ```toml
//! # ~/.config/watchkeeper/config.toml, or config.toml in the data folder
//! lang = "zh-CN"          # or "en"
//! theme = "high-contrast" # a built-in theme, or the path of a theme file
//! data = "/srv/watch"     # only in the user's own file
//! post = true             # this terminal stands in the duty room, though nothing shows it
//! terminal = ["foot"]     # what opens a terminal when a notification is opened
//! inbox = "/srv/warnings" # the watched folder; only in the data folder's file
//! ```
//!
//! Only in the user's own file, where the desk is elsewhere (`reach.rs`):
//!
//! ```toml
//! host = "zhang@duty-room"             # the desk is on another machine
//! ssh = ["ssh", "-F", "/etc/ssh/duty"] # "ssh" where nothing is set
//! remote_program = "~/bin/watchkeeper" # "watchkeeper" where nothing is set
//! socket = "/run/watchkeeper/desk.sock" # the desk is another login's
//! ```
//!
//! Only in the data folder's, for the desk itself: `[roles]` and `[door]` (`desk.rs`), and
//! `[[notify.command]]` (`notify.rs`). Beside either
//! may lie `keys.toml`, the user's own keys.

mod desk;
mod notify;
mod reach;

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use serde::Deserialize;

use self::reach::Words;
use crate::error::Error;
use crate::intake::folder::INBOX;
use crate::locale::{self, Lang};

pub use self::desk::{DeskConfig, DoorConfig, Roles};
pub use self::notify::NotifyConfig;
pub use self::reach::{Far, HOST_VARIABLE, Reach, SOCKET_VARIABLE};

/// The environment variable that names the data folder.
pub const DATA_VARIABLE: &str = "WATCHKEEPER_DATA";

/// The environment variable that names the language.
pub const LANG_VARIABLE: &str = "WATCHKEEPER_LANG";

/// The name of a configuration file.
pub const FILE_NAME: &str = "config.toml";

/// The name of a file of keys.
pub const KEYS_NAME: &str = "keys.toml";

/// Bytes of a configuration file that are read; none comes near.
const FILE_BYTES_MAX: u64 = 64 << 10;

/// What a person may ask for on the command line.
#[derive(Debug, Clone, Default)]
pub struct Wishes {
    /// The data folder.
    pub data: Option<PathBuf>,
    /// The language.
    pub lang: Option<Lang>,
    /// Another machine.
    pub host: Option<String>,
    /// The socket of another login's desk.
    pub socket: Option<PathBuf>,
}

/// What holds for this run of the program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The data folder, whole path.
    pub data: PathBuf,
    /// The language of what is printed.
    pub lang: Lang,
    /// The language somebody asked for; `None` where it follows from the locale.
    pub lang_wish: Option<Lang>,
    /// A built-in theme's name, or the path of a theme file; the default where it is `None`.
    pub theme: Option<String>,
    /// A file of the user's own keys, where there is one.
    pub keys: Option<PathBuf>,
    /// Where the desk is.
    pub reach: Reach,
    /// Where a console keeps what is its own while the desk is elsewhere.
    pub state: Option<PathBuf>,
    /// Whether a console here stands in the duty room; told from the session where it is `None`.
    pub post: Option<bool>,
    /// What opens a terminal on a subject, where the user says so.
    pub terminal: Option<Vec<String>>,
}

/// What a file may set.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    #[serde(default)]
    data: Option<PathBuf>,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    theme: Option<String>,
    #[serde(default)]
    inbox: Option<PathBuf>,
    #[serde(default)]
    host: Option<String>,
    #[serde(default)]
    ssh: Option<Words>,
    #[serde(default)]
    remote_program: Option<String>,
    #[serde(default)]
    socket: Option<PathBuf>,
    #[serde(default)]
    roles: Option<Roles>,
    #[serde(default)]
    door: Option<DoorConfig>,
    #[serde(default)]
    notify: Option<notify::Notify>,
    post: Option<bool>,
    #[serde(default)]
    terminal: Option<Vec<String>>,
}

impl Config {
    /// What holds, with variables read through `get`.
    pub fn resolve(wishes: &Wishes, get: impl Fn(&str) -> Option<String>) -> Result<Self, Error> {
        let filled = |name: &str| get(name).filter(|value| !value.is_empty());
        let folder = own_folder(&filled);
        let mut own = folder.as_deref().map(read).transpose()?.unwrap_or_default();
        let reach = reach::of(wishes, &filled, &mut own);
        let data = wishes
            .data
            .clone()
            .or_else(|| filled(DATA_VARIABLE).map(PathBuf::from))
            .or(own.data)
            .or_else(|| default_data(&filled))
            .ok_or_else(|| Error::new("config-no-home"))?;
        let data = std::path::absolute(&data).map_err(|cause| {
            Error::new("config-data")
                .with("path", data.display())
                .because(cause)
        })?;
        // A folder that is another login's, or another machine's, says nothing here.
        let beside = match &reach {
            Reach::Data => read(&data)?,
            Reach::Socket(_) | Reach::Host(_) => Settings::default(),
        };
        let set = beside.lang.or(own.lang);
        let set = set.as_deref().and_then(Lang::from_name);
        let lang_wish = wishes.lang.or_else(|| asked(&filled)).or(set);
        let keys = [Some(&data), folder.as_ref()].into_iter().flatten();
        let keys = keys
            .map(|folder| folder.join(KEYS_NAME))
            .find(|path| path.is_file());
        Ok(Self {
            lang: lang_wish.unwrap_or_else(|| locale::spoken(filled).lang),
            lang_wish,
            theme: beside.theme.or(own.theme),
            keys,
            state: default_state(&filled),
            reach,
            post: own.post.or(beside.post),
            terminal: own.terminal.or(beside.terminal),
            data,
        })
    }
}

/// The watched folder of a desk: `inbox` in its data folder, or the folder its file names; a path
/// that is not whole begins in the data folder.
pub fn inbox(data: &Path) -> Result<PathBuf, Error> {
    let named = read(data)?.inbox;
    Ok(data.join(named.unwrap_or_else(|| PathBuf::from(INBOX))))
}

/// The language before anything else is known: what a refusal of the options themselves is told in.
pub fn early_lang(wish: Option<Lang>, get: impl Fn(&str) -> Option<String>) -> Lang {
    let filled = |name: &str| get(name).filter(|value| !value.is_empty());
    wish.or_else(|| asked(&filled))
        .unwrap_or_else(|| locale::spoken(filled).lang)
}

fn asked(filled: &impl Fn(&str) -> Option<String>) -> Option<Lang> {
    filled(LANG_VARIABLE).as_deref().and_then(Lang::from_name)
}

fn default_data(filled: &impl Fn(&str) -> Option<String>) -> Option<PathBuf> {
    match filled("XDG_DATA_HOME").map(PathBuf::from) {
        Some(home) if home.is_absolute() => Some(home.join("watchkeeper")),
        _ => Some(project()?.data_dir().to_owned()),
    }
}

fn default_state(filled: &impl Fn(&str) -> Option<String>) -> Option<PathBuf> {
    match filled("XDG_STATE_HOME").map(PathBuf::from) {
        Some(home) if home.is_absolute() => Some(home.join("watchkeeper")),
        _ => project()?.state_dir().map(Path::to_owned),
    }
}

fn own_folder(filled: &impl Fn(&str) -> Option<String>) -> Option<PathBuf> {
    match filled("XDG_CONFIG_HOME").map(PathBuf::from) {
        Some(home) if home.is_absolute() => Some(home.join("watchkeeper")),
        _ => Some(project()?.config_dir().to_owned()),
    }
}

fn project() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "watchkeeper")
}

/// What the file in a folder sets; nothing where there is none. The path of a theme begins there.
fn read(folder: &Path) -> Result<Settings, Error> {
    let path = &folder.join(FILE_NAME);
    let fails = |cause: io::Error| {
        Error::new("config-unreadable")
            .with("path", path.display())
            .because(cause)
    };
    let file = match File::open(path) {
        Ok(file) => file,
        Err(cause)
            if matches!(
                cause.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            return Ok(Settings::default());
        }
        Err(cause) => return Err(fails(cause)),
    };
    let mut text = String::new();
    file.take(FILE_BYTES_MAX + 1)
        .read_to_string(&mut text)
        .map_err(fails)?;
    if text.len() as u64 > FILE_BYTES_MAX {
        return Err(Error::new("config-too-long")
            .with("path", path.display())
            .with("limit", FILE_BYTES_MAX));
    }
    let mut settings: Settings = toml::from_str(&text).map_err(|slip| {
        let at = slip.span().map_or(0, |span| span.start);
        Error::new("config-slip")
            .with("path", path.display())
            .with("line", line_of(&text, at))
            .with("reason", slip.message())
    })?;
    if let Some(theme) = settings.theme.as_mut().filter(|theme| is_path(theme)) {
        *theme = folder.join(&*theme).to_string_lossy().into_owned();
    }
    match &settings.lang {
        Some(lang) if Lang::from_name(lang).is_none() => Err(Error::new("config-lang")
            .with("path", path.display())
            .with("given", lang)),
        _ => Ok(settings),
    }
}

fn is_path(theme: &str) -> bool {
    Path::new(theme).extension().is_some() || theme.contains('/')
}

/// The line of a byte, counted from 1.
fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;

    fn resolved(wishes: &Wishes, variables: &[(&str, &str)], home: &Path) -> Result<Config, Error> {
        let home = home.to_string_lossy().into_owned();
        Config::resolve(wishes, |name| match name {
            "XDG_CONFIG_HOME" | "XDG_DATA_HOME" => Some(home.clone()),
            _ => {
                let found = variables.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            }
        })
    }

    fn lang_of(variables: &[(&str, &str)]) -> Lang {
        early_lang(None, |name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn without_any_file_everything_has_a_sensible_value() {
        let home = tempfile::tempdir().unwrap();
        let config = resolved(&Wishes::default(), &[], home.path()).unwrap();
        assert_eq!(config.data, home.path().join("watchkeeper"));
        assert_eq!((config.lang, config.lang_wish), (Lang::Zh, None));
        assert_eq!((config.theme, config.keys), (None, None));
    }

    #[test]
    fn an_option_beats_the_environment_and_the_environment_beats_a_file() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("watchkeeper");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(
            folder.join(FILE_NAME),
            "data = \"/from/file\"\nlang = \"en\"\ntheme = \"mono\"\n",
        )
        .unwrap();
        let of_file = resolved(&Wishes::default(), &[], home.path()).unwrap();
        assert_eq!(of_file.data, Path::new("/from/file"));
        assert_eq!(
            (of_file.lang, of_file.theme.as_deref()),
            (Lang::En, Some("mono"))
        );
        let variables = [(DATA_VARIABLE, "/from/env"), (LANG_VARIABLE, "zh")];
        let of_environment = resolved(&Wishes::default(), &variables, home.path()).unwrap();
        assert_eq!(of_environment.data, Path::new("/from/env"));
        assert_eq!(of_environment.lang, Lang::Zh);
        let wishes = Wishes {
            data: Some("/from/option".into()),
            lang: Some(Lang::En),
            ..Wishes::default()
        };
        let of_option = resolved(&wishes, &variables, home.path()).unwrap();
        assert_eq!(of_option.data, Path::new("/from/option"));
        assert_eq!(of_option.lang_wish, Some(Lang::En));
    }

    #[test]
    fn the_data_folders_file_beats_the_users_own() {
        let home = tempfile::tempdir().unwrap();
        let data = tempfile::tempdir().unwrap();
        let own = home.path().join("watchkeeper");
        std::fs::create_dir(&own).unwrap();
        std::fs::write(
            own.join(FILE_NAME),
            "lang = \"zh-CN\"\ntheme = \"own.toml\"\n",
        )
        .unwrap();
        std::fs::write(own.join(KEYS_NAME), "").unwrap();
        std::fs::write(data.path().join(FILE_NAME), "lang = \"en\"\n").unwrap();
        let wishes = Wishes {
            data: Some(data.path().to_owned()),
            ..Wishes::default()
        };
        let config = resolved(&wishes, &[], home.path()).unwrap();
        assert_eq!(config.lang, Lang::En);
        let theme = own.join("own.toml").to_string_lossy().into_owned();
        assert_eq!(config.theme, Some(theme));
        assert_eq!(config.keys, Some(own.join(KEYS_NAME)));
    }

    #[test]
    fn a_slip_is_told_with_file_and_line() {
        let data = tempfile::tempdir().unwrap();
        let path = data.path().join(FILE_NAME);
        let wishes = Wishes {
            data: Some(data.path().to_owned()),
            ..Wishes::default()
        };
        for (text, key, line) in [
            ("# one\n\nlanguage = \"en\"\n", "error-config-slip", "3"),
            ("lang = \"en\"\ntheme = \n", "error-config-slip", "2"),
            ("lang = \"fr\"\n", "error-config-lang", ""),
        ] {
            std::fs::write(&path, text).unwrap();
            let error = resolved(&wishes, &[], data.path()).unwrap_err();
            assert_eq!(error.key(), key, "{text:?}");
            for lang in Lang::ALL {
                let sentence = error.sentence(lang, Tz::UTC);
                assert!(sentence.contains(&*path.to_string_lossy()), "{sentence}");
                assert!(sentence.contains(line), "{sentence}");
            }
        }
    }

    #[test]
    fn the_nearest_wish_says_where_the_desk_is() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("watchkeeper");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(
            folder.join(FILE_NAME),
            "host = \"from@file\"\nssh = \"/opt/ssh\"\nremote_program = \"~/w\"\n",
        )
        .unwrap();
        let reach = |wishes: &Wishes, variables: &[(&str, &str)]| {
            resolved(wishes, variables, home.path()).unwrap().reach
        };
        let far = |host: &str, data: Option<&str>| {
            Reach::Host(Far {
                host: host.to_owned(),
                ssh: vec!["/opt/ssh".to_owned()],
                program: Some("~/w".to_owned()),
                data: data.map(PathBuf::from),
            })
        };
        let nothing = Wishes::default();
        let host = |host: &str| Wishes {
            host: Some(host.to_owned()),
            ..Wishes::default()
        };
        let here = Wishes {
            data: Some("/d".into()),
            ..Wishes::default()
        };
        let there = Wishes {
            data: Some("/d".into()),
            ..host("by@option")
        };
        let by_environment = [(HOST_VARIABLE, "by@env")];
        assert_eq!(reach(&nothing, &[]), far("from@file", None));
        assert_eq!(reach(&nothing, &by_environment), far("by@env", None));
        assert_eq!(
            reach(&host("by@option"), &by_environment),
            far("by@option", None)
        );
        assert_eq!(reach(&here, &by_environment), Reach::Data, "a folder here");
        assert_eq!(
            reach(&there, &[]),
            far("by@option", Some("/d")),
            "a folder there"
        );
        assert_eq!(reach(&host(""), &by_environment), Reach::Data);
        assert_eq!(reach(&nothing, &[(DATA_VARIABLE, "/d")]), Reach::Data);
        assert_eq!(
            reach(&nothing, &[(SOCKET_VARIABLE, "/s")]),
            Reach::Socket("/s".into())
        );
    }

    #[test]
    fn the_desk_reads_who_may_do_what() {
        let data = tempfile::tempdir().unwrap();
        assert_eq!(DeskConfig::of(data.path()).unwrap(), DeskConfig::default());
        let set = |text: &str| {
            std::fs::write(data.path().join(FILE_NAME), text).unwrap();
            DeskConfig::of(data.path())
        };
        let config = set("[roles]\nleader = [\"zhang\", \"@leaders\"]\n").unwrap();
        assert_eq!(config.roles.leader, ["zhang", "@leaders"]);
        assert_eq!(config.roles.keeper, Vec::<String>::new());
        let slip = set("[roles]\nleeder = [\"zhang\"]\n").unwrap_err();
        assert_eq!(
            slip.key(),
            "error-config-slip",
            "a slip gives nobody anything"
        );
    }

    #[test]
    fn the_locale_speaks_where_nobody_asks() {
        assert_eq!(lang_of(&[("LANG", "C")]), Lang::En);
        assert_eq!(
            lang_of(&[("LANG", "C"), (LANG_VARIABLE, "zh-CN")]),
            Lang::Zh
        );
    }
}
