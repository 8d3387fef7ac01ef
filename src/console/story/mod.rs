//! What happened, as one sentence: for timelines and the list of what happened last. It reads
//! events and knows nothing of how a list is drawn.

mod consent;
mod door;
mod known;
mod schedule;

use super::overlay::vigilance;
use super::scene::Scene;
use super::screen::reminder;
use crate::domain::call::Triage;
use crate::domain::contact::RecipientEntry;
use crate::domain::event::Amendment;
use crate::domain::extent::Extent;
use crate::domain::grade::Answer;
use crate::domain::incident::FactKey;
use crate::domain::rejection::Arg;
use crate::domain::{Event, RecipientId};

/// The sentence of an event. Where a leader consented to it, it says why, who and how.
pub fn sentence(scene: &Scene<'_>, event: &Event) -> String {
    consent::added(scene, event, bare(scene, event))
}

/// The sentence without a leader's consent that is no part of the event itself.
fn bare(scene: &Scene<'_>, event: &Event) -> String {
    let say = |key: &str, values: &[(&str, &str)]| scene.say(key, values);
    match event {
        Event::DeskCreated { name, .. } => say("event-desk-created", &[("name", name)]),
        Event::RulesAdopted { rules } => {
            let number = rules.rules.len().to_string();
            say("event-rules-adopted", &[("number", &number)])
        }
        Event::ClockMoved { clock } => {
            let time = scene.time(clock.shows);
            say("event-clock-moved", &[("time", &time)])
        }
        Event::OfficerEntered { officer } => {
            let role = scene.text(&format!("role-{}", officer.role.name()));
            let values = [("name", officer.name.as_str()), ("role", role.as_str())];
            say("event-officer-entered", &values)
        }
        Event::RecipientsEntered { entries } => recipients(scene, entries),
        Event::WatchTaken { watch } => {
            let officer = scene.officer(Some(watch.officer));
            let leader = scene.officer(Some(watch.leader));
            say(
                "event-watch-taken",
                &[("officer", &officer), ("leader", &leader)],
            )
        }
        Event::NoteMade { text, .. } => say("event-note-made", &[("text", text)]),
        Event::DeskNoticed { what, args } => {
            let args: Vec<(&str, Arg)> = args
                .iter()
                .map(|(name, value)| (name.as_str(), Arg::Text(value.clone())))
                .collect();
            scene
                .lang
                .tell(&format!("notice-{what}"), &args, scene.zone())
        }
        _ => of_call(scene, event)
            .or_else(|| of_incident(scene, event))
            .or_else(|| of_progress(scene, event))
            .or_else(|| schedule::sentence(scene, event))
            .or_else(|| of_reminder(scene, event))
            .or_else(|| door::sentence(scene, event))
            .unwrap_or_else(|| scene.text("event-other")),
    }
}

/// The numbers that were entered; of many, how many.
fn recipients(scene: &Scene<'_>, entries: &[RecipientEntry]) -> String {
    const NAMED_MAX: usize = 3;
    if entries.len() > NAMED_MAX {
        let number = entries.len().to_string();
        return scene.say("event-recipients-entered-many", &[("number", &number)]);
    }
    let line = |entry: &RecipientEntry| {
        let name = if entry.name.is_empty() {
            scene.recipient(&entry.id)
        } else {
            entry.name.clone()
        };
        let said = [name, entry.phone.clone(), entry.other_phone.clone()];
        let said = said.into_iter().filter(|text| !text.is_empty());
        said.collect::<Vec<_>>().join(" ")
    };
    let lines: Vec<String> = entries.iter().map(line).collect();
    let lines = lines.join(&scene.text("console-and"));
    scene.say("event-recipients-entered", &[("lines", &lines)])
}

fn of_call(scene: &Scene<'_>, event: &Event) -> Option<String> {
    let say = |key: &str, values: &[(&str, &str)]| Some(scene.say(key, values));
    match event {
        Event::CallTaken { facts, .. } => {
            let source = scene.text(&format!("source-{}", facts.channel.name()));
            let values = [("about", facts.about.as_str()), ("source", source.as_str())];
            say("event-call-taken", &values)
        }
        Event::CallAmended { .. } => say("event-call-amended", &[]),
        Event::CallTriaged { triage, .. } => match triage {
            Triage::Became { incident } => say(
                "event-call-became",
                &[("incident", &scene.number(incident))],
            ),
            Triage::Joined { incident } => say(
                "event-call-joined",
                &[("incident", &scene.number(incident))],
            ),
            Triage::PassedOn { to } => say("event-call-passed-on", &[("to", to)]),
            Triage::NoMatter { reason } => say("event-call-no-matter", &[("reason", reason)]),
        },
        Event::PersonalDestroyed { reason, .. } => {
            say("event-personal-destroyed", &[("reason", reason)])
        }
        Event::PersonalShown { reason, .. } => say("event-personal-shown", &[("reason", reason)]),
        _ => None,
    }
}

