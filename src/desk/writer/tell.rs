//! The words of what is told by commands, and what became of it.

use chrono::{DateTime, Utc};

use super::Writer;
use super::record::Record;
use crate::clock::machine_now;
use crate::config::NotifyConfig;
use crate::desk::crier::{Heard, may_be_untold};
use crate::desk::job::Commands;
use crate::desk::{log, time};
use crate::domain::event::Vigilance;
use crate::domain::officer::{Officer, Role};
use crate::domain::reminder::{Audience, MatterId, Raised, Rung, Told};
use crate::domain::{Command, OfficerId, State};
use crate::ledger::noticed;
use crate::link::wire::{Finding, FromDesk, WayHealth};
use crate::locale::Lang;
use crate::notify::dial;
use crate::notify::notice::{Addressee, Marks, Notice, NoticeKind};
use crate::notify::words::{Reminder, span};
use crate::rulebook::ladder::{Matter, matters};
use crate::rulebook::subject_deadlines;

/// A rung raised so much after its time is told with the delay.
const LATE: chrono::TimeDelta = chrono::TimeDelta::seconds(30);

/// Repeats after a restart at the most.
const REPEATS_MAX: usize = 16;

impl<R: Record> Writer<R> {
    /// Tells by these commands from now on. Where they are bad, those of before stay.
    pub(super) fn commands(&mut self, read: Result<Commands, Finding>) {
        self.notices.commands = match read {
            Ok(commands) => {
                let NotifyConfig {
                    lang,
                    commands: list,
                } = commands.config;
                self.crier.takes(lang, list, &commands.environment);
                let is_known = |way: &str| self.crier.knows(way);
                self.notices.ways.retain(|way, _| is_known(way));
                None
            }
            Err(fault) => {
                log::line(fault.sentence(Lang::En));
                Some(fault)
            }
        };
    }

    /// Tells of rungs that were raised, or could not be recorded. Consoles hear of what is recorded
    /// by its entry.
    pub(super) fn tell_of(&mut self, due: &[Raised], now: DateTime<Utc>) {
        self.crier.keeps_in_mind(due);
        for raised in due.iter().filter(|raised| !raised.silent) {
            let about = (raised.matter.clone(), raised.rung);
            let reminders = &self.record.state().reminders;
            if reminders.was_raised(&raised.matter, raised.rung) {
                if !self.crier.told_before(&about) {
                    self.command_of(raised, Some(&about), now);
                }
            } else if self.crier.is_news(&about) {
                self.publish(&FromDesk::Unrecorded(Box::new(raised.clone())));
                self.command_of(raised, None, now);
            }
        }
    }

    /// Tells of a rung by the keeper's commands.
    fn command_of(
        &mut self,
        raised: &Raised,
        about: Option<&(MatterId, Rung)>,
        now: DateTime<Utc>,
    ) {
        if !self.crier.has_none() {
            let notice = self.notice_of(raised, now, now, Marks::default());
            self.crier.cry(about, &raised.audience, &notice);
        }
    }

    /// After a start: what was raised shortly before and perhaps not told is told once more, marked
    /// as a repeat. That it is repeated is recorded first, so that it is repeated once.
    pub(super) fn tell_again(&mut self, now: DateTime<Utc>, due: &[Raised]) {
        if self.crier.has_none() {
            return;
        }
        let mut repeats = Vec::new();
        for (matter, records) in &self.record.state().reminders.raised {
            let last = records.iter().rev().find(|record| !record.raised.silent);
            let Some(last) = last.filter(|last| may_be_untold(last.at, now)) else {
                continue;
            };
            // A later rung of the same matter is raised now, and says more.
            if due.iter().any(|raised| raised.matter == *matter) {
                continue;
            }
            let answered = self.record.state().reminders.answer(matter, now).is_some();
            if !answered && self.stands(&last.raised, now) {
                let ways = self.crier.untold(&last.told);
                let raised = &last.raised;
                for way in ways.filter(|way| way.is_for(&raised.audience, raised.urgency)) {
                    repeats.push((raised.clone(), last.at, way));
                }
            }
        }
        repeats.truncate(REPEATS_MAX);
        for (raised, at, way) in repeats {
            let marks = Marks {
                repeat: true,
                ..Marks::default()
            };
            let notice = self.notice_of(&raised, at, now, marks);
            let about = (raised.matter.clone(), raised.rung);
            let intended = Told {
                way: way.way().to_string(),
                delivered: false,
                detail: self.crier.lang.text("told-repeat-intended"),
                repeat: true,
            };
            let note = Command::NoteTold {
                matter: raised.matter,
                rung: raised.rung,
                told: intended,
            };
            if self.own(&note).is_ok() {
                self.commit();
                self.crier.hand(way, Some(about), notice);
            }
        }
    }

    /// Takes in what came of telling.
    pub(super) fn heard(&mut self, heard: Heard) {
        let Heard { about, told } = heard;
        let at = time::now(self.record.staged_state(), machine_now());
        let way = WayHealth {
            way: told.way.clone(),
            delivered: told.delivered,
            detail: told.detail.clone(),
            at,
        };
        self.notices.ways.insert(told.way.clone(), way);
        match about {
            Some((matter, rung)) => {
                let note = Command::NoteTold { matter, rung, told };
                if let Err(refusal) = self.own(&note) {
                    log::line(format_args!("outcome not recorded: {refusal:?}"));
                }
            }
            None if !told.delivered => {
                let finding = Finding::new("notice-way-failed")
                    .with("way", told.way)
                    .with("detail", told.detail);
                self.note(noticed(&finding));
            }
            None => {}
        }
    }

