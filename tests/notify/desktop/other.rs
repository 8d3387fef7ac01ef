//! The process that raises: this test program once more, with an environment of its own, obeying
//! one line at a time and answering in lines of JSON.

use std::io::BufRead;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};
use tokio::time::timeout;
use watchkeeper::clock;
use watchkeeper::domain::reminder::MatterId;
use watchkeeper::locale::Lang;
use watchkeeper::notify::command::CommandWay;
use watchkeeper::notify::desktop::{Agent, Answer, Desktop};
use watchkeeper::notify::herald::Telling;
use watchkeeper::notify::terminal::Profile;
use watchkeeper::notify::trial::{self, Ways};
use watchkeeper::notify::{Marks, Notice, Outcome};

use crate::support::PATIENCE;

/// Marks the lines that are answers among those of the test harness.
const MARK: &str = "answer: ";
/// Says that this process is the other one.
const VARIABLE: &str = "WATCHKEEPER_TEST_OTHER";

/// The other process.
pub struct Other {
    _child: Child,
    stdin: ChildStdin,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Other {
    /// Starts it with the session bus at `address`.
    pub fn start(address: &str) -> Self {
        Self::run(|command| command.env("DBUS_SESSION_BUS_ADDRESS", address))
    }

    /// Starts it without any word of a bus; the folder of its session is `folder`.
    pub fn start_without_bus(folder: &Path) -> Self {
        Self::run(|command| {
            command
                .env_remove("DBUS_SESSION_BUS_ADDRESS")
                .env("XDG_RUNTIME_DIR", folder)
        })
    }

    fn run(environment: impl FnOnce(&mut Command) -> &mut Command) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["--exact", "desktop::other::obeys_its_lines", "--nocapture"])
            .env(VARIABLE, "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true);
        let mut child = environment(&mut command).spawn().unwrap();
        Self {
            stdin: child.stdin.take().unwrap(),
            lines: BufReader::new(child.stdout.take().unwrap()).lines(),
            _child: child,
        }
    }

    /// Gives it a line.
    pub async fn say(&mut self, line: &str) {
        let line = format!("{line}\n");
        self.stdin.write_all(line.as_bytes()).await.unwrap();
    }

    /// Has it raise a notice.
    pub async fn raise(&mut self, notice: &Notice) {
        let notice = serde_json::to_string(notice).unwrap();
        self.say(&format!("raise {notice}")).await;
    }

    /// Its next answer.
    pub async fn answer(&mut self) -> Value {
        let answer = timeout(PATIENCE, self.next()).await;
        answer.expect("an answer in time")
    }

    /// Its next answer, while something is done over and over until it comes.
    pub async fn answer_while(&mut self, again: impl AsyncFn()) -> Value {
        let waiting = async {
            loop {
                again().await;
                if let Ok(answer) = timeout(Duration::from_millis(50), self.next()).await {
                    return answer;
                }
            }
        };
        timeout(PATIENCE, waiting).await.expect("an answer in time")
    }

    async fn next(&mut self) -> Value {
        loop {
            let line = self.lines.next_line().await.unwrap();
            let line = line.expect("the other process goes on");
            if let Some((_, answer)) = line.split_once(MARK) {
                return serde_json::from_str(answer).unwrap();
            }
        }
    }
}

/// The other process itself; an ordinary run of the tests passes over it.
#[test]
fn obeys_its_lines() {
    if std::env::var_os(VARIABLE).is_none() {
        return;
    }
    let agent = Agent::start(Lang::Zh, |answer| reply(&told(answer))).unwrap();
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let (order, rest) = line.split_once(' ').unwrap_or((&line, ""));
        match order {
            "raise" => {
                let notice: Notice = serde_json::from_str(rest).unwrap();
                let matter = notice.matter.clone();
                if let Err(outcome) = agent.raise(Telling { rung: None, notice }) {
                    reply(&raised(&matter, &outcome));
                }
            }
            "settle" => agent.settle(MatterId(rest.to_owned())).unwrap(),
            "look" => agent.look().unwrap(),
            _ => reply(&tried()),
        }
    }
}

fn reply(answer: &Value) {
    println!("\n{MARK}{answer}");
}

fn raised(matter: &MatterId, outcome: &Outcome) -> Value {
    json!({ "raised": matter, "outcome": outcome })
}

fn told(answer: Answer) -> Value {
    match answer {
        Answer::Raised {
            matter, outcome, ..
        } => raised(&matter, &outcome),
        Answer::Pressed(press) => json!({ "pressed": press.matter, "button": press.button.name() }),
        Answer::Server(Ok(server)) => json!({
            "server": server.name, "version": server.version,
            "markup": server.markup, "actions": server.actions,
        }),
        Answer::Server(Err(reason)) => json!({ "no_server": reason }),
    }
}

fn tried() -> Value {
    let command = |name: &str, program: &str| {
        let text = format!("name = '{name}'\nargv = ['{program}']");
        CommandWay::new(toml::from_str(&text).unwrap(), std::env::vars_os())
    };
    let commands = [command("works", "true"), command("missing", "/nowhere/sms")];
    let (mut desktop, _presses) = Desktop::new(Lang::Zh);
    let mut written = Vec::new();
    let profile = Profile::of(|name| (name == "TERM").then(|| "xterm-256color".to_owned()));
    let ways = Ways {
        desktop: Some(&mut desktop),
        terminal: Some((profile, &mut written)),
        commands: &commands,
    };
    let notice = Notice::trial(Lang::Zh, Marks::default());
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let answers = runtime.block_on(trial::test(ways, &notice, clock::monotonic()));
    json!({ "tried": answers, "written": String::from_utf8(written).unwrap() })
}
