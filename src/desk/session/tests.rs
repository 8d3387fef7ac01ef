//! Time and a session: who says nothing, who takes nothing, who waits. The clock of these tests
//! runs ahead by itself whenever nothing else is to be done.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::{broadcast, mpsc, oneshot, watch};
use tokio::task::JoinHandle;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use super::*;
use crate::config::DeskConfig;
use crate::desk::gate::Gate;
use crate::desk::job::Vital;
use crate::desk::office::{Following, Sight};
use crate::desk::reminder::Look;
use crate::desk::roles::Grant;
use crate::domain::event::DeskMode;
use crate::domain::{By, Digest, Entry, Event, Head, State};
use crate::link::wire::{Finding, Receipt, Reply};

/// A session, whoever it serves, and a writer that only lets consoles follow.
struct Scene {
    peer: UnixStream,
    session: JoinHandle<()>,
    entries: broadcast::Sender<Bytes>,
    end: CancellationToken,
    /// Wishes nobody does.
    wishes: mpsc::Receiver<Job>,
    vital: watch::Sender<Vital>,
}

fn state() -> State {
    let created = Event::DeskCreated {
        code: "BN".parse().unwrap(),
        name: "巴南".into(),
        mode: DeskMode::Real,
        zone: chrono_tz::Tz::Asia__Shanghai,
        clock: None,
    };
    let entry = Entry {
        desk: "BN".parse().unwrap(),
        seq: 1,
        at: crate::clock::machine_now(),
        by: By {
            login: "duty".into(),
            officer: None,
        },
        command: None,
        prev: Digest::GENESIS,
        hash: Digest::GENESIS,
        event: created,
    };
    State::genesis(&entry).unwrap()
}

/// The clock that runs ahead by itself.
fn paused_now() -> Instant {
    tokio::time::sleep(Duration::ZERO).deadline()
}

/// The desk's own login.
fn duty() -> Peer {
    Peer {
        login: "duty".to_owned(),
        grant: Grant::OWN,
    }
}

fn scene() -> Scene {
    let vital = Vital {
        head: Head::GENESIS,
        clock: None,
        read_only: None,
        ails: false,
        notices: Vec::new(),
        is_behind: false,
        ways: Vec::new(),
        step: None,
    };
    let (vital, watched) = watch::channel(vital);
    let sight = Sight {
        vital: watched,
        look: watch::channel(Look::default()).1,
        data_dir: "/".into(),
    };
    let (jobs, mut queue) = mpsc::channel(64);
    let (passed_on, wishes) = mpsc::channel(64);
    let entries = broadcast::Sender::new(4);
    let ring = entries.clone();
    tokio::spawn(async move {
        while let Some(job) = queue.recv().await {
            match job {
                Job::Follow(answer) => {
                    let (state, entries) = (Box::new(state()), ring.subscribe());
                    let _gone = answer.send(Following { state, entries });
                }
                job => passed_on.send(job).await.unwrap_or_default(),
            }
        }
    });
    let end = CancellationToken::new();
    let gate = Gate::of(std::path::Path::new("/nowhere"), DeskConfig::default());
    let office = Arc::new(Office::new(jobs, sight, gate, end.clone()));
    let (peer, stream) = UnixStream::pair().unwrap();
    Scene {
        peer,
        session: tokio::spawn(serve(stream, duty(), office)),
        entries,
        end,
        wishes,
        vital,
    }
}

impl Scene {
    async fn greets(wants: Wants) -> Self {
        let mut scene = scene();
        scene.says(&ToDesk::Hello(Hello::new(wants))).await;
        assert!(matches!(scene.hears().await, Some(FromDesk::Welcome(_))));
        if wants == Wants::Everything {
            assert!(matches!(scene.hears().await, Some(FromDesk::Snapshot(_))));
        }
        scene
    }

    async fn says(&mut self, message: &ToDesk) {
        let frame = frame::bytes(message, usize::MAX).unwrap();
        self.peer.write_all(&frame).await.unwrap();
    }

    /// What the desk says next; `None` where it closed the connection.
    async fn hears(&mut self) -> Option<FromDesk> {
        let mut length = [0; 4];
        match self.peer.read_exact(&mut length).await {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return None,
            read => read.unwrap(),
        };
        let mut text = vec![0; u32::from_be_bytes(length) as usize];
        self.peer.read_exact(&mut text).await.unwrap();
        Some(frame::message(&text).unwrap())
    }

