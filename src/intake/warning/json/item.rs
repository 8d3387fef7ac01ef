//! One warning in JSON. Fields are asked for by every name a service gives them, whatever the case.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use serde_json::{Map, Value};

use super::super::headline::{self, Headline};
use super::super::{
    AREA_CODES_MAX, HEADLINE_MAX, REFERENCES_MAX, distinct, district, identifier, level, words,
};
use crate::domain::text::LINE_MAX;
use crate::domain::warning::{WarningFacts, WarningLevel, WarningMessage, WarningStatus};
use crate::intake::text;
use crate::intake::unreadable::{Reason, Unreadable};

const IDENTIFIER: &[&str] = &["identifier", "alertid", "alarmid", "id"];
const HEADLINE: &[&str] = &["headline", "title", "head"];
const TITLE: &[&str] = &["title"];
const SENT: &[&str] = &["sent", "sendtime", "issuetime", "pubtime", "effective"];
const EFFECTIVE: &[&str] = &["effective", "starttime"];
const EXPIRES: &[&str] = &["expires", "relievetime", "expiretime", "endtime"];
const HAZARD: &[&str] = &["signaltype", "eventtypecn", "typename"];
const LEVEL_WORDS: &[&str] = &["signallevel", "severity", "level", "color"];
const LEVEL_CODE: &[&str] = &["levelcode"];
const SIGNAL_TYPES: &[&str] = &["type", "pic"];
const TEXT: &[&str] = &["description", "issuecontent", "content", "text"];
const INSTRUCTION: &[&str] = &["instruction", "defense", "guide"];
const SENDER: &[&str] = &["sender", "sendername"];
const AREA: &[&str] = &["areadesc", "area"];
const AREA_PARTS: &[&str] = &["province", "city", "county", "stationname"];
const CODES: &[&str] = &["geocode", "adcode", "areacode"];
const MESSAGE: &[&str] = &["msgtype", "messagetype"];
const REFERENCES: &[&str] = &["references", "referencesinfo"];
const STATUS: &[&str] = &["status"];

const TIME_FORMATS: [&str; 8] = [
    "%Y-%m-%d %H:%M:%S%.f",
    "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M:%S%.f",
    "%Y/%m/%d %H:%M",
    "%Y-%m-%dT%H:%M:%S%.f",
    "%Y-%m-%dT%H:%M",
    "%Y年%m月%d日%H时%M分",
    "%Y%m%d%H%M%S",
];

/// The word a signal type ends with where it is the name of a kind of event.
const EVENT: &str = "事件";

/// Characters of a sender and of a hazard in an identifier made of them.
const NAME_PART_MAX: usize = 60;

