//! The TOML of a pack, as written. Everything keeps its place, so that a fault can name its line.

use serde::Deserialize;
use toml::Spanned;

/// A text and where it stands.
pub(super) type Text = Spanned<String>;

/// A pack file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PackFile {
    /// The pack's name: `wp2021`.
    pub pack: Text,
    /// Its version; raised whenever a rule changes.
    pub version: Spanned<u32>,
    /// `[[recipient]]`.
    #[serde(default)]
    pub recipient: Vec<RecipientEntry>,
    /// `[[rule]]`.
    #[serde(default)]
    pub rule: Vec<RuleEntry>,
}

/// A recipient; with an id already known, only what is named changes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecipientEntry {
    pub id: Text,
    pub zh: Option<Text>,
    pub en: Option<Text>,
    pub zh_short: Option<Text>,
    pub en_short: Option<Text>,
    pub phone: Option<Text>,
}

/// A rule; with an id already known, only what is named changes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleEntry {
    pub id: Text,
    pub zh: Option<Text>,
    pub en: Option<Text>,
    pub subject: Option<Text>,
    pub duty: Option<Text>,
    /// Who acts, where it is not this bureau; empty for this bureau.
    pub by: Option<Text>,
    pub means: Option<Text>,
    pub tracks: Option<Vec<Text>>,
    pub when: Option<Vec<CaseEntry>>,
    pub start: Option<Text>,
    pub limit: Option<Text>,
    pub soon: Option<Text>,
    pub recipients: Option<Spanned<Vec<Text>>>,
    pub basis: Option<Text>,
    pub confidence: Option<Text>,
    pub note: Option<Text>,
    /// A text, the reason; anything else is refused with a word on that.
    pub off: Option<Spanned<toml::Value>>,
}

/// One way for a rule to apply.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CaseEntry {
    #[serde(default)]
    pub grades: Vec<Text>,
    #[serde(default)]
    pub sensitive: Vec<Text>,
    #[serde(default)]
    pub not_sensitive: Vec<Text>,
    #[serde(default)]
    pub boundaries: Vec<Text>,
    #[serde(default)]
    pub natures: Vec<Text>,
    #[serde(default)]
    pub touched: bool,
}
