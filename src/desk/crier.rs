//! Telling people by the keeper's own commands. Never in anybody's way: each command runs beside
//! the others with its own limits, and what came of it is recorded when it is known.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use tokio::sync::mpsc::{Receiver, Sender};
use tokio::task::spawn_blocking;

use super::job::Job;
use super::log;
use crate::domain::reminder::{Audience, MatterId, Raised, Rung, Told};
use crate::locale::Lang;
use crate::notify::{CommandWay, Notice, NotifyCommand, Outcome};

/// Notices that wait to be handed to their commands; those beyond are logged as lost.
pub(super) const CRIES_MAX: usize = 256;

/// Something for one command.
pub(super) struct Cry {
    way: Arc<CommandWay>,
    lang: Lang,
    /// What it is about; `None` for what is no rung.
    about: Option<(MatterId, Rung)>,
    /// What to tell; `None` where it is only looked whether it could be told.
    notice: Option<Notice>,
}

/// What came of a cry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heard {
    /// What it was about.
    pub(super) about: Option<(MatterId, Rung)>,
    /// By which way, and what it answered.
    pub(super) told: Told,
}

/// The writer's side: which commands there are.
pub(super) struct Crier {
    /// The language notices are told in.
    pub(super) lang: Lang,
    ways: Vec<Arc<CommandWay>>,
    cries: Sender<Cry>,
    /// Told without a record, since none could be written: not told again once it can.
    unrecorded: BTreeSet<(MatterId, Rung)>,
}

impl Crier {
    pub(super) fn new(cries: Sender<Cry>) -> Self {
        Self {
            lang: Lang::Zh,
            ways: Vec::new(),
            cries,
            unrecorded: BTreeSet::new(),
        }
    }

    /// Takes other commands; those that run go on.
    pub(super) fn takes(
        &mut self,
        lang: Lang,
        commands: Vec<NotifyCommand>,
        environment: &[(OsString, OsString)],
    ) {
        self.lang = lang;
        self.ways = commands
            .into_iter()
            .map(|command| Arc::new(CommandWay::new(command, environment.iter().cloned())))
            .collect();
    }

    pub(super) fn has_none(&self) -> bool {
        self.ways.is_empty()
    }

    /// Whether there is a command of that name: `command:sms`.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.ways.iter().any(|way| way.way().to_string() == name)
    }

    /// The commands that were not told of a rung, going by what the record has.
    pub(super) fn untold<'a>(
        &'a self,
        told: &'a [Told],
    ) -> impl Iterator<Item = Arc<CommandWay>> + 'a {
        let was_told = |way: &Arc<CommandWay>| {
            let name = way.way().to_string();
            told.iter().any(|told| told.way == name)
        };
        self.ways.iter().filter(move |way| !was_told(way)).cloned()
    }

    /// Hands a notice to every command it is for.
    pub(super) fn cry(
        &mut self,
        about: Option<&(MatterId, Rung)>,
        audience: &[Audience],
        notice: &Notice,
    ) {
        let ways: Vec<_> = self.ways.clone();
        for way in ways {
            if way.is_for(audience, notice.urgency) {
                self.hand(way, about.cloned(), notice.clone());
            }
        }
    }

    /// Whether a rung that could not be recorded is to be told: once, however often it is tried.
    pub(super) fn is_news(&mut self, about: &(MatterId, Rung)) -> bool {
        self.unrecorded.insert(about.clone())
    }

    /// Whether it was told before it could be recorded; asked once, when it is recorded.
    pub(super) fn told_before(&mut self, about: &(MatterId, Rung)) -> bool {
        self.unrecorded.remove(about)
    }

    /// Keeps in mind only what is still to be recorded of what was told.
    pub(super) fn keeps_in_mind(&mut self, due: &[Raised]) {
        let is_due = |(matter, rung): &(MatterId, Rung)| {
            due.iter()
                .any(|raised| raised.matter == *matter && raised.rung == *rung)
        };
        self.unrecorded.retain(is_due);
    }

    /// Hands a notice to one command.
    pub(super) fn hand(
        &mut self,
        way: Arc<CommandWay>,
        about: Option<(MatterId, Rung)>,
        notice: Notice,
    ) {
        self.send(way, about, Some(notice));
    }

    /// Has every command looked at without starting it, as a watch begins.
    pub(super) fn look(&mut self) {
        for way in self.ways.clone() {
            self.send(way, None, None);
        }
    }

    fn send(
        &mut self,
        way: Arc<CommandWay>,
        about: Option<(MatterId, Rung)>,
        notice: Option<Notice>,
    ) {
        let name = way.way();
        let cry = Cry {
            way,
            lang: self.lang,
            about,
            notice,
        };
        if self.cries.try_send(cry).is_err() {
            log::line(format_args!("{name}: too many notices wait, one is lost"));
        }
    }
}

/// Hands cries to their commands until the writer is gone.
pub(super) async fn keep(mut cries: Receiver<Cry>, jobs: Sender<Job>) {
    while let Some(cry) = cries.recv().await {
        let jobs = jobs.clone();
        // A command has its own limits: how long it runs, how many at once, how many wait.
        tokio::spawn(async move {
            if let Some(outcome) = carry_out(&cry).await {
                let told = outcome.record(&cry.way.way(), cry.lang);
                let about = cry.about;
                let _ended = jobs.send(Job::Heard(Heard { about, told })).await;
            }
        });
    }
}

/// What came of it; nothing where a look found nothing wrong.
async fn carry_out(cry: &Cry) -> Option<Outcome> {
    if let Some(notice) = &cry.notice {
        return Some(cry.way.tell(notice).await);
    }
    let way = Arc::clone(&cry.way);
    // A folder of the path may lie on a disk that does not answer.
    let looked = spawn_blocking(move || way.look()).await.ok()?;
    looked.err().map(|reason| Outcome::Failed { reason })
}

/// Rungs raised within this time before a desk was killed may not have been told.
pub(super) fn may_be_untold(raised_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    const MINUTES: i64 = 10;
    now - raised_at <= chrono::TimeDelta::minutes(MINUTES)
}
