//! Every command explains itself in both languages, and shells can complete it.

use std::collections::BTreeSet;
use std::process::Command;

use crate::support::Home;

/// The names of subcommands a help text lists.
fn subcommands(help: &str, heading: &str) -> Vec<String> {
    let after = help
        .split_once(&format!("{heading}:\n"))
        .map_or("", |(_, after)| after);
    let listed = after.lines().take_while(|line| line.starts_with("  "));
    // A description that goes on stands further to the right.
    let first_lines = listed.filter(|line| !line.starts_with("   "));
    let names = first_lines.filter_map(|line| line.split_whitespace().next());
    names.map(str::to_owned).collect()
}

fn walk(home: &Home, path: &[String], lang: &str, heading: &str, seen: &mut BTreeSet<String>) {
    let mut args: Vec<&str> = path.iter().map(String::as_str).collect();
    args.extend(["--lang", lang, "--help"]);
    let help = home.does(&args);
    assert!(
        !help.contains("[cmd") && !help.contains("[opt"),
        "{args:?} {help}"
    );
    let has_hanzi = help.chars().any(|c| ('一'..='鿿').contains(&c));
    assert_eq!(has_hanzi, lang == "zh-CN", "{args:?} {help}");
    seen.insert(path.join(" "));
    for name in subcommands(&help, heading) {
        walk(home, &[path, &[name]].concat(), lang, heading, seen);
    }
}

#[test]
fn every_command_explains_itself_in_both_languages() {
    let home = Home::empty();
    let mut all = Vec::new();
    for (lang, heading) in [("zh-CN", "命令"), ("en", "Commands")] {
        let mut seen = BTreeSet::new();
        walk(&home, &[], lang, heading, &mut seen);
        all.push(seen);
    }
    assert_eq!(all[0], all[1]);
    let promised = [
        "init",
        "serve",
        "status",
        "stop",
        "clock",
        "officer add",
        "officer list",
        "watch take",
        "watch show",
        "call add",
        "call triage",
        "call list",
        "incident add",
        "incident list",
        "incident show",
        "incident amend",
        "incident grade",
        "incident stand-down",
        "incident close",
        "incident dismiss",
        "report add",
        "deadlines",
        "reminders",
        "acknowledge",
        "quiet",
        "open",
        "agent",
        "notify test",
        "doctor",
        "almanac day",
        "almanac month",
        "almanac import",
        "period add",
        "period change",
        "period withdraw",
        "period list",
        "schedule",
        "step done",
        "step reopen",
        "warning take",
        "warning add",
        "warning list",
        "warning act",
        "warning confirm",
        "warning lift",
        "settings show",
        "settings set",
        "log",
        "verify",
        "backup",
        "restore",
        "rules list",
        "rules show",
        "rules check",
        "demo",
        "completions",
    ];
    for command in promised {
        assert!(all[0].contains(command), "{command}");
    }
    assert!(!home.data().exists());
}

#[test]
fn help_is_also_a_command() {
    let home = Home::empty();
    let asked = home.does(&["help", "incident", "add"]);
    assert_eq!(asked, home.does(&["incident", "add", "--help"]));
    assert!(home.does(&["--version"]).starts_with("watchkeeper "));
}

#[test]
fn shells_can_complete_commands_and_options() {
    let home = Home::empty();
    for shell in ["bash", "zsh", "fish"] {
        let script = home.does(&["completions", shell]);
        assert!(
            script.contains("stand-down") && script.contains("sensitive"),
            "{shell}"
        );
        let file = home.file(&format!("completions.{shell}"), &script);
        // Where the shell is not installed, nobody completes with it.
        if let Ok(output) = Command::new(shell).args(["-n", &file]).output() {
            assert!(
                output.status.success(),
                "{shell} {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
}
