//! Who may come in, and how the two sides find out that they do not speak the same.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::thread;

use watchkeeper::desk::Desk;
use watchkeeper::domain::Event;
use watchkeeper::domain::event::DeskMode;
use watchkeeper::error::Error;
use watchkeeper::link::Client;
use watchkeeper::link::wire::{FromDesk, Hello, ToDesk, Wants};
use watchkeeper::locale::Lang;

use crate::support::{House, hear, note, options, send, wait_until};

#[test]
fn the_socket_lies_beside_the_data_and_is_its_owners_alone() {
    let house = House::simulated();
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().mode() & 0o777;
    assert_eq!(mode(&house.socket()), 0o600);
    assert_eq!(mode(house.data()), 0o700);
}

#[test]
fn a_socket_a_dead_desk_left_behind_is_no_obstacle() {
    let mut house = House::founded(DeskMode::Simulated);
    drop(UnixListener::bind(house.socket()).unwrap());
    assert!(house.socket().exists());
    house.begin();
    house.client().perform(note("照常")).unwrap();
}

#[test]
fn a_desk_that_may_not_open_leaves_the_socket_of_the_one_that_serves() {
    let house = House::simulated();
    assert!(Desk::open_with(house.data(), options()).is_err());
    house.client().perform(note("照常")).unwrap();
}

#[test]
fn a_console_of_another_version_is_told_both() {
    let house = House::simulated();
    let mut peer = house.raw();
    let hello = Hello {
        protocol: 99,
        program: "watchkeeper 9.9.9".into(),
        ..Hello::new(Wants::Everything)
    };
    send(&mut peer, &ToDesk::Hello(hello));
    let Some(FromDesk::Refused(refusal)) = hear(&mut peer) else {
        panic!("it is refused")
    };
    assert_names_both(&refusal.into());
}

#[test]
fn a_desk_of_another_version_is_told_by_the_console() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("desk.sock");
    let listener = UnixListener::bind(&socket).unwrap();
    let desk = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let welcome = serde_json::json!({
            "welcome": {"protocol": 99, "program": "watchkeeper 9.9.9", "tea": "hot"}
        });
        send(&mut stream, &welcome);
        stream
    });
    let Err(error) = Client::connect(&socket, Hello::new(Wants::Answers)) else {
        panic!("the versions differ")
    };
    assert_names_both(&error);
    drop(desk.join().unwrap());
}

fn assert_names_both(error: &Error) {
    assert_eq!(error.key(), "error-link-version");
    let ours = watchkeeper::link::wire::program();
    for lang in Lang::ALL {
        let sentence = error.sentence(lang, chrono_tz::Tz::UTC);
        assert!(sentence.contains("watchkeeper 9.9.9"), "{sentence}");
        assert!(sentence.contains(&ours), "{sentence}");
    }
}

#[test]
fn nobody_at_the_socket_is_a_sentence() {
    let house = House::founded(DeskMode::Simulated);
    let Err(error) = Client::connect(&house.socket(), Hello::new(Wants::Answers)) else {
        panic!("there is no desk")
    };
    assert_eq!(error.key(), "error-link-no-desk");
    assert!(
        error
            .to_string()
            .contains(&house.socket().display().to_string())
    );
}

/// Where a copy of this test finds the socket it shall knock at.
const KNOCK_AT: &str = "WATCHKEEPER_TEST_KNOCK_AT";

/// The stranger: this program again, as another user. Does nothing in an ordinary run.
#[test]
fn a_stranger_knocks() {
    let Some(socket) = std::env::var_os(KNOCK_AT) else {
        return;
    };
    let mut stream = UnixStream::connect(socket).unwrap();
    let Some(FromDesk::Refused(refusal)) = hear(&mut stream) else {
        panic!("a stranger is refused")
    };
    assert_eq!(Error::from(refusal).key(), "error-desk-stranger");
    assert!(hear(&mut stream).is_none(), "and shown out");
}

#[test]
fn a_stranger_is_refused_with_a_sentence_and_recorded_once() {
    const NOBODY: u32 = 65_534;
    if !rustix::process::geteuid().is_root() {
        println!("skipped: only root can knock as somebody else");
        return;
    }
    let house = House::simulated();
    let mut console = house.console();
    // Folder and socket keep strangers out already; the desk must not rely on it.
    fs::set_permissions(house.data(), Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(house.socket(), Permissions::from_mode(0o666)).unwrap();
    // The stranger may not be able to read where tests are built.
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    let program = folder.path().join("stranger");
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    for _ in 0..3 {
        let knocked = Command::new(&program)
            .args(["--exact", "door::a_stranger_knocks"])
            .env(KNOCK_AT, house.socket())
            .current_dir("/")
            .uid(NOBODY)
            .gid(NOBODY)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&knocked.stdout);
        assert!(
            knocked.status.success() && said.contains("1 passed"),
            "{said}"
        );
    }
    let refusals = |state: &watchkeeper::domain::State| {
        let refused = |event: &Event| matches!(event, Event::AccessRefused { .. });
        state
            .recent
            .iter()
            .filter(|happened| refused(&happened.event))
            .count()
    };
    while refusals(&console.state) == 0 {
        console.next();
    }
    house.client().perform(note("照常")).unwrap();
    wait_until("the note is heard", || {
        console.next();
        console.state.seq == house.health().seq
    });
    assert_eq!(
        refusals(&console.state),
        1,
        "who keeps knocking does not fill the record"
    );
}