    async fn asks(&mut self, id: &str) -> oneshot::Sender<Result<Receipt, Refusal>> {
        let note = crate::domain::Command::MakeNote {
            subject: None,
            text: "一".into(),
        };
        let command = Box::new(note);
        let id = CommandId::from(id);
        self.says(&ToDesk::Do { id, command }).await;
        match self.wishes.recv().await {
            Some(Job::Record { answer, .. }) => answer,
            _ => panic!("a wish reaches the writer"),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn whoever_says_nothing_is_shown_out() {
    let start = paused_now();
    let mut scene = scene();
    let Some(FromDesk::Refused(refusal)) = scene.hears().await else {
        panic!("it is told why")
    };
    assert_eq!(Error::from(refusal).key(), "error-desk-hello");
    assert_eq!(start.elapsed().as_secs(), 10);
    assert!(scene.hears().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn an_idle_console_hears_the_desk_every_twenty_seconds_as_long_as_it_answers() {
    let start = paused_now();
    let mut scene = Scene::greets(Wants::Everything).await;
    for beat in 1..=10 {
        assert!(matches!(scene.hears().await, Some(FromDesk::Beat(_))));
        assert_eq!(start.elapsed().as_secs(), 20 * beat);
        scene.says(&ToDesk::Beat).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_console_is_told_at_once_that_nothing_can_be_recorded_and_that_it_can_again() {
    let mut scene = Scene::greets(Wants::Everything).await;
    let start = paused_now();
    let full = Finding::new("notice-ledger-read-only-full");
    for read_only in [Some(full), None] {
        let told = read_only.clone();
        scene.vital.send_modify(|vital| vital.read_only = told);
        let Some(FromDesk::Beat(health)) = scene.hears().await else {
            panic!("how the desk is")
        };
        assert_eq!(health.read_only, read_only);
    }
    // That entries are recorded is told by the entries.
    scene.vital.send_modify(|vital| vital.head.seq += 1);
    assert_eq!(start.elapsed(), Duration::ZERO, "with no heartbeat");
    assert!(matches!(scene.hears().await, Some(FromDesk::Beat(_))));
    assert_eq!(start.elapsed().as_secs(), 20);
}

#[tokio::test(start_paused = true)]
async fn a_console_that_answers_no_heartbeat_is_given_up() {
    let start = paused_now();
    let mut scene = Scene::greets(Wants::Everything).await;
    let mut beats = 0;
    while let Some(heard) = scene.hears().await {
        assert!(matches!(heard, FromDesk::Beat(_)));
        beats += 1;
    }
    assert_eq!((beats, start.elapsed().as_secs()), (2, 60));
}

#[tokio::test(start_paused = true)]
async fn the_command_line_is_kept_company_only_while_it_waits() {
    let start = paused_now();
    let mut scene = Scene::greets(Wants::Answers).await;
    tokio::time::sleep(Duration::from_hours(1)).await;
    let answer = scene.asks("a").await;
    for _ in 0..5 {
        assert!(matches!(scene.hears().await, Some(FromDesk::Beat(_))));
    }
    assert!(start.elapsed() <= Duration::from_secs(3_600 + 100));
    answer.send(Err(ending())).unwrap();
    assert!(matches!(scene.hears().await, Some(FromDesk::Done { .. })));
    tokio::time::sleep(Duration::from_hours(1)).await;
    scene.asks("b").await.send(Err(ending())).unwrap();
    assert!(
        matches!(scene.hears().await, Some(FromDesk::Done { .. })),
        "no heartbeat came in between"
    );
}

#[tokio::test(start_paused = true)]
async fn a_peer_that_takes_nothing_at_all_is_given_up() {
    let scene = Scene::greets(Wants::Everything).await;
    // More than a socket's buffer holds.
    let entry = Bytes::from(vec![b' '; 4 << 20]);
    scene.entries.send(entry).unwrap();
    scene.session.await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn what_is_under_way_is_answered_before_the_farewell() {
    let mut scene = Scene::greets(Wants::Answers).await;
    let answer = scene.asks("a").await;
    scene.end.cancel();
    tokio::time::sleep(Duration::from_secs(1)).await;
    answer.send(Err(ending())).unwrap();
    assert!(matches!(scene.hears().await, Some(FromDesk::Done { .. })));
    assert!(matches!(scene.hears().await, Some(FromDesk::Farewell(_))));
    assert!(scene.hears().await.is_none());
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_never_comes_does_not_hold_the_end_up() {
    let start = paused_now();
    let mut scene = Scene::greets(Wants::Answers).await;
    let _never_given = scene.asks("a").await;
    scene.end.cancel();
    assert!(matches!(scene.hears().await, Some(FromDesk::Farewell(_))));
    assert!(start.elapsed() <= Duration::from_secs(2));
}

#[tokio::test(start_paused = true)]
async fn a_console_that_fell_behind_the_ring_gets_a_fresh_snapshot() {
    let mut scene = Scene::greets(Wants::Everything).await;
    for _ in 0..5 {
        scene.entries.send(Bytes::from_static(b"")).unwrap();
    }
    assert!(matches!(scene.hears().await, Some(FromDesk::Snapshot(_))));
}

#[tokio::test(start_paused = true)]
async fn a_question_about_health_needs_no_writer() {
    let mut scene = Scene::greets(Wants::Answers).await;
    let query = Query::Health;
    scene.says(&ToDesk::Ask { id: 7, query }).await;
    let Some(FromDesk::Reply { id, reply }) = scene.hears().await else {
        panic!("it is answered")
    };
    assert_eq!(id, 7);
    assert!(matches!(reply, Ok(Reply::Health(_))));
}

#[tokio::test(start_paused = true)]
async fn a_wish_whose_sender_went_before_it_was_greeted_reaches_the_writer() {
    let mut scene = scene();
    let note = crate::domain::Command::MakeNote {
        subject: None,
        text: "最后一句".into(),
    };
    let wish = ToDesk::Do {
        id: CommandId::from("gone"),
        command: Box::new(note),
    };
    for message in [ToDesk::Hello(Hello::new(Wants::Answers)), wish] {
        let frame = frame::bytes(&message, usize::MAX).unwrap();
        // At once: the session has not run yet, and the welcome will find nobody.
        assert_eq!(scene.peer.try_write(&frame).unwrap(), frame.len());
    }
    drop(scene.peer);
    let Some(Job::Record { id, .. }) = scene.wishes.recv().await else {
        panic!("the wish is done all the same")
    };
    assert_eq!(id, CommandId::from("gone"));
}
