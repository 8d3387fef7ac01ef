//! What of the entries is to be told, and what is to be taken away again: the same for a console
//! and for the agent of a desktop.
//!
//! Only what is heard live is news. Of what stood already when the link came up, only what nobody
//! was told of is told, once and marked as a repeat.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::dial;
use super::notice::{Marks, Notice, NoticeKind};
use super::ringing::{Ringing, ringing};
use super::words::Reminder;
use crate::domain::event::Vigilance;
use crate::domain::officer::Role;
use crate::domain::period::StepId;
use crate::domain::reminder::{Audience, MatterId, Raised, Rung, RungRecord};
use crate::domain::{Event, State};
use crate::locale::Lang;
use crate::rulebook::{Deadline, deadlines, ladder};

/// Reminders told anew after the link came up; of more, the most pressing.
pub const REPEATS_MAX: usize = 8;

/// Rungs kept in mind as told; what is forgotten could at worst be told once more, as a repeat.
const TOLD_MAX: usize = 4_096;

/// A rung raised so much after its time is told with the delay.
const LATE: Duration = Duration::from_secs(30);

/// Something to do about a notice.
#[derive(Debug, Clone, PartialEq)]
pub enum Cry {
    /// Tell it.
    Tell(Box<Telling>),
    /// Take away what was told of a matter.
    Settle(MatterId),
}

/// A reminder to tell.
#[derive(Debug, Clone, PartialEq)]
pub struct Telling {
    /// The rung, as the record has it; `None` for what it has not: a sign of life that is asked for,
    /// a rung it could not take.
    pub rung: Option<Rung>,
    /// The words.
    pub notice: Notice,
}

/// What a step of the schedule is called, where it is known.
pub type StepName = fn(&State, &StepId, DateTime<Utc>, Lang) -> Option<String>;

/// Listens to the entries of one desk.
#[derive(Debug)]
pub struct Herald {
    /// Whose reminders are told here, where somebody said so.
    wanted: Option<Audience>,
    /// Who acts here, by name.
    acting: Option<String>,
    /// What a step of the schedule is called; the almanac knows.
    step_name: StepName,
    told: BTreeSet<(MatterId, Rung)>,
    /// What may still be on a screen.
    shown: BTreeSet<MatterId>,
}

impl Herald {
    /// Tells what is for that audience; where none is wanted, what is for whoever acts here.
    pub fn new(wanted: Option<Audience>, step_name: StepName) -> Self {
        Self {
            wanted,
            acting: None,
            step_name,
            told: BTreeSet::new(),
            shown: BTreeSet::new(),
        }
    }

    /// Who acts here from now on; nobody in particular is whoever has the watch.
    pub fn acts_as(&mut self, officer: Option<String>) {
        self.acting = officer;
    }

    /// Whose reminders are told here. A leader at home is not rung up for what the officer on watch
    /// is to do in good time; a leader who has the watch is.
    fn audience(&self, state: &State) -> Audience {
        let acting = self.acting.as_deref();
        let officer = acting.and_then(|name| state.officer_named(name));
        let Some(officer) = officer.filter(|_| self.wanted.is_none()) else {
            return self.wanted.unwrap_or(Audience::Officer);
        };
        let has_the_watch = state
            .watch
            .as_ref()
            .is_some_and(|watch| watch.officer == officer.id || watch.deputy == Some(officer.id));
        match officer.role {
            _ if has_the_watch => Audience::Officer,
            Role::Officer => Audience::Officer,
            Role::Leader => Audience::Leader,
            Role::Head => Audience::Head,
        }
    }

    /// Everything as it stands, when the link came up.
    pub fn snapshot(&mut self, state: &State, now: DateTime<Utc>, lang: Lang) -> Vec<Cry> {
        let raised = &state.reminders.raised;
        self.told.retain(|(matter, _)| raised.contains_key(matter));
        let stands = ringing(state, now);
        let mut cries = self.settled(&stands);
        let audience = self.audience(state);
        let missed = stands.iter().filter(|ringing| {
            ringing.is_unanswered()
                && ringing.is_for(audience)
                && !ringing.was_told()
                && !self.has_told(&ringing.last.raised)
        });
        let missed: Vec<&Ringing> = missed.collect();
        for (place, ringing) in missed.into_iter().enumerate() {
            let telling = self.tell(ringing, Repeat::Yes, (state, now), lang);
            // What is beyond the limit is seen on the screen; it is not kept for the next time.
            if place < REPEATS_MAX {
                cries.push(Cry::Tell(telling));
            }
        }
        cries
    }

    /// An entry heard live; `state` is what it became by it.
    pub fn heard(
        &mut self,
        event: &Event,
        state: &State,
        now: DateTime<Utc>,
        lang: Lang,
    ) -> Vec<Cry> {
        match event {
            Event::RungRaised { raised } if raised.silent => Vec::new(),
            Event::RungRaised { raised } if self.has_told(raised) => Vec::new(),
            Event::RungRaised { raised } => {
                let stands = ringing(state, now).into_iter();
                let is_it = |ringing: &Ringing| ringing.matter == raised.matter;
                let audience = self.audience(state);
                match stands.filter(|one| one.is_for(audience)).find(is_it) {
                    Some(ringing) => {
                        let telling = self.tell(&ringing, Repeat::No, (state, now), lang);
                        vec![Cry::Tell(telling)]
                    }
                    None => Vec::new(),
                }
            }
            Event::MatterAcknowledged { matter, .. } => self.settle(matter),
            Event::VigilanceNoted { stage, .. } => self.vigilance(*stage, state, lang),
            Event::RungTold { .. } => Vec::new(),
            _ if self.shown.is_empty() => Vec::new(),
            _ => self.settled(&ringing(state, now)),
        }
    }

