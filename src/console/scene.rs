//! What a view may look at while it draws: the desk as it stands, the time, the language and the
//! look. It also notes when what was drawn will look different, so that the console sleeps until
//! then; a picture in which nothing ticks changes never.

use std::cell::{Cell, OnceCell};

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use chrono_tz::Tz;
use fluent_bundle::FluentValue;
use ratatui::style::Style;

use super::countdown;
use super::glyphs::Glyphs;
use super::text;
use super::theme::{Role, Styles};
use crate::domain::grade::Grade;
use crate::domain::officer::{Approval, Proof};
use crate::domain::rule::{Means, Rule};
use crate::domain::{OfficerId, RecipientId, State, SubjectId};
use crate::locale::Lang;
use crate::rulebook::{self, Deadline, DutyRow, Posture};

/// The context of one picture.
#[derive(Debug)]
pub struct Scene<'a> {
    /// The language.
    pub lang: Lang,
    /// The signs.
    pub glyphs: Glyphs,
    /// The look of every role.
    pub styles: &'a Styles,
    /// The desk as it stands.
    pub state: &'a State,
    /// The desk's time.
    pub now: DateTime<Utc>,
    /// How tight the watch is.
    pub posture: Posture,
    changes_at: Cell<Option<DateTime<Utc>>>,
    rows: OnceCell<Vec<DutyRow>>,
}

impl<'a> Scene<'a> {
    /// A scene in which nothing ticks yet.
    pub fn new(
        (lang, glyphs, styles): (Lang, Glyphs, &'a Styles),
        state: &'a State,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            lang,
            glyphs,
            styles,
            state,
            now,
            posture: Posture::default(),
            changes_at: Cell::new(None),
            rows: OnceCell::new(),
        }
    }

    /// The same scene under a tighter watch: deadlines are due soon earlier.
    #[must_use]
    pub fn watched_as(self, posture: Posture) -> Self {
        Self { posture, ..self }
    }

    /// Deadlines derived for now, as they stand under this watch.
    pub fn watched(&self, deadlines: Vec<Deadline>) -> Vec<Deadline> {
        self.posture.seen(deadlines, self.now)
    }

    /// Every duty of the desk, what is settled too, in the order they press. Derived once a
    /// picture, since more than one part of it looks at them.
    pub fn rows(&self) -> &[DutyRow] {
        self.rows
            .get_or_init(|| self.duty_rows(rulebook::deadlines(self.state, self.now)))
    }

    /// Deadlines derived for now as rows, as they stand under this watch.
    pub fn duty_rows(&self, deadlines: Vec<Deadline>) -> Vec<DutyRow> {
        rulebook::duty_rows(rulebook::lines(self.watched(deadlines)), self.now)
    }

    /// The look of a role.
    pub fn style(&self, role: Role) -> Style {
        self.styles[role]
    }

    /// The text of a key.
    pub fn text(&self, key: &str) -> String {
        self.lang.text(key)
    }

    /// The text of a key as a label: as it stands at the beginning of a line.
    pub fn label(&self, key: &str) -> String {
        text::sentence_case(&self.lang.text(key))
    }

