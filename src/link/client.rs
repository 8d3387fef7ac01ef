//! The blocking side of the link: threads and no runtime. It knows a socket, which may be the near end
//! of ssh, and nothing of what is done with the answers.

use std::collections::VecDeque;
use std::io::{self, BufReader, ErrorKind};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::frame::{self, FROM_DESK_BYTES_MAX, FrameError, TO_DESK_BYTES_MAX};
use super::remote::{Prompts, Remote};
use super::socket::Way;
use super::tunnel::Tunnel;
use super::wire::{
    ClockWish, FromDesk, Greeting, Hello, PROTOCOL, Query, Receipt, Refusal, Reply, ToDesk,
    Welcome, program,
};
use crate::domain::{Command, CommandId};
use crate::error::Error;

/// Heartbeats a desk may miss, and a half: after so long a silence it is gone.
const SILENT_BEATS: f64 = 2.5;

/// How long a desk on this machine may take to answer a greeting.
const GREETING_MAX: Duration = Duration::from_secs(50);

/// How long ssh may take until the far desk answers: a passphrase may have to be typed.
const FAR_GREETING_MAX: Duration = Duration::from_mins(3);

/// The same where nobody is asked for anything.
const FAR_GREETING_UNASKED_MAX: Duration = Duration::from_secs(45);

/// A desk that does not take a message for this long is gone.
const WRITE_MAX: Duration = Duration::from_secs(20);

/// Messages kept aside while an answer is awaited.
const HELD_MAX: usize = 10_000;

/// A name for a command that nobody else makes.
pub fn fresh_command_id() -> Result<CommandId, Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|cause| Error::new("link-randomness").because(cause))?;
    Ok(CommandId(format!("{:032x}", u128::from_be_bytes(bytes))))
}

/// A connection to a desk that asks and waits for the answer.
pub struct Client {
    sender: Sender,
    receiver: Receiver,
    asked: u64,
}

/// The half that speaks. Clones speak over the same connection.
#[derive(Clone)]
pub struct Sender {
    out: Arc<Mutex<UnixStream>>,
    line: Arc<Line>,
}

/// What both halves hold on to.
struct Line {
    stream: UnixStream,
    /// The ssh behind it, where the desk is on another machine.
    tunnel: Option<Tunnel>,
}

/// The half that listens. It answers the desk's heartbeats itself, so that a console needs no timer
/// for them.
pub struct Receiver {
    from: BufReader<UnixStream>,
    /// Read while something else was awaited; given out first.
    held: VecDeque<FromDesk>,
    answers: Sender,
    /// How long the desk may say nothing.
    silence: Duration,
}

impl Client {
    /// Knocks at a desk's socket.
    pub fn connect(socket: &Path, hello: Hello) -> Result<(Self, Welcome), Error> {
        let fails = |cause: io::Error| {
            Error::new("link-no-desk")
                .with("path", socket.display())
                .because(cause)
        };
        let way = Way::to(socket).map_err(fails)?;
        let stream = UnixStream::connect(way.path()).map_err(fails)?;
        let tunnel = None;
        Self::greet(Line { stream, tunnel }, hello, GREETING_MAX)
    }

    /// Knocks at a desk on another machine.
    pub fn through(
        remote: &Remote,
        prompts: Prompts,
        hello: Hello,
    ) -> Result<(Self, Welcome), Error> {
        let (tunnel, stream) = Tunnel::dig(remote, prompts)?;
        let patience = match prompts {
            Prompts::Allowed => FAR_GREETING_MAX,
            Prompts::Never => FAR_GREETING_UNASKED_MAX,
        };
        let tunnel = Some(tunnel);
        Self::greet(Line { stream, tunnel }, hello, patience)
    }

