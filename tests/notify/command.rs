//! A command tells: what it reads, what it sees, and that it can neither hang nor flood the desk.

use std::cell::RefCell;
use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use rustix::fs::{CWD, FileType, Mode, mknodat};
use tempfile::TempDir;
use watchkeeper::domain::reminder::{MatterId, Urgency};
use watchkeeper::locale::Lang;
use watchkeeper::notify::command::{CommandWay, NotifyCommand, WAITING_MAX};
use watchkeeper::notify::{Marks, Notice, NoticeKind, Outcome, Reason, Way};

use crate::support::{PATIENCE, wait_until};

fn notice() -> Notice {
    let matter = MatterId("BN-2026-014/phone".to_owned());
    let text = (
        "已超时 5 分钟：BN-2026-014 电话报告",
        "嘉陵江铊超标\n报送：区委",
    );
    Notice::new(
        Lang::Zh,
        &matter,
        NoticeKind::Overdue,
        Marks::default(),
        text,
    )
}

/// A shell script as a command; `$1` is the folder of the test.
fn script(folder: &TempDir, text: &str) -> NotifyCommand {
    let folder = folder.path().to_str().unwrap().to_owned();
    NotifyCommand {
        name: "sms".to_owned(),
        argv: ["/bin/sh", "-c", text, "sh", &folder]
            .map(str::to_owned)
            .to_vec(),
        env_keep: Vec::new(),
        time_limit: PATIENCE,
        max_at_once: 2,
        retries: 0,
        urgency: Urgency::Low,
        audience: Vec::new(),
    }
}

fn environment() -> Vec<(OsString, OsString)> {
    [
        ("PATH", "/usr/bin:/bin"),
        ("LANG", "C.UTF-8"),
        ("SECRET", "x"),
        ("SMS_TOKEN", "t"),
        ("LD_PRELOAD", ""),
    ]
    .map(|(name, value)| (name.into(), value.into()))
    .to_vec()
}

fn way(command: NotifyCommand) -> CommandWay {
    CommandWay::new(command, environment())
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap_or_default()
}

