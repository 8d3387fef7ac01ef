//! What the terminal sends, as keys: a thread of its own reads it, since reading blocks until there
//! is something. What a terminal answers or reports never becomes a key.
//!
//! ```text
//! token.rs     bytes, cut into what belongs together.    sequence.rs   what that means.
//! ```

mod sequence;
pub mod token;

use std::fs::{File, OpenOptions};
use std::io::{self, IsTerminal, Read, Stdin};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::SyncSender;
use std::thread;
use std::time::Duration;

use ratatui::crossterm::event::Event;
use ratatui::crossterm::terminal::size;
use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use signal_hook::consts::SIGWINCH;
use zeroize::Zeroize;

use self::token::{Token, Tokenizer};
use crate::console::message::{Message, Signal};

pub use self::sequence::{Heard, Reply};

/// Bytes taken from the terminal at a time.
const READ_MAX: usize = 4 << 10;

/// Bytes of a terminal as keys. It is given bytes as they come, and told when nothing came for as
/// long as it is willing to wait.
#[derive(Debug, Default)]
pub struct Decoder {
    tokenizer: Tokenizer,
}

impl Decoder {
    /// Takes bytes in.
    pub fn feed(&mut self, bytes: &[u8]) -> Vec<Heard> {
        self.heard(|tokenizer, out| tokenizer.feed(bytes, out))
    }

    /// How long it waits for the next byte; `None` where it waits for nothing.
    pub fn patience(&self) -> Option<Duration> {
        self.tokenizer.patience()
    }

    /// Nothing came for as long as it waited.
    pub fn idle(&mut self) -> Vec<Heard> {
        self.heard(Tokenizer::idle)
    }

    fn heard(&mut self, cut: impl FnOnce(&mut Tokenizer, &mut Vec<Token>)) -> Vec<Heard> {
        let mut tokens = Vec::new();
        cut(&mut self.tokenizer, &mut tokens);
        tokens.into_iter().filter_map(sequence::read).collect()
    }
}

/// The terminal as it is read: standard input, or the terminal of the session where that is none.
enum Tty {
    Stdin(Stdin),
    File(File),
}

impl Tty {
    fn open() -> io::Result<Self> {
        let stdin = io::stdin();
        if stdin.is_terminal() {
            return Ok(Self::Stdin(stdin));
        }
        let file = OpenOptions::new().read(true).open("/dev/tty")?;
        Ok(Self::File(file))
    }

    fn fd(&self) -> BorrowedFd<'_> {
        match self {
            Self::Stdin(stdin) => stdin.as_fd(),
            Self::File(file) => file.as_fd(),
        }
    }
}

/// Why there is nothing more to be read.
struct Gone;

/// Reads the terminal.
struct Ear {
    tty: Tty,
    /// A byte for each time the window got another size.
    resized: UnixStream,
    decoder: Decoder,
    messages: SyncSender<Message>,
}

/// Begins to listen to a terminal that had that size when it was looked at last.
pub fn listen(known: Size, messages: SyncSender<Message>) -> io::Result<()> {
    let (resized, tell) = UnixStream::pair()?;
    resized.set_nonblocking(true)?;
    signal_hook::low_level::pipe::register(SIGWINCH, tell)?;
    let mut ear = Ear {
        tty: Tty::open()?,
        resized,
        decoder: Decoder::default(),
        messages,
    };
    thread::Builder::new().name("keys".into()).spawn(move || {
        // It may have got another size before anybody listened.
        let is_other = size().is_ok_and(|now| now != (known.width, known.height));
        let begun = if is_other { ear.tell_size() } else { Ok(()) };
        if begun.is_ok() {
            while ear.turn().is_ok() {}
        }
        // Nobody is there who takes it where the console ends anyway.
        let _ended = ear.messages.send(Message::Signal(Signal::End));
    })?;
    Ok(())
}

impl Ear {
    /// Waits for what comes next, for ever while nothing is half there.
    fn turn(&mut self) -> Result<(), Gone> {
        let wait = self.decoder.patience().map(timespec);
        let mut fds = [
            PollFd::from_borrowed_fd(self.tty.fd(), PollFlags::IN),
            PollFd::from_borrowed_fd(self.resized.as_fd(), PollFlags::IN),
        ];
        match poll(&mut fds, wait.as_ref()) {
            Ok(0) => {
                let heard = self.decoder.idle();
                return self.tell(heard);
            }
            Ok(_) => {}
            Err(Errno::INTR) => return Ok(()),
            Err(_) => return Err(Gone),
        }
        let [keys, resized] = fds.map(|fd| !fd.revents().is_empty());
        if resized {
            self.tell_size()?;
        }
        if keys {
            self.read()?;
        }
        Ok(())
    }

    /// Takes what is there. A terminal that is gone says so by an end or an error.
    fn read(&mut self) -> Result<(), Gone> {
        let mut bytes = [0; READ_MAX];
        match rustix::io::read(self.tty.fd(), &mut bytes) {
            Ok(0) => Err(Gone),
            Ok(len) => {
                let heard = self.decoder.feed(&bytes[..len]);
                // It may be a PIN.
                bytes.zeroize();
                self.tell(heard)
            }
            Err(Errno::INTR | Errno::AGAIN) => Ok(()),
            Err(_) => Err(Gone),
        }
    }

    fn tell(&self, heard: Vec<Heard>) -> Result<(), Gone> {
        for one in heard {
            match one {
                Heard::Event(event) => self.send(Message::Input(event))?,
                // This program asks a terminal nothing.
                Heard::Reply(_) => {}
            }
        }
        Ok(())
    }

    fn tell_size(&mut self) -> Result<(), Gone> {
        let mut bytes = [0; 64];
        while self.resized.read(&mut bytes).is_ok_and(|len| len > 0) {}
        match size() {
            Ok((width, height)) => self.send(Message::Input(Event::Resize(width, height))),
            // It is asked again when it changes.
            Err(_) => Ok(()),
        }
    }

    fn send(&self, message: Message) -> Result<(), Gone> {
        self.messages.send(message).map_err(|_| Gone)
    }
}

fn timespec(wait: Duration) -> Timespec {
    Timespec {
        tv_sec: i64::try_from(wait.as_secs()).unwrap_or(i64::MAX),
        tv_nsec: i64::from(wait.subsec_nanos()),
    }
}
