//! A conversation with the desk: found, or started in the background where none runs.

use std::cell::OnceCell;
use std::path::Path;
use std::thread;
use std::time::Duration;

use chrono::{DateTime, Datelike, SubsecRound, Utc};
use chrono_tz::Tz;

use super::context::Context;
use super::place;
use super::secret;
use super::seen::Seen;
use super::text;
use crate::almanac::{Almanac, Calendar};
use crate::desk;
use crate::domain::call::Call;
use crate::domain::incident::Incident;
use crate::domain::when::WhenError;
use crate::domain::{
    Command, Meant, Rejection, State, Subject, SubjectId, SubjectKind, Written, when,
};
use crate::error::Error;
use crate::ledger::Ledger;
use crate::link::client::fresh_command_id;
use crate::link::wire::{Hello, Pin, Query, Receipt, Reply, SUBJECTS_MAX, Wants, Welcome};
use crate::link::{Client, Prompts, Road, socket_path};
use crate::rulebook::Posture;

/// How long after a far line broke a command is asked again, each time.
const AGAIN_AFTER: [Duration; 3] = [
    Duration::from_secs(1),
    Duration::from_secs(3),
    Duration::from_secs(6),
];

/// Characters of a title where several subjects are named in one sentence.
const TITLE_CHARS: usize = 30;

/// A conversation with the desk, as it stood when the conversation began.
pub(super) struct Session {
    pub(super) client: Client,
    /// Everything that is open.
    pub(super) state: State,
    /// The desk's time.
    pub(super) now: DateTime<Utc>,
    /// How the desk is reached again where the line breaks; only where it is elsewhere.
    again: Option<Knock>,
    posture: OnceCell<Posture>,
}

impl Session {
    /// Begins a conversation, with a desk started for it where none runs.
    pub(super) fn begin(context: &Context) -> Result<Self, Error> {
        Self::begin_for(context, Wants::Answers)
    }

    /// Begins a conversation in which more than answers may be wanted.
    pub(super) fn begin_for(context: &Context, wants: Wants) -> Result<Self, Error> {
        let (client, welcome, knock) = reach_again(context, wants)?;
        let mut session = Self::with(client, &welcome)?;
        session.again = Some(knock).filter(|_| !context.is_here());
        context.stand_in(session.zone());
        session.knows_officer(context)?;
        Ok(session)
    }

    /// A conversation over a connection that is there.
    pub(super) fn with(mut client: Client, welcome: &Welcome) -> Result<Self, Error> {
        let state = state(&mut client)?;
        // Nothing is recorded before the last entry, whatever the clock shows.
        let now = welcome.health.now.max(state.at);
        Ok(Self {
            client,
            state,
            now,
            again: None,
            posture: OnceCell::new(),
        })
    }

    /// The desk takes whoever it does not know for the officer on watch; here that is a slip.
    fn knows_officer(&self, context: &Context) -> Result<(), Error> {
        match &context.officer {
            Some(name) if self.state.officer_named(name).is_none() => {
                let name = name.clone();
                Err(Rejection::UnknownOfficer { name }.into())
            }
            _ => Ok(()),
        }
    }

