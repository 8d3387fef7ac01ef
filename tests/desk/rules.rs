//! The keeper's own rule packs.

use std::fs;

use watchkeeper::desk::RULES_DIR;
use watchkeeper::domain::event::DeskMode;
use watchkeeper::domain::rule::RuleSet;
use watchkeeper::locale::Lang;

use crate::support::{House, wait_until};

const TWENTY_MINUTES: &str = r#"
pack = "own"
version = 1

[[rule]]
id = "triage"
limit = "20m"
"#;

fn write(house: &House, text: &str) {
    let folder = house.data().join(RULES_DIR);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("own.toml"), text).unwrap();
}

fn limit_of_triage(rules: &RuleSet) -> Option<u32> {
    let rule = rules.rules.iter().find(|rule| rule.id.as_str() == "triage");
    rule.map(|rule| rule.limit_min)
}

fn wait_for(house: &House, limit: u32) {
    wait_until(&format!("triage in {limit} minutes"), || {
        limit_of_triage(&house.console().state.rules) == Some(limit)
    });
}

#[test]
fn a_desk_adopts_the_built_in_rules_and_then_the_keepers_changes() {
    let house = House::simulated();
    wait_for(&house, 15);
    write(&house, TWENTY_MINUTES);
    house.reload();
    wait_for(&house, 20);
    fs::remove_dir_all(house.data().join(RULES_DIR)).unwrap();
    house.reload();
    wait_for(&house, 15);
}

#[test]
fn a_bad_pack_is_told_with_file_and_line_and_the_last_good_rules_stay() {
    let mut house = House::founded(DeskMode::Simulated);
    write(&house, TWENTY_MINUTES);
    house.begin();
    wait_for(&house, 20);
    let seq = house.health().seq;

    write(
        &house,
        "pack = \"own\"\nversion = 2\n[[rule]]\nid = \"triage\"\nlimit = \"soon\"\n",
    );
    house.end();
    house.begin();
    wait_until("the fault is told", || !house.health().notices.is_empty());
    let health = house.health();
    let sentence = health.notices[0].sentence(Lang::Zh);
    assert!(
        sentence.contains("own.toml") && sentence.contains("soon"),
        "{sentence}"
    );
    assert!(sentence.contains('5'), "the line: {sentence}");
    assert_eq!(health.seq, seq, "nothing was adopted");
    assert_eq!(limit_of_triage(&house.console().state.rules), Some(20));

    write(&house, TWENTY_MINUTES);
    house.reload();
    wait_until("the fault is mended", || house.health().notices.is_empty());
    assert_eq!(
        house.health().seq,
        seq,
        "the same rules are not adopted again"
    );
}
