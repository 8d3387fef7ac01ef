//! The rows that ring: what matters most now, reminders nobody answered, quiet hours, a sign of life asked for elsewhere,
//! and the health of what reminds. They are there only while there is something to say.

use chrono::{DateTime, TimeDelta, Utc};

use crate::almanac::{Almanac, Calendar};
use crate::console::action::Action;
use crate::console::model::Model;
use crate::console::model::alarm::QUIET_ENDS_SOON_MIN;
use crate::console::scene::Scene;
use crate::console::theme::Role;
use crate::console::{marks, text};
use crate::domain::State;
use crate::domain::period::StepId;
use crate::domain::reminder::{Rung, Told, Urgency};
use crate::link::wire::Health;
use crate::locale::Lang;
use crate::notify::ringing::{self, Ringing, ringing};
use crate::rulebook::{self, Deadline, DutyRow, Standing};

/// Reminders named one by one; of more, the number.
const ROWS_MAX: usize = 2;

/// A row: how it looks, its words, and the key that answers it at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// How it looks.
    pub role: Role,
    /// Its words.
    pub words: String,
    /// What stands at its right end and is never cut.
    pub key: String,
}

impl Row {
    fn new(role: Role, words: String) -> Self {
        Self {
            role,
            words,
            key: String::new(),
        }
    }

    /// Puts something at its right end, after what stands there.
    fn add_key(&mut self, words: &str) {
        if !self.key.is_empty() {
            self.key.push_str("  ");
        }
        self.key.push_str(words);
    }

    /// The row in so many columns.
    pub fn fit(&self, cols: usize) -> String {
        let key = text::width(&self.key);
        if key == 0 || key + 2 >= cols {
            return text::fit(&format!(" {}", self.words), cols);
        }
        let words = text::fit(&format!(" {}", self.words), cols - key - 2);
        format!("{words} {} ", self.key)
    }
}

/// What matters most now, as long as something presses, whether its reminder is answered or not; and
/// the other reminders that wait for an answer, of many how many more.
pub fn rows(model: &Model, scene: &Scene<'_>) -> Vec<Row> {
    let stands = ringing(scene.state, scene.now);
    for answer in stands.iter().filter_map(|one| one.answer.as_ref()) {
        scene.will_change(answer.until);
    }
    let now = rulebook::foremost(scene.rows(), scene.now);
    let is_now = |one: &Ringing| {
        let of_it = |deadline| ringing::is_of(one, deadline);
        now.is_some_and(|row| row.deadlines().any(of_it))
    };
    let mut rows: Vec<Row> = now
        .map(|row| now_row(row, &stands, scene))
        .into_iter()
        .collect();
    let waits = stands.iter().any(Ringing::waits);
    let others: Vec<&Ringing> = stands
        .iter()
        .filter(|one| one.waits() && !is_now(one))
        .collect();
    let room = ROWS_MAX.saturating_sub(rows.len());
    if others.len() <= room {
        rows.extend(others.into_iter().map(|one| row(one, scene)));
    } else {
        let named = room.saturating_sub(1);
        rows.extend(others.iter().take(named).map(|one| row(one, scene)));
        let more = (others.len() - named).to_string();
        let words = scene.say("reminder-more", &[("number", &more)]);
        rows.push(Row::new(Role::Warn, words));
    }
    if let Some(last) = rows.last_mut().filter(|_| waits) {
        let key = model.keymap.keys(Action::AcknowledgeAll).first();
        let key = key.map(ToString::to_string).unwrap_or_default();
        last.add_key(&scene.say("reminder-key", &[("key", &key)]));
    }
    rows
}

/// The duty that matters most now: how long, whose, what, whom to tell; and how many are overdue.
fn now_row(duty: &DutyRow, stands: &[Ringing], scene: &Scene<'_>) -> Row {
    let deadline = duty.head();
    let waits = duty
        .deadlines()
        .any(|deadline| ringing::of(stands, deadline).is_some_and(Ringing::waits));
    let role = match deadline.standing {
        Standing::Overdue if !duty.key.foreseen => Role::Overdue,
        Standing::DueSoon if waits => Role::Overdue,
        Standing::Running if !waits => Role::Info,
        _ => Role::Warn,
    };
    let asks = &deadline.rule;
    let mut what = scene.asked(asks);
    if duty.key.foreseen {
        what = format!("{} {what}", scene.text("standing-foreseen"));
    }
    let span = span(duty.key.due_at, scene);
    let values = [
        ("span", span.as_str()),
        ("number", &scene.number(&duty.key.subject)),
        ("duty", &what),
        ("to", &marks::whom(duty, scene)),
        ("about", &about(deadline, scene)),
    ];
    let mut row = Row::new(role, scene.say("reminder-now", &values));
    let overdue = scene.rows().iter().filter(|row| row.is_overdue());
    let others = overdue.count() - usize::from(duty.is_overdue());
    if others > 0 {
        let number = others.to_string();
        row.add_key(&scene.say("reminder-now-overdue", &[("number", &number)]));
    }
    row
}