    /// Tells by commands that nobody answers at the post.
    pub(super) fn tell_of_vigilance(&mut self, stage: Vigilance, now: DateTime<Utc>) {
        let audience: &[Audience] = match stage {
            Vigilance::Asked | Vigilance::Answered => return,
            Vigilance::Sounded | Vigilance::DeputyTold => &[Audience::Officer],
            Vigilance::LeaderTold => &[Audience::Officer, Audience::Leader],
        };
        if self.crier.has_none() {
            return;
        }
        let (held, lang) = (self.record.state(), self.crier.lang);
        let since = held.vigilance.map_or(now, |(_, since)| since);
        let since = since.with_timezone(&held.desk.zone).format("%H:%M");
        let title = lang.text("notice-title-vigil");
        let body = lang.say("notice-body-vigil", &[("since", since.to_string().into())]);
        let matter = MatterId("vigilance".to_owned());
        let marks = Marks {
            simulated: held.is_simulated(),
            ..Marks::default()
        };
        let kind = NoticeKind::Vigilance;
        let mut notice = Notice::new(lang, &matter, kind, marks, (&title, &body));
        notice.to = addressees(held, audience);
        self.crier.cry(None, audience, &notice);
    }

    /// Whether what a rung reminds of is still to be done.
    fn stands(&self, raised: &Raised, now: DateTime<Utc>) -> bool {
        self.matter(raised, now).is_some()
    }

    fn matter(&self, raised: &Raised, now: DateTime<Utc>) -> Option<Matter> {
        match &raised.subject {
            Some(subject) => matters(subject_deadlines(self.record.state(), subject, now)?)
                .into_iter()
                .find(|matter| matter.id == raised.matter),
            None => self.reminding.step_matter(&raised.matter).cloned(),
        }
    }

    /// A rung in words; `at` is when it was raised.
    fn notice_of(
        &self,
        raised: &Raised,
        at: DateTime<Utc>,
        now: DateTime<Utc>,
        marks: Marks,
    ) -> Notice {
        let (state, lang) = (self.record.state(), self.crier.lang);
        let late = at - raised.wanted;
        let marks = Marks {
            simulated: state.is_simulated(),
            late_by: late.to_std().ok().filter(|_| late >= LATE),
            ..marks
        };
        let matter = self.matter(raised, now);
        let deadlines = matter.map(|matter| matter.deadlines).unwrap_or_default();
        let mut notice = match deadlines.first() {
            Some(deadline) => {
                let recipients = dial::contacts(state, &deadlines);
                let reminder = Reminder {
                    matter: raised.matter.clone(),
                    kind: raised.rung.into(),
                    deadline,
                    recipients: &recipients,
                    subject: state.about(&deadline.subject),
                    marks,
                    now,
                };
                reminder.notice(lang, state.desk.zone)
            }
            None => self.other_notice(raised, now, marks),
        };
        notice.to = addressees(state, &raised.audience);
        notice.at(raised.urgency)
    }

    /// A rung that is no deadline's: a step's, or of quiet hours that end.
    fn other_notice(&self, raised: &Raised, now: DateTime<Utc>, marks: Marks) -> Notice {
        let (state, lang) = (self.record.state(), self.crier.lang);
        let due = raised.due.with_timezone(&state.desk.zone);
        let due = due.format("%m-%d %H:%M").to_string();
        let line = lang.say("notice-line-due", &[("due", due.clone().into())]);
        let kind = NoticeKind::from(raised.rung);
        let Some((period, step)) = self.reminding.step_words(&raised.matter, lang) else {
            let title = lang.say("notice-title-quiet-ends", &[("due", due.into())]);
            return Notice::new(lang, &raised.matter, kind, marks, (&title, ""));
        };
        let key = match kind {
            NoticeKind::Due => "notice-title-due",
            NoticeKind::Overdue => "notice-title-overdue",
            _ => "notice-title-ahead",
        };
        let distance = (raised.due - now).abs().to_std().unwrap_or_default();
        let values = [
            ("subject", period.into()),
            ("rule", step.into()),
            ("span", span(lang, distance).into()),
        ];
        let title = lang.say(key, &values);
        Notice::new(lang, &raised.matter, kind, marks, (&title, &line))
    }
}

/// Who is meant, with the numbers the directory has.
fn addressees(state: &State, audience: &[Audience]) -> Vec<Addressee> {
    let mut found = Vec::new();
    for audience in audience {
        let watch = state.watch.as_ref();
        let of = |id: Option<OfficerId>| id.and_then(|id| state.officers.get(&id));
        let officers: Vec<&Officer> = match audience {
            Audience::Officer => [
                of(watch.map(|watch| watch.officer)),
                of(watch.and_then(|watch| watch.deputy)),
            ]
            .into_iter()
            .flatten()
            .collect(),
            Audience::Leader => of(watch.map(|watch| watch.leader)).into_iter().collect(),
            Audience::Head => {
                let all = state.officers.values();
                all.filter(|officer| officer.role == Role::Head).collect()
            }
        };
        found.extend(officers.into_iter().map(|officer| Addressee {
            audience: *audience,
            name: officer.name.clone(),
            phone: officer.phone.clone(),
        }));
    }
    found
}