fn fifo(path: &Path) {
    mknodat(CWD, path, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
}

#[tokio::test]
async fn the_notice_arrives_as_one_line_of_json() {
    let folder = TempDir::new().unwrap();
    let way = way(script(&folder, r#"cat > "$1/stdin""#));
    assert_eq!(way.way(), Way::Command("sms".to_owned()));
    assert_eq!(way.tell(&notice()).await, Outcome::Told);
    let stdin = read(&folder, "stdin");
    assert_eq!(stdin.lines().count(), 1);
    let json: serde_json::Value = serde_json::from_str(&stdin).unwrap();
    assert_eq!(json["format"], 1);
    assert_eq!(json["title"], "已超时 5 分钟：BN-2026-014 电话报告");
    assert_eq!(json["body"], "嘉陵江铊超标\n报送：区委");
    assert_eq!(json["urgency"], "critical");
    assert_eq!(json["simulated"], false);
}

#[tokio::test]
async fn a_repeat_that_went_out_is_kept_as_a_repeat() {
    let folder = TempDir::new().unwrap();
    let mut again = notice();
    again.marks.repeat = true;
    assert_eq!(
        way(script(&folder, "exit 0")).tell(&again).await,
        Outcome::Repeat
    );
}

#[tokio::test]
async fn the_environment_is_a_short_list_and_what_the_user_named() {
    let folder = TempDir::new().unwrap();
    let mut command = script(
        &folder,
        r#"tr '\0' '\n' < /proc/self/environ > "$1/env"; pwd > "$1/pwd""#,
    );
    command.env_keep = vec!["SMS_TOKEN".to_owned()];
    assert_eq!(way(command).tell(&notice()).await, Outcome::Told);
    let seen = read(&folder, "env");
    let mut names: Vec<&str> = seen
        .lines()
        .filter_map(|line| line.split('=').next())
        .collect();
    // The shell adds these to what its own children see.
    names.retain(|name| !["PWD", "OLDPWD", "SHLVL", "_"].contains(name));
    names.sort_unstable();
    assert_eq!(names, ["LANG", "PATH", "SMS_TOKEN"]);
    assert_eq!(read(&folder, "pwd"), "/\n");
}

#[tokio::test]
async fn the_exit_code_and_the_first_line_of_stderr_are_kept() {
    let folder = TempDir::new().unwrap();
    let text = r"printf 'no \033[31mmodem\nsecond line\n' >&2; exit 3";
    let outcome = way(script(&folder, text)).tell(&notice()).await;
    let says = "no [31mmodem".to_owned();
    assert_eq!(
        outcome,
        Outcome::Failed {
            reason: Reason::Exited { code: 3, says }
        }
    );

    let outcome = way(script(&folder, "kill -9 $$")).tell(&notice()).await;
    let says = String::new();
    assert_eq!(
        outcome,
        Outcome::Failed {
            reason: Reason::Signalled { signal: 9, says }
        }
    );
}

#[tokio::test]
async fn a_flood_on_stderr_is_cut_and_blocks_nobody() {
    let folder = TempDir::new().unwrap();
    let text = "head -c 3000000 /dev/zero | tr '\\0' 'x' >&2; exit 4";
    let outcome = way(script(&folder, text)).tell(&notice()).await;
    let Outcome::Failed {
        reason: Reason::Exited { code: 4, says },
    } = outcome
    else {
        panic!("{outcome:?}");
    };
    assert_eq!(says.chars().count(), 200);
}

#[tokio::test]
async fn a_command_that_reads_nothing_may_still_succeed() {
    let folder = TempDir::new().unwrap();
    assert_eq!(
        way(script(&folder, "exec <&-; exit 0"))
            .tell(&notice())
            .await,
        Outcome::Told
    );
}

#[tokio::test]
async fn a_program_that_is_not_there_is_reported_at_once_and_not_tried_again() {
    let folder = TempDir::new().unwrap();
    let mut command = script(&folder, "");
    command.argv = vec!["/nowhere/sms".to_owned()];
    command.retries = 5;
    let pauses = RefCell::new(0);
    let outcome = way(command)
        .tell_pausing(&notice(), async |_| *pauses.borrow_mut() += 1)
        .await;
    assert!(
        matches!(&outcome, Outcome::Failed { reason: Reason::NotStarted { says } } if says.contains("No such file")),
        "{outcome:?}"
    );
    assert_eq!(pauses.into_inner(), 0);
}

#[tokio::test]
async fn a_failing_command_is_tried_again_with_growing_pauses() {
    let folder = TempDir::new().unwrap();
    let mut command = script(&folder, r#"echo try >> "$1/tries"; exit 1"#);
    command.retries = 7;
    let pauses = RefCell::new(Vec::new());
    let outcome = way(command)
        .tell_pausing(&notice(), async |pause: Duration| {
            pauses.borrow_mut().push(pause.as_secs());
        })
        .await;
    assert!(!outcome.is_told());
    assert_eq!(
        read(&folder, "tries").lines().count(),
        8,
        "one try and seven more"
    );
    assert_eq!(pauses.into_inner(), [1, 2, 4, 8, 16, 30, 30]);
}

#[tokio::test]
async fn a_command_that_comes_back_is_not_tried_any_more() {
    let folder = TempDir::new().unwrap();
    let text = r#"echo try >> "$1/tries"; [ "$(wc -l < "$1/tries")" -ge 3 ]"#;
    let mut command = script(&folder, text);
    command.retries = 9;
    let outcome = way(command).tell_pausing(&notice(), async |_| ()).await;
    assert_eq!(outcome, Outcome::Told);
    assert_eq!(read(&folder, "tries").lines().count(), 3);
    let mut command = script(&folder, r#"echo try >> "$1/once"; exit 1"#);
    command.retries = 9;
    assert!(!way(command).try_once(&notice()).await.is_told());
    assert_eq!(read(&folder, "once").lines().count(), 1);
}

/// Reads a named pipe until the last process that could write to it is gone.
fn last_word(path: &Path) -> mpsc::Receiver<String> {
    let (said, hears) = mpsc::channel();
    let path = path.to_owned();
    std::thread::spawn(move || said.send(fs::read_to_string(path).unwrap()));
    hears
}

/// A command with a child of its own, both of which hold the pipe open and never end.
const NEVER_ENDS: &str =
    r#"exec 9> "$1/alive"; sleep 1000 & echo started >&9; touch "$1/started"; sleep 1000"#;

#[tokio::test]
async fn out_of_time_the_command_dies_with_all_it_has_started() {
    let folder = TempDir::new().unwrap();
    let alive = folder.path().join("alive");
    fifo(&alive);
    let gone = last_word(&alive);
    let mut command = script(&folder, NEVER_ENDS);
    command.time_limit = Duration::from_secs(2);
    let outcome = way(command).tell(&notice()).await;
    assert_eq!(
        outcome,
        Outcome::Failed {
            reason: Reason::TookTooLong { seconds: 2 }
        }
    );
    assert_eq!(gone.recv_timeout(PATIENCE).as_deref(), Ok("started\n"));
}

#[tokio::test]
async fn nobody_waiting_any_more_the_command_dies_with_all_it_has_started() {
    let folder = TempDir::new().unwrap();
    let (alive, started) = (folder.path().join("alive"), folder.path().join("started"));
    fifo(&alive);
    let gone = last_word(&alive);
    let way = way(script(&folder, NEVER_ENDS));
    let telling = tokio::spawn(async move { way.tell(&notice()).await });
    wait_until("the command runs", || started.exists()).await;
    telling.abort();
    assert!(telling.await.unwrap_err().is_cancelled());
    assert_eq!(gone.recv_timeout(PATIENCE).as_deref(), Ok("started\n"));
}

#[tokio::test]
async fn a_process_left_behind_is_not_waited_for() {
    let folder = TempDir::new().unwrap();
    let alive = folder.path().join("alive");
    fifo(&alive);
    // The siren holds stderr open and goes on; the command itself has ended.
    let text = r#"(read -r _ < "$1/alive"; echo wailed > "$1/siren") & echo off >&2; exit 5"#;
    let outcome = way(script(&folder, text)).tell(&notice()).await;
    let says = "off".to_owned();
    assert_eq!(
        outcome,
        Outcome::Failed {
            reason: Reason::Exited { code: 5, says }
        }
    );
    fs::write(&alive, "go\n").unwrap();
    wait_until("the siren goes on", || read(&folder, "siren") == "wailed\n").await;
}

#[tokio::test]
async fn only_so_many_run_at_once_and_no_queue_grows_for_ever() {
    let folder = TempDir::new().unwrap();
    fifo(&folder.path().join("go"));
    let text = r#"echo + >> "$1/log"; read -r _ < "$1/go"; echo - >> "$1/log""#;
    let mut command = script(&folder, text);
    command.max_at_once = 3;
    let way = std::sync::Arc::new(way(command));
    let accepted = 3 + WAITING_MAX;
    let tell = || {
        let way = std::sync::Arc::clone(&way);
        tokio::spawn(async move { way.tell(&notice()).await })
    };
    let telling: Vec<_> = (0..accepted).map(|_| tell()).collect();
    let started = || read(&folder, "log").matches('+').count();
    wait_until("three run", || started() == 3).await;
    let refused = tell().await.unwrap();
    assert_eq!(
        refused,
        Outcome::Failed {
            reason: Reason::Busy
        }
    );

    // One line lets one go. Opened both ways the pipe waits for nobody.
    let go = folder.path().join("go");
    let mut go = fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open(go)
        .unwrap();
    go.write_all(&b"\n".repeat(accepted)).unwrap();
    for outcome in futures_util::future::join_all(telling).await {
        assert_eq!(outcome.unwrap(), Outcome::Told);
    }
    let mut running = 0_usize;
    let mut most = 0;
    for line in read(&folder, "log").lines() {
        running = if line == "+" {
            running + 1
        } else {
            running - 1
        };
        most = most.max(running);
    }
    assert_eq!((running, most), (0, 3));
    assert_eq!(started(), accepted);
}

#[test]
fn a_command_is_configured_with_little_and_refused_with_a_reason() {
    let given = "name = 'sms'\nargv = ['/usr/local/bin/sms', '--to', '13800000000']";
    let command: NotifyCommand = toml::from_str(given).unwrap();
    assert_eq!(command.time_limit, Duration::from_secs(10));
    assert_eq!((command.max_at_once, command.retries), (2, 2));
    assert!(command.check().is_ok());
    let again = toml::from_str(&toml::to_string(&command).unwrap()).unwrap();
    assert_eq!(command, again);

    let longer: NotifyCommand = toml::from_str(&format!("{given}\ntime_limit = '1m30s'")).unwrap();
    assert_eq!(longer.time_limit, Duration::from_secs(90));
    for slip in [
        "time_limit = 'soon'",
        "time_limit = 10",
        "timelimit = '10s'",
        "retries = -1",
    ] {
        assert!(
            toml::from_str::<NotifyCommand>(&format!("{given}\n{slip}")).is_err(),
            "{slip}"
        );
    }
    for (wrong, key) in [
        ("name = ''\nargv = ['/bin/true']", "error-command-name"),
        ("name = 'a b'\nargv = ['/bin/true']", "error-command-name"),
        ("name = 'a'\nargv = []", "error-command-program"),
        ("name = 'a'\nargv = ['']", "error-command-program"),
        ("name = 'a'\nargv = ['./sms']", "error-command-program"),
        (
            "name = 'a'\nargv = ['sms']\ntime_limit = '0s'",
            "error-command-time-limit",
        ),
        (
            "name = 'a'\nargv = ['sms']\ntime_limit = '1h'",
            "error-command-time-limit",
        ),
        (
            "name = 'a'\nargv = ['sms']\nmax_at_once = 0",
            "error-command-at-once",
        ),
        (
            "name = 'a'\nargv = ['sms']\nmax_at_once = 17",
            "error-command-at-once",
        ),
        (
            "name = 'a'\nargv = ['sms']\nretries = 11",
            "error-command-retries",
        ),
    ] {
        let command: NotifyCommand = toml::from_str(wrong).unwrap();
        assert_eq!(command.check().unwrap_err().key(), key, "{wrong}");
    }
}