    fn greet(line: Line, hello: Hello, patience: Duration) -> Result<(Self, Welcome), Error> {
        let lost = |cause: io::Error| Error::new("link-lost").because(cause);
        line.stream.set_read_timeout(Some(patience)).map_err(lost)?;
        line.stream
            .set_write_timeout(Some(WRITE_MAX))
            .map_err(lost)?;
        let from = line.stream.try_clone().map_err(lost)?;
        let out = line.stream.try_clone().map_err(lost)?;
        let sender = Sender {
            out: Arc::new(Mutex::new(out)),
            line: Arc::new(line),
        };
        let mut receiver = Receiver {
            from: BufReader::new(from),
            held: VecDeque::new(),
            answers: sender.clone(),
            silence: patience,
        };
        // A desk that refuses may close before the greeting is written; its word counts more.
        let greeted = sender.send(&ToDesk::Hello(hello));
        let answer = receiver.first();
        let mut client = Self {
            sender,
            receiver,
            asked: 0,
        };
        match answer {
            Ok(welcome) => {
                greeted?;
                client.receiver.expect_beats(welcome.beat_seconds)?;
                Ok((client, welcome))
            }
            Err(error) => Err(error),
        }
    }

    /// Asks for a command to be done and waits until it is on the desk's disk.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "whoever wishes something makes the command for it alone"
    )]
    pub fn perform(&mut self, command: Command) -> Result<Receipt, Error> {
        self.perform_as(&fresh_command_id()?, &command)
    }

    /// Asks for a command by a name it may have been asked by before.
    pub fn perform_as(&mut self, id: &CommandId, command: &Command) -> Result<Receipt, Error> {
        let command = Box::new(command.clone());
        self.sender.send(&ToDesk::Do {
            id: id.clone(),
            command,
        })?;
        self.done(id)
    }

    /// Asks for a simulated desk's clock to be moved.
    pub fn move_clock(&mut self, wish: ClockWish) -> Result<Receipt, Error> {
        let id = fresh_command_id()?;
        self.sender.send(&ToDesk::Clock {
            id: id.clone(),
            wish,
        })?;
        self.done(&id)
    }

    /// Asks a question and waits for the answer.
    pub fn ask(&mut self, query: Query) -> Result<Reply, Error> {
        self.asked += 1;
        let asked = self.asked;
        self.sender.send(&ToDesk::Ask { id: asked, query })?;
        self.receiver.wait_for(|message| match message {
            FromDesk::Reply { id, reply } if id == asked => Ok(reply),
            other => Err(Box::new(other)),
        })
    }

    /// The two halves, for two threads.
    pub fn split(self) -> (Sender, Receiver) {
        (self.sender, self.receiver)
    }

    fn done(&mut self, wanted: &CommandId) -> Result<Receipt, Error> {
        self.receiver.wait_for(|message| match message {
            FromDesk::Done { id, outcome } if &id == wanted => Ok(outcome),
            other => Err(Box::new(other)),
        })
    }
}

impl Sender {
    /// Says one thing.
    pub fn send(&self, message: &ToDesk) -> Result<(), Error> {
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        frame::write(&mut *out, message, TO_DESK_BYTES_MAX)
            .map_err(|error| broken(error, WRITE_MAX))
    }

    /// Ends the connection; the other half sees its end.
    pub fn close(&self) {
        // A connection that is gone already is closed.
        let _gone = self.line.stream.shutdown(Shutdown::Both);
        if let Some(tunnel) = &self.line.tunnel {
            tunnel.end();
        }
    }
}

impl Line {
    /// What is behind an error of the line: ssh knows more than a closed socket says.
    fn explained(&self, error: Error) -> Error {
        let Some(tunnel) = &self.tunnel else {
            return error;
        };
        match error.key() {
            "error-link-lost" => tunnel.reason().unwrap_or(error),
            _ => error,
        }
    }
}