/// How long is left, or by how long it is late, in words.
fn span(due: DateTime<Utc>, scene: &Scene<'_>) -> String {
    let left = scene.countdown(due);
    let key = if due < scene.now {
        "reminder-late"
    } else {
        "reminder-left"
    };
    scene.say(key, &[("span", left.trim_start_matches('-'))])
}

/// What the subject is called, with the mark of a drill.
fn about(deadline: &Deadline, scene: &Scene<'_>) -> String {
    let about = scene.about(&deadline.subject);
    if deadline.drill {
        format!("{} {about}", scene.text("drill"))
    } else {
        about.to_owned()
    }
}

/// One reminder: what, of which subject, to whom, left or late.
fn row(ringing: &Ringing, scene: &Scene<'_>) -> Row {
    let raised = &ringing.last.raised;
    let role = match raised.urgency {
        Urgency::Critical => Role::Overdue,
        Urgency::Normal | Urgency::Low => Role::Warn,
    };
    let span = span(raised.due, scene);
    let Some(strictest) = ringing.deadlines.first() else {
        let name = match ringing.matter.step() {
            Some(step) => step_name(scene.state, &step, scene.now, scene.lang),
            None => Some(scene.text("notice-title-quiet-soon-over")),
        };
        let name = name.unwrap_or_else(|| ringing.matter.to_string());
        let values = [("span", span.as_str()), ("matter", &name)];
        return Row::new(role, scene.say("reminder-row-bare", &values));
    };
    let mut to: Vec<String> = Vec::new();
    for deadline in &ringing.deadlines {
        let name = marks::name(deadline, scene);
        if !to.contains(&name) {
            to.push(name);
        }
    }
    let asks = &strictest.rule;
    let duty = scene.asked(asks);
    let number = scene.number(&strictest.subject);
    let values = [
        ("span", span.as_str()),
        ("number", &number),
        ("duty", &duty),
        ("to", &to.join(&scene.text("console-and"))),
        ("about", &about(strictest, scene)),
    ];
    Row::new(role, scene.say("reminder-row", &values))
}

/// What a step of the schedule is called, as the almanac has it.
pub fn step_name(state: &State, step: &StepId, now: DateTime<Utc>, lang: Lang) -> Option<String> {
    let calendar = Calendar::new(&state.calendars);
    let step = Almanac::of(state, &calendar, now).step(step)?;
    Some(match lang {
        Lang::Zh => step.zh,
        Lang::En => step.en,
    })
}

/// Quiet hours, with a warning before they end.
pub fn quiet(model: &Model, scene: &Scene<'_>) -> Option<Row> {
    let quiet = scene.state.reminders.quiet_at(scene.now)?;
    let soon = quiet.until - TimeDelta::minutes(QUIET_ENDS_SOON_MIN);
    scene.will_change(soon);
    scene.will_change(quiet.until);
    let key = model.keymap.keys(Action::Quiet).first();
    let key = key.map(ToString::to_string).unwrap_or_default();
    let (until, left) = (scene.time(quiet.until), quiet.until - scene.now);
    let values = [
        ("until", until.as_str()),
        ("owner", &quiet.owner),
        ("reason", &quiet.reason),
    ];
    let ends_soon = left <= TimeDelta::minutes(QUIET_ENDS_SOON_MIN);
    let (role, words) = if ends_soon {
        (Role::Warn, scene.say("reminder-quiet-ends", &values))
    } else {
        (Role::Info, scene.say("reminder-quiet", &values))
    };
    let mut row = Row::new(role, words);
    row.key = scene.say("reminder-quiet-key", &[("key", &key)]);
    Some(row)
}

