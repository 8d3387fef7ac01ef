//! Every sentence, in Chinese and English (Fluent files under `src/locale/`, one per room).
//! It knows keys and values; what they mean is the rooms' business.

mod environment;

pub use environment::{Fallback, Spoken, is_utf8, spoken};

use std::sync::LazyLock;

use chrono_tz::Tz;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::{Deserialize, Serialize};
use unic_langid::{LanguageIdentifier, langid};

use crate::domain::rejection::Arg;

/// A language of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Lang {
    /// Chinese (zh-CN).
    #[default]
    #[serde(rename = "zh-CN")]
    Zh,
    /// English.
    #[serde(rename = "en")]
    En,
}

macro_rules! resources {
    ($lang:literal) => {
        [
            include_str!(concat!("locale/", $lang, "/domain.ftl")),
            include_str!(concat!("locale/", $lang, "/approval.ftl")),
            include_str!(concat!("locale/", $lang, "/almanac.ftl")),
            include_str!(concat!("locale/", $lang, "/rulebook.ftl")),
            include_str!(concat!("locale/", $lang, "/intake.ftl")),
            include_str!(concat!("locale/", $lang, "/ledger.ftl")),
            include_str!(concat!("locale/", $lang, "/desk.ftl")),
            include_str!(concat!("locale/", $lang, "/home.ftl")),
            include_str!(concat!("locale/", $lang, "/papers.ftl")),
            include_str!(concat!("locale/", $lang, "/notify.ftl")),
            include_str!(concat!("locale/", $lang, "/console.ftl")),
            include_str!(concat!("locale/", $lang, "/calendar.ftl")),
            include_str!(concat!("locale/", $lang, "/cli.ftl")),
            include_str!(concat!("locale/", $lang, "/schedule.ftl")),
            include_str!(concat!("locale/", $lang, "/reminder.ftl")),
            include_str!(concat!("locale/", $lang, "/directory.ftl")),
        ]
    };
}

const ZH: &[&str] = &resources!("zh-CN");
const EN: &[&str] = &resources!("en");

type Bundle = FluentBundle<FluentResource>;

static ZH_BUNDLE: LazyLock<Bundle> = LazyLock::new(|| bundle(langid!("zh-CN"), ZH));
static EN_BUNDLE: LazyLock<Bundle> = LazyLock::new(|| bundle(langid!("en"), EN));

fn bundle(language: LanguageIdentifier, sources: &[&str]) -> Bundle {
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // Isolating marks are invisible in a browser and rubbish in a terminal.
    bundle.set_use_isolating(false);
    for source in sources {
        // A file with a slip still gives the messages that could be read; a test refuses slips.
        let resource =
            FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(partial, _)| partial);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

impl Lang {
    /// Both languages.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The files of this language, as built in.
    pub fn sources(self) -> &'static [&'static str] {
        match self {
            Self::Zh => ZH,
            Self::En => EN,
        }
    }

    /// The stable name: `zh-CN`, `en`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// Picks the language a user asked for by name or locale (`zh`, `zh_CN.UTF-8`, `en_GB`).
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        if name.starts_with("zh") {
            Some(Self::Zh)
        } else if name.starts_with("en") {
            Some(Self::En)
        } else {
            None
        }
    }

    fn bundle(self) -> &'static Bundle {
        match self {
            Self::Zh => &ZH_BUNDLE,
            Self::En => &EN_BUNDLE,
        }
    }

    /// Whether there is a text of that key; `name.attribute` asks for an attribute.
    pub fn has(self, key: &str) -> bool {
        let (name, attribute) = split(key);
        self.bundle()
            .get_message(name)
            .is_some_and(|message| match attribute {
                Some(attribute) => message.get_attribute(attribute).is_some(),
                None => message.value().is_some(),
            })
    }

    /// The text of a key. A key without text shows itself in brackets, so that a gap is seen and
    /// reported rather than silent.
    pub fn text(self, key: &str) -> String {
        self.say(key, &[])
    }

    /// The text of a key with values put in.
    pub fn say(self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let mut args = FluentArgs::new();
        for (name, value) in values {
            args.set((*name).to_owned(), value.clone());
        }
        let (name, attribute) = split(key);
        let message = self.bundle().get_message(name);
        let pattern = message.and_then(|message| match attribute {
            Some(attribute) => message.get_attribute(attribute).map(|found| found.value()),
            None => message.value(),
        });
        let Some(pattern) = pattern else {
            return format!("[{key}]");
        };
        let mut slips = Vec::new();
        self.bundle()
            .format_pattern(pattern, Some(&args), &mut slips)
            .into_owned()
    }

    /// The text of a key with typed values: times in `zone`, keys as their own text.
    pub fn tell(self, key: &str, args: &[(&str, Arg)], zone: Tz) -> String {
        let values: Vec<(&str, FluentValue<'static>)> = args
            .iter()
            .map(|(name, arg)| (*name, self.value(arg, zone)))
            .collect();
        self.say(key, &values)
    }

    fn value(self, arg: &Arg, zone: Tz) -> FluentValue<'static> {
        FluentValue::from(self.words(arg, zone))
    }

    /// A value as it is written into a sentence.
    pub fn words(self, arg: &Arg, zone: Tz) -> String {
        match arg {
            Arg::Text(text) => text.clone(),
            Arg::Number(number) => number.to_string(),
            Arg::Time(at) => {
                let at = at.with_timezone(&zone);
                at.format("%Y-%m-%d %H:%M:%S").to_string()
            }
            Arg::Key(key) => self.text(key),
            Arg::Say(key, args) => self.tell(key, args, zone),
            Arg::List(items) => {
                let items = items.iter().map(|item| self.words(item, zone));
                items.collect::<Vec<_>>().join(&self.text("console-and"))
            }
        }
    }
}

fn split(key: &str) -> (&str, Option<&str>) {
    match key.split_once('.') {
        Some((name, attribute)) => (name, Some(attribute)),
        None => (key, None),
    }
}
