//! What is so, and what is asked: grade, deadlines, what is missing, times, conditions, facts and
//! figures.

use ratatui::style::Style;

use super::duties;
use crate::console::proposal;
use crate::console::scene::Scene;
use crate::console::theme::Role;
use crate::console::widget::Doc;
use crate::domain::grade::{Answer, Sensitive, Track};
use crate::domain::impact::{Boundary, Ecology, Intake, Radiation};
use crate::domain::incident::{FactKey, Incident, Missing, Stage};
use crate::domain::times::{Claim, TimeKind};

/// The document.
pub fn document(incident: &Incident, scene: &Scene<'_>, width: u16) -> Doc {
    let mut doc = Doc::new(width);
    status(incident, scene, &mut doc);
    duties::section(incident, scene, &mut doc);
    missing(incident, scene, &mut doc);
    facts(incident, scene, &mut doc);
    times(incident, scene, &mut doc);
    sensitive(incident, scene, &mut doc);
    impact(incident, scene, &mut doc);
    doc
}

fn label(scene: &Scene<'_>) -> Style {
    scene.style(Role::Dim)
}

fn section(key: &str, scene: &Scene<'_>, doc: &mut Doc) {
    doc.heading(&scene.text(key), scene.style(Role::Accent));
}

/// Grade, marks and stage in one line; the track's own rules beneath where it is not 令17's.
fn status(incident: &Incident, scene: &Scene<'_>, doc: &mut Doc) {
    let grade_role = crate::console::screen::watch::grade_role(incident.grade);
    let mut pieces = vec![(scene.grade(incident.grade), scene.style(grade_role))];
    let mut add = |words: String, role: Role| {
        pieces.push(("  ".to_owned(), Style::default()));
        pieces.push((words, scene.style(role)));
    };
    if incident.drill {
        add(format!(" {} ", scene.text("drill")), Role::Drill);
    }
    if incident.is_sensitive() {
        add(scene.text("console-sensitive"), Role::Sensitive);
    }
    let stage = match incident.stage {
        Stage::Open => ("stage-open", Role::Text),
        Stage::StoodDown => ("stage-stood-down", Role::Info),
        Stage::Closed { .. } => ("stage-closed", Role::Dim),
        Stage::Dismissed { .. } => ("stage-dismissed", Role::Dim),
    };
    for mark in proposal::marks(incident, scene.lang) {
        add(mark, Role::Error);
    }
    add(scene.text(stage.0), stage.1);
    add(
        scene.text(&format!("source-{}", incident.source.name())),
        Role::Dim,
    );
    doc.line(pieces);
    for (words, holds) in proposal::against(incident, scene.lang) {
        let role = if holds { Role::Warn } else { Role::Error };
        doc.paragraph(&words, scene.style(role));
    }
    if incident.track != Track::Ordinary {
        let track = scene.text(&format!("track-{}", incident.track.name()));
        let place = scene.text(&format!("track-{}-where", incident.track.name()));
        doc.labelled(
            (&track, scene.style(Role::Warn)),
            &place,
            scene.style(Role::Warn),
        );
    }
    ending(incident, scene, doc);
}

fn ending(incident: &Incident, scene: &Scene<'_>, doc: &mut Doc) {
    match &incident.stage {
        Stage::Closed { answers, .. } => {
            let answers = [
                ("field-investigated", &answers.investigated),
                ("field-removed", &answers.removed),
                ("field-accountable", &answers.accountable),
            ];
            for (key, words) in answers {
                let key = scene.label(key);
                doc.labelled((&key, label(scene)), words, scene.style(Role::Text));
            }
        }
        Stage::Dismissed { approval, .. } => {
            doc.paragraph(&scene.consent(approval), scene.style(Role::Text));
        }
        Stage::Open | Stage::StoodDown => {}
    }
}

