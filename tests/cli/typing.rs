//! What is typed and what a terminal says, through a terminal: only keys act, each once, and a
//! terminal that goes away ends the console with everything typed kept.

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::AsFd;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, PidfdFlags, Signal, kill_process, pidfd_open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};
use serde_json::Value;
use watchkeeper::domain::text::PROSE_MAX;

use crate::screen::CTRL_Q;
use crate::support::{Home, PROGRAM, opens};

const F2: &str = "\u{1b}OQ";
const F3: &str = "\u{1b}OR";
const F8: &str = "\u{1b}[19~";
const CTRL_S: &str = "\u{13}";

/// What terminals answer or report.
const SAID: [&str; 13] = [
    "\u{1b}]11;rgb:1e1e/1e1e/2e2e\u{1b}\\",
    "\u{1b}]11;rgb:1e1e/1e1e/2e2e\u{7}",
    "\u{1b}]52;c;6ZOK\u{1b}\\",
    "\u{1b}P>|XTerm(390)\u{1b}\\",
    "\u{1b}_Gi=31;OK\u{1b}\\",
    "\u{1b}[?62;4;22c",
    "\u{1b}[>0;276;0c",
    "\u{1b}[?0u",
    "\u{1b}[24;80R",
    "\u{1b}[?997;1n",
    "\u{1b}[?2026;2$y",
    "\u{1b}[27;5;59~",
    "\u{1b}[8;24;80t",
];

/// Longer than a string that was begun is waited for.
const LATE: Duration = Duration::from_millis(150);

/// How long anything may take.
const PATIENCE: Duration = Duration::from_mins(1);

fn notes(home: &Home) -> Vec<String> {
    let log = home.tells(&["log"]);
    let entries = log.as_array().unwrap().iter();
    let notes = entries.filter(|entry| entry["event"]["type"] == "note-made");
    let text = |entry: &Value| entry["event"]["text"].as_str().unwrap().to_owned();
    notes.map(text).collect()
}

#[test]
fn only_keys_act_whatever_the_terminal_says_between_them() {
    let home = Home::on_watch("2026-09-01 14:00");
    let entries = home.entries();
    let mut screen = opens(&home, &[]);
    screen.shows("时限");
    for said in SAID {
        screen.types(said);
    }
    screen.types(F8);
    screen.shows("保存");
    for said in SAID {
        screen.types(&format!("a{said}b"));
        for at in [2, said.len() / 2, said.len() - 1] {
            screen.types(&said[..at]);
            while screen.takes_in(LATE).is_ok() {}
            screen.types(&format!("{}c", &said[at..]));
        }
    }
    screen.types(CTRL_S);
    screen.shows("已记录");
    screen.types(CTRL_Q);
    assert_eq!(screen.ends(), 0);
    assert_eq!(notes(&home), ["abccc".repeat(SAID.len())]);
    assert_eq!(home.entries(), entries + 1, "the note and nothing else");
}

#[test]
fn letters_that_come_with_f3_are_searched_for() {
    let home = Home::on_watch("2026-09-01 14:00");
    let add = ["incident", "add", "--title", "木洞园区仓库冒烟"];
    home.does(
        &[
            &add[..],
            &["--place", "木洞镇", "--learned", "14:00", "--grade", "II"],
        ]
        .concat(),
    );
    home.does(&["clock", "--advance", "31m"]);
    let mut screen = opens(&home, &[]);
    screen.shows("木洞园区仓库冒烟");
    let before = home.entries();
    screen.types(&format!("{F3}an"));
    screen.shows("查找： an");
    screen.types("冒烟\r");
    screen.shows("没有");
    screen.types(CTRL_Q);
    assert_eq!(screen.ends(), 0);
    assert_eq!(home.entries(), before, "no reminder was signed");
}

#[test]
fn a_text_of_an_input_method_and_a_long_paste_are_kept_as_they_were() {
    let home = Home::on_watch("2026-09-01 14:00");
    let mut screen = opens(&home, &[]);
    screen.shows("时限");
    screen.types(F8);
    screen.shows("保存");
    screen.types("花溪河");
    screen.shows("花溪河");
    let long = "死鱼".repeat(20_000);
    assert!(long.len() > 100_000);
    screen.types(&format!("\u{1b}[200~{long}\u{1b}[201~{CTRL_S}"));
    screen.shows("已记录");
    screen.types(CTRL_Q);
    assert_eq!(screen.ends(), 0);
    let whole = format!("花溪河{long}");
    let kept: String = whole.chars().take(PROSE_MAX).collect();
    assert_eq!(notes(&home), [kept]);
}

/// A console on a terminal of its own that is nobody's controlling one: that it is gone is told by
/// reading alone.
struct Bare {
    terminal: File,
    child: Child,
    parser: vt100::Parser,
}