    /// The desk as whoever asked sees it.
    pub(super) fn seen(&self, context: &Context) -> Seen<'_> {
        Seen {
            state: &self.state,
            now: self.now,
            lang: context.lang(),
            posture: self.posture(),
        }
    }

    /// How tight the watch is today.
    fn posture(&self) -> Posture {
        *self.posture.get_or_init(|| {
            let calendar = Calendar::new(&self.state.calendars);
            Posture::of(&Almanac::of(&self.state, &calendar, self.now))
        })
    }

    /// Puts a subject that left memory among those at hand, for whatever is derived from them.
    pub(super) fn keep(&mut self, subject: Subject) {
        let id = subject.id().clone();
        match subject {
            Subject::Call(call) => drop(self.state.calls.insert(id, *call)),
            Subject::Incident(incident) => drop(self.state.incidents.insert(id, *incident)),
            Subject::Warning(warning) => drop(self.state.warnings.insert(id, *warning)),
        }
    }

    /// The zone of the desk.
    pub(super) fn zone(&self) -> Tz {
        self.state.desk.zone
    }

    /// The desk's time in whole seconds: what a time without a given moment means. Never later
    /// than the time at which the desk decides.
    pub(super) fn this_second(&self) -> DateTime<Utc> {
        self.now.trunc_subsecs(0)
    }

    /// Asks the desk to do something. Over a far line that breaks meanwhile it is asked again by the
    /// same name, on a new one: the desk does it once, and answers as it did the first time.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "whoever wishes something makes the command for it alone"
    )]
    pub(super) fn perform(&mut self, command: Command) -> Result<Receipt, Error> {
        let id = fresh_command_id()?;
        let mut answer = self.client.perform_as(&id, &command);
        for pause in AGAIN_AFTER {
            let Some(knock) = self.again.as_mut().filter(|_| is_cut(&answer)) else {
                break;
            };
            thread::sleep(pause);
            answer = knock.connect(Wants::Answers).and_then(|(client, _)| {
                self.client = client;
                self.client.perform_as(&id, &command)
            });
        }
        answer
    }

    /// Looks again.
    pub(super) fn refresh(&mut self) -> Result<(), Error> {
        self.state = state(&mut self.client)?;
        match self.client.ask(Query::Health)? {
            Reply::Health(health) => self.now = health.now.max(self.state.at),
            _ => return Err(unexpected()),
        }
        self.posture = OnceCell::new();
        Ok(())
    }

    /// A time as it was typed, at the desk's clock and in its zone.
    pub(super) fn time(&self, option: &str, given: &str) -> Result<DateTime<Utc>, Error> {
        time(option, given, self.this_second(), self.zone())
    }

    /// As [`Session::time`], of a time to come.
    pub(super) fn time_ahead(&self, option: &str, given: &str) -> Result<DateTime<Utc>, Error> {
        let at = when::parse_ahead(given, self.this_second(), self.zone());
        at.map_err(|slip| no_time(option, given, &slip))
    }

    /// A time as it was typed, or now.
    pub(super) fn time_or_now(
        &self,
        option: &str,
        given: Option<&str>,
    ) -> Result<DateTime<Utc>, Error> {
        match given {
            Some(given) => self.time(option, given),
            None => Ok(self.this_second()),
        }
    }

    /// A subject's number as it was typed: `1`, `26-001`, `C1`, whole.
    pub(super) fn number(&mut self, kind: SubjectKind, given: &str) -> Result<SubjectId, Error> {
        self.number_of(&[kind], given)
    }

    /// As [`Session::number`], where the number may be of one of several families: of the first of
    /// them that has it. Where it may be one of several subjects, whoever asked has to say which.
    pub(super) fn number_of(
        &mut self,
        kinds: &[SubjectKind],
        given: &str,
    ) -> Result<SubjectId, Error> {
        let year = self.now.with_timezone(&self.zone()).year();
        let written = Written::read(given)
            .map_err(|_| Error::refused("cli-number").with("given", given.trim()))?;
        match written.meant(&self.state, kinds, year) {
            Meant::One(id) => Ok(id),
            Meant::Several(ids) => Err(self.which(given, &ids)?),
        }
    }

    /// Asks which of several subjects is meant, naming each.
    pub(super) fn which(&mut self, given: &str, ids: &[SubjectId]) -> Result<Error, Error> {
        let mut named = Vec::new();
        for id in ids {
            let subject = self.subject(id)?;
            let title: String = text::title(&subject).chars().take(TITLE_CHARS).collect();
            named.push(format!("{id} {title}"));
        }
        let example = example(ids);
        Ok(Error::refused("cli-number-several")
            .with("given", given.trim())
            .with("count", ids.len())
            .with("these", named.join(" / "))
            .with("example", example))
    }

    /// The incident of a typed number, open or long past.
    pub(super) fn incident(&mut self, given: &str) -> Result<Incident, Error> {
        let id = self.number(SubjectKind::Incident, given)?;
        match self.subject(&id)? {
            Subject::Incident(incident) => Ok(*incident),
            _ => Err(Rejection::UnknownSubject { subject: id }.into()),
        }
    }

    /// The call of a typed number, open or long past.
    pub(super) fn call(&mut self, given: &str) -> Result<Call, Error> {
        let id = self.number(SubjectKind::Call, given)?;
        match self.subject(&id)? {
            Subject::Call(call) => Ok(*call),
            _ => Err(Rejection::UnknownSubject { subject: id }.into()),
        }
    }

    /// A subject, open or long past.
    pub(super) fn subject(&mut self, id: &SubjectId) -> Result<Subject, Error> {
        if let Some(subject) = Subject::of(&self.state, id) {
            return Ok(subject);
        }
        match self.client.ask(Query::Subject(id.clone()))? {
            Reply::Subject(Some(subject)) => Ok(subject),
            Reply::Subject(None) => {
                let subject = id.clone();
                Err(Rejection::UnknownSubject { subject }.into())
            }
            _ => Err(unexpected()),
        }
    }

    /// Subjects of a family that a query finds, all of them where it is empty, newest first, those
    /// numbered before `before` where it is given: first those whose number it is, then the others,
    /// of which more than `enough` may be left out.
    pub(super) fn subjects(
        &mut self,
        kind: SubjectKind,
        query: &str,
        mut before: Option<SubjectId>,
        enough: usize,
    ) -> Result<(Vec<Subject>, Vec<Subject>), Error> {
        let (mut numbered, mut rest) = (Vec::new(), Vec::new());
        loop {
            let query = Query::Subjects {
                kind,
                query: query.to_owned(),
                before,
                limit: SUBJECTS_MAX,
            };
            let Reply::Subjects(page) = self.client.ask(query)? else {
                return Err(unexpected());
            };
            numbered.extend(page.numbered);
            rest.extend(page.subjects);
            before = page.next;
            if before.is_none() || rest.len() > enough {
                return Ok((numbered, rest));
            }
        }
    }
}

