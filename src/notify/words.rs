//! The words of a reminder: what a deadline asks, of whom and by when, in the reader's language.
//! It knows the clock of nobody; the moment is given.

use std::time::Duration;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::dial::{self, Callee};
use super::notice::{Marks, Notice, NoticeKind};
use crate::domain::contact::Contact;
use crate::domain::reminder::MatterId;
use crate::domain::rule::{Means, Rule};
use crate::locale::Lang;
use crate::rulebook::Deadline;

/// What a reminder of a deadline is made of.
#[derive(Debug, Clone)]
pub struct Reminder<'a> {
    /// What it is about.
    pub matter: MatterId,
    /// Which rung, as a kind.
    pub kind: NoticeKind,
    /// The deadline; of several that ask the same by the same time, the strictest.
    pub deadline: &'a Deadline,
    /// To whom it is owed, in all of those deadlines, with the numbers to dial.
    pub recipients: &'a [Contact<'a>],
    /// What the subject is called; may be empty.
    pub subject: &'a str,
    /// What must be seen besides; a drill is known from the deadline.
    pub marks: Marks,
    /// The moment it is told.
    pub now: DateTime<Utc>,
}

impl Reminder<'_> {
    /// The notice, in `lang` with times in `zone`.
    pub fn notice(&self, lang: Lang, zone: Tz) -> Notice {
        let marks = Marks {
            drill: self.marks.drill || self.deadline.drill,
            ..self.marks
        };
        let body = self.body(lang, zone);
        let words = (&*self.title(lang), &*body);
        let mut notice = Notice::new(lang, &self.matter, self.kind, marks, words);
        // Nobody is called about what is done inside the desk.
        if self.deadline.rule.means != Means::Desk {
            let callees = self.recipients.iter();
            notice.call = callees.map(|one| Callee::of(lang, one)).collect();
        }
        notice
    }

    fn title(&self, lang: Lang) -> String {
        let key = match self.kind {
            NoticeKind::Start => "notice-title-start",
            NoticeKind::Ahead => "notice-title-ahead",
            NoticeKind::Due => "notice-title-due",
            _ => "notice-title-overdue",
        };
        let distance = (self.deadline.due_at - self.now).abs();
        let values = [
            ("subject", self.deadline.subject.to_string().into()),
            ("rule", rule_name(&self.deadline.rule, lang).into()),
            (
                "span",
                span(lang, distance.to_std().unwrap_or_default()).into(),
            ),
        ];
        lang.say(key, &values)
    }

    fn body(&self, lang: Lang, zone: Tz) -> String {
        let due = self.deadline.due_at.with_timezone(&zone);
        let due = due.format("%m-%d %H:%M").to_string();
        let mut lines = vec![self.subject.to_owned()];
        lines.extend(self.to(lang));
        lines.push(lang.say("notice-line-due", &[("due", due.into())]));
        lines.join("\n")
    }

    /// To whom it is owed; where it is done by telephone, with the numbers, and how to enter one
    /// where none is known.
    fn to(&self, lang: Lang) -> Vec<String> {
        if self.recipients.is_empty() {
            return Vec::new();
        }
        let is_called = dial::is_called(self.deadline.rule.means);
        let (key, say): (_, fn(Lang, &Contact<'_>) -> String) = if is_called {
            ("notice-line-call", dial::words)
        } else {
            ("notice-line-to", dial::name)
        };
        let names: Vec<String> = self.recipients.iter().map(|one| say(lang, one)).collect();
        let names = names.join(&lang.text("notice-list-join"));
        let mut lines = vec![lang.say(key, &[("recipients", names.into())])];
        if is_called && self.recipients.iter().all(|one| one.phone.is_none()) {
            let first = self.recipients.first().map_or("", |one| one.id.as_str());
            lines.push(lang.say("notice-line-no-number", &[("recipient", first.into())]));
        }
        lines
    }
}

fn rule_name(rule: &Rule, lang: Lang) -> &str {
    match lang {
        Lang::Zh => &rule.zh,
        Lang::En => &rule.en,
    }
}

/// A span as people say it: seconds below a minute, then whole minutes, rounded to the nearest so
/// that a reminder raised a moment late still says *15 minutes*.
pub fn span(lang: Lang, span: Duration) -> String {
    const HOUR_MIN: u64 = 60;
    const DAY_MIN: u64 = 24 * HOUR_MIN;
    let seconds = span.as_secs() + u64::from(span.subsec_millis() >= 500);
    let minutes = (seconds + 30) / 60;
    let (key, big, small) = match (seconds, minutes) {
        (seconds, _) if seconds < 60 => ("notice-span-seconds", seconds, 0),
        (_, minutes) if minutes < HOUR_MIN => ("notice-span-minutes", minutes, 0),
        (_, minutes) if minutes < 2 * DAY_MIN => {
            let (hours, rest) = (minutes / HOUR_MIN, minutes % HOUR_MIN);
            match rest {
                0 => ("notice-span-hours", hours, 0),
                rest => ("notice-span-hours-minutes", hours, rest),
            }
        }
        (_, minutes) => ("notice-span-days", minutes / DAY_MIN, 0),
    };
    let values = [
        ("number", big.to_string().into()),
        ("rest", small.to_string().into()),
    ];
    lang.say(key, &values)
}
