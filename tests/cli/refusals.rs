//! What is refused: by which code, with a sentence and a hint in both languages, and nothing
//! recorded.

use crate::support::Home;

/// Arguments separated by blanks, exit code, reason.
const REFUSED: &[(&str, i32, &str)] = &[
    ("incident add --title 油污", 1, "reject-empty"),
    (
        "incident add --title 油污 --place 江 --learned 22:01",
        1,
        "reject-in-future",
    ),
    (
        "incident add --title 油污 --place 江 --learned -1h --occurred -30m",
        1,
        "reject-before",
    ),
    (
        "incident add --sensitive residents --not-sensitive residents",
        1,
        "cli-both-answers",
    ),
    ("incident show 2", 1, "reject-unknown-subject"),
    ("incident show C1", 1, "reject-unknown-subject"),
    ("incident show first", 1, "cli-number"),
    ("incident grade 1 unclear", 1, "reject-nothing-to-do"),
    ("incident dismiss 1", 1, "reject-empty"),
    (
        "incident close 1 --investigated a --removed b --accountable c",
        1,
        "reject-not-stood-down",
    ),
    (
        "incident waive 1 --rule x --reason a --approved-by 李强",
        1,
        "reject-unknown-deadline",
    ),
    (
        "report add 1 --kind initial --channel phone --text x",
        1,
        "reject-no-recipient",
    ),
    (
        "report add 1 --kind initial --channel phone --to x --text x",
        1,
        "reject-unknown-recipient",
    ),
    (
        "report add 1 --kind initial --channel fax --to municipal-bureau",
        1,
        "reject-no-signatory",
    ),
    (
        "report add 1 --kind initial --channel phone --to municipal-bureau --at 21:59",
        1,
        "reject-before",
    ),
    ("report show 1 7", 1, "reject-unknown-report"),
    (
        "report add 1 --kind final --channel fax --text-file /none",
        2,
        "cli-text-file",
    ),
    (
        "watch take --officer 李强 --leader 王敏",
        1,
        "reject-leader-of-shift",
    ),
    (
        "watch take --officer 谁 --leader 李强",
        1,
        "reject-unknown-officer",
    ),
    ("--as 谁 incident note 1 x", 1, "reject-unknown-officer"),
    ("call add", 1, "reject-empty"),
    (
        "call triage C1 --no-matter x --title y",
        2,
        "cli-triage-facts",
    ),
    ("clock --to 21:00", 1, "reject-clock-backwards"),
    ("clock --advance soon", 1, "cli-span"),
    ("rules show none", 1, "cli-no-rule"),
    ("verify --head nonsense", 1, "cli-head"),
    ("init --code BN --name again", 1, "ledger-exists"),
];

const ADD: &[&str] = &["incident", "add", "--title", "油污", "--place", "江"];

#[test]
fn a_wish_that_cannot_be_is_refused_whole() {
    let home = Home::on_watch("2026-06-10 22:00");
    home.does(ADD);
    let before = home.entries();
    for (line, code, reason) in REFUSED {
        let args: Vec<&str> = line.split(' ').collect();
        assert_eq!(home.is_refused(*code, &args), *reason, "{line}");
    }
    assert_eq!(home.entries(), before, "nothing was recorded");
}

#[test]
fn a_time_that_parses_to_nonsense_is_refused() {
    let home = Home::simulated("2026-06-10 22:00");
    let add = |time: &'static str| [ADD, &["--learned", time]].concat();
    for (time, reason) in [
        ("", "cli-time-empty"),
        ("soon", "cli-time-not-a-time"),
        ("25:00", "cli-time-no-such-moment"),
        ("2026-02-30 10:00", "cli-time-no-such-moment"),
        ("昨天", "cli-time-not-a-time"),
        ("2026-06-10", "cli-time-not-a-time"),
    ] {
        assert_eq!(home.is_refused(1, &add(time)), reason, "{time:?}");
    }
}

#[test]
fn a_command_line_that_cannot_be_read_could_not_run() {
    let home = Home::empty();
    for (args, reason) in [
        (&["frobnicate"][..], "usage-command"),
        (&["incident"], "usage-no-command"),
        (&["incident", "add", "--titel", "x"], "usage-option-meant"),
        (&["incident", "add", "--zzz"], "usage-option"),
        (&["incident", "add", "--title"], "usage-no-value"),
        (&["incident", "add", "--grade", "V"], "usage-word"),
        (
            &["incident", "add", "--sensitive", "heavy-metal,wet"],
            "usage-word",
        ),
        (&["incident", "add", "--deaths", "many"], "usage-value"),
        (&["incident", "show"], "usage-missing"),
        (&["call", "triage", "C1"], "usage-missing"),
        (
            &["call", "triage", "C1", "--join", "1", "--no-matter", "x"],
            "usage-conflict",
        ),
        (
            &["clock", "--advance", "1m", "--rate", "1"],
            "usage-conflict",
        ),
        (
            &["init", "--code", "BN", "--name", "x", "--at", "10:00"],
            "usage-missing",
        ),
        (&["help", "frobnicate"], "usage-command"),
    ] {
        assert_eq!(home.is_refused(2, args), reason, "{args:?}");
    }
    assert!(!home.data().exists(), "nothing was made");
}

#[test]
fn a_slip_is_told_in_two_lines_that_name_it() {
    let home = Home::empty();
    let said = home.says(&["incident", "add", "--grade", "V"]);
    let lines: Vec<&str> = said.err.lines().collect();
    assert_eq!(
        lines,
        [
            "--grade <GRADE> 不能是“V”",
            "可以写：I, II, III, IV, unclear"
        ]
    );
}

#[test]
fn a_folder_without_a_desk_says_how_to_make_one() {
    let home = Home::empty();
    for args in [
        &["deadlines"][..],
        &["incident", "list"],
        &["status"],
        &["serve"],
        &["verify"],
        &["backup", "x.wk"],
        &[],
    ] {
        assert_eq!(home.is_refused(2, args), "ledger-absent", "{args:?}");
        assert!(home.says(args).err.contains("watchkeeper init"), "{args:?}");
    }
    assert!(!home.data().exists(), "looking makes nothing");
}

#[test]
fn a_desk_is_made_only_with_a_proper_code_zone_and_name() {
    let home = Home::empty();
    for (args, reason) in [
        (
            ["--code", "B", "--name", "x", "--zone", "Asia/Shanghai"],
            "cli-desk-code",
        ),
        (
            ["--code", "9B", "--name", "x", "--zone", "Asia/Shanghai"],
            "cli-desk-code",
        ),
        (
            ["--code", "BN", "--name", " ", "--zone", "Asia/Shanghai"],
            "reject-empty",
        ),
        (
            ["--code", "BN", "--name", "x", "--zone", "Mars/Olympus"],
            "cli-zone",
        ),
    ] {
        let args = [&["init"][..], &args].concat();
        assert_eq!(home.is_refused(1, &args), reason, "{args:?}");
    }
    assert!(!home.data().exists());
}

#[test]
fn a_settings_file_with_a_slip_is_told_with_its_line() {
    let home = Home::simulated("2026-06-10 22:00");
    std::fs::write(
        home.data().join("config.toml"),
        "lang = \"en\"\nlanguage = 1\n",
    )
    .unwrap();
    let said = home.says(&["deadlines"]);
    assert_eq!(said.code, 2);
    assert!(
        said.err.contains("config.toml") && said.err.contains('2'),
        "{said:?}"
    );
    std::fs::write(home.data().join("config.toml"), "lang = \"en\"\n").unwrap();
    assert_eq!(home.does(&["deadlines"]), "No deadline is running\n");
}