fn winsize(cols: u16, rows: u16) -> Winsize {
    Winsize {
        ws_row: rows,
        ws_col: cols,
        ws_xpixel: 0,
        ws_ypixel: 0,
    }
}

impl Bare {
    fn opens(home: &Home) -> Self {
        let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC;
        let terminal = openpt(flags).unwrap();
        grantpt(&terminal).unwrap();
        unlockpt(&terminal).unwrap();
        let name = ptsname(&terminal, Vec::new()).unwrap();
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        let end = rustix::fs::open(&name, flags, Mode::empty()).unwrap();
        tcsetwinsize(&terminal, winsize(100, 30)).unwrap();
        let stdio = || Stdio::from(end.try_clone().unwrap());
        // Of a session without a terminal, so that it cannot look at the one the tests run in.
        let mut command = Command::new("setsid");
        let own = home.command(&[]);
        command
            .arg(PROGRAM)
            .env_clear()
            .envs(
                own.get_envs()
                    .filter_map(|(name, value)| Some((name, value?))),
            )
            .env("TERM", "xterm-256color")
            .stdin(stdio())
            .stdout(stdio())
            .stderr(stdio());
        let child = command.spawn().unwrap();
        Self {
            terminal: File::from(terminal),
            child,
            parser: vt100::Parser::new(
                std::num::NonZero::new(30).unwrap(),
                std::num::NonZero::new(100).unwrap(),
                0,
            ),
        }
    }

    fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    fn types(&mut self, keys: &str) {
        self.terminal.write_all(keys.as_bytes()).unwrap();
    }

    fn shows(&mut self, words: &str) {
        let mut bytes = [0; 4_096];
        while !self.parser.screen().contents().contains(words) {
            assert!(
                waits(&self.terminal),
                "{words} in vain: {}",
                self.parser.screen().contents()
            );
            let len = self.terminal.read(&mut bytes).unwrap();
            self.parser.process(&bytes[..len]);
        }
    }

    /// Waits until it ended by itself.
    fn ends(mut child: Child) -> ExitStatus {
        let end = pidfd_open(Pid::from_child(&child), PidfdFlags::empty()).unwrap();
        let ended = waits(&end);
        if !ended {
            child.kill().unwrap();
        }
        let status = child.wait().unwrap();
        assert!(ended, "it stays");
        status
    }
}

/// Whether there is something to be read within the time anything may take.
fn waits(fd: &impl AsFd) -> bool {
    let mut fds = [PollFd::new(fd, PollFlags::IN)];
    let patience = Timespec {
        tv_sec: i64::try_from(PATIENCE.as_secs()).unwrap(),
        tv_nsec: 0,
    };
    poll(&mut fds, Some(&patience)).unwrap() > 0
}

/// What was kept of a new incident's form.
fn draft(home: &Home) -> Value {
    let path = home.data().join("drafts/1/incident.json");
    let text = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&text).unwrap()
}

#[test]
fn a_terminal_that_is_gone_ends_the_console_and_what_was_typed_is_kept() {
    let home = Home::on_watch("2026-09-01 14:00");
    let mut bare = Bare::opens(&home);
    bare.shows("时限");
    bare.types(F2);
    bare.shows("标题");
    bare.types("花溪河死鱼");
    bare.shows("花溪河死鱼");
    let Bare {
        terminal, child, ..
    } = bare;
    drop(terminal);
    Bare::ends(child);
    assert_eq!(draft(&home)["values"]["title"], "花溪河死鱼");
}

#[test]
fn a_console_told_to_end_ends_and_what_was_typed_is_kept() {
    for signal in [Signal::HUP, Signal::TERM] {
        let home = Home::on_watch("2026-09-01 14:00");
        let mut bare = Bare::opens(&home);
        bare.shows("时限");
        bare.types(F2);
        bare.shows("标题");
        bare.types("花溪河死鱼");
        bare.shows("花溪河死鱼");
        kill_process(bare.pid(), signal).unwrap();
        let Bare {
            child, terminal, ..
        } = bare;
        Bare::ends(child);
        drop(terminal);
        assert_eq!(draft(&home)["values"]["title"], "花溪河死鱼");
    }
}

#[test]
fn another_size_of_the_window_is_seen_at_once() {
    let home = Home::on_watch("2026-09-01 14:00");
    let mut bare = Bare::opens(&home);
    bare.shows("时限");
    for (cols, rows, words) in [(40, 12, "太小"), (100, 30, "时限")] {
        tcsetwinsize(&bare.terminal, winsize(cols, rows)).unwrap();
        // It is no terminal of its session, so that the kernel tells it nothing.
        kill_process(bare.pid(), Signal::WINCH).unwrap();
        bare.shows(words);
    }
    bare.types(CTRL_Q);
    let Bare {
        child, terminal, ..
    } = bare;
    assert!(Bare::ends(child).success());
    drop(terminal);
}
