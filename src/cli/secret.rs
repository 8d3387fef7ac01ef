//! What is typed and not shown: PINs. From the terminal with the echo off, or from standard input
//! where a program gives them.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Write, stdin};

use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use zeroize::Zeroizing;

use super::complain;
use super::context::Context;
use super::session::unexpected;
use crate::console::text::clean;
use crate::error::Error;
use crate::link::Client;
use crate::link::wire::{Pin, Query, Reply};

/// Bytes of a line in which a PIN comes.
const LINE_BYTES_MAX: u64 = 1 << 10;

/// Times a PIN is asked for on a terminal.
const TRIES: u32 = 3;

/// The terminal of this process, whatever its standard input is.
const TERMINAL: &str = "/dev/tty";

/// Where PINs come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PinFrom {
    /// The person at the terminal is asked.
    Terminal,
    /// A line of standard input.
    StandardInput,
}

/// Proves to the desk to be that officer, and gives the PIN that did.
pub(super) fn prove(context: &Context, client: &mut Client, officer: &str) -> Result<Pin, Error> {
    let tries = match context.pin_from {
        PinFrom::Terminal => TRIES,
        PinFrom::StandardInput => 1,
    };
    let mut refused = None;
    for _ in 0..tries {
        if let Some(error) = &refused {
            complain::tell(error, context.form, context.lang(), context.zone());
        }
        let pin = ask(context, "cli-pin", officer)?;
        let query = Query::Prove {
            officer: officer.to_owned(),
            pin: pin.clone(),
        };
        match client.ask(query) {
            Ok(Reply::Proven) => return Ok(pin),
            Ok(_) => return Err(unexpected()),
            Err(error) if error.key() == "error-desk-pin-wrong" => refused = Some(error),
            Err(error) => return Err(error),
        }
    }
    Err(refused.unwrap_or_else(unexpected))
}

/// Asks for a PIN.
pub(super) fn ask(context: &Context, question: &str, officer: &str) -> Result<Pin, Error> {
    let typed = match context.pin_from {
        PinFrom::StandardInput => line(&mut stdin().lock()),
        PinFrom::Terminal => {
            let question = context.say(question, &[("officer", officer.into())]);
            on_terminal(&clean(&question))
        }
    };
    let typed = typed.map_err(|cause| Error::new("cli-pin-unasked").because(cause))?;
    Pin::read(typed)
}

/// One line, without its end.
fn line(from: &mut impl BufRead) -> io::Result<String> {
    let mut line = Zeroizing::new(String::new());
    if from.take(LINE_BYTES_MAX).read_line(&mut line)? == 0 {
        return Err(io::Error::from(io::ErrorKind::UnexpectedEof));
    }
    Ok(line.trim_end_matches(['\r', '\n']).to_owned())
}

fn on_terminal(question: &str) -> io::Result<String> {
    let terminal = OpenOptions::new().read(true).write(true).open(TERMINAL)?;
    let silent = Silent::fall(&terminal)?;
    write!(&terminal, "{question} ")?;
    let typed = line(&mut BufReader::with_capacity(1, &terminal));
    drop(silent);
    writeln!(&terminal)?;
    typed
}

/// A terminal that shows nothing of what is typed, as long as this value lives.
struct Silent<'a> {
    terminal: &'a File,
    before: Termios,
}

impl<'a> Silent<'a> {
    fn fall(terminal: &'a File) -> io::Result<Self> {
        let before = tcgetattr(terminal)?;
        let mut silent = before.clone();
        silent.local_modes.remove(LocalModes::ECHO);
        tcsetattr(terminal, OptionalActions::Flush, &silent)?;
        Ok(Self { terminal, before })
    }
}

impl Drop for Silent<'_> {
    fn drop(&mut self) {
        // A terminal that is gone shows nothing either.
        let _gone = tcsetattr(self.terminal, OptionalActions::Flush, &self.before);
    }
}
