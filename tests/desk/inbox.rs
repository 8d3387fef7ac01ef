//! The watched folder: what other programs put there is taken in by itself, whole or not at all.

use std::fs::{self, File, FileTimes};
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::TimeDelta;
use rustix::fs::{CWD, FileType, Mode, mknodat};
use watchkeeper::clock::machine_now;
use watchkeeper::domain::event::DeskMode;
use watchkeeper::domain::warning::Warning;
use watchkeeper::domain::{Event, State};
use watchkeeper::link::wire::{Query, Reply};
use watchkeeper::locale::Lang;

use crate::support::{self, House, wait_until};

/// A warning of that name for the district, as the weather service writes it.
fn alert(identifier: &str) -> String {
    include_str!("../data/cap-cma-2022.xml")
        .replace("140223000000", "500113000000")
        .replace("14022341600000_20221030174929", identifier)
}

struct Inbox<'a>(&'a House);

impl Inbox<'_> {
    fn folder(&self) -> PathBuf {
        self.0.data().join("inbox")
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// Writes a file elsewhere, dates it so far back that its writer must be done with it, and
    /// renames it in.
    fn put(&self, name: &str, text: impl AsRef<[u8]>) {
        let outside = self.0.data().join("outside");
        fs::create_dir_all(&outside).unwrap();
        let path = outside.join(name);
        fs::write(&path, text).unwrap();
        left_alone_for(&path, 3_600);
        fs::rename(&path, self.at(name)).unwrap();
    }

    fn is_taken(&self, name: &str) -> bool {
        self.at("taken").join(name).exists()
    }

    fn is_aside(&self, name: &str) -> bool {
        self.at("aside").join(format!("{name}.txt")).exists()
    }

    fn wait_for_taken(&self, name: &str) {
        wait_until(&format!("{name} is taken"), || self.is_taken(name));
    }

    fn wait_for_aside(&self, name: &str) -> String {
        wait_until(&format!("{name} is set aside"), || self.is_aside(name));
        fs::read_to_string(self.at("aside").join(format!("{name}.txt"))).unwrap()
    }
}

fn left_alone_for(path: &Path, seconds: i64) {
    let before = machine_now() - TimeDelta::seconds(seconds);
    let times = FileTimes::new().set_modified(SystemTime::from(before));
    File::options()
        .append(true)
        .open(path)
        .unwrap()
        .set_times(times)
        .unwrap();
}

/// A desk whose folder is there.
fn watched() -> House {
    let house = House::simulated();
    wait_until("the folder is made", || {
        house.data().join("inbox/aside").is_dir()
    });
    house
}

fn state(house: &House) -> State {
    support::state(&mut house.client())
}

fn warnings(house: &House) -> Vec<Warning> {
    state(house).warnings.into_values().collect()
}

fn identifiers(house: &House) -> Vec<String> {
    let warnings = warnings(house).into_iter();
    warnings.map(|warning| warning.facts.identifier).collect()
}

/// What the desk noticed, by the keys of its sentences.
fn noticed(house: &House) -> Vec<String> {
    let Reply::Entries(entries) = house
        .client()
        .ask(Query::Entries {
            after: 0,
            limit: 500,
        })
        .unwrap()
    else {
        panic!("entries");
    };
    let events = entries.iter().map(|entry| entry.open().unwrap().event);
    events
        .filter_map(|event| match event {
            Event::DeskNoticed { what, .. } => Some(what),
            _ => None,
        })
        .collect()
}

fn told(house: &House) -> String {
    let notices = house.health().notices;
    let told: Vec<String> = notices.iter().map(|n| n.sentence(Lang::En)).collect();
    told.join("\n")
}

#[test]
fn a_file_renamed_in_is_taken_in_by_itself_with_its_duties_and_moved() {
    let house = watched();
    let inbox = Inbox(&house);
    inbox.put("a.xml", alert("A-1"));
    inbox.wait_for_taken("a.xml");
    assert!(!inbox.at("a.xml").exists());
    let taken = &warnings(&house)[0];
    assert_eq!(taken.facts.identifier, "A-1");
    assert!(taken.for_district);
    assert_eq!(taken.demands.len(), 4, "three to tell and one question");
    let by = &taken.timeline[0].by;
    assert_eq!((by.login.as_str(), by.officer), ("watchkeeper", None));
}

