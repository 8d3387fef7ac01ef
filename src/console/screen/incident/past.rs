//! What was done: reports with their words, first times, instructions, and everything that
//! happened, the newest first.

use ratatui::style::Style;

use crate::console::scene::Scene;
use crate::console::story;
use crate::console::theme::Role;
use crate::console::widget::Doc;
use crate::domain::incident::{Incident, Milestone};
use crate::domain::report::Report;
use crate::domain::state::Happened;

/// The document.
pub fn document(incident: &Incident, scene: &Scene<'_>, width: u16) -> Doc {
    let mut doc = Doc::new(width);
    reports(incident, scene, &mut doc);
    milestones(incident, scene, &mut doc);
    instructions(incident, scene, &mut doc);
    doc.heading(&scene.text("section-timeline"), scene.style(Role::Accent));
    timeline(&incident.timeline, scene, &mut doc);
    doc
}

/// Everything that happened to a subject, the newest first, with who did it.
pub fn timeline(timeline: &[Happened], scene: &Scene<'_>, doc: &mut Doc) {
    for happened in timeline.iter().rev() {
        let by = match happened.by.officer {
            Some(officer) => scene.officer(Some(officer)),
            None => happened.by.login.clone(),
        };
        let words = format!("{} - {by}", story::sentence(scene, &happened.event));
        let time = scene.time(happened.at);
        doc.labelled(
            (&time, scene.style(Role::Dim)),
            &words,
            scene.style(Role::Text),
        );
    }
}

fn reports(incident: &Incident, scene: &Scene<'_>, doc: &mut Doc) {
    doc.heading(&scene.text("section-reports"), scene.style(Role::Accent));
    if incident.reports.is_empty() {
        doc.paragraph(&scene.text("incident-no-reports"), scene.style(Role::Dim));
    }
    for report in incident.reports.iter().rev() {
        report_lines(report, scene, doc);
    }
}

fn report_lines(report: &Report, scene: &Scene<'_>, doc: &mut Doc) {
    let sent = &report.sent;
    let kind = scene.text(&format!("report-{}", sent.kind.name()));
    let way = scene.text(&format!("channel-{}", sent.channel.name()));
    let no = report.no.to_string();
    let words = scene.say(
        "incident-report",
        &[
            ("no", &no),
            ("kind", &kind),
            ("way", &way),
            ("to", &scene.recipients(&sent.to)),
        ],
    );
    let (role, mark) = match &report.withdrawn {
        Some(_) => (Role::Dim, scene.text("incident-withdrawn")),
        None => (Role::Text, String::new()),
    };
    let style = scene.style(role);
    let time = scene.time(sent.at);
    let words = format!("{words} {mark}");
    doc.labelled((&time, scene.style(Role::Dim)), words.trim_end(), style);
    let mut more = |key: &str, words: &str| {
        if !words.is_empty() {
            let key = format!("  {}", scene.label(key));
            doc.labelled((&key, scene.style(Role::Dim)), words, style);
        }
    };
    more("field-receiver", &receiver(report, scene));
    more("field-signatory", &sent.signatory);
    more("field-words", &sent.text);
    more(
        "incident-corrected",
        report.corrected.as_deref().unwrap_or(""),
    );
    more("field-reason", report.withdrawn.as_deref().unwrap_or(""));
}

fn receiver(report: &Report, scene: &Scene<'_>) -> String {
    let sent = &report.sent;
    match (sent.receiver.is_empty(), sent.acknowledged) {
        (_, false) => sent.receiver.clone(),
        (true, true) => scene.text("form-label-acknowledged"),
        (false, true) => format!(
            "{} ({})",
            sent.receiver,
            scene.text("form-label-acknowledged")
        ),
    }
}

/// The five first times: those reached with when, the others dim.
fn milestones(incident: &Incident, scene: &Scene<'_>, doc: &mut Doc) {
    doc.heading(&scene.text("section-milestones"), scene.style(Role::Accent));
    for milestone in Milestone::ALL {
        let name = scene.text(&format!("milestone-{}", milestone.name()));
        match incident.milestones.get(&milestone) {
            Some(at) => doc.line(vec![
                (format!("{} ", scene.time(*at)), scene.style(Role::Dim)),
                (name, scene.style(Role::Text)),
            ]),
            None => doc.line(vec![
                ("--:-- ".to_owned(), scene.style(Role::Dim)),
                (name, scene.style(Role::Dim)),
            ]),
        }
    }
}

fn instructions(incident: &Incident, scene: &Scene<'_>, doc: &mut Doc) {
    if incident.instructions.is_empty() {
        return;
    }
    let style: Style = scene.style(Role::Text);
    doc.heading(
        &scene.text("section-instructions"),
        scene.style(Role::Accent),
    );
    for instruction in incident.instructions.iter().rev() {
        let words = format!("{}: {}", instruction.leader, instruction.text);
        let time = scene.time(instruction.at);
        doc.labelled((&time, scene.style(Role::Dim)), &words, style);
    }
}
