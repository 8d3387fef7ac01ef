//! The blocking side of the link: threads and no runtime. It knows a socket or any pair of a reader
//! and a writer, and nothing of what is done with the answers.

use std::collections::VecDeque;
use std::io::{self, BufReader, ErrorKind, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::frame::{self, FROM_DESK_BYTES_MAX, FrameError, TO_DESK_BYTES_MAX};
use super::socket::Way;
use super::wire::{
    ClockWish, FromDesk, Greeting, Hello, PROTOCOL, Query, Receipt, Refusal, Reply, ToDesk,
    Welcome, program,
};
use crate::domain::{Command, CommandId};
use crate::error::Error;

/// A desk is heard at least every 20 seconds; after this long it is gone.
pub const SILENCE_MAX: Duration = Duration::from_secs(50);

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
    out: Arc<Mutex<Box<dyn Write + Send>>>,
    socket: Option<Arc<UnixStream>>,
}

/// The half that listens. It answers the desk's heartbeats itself, so that a console needs no timer
/// for them.
pub struct Receiver {
    from: Box<dyn Read + Send>,
    /// Read while something else was awaited; given out first.
    held: VecDeque<FromDesk>,
    answers: Sender,
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
        let listening = || -> io::Result<_> {
            stream.set_read_timeout(Some(SILENCE_MAX))?;
            stream.set_write_timeout(Some(WRITE_MAX))?;
            Ok((stream.try_clone()?, stream.try_clone()?))
        };
        let (from, out) = listening().map_err(fails)?;
        Self::greet(Box::new(from), Box::new(out), Some(stream), hello)
    }

    /// Speaks to a desk over a pair of streams: the standard output and input of ssh.
    pub fn over(
        from: impl Read + Send + 'static,
        out: impl Write + Send + 'static,
        hello: Hello,
    ) -> Result<(Self, Welcome), Error> {
        Self::greet(Box::new(from), Box::new(out), None, hello)
    }

    fn greet(
        from: Box<dyn Read + Send>,
        out: Box<dyn Write + Send>,
        socket: Option<UnixStream>,
        hello: Hello,
    ) -> Result<(Self, Welcome), Error> {
        let sender = Sender {
            out: Arc::new(Mutex::new(out)),
            socket: socket.map(Arc::new),
        };
        let mut receiver = Receiver {
            from: Box::new(BufReader::new(from)),
            held: VecDeque::new(),
            answers: sender.clone(),
        };
        // A desk that refuses may close before the greeting is written; its word counts more.
        let greeted = sender.send(&ToDesk::Hello(hello));
        let answer = receiver.first();
        let client = Self {
            sender,
            receiver,
            asked: 0,
        };
        match answer {
            Ok(welcome) => greeted.map(|()| (client, welcome)),
            Err(error) => Err(error),
        }
    }

    /// Asks for a command to be done and waits until it is on the desk's disk.
    pub fn perform(&mut self, command: Command) -> Result<Receipt, Error> {
        let id = fresh_command_id()?;
        let command = Box::new(command);
        self.sender.send(&ToDesk::Do {
            id: id.clone(),
            command,
        })?;
        self.done(&id)
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
        frame::write(&mut **out, message, TO_DESK_BYTES_MAX).map_err(broken)
    }

    /// Ends the connection; the other half sees its end.
    pub fn close(&self) {
        if let Some(socket) = &self.socket {
            // A connection that is gone already is closed.
            let _gone = socket.shutdown(Shutdown::Both);
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
        let Some(text) = frame::read(&mut *self.from, FROM_DESK_BYTES_MAX).map_err(broken)? else {
            return Ok(None);
        };
        let message = frame::message(&text).map_err(broken)?;
        if matches!(message, FromDesk::Beat(_)) {
            self.answers.send(&ToDesk::Beat)?;
        }
        Ok(Some(message))
    }

    fn first(&mut self) -> Result<Welcome, Error> {
        let text = frame::read(&mut *self.from, FROM_DESK_BYTES_MAX).map_err(broken)?;
        let text = text.ok_or_else(|| Error::new("link-lost"))?;
        if let Ok(greeting) = frame::message::<Greeting>(&text) {
            let (protocol, other) = greeting.speaks();
            if protocol != PROTOCOL {
                return Err(mismatch((protocol, other), (PROTOCOL, &program())));
            }
        }
        match frame::message(&text).map_err(broken)? {
            FromDesk::Welcome(welcome) => Ok(*welcome),
            FromDesk::Refused(refusal) | FromDesk::Farewell(refusal) => Err(refusal.into()),
            _ => Err(Error::new("link-frame")),
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

fn broken(error: FrameError) -> Error {
    match error {
        FrameError::Io(cause) => match cause.kind() {
            ErrorKind::WouldBlock | ErrorKind::TimedOut => {
                Error::new("link-silent").with("seconds", SILENCE_MAX.as_secs())
            }
            _ => Error::new("link-lost").because(cause),
        },
        FrameError::TooLong { bytes, limit } => Error::new("link-too-long")
            .with("bytes", bytes)
            .with("limit", limit),
        FrameError::Json(cause) => Error::new("link-frame").because(cause),
    }
}
