//! `bridge`: joins standard input and output with the desk's socket, for ssh. It is what a forced
//! command in `authorized_keys` runs, so it listens to no argument of the far side and to no
//! `SSH_ORIGINAL_COMMAND`: whatever was asked for, this is a bridge.
//!
//! ```text
//! ssh ─▶ standard input ─▶ greeting: who it is, what it may at most ─▶ the rest, as it is ─▶ desk
//! ssh ◀─ standard output ◀──────────────────── as it is ◀──────────────────────────────────── desk
//! ```

use std::fs::File;
use std::io::{self, Read, Write, stdin, stdout};
use std::net::Shutdown;
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::thread;

use clap::Args;
use serde_json::Value;

use super::context::Context;
use super::values::one_of;
use crate::config::Reach;
use crate::desk;
use crate::error::{Error, Exit};
use crate::ledger::Ledger;
use crate::link::frame::{self, FROM_DESK_BYTES_MAX, TO_DESK_BYTES_MAX};
use crate::link::socket::Way;
use crate::link::socket_path;
use crate::link::wire::{Access, FromDesk};

/// Bytes of a greeting.
const HELLO_BYTES_MAX: usize = 16 << 10;

/// Bytes passed on at a time.
const PIECE_BYTES: usize = 32 << 10;

/// What the far side may at most, whoever it is.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[arg(long, value_name = "ROLE", value_parser = one_of(&Access::ALL, Access::name))]
    role: Option<Access>,
}

impl Options {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        let joined = open(context).and_then(|stream| {
            let greeter = Greeter {
                officer: context.officer.clone(),
                at_most: self.role,
            };
            join(stream, greeter).map_err(|cause| Error::new("link-lost").because(cause))
        });
        if let Err(error) = &joined {
            // The far console shows it; whoever runs this by hand reads it on standard error.
            let told = FromDesk::Refused(error.into());
            let _gone = standard_output()
                .map_err(frame::FrameError::from)
                .and_then(|mut out| frame::write(&mut out, &told, FROM_DESK_BYTES_MAX));
        }
        joined.map(|()| Exit::Done)
    }
}

/// The desk's socket, with a desk started behind it where it is this login's and none runs.
fn open(context: &Context) -> Result<UnixStream, Error> {
    // A bridge is where the desk is: another machine that is set for consoles means nothing to it.
    let (socket, is_own) = match &context.config.reach {
        Reach::Socket(socket) => (socket.clone(), false),
        Reach::Data | Reach::Host(_) => (socket_path(context.data()), true),
    };
    match knock(&socket) {
        Err(_) if is_own => {
            Ledger::is_there(context.data())?;
            desk::start_in_background(context.data())?;
            knock(&socket)
        }
        knocked => knocked,
    }
}

fn knock(socket: &Path) -> Result<UnixStream, Error> {
    let connect = || UnixStream::connect(Way::to(socket)?.path());
    connect().map_err(|cause| {
        Error::new("link-no-desk")
            .with("path", socket.display())
            .because(cause)
    })
}

/// Passes bytes on until either side ends.
fn join(stream: UnixStream, greeter: Greeter) -> io::Result<()> {
    let to_desk = stream.try_clone()?;
    // It may read standard input for ever; it ends with the process.
    thread::Builder::new()
        .name("to-desk".to_owned())
        .spawn(move || {
            let mut to_desk = to_desk;
            let mut from = stdin().lock();
            let passed = greeter
                .greet(&mut from, &mut to_desk)
                .and_then(|()| pass(from, &mut to_desk));
            // The desk hears that no more comes, and still answers what it was asked.
            let how = match passed {
                Ok(()) => Shutdown::Write,
                Err(_) => Shutdown::Both,
            };
            let _gone = to_desk.shutdown(how);
        })?;
    pass(stream, &mut standard_output()?)
}

fn pass(mut from: impl Read, to: &mut impl Write) -> io::Result<()> {
    let mut piece = vec![0; PIECE_BYTES];
    loop {
        let length = match from.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(length) => length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            // A side that is gone has ended.
            Err(error) if error.kind() == io::ErrorKind::ConnectionReset => return Ok(()),
            Err(error) => return Err(error),
        };
        to.write_all(&piece[..length])?;
    }
}

/// Standard output without a buffer that waits for the end of a line.
fn standard_output() -> io::Result<File> {
    Ok(File::from(stdout().as_fd().try_clone_to_owned()?))
}

