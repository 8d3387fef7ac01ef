//! The first start: two or three things asked on the terminal, each with an answer that Enter
//! takes.

use std::io::{BufRead, Read, Write, stdin, stdout};

use super::context::{Context, DEFAULT_ZONE};
use super::init::{self, NewDesk};
use crate::clock::machine_now;
use crate::console::text::clean;
use crate::domain::text::{self, LINE_MAX};
use crate::error::Error;
use crate::ledger::Ledger;

/// Bytes of an answer.
const ANSWER_BYTES_MAX: u64 = 4 << 10;

/// Times a question is asked.
const TRIES: u32 = 5;

/// Begins a desk where there is none, as the person at the terminal says.
pub(super) fn begin_where_none_is(context: &Context) -> Result<(), Error> {
    match Ledger::is_there(context.data()) {
        Err(absent) if absent.key() == "error-ledger-absent" => {}
        found => return found,
    }
    let path = context.data().display().to_string();
    context.print(&context.say("cli-first", &[("path", path.as_str().into())]))?;
    let code = asked(context, "cli-first-code", "BN", init::code)?;
    let name = context.text("cli-first-name-default");
    let name = asked(context, "cli-first-name", &name, |given| {
        Ok(text::filled_line("name", given, LINE_MAX)?)
    })?;
    let is_real = asked(context, "cli-first-mode", "1", |given| match given {
        "1" | "１" => Ok(true),
        "2" | "２" => Ok(false),
        _ => Err(Error::refused("cli-first-one-or-two")),
    })?;
    let desk = NewDesk {
        code,
        name,
        zone: DEFAULT_ZONE,
        simulated: (!is_real).then(|| (machine_now(), 1)),
    };
    desk.begin(context)
}

/// Asks until the answer can be taken.
fn asked<T>(
    context: &Context,
    key: &str,
    default: &str,
    take: impl Fn(&str) -> Result<T, Error>,
) -> Result<T, Error> {
    for _ in 0..TRIES {
        let question = context.say(key, &[("default", default.into())]);
        let answer = answer(&clean(&question))?;
        let given = match answer.trim() {
            "" => default,
            given => given,
        };
        match take(given) {
            Ok(taken) => return Ok(taken),
            Err(error) => {
                let words = error.sentence(context.lang(), context.zone());
                let hint = error.hint(context.lang(), context.zone());
                context.print(&format!("{words}\n{hint}"))?;
            }
        }
    }
    Err(nobody_answers())
}

fn answer(question: &str) -> Result<String, Error> {
    let mut out = stdout().lock();
    let asked = write!(out, "{question} ").and_then(|()| out.flush());
    let mut line = String::new();
    let read = asked.and_then(|()| stdin().lock().take(ANSWER_BYTES_MAX).read_line(&mut line));
    match read {
        Ok(0) | Err(_) => Err(nobody_answers()),
        Ok(_) => Ok(line),
    }
}

fn nobody_answers() -> Error {
    Error::new("cli-first-unanswered")
}
