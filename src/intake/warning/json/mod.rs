//! The JSON of the domestic services: weather.cma.cn, nmc.cn, weather.com.cn and the national
//! warning service, each by its own names for the same things. A single warning, a list, or a list
//! inside an answer (`data`, `page`, `list`, `alarm` …).

mod item;

use chrono_tz::Tz;
use serde_json::{Map, Value};

use super::WARNINGS_MAX;
use crate::domain::warning::WarningFacts;
use crate::intake::unreadable::{Place, Reason, Unreadable};

/// Where an answer keeps its warnings, in the order they are looked for.
const WRAPPERS: [&str; 12] = [
    "data", "page", "list", "alarm", "alarms", "alert", "alerts", "warning", "warnings", "value",
    "result", "payload",
];
/// How many wrappers may lie around a list.
const WRAPPERS_MAX: usize = 6;

/// Reads every warning of a text; times without a zone are in `zone`.
pub(super) fn read(text: &str, zone: Tz) -> Result<Vec<(Place, WarningFacts)>, Unreadable> {
    let text = unwrapped(text);
    if !text.starts_with(['{', '[']) {
        return Err(Unreadable::whole(Reason::UnknownFormat));
    }
    let value: Value = serde_json::from_str(text).map_err(|error| refused(&error))?;
    let (path, items) = find(&value, String::new(), 0)?;
    if items.len() > WARNINGS_MAX {
        let limit = WARNINGS_MAX;
        return Err(Unreadable::at(Reason::TooMany { limit }, path));
    }
    let place = |index: usize| match &value {
        Value::Object(object) if item::is_warning(object) => String::new(),
        _ => format!("{path}[{index}]"),
    };
    let read = |(index, item): (usize, &&Map<String, Value>)| {
        let path = place(index);
        let facts = item::read(item, &path, zone)?;
        let place = Place {
            position: None,
            path,
        };
        Ok((place, facts))
    };
    items.iter().enumerate().map(read).collect()
}

fn refused(error: &serde_json::Error) -> Unreadable {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Unreadable {
        reason: Reason::Json {
            detail: error.to_string(),
        },
        place: Place {
            position: Some((number(error.line()), number(error.column()))),
            path: String::new(),
        },
    }
}

/// The JSON inside the script weather.com.cn serves: `var alarminfo={…};`.
fn unwrapped(text: &str) -> &str {
    let Some(script) = text.strip_prefix("var ") else {
        return text;
    };
    let Some((name, value)) = script.split_once('=') else {
        return text;
    };
    let is_name = name
        .trim()
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if is_name {
        value.trim().trim_end_matches(';').trim_end()
    } else {
        text
    }
}

type Items<'a> = (String, Vec<&'a Map<String, Value>>);

/// The warnings of a value and the path of the list they stand in.
fn find(value: &Value, path: String, depth: usize) -> Result<Items<'_>, Unreadable> {
    match value {
        Value::Array(items) => {
            let objects = items.iter().enumerate().map(|(index, item)| match item {
                Value::Object(object) if item::is_warning(object) => Ok(object),
                _ => Err(Unreadable::at(
                    Reason::NoWarning,
                    format!("{path}[{index}]"),
                )),
            });
            let objects = objects.collect::<Result<Vec<_>, _>>()?;
            Ok((path, objects))
        }
        Value::Object(object) if item::is_warning(object) => Ok((path, vec![object])),
        Value::Object(object) if depth < WRAPPERS_MAX => {
            let inner = WRAPPERS.iter().find_map(|name| {
                let found = object.get(*name)?;
                let holds = found.is_array() || found.is_object();
                holds.then_some((*name, found))
            });
            let (name, found) =
                inner.ok_or_else(|| Unreadable::at(Reason::NoWarning, path.clone()))?;
            let path = if path.is_empty() {
                name.to_owned()
            } else {
                format!("{path}.{name}")
            };
            find(found, path, depth + 1)
        }
        _ => Err(Unreadable::at(Reason::NoWarning, path)),
    }
}
