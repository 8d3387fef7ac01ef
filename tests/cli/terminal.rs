//! The program on a terminal: the first start, the console, the form of `incident add`.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

use crate::support::{Home, PROGRAM};

const ROWS: NonZero<u16> = NonZero::new(30).unwrap();
const COLUMNS: NonZero<u16> = NonZero::new(100).unwrap();

/// How long anything may take to appear.
const PATIENCE: Duration = Duration::from_secs(30);

/// A program on a terminal of 100 columns and 30 rows.
struct Screen {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// Everything that ever came, for what left the screen again.
    raw: String,
}

impl Screen {
    fn of(home: &Home, args: &[&str]) -> Self {
        let size = PtySize {
            rows: ROWS.get(),
            cols: COLUMNS.get(),
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(PROGRAM);
        command.args(args);
        command.env_clear();
        for (name, value) in [
            ("TERM", "xterm-256color"),
            ("LANG", "zh_CN.UTF-8"),
            ("PATH", "/usr/bin:/bin"),
        ] {
            command.env(name, value);
        }
        command.env("HOME", home.path());
        command.env("WATCHKEEPER_DATA", home.data());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let (sender, bytes) = channel();
        thread::spawn(move || {
            // Keeps the terminal as long as somebody reads it.
            let _master = pair.master;
            let mut buffer = [0; 4_096];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            keys,
            bytes,
            parser: vt100::Parser::new(ROWS, COLUMNS, 0),
            raw: String::new(),
        }
    }

    fn types(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Waits until the screen shows these words.
    fn shows(&mut self, words: &str) {
        while !self.parser.screen().contents().contains(words) {
            let Ok(bytes) = self.bytes.recv_timeout(PATIENCE) else {
                panic!(
                    "never saw {words:?} on\n{}",
                    self.parser.screen().contents()
                );
            };
            self.raw.push_str(&String::from_utf8_lossy(&bytes));
            self.parser.process(&bytes);
        }
    }

    fn ends(&mut self) -> u32 {
        while let Ok(bytes) = self.bytes.recv_timeout(PATIENCE) {
            self.raw.push_str(&String::from_utf8_lossy(&bytes));
            self.parser.process(&bytes);
        }
        self.child.wait().unwrap().exit_code()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _gone = self.child.kill();
    }
}

const CTRL_Q: &str = "\u{11}";

#[test]
fn on_a_fresh_machine_three_times_enter_opens_the_console_on_a_running_desk() {
    let home = Home::empty();
    let mut screen = Screen::of(&home, &[]);
    for question in ["台号 [BN]", "名称 [巴南区生态环境局值班室]", "[1]"] {
        screen.shows(question);
        screen.types("\r");
    }
    screen.shows("时限");
    screen.types(CTRL_Q);
    assert_eq!(screen.ends(), 0);
    let status = home.tells(&["status"]);
    assert_eq!(
        (&status["code"], &status["mode"]),
        (&"BN".into(), &"real".into())
    );
}

#[test]
fn an_answer_that_cannot_be_taken_is_asked_again() {
    let home = Home::empty();
    let mut screen = Screen::of(&home, &[]);
    screen.shows("台号 [BN]");
    screen.types("9\r");
    screen.shows("不能作台号");
    screen.types("cq\r");
    screen.shows("名称");
    screen.types("练习台\r");
    screen.shows("用途");
    // As an input method leaves it.
    screen.types("２\r");
    screen.shows("时限");
    screen.types(CTRL_Q);
    assert_eq!(screen.ends(), 0);
    let status = home.tells(&["status"]);
    assert_eq!(
        (&status["code"], &status["mode"]),
        (&"CQ".into(), &"simulated".into())
    );
}

#[test]
fn nobody_who_answers_means_no_desk() {
    let home = Home::empty();
    let mut screen = Screen::of(&home, &[]);
    screen.shows("台号 [BN]");
    screen.types("\u{4}");
    assert_eq!(screen.ends(), 2);
    assert!(!home.data().exists());
}

#[test]
fn incident_add_without_options_opens_the_form_and_prints_the_number() {
    let home = Home::simulated("2026-06-10 22:00");
    let mut screen = Screen::of(&home, &["incident", "add"]);
    screen.shows("标题");
    screen.types("Oil");
    screen.types("\t");
    screen.types("River");
    screen.shows("River");
    // Ctrl-S saves.
    screen.types("\u{13}");
    assert_eq!(screen.ends(), 0);
    assert!(
        screen.parser.screen().contents().contains("BN-2026-001"),
        "{}",
        screen.raw
    );
    assert_eq!(home.tells(&["incident", "list"])[0]["title"], "Oil");
}

#[test]
fn the_demonstration_opens_the_console_and_leaves_nothing() {
    let home = Home::empty();
    let mut screen = Screen::of(&home, &["demo", "--speed", "3600"]);
    screen.shows("演示值班室");
    screen.shows("五布河");
    screen.types(CTRL_Q);
    assert_eq!(screen.ends(), 0);
    assert!(!home.data().exists());
}

/// Everything that came until it holds these bytes.
fn hears(screen: &mut Screen, bytes: &str) {
    while !screen.raw.contains(bytes) {
        let Ok(more) = screen.bytes.recv_timeout(PATIENCE) else {
            panic!("never heard {bytes:?}");
        };
        screen.raw.push_str(&String::from_utf8_lossy(&more));
        screen.parser.process(&more);
    }
}

#[test]
fn a_reminder_rings_the_terminal_and_is_answered_with_a_key() {
    let home = Home::on_watch("2026-09-01 14:00");
    let add = ["incident", "add", "--title", "木洞园区仓库冒烟"];
    let more = [
        "--place",
        "木洞镇工业园",
        "--learned",
        "14:00",
        "--grade",
        "II",
    ];
    home.does(&[&add[..], &more[..]].concat());
    let mut screen = Screen::of(&home, &[]);
    screen.shows("木洞园区仓库冒烟");
    screen.raw.clear();
    home.does(&["clock", "--advance", "31m"]);
    screen.shows("Ctrl-B 签收");
    hears(&mut screen, "\u{7}");
    hears(&mut screen, "\u{1b}]2;");
    screen.types("\u{2}");
    screen.shows("已由 王敏 签收");
    screen.types(CTRL_Q);
    screen.ends();
    assert!(
        screen.raw.contains("\u{1b}[23;2t"),
        "the title is given back"
    );
    let kept = home.does(&["log", "--json"]);
    assert!(kept.contains("terminal@"), "what came of telling is kept");
    assert!(kept.contains("matter-acknowledged"));
}