/// The first of several numbers, as short as it can be written without meaning another: `26-001`;
/// whole where they are of several families.
fn example(ids: &[SubjectId]) -> String {
    let Some(first) = ids.first() else {
        return String::new();
    };
    let whole = first.to_string();
    if ids.iter().any(|id| id.kind != first.kind) {
        return whole;
    }
    let tail = whole.rsplit('-').next().unwrap_or_default();
    format!("{:02}-{tail}", first.year.rem_euclid(100))
}

/// How the desk is knocked at by whoever asks.
#[derive(Debug, Clone)]
pub(super) struct Knock {
    road: Road,
    officer: Option<String>,
    pin: Option<Pin>,
    is_post: bool,
}

impl Knock {
    fn of(context: &Context) -> Result<Self, Error> {
        Ok(Self {
            road: context.road()?,
            officer: context.officer.clone(),
            pin: None,
            is_post: place::is_post(context),
        })
    }

    /// The words to greet with.
    pub(super) fn hello(&self, wants: Wants) -> Hello {
        let hello = Hello::new(wants)
            .acting_as(self.officer.clone())
            .with_pin(self.pin.clone());
        // Only who stays to follow stands anywhere.
        match wants {
            Wants::Everything if self.is_post => hello.at_the_post(),
            Wants::Everything | Wants::Answers => hello,
        }
    }

    /// Knocks again. Nobody is asked for anything: a screen may be open. A PIN that holds no more is
    /// given up rather than tried for ever, since every try counts; without it everything is seen
    /// and nothing recorded.
    pub(super) fn connect(&mut self, wants: Wants) -> Result<(Client, Welcome), Error> {
        match self.connect_with(self.hello(wants)) {
            Err(error) if self.pin.is_some() && is_outdated_pin(&error) => {
                self.pin = None;
                self.connect_with(self.hello(wants))
            }
            answered => answered,
        }
    }

