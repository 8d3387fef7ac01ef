//! What of the entries is to be told, and what is to be taken away again: the same for a console
//! and for the agent of a desktop.
//!
//! Only what is heard live is news. Of what stood already when the link came up, only what nobody
//! was told of is told, once and marked as a repeat.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::notice::{Marks, Notice, NoticeKind};
use super::ringing::{Ringing, ringing};
use super::words::Reminder;
use crate::domain::event::Vigilance;
use crate::domain::reminder::{Audience, MatterId, Rung};
use crate::domain::rule::Recipient;
use crate::domain::{Event, State};
use crate::locale::Lang;

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
    /// The rung; `None` for a sign of life that is asked for.
    pub rung: Option<Rung>,
    /// The words.
    pub notice: Notice,
}

/// Listens to the entries of one desk.
#[derive(Debug)]
pub struct Herald {
    /// Whose reminders are told here.
    audience: Audience,
    told: BTreeSet<(MatterId, Rung)>,
    /// What may still be on a screen.
    shown: BTreeSet<MatterId>,
}

impl Herald {
    /// Tells what is for that audience.
    pub fn new(audience: Audience) -> Self {
        Self {
            audience,
            told: BTreeSet::new(),
            shown: BTreeSet::new(),
        }
    }

    /// Everything as it stands, when the link came up.
    pub fn snapshot(&mut self, state: &State, now: DateTime<Utc>, lang: Lang) -> Vec<Cry> {
        let raised = &state.reminders.raised;
        self.told.retain(|(matter, _)| raised.contains_key(matter));
        let stands = ringing(state, now);
        let mut cries = self.settled(&stands);
        let missed = stands.iter().filter(|ringing| {
            let rung = (ringing.matter.clone(), ringing.last.raised.rung);
            ringing.is_unanswered()
                && ringing.is_for(self.audience)
                && !ringing.was_told()
                && !self.told.contains(&rung)
        });
        let missed: Vec<&Ringing> = missed.collect();
        for (place, ringing) in missed.into_iter().enumerate() {
            let cry = self.tell(ringing, Repeat::Yes, (state, now), lang);
            // What is beyond the limit is seen on the screen; it is not kept for the next time.
            if place < REPEATS_MAX {
                cries.push(cry);
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
            Event::RungRaised { raised } => {
                let stands = ringing(state, now).into_iter();
                let is_it = |ringing: &Ringing| ringing.matter == raised.matter;
                match stands.filter(|one| one.is_for(self.audience)).find(is_it) {
                    Some(ringing) => vec![self.tell(&ringing, Repeat::No, (state, now), lang)],
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

    fn tell(
        &mut self,
        ringing: &Ringing,
        repeat: Repeat,
        (state, now): (&State, DateTime<Utc>),
        lang: Lang,
    ) -> Cry {
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
        Cry::Tell(Box::new(Telling {
            rung: Some(rung),
            notice: notice(ringing, marks, (state, now), lang),
        }))
    }

    /// What the deputy and the leader are told is told where they are; at the post it sounds.
    fn vigilance(&mut self, reached: Vigilance, state: &State, lang: Lang) -> Vec<Cry> {
        let matter = MatterId("vigilance".to_owned());
        let concerned = match reached {
            Vigilance::Answered => return self.settle(&matter),
            Vigilance::Asked => return Vec::new(),
            Vigilance::Sounded | Vigilance::DeputyTold => self.audience == Audience::Officer,
            Vigilance::LeaderTold => true,
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

/// The notice of a reminder.
pub fn notice(
    ringing: &Ringing,
    marks: Marks,
    (state, now): (&State, DateTime<Utc>),
    lang: Lang,
) -> Notice {
    let (raised, zone) = (&ringing.last.raised, state.desk.zone);
    let kind = NoticeKind::from(raised.rung);
    let Some(strictest) = ringing.deadlines.first() else {
        return bare(ringing, kind, marks, zone, lang);
    };
    let mut recipients: Vec<&Recipient> = Vec::new();
    for deadline in &ringing.deadlines {
        if let Some(found) = state.rules.recipient(&deadline.recipient)
            && !recipients.contains(&found)
        {
            recipients.push(found);
        }
    }
    let reminder = Reminder {
        matter: ringing.matter.clone(),
        kind,
        deadline: strictest,
        recipients: &recipients,
        subject: state.about(&strictest.subject),
        marks,
        now,
    };
    reminder.notice(lang, zone).at(raised.urgency)
}

/// The notice of a reminder of which nothing but its name is known.
fn bare(ringing: &Ringing, kind: NoticeKind, marks: Marks, zone: Tz, lang: Lang) -> Notice {
    let raised = &ringing.last.raised;
    let due = raised.due.with_timezone(&zone).format("%m-%d %H:%M");
    let name = ringing.matter.to_string();
    let title = lang.say("notice-title-bare", &[("matter", name.into())]);
    let body = lang.say("notice-line-due", &[("due", due.to_string().into())]);
    Notice::new(lang, &ringing.matter, kind, marks, (&title, &body)).at(raised.urgency)
}