#[test]
fn a_file_that_is_written_slowly_is_taken_when_it_is_whole() {
    let house = watched();
    let inbox = Inbox(&house);
    let text = alert("slow");
    let (one, two) = text.split_at(text.len() / 2);
    fs::write(inbox.at("slow.xml"), one).unwrap();
    left_alone_for(&inbox.at("slow.xml"), 10);
    // What comes after it is dealt with after it.
    inbox.put("after.xml", alert("after"));
    inbox.wait_for_taken("after.xml");
    inbox.put("again.xml", alert("again"));
    inbox.wait_for_taken("again.xml");
    assert!(inbox.at("slow.xml").exists(), "half a file is left alone");
    let mut file = File::options()
        .append(true)
        .open(inbox.at("slow.xml"))
        .unwrap();
    file.write_all(two.as_bytes()).unwrap();
    drop(file);
    inbox.wait_for_taken("slow.xml");
    assert_eq!(identifiers(&house), ["after", "again", "slow"]);
    assert_eq!(noticed(&house), Vec::<String>::new());
}

#[test]
fn a_file_whose_end_never_comes_is_set_aside() {
    let house = watched();
    let inbox = Inbox(&house);
    let text = alert("cut");
    inbox.put("cut.xml", &text[..text.len() / 2]);
    let why = inbox.wait_for_aside("cut.xml");
    assert!(
        why.contains("XML 不完整或有语法错误") && why.contains("is cut off"),
        "in both languages: {why}"
    );
    assert_eq!(identifiers(&house), Vec::<String>::new());
}

#[test]
fn hostile_files_are_set_aside_with_the_reason_told_and_recorded() {
    let house = watched();
    let inbox = Inbox(&house);
    let bomb = alert("bomb").replacen(
        "<alert ",
        "<!DOCTYPE a [<!ENTITY x \"xx\"><!ENTITY y \"&x;&x;\">]><alert ",
        1,
    );
    inbox.put("bomb.xml", bomb);
    let why = inbox.wait_for_aside("bomb.xml");
    assert!(why.contains("可能是攻击"), "{why}");
    assert!(why.contains("bomb.xml"), "{why}");
    wait_until("health tells", || told(&house).contains("bomb.xml"));
    assert_eq!(noticed(&house), ["inbox-refused"]);
    assert!(inbox.at("aside/bomb.xml").exists());
    assert_eq!(identifiers(&house), Vec::<String>::new());

    // Somebody looked into it: nothing is left to tell.
    fs::remove_file(inbox.at("aside/bomb.xml")).unwrap();
    wait_until("health tells no more", || told(&house).is_empty());
}

#[test]
fn what_is_no_plain_file_or_too_large_hurts_nobody() {
    let house = watched();
    let inbox = Inbox(&house);
    symlink("/etc/passwd", inbox.at("link.xml")).unwrap();
    mknodat(
        CWD,
        inbox.at("pipe.xml"),
        FileType::Fifo,
        Mode::RUSR | Mode::WUSR,
        0,
    )
    .unwrap();
    fs::create_dir(inbox.at("folder.xml")).unwrap();
    let huge = house.data().join("huge");
    File::create(&huge).unwrap().set_len(1 << 40).unwrap();
    left_alone_for(&huge, 60);
    fs::rename(&huge, inbox.at("huge.json")).unwrap();
    for name in ["link.xml", "pipe.xml", "folder.xml"] {
        let why = inbox.wait_for_aside(name);
        assert!(why.contains("不是普通文件"), "{name}: {why}");
    }
    let why = inbox.wait_for_aside("huge.json");
    assert!(why.contains("1099511627776"), "{why}");
    // What has another ending is not looked at.
    inbox.put("readme.txt", "not a warning");
    inbox.put("b.xml", alert("B-1"));
    inbox.wait_for_taken("b.xml");
    assert!(inbox.at("readme.txt").exists());
    assert_eq!(identifiers(&house), ["B-1"]);
}

