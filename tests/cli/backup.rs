//! Backing up, checking and restoring, with the desk running and without.

use serde_json::Value;

use crate::support::Home;

fn filled() -> Home {
    let home = Home::on_watch("2026-06-10 22:00");
    home.does(&[
        "incident",
        "add",
        "--title",
        "油污",
        "--place",
        "江",
        "--sensitive",
        "main-stem",
    ]);
    home.does(&[
        "call",
        "add",
        "--from",
        "张三",
        "--about",
        "偷排",
        "--confidential",
    ]);
    home
}

#[test]
fn a_backup_by_the_running_desk_is_restored_whole() {
    let home = filled();
    let file = home.path().join("a.wk");
    let file = file.to_str().unwrap();
    let made = home.tells(&["backup", file]);
    let checked = home.tells(&["verify", file]);
    assert_eq!(
        (&checked["sound"], &checked["head"]),
        (&true.into(), &made["head"])
    );
    assert_eq!(home.is_refused(1, &["backup", file]), "backup-exists");

    let other = Home::empty();
    other.does(&["restore", file]);
    assert_eq!(other.tells(&["verify"])["head"], made["head"]);
    assert_eq!(other.tells(&["deadlines"]), home.tells(&["deadlines"]));
    let shown = other.tells(&["call", "reveal", "C1", "--reason", "回访"]);
    assert_eq!(shown["from"], "张三", "keys go with it");
    assert_eq!(
        other.is_refused(1, &["restore", file]),
        "cli-restore-running"
    );
    other.does(&["stop"]);
    assert_eq!(other.is_refused(1, &["restore", file]), "restore-not-empty");
}

#[test]
fn without_a_desk_it_is_done_here_and_none_is_started() {
    let home = filled();
    home.does(&["stop"]);
    let file = home.path().join("a.wk");
    let file = file.to_str().unwrap();
    home.does(&["backup", file]);
    let here = home.tells(&["verify"]);
    assert_eq!(
        (&here["sound"], &here["head"]),
        (&true.into(), &home.tells(&["verify", file])["head"])
    );
    assert_eq!(home.says(&["status"]).code, 1);
}

#[test]
fn a_relative_path_is_where_the_person_stands() {
    let home = filled();
    let mut command = home.command(&["backup", "a.wk"]);
    command.current_dir(home.path());
    assert!(command.output().unwrap().status.success());
    assert!(home.path().join("a.wk").is_file());
}

#[test]
fn a_head_from_paper_is_found_or_missed() {
    let home = filled();
    let head = home.tells(&["verify"]);
    let claim = format!(
        "{}:{}",
        head["head_seq"],
        &head["head"].as_str().unwrap()[..8]
    );
    home.does(&["incident", "note", "1", "x"]);
    assert_eq!(
        home.tells(&["verify", "--head", &claim])["head_found"],
        true
    );
    let said = home.says(&["verify", "--head", "3:00000000", "--json"]);
    assert_eq!(said.code, 1);
    let told: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(
        (&told["sound"], &told["head_found"]),
        (&false.into(), &false.into())
    );
}

#[test]
fn a_damaged_backup_is_refused_and_makes_nothing() {
    let home = filled();
    let path = home.path().join("a.wk");
    let file = path.to_str().unwrap();
    home.does(&["backup", file]);
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    assert_ne!(home.says(&["verify", file]).code, 0);
    let other = Home::empty();
    assert_eq!(other.is_refused(2, &["restore", file]), "backup-damaged");
    assert!(!other.data().exists());
    assert_eq!(
        home.is_refused(2, &["verify", "/none.wk"]),
        "cli-verify-file"
    );
}

#[test]
fn a_byte_turned_in_the_journal_is_told_and_costs_the_exit_code() {
    let home = filled();
    home.does(&["stop"]);
    let journal = std::fs::read_dir(home.data().join("journal")).unwrap();
    let segment = journal
        .map(|entry| entry.unwrap().path())
        .max_by_key(|path| path.metadata().unwrap().len());
    let segment = segment.unwrap();
    let mut bytes = std::fs::read(&segment).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&segment, bytes).unwrap();
    let said = home.says(&["verify"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.out.contains("记录有问题"), "{said:?}");
}
