//! The words of a reminder: what a deadline asks, of whom and by when, in the reader's language.
//! It knows the clock of nobody; the moment is given.

use std::time::Duration;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::notice::{Marks, Notice, NoticeKind};
use crate::domain::reminder::MatterId;
use crate::domain::rule::{Recipient, Rule};
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
    /// To whom it is owed, in all of those deadlines.
    pub recipients: &'a [&'a Recipient],
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
        Notice::new(
            lang,
            &self.matter,
            self.kind,
            marks,
            (&self.title(lang), &body),
        )
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
        if !self.recipients.is_empty() {
            let names: Vec<&str> = self
                .recipients
                .iter()
                .map(|recipient| match lang {
                    Lang::Zh => recipient.zh.as_str(),
                    Lang::En => recipient.en.as_str(),
                })
                .collect();
            let names = names.join(&lang.text("notice-list-join"));
            lines.push(lang.say("notice-line-to", &[("recipients", names.into())]));
        }
        lines.push(lang.say("notice-line-due", &[("due", due.into())]));
        lines.join("\n")
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
