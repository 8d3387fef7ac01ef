//! CAP 1.2 (OASIS Common Alerting Protocol) as the Chinese weather service writes it for the world.
//! CAP 1.1, whose elements are a part of those of 1.2, is read alike. The order of elements is not
//! held against a sender; what must be there must be there, once, with a word the schema knows.
//! A signature is not verified: it tells nothing where the file came in by hand.

use chrono::{DateTime, Utc};
use roxmltree::Node;

use super::xml::{self, at, children, choice, missing, optional, required};
use super::{
    AREA_CODES_MAX, HEADLINE_MAX, REFERENCES_MAX, distinct, headline, identifier, level, words,
};
use crate::domain::text::LINE_MAX;
use crate::domain::warning::{WarningFacts, WarningLevel, WarningMessage, WarningStatus};
use crate::intake::text;
use crate::intake::unreadable::{Place, Reason, Unreadable};

const NAMESPACES: [&str; 2] = [
    "urn:oasis:names:tc:emergency:cap:1.2",
    "urn:oasis:names:tc:emergency:cap:1.1",
];
const SCOPES: [&str; 3] = ["Public", "Restricted", "Private"];
const CATEGORIES: [&str; 12] = [
    "Geo",
    "Met",
    "Safety",
    "Security",
    "Rescue",
    "Fire",
    "Health",
    "Env",
    "Transport",
    "Infra",
    "CBRNE",
    "Other",
];
const URGENCIES: [&str; 5] = ["Immediate", "Expected", "Future", "Past", "Unknown"];
const SEVERITIES: [&str; 5] = ["Extreme", "Severe", "Moderate", "Minor", "Unknown"];
const CERTAINTIES: [&str; 5] = ["Observed", "Likely", "Possible", "Unlikely", "Unknown"];
/// The language of an `info` that does not say, by the standard.
const DEFAULT_LANGUAGE: &str = "en-US";

/// What an `info` block says.
struct Info {
    language: String,
    hazard: String,
    headline: Option<String>,
    words: String,
    effective: Option<DateTime<Utc>>,
    expires: Option<DateTime<Utc>>,
    areas: Vec<String>,
    codes: Vec<String>,
}

/// Reads one message.
pub(super) fn read(given: &str) -> Result<(Place, WarningFacts), Unreadable> {
    let document = xml::parse(given)?;
    let alert = document.root_element();
    let space = alert.tag_name().namespace().unwrap_or_default();
    if alert.tag_name().name() != "alert" || !NAMESPACES.contains(&space) {
        let found = format!("{} {space}", alert.tag_name().name());
        return Err(at(alert, Reason::NotCap { found }));
    }
    let name = required(alert, "identifier")?;
    let name = identifier(&name).map_err(|reason| within(alert, "identifier", reason))?;
    let sender = line(alert, "sender")?;
    let sent = xml::time(alert, "sent")?.ok_or_else(|| missing(alert, "sent"))?;
    let status = status(alert)?;
    let message = message(alert)?;
    choice(alert, "scope", &SCOPES)?;
    let references = references(alert)?;
    let infos = children(alert, "info")
        .map(info)
        .collect::<Result<Vec<_>, _>>()?;
    let mut facts = WarningFacts {
        identifier: name,
        sender,
        sent,
        status,
        message,
        references,
        hazard: String::new(),
        level: None,
        headline: String::new(),
        text: String::new(),
        area: String::new(),
        area_codes: area_codes(alert, &infos)?,
        effective: sent,
        expires: None,
    };
    if infos.is_empty() {
        bare(alert, &mut facts)?;
    } else {
        tell(&infos, &mut facts);
    }
    Ok((xml::place(alert, None), facts))
}

/// A required text of one line. One of nothing but control characters says nothing.
fn line(parent: Node<'_, '_>, name: &str) -> Result<String, Unreadable> {
    let line = text::line(&required(parent, name)?, LINE_MAX);
    if line.is_empty() {
        return Err(missing(parent, name));
    }
    Ok(line)
}

