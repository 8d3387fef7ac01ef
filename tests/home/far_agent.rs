//! `watchkeeper agent --host`: the reminders of a desk far away, on the desktop at home.

use std::net::TcpListener;
use std::path::PathBuf;

use rustix::process::{Signal, kill_process};

use crate::session::{Agent, Session, terminal, told, words};
use crate::sshd::Sshd;
use crate::support::{Home, PROGRAM, child_of, wait_until};

const LOST: &str = "断开了连接";
const BACK: &str = "已重新连上值守台";
const KEPT: &str = "连上后补记";

/// A desk far away and an agent of it at home, once the phone report there is due.
struct Evening {
    agent: Agent,
    session: Session,
    sshd: Sshd,
    home: Home,
    /// What the terminal at home was given.
    given: PathBuf,
}

impl Evening {
    /// `None`, said in a line, where the machine lacks what it takes.
    async fn begin() -> Option<Self> {
        let session = Session::begin().await?;
        let home = Home::on_watch();
        let sshd = Sshd::start(&home)?;
        let (terminal, given) = terminal(&home, "x-terminal-emulator");
        let data = home.data().display().to_string();
        let mut command = home.command(&["agent", "--host", "duty-room", "--data", &data]);
        let folder = terminal.parent().unwrap().display();
        command
            .env_remove("WATCHKEEPER_DATA")
            .env("PATH", format!("{folder}:/usr/bin:/bin"));
        let agent = Agent::of(command, &home, &session.bus);
        home.has_followers(1);
        home.has_incident();
        home.waits("31m");
        wait_until("it is told at home", || told(&home, "due") == [1]);
        Some(Self {
            agent,
            session,
            sshd,
            home,
            given,
        })
    }

    /// The line is cut, and nobody answers at the other end.
    fn is_cut(&mut self) {
        self.sshd.falls_silent();
        kill_process(child_of(self.agent.pid()).unwrap(), Signal::KILL).unwrap();
        wait_until("the agent says so", || self.agent.said(LOST) == 1);
        self.home.has_followers(0);
    }

    /// The agent knocks so often, and is turned away.
    fn is_knocked_at(&self, times: usize) {
        let door = TcpListener::bind(("127.0.0.1", self.sshd.port)).unwrap();
        door.set_nonblocking(true).unwrap();
        for _ in 0..times {
            wait_until("a knock", || door.accept().is_ok());
        }
    }

    /// The line can be had again, and the agent finds out by itself.
    fn is_mended(&mut self) {
        self.sshd.comes_back();
        wait_until("the agent is back", || self.agent.said(BACK) == 1);
        self.home.has_followers(1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reminder_of_the_duty_room_is_raised_and_answered_at_home() {
    let Some(evening) = Evening::begin().await else {
        return;
    };
    let (session, home) = (&evening.session, &evening.home);
    let call = session.shows("时限已到");
    session
        .press(&call, "open", || evening.given.exists())
        .await;
    let data = home.data().display().to_string();
    let far = [
        "open",
        "BN-2026-001",
        "--host",
        "duty-room",
        "--data",
        &data,
    ];
    assert_eq!(words(&evening.given), [&["-e", PROGRAM], &far[..]].concat());
    home.waits("5m");
    let call = session.shows("已超时");
    let answers = || home.entries("matter-acknowledged");
    let answered = || !answers().is_empty();
    session.press(&call, "acknowledge", answered).await;
    assert!(answers()[0].to_string().contains("王敏"), "{:?}", answers());
    wait_until("the bubble goes", || {
        session.server.closed().contains(&call.number)
    });
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fell_due_while_the_line_was_cut_is_told_once_as_a_repeat() {
    let Some(mut evening) = Evening::begin().await else {
        return;
    };
    evening.is_cut();
    evening.is_knocked_at(2);
    evening.home.waits("5m");
    wait_until("it is raised", || told(&evening.home, "overdue-5") == [0]);
    assert!(evening.session.shown("已超时").is_empty());
    evening.is_mended();
    let missed = evening.session.shows("已超时");
    assert!(missed.title.contains("重复"), "{missed:?}");
    let kept = || told(&evening.home, "overdue-5") == [1];
    wait_until("that it was told is kept", kept);
    evening.home.waits("5m");
    let kept = || told(&evening.home, "overdue-10") == [1];
    wait_until("the next is told", kept);
    let next = evening.session.shows("已超时 11 分钟");
    assert!(!next.title.contains("重复"), "{next:?}");
    assert_eq!(evening.session.shown("时限已到").len(), 1);
    assert_eq!(evening.session.shown("已超时").len(), 2);
    // Who shows notifications; that the desk is away, with a hint; that it is back.
    assert_eq!(evening.agent.said(""), 4, "knocks in between are not told");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_given_while_the_line_was_cut_reaches_the_record_once() {
    let Some(mut evening) = Evening::begin().await else {
        return;
    };
    evening.is_cut();
    let call = evening.session.shows("时限已到");
    let kept = || evening.agent.said(KEPT) == 1;
    evening.session.press(&call, "acknowledge", kept).await;
    let answers = |home: &Home| home.entries("matter-acknowledged");
    assert!(answers(&evening.home).is_empty());
    evening.is_mended();
    wait_until("it is recorded", || !answers(&evening.home).is_empty());
    evening.home.waits("5m");
    let told = || told(&evening.home, "overdue-5") == [1];
    wait_until("an answer silences one rung, not the next", told);
    let answers = answers(&evening.home);
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert!(answers[0].to_string().contains("王敏"), "{answers:?}");
}
