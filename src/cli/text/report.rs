//! Reports as they were sent.

use crate::cli::seen::Seen;
use crate::domain::report::Report;

/// The reports, one after the other, each with its words.
pub(in crate::cli) fn reports(seen: Seen<'_>, reports: &[&Report]) -> String {
    if reports.is_empty() {
        return seen.lang.text("cli-no-reports");
    }
    let blocks = reports.iter().map(|report| one(seen, report));
    blocks.collect::<Vec<_>>().join("\n\n")
}

fn one(seen: Seen<'_>, report: &Report) -> String {
    let lang = seen.lang;
    let sent = &report.sent;
    let names: Vec<String> = sent.to.iter().map(|to| seen.recipient(to)).collect();
    let head = [
        ("no", report.no.to_string().into()),
        (
            "kind",
            lang.text(&format!("report-{}", sent.kind.name())).into(),
        ),
        (
            "channel",
            lang.text(&format!("channel-{}", sent.channel.name()))
                .into(),
        ),
        ("time", seen.minute(sent.at).into()),
    ];
    let mut lines = vec![lang.say("cli-report", &head)];
    let acknowledged = if sent.acknowledged {
        "answer-yes"
    } else {
        "answer-no"
    };
    let known = lang.text(&format!("grade-{}", report.known.grade.name()));
    let rows = [
        ("cli-to", names.join(&lang.text("console-and"))),
        ("field-receiver", sent.receiver.clone()),
        ("cli-acknowledged", lang.text(acknowledged)),
        ("field-signatory", sent.signatory.clone()),
        ("cli-entered", seen.minute(report.entered)),
        ("cli-grade-then", known),
        (
            "cli-corrected",
            report.corrected.clone().unwrap_or_default(),
        ),
        (
            "cli-withdrawn",
            report.withdrawn.clone().unwrap_or_default(),
        ),
    ];
    let filled = rows.iter().filter(|(_, value)| !value.is_empty());
    lines.extend(filled.map(|(key, value)| format!("  {}  {value}", lang.text(key))));
    if !sent.text.is_empty() {
        lines.push(String::new());
        lines.extend(sent.text.lines().map(|line| format!("  {line}")));
    }
    lines.join("\n")
}