/// Whether an object is meant as a warning: it says what, and when or which. Whether it says it
/// well is judged by [`read`].
pub(super) fn is_warning(object: &Map<String, Value>) -> bool {
    let item = Item::new(object, "");
    let says = |lists: [&[&'static str]; 2]| lists.iter().any(|names| item.text(names).is_some());
    says([HEADLINE, HAZARD]) && says([SENT, IDENTIFIER])
}

/// Reads one warning; `path` is where it stands.
pub(super) fn read(
    object: &Map<String, Value>,
    path: &str,
    zone: Tz,
) -> Result<WarningFacts, Unreadable> {
    let item = Item::new(object, path);
    let sent = item
        .time(SENT, zone)?
        .ok_or_else(|| item.refused(SENT[0], Reason::Missing))?;
    let headline = item.headline()?;
    let said = headline::parse(&headline);
    let hazard = item.hazard(&said, &headline);
    let area = item.area(&headline);
    let sender = item.text(SENDER).unwrap_or_else(|| said.issuer.clone());
    let sender = text::line(if sender.is_empty() { &area } else { &sender }, LINE_MAX);
    let level = item.level(&headline);
    Ok(WarningFacts {
        identifier: item.identifier(&sender, &hazard, level, sent)?,
        sent,
        status: item.status(&headline),
        message: item.message(said.message)?,
        references: item.references()?,
        level,
        text: words(&[TEXT, INSTRUCTION].map(|names| item.text(names).unwrap_or_default())),
        area_codes: item.codes()?,
        effective: item.time(EFFECTIVE, zone)?.unwrap_or(sent),
        expires: item.time(EXPIRES, zone)?,
        sender,
        hazard,
        headline,
        area,
    })
}

/// A warning as its service wrote it: the fields that say anything, by their names in lower case.
struct Item<'a> {
    fields: BTreeMap<String, &'a Value>,
    path: &'a str,
}

impl<'a> Item<'a> {
    fn new(object: &'a Map<String, Value>, path: &'a str) -> Self {
        let says = |value: &Value| match value {
            Value::Null => false,
            Value::String(text) => !text.trim().is_empty(),
            _ => true,
        };
        let fields = object.iter().filter(|(_, value)| says(value));
        let fields = fields.map(|(name, value)| (name.to_ascii_lowercase(), value));
        Self {
            fields: fields.collect(),
            path,
        }
    }

    fn refused(&self, field: &str, reason: Reason) -> Unreadable {
        let path = if self.path.is_empty() {
            field.to_owned()
        } else {
            format!("{}.{field}", self.path)
        };
        Unreadable::at(reason, path)
    }

    /// The first field that goes by one of the names and is not empty, with the name asked for.
    fn field(&self, names: &[&'static str]) -> Option<(&'static str, &Value)> {
        names
            .iter()
            .find_map(|name| Some((*name, *self.fields.get(*name)?)))
    }

    fn value(&self, names: &[&'static str]) -> Option<&Value> {
        self.field(names).map(|(_, value)| value)
    }

    fn text(&self, names: &[&'static str]) -> Option<String> {
        match self.value(names)? {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    fn time(&self, names: &[&'static str], zone: Tz) -> Result<Option<DateTime<Utc>>, Unreadable> {
        let Some((name, value)) = self.field(names) else {
            return Ok(None);
        };
        let given = value.as_str().unwrap_or_default();
        let at = instant(given.trim(), zone).ok_or_else(|| {
            let found = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            self.refused(name, Reason::NotATime { found })
        })?;
        Ok(Some(at))
    }

    /// A text of one line, if it says anything.
    fn line(&self, names: &[&'static str], limit: usize) -> Option<String> {
        let line = text::line(&self.text(names)?, limit);
        Some(line).filter(|line| !line.is_empty())
    }

    /// The headline; where there is none, one made of the words there are.
    fn headline(&self) -> Result<String, Unreadable> {
        if let Some(given) = self.line(HEADLINE, HEADLINE_MAX) {
            return Ok(given);
        }
        let missing = || self.refused(HEADLINE[0], Reason::Missing);
        let hazard = self.line(HAZARD, LINE_MAX).ok_or_else(missing)?;
        let level = self.line(&LEVEL_WORDS[..1], LINE_MAX).unwrap_or_default();
        let made = format!("{}发布{hazard}{level}预警", self.parts());
        Ok(text::line(&made, HEADLINE_MAX))
    }

    fn hazard(&self, said: &Headline, headline: &str) -> String {
        let given = self.line(HAZARD, LINE_MAX);
        let given = given.map(|word| word.strip_suffix(EVENT).unwrap_or(&word).to_owned());
        let given = given.filter(|word| !word.is_empty());
        let hazard = given.or_else(|| said.hazard.clone());
        text::line(hazard.as_deref().unwrap_or(headline), LINE_MAX)
    }

    /// The area by its own name, by the parts of its name, or by the title where that begins with
    /// it and the headline with the issuer (江苏省徐州市铜山区 and 铜山区气象台).
    fn area(&self, headline: &str) -> String {
        let parts = self.parts();
        let area = self
            .text(AREA)
            .or(Some(parts).filter(|parts| !parts.is_empty()));
        let title = || self.text(TITLE).filter(|title| title != headline);
        let area = area.or_else(|| title().map(|title| headline::parse(&title).issuer));
        text::line(&area.unwrap_or_default(), LINE_MAX)
    }

    fn parts(&self) -> String {
        let mut name = String::new();
        for part in AREA_PARTS {
            let part = self.text(&[part]).unwrap_or_default();
            if !name.ends_with(&part) {
                name.push_str(&part);
            }
        }
        name
    }

    fn level(&self, headline: &str) -> Option<WarningLevel> {
        let words = LEVEL_WORDS.iter().filter_map(|name| self.text(&[name]));
        let types = SIGNAL_TYPES.iter().filter_map(|name| self.text(&[name]));
        level::in_headline(headline)
            .or_else(|| words.into_iter().find_map(|word| level::in_word(&word)))
            .or_else(|| level::of_level_code(&self.text(LEVEL_CODE)?))
            .or_else(|| {
                types
                    .into_iter()
                    .find_map(|code| level::of_signal_type(&code))
            })
    }

    /// The identifier. A service that gives none has its warning named after what it says, so that
    /// the same file taken twice is one warning.
    fn identifier(
        &self,
        sender: &str,
        hazard: &str,
        level: Option<WarningLevel>,
        sent: DateTime<Utc>,
    ) -> Result<String, Unreadable> {
        let given = self.text(IDENTIFIER).unwrap_or_else(|| {
            let level = level.map_or("-", WarningLevel::name);
            let time = sent.format("%Y%m%dT%H%M%SZ");
            let short = |text: &str| text.chars().take(NAME_PART_MAX).collect::<String>();
            let name = format!("{}/{}/{level}/{time}", short(sender), short(hazard));
            name.replace([',', ' ', '<', '&'], "_")
        });
        identifier(&given).map_err(|reason| self.refused(IDENTIFIER[0], reason))
    }

    /// What the message does: the field where it says so, else the headline's verb.
    fn message(&self, said: WarningMessage) -> Result<WarningMessage, Unreadable> {
        let Some(given) = self.text(MESSAGE) else {
            return Ok(said);
        };
        match given.to_ascii_lowercase().as_str() {
            "alert" => Ok(WarningMessage::Alert),
            "update" => Ok(WarningMessage::Update),
            "cancel" => Ok(WarningMessage::Cancel),
            "ack" | "error" => Err(self.refused(MESSAGE[0], Reason::NotAWarning { found: given })),
            _ => Err(self.refused(MESSAGE[0], Reason::NotAllowed { found: given })),
        }
    }

    /// Public lists hold what is meant and mostly say nothing of it. A word of CAP counts, and a
    /// headline that begins with 【演练】 or 【测试】; a word of the service's own (`active`) does not.
    fn status(&self, headline: &str) -> WarningStatus {
        let given = self.text(STATUS).unwrap_or_default();
        let mark = headline
            .strip_prefix(['【', '[', '（', '(', '〔'])
            .unwrap_or_default();
        match given.to_ascii_lowercase().as_str() {
            "exercise" => WarningStatus::Exercise,
            "test" => WarningStatus::Test,
            "draft" => WarningStatus::Draft,
            "system" => WarningStatus::System,
            _ if mark.starts_with("演练") || mark.starts_with("演习") => {
                WarningStatus::Exercise
            }
            _ if mark.starts_with("测试") => WarningStatus::Test,
            _ => WarningStatus::Actual,
        }
    }

    fn references(&self) -> Result<Vec<String>, Unreadable> {
        let given = self.strings(REFERENCES);
        let names = given.iter().flat_map(|text| text.split([',', ' ', ';']));
        let names: Vec<&str> = names
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect();
        if names.len() > REFERENCES_MAX {
            let limit = REFERENCES_MAX;
            return Err(self.refused(REFERENCES[0], Reason::TooMany { limit }));
        }
        let exact = |name| identifier(name).map_err(|reason| self.refused(REFERENCES[0], reason));
        names.into_iter().map(exact).collect()
    }

    fn codes(&self) -> Result<Vec<String>, Unreadable> {
        let given = self.strings(CODES);
        let codes: Vec<String> = given
            .iter()
            .flat_map(|text| district::codes(text))
            .collect();
        let codes = distinct(codes.iter());
        if codes.len() > AREA_CODES_MAX {
            let limit = AREA_CODES_MAX;
            return Err(self.refused(CODES[0], Reason::TooMany { limit }));
        }
        Ok(codes)
    }

    /// A field that is a text, a number or a list of them.
    fn strings(&self, names: &[&'static str]) -> Vec<String> {
        let one = |value: &Value| match value {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        match self.value(names) {
            Some(Value::Array(values)) => values.iter().filter_map(one).collect(),
            Some(value) => one(value).into_iter().collect(),
            None => Vec::new(),
        }
    }
}

/// A time with its zone, or one in `zone`. An hour that a clock change repeats is the first of the
/// two; one that it leaves out is no time.
fn instant(text: &str, zone: Tz) -> Option<DateTime<Utc>> {
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Some(at.with_timezone(&Utc));
    }
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let parse = |format: &&str| NaiveDateTime::parse_from_str(text, format).ok();
    let local = TIME_FORMATS.iter().find_map(parse)?;
    let at = local.and_local_timezone(zone).earliest()?;
    Some(at.with_timezone(&Utc))
}
