//! The bytes a terminal is told with.

use watchkeeper::domain::reminder::{MatterId, Urgency};
use watchkeeper::locale::Lang;
use watchkeeper::notify::terminal::{Profile, Sends, TEXT_BYTES_MAX, Wrap};
use watchkeeper::notify::{Marks, Notice, NoticeKind, Outcome, Reason};

fn notice(title: &str, body: &str) -> Notice {
    let matter = MatterId("BN-2026-014/phone".to_owned());
    Notice::new(
        Lang::Zh,
        &matter,
        NoticeKind::Overdue,
        Marks::default(),
        (title, body),
    )
}

/// The terminal of an environment written as `TERM=foot KITTY_WINDOW_ID=1`.
fn of(environment: &str) -> Profile {
    Profile::of(|name| {
        environment
            .split_whitespace()
            .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
            .map(str::to_owned)
    })
}

fn sends(sends: Sends, wrap: Wrap) -> Profile {
    Profile {
        sends,
        wrap,
        titles: true,
    }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[track_caller]
fn check(environment: &str, sends: Sends, wrap: Wrap) {
    let profile = of(environment);
    assert_eq!(
        (profile.sends, profile.wrap),
        (sends, wrap),
        "{environment}"
    );
}

#[test]
fn the_terminal_is_known_from_its_environment() {
    let cases = [
        ("TERM=xterm-kitty", Sends::Osc99),
        ("TERM=foot", Sends::Osc777),
        ("TERM=foot-extra", Sends::Osc777),
        ("TERM=xterm-ghostty", Sends::Osc777),
        ("TERM=rxvt-unicode-256color", Sends::Osc777),
        ("TERM=alacritty", Sends::Bell),
        ("TERM=linux", Sends::Bell),
        ("TERM=dumb", Sends::Nothing),
        ("", Sends::Nothing),
        ("TERM=xterm-256color", Sends::Bell),
        ("TERM=xterm-256color KITTY_WINDOW_ID=1", Sends::Osc99),
        ("TERM=xterm-256color TERM_PROGRAM=WezTerm", Sends::Osc777),
        ("TERM=xterm-256color TERM_PROGRAM=iTerm.app", Sends::Osc9),
        ("TERM=xterm-256color LC_TERMINAL=iTerm2", Sends::Osc9),
        ("TERM=xterm-256color WT_SESSION=0f", Sends::Osc777),
        ("TERM=xterm-256color KONSOLE_VERSION=220401", Sends::Osc777),
        ("TERM=xterm-256color VTE_VERSION=7006", Sends::Osc777),
    ];
    for (environment, sends) in cases {
        check(environment, sends, Wrap::None);
    }
}

#[test]
fn a_terminal_started_from_another_is_not_taken_for_it() {
    let inherited = "TERM=xterm-256color KITTY_WINDOW_ID=1 VTE_VERSION=7006";
    check(inherited, Sends::Osc777, Wrap::None);
    check("TERM=alacritty KITTY_WINDOW_ID=1", Sends::Bell, Wrap::None);
    check(
        "TERM=xterm-kitty VTE_VERSION=7006",
        Sends::Osc99,
        Wrap::None,
    );
}

#[test]
fn inside_tmux_and_screen_the_terminal_behind_is_looked_for() {
    let kitty = "TERM=tmux-256color TMUX=/tmp/t,1,0 TERM_PROGRAM=tmux KITTY_WINDOW_ID=1";
    check(kitty, Sends::Osc99, Wrap::Tmux);
    check(
        "TERM=screen-256color TMUX=/tmp/t,1,0",
        Sends::Bell,
        Wrap::Tmux,
    );
    check(
        "TERM=screen STY=12.pts WEZTERM_PANE=0",
        Sends::Osc777,
        Wrap::Screen,
    );
    // Over ssh from inside one of them: which one cannot be known, so nothing can be wrapped.
    check(
        "TERM=screen-256color LC_TERMINAL=iTerm2",
        Sends::Bell,
        Wrap::Unknown,
    );
    // tmux says so itself, also over ssh.
    check(
        "TERM=tmux-256color LC_TERMINAL=iTerm2",
        Sends::Osc9,
        Wrap::Tmux,
    );
}

#[test]
fn what_the_user_says_of_the_terminal_wins() {
    let profile = of("TERM=xterm-256color").sending(Sends::Osc9);
    assert_eq!(profile.sends, Sends::Osc9);
}

#[test]
fn each_sequence_is_as_its_terminal_reads_it() {
    let notice = notice("已超时", "甲;乙\n丙");
    let cases = [
        (Sends::Bell, "\x07"),
        (Sends::Osc9, "\x1b]9;[已超时] 甲;乙 | 丙\x1b\\\x07"),
        (Sends::Osc777, "\x1b]777;notify;已超时;甲,乙 | 丙\x1b\\\x07"),
        (
            Sends::Osc99,
            "\x1b]99;i=watchkeeper-BN-2026-014_2fphone:d=0:u=2:w=0;已超时\x1b\\\
             \x1b]99;i=watchkeeper-BN-2026-014_2fphone:d=1:p=body;甲;乙 | 丙\x1b\\\x07",
        ),
        (Sends::Nothing, ""),
    ];
    for (kind, expected) in cases {
        let bytes = sends(kind, Wrap::None).notice(&notice);
        assert_eq!(text(&bytes), expected, "{kind:?}");
    }
}

#[test]
fn inside_tmux_every_escape_is_doubled_and_the_bell_stays_bare() {
    let bytes = sends(Sends::Osc777, Wrap::Tmux).notice(&notice("a", "b"));
    assert_eq!(
        text(&bytes),
        "\x1bPtmux;\x1b\x1b]777;notify;a;b\x1b\x1b\\\x1b\\\x07"
    );
}

#[test]
fn inside_screen_the_sequence_ends_with_bel_and_goes_out_in_pieces() {
    let bytes = sends(Sends::Osc777, Wrap::Screen).notice(&notice("a", "b"));
    assert_eq!(text(&bytes), "\x1bP\x1b]777;notify;a;b\x07\x1b\\\x07");

    let long = notice("已超时", &"铊".repeat(300));
    let bytes = sends(Sends::Osc777, Wrap::Screen).notice(&long);
    let whole = text(&bytes).strip_suffix('\x07').unwrap();
    let mut joined = String::new();
    for piece in whole.split_terminator("\x1b\\") {
        let inner = piece.strip_prefix("\x1bP").unwrap();
        assert!(inner.len() <= 250, "{} bytes", inner.len());
        joined.push_str(inner);
    }
    assert_eq!(joined, format!("\x1b]777;notify;已超时;{}\x07", long.body));
}

#[test]
fn hostile_text_cannot_end_a_sequence_or_start_another() {
    let mut hostile = notice("a", "b");
    // As it could come from another process, past the constructor.
    hostile.title = "x\x1b\\\x07\u{9c}\x1b]52;c;ZXZpbA==\x07\u{202e}".to_owned();
    hostile.body = "\x1bPtmux;\x1b\x1b[2J\x1b\\\r\n\x0e9;4;3".to_owned();
    hostile.matter = MatterId("m\x1b\\;p=close;\x07\u{e9}".to_owned());
    for wrap in [Wrap::None, Wrap::Tmux, Wrap::Screen] {
        for kind in [Sends::Osc9, Sends::Osc777, Sends::Osc99] {
            let harmless = sends(kind, wrap).notice(&notice("a", "b"));
            let bytes = sends(kind, wrap).notice(&hostile);
            let controls = |bytes: &[u8]| -> Vec<char> {
                text(bytes).chars().filter(|c| c.is_control()).collect()
            };
            assert_eq!(controls(&bytes), controls(&harmless), "{kind:?} {wrap:?}");
            assert!(!text(&bytes).contains('\u{202e}'));
        }
        let close = sends(Sends::Osc99, wrap).settle(&hostile.matter);
        assert!(!text(&close).contains("m\x1b"));
    }
}

#[test]
fn osc9_never_begins_with_a_digit_which_would_be_a_sub_command() {
    let bytes = sends(Sends::Osc9, Wrap::None).notice(&notice("4;3;50", ""));
    assert!(text(&bytes).starts_with("\x1b]9;["), "{}", text(&bytes));
}

#[test]
fn no_sequence_carries_more_than_its_limit() {
    let mut long = notice("a", "b");
    long.title = "铊".repeat(100_000);
    long.body = "铊".repeat(100_000);
    for (kind, texts) in [(Sends::Osc9, 1), (Sends::Osc777, 2), (Sends::Osc99, 2)] {
        let bytes = sends(kind, Wrap::None).notice(&long);
        assert!(
            bytes.len() < texts * TEXT_BYTES_MAX + 200,
            "{kind:?}: {}",
            bytes.len()
        );
        assert!(text(&bytes).contains("铊铊"));
    }
}

#[test]
fn a_notice_of_little_weight_does_not_ring() {
    for (urgency, rings) in [
        (Urgency::Low, false),
        (Urgency::Normal, true),
        (Urgency::Critical, true),
    ] {
        let bytes = sends(Sends::Osc777, Wrap::None).notice(&notice("a", "b").at(urgency));
        assert_eq!(bytes.ends_with(b"\x07"), rings, "{urgency:?}");
    }
}

#[test]
fn a_settled_matter_is_taken_away_where_the_terminal_can() {
    let matter = MatterId("BN-2026-014/phone".to_owned());
    assert_eq!(
        text(&sends(Sends::Osc99, Wrap::None).settle(&matter)),
        "\x1b]99;i=watchkeeper-BN-2026-014_2fphone:p=close;\x1b\\"
    );
    assert!(sends(Sends::Osc777, Wrap::None).settle(&matter).is_empty());
}

#[test]
fn different_matters_never_share_a_name() {
    let named = |matter: &str| sends(Sends::Osc99, Wrap::None).settle(&MatterId(matter.to_owned()));
    let all = ["a/b", "a_b", "a_2fb", "a:b", "a.b", "ab", "甲"];
    for (n, one) in all.iter().enumerate() {
        for other in &all[n + 1..] {
            assert_ne!(named(one), named(other), "{one} {other}");
        }
    }
}

#[test]
fn the_title_counts_what_is_overdue_and_comes_back_afterwards() {
    let plain = sends(Sends::Bell, Wrap::None);
    assert_eq!(text(&plain.title_keep()), "\x1b[22;2t");
    assert_eq!(
        text(&plain.title(Lang::Zh, 3, "值守台 BN")),
        "\x1b]2;（超时 3）值守台 BN\x1b\\"
    );
    assert_eq!(
        text(&plain.title(Lang::En, 3, "BN")),
        "\x1b]2;(3 overdue) BN\x1b\\"
    );
    assert_eq!(
        text(&plain.title(Lang::Zh, 0, "值守台 BN")),
        "\x1b]2;值守台 BN\x1b\\"
    );
    assert_eq!(text(&plain.title_restore()), "\x1b[23;2t");
    let screen = sends(Sends::Bell, Wrap::Screen);
    assert_eq!(text(&screen.title_restore()), "\x1b]2;\x07");
    let hostile = plain.title(Lang::Zh, 1, "x\x1b\\\x07y");
    assert_eq!(text(&hostile), "\x1b]2;（超时 1）x\\y\x1b\\");
}

#[test]
fn the_kernel_console_gets_no_sequence_at_all() {
    let linux = of("TERM=linux");
    assert_eq!(linux.notice(&notice("a", "b")), b"\x07");
    assert!(linux.title(Lang::Zh, 3, "x").is_empty());
    assert!(linux.title_keep().is_empty());
    assert!(linux.title_restore().is_empty());
}

#[test]
fn what_came_of_writing_is_said() {
    let bell = sends(Sends::Bell, Wrap::None);
    assert_eq!(bell.outcome(&notice("a", "b"), Ok(())), Outcome::Told);
    let mut again = notice("a", "b");
    again.marks.repeat = true;
    assert_eq!(bell.outcome(&again, Ok(())), Outcome::Repeat);
    let gone = bell.outcome(&again, Err(std::io::ErrorKind::BrokenPipe.into()));
    assert!(
        matches!(&gone, Outcome::Failed { reason: Reason::NotWritten { says } } if says == "broken pipe"),
        "{gone:?}"
    );
    let dumb = sends(Sends::Nothing, Wrap::None).outcome(&again, Ok(()));
    assert_eq!(
        dumb,
        Outcome::Unavailable {
            reason: Reason::NoTerminal
        }
    );
}