fn missing(incident: &Incident, scene: &Scene<'_>, doc: &mut Doc) {
    let missing = incident.missing();
    if missing.is_empty() || !incident.is_open() {
        return;
    }
    section("section-missing", scene, doc);
    let names: Vec<String> = missing
        .iter()
        .map(|missing| match missing {
            Missing::Occurred => scene.text("time-occurred"),
            Missing::Fact(key) => scene.text(&format!("fact-{}", key.name())),
        })
        .collect();
    let names = names.join(&scene.text("console-and"));
    doc.paragraph(&names, scene.style(Role::Warn));
}

fn facts(incident: &Incident, scene: &Scene<'_>, doc: &mut Doc) {
    section("section-facts", scene, doc);
    for key in FactKey::ALL {
        let words = incident.fact(key);
        if !words.is_empty() && key != FactKey::Title {
            let name = scene.label(&format!("fact-{}", key.name()));
            doc.labelled((&name, label(scene)), words, scene.style(Role::Text));
        }
    }
}

fn times(incident: &Incident, scene: &Scene<'_>, doc: &mut Doc) {
    section("section-times", scene, doc);
    for kind in TimeKind::ALL {
        for claim in incident.times.claims(kind) {
            let name = scene.label(&format!("time-{}", kind.name()));
            // A claim another one has taken the place of stays visible, and is not mistaken.
            let counts = incident.times.of(kind) == Some(claim.at);
            let role = if counts { Role::Text } else { Role::Dim };
            let words = claim_words(claim, scene);
            doc.labelled((&name, label(scene)), &words, scene.style(role));
        }
    }
}

fn claim_words(claim: &Claim, scene: &Scene<'_>) -> String {
    let time = scene.whole_time(claim.at);
    let entered = scene.time(claim.entered);
    if claim.source.is_empty() {
        scene.say("incident-claim", &[("time", &time), ("entered", &entered)])
    } else {
        scene.say(
            "incident-claim-by",
            &[
                ("time", &time),
                ("entered", &entered),
                ("source", &claim.source),
            ],
        )
    }
}

fn sensitive(incident: &Incident, scene: &Scene<'_>, doc: &mut Doc) {
    section("section-sensitive", scene, doc);
    for (answer, key, role) in [
        (Some(Answer::Yes), "answer-yes", Role::Sensitive),
        (Some(Answer::No), "answer-no", Role::Text),
        (None, "answer-not-asked", Role::Dim),
    ] {
        let names: Vec<String> = Sensitive::ALL
            .into_iter()
            .filter(|condition| incident.sensitive.get(condition).copied() == answer)
            .map(|condition| scene.text(&format!("sensitive-{}", condition.name())))
            .collect();
        if !names.is_empty() {
            let names = names.join(&scene.text("console-and"));
            doc.labelled((&scene.label(key), label(scene)), &names, scene.style(role));
        }
    }
}

fn impact(incident: &Incident, scene: &Scene<'_>, doc: &mut Doc) {
    let impact = incident.impact;
    let figure = |name: &str, figure: Option<u64>| {
        figure.map(|figure| (format!("impact-{name}"), figure.to_string()))
    };
    let kind = |name: &str, key: Option<&str>| {
        key.map(|key| {
            (
                format!("impact-{name}"),
                scene.text(&format!("{name}-{key}")),
            )
        })
    };
    let known: Vec<(String, String)> = [
        figure("deaths", impact.deaths.map(u64::from)),
        figure("injured", impact.injured.map(u64::from)),
        figure("evacuated", impact.evacuated.map(u64::from)),
        figure("loss", impact.loss_yuan),
        kind("ecology", impact.ecology.map(Ecology::name)),
        kind("radiation", impact.radiation.map(Radiation::name)),
        kind("intake", impact.intake.map(Intake::name)),
        kind("boundary", impact.boundary.map(Boundary::name)),
    ]
    .into_iter()
    .flatten()
    .collect();
    section("section-impact", scene, doc);
    for line in proposal::lines(&incident.impact, incident.track, scene.lang) {
        doc.paragraph(&line, scene.style(Role::Dim));
    }
    for (key, words) in known {
        doc.labelled(
            (&scene.label(&key), label(scene)),
            &words,
            scene.style(Role::Text),
        );
    }
}