impl Receiver {
    /// The next thing the desk says; `None` where it closed the connection.
    #[expect(
        clippy::should_implement_trait,
        reason = "an iterator over results would invite skipping the errors"
    )]
    pub fn next(&mut self) -> Result<Option<FromDesk>, Error> {
        match self.held.pop_front() {
            Some(message) => Ok(Some(message)),
            None => self.read(),
        }
    }

    fn read(&mut self) -> Result<Option<FromDesk>, Error> {
        let Some(text) = self.frame()? else {
            return Ok(None);
        };
        let message = frame::message(&text).map_err(|error| self.broken(error))?;
        if matches!(message, FromDesk::Beat(_)) {
            self.answers.send(&ToDesk::Beat)?;
        }
        Ok(Some(message))
    }

    /// The text of the next frame; `None` where the desk closed the line and nobody says why.
    fn frame(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let line = &self.answers.line;
        match frame::read(&mut self.from, FROM_DESK_BYTES_MAX) {
            Ok(Some(text)) => Ok(Some(text)),
            Ok(None) => match line.tunnel.as_ref().and_then(Tunnel::reason) {
                Some(reason) => Err(reason),
                None => Ok(None),
            },
            Err(error) => Err(line.explained(self.broken(error))),
        }
    }

    /// From here on a silence of some heartbeats means that the desk is gone.
    fn expect_beats(&mut self, seconds: u32) -> Result<(), Error> {
        self.silence = Duration::from_secs(seconds.max(1).into()).mul_f64(SILENT_BEATS);
        let stream = &self.answers.line.stream;
        let set = stream.set_read_timeout(Some(self.silence));
        set.map_err(|cause| Error::new("link-lost").because(cause))
    }

    fn broken(&self, error: FrameError) -> Error {
        broken(error, self.silence)
    }

    fn first(&mut self) -> Result<Welcome, Error> {
        let text = self.frame().map_err(|error| self.is_noise(error))?;
        let text = text.ok_or_else(|| Error::new("link-lost"))?;
        if let Ok(greeting) = frame::message::<Greeting>(&text) {
            let (protocol, other) = greeting.speaks();
            if protocol != PROTOCOL {
                return Err(mismatch((protocol, other), (PROTOCOL, &program())));
            }
        }
        match frame::message(&text).map_err(|error| self.broken(error))? {
            FromDesk::Welcome(welcome) => Ok(*welcome),
            FromDesk::Refused(refusal) | FromDesk::Farewell(refusal) => Err(refusal.into()),
            _ => Err(Error::new("link-frame")),
        }
    }

    /// What comes first and is no frame was printed by the far shell, most likely.
    fn is_noise(&self, error: Error) -> Error {
        match (&self.answers.line.tunnel, error.key()) {
            (Some(_), "error-link-too-long" | "error-link-frame") => {
                Error::new("link-noise").because(error)
            }
            _ => error,
        }
    }

    /// Reads until `pick` takes a message; the others are kept for [`Self::next`].
    fn wait_for<T>(
        &mut self,
        pick: impl Fn(FromDesk) -> Result<Result<T, Refusal>, Box<FromDesk>>,
    ) -> Result<T, Error> {
        loop {
            let message = self.read()?.ok_or_else(|| Error::new("link-lost"))?;
            let other = match pick(message) {
                Ok(answer) => return answer.map_err(Error::from),
                Err(other) => *other,
            };
            match other {
                FromDesk::Refused(refusal) | FromDesk::Farewell(refusal) => {
                    return Err(refusal.into());
                }
                FromDesk::Beat(_) => {}
                _ if self.held.len() >= HELD_MAX => return Err(Error::new("link-behind")),
                other => self.held.push_back(other),
            }
        }
    }
}

/// The two sides do not speak the same protocol: each is protocol and program.
pub fn mismatch(desk: (u32, &str), console: (u32, &str)) -> Error {
    // Retold, so that the other side's name for itself is made harmless.
    Refusal::from(
        Error::new("link-version")
            .with("desk", desk.1)
            .with("desk-protocol", desk.0)
            .with("console", console.1)
            .with("console-protocol", console.0),
    )
    .into()
}

fn broken(error: FrameError, patience: Duration) -> Error {
    match error {
        FrameError::Io(cause) => match cause.kind() {
            ErrorKind::WouldBlock | ErrorKind::TimedOut => {
                Error::new("link-silent").with("seconds", patience.as_secs())
            }
            _ => Error::new("link-lost").because(cause),
        },
        FrameError::TooLong { bytes, limit } => Error::new("link-too-long")
            .with("bytes", bytes)
            .with("limit", limit),
        FrameError::Json(cause) => Error::new("link-frame").because(cause),
    }
}