    /// A rung that no record could take.
    pub fn unrecorded(
        &mut self,
        raised: &Raised,
        state: &State,
        now: DateTime<Utc>,
        lang: Lang,
    ) -> Vec<Cry> {
        if !raised.audience.contains(&self.audience(state)) || self.has_told(raised) {
            return Vec::new();
        }
        let open = ladder::matters(deadlines(state, now)).into_iter();
        let matter = open.into_iter().find(|matter| matter.id == raised.matter);
        let ringing = Ringing {
            matter: raised.matter.clone(),
            last: RungRecord {
                raised: raised.clone(),
                at: now,
                told: Vec::new(),
            },
            answer: None,
            deadlines: matter.map(|matter| matter.deadlines).unwrap_or_default(),
        };
        let mut telling = self.tell(&ringing, Repeat::No, (state, now), lang);
        telling.rung = None;
        vec![Cry::Tell(telling)]
    }

    fn has_told(&self, raised: &Raised) -> bool {
        self.told.contains(&(raised.matter.clone(), raised.rung))
    }

    fn tell(
        &mut self,
        ringing: &Ringing,
        repeat: Repeat,
        (state, now): (&State, DateTime<Utc>),
        lang: Lang,
    ) -> Box<Telling> {
        let rung = ringing.last.raised.rung;
        if self.told.len() >= TOLD_MAX {
            self.told.pop_first();
        }
        self.told.insert((ringing.matter.clone(), rung));
        self.shown.insert(ringing.matter.clone());
        let marks = Marks {
            simulated: state.is_simulated(),
            repeat: repeat == Repeat::Yes,
            late_by: late_by(ringing),
            ..Marks::default()
        };
        Box::new(Telling {
            rung: Some(rung),
            notice: self.notice(ringing, marks, (state, now), lang),
        })
    }

    /// The notice of a reminder.
    fn notice(
        &self,
        ringing: &Ringing,
        marks: Marks,
        (state, now): (&State, DateTime<Utc>),
        lang: Lang,
    ) -> Notice {
        let raised = &ringing.last.raised;
        if let Some(strictest) = ringing.deadlines.first() {
            return of_deadlines(ringing, strictest, marks, (state, now), lang).at(raised.urgency);
        }
        let due = raised.due.with_timezone(&state.desk.zone);
        let due = due.format("%m-%d %H:%M").to_string();
        let title = match ringing.matter.step() {
            Some(step) => {
                let name = (self.step_name)(state, &step, now, lang);
                let name = name.unwrap_or_else(|| step.to_string());
                lang.say("notice-title-bare", &[("matter", name.into())])
            }
            None => lang.text("notice-title-quiet-soon-over"),
        };
        let body = lang.say("notice-line-due", &[("due", due.into())]);
        let kind = NoticeKind::from(raised.rung);
        Notice::new(lang, &ringing.matter, kind, marks, (&title, &body)).at(raised.urgency)
    }

    /// What the deputy and the leader are told is told where they are; at the post it sounds.
    fn vigilance(&mut self, reached: Vigilance, state: &State, lang: Lang) -> Vec<Cry> {
        let matter = MatterId("vigilance".to_owned());
        let concerned = match reached {
            Vigilance::Answered => return self.settle(&matter),
            Vigilance::Asked => return Vec::new(),
            Vigilance::Sounded | Vigilance::DeputyTold => self.audience(state) == Audience::Officer,
            Vigilance::LeaderTold => self.audience(state) != Audience::Head,
        };
        if !concerned {
            return Vec::new();
        }
        self.shown.insert(matter.clone());
        let marks = Marks {
            simulated: state.is_simulated(),
            ..Marks::default()
        };
        let words = (
            lang.text("notice-title-vigilance"),
            lang.text("notice-body-vigilance"),
        );
        let words = (words.0.as_str(), words.1.as_str());
        vec![Cry::Tell(Box::new(Telling {
            rung: None,
            notice: Notice::new(lang, &matter, NoticeKind::Vigilance, marks, words),
        }))]
    }

    fn settle(&mut self, matter: &MatterId) -> Vec<Cry> {
        if self.shown.remove(matter) {
            vec![Cry::Settle(matter.clone())]
        } else {
            Vec::new()
        }
    }

    /// What was told and stands no more, or is answered.
    fn settled(&mut self, stands: &[Ringing]) -> Vec<Cry> {
        let rings = |matter: &MatterId| {
            let mut stands = stands.iter();
            stands.any(|ringing| ringing.matter == *matter && ringing.is_unanswered())
        };
        let gone: Vec<MatterId> = self
            .shown
            .iter()
            .filter(|matter| !rings(matter) && matter.0 != "vigilance")
            .cloned()
            .collect();
        gone.iter().flat_map(|matter| self.settle(matter)).collect()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Repeat {
    Yes,
    No,
}

/// How much after its time a rung was raised, where that is worth a word.
pub fn late_by(ringing: &Ringing) -> Option<Duration> {
    let late = (ringing.last.at - ringing.last.raised.wanted)
        .to_std()
        .ok()?;
    (late >= LATE).then_some(late)
}

/// The notice of deadlines.
fn of_deadlines(
    ringing: &Ringing,
    strictest: &Deadline,
    marks: Marks,
    (state, now): (&State, DateTime<Utc>),
    lang: Lang,
) -> Notice {
    let recipients = dial::contacts(state, &ringing.deadlines);
    let reminder = Reminder {
        matter: ringing.matter.clone(),
        kind: NoticeKind::from(ringing.last.raised.rung),
        deadline: strictest,
        recipients: &recipients,
        subject: state.about(&strictest.subject),
        marks,
        now,
    };
    reminder.notice(lang, state.desk.zone)
}