/// A text that may stand as a headline, if there is one.
fn heading(parent: Node<'_, '_>, name: &str) -> Result<Option<String>, Unreadable> {
    let given = optional(parent, name)?;
    let line = given.map(|given| text::line(&given, HEADLINE_MAX));
    Ok(line.filter(|line| !line.is_empty()))
}

fn within(parent: Node<'_, '_>, name: &str, reason: Reason) -> Unreadable {
    Unreadable {
        reason,
        place: xml::place(parent, Some(name)),
    }
}

fn status(alert: Node<'_, '_>) -> Result<WarningStatus, Unreadable> {
    let given = required(alert, "status")?;
    match given.as_str() {
        "Actual" => Ok(WarningStatus::Actual),
        "Exercise" => Ok(WarningStatus::Exercise),
        "Test" => Ok(WarningStatus::Test),
        "Draft" => Ok(WarningStatus::Draft),
        "System" => Ok(WarningStatus::System),
        _ => Err(within(alert, "status", Reason::NotAllowed { found: given })),
    }
}

fn message(alert: Node<'_, '_>) -> Result<WarningMessage, Unreadable> {
    let given = required(alert, "msgType")?;
    match given.as_str() {
        "Alert" => Ok(WarningMessage::Alert),
        "Update" => Ok(WarningMessage::Update),
        "Cancel" => Ok(WarningMessage::Cancel),
        "Ack" | "Error" => Err(within(
            alert,
            "msgType",
            Reason::NotAWarning { found: given },
        )),
        _ => Err(within(
            alert,
            "msgType",
            Reason::NotAllowed { found: given },
        )),
    }
}

/// The identifiers in `sender,identifier,sent` triples, parted by blanks. A sender with blanks in
/// its name breaks its triple in two; the part with the commas still holds the identifier. Where no
/// triple is found at all, words without commas are bare identifiers, as domestic systems write.
fn references(alert: Node<'_, '_>) -> Result<Vec<String>, Unreadable> {
    let given = optional(alert, "references")?.unwrap_or_default();
    let bad = |reason| within(alert, "references", reason);
    let (triples, bare): (Vec<&str>, Vec<&str>) = given
        .split_whitespace()
        .partition(|word| word.contains(','));
    let names = if triples.is_empty() {
        bare
    } else {
        let named = triples.into_iter().map(named).collect::<Option<Vec<_>>>();
        named.ok_or_else(|| bad(Reason::BadReferences))?
    };
    if names.len() > REFERENCES_MAX {
        let limit = REFERENCES_MAX;
        return Err(bad(Reason::TooMany { limit }));
    }
    names
        .into_iter()
        .map(|name| identifier(name).map_err(bad))
        .collect()
}

fn named(triple: &str) -> Option<&str> {
    let mut parts = triple.rsplit(',');
    let sent = parts.next()?;
    DateTime::parse_from_rfc3339(sent).ok()?;
    parts.next().filter(|name| !name.is_empty())
}

fn info(node: Node<'_, '_>) -> Result<Info, Unreadable> {
    if children(node, "category").next().is_none() {
        return Err(missing(node, "category"));
    }
    for category in children(node, "category") {
        let found = xml::text(category)?;
        if !CATEGORIES.contains(&found.as_str()) {
            return Err(at(category, Reason::NotAllowed { found }));
        }
    }
    choice(node, "urgency", &URGENCIES)?;
    choice(node, "severity", &SEVERITIES)?;
    choice(node, "certainty", &CERTAINTIES)?;
    let description = optional(node, "description")?.unwrap_or_default();
    let instruction = optional(node, "instruction")?.unwrap_or_default();
    let (mut areas, mut codes) = (Vec::new(), Vec::new());
    for area in children(node, "area") {
        areas.push(required(area, "areaDesc")?);
        for geocode in children(area, "geocode") {
            required(geocode, "valueName")?;
            codes.extend(super::district::codes(&required(geocode, "value")?));
        }
    }
    Ok(Info {
        language: optional(node, "language")?.unwrap_or_else(|| DEFAULT_LANGUAGE.to_owned()),
        hazard: line(node, "event")?,
        headline: heading(node, "headline")?,
        words: words(&[description, instruction]),
        effective: xml::time(node, "effective")?,
        expires: xml::time(node, "expires")?,
        areas,
        codes,
    })
}

