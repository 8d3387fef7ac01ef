//! One thing to tell somebody, in words already. It knows nothing of how it is told; every way
//! cleans what it sends once more, since a notice may have come from another process.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::dial::Callee;
use crate::domain::reminder::{Audience, MatterId, Rung, Urgency};
use crate::domain::text::steers;
use crate::locale::Lang;

/// Characters a title may have.
pub const TITLE_MAX: usize = 120;
/// Characters a body may have.
pub const BODY_MAX: usize = 600;
/// Characters of the body left to the lines that say *late* and *repeated*; these are never cut.
const MARKS_MAX: usize = 200;

/// Why somebody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoticeKind {
    /// A limit began to run.
    Start,
    /// A due time comes near.
    Ahead,
    /// A duty is due now.
    Due,
    /// A duty is overdue.
    Overdue,
    /// A warning was taken in from outside (预警).
    Warning,
    /// The desk itself is not well.
    Health,
    /// A sign of life is asked for.
    Vigilance,
    /// Somebody tries the ways of telling.
    Test,
}

impl NoticeKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Start,
        Self::Ahead,
        Self::Due,
        Self::Overdue,
        Self::Warning,
        Self::Health,
        Self::Vigilance,
        Self::Test,
    ];

    /// The stable name: `overdue`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Ahead => "ahead",
            Self::Due => "due",
            Self::Overdue => "overdue",
            Self::Warning => "warning",
            Self::Health => "health",
            Self::Vigilance => "vigilance",
            Self::Test => "test",
        }
    }

    /// How pressing it is where no ladder says otherwise.
    pub fn urgency(self) -> Urgency {
        match self {
            Self::Start => Urgency::Low,
            Self::Ahead | Self::Warning | Self::Test => Urgency::Normal,
            Self::Due | Self::Overdue | Self::Health | Self::Vigilance => Urgency::Critical,
        }
    }

    /// Whether it stays on the screen until somebody answers.
    pub fn is_sticky(self) -> bool {
        matches!(self, Self::Due | Self::Overdue | Self::Vigilance)
    }

    /// Whether buttons make sense. The sign of life must be given at the post, not on a bubble.
    pub fn has_actions(self) -> bool {
        !matches!(self, Self::Health | Self::Vigilance)
    }
}

impl From<Rung> for NoticeKind {
    fn from(rung: Rung) -> Self {
        match rung {
            Rung::Start => Self::Start,
            Rung::Ahead { .. } => Self::Ahead,
            Rung::Due => Self::Due,
            Rung::Overdue { .. } => Self::Overdue,
        }
    }
}

/// What must be seen of a notice besides its words; [`Notice::new`] puts it into the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Marks {
    /// The desk is simulated (模拟).
    #[serde(default)]
    pub simulated: bool,
    /// The subject is a drill (演练).
    #[serde(default)]
    pub drill: bool,
    /// It may have been raised before a restart.
    #[serde(default)]
    pub repeat: bool,
    /// How long after its time it is raised, where nobody was there to raise it.
    #[serde(
        default,
        rename = "late_by_s",
        with = "seconds",
        skip_serializing_if = "Option::is_none"
    )]
    pub late_by: Option<Duration>,
}

/// One thing to tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What it is about. A later notice of the same matter takes the place of this one.
    pub matter: MatterId,
    /// Why.
    pub kind: NoticeKind,
    /// How pressing.
    pub urgency: Urgency,
    /// One line, marks in front.
    pub title: String,
    /// More lines; may be empty.
    pub body: String,
    /// Whether it stays until it is answered.
    pub sticky: bool,
    /// What must be seen besides.
    #[serde(flatten)]
    pub marks: Marks,
    /// Whether it can be answered with *acknowledge* and *open* where the way has buttons.
    #[serde(default)]
    pub actions: bool,
    /// Who is meant, where that is known: whom an SMS gateway sends to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<Addressee>,
    /// Those the duty is owed to, with the numbers to dial.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub call: Vec<Callee>,
}

/// Somebody a notice is meant for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addressee {
    /// As what.
    pub audience: Audience,
    /// Full name.
    pub name: String,
    /// Telephone; may be empty.
    pub phone: String,
}

impl Notice {
    /// A notice of that kind: urgency, sticking and buttons as the kind has them, the marks put
    /// into words, everything cleaned.
    pub fn new(
        lang: Lang,
        matter: &MatterId,
        kind: NoticeKind,
        marks: Marks,
        (title, body): (&str, &str),
    ) -> Self {
        let mut lines = vec![clean(body, BODY_MAX - MARKS_MAX)];
        if let Some(late) = marks.late_by {
            let span = super::words::span(lang, late);
            lines.push(lang.say("notice-line-late", &[("span", span.into())]));
        }
        if marks.repeat {
            lines.push(lang.text("notice-line-repeat"));
        }
        let set = [
            (marks.drill, "notice-mark-drill"),
            (marks.simulated, "notice-mark-simulated"),
            (marks.repeat, "notice-mark-repeat"),
        ];
        let front: String = set
            .iter()
            .filter(|(is_set, _)| *is_set)
            .map(|(_, key)| lang.text(key))
            .collect();
        Self {
            matter: MatterId(clean_line(&matter.0, TITLE_MAX)),
            kind,
            urgency: kind.urgency(),
            title: clean_line(&format!("{front}{title}"), TITLE_MAX),
            body: clean(&lines.join("\n"), BODY_MAX),
            sticky: kind.is_sticky(),
            marks,
            actions: kind.has_actions(),
            to: Vec::new(),
            call: Vec::new(),
        }
    }

    /// The same notice as pressing as a ladder has it.
    #[must_use]
    pub fn at(mut self, urgency: Urgency) -> Self {
        self.urgency = urgency;
        self
    }

    /// A notice that tries the ways of telling.
    pub fn trial(lang: Lang, marks: Marks) -> Self {
        let (title, body) = (
            lang.text("notice-title-test"),
            lang.text("notice-body-test"),
        );
        let matter = MatterId("test".to_owned());
        Self::new(lang, &matter, NoticeKind::Test, marks, (&title, &body))
    }
}

/// A text of several lines without anything that steers a screen: no control characters, no turns
/// of direction, no empty lines; cut at `limit` characters with an ellipsis. Clean text stays as
/// it is.
pub fn clean(text: &str, limit: usize) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| {
            let spaced = line.replace('\t', " ");
            let kept: String = spaced.chars().filter(|c| !steers(*c)).collect();
            kept.trim().to_owned()
        })
        .filter(|line| !line.is_empty())
        .collect();
    cut(&lines.join("\n"), limit)
}

/// As [`clean`], on one line.
pub fn clean_line(text: &str, limit: usize) -> String {
    cut(&clean(text, usize::MAX).replace('\n', " "), limit)
}

fn cut(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let kept: String = text.chars().take(limit.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// The text as a server that reads markup shows it word for word.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

/// A span as whole seconds, so that a program that reads the JSON needs no unit of its own.
mod seconds {
    use std::time::Duration;

    use serde::{Deserialize, Deserializer, Serializer};

    #[expect(clippy::ref_option, reason = "serde hands the field over by reference")]
    pub fn serialize<S: Serializer>(span: &Option<Duration>, to: S) -> Result<S::Ok, S::Error> {
        match span {
            Some(span) => to.serialize_some(&span.as_secs()),
            None => to.serialize_none(),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Duration>, D::Error> {
        let seconds = Option::<u64>::deserialize(from)?;
        Ok(seconds.map(Duration::from_secs))
    }
}