    /// Knocks again at a desk to be followed; `data` is its folder, where it is here. A desk that
    /// was ended takes its socket away, and stays ended; one that died leaves it behind, and is
    /// started again.
    pub(super) fn connect_or_revive(
        &mut self,
        data: Option<&Path>,
    ) -> Result<(Client, Welcome), Error> {
        match (self.connect(Wants::Everything), data) {
            (Err(error), Some(data)) if is_no_desk(&error) && socket_path(data).exists() => {
                desk::start_in_background(data)?;
                self.connect(Wants::Everything)
            }
            (answered, _) => answered,
        }
    }

    /// Knocks again with words of one's own.
    fn connect_with(&self, hello: Hello) -> Result<(Client, Welcome), Error> {
        self.road.connect(hello, Prompts::Never)
    }

    /// Knocks for the first time: passphrases and PINs are asked for.
    fn first(&mut self, context: &Context, hello: Hello) -> Result<(Client, Welcome), Error> {
        let (mut client, mut welcome) = self.road.connect(hello, Prompts::Allowed)?;
        if welcome.unproven {
            let officer = welcome.officer.clone().unwrap_or_default();
            self.pin = Some(secret::prove(context, &mut client, &officer)?);
            welcome.unproven = false;
        }
        Ok((client, welcome))
    }
}

/// A connection to the desk, started where it is the data folder's and none runs; and how to knock
/// again.
pub(super) fn reach_again(
    context: &Context,
    wants: Wants,
) -> Result<(Client, Welcome, Knock), Error> {
    let mut knock = Knock::of(context)?;
    let hello = knock.hello(wants);
    let (client, welcome) = match knock.first(context, hello.clone()) {
        Err(error) if context.is_here() && is_no_desk(&error) => {
            Ledger::is_there(context.data())?;
            desk::start_in_background(context.data())?;
            knock.first(context, hello)
        }
        answered => answered,
    }?;
    Ok((client, welcome, knock))
}

/// A connection to the desk, if one runs.
pub(super) fn reach_running(context: &Context) -> Result<Option<(Client, Welcome)>, Error> {
    let mut knock = Knock::of(context)?;
    let hello = knock.hello(Wants::Answers);
    match knock.first(context, hello) {
        Err(error) if context.is_here() && is_no_desk(&error) => Ok(None),
        Err(error) => Err(error),
        Ok(answered) => Ok(Some(answered)),
    }
}

/// The desk answered something else than it was asked.
pub(super) fn unexpected() -> Error {
    Error::new("link-frame")
}

/// A time as it was typed.
pub(super) fn time(
    option: &str,
    given: &str,
    now: DateTime<Utc>,
    zone: Tz,
) -> Result<DateTime<Utc>, Error> {
    when::parse(given, now, zone).map_err(|slip| no_time(option, given, &slip))
}

fn no_time(option: &str, given: &str, slip: &WhenError) -> Error {
    Error::refused(&format!("cli-time-{}", slip.key()))
        .with("option", option)
        .with("given", given)
}

fn is_no_desk(error: &Error) -> bool {
    error.key() == "error-link-no-desk"
}

/// Whether a PIN that was right once is not any more.
fn is_outdated_pin(error: &Error) -> bool {
    let outdated = ["error-desk-pin-wrong", "error-desk-pin-lost"];
    outdated.contains(&error.key())
}

/// Whether the line broke before an answer came.
fn is_cut<T>(answer: &Result<T, Error>) -> bool {
    let cut = [
        "error-link-lost",
        "error-link-silent",
        "error-link-ssh-says",
    ];
    matches!(answer, Err(error) if cut.contains(&error.key()))
}

fn state(client: &mut Client) -> Result<State, Error> {
    match client.ask(Query::State)? {
        Reply::State(state) => Ok(*state),
        _ => Err(unexpected()),
    }
}