/// The codes of every block: the blocks of one message speak of one area in several languages.
fn area_codes(alert: Node<'_, '_>, infos: &[Info]) -> Result<Vec<String>, Unreadable> {
    let codes = distinct(infos.iter().flat_map(|info| &info.codes));
    if codes.len() > AREA_CODES_MAX {
        let limit = AREA_CODES_MAX;
        return Err(within(
            alert,
            "info/area/geocode",
            Reason::TooMany { limit },
        ));
    }
    Ok(codes)
}

/// The words of the message in Chinese where it has them, else in its first language. Several
/// blocks of that language (one for each area or hazard) are told together: the highest level, all
/// areas, until the last of them ends.
fn tell(infos: &[Info], facts: &mut WarningFacts) {
    let language = chosen(infos);
    let told: Vec<&Info> = infos
        .iter()
        .filter(|info| info.language == language)
        .collect();
    facts.hazard = text::line(&join(told.iter().map(|info| &info.hazard), "、"), LINE_MAX);
    let headline = told.iter().find_map(|info| info.headline.clone());
    facts.headline = headline.unwrap_or_else(|| facts.hazard.clone());
    facts.text = words(&distinct(told.iter().map(|info| &info.words)));
    facts.area = text::line(
        &join(told.iter().flat_map(|info| &info.areas), "、"),
        LINE_MAX,
    );
    facts.level = highest(told.iter().copied()).or_else(|| highest(infos.iter()));
    let begins = told
        .iter()
        .map(|info| info.effective.unwrap_or(facts.sent))
        .min();
    facts.effective = begins.unwrap_or(facts.sent);
    let ends: Option<Vec<_>> = told.iter().map(|info| info.expires).collect();
    facts.expires = ends.and_then(|ends| ends.into_iter().max());
}

/// zh-CN, else a Chinese of the mainland by another name, else any Chinese, else the first.
fn chosen(infos: &[Info]) -> String {
    let rank = |info: &Info| {
        let language = info.language.to_lowercase().replace('_', "-");
        match language.as_str() {
            "zh-cn" => 0,
            "zh" | "zh-hans" | "zh-hans-cn" | "cmn-hans-cn" => 1,
            other if other.starts_with("zh-") => 2,
            _ => 3,
        }
    };
    // The first of the smallest wins, so that the order of the message decides among equals.
    let best = infos.iter().min_by_key(|info| rank(info));
    best.map(|info| info.language.clone()).unwrap_or_default()
}

fn highest<'a>(infos: impl Iterator<Item = &'a Info>) -> Option<WarningLevel> {
    let levels = infos.filter_map(|info| level::in_headline(info.headline.as_deref()?));
    levels.min()
}

/// A message without `info`: only a cancellation may be so. Its note is all it says.
fn bare(alert: Node<'_, '_>, facts: &mut WarningFacts) -> Result<(), Unreadable> {
    if facts.message != WarningMessage::Cancel {
        return Err(missing(alert, "info"));
    }
    let silent = || format!("Cancel {}", facts.references.join(" "));
    facts.headline = heading(alert, "note")?.unwrap_or_else(silent);
    let said = headline::parse(&facts.headline);
    facts.hazard = said.hazard.unwrap_or_else(|| "-".to_owned());
    Ok(())
}

fn join<'a>(given: impl Iterator<Item = &'a String>, between: &str) -> String {
    distinct(given).join(between)
}
