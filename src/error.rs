//! What the edges say when something could not be done: a sentence (what failed, on what) and a
//! hint (what to do next), in the reader's language. The pure rooms have typed errors of their own.

use std::borrow::Cow;
use std::fmt;

use chrono_tz::Tz;

use crate::domain::Rejection;
use crate::domain::rejection::Arg;
use crate::intake::Unreadable;
use crate::locale::Lang;
use crate::rulebook::PackError;

/// How a command ended, as its exit code says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done: 0.
    Done,
    /// Refused; nothing was changed: 1.
    Refused,
    /// Could not run: 2.
    CouldNotRun,
}

impl Exit {
    /// The process exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Refused => 1,
            Self::CouldNotRun => 2,
        }
    }
}

/// Something that could not be done, ready to be told.
#[derive(Debug)]
pub struct Error {
    /// How the program ends when nothing better can be done.
    pub exit: Exit,
    key: String,
    args: Vec<(Cow<'static, str>, Arg)>,
    file: Option<String>,
    /// Another hint than the sentence's own.
    hint: Option<&'static str>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// Something that could not run: the sentence is `error-<key>`, the hint `error-<key>.hint`.
    pub fn new(key: &str) -> Self {
        Self {
            exit: Exit::CouldNotRun,
            key: format!("error-{key}"),
            args: Vec::new(),
            file: None,
            hint: None,
            source: None,
        }
    }

    /// Something refused because of what was asked.
    pub fn refused(key: &str) -> Self {
        Self {
            exit: Exit::Refused,
            ..Self::new(key)
        }
    }

    /// Something another process failed at and told in whole: `key` with its `error-`.
    pub fn retold(
        exit: Exit,
        key: String,
        args: impl IntoIterator<Item = (String, String)>,
    ) -> Self {
        let args = args
            .into_iter()
            .map(|(name, value)| (Cow::Owned(name), Arg::Text(value)))
            .collect();
        Self {
            exit,
            key,
            args,
            file: None,
            hint: None,
            source: None,
        }
    }

    /// Puts a text into the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args
            .push((Cow::Borrowed(name), Arg::Text(value.to_string())));
        self
    }

    /// Names the cause; it is told after the sentence.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// Names the file the sentence is about; it is told before it.
    #[must_use]
    pub fn in_file(mut self, path: impl fmt::Display) -> Self {
        self.file = Some(path.to_string());
        self
    }

    /// Says what to do next in other words than the sentence's own, where whoever was refused has
    /// other means: the text of that key.
    #[must_use]
    pub fn advising(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// The locale key of the sentence.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The values of the sentence by name.
    pub fn args(&self) -> impl Iterator<Item = (&str, &Arg)> {
        self.args.iter().map(|(name, arg)| (name.as_ref(), arg))
    }

    fn tell(&self, lang: Lang, key: &str, zone: Tz) -> String {
        let args: Vec<(&str, Arg)> = self.args().map(|(name, arg)| (name, arg.clone())).collect();
        lang.tell(key, &args, zone)
    }

    /// The sentence, and the cause behind it.
    pub fn sentence(&self, lang: Lang, zone: Tz) -> String {
        let mut sentence = self.tell(lang, &self.key, zone);
        if let Some(file) = &self.file {
            sentence = format!("{file}: {sentence}");
        }
        match &self.source {
            Some(source) => format!("{sentence} ({source})"),
            None => sentence,
        }
    }

    /// What to do next.
    pub fn hint(&self, lang: Lang, zone: Tz) -> String {
        match self.hint {
            Some(key) => self.tell(lang, key, zone),
            None => self.tell(lang, &format!("{}.hint", self.key), zone),
        }
    }
}

impl From<Rejection> for Error {
    fn from(rejection: Rejection) -> Self {
        Self {
            exit: Exit::Refused,
            key: format!("reject-{}", rejection.key()),
            args: rejection
                .args()
                .into_iter()
                .map(|(name, arg)| (Cow::Borrowed(name), arg))
                .collect(),
            file: None,
            hint: None,
            source: None,
        }
    }
}

impl From<PackError> for Error {
    fn from(refused: PackError) -> Self {
        let args = refused.args().into_iter();
        Self {
            exit: Exit::Refused,
            key: refused.key(),
            args: args.map(|(name, arg)| (Cow::Borrowed(name), arg)).collect(),
            file: None,
            hint: None,
            source: None,
        }
    }
}

impl From<Unreadable> for Error {
    fn from(unreadable: Unreadable) -> Self {
        let named = |(name, arg)| (Cow::Borrowed(name), arg);
        Self {
            exit: Exit::Refused,
            key: format!("error-{}", unreadable.key()),
            args: unreadable.args().into_iter().map(named).collect(),
            file: None,
            hint: None,
            source: None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence(Lang::En, Tz::Asia__Shanghai))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source
            .as_ref()
            .map(|source| source.as_ref() as &(dyn std::error::Error + 'static))
    }
}