#[test]
fn a_thousand_files_are_all_taken_once_and_the_desk_answers_meanwhile() {
    let house = watched();
    let inbox = Inbox(&house);
    for n in 0..1_000 {
        inbox.put(&format!("{n}.xml"), alert(&format!("N-{n}")));
    }
    let mut client = house.client();
    let mut done = 0;
    wait_until("all are taken", || {
        assert!(matches!(client.ask(Query::Health), Ok(Reply::Health(_))));
        done = fs::read_dir(inbox.at("taken")).unwrap().count();
        done == 1_000
    });
    let mut all = identifiers(&house);
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 1_000);
}

#[test]
fn what_came_while_no_desk_was_there_is_taken_at_its_start_and_once() {
    let mut house = watched();
    house.end();
    Inbox(&house).put("late.xml", alert("L-1"));
    house.begin();
    Inbox(&house).wait_for_taken("late.xml");
    // The same bytes under another name, as after a desk that ended before it had moved the file.
    Inbox(&house).put("copy.xml", alert("L-1"));
    Inbox(&house).wait_for_taken("copy.xml");
    // And the same name again.
    Inbox(&house).put("late.xml", alert("L-2"));
    Inbox(&house).wait_for_taken("late-2.xml");
    assert_eq!(identifiers(&house), ["L-1", "L-2"]);
    assert_eq!(noticed(&house), Vec::<String>::new());
}

#[test]
fn a_list_is_taken_for_the_district_only_and_what_is_for_elsewhere_is_left_out() {
    let house = watched();
    let inbox = Inbox(&house);
    let other = alert("E-1").replace("500113000000", "140223000000");
    inbox.put("elsewhere.xml", other);
    inbox.wait_for_taken("elsewhere.xml");
    let list = r#"{"data":{"page":{"list":[
      {"alertid":"50011341600000_20260823190000","issuetime":"2026/08/23 19:00","title":"重庆市巴南区气象台更新暴雨橙色预警信号"},
      {"alertid":"50011341600000_20260823170800","issuetime":"2026/08/23 17:08","title":"重庆市巴南区气象台发布暴雨蓝色预警信号"},
      {"alertid":"51010041600000_20260823170800","issuetime":"2026/08/23 17:08","title":"成都市气象台发布暴雨蓝色预警信号"}]}}}"#;
    inbox.put("list.json", list);
    inbox.wait_for_taken("list.json");
    let taken = warnings(&house);
    assert_eq!(taken.len(), 2, "{taken:?}");
    let held: Vec<bool> = taken.iter().map(|one| one.ended.is_none()).collect();
    assert_eq!(held, [false, true], "the update took the older one's place");
}

#[test]
fn a_folder_that_went_is_made_again_and_said_to_have_been_gone() {
    let house = watched();
    let inbox = Inbox(&house);
    fs::rename(inbox.folder(), house.data().join("moved")).unwrap();
    wait_until("it is made again", || inbox.at("aside").is_dir());
    wait_until("it is told", || told(&house).contains("was gone"));
    assert_eq!(noticed(&house), ["inbox-gone"]);
    inbox.put("a.xml", alert("A-1"));
    inbox.wait_for_taken("a.xml");
}

#[test]
fn a_folder_that_cannot_be_had_is_told_and_the_desk_serves() {
    let mut house = House::founded(DeskMode::Simulated);
    fs::write(house.data().join("inbox"), "a file in its place").unwrap();
    house.begin();
    wait_until("it is told", || {
        told(&house).contains("no file is taken by itself")
    });
    assert_eq!(noticed(&house), ["inbox-unwatched"]);
}

#[test]
fn the_folder_is_where_the_data_folders_settings_say() {
    let elsewhere = tempfile::tempdir().unwrap();
    let mut house = House::founded(DeskMode::Simulated);
    let folder = elsewhere.path().join("feed");
    let setting = format!("inbox = {:?}\n", folder.to_str().unwrap());
    fs::write(house.data().join("config.toml"), setting).unwrap();
    house.begin();
    wait_until("it is made there", || folder.join("aside").is_dir());
    fs::write(folder.join("a.xml"), alert("A-1")).unwrap();
    wait_until("it is taken there", || folder.join("taken/a.xml").exists());
    assert!(!house.data().join("inbox").exists());
    assert_eq!(identifiers(&house), ["A-1"]);
}