/// A sign of life asked for at the post, seen from anywhere else.
pub fn vigilance(model: &Model, scene: &Scene<'_>) -> Option<Row> {
    let (stage, since) = scene.state.vigilance?;
    if model.asks_for_life().is_some() {
        return None;
    }
    let stage = scene.text(crate::console::overlay::vigilance::stage_key(stage));
    let since = scene.time(since);
    let values = [("stage", stage.as_str()), ("since", &since)];
    Some(Row::new(
        Role::Overdue,
        scene.say("reminder-vigilance", &values),
    ))
}

/// What of the desk's health a person must know: a dead scheduler must never look like a quiet
/// night.
pub fn health(health: &Health, scene: &Scene<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    if health.reminder.stalled {
        let last = health.reminder.last_ran;
        let last = last.map_or_else(|| scene.text("reminder-never"), |at| scene.time(at));
        let words = scene.say("health-reminder-stalled", &[("last", &last)]);
        rows.push(Row::new(Role::Overdue, words));
    }
    if let Some(step) = health.clock.stepped.filter(|_| !health.clock.sane) {
        let seconds = step.seconds.to_string();
        let values = [("seconds", seconds.as_str()), ("at", &scene.time(step.at))];
        rows.push(Row::new(
            Role::Warn,
            scene.say("health-clock-stepped", &values),
        ));
    } else if !health.clock.sane {
        rows.push(Row::new(Role::Warn, scene.text("health-clock-behind")));
    }
    if let Some(free) = health
        .disk_free
        .filter(|free| *free < Health::DISK_LOW_BYTES)
    {
        let megabytes = (free >> 20).to_string();
        let words = scene.say("health-disk-low", &[("megabytes", &megabytes)]);
        rows.push(Row::new(Role::Warn, words));
    }
    for way in health.ways.iter().filter(|way| !way.delivered) {
        let values = [
            ("way", way.way.as_str()),
            ("detail", &way.detail),
            ("at", &scene.time(way.at)),
        ];
        rows.push(Row::new(Role::Warn, scene.say("health-way-dead", &values)));
    }
    rows
}

/// A rung in words: `15 min before`.
pub fn rung(rung: Rung, scene: &Scene<'_>) -> String {
    match rung {
        Rung::Start => scene.text("rung-start"),
        Rung::Due => scene.text("rung-due"),
        Rung::Ahead { minutes } => scene.say("rung-ahead", &[("minutes", &minutes.to_string())]),
        Rung::Overdue { minutes } => {
            scene.say("rung-overdue", &[("minutes", &minutes.to_string())])
        }
    }
}

/// Whether a reminder is answered, in a word; nothing where none stands.
pub fn word(ringing: Option<&Ringing>, scene: &Scene<'_>) -> String {
    match ringing {
        Some(one) if one.waits() => scene.text("reminder-word-waits"),
        Some(one) if one.answer.is_some() => scene.text("reminder-word-answered"),
        Some(_) | None => String::new(),
    }
}

/// The last rung of a reminder, who was told and who answered, in a sentence.
pub fn sentence(ringing: &Ringing, scene: &Scene<'_>) -> String {
    let last = &ringing.last;
    let mut ways: Vec<&str> = Vec::new();
    for told in last.told.iter().filter(|told| told.delivered) {
        if !ways.contains(&told.way.as_str()) {
            ways.push(&told.way);
        }
    }
    let failed = last.told.iter().any(|told: &Told| !told.delivered);
    let told = match (ways.is_empty(), failed) {
        (false, _) => scene.say("reminder-told", &[("ways", &ways.join(", "))]),
        (true, true) => scene.text("reminder-told-failed"),
        (true, false) => scene.text("reminder-told-nobody"),
    };
    let answer = match &ringing.answer {
        Some(answer) => scene.say(
            "reminder-answered",
            &[
                ("person", &answer.person),
                ("at", &scene.time(answer.at)),
                ("until", &until(answer.until, scene)),
            ],
        ),
        None => scene.text("reminder-unanswered"),
    };
    let values = [
        ("rung", rung(last.raised.rung, scene)),
        ("at", scene.time(last.at)),
        ("told", told),
        ("answer", answer),
    ];
    let values = values
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    scene.say("reminder-sentence", &values)
}

fn until(at: DateTime<Utc>, scene: &Scene<'_>) -> String {
    scene.will_change(at);
    scene.time(at)
}