fn of_incident(scene: &Scene<'_>, event: &Event) -> Option<String> {
    let say = |key: &str, values: &[(&str, &str)]| Some(scene.say(key, values));
    match event {
        Event::IncidentLogged { new, .. } => {
            let title = new.facts.get(&FactKey::Title).map_or("", String::as_str);
            let grade = scene.grade(new.grade);
            say(
                "event-incident-logged",
                &[("title", title), ("grade", &grade)],
            )
        }
        Event::DutiesFrozen { demands, .. } => {
            let names: Vec<String> = demands
                .iter()
                .map(|demand| scene.rule(&demand.rule))
                .collect();
            let names = names.join(&scene.text("console-and"));
            say("event-duties-frozen", &[("rules", &names)])
        }
        Event::IncidentAmended { amendment, .. } => {
            let what = amended(scene, amendment);
            let line = scene.say("event-incident-amended", &[("what", &what)]);
            let known = (amendment.known_since, amendment.ground.as_str());
            Some(known::with_moment(line, known, scene))
        }
        Event::IncidentGraded {
            grade,
            known_since,
            ground,
            ..
        } => {
            let grade = scene.grade(*grade);
            let line = scene.say("event-incident-graded", &[("grade", &grade)]);
            Some(known::with_moment(line, (*known_since, ground), scene))
        }
        Event::GradeApproved { approval, .. } => {
            let approver = scene.approver(approval);
            let values = [
                ("reason", approval.reason.as_str()),
                ("approver", &approver),
            ];
            say("event-grade-approved", &values)
        }
        Event::StoodDown { at, .. } => say("event-stood-down", &[("time", &scene.time(*at))]),
        Event::IncidentClosed { .. } => say("event-incident-closed", &[]),
        Event::IncidentDismissed { approval, .. } => {
            let approver = scene.approver(approval);
            let values = [
                ("reason", approval.reason.as_str()),
                ("approver", &approver),
            ];
            say("event-incident-dismissed", &values)
        }
        _ => None,
    }
}

/// What an amendment changed, with commas.
fn amended(scene: &Scene<'_>, amendment: &Amendment) -> String {
    let mut what: Vec<String> = Vec::new();
    for key in amendment.facts.keys() {
        what.push(scene.text(&format!("fact-{}", key.name())));
    }
    for (kind, at, _) in &amendment.times {
        let name = scene.text(&format!("time-{}", kind.name()));
        what.push(format!("{name} {}", scene.time(*at)));
    }
    for (condition, answer) in &amendment.sensitive {
        let name = scene.text(&format!("sensitive-{}", condition.name()));
        let answer = scene.text(match answer {
            Answer::Yes => "answer-yes",
            Answer::No => "answer-no",
        });
        what.push(format!("{name}: {answer}"));
    }
    if amendment.impact.is_some() {
        what.push(scene.text("section-impact"));
    }
    if let Some(source) = amendment.source {
        what.push(scene.text(&format!("source-{}", source.name())));
    }
    what.extend(reached(scene, &amendment.extent));
    if let Some(track) = amendment.track {
        what.push(scene.text(&format!("track-{}", track.name())));
    }
    what.join(&scene.text("console-and"))
}

/// What was added to how far an incident reaches.
fn reached(scene: &Scene<'_>, extent: &Extent) -> Vec<String> {
    let mut what: Vec<String> = Vec::new();
    for nature in &extent.natures {
        what.push(scene.text(&format!("nature-{}", nature.name())));
    }
    if let Some(reach) = extent.reach {
        what.push(scene.text(&format!("reach-{}", reach.name())));
    }
    if !extent.neighbours.is_empty() {
        let names: Vec<RecipientId> = extent.neighbours.keys().cloned().collect();
        let names = scene.recipients(&names);
        what.push(scene.say("event-may-touch", &[("who", &names)]));
    }
    what
}

