//! The console there: plain ssh with a terminal, the program and the data in the duty room.

use portable_pty::CommandBuilder;

use crate::screen::{CTRL_Q, Screen};
use crate::sshd::Sshd;
use crate::support::{Home, PROGRAM, wait_until};

/// `ssh -t duty-room watchkeeper` from a kitty at home.
fn opens(home: &Home) -> Screen {
    let mut command = CommandBuilder::new("ssh");
    command.arg("-F");
    command.arg(home.path().join("ssh/ssh_config"));
    let there = format!("{PROGRAM} --data {}", home.data().display());
    command.args(["-t", "duty-room", &there]);
    command.env_clear();
    command.env("TERM", "xterm-kitty");
    command.env("LANG", "zh_CN.UTF-8");
    command.env("PATH", "/usr/bin:/bin");
    command.env("HOME", home.path());
    Screen::of(command)
}

#[test]
fn over_plain_ssh_a_reminder_rings_at_home_and_leaving_closes_everything() {
    let home = Home::on_watch();
    let Some(_sshd) = Sshd::start(&home) else {
        return;
    };
    home.has_incident();
    let mut screen = opens(&home);
    screen.shows("木洞园区仓库冒烟");
    home.has_followers(1);
    screen.raw.clear();
    home.waits("31m");
    screen.shows("Ctrl-B 签收");
    // What kitty at home reads and shows: its own notification, the title, and the bell.
    screen.hears("\u{1b}]99;i=watchkeeper-");
    screen.hears("时限已到");
    screen.hears("\u{1b}]2;");
    screen.hears("\u{7}");
    screen.types("\u{2}");
    screen.shows("已由 王敏 签收");
    screen.hears(":p=close;");
    screen.until_gone(|screen| screen.types(CTRL_Q));
    assert_eq!(screen.ends(), 0);
    assert!(screen.heard("\u{1b}[?1049l"), "the screen is given back");
    assert!(screen.heard("\u{1b}[23;2t"), "and the title");
    home.has_followers(0);
    let told = home.does(&["log", "--json"]);
    assert!(told.contains("terminal@"), "what came of telling is kept");
}

#[test]
fn a_console_there_whose_ssh_dies_goes_too() {
    let home = Home::on_watch();
    let Some(_sshd) = Sshd::start(&home) else {
        return;
    };
    let mut screen = opens(&home);
    screen.shows("巴南");
    home.has_followers(1);
    screen.child.kill().unwrap();
    wait_until("the console there is gone", || {
        home.tells(&["status"])["consoles"] == 0
    });
}