    /// The text of a key with values put in.
    pub fn say(&self, key: &str, values: &[(&str, &str)]) -> String {
        let values: Vec<(&str, FluentValue<'_>)> = values
            .iter()
            .map(|(name, value)| (*name, FluentValue::from(*value)))
            .collect();
        self.lang.say(key, &values)
    }

    /// The zone times are shown in.
    pub fn zone(&self) -> Tz {
        self.state.desk.zone
    }

    /// Notes that the picture will look different from `at` on.
    pub fn will_change(&self, at: DateTime<Utc>) {
        let soonest = self.changes_at.get().map_or(at, |before| before.min(at));
        if at > self.now {
            self.changes_at.set(Some(soonest));
        }
    }

    /// When the picture will look different; `None` where nothing ticks.
    pub fn changes_at(&self) -> Option<DateTime<Utc>> {
        self.changes_at.get()
    }

    /// The time left until `due`; the picture changes with it.
    pub fn countdown(&self, due: DateTime<Utc>) -> String {
        self.will_change(countdown::next_change(due, self.now));
        countdown::text(due - self.now, self.lang)
    }

    /// The clock on the wall, `14:32`; the picture changes with the minute.
    pub fn clock(&self) -> String {
        let past = self.now.timestamp_millis().rem_euclid(60_000);
        self.will_change(self.now + TimeDelta::milliseconds(60_000 - past));
        self.local(self.now, "%H:%M")
    }

    /// The date with its day of the week.
    pub fn date(&self, at: DateTime<Utc>) -> String {
        let weekday = at.with_timezone(&self.zone()).weekday();
        let weekday = self.text(&format!("weekday-{}", weekday.number_from_monday()));
        format!("{} {weekday}", self.local(at, "%Y-%m-%d"))
    }

    /// A time as short as it can be understood: `14:05` today, `01-20 14:05` this year.
    pub fn time(&self, at: DateTime<Utc>) -> String {
        let (then, now) = (
            at.with_timezone(&self.zone()),
            self.now.with_timezone(&self.zone()),
        );
        if then.date_naive() == now.date_naive() {
            self.local(at, "%H:%M")
        } else if then.year() == now.year() {
            self.local(at, "%m-%d %H:%M")
        } else {
            self.local(at, "%Y-%m-%d %H:%M")
        }
    }

    /// A time in eleven cells: `14:05` today, `01-20 14:05` on any other day.
    pub fn due_time(&self, at: DateTime<Utc>) -> String {
        let is_today = at.with_timezone(&self.zone()).date_naive()
            == self.now.with_timezone(&self.zone()).date_naive();
        self.local(at, if is_today { "%H:%M" } else { "%m-%d %H:%M" })
    }

    /// A time in five cells: `14:05` today, the day alone on any other.
    pub fn short_time(&self, at: DateTime<Utc>) -> String {
        let is_today = at.with_timezone(&self.zone()).date_naive()
            == self.now.with_timezone(&self.zone()).date_naive();
        self.local(at, if is_today { "%H:%M" } else { "%m-%d" })
    }

    /// A time, whole.
    pub fn whole_time(&self, at: DateTime<Utc>) -> String {
        format!("{} {}", self.date(at), self.local(at, "%H:%M"))
    }

    /// The year at the desk.
    pub fn year(&self) -> i32 {
        self.now.with_timezone(&self.zone()).year()
    }

    fn local(&self, at: DateTime<Utc>, format: &str) -> String {
        at.with_timezone(&self.zone()).format(format).to_string()
    }

    /// A time with its day of the week; the year only where it is not this one.
    pub fn day_and_time(&self, at: DateTime<Utc>) -> String {
        let whole = self.whole_time(at);
        let this_year = self.local(self.now, "%Y-");
        whole
            .strip_prefix(&this_year)
            .map_or_else(|| whole.clone(), str::to_owned)
    }

    /// How long ago, or in how long, in its largest unit; the picture changes with it.
    pub fn distance(&self, at: DateTime<Utc>) -> String {
        let apart = self.now - at;
        let past = apart.num_milliseconds().rem_euclid(60_000);
        self.will_change(self.now + TimeDelta::milliseconds(60_000 - past));
        let minutes = apart.num_minutes().abs();
        let (key, number) = match minutes {
            0 => return self.text("console-just-now"),
            1..60 => ("span-minutes", minutes),
            60..2_880 => ("span-hours", minutes / 60),
            _ => ("span-days", minutes / 1_440),
        };
        let span = self.say(key, &[("number", &number.to_string())]);
        let key = if apart > TimeDelta::zero() {
            "console-ago"
        } else {
            "console-ahead"
        };
        self.say(key, &[("span", &span)])
    }

    /// The number of a subject as lists show it: `001`, `C012`; with the year where it is not
    /// this one: `25-001`.
    pub fn number(&self, id: &SubjectId) -> String {
        let whole = id.to_string();
        if id.desk != self.state.desk.code {
            return whole;
        }
        let short = whole.rsplit('-').next().unwrap_or_default();
        if id.year == self.year() {
            short.to_owned()
        } else {
            format!("{:02}-{short}", id.year.rem_euclid(100))
        }
    }

    /// A grade in words.
    pub fn grade(&self, grade: Grade) -> String {
        self.text(&format!("grade-{}", grade.name()))
    }

    /// A recipient, short.
    pub fn recipient(&self, id: &RecipientId) -> String {
        match (self.state.rules.recipient(id), self.lang) {
            (Some(recipient), Lang::Zh) => recipient.zh_short.clone(),
            (Some(recipient), Lang::En) => recipient.en_short.clone(),
            (None, _) => id.to_string(),
        }
    }

    /// Recipients, short, in a row.
    pub fn recipients(&self, ids: &[RecipientId]) -> String {
        let names: Vec<String> = ids.iter().map(|id| self.recipient(id)).collect();
        names.join(&self.text("console-and"))
    }

    /// What a subject is about, in its own words; empty where it left memory.
    pub fn about(&self, id: &SubjectId) -> &str {
        self.state.about(id)
    }

    /// What a rule is called.
    pub fn rule(&self, rule: &Rule) -> String {
        match self.lang {
            Lang::Zh => rule.zh.clone(),
            Lang::En => rule.en.clone(),
        }
    }

    /// Who approved, and how that was proved.
    pub fn approver(&self, approval: &Approval) -> String {
        let proof = approval.proof.map_or("unknown", Proof::name);
        let leader = ("leader", approval.leader.as_str());
        self.say(&format!("approver-{proof}"), &[leader])
    }

    /// Why a leader approved, and who did.
    pub fn consent(&self, approval: &Approval) -> String {
        let approver = self.approver(approval);
        let values = [
            ("reason", approval.reason.as_str()),
            ("approver", &approver),
        ];
        self.say("approval-consent", &values)
    }

    /// What a rule asks, short: `初报`.
    pub fn duty(&self, rule: &Rule) -> String {
        self.text(&format!("short-duty-{}", rule.duty.name()))
    }

    /// What a rule asks, and by which way where one is prescribed: `初报 电话`.
    pub fn asked(&self, rule: &Rule) -> String {
        let duty = self.duty(rule);
        match rule.means {
            Means::Phone | Means::Written => format!("{duty} {}", self.means(rule.means)),
            Means::Any | Means::Desk => duty,
        }
    }

    /// By which way, short.
    pub fn means(&self, means: Means) -> String {
        self.text(&format!("short-means-{}", means.name()))
    }

    /// An officer; a mark where there is none.
    pub fn officer(&self, id: Option<OfficerId>) -> String {
        let name = id.map_or("", |id| self.state.officer_name(id));
        if name.is_empty() {
            self.text("console-nobody")
        } else {
            name.to_owned()
        }
    }
}
