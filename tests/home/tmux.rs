//! Consoles in the panes of a real tmux, and the terminal around it.

use std::fs;
use std::process::Command;

use portable_pty::CommandBuilder;

use crate::screen::Screen;
use crate::support::{Home, PROGRAM, wait_until};

/// What the panes show themselves to be: terminals behind tmux, one for each kind of notification.
/// The first is the session's as well, so it stands last where terminals are told apart.
const TERMINALS: [&str; 3] = [
    "LC_TERMINAL=iTerm2",
    "KITTY_WINDOW_ID=1",
    "VTE_VERSION=7006",
];

/// Exactly this session, and its current window.
const SESSION: &str = "=watch:";

/// A tmux of the test's own; it ends with the test.
struct Tmux<'a> {
    home: &'a Home,
}

impl Tmux<'_> {
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("tmux");
        command
            .args(["-L", "test", "-f"])
            .arg(self.home.path().join("tmux.conf"))
            .args(args)
            .env_clear()
            .env("TMUX_TMPDIR", self.home.path())
            .env("PATH", "/usr/bin:/bin")
            .env("TERM", "xterm-256color")
            .env("LANG", "C.UTF-8")
            .env("HOME", self.home.path());
        command
    }

    fn does(&self, args: &[&str]) -> String {
        let output = self.command(args).output().unwrap();
        assert!(output.status.success(), "{args:?} {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The terminal around it, attached.
    fn attach(&self) -> Screen {
        let attach = self.command(&["attach"]);
        let mut command = CommandBuilder::new(attach.get_program());
        command.args(attach.get_args());
        command.env_clear();
        for (name, value) in attach.get_envs() {
            command.env(name, value.unwrap());
        }
        Screen::of(command)
    }
}

impl Drop for Tmux<'_> {
    fn drop(&mut self) {
        let _gone = self.command(&["kill-server"]).output();
    }
}

/// A tmux with three consoles side by side in its only window; `None`, said in a line, where there
/// is no tmux.
fn three_panes(home: &Home) -> Option<Tmux<'_>> {
    if Command::new("tmux").arg("-V").output().is_err() {
        println!("skipped: tmux is not installed");
        return None;
    }
    // A window that tmux names after its program would be found by the session's name as well.
    let conf = "set -g allow-passthrough on\nset -g default-terminal tmux-256color\n\
                set -g automatic-rename off\nset -g base-index 0\n";
    fs::write(home.path().join("tmux.conf"), conf).unwrap();
    let tmux = Tmux { home };
    let console = format!("{PROGRAM} --data {}", home.data().display());
    let new = ["new-session", "-d", "-s", "watch", "-x", "100", "-y", "30"];
    let more = ["split-window", "-t", SESSION];
    for (pane, terminal) in TERMINALS.into_iter().enumerate() {
        let begin = if pane == 0 { &new[..] } else { &more[..] };
        tmux.does(&[begin, &["-e", terminal, &console]].concat());
    }
    home.has_followers(3);
    Some(tmux)
}

#[test]
fn in_tmux_the_notification_reaches_the_terminal_around_it_and_its_window_is_marked() {
    let home = Home::on_watch();
    home.has_incident();
    let Some(tmux) = three_panes(&home) else {
        return;
    };
    let mut terminal = tmux.attach();
    terminal.shows("巴南");
    terminal.raw.clear();
    home.waits("31m");
    terminal.hears("\u{1b}]99;i=watchkeeper-");
    terminal.hears("\u{1b}]777;notify;");
    terminal.hears("\u{1b}]9;[");
    terminal.hears("时限已到");
    terminal.hears("\u{7}");
    assert!(!terminal.heard("Ptmux;"), "tmux took its wrapping off");
    // Somebody works in another window: the one with the consoles is marked, and the bell rings.
    tmux.does(&["new-window", "-t", SESSION, "cat"]);
    let goes_to = |window: &str| tmux.does(&["select-window", "-t", &format!("{SESSION}{window}")]);
    let flags = || tmux.does(&["list-windows", "-F", "#{window_index} #{window_bell_flag}"]);
    // Each console rings, one of them perhaps only now: a look takes the mark off.
    wait_until("what rang before is over", || {
        goes_to("0");
        goes_to("1");
        flags() == "0 0\n1 0\n"
    });
    terminal.raw.clear();
    home.waits("5m");
    wait_until("the window is marked", || flags() == "0 1\n1 0\n");
    terminal.hears("\u{7}");
    // Back there a key answers. It is tmux's own too, and pressed twice it comes through.
    goes_to("0");
    tmux.does(&["resize-pane", "-Z", "-t", &format!("{SESSION}0.0")]);
    terminal.shows("Ctrl-B 签收");
    terminal.types("\u{2}\u{2}");
    terminal.shows("已由 王敏 签收");
    let answers = home.entries("matter-acknowledged");
    assert!(
        answers
            .iter()
            .any(|answer| answer.to_string().contains("王敏")),
        "{answers:?}"
    );
}