fn of_reminder(scene: &Scene<'_>, event: &Event) -> Option<String> {
    let say = |key: &str, values: &[(&str, &str)]| Some(scene.say(key, values));
    match event {
        Event::RungRaised { raised } => {
            let rung = reminder::rung(raised.rung, scene);
            let due = scene.due_time(raised.due);
            say("event-rung-raised", &[("rung", &rung), ("due", &due)])
        }
        Event::RungTold { told, .. } => {
            let key = match (told.delivered, told.repeat) {
                (true, false) => "event-rung-told",
                (true, true) => "event-rung-told-again",
                (false, _) => "event-rung-untold",
            };
            say(key, &[("way", &told.way), ("detail", &told.detail)])
        }
        Event::MatterAcknowledged { matter, answer } => {
            let raised = scene.state.reminders.raised.get(matter);
            let last = raised.and_then(|records| records.last());
            let subject = last.and_then(|record| record.raised.subject.as_ref());
            let number = subject.map_or_else(String::new, |id| scene.number(id));
            let values = [("person", answer.person.as_str()), ("number", &number)];
            say("event-acknowledged", &values)
        }
        Event::QuietSet { quiet: Some(quiet) } => {
            let until = scene.time(quiet.until);
            let values = [
                ("until", until.as_str()),
                ("owner", &quiet.owner),
                ("reason", &quiet.reason),
            ];
            say("event-quiet", &values)
        }
        Event::QuietSet { quiet: None } => say("event-quiet-ended", &[]),
        Event::VigilanceNoted { stage, person } => {
            let stage = scene.text(vigilance::stage_key(*stage));
            let values = [("stage", stage.as_str()), ("person", person)];
            say("event-vigilance", &values)
        }
        _ => None,
    }
}

fn of_progress(scene: &Scene<'_>, event: &Event) -> Option<String> {
    let say = |key: &str, values: &[(&str, &str)]| Some(scene.say(key, values));
    match event {
        Event::ReportFiled { no, sent, .. } => {
            let kind = scene.text(&format!("report-{}", sent.kind.name()));
            let way = scene.text(&format!("channel-{}", sent.channel.name()));
            let values = [
                ("no", no.to_string()),
                ("kind", kind),
                ("way", way),
                ("to", scene.recipients(&sent.to)),
                ("time", scene.time(sent.at)),
            ];
            let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
            say("event-report-filed", &values)
        }
        Event::ReportCorrected {
            no, sent, reason, ..
        } => {
            let key = match sent {
                Some(_) => "event-report-corrected",
                None => "event-report-withdrawn",
            };
            say(key, &[("no", &no.to_string()), ("reason", reason)])
        }
        Event::MilestoneReached { milestone, at, .. } => {
            let name = scene.text(&format!("milestone-{}", milestone.name()));
            let values = [("name", name.as_str()), ("time", &scene.time(*at))];
            say("event-milestone", &values)
        }
        Event::InstructionNoted { instruction, .. } => say(
            "event-instruction",
            &[("leader", &instruction.leader), ("text", &instruction.text)],
        ),
        Event::ResponseNoted { response, .. } => {
            let level = scene.text(&format!("response-level-{}", response.level.name()));
            let step = scene.text(&format!("response-{}", response.step.name()));
            let values = [
                ("who", response.who.as_str()),
                ("step", &step),
                ("level", &level),
                ("time", &scene.time(response.at)),
            ];
            say("event-response", &values)
        }
        Event::DutyDone { done, .. } => {
            let duty = scene.text(&format!("duty-{}", done.duty.name()));
            let values = [
                ("who", done.who.as_str()),
                ("duty", &duty),
                ("to", &scene.recipient(&done.recipient)),
                ("time", &scene.time(done.at)),
            ];
            say("event-duty-done", &values)
        }
        Event::DeadlineWaived { waiver, .. } => {
            let rules = scene.state.rules.rules.iter();
            let rule = rules.clone().find(|rule| rule.id == waiver.rule);
            let rule = rule.map_or(waiver.rule.to_string(), |rule| scene.rule(rule));
            let approver = scene.approver(&waiver.approval);
            let values = [
                ("rule", rule.as_str()),
                ("approver", approver.as_str()),
                ("reason", waiver.approval.reason.as_str()),
            ];
            say("event-deadline-waived", &values)
        }
        _ => None,
    }
}
