//! Text from outside that would steer a terminal never reaches one.

use crate::support::Home;

const NASTY: [&str; 6] = [
    "\u{1b}[2J\u{1b}[31m",
    "\u{1b}]0;title\u{7}",
    "\u{9b}31m",
    "a\u{202e}gpj",
    "a\u{7f}b",
    "a\nb",
];

fn is_clean(text: &str) -> bool {
    let steers = |c: char| watchkeeper::domain::text::steers(c) && c != '\n';
    !text.chars().any(steers)
}

#[test]
fn a_title_that_steers_a_terminal_is_refused_and_the_refusal_is_clean() {
    let home = Home::simulated("2026-06-10 22:00");
    for nasty in NASTY {
        let args = ["incident", "add", "--title", nasty, "--place", "江"];
        assert_eq!(
            home.is_refused(1, &args),
            "reject-control-character",
            "{nasty:?}"
        );
    }
    for nasty in &NASTY[..5] {
        for args in [
            ["incident", "show", nasty, "--lang"],
            ["incident", "note", nasty, "--lang"],
            ["rules", "show", nasty, "--lang"],
            ["clock", "--to", nasty, "--lang"],
            ["verify", "--head", nasty, "--lang"],
        ] {
            for lang in ["zh-CN", "en"] {
                let said = home.says(&[&args[..], &[lang]].concat());
                assert_ne!(said.code, 0, "{args:?}");
                assert!(
                    is_clean(&said.err) && is_clean(&said.out),
                    "{args:?} {said:?}"
                );
                let told = home.says(&[&args[..], &[lang, "--json"]].concat());
                assert!(is_clean(&told.err), "{args:?} {told:?}");
            }
        }
    }
}

#[test]
fn a_file_name_that_steers_a_terminal_is_told_clean() {
    let home = Home::simulated("2026-06-10 22:00");
    for args in [
        ["rules", "check", "/x\u{1b}[2Jy"],
        ["restore", "/x\u{1b}[2Jy", "--json"],
    ] {
        let said = home.says(&args);
        assert_eq!(said.code, 2, "{said:?}");
        assert!(is_clean(&said.err), "{said:?}");
    }
}

#[test]
fn tabs_and_lines_in_prose_stay_inside_their_place() {
    let home = Home::simulated("2026-06-10 22:00");
    home.does(&["incident", "add", "--title", "油污", "--place", "江"]);
    home.does(&["incident", "note", "1", "一\n#99  假的一条\t二"]);
    let log = home.does(&["log", "--limit", "1"]);
    assert_eq!(log.lines().count(), 1, "one entry, one line: {log}");
    assert!(is_clean(&log));
    assert!(is_clean(&home.does(&["incident", "show", "1"])));
}
