//! A rule written as TOML: what `rules show` prints can be put into a desk's own pack and changed.

use std::fmt::Write as _;

use crate::domain::RecipientId;
use crate::domain::grade::Sensitive;
use crate::domain::rule::{Case, Rule};
use crate::rulebook::limit::{self, Limit};

/// The rule as a `[[rule]]` of a pack.
pub fn rule_as_toml(rule: &Rule) -> String {
    let tracks = list(rule.tracks.iter().map(|track| track.name()));
    let recipients = list(rule.recipients.iter().map(RecipientId::as_str));
    let by = rule.by.as_ref().map_or("", RecipientId::as_str);
    let fields = [
        ("id", quoted(rule.id.as_str())),
        ("zh", quoted(&rule.zh)),
        ("en", quoted(&rule.en)),
        ("subject", quoted(rule.subject.name())),
        ("duty", quoted(rule.duty.name())),
        ("by", quoted(by)),
        ("means", quoted(rule.means.name())),
        ("tracks", tracks),
        ("start", quoted(rule.start.name())),
        ("limit", quoted(&Limit::of(rule).text())),
        ("soon", quoted(&limit::text(rule.soon_min))),
        ("recipients", recipients),
        ("basis", quoted(&rule.basis)),
        ("confidence", quoted(rule.confidence.name())),
        ("note", quoted(&rule.note)),
    ];
    let empty = |value: &str| matches!(value, "[]" | "\"\"" | "\"0m\"");
    let mut text = String::from("[[rule]]\n");
    for (name, value) in fields.iter().filter(|(_, value)| !empty(value)) {
        line(&mut text, name, value);
    }
    for case in &rule.when {
        write_case(&mut text, case);
    }
    text
}

fn write_case(text: &mut String, case: &Case) {
    text.push_str("\n[[rule.when]]\n");
    let sensitive = |conditions: &[_]| list(conditions.iter().map(|c: &Sensitive| c.name()));
    let fields = [
        ("grades", list(case.grades.iter().map(|grade| grade.name()))),
        ("sensitive", sensitive(&case.sensitive)),
        ("not_sensitive", sensitive(&case.not_sensitive)),
        ("boundaries", list(case.boundaries.iter().map(|b| b.name()))),
        ("natures", list(case.natures.iter().map(|n| n.name()))),
    ];
    for (name, value) in fields.iter().filter(|(_, value)| value != "[]") {
        line(text, name, value);
    }
    if case.touched {
        line(text, "touched", "true");
    }
}

fn line(text: &mut String, name: &str, value: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(text, "{name} = {value}");
}

fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    format!("[{}]", words.map(quoted).collect::<Vec<_>>().join(", "))
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}