/// Says for the far side who it is, as the keeper told it to.
struct Greeter {
    officer: Option<String>,
    at_most: Option<Access>,
}

impl Greeter {
    /// Passes the greeting on.
    fn greet(&self, from: &mut impl Read, to: &mut impl Write) -> io::Result<()> {
        let greeting = match frame::read(from, HELLO_BYTES_MAX) {
            Ok(Some(text)) => self.reworded(&text),
            Ok(None) => return Ok(()),
            Err(_) => None,
        };
        // What is no greeting is not passed on: the desk is told nothing, and says what it expected.
        let greeting = greeting.unwrap_or(Value::Null);
        frame::write(to, &greeting, TO_DESK_BYTES_MAX).map_err(io::Error::other)
    }

    /// The greeting as the desk shall hear it; `None` where it is none. Fields this program does not
    /// know stay as they are.
    fn reworded(&self, text: &[u8]) -> Option<Value> {
        let mut message: Value = serde_json::from_slice(text).ok()?;
        let hello = message.get_mut("hello")?.as_object_mut()?;
        hello.insert("vouched".into(), self.officer.is_some().into());
        // Whoever comes over a line does not stand in the duty room.
        hello.insert("post".into(), false.into());
        if let Some(officer) = &self.officer {
            hello.insert("officer".into(), officer.as_str().into());
            hello.remove("pin");
        }
        if let Some(role) = self.at_most {
            hello.insert("at_most".into(), role.name().into());
        }
        Some(message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::wire::{Hello, Pin, ToDesk, Wants};

    fn greeted(greeter: &Greeter, said: &[u8]) -> Option<Hello> {
        let mut passed = Vec::new();
        greeter.greet(&mut &*said, &mut passed).unwrap();
        let text = frame::read(&mut &*passed, usize::MAX).unwrap().unwrap();
        match frame::message(&text) {
            Ok(ToDesk::Hello(hello)) => Some(hello),
            _ => None,
        }
    }

    fn framed(text: &str) -> Vec<u8> {
        let length = u32::try_from(text.len()).unwrap();
        [&length.to_be_bytes(), text.as_bytes()].concat()
    }

    #[test]
    fn the_keepers_word_counts_and_not_that_of_the_far_side() {
        let hello = Hello {
            vouched: true,
            post: true,
            at_most: Some(Access::Keeper),
            pin: Pin::new("1234".into()),
            ..Hello::new(Wants::Everything).acting_as(Some("李强".into()))
        };
        let said = frame::bytes(&ToDesk::Hello(hello.clone()), usize::MAX).unwrap();
        let named = Greeter {
            officer: Some("王敏".into()),
            at_most: Some(Access::Watch),
        };
        let heard = greeted(&named, &said).unwrap();
        assert_eq!(heard.officer.as_deref(), Some("王敏"));
        assert!(heard.vouched && !heard.post && heard.pin.is_none());
        assert_eq!(heard.at_most, Some(Access::Watch));

        let plain = Greeter {
            officer: None,
            at_most: None,
        };
        let heard = greeted(&plain, &said).unwrap();
        assert!(!heard.vouched, "nobody vouches for oneself");
        assert_eq!(heard.officer, hello.officer);
        assert_eq!(heard.pin, hello.pin);
    }

    #[test]
    fn what_is_no_greeting_does_not_get_past_the_bridge() {
        let greeter = Greeter {
            officer: Some("王敏".into()),
            at_most: None,
        };
        for said in [
            r#"{"hello":[1,"w","everything",null,false,null,null,true]}"#,
            r#"{"hello":{"protocol":1,"program":"w","wants":"answers","x":1e999}}"#,
            r#"{"beat":null}"#,
            r#""beat""#,
            "nonsense",
        ] {
            assert!(greeted(&greeter, &framed(said)).is_none(), "{said}");
        }
        let long = framed(&" ".repeat(HELLO_BYTES_MAX + 1));
        assert!(greeted(&greeter, &long).is_none());
        let twice = r#"{"hello":{"protocol":1,"program":"w","wants":"answers","officer":"王敏","officer":"李强"}}"#;
        let heard = greeted(&greeter, &framed(twice)).unwrap();
        assert_eq!(heard.officer.as_deref(), Some("王敏"));
    }
}
