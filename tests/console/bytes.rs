//! Bytes of a terminal as keys. The samples are what terminals send, by their own documents; none of
//! what a terminal answers or reports may become a key, none of what is pressed may be lost.

use std::time::Duration;

use proptest::prelude::*;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use watchkeeper::console::app::keys::token::{ESCAPE_WAIT, PASTE_MAX, PASTE_WAIT, STRING_MAX};
use watchkeeper::console::app::keys::{Decoder, Heard, Reply};

/// Idles enough for anything that is half there to be given up.
const IDLES_MAX: usize = 8;

fn key(code: KeyCode) -> Heard {
    held(code, KeyModifiers::NONE)
}

fn held(code: KeyCode, held: KeyModifiers) -> Heard {
    Heard::Event(Event::Key(KeyEvent::new(code, held)))
}

fn c(c: char) -> Heard {
    key(KeyCode::Char(c))
}

fn ctrl(c: char) -> Heard {
    held(KeyCode::Char(c), KeyModifiers::CONTROL)
}

fn alt(code: KeyCode) -> Heard {
    held(code, KeyModifiers::ALT)
}

fn paste(text: &str) -> Heard {
    Heard::Event(Event::Paste(text.into()))
}

/// What comes of bytes in one piece, when nothing follows.
fn heard(bytes: &[u8]) -> Vec<Heard> {
    let mut decoder = Decoder::default();
    let mut heard = decoder.feed(bytes);
    heard.extend(rest(&mut decoder));
    heard
}

/// Nothing more comes, for as long as the decoder waits.
fn rest(decoder: &mut Decoder) -> Vec<Heard> {
    let mut heard = Vec::new();
    for _ in 0..IDLES_MAX {
        if decoder.patience().is_none() {
            return heard;
        }
        heard.extend(decoder.idle());
    }
    panic!("it waits for ever");
}

fn keys(heard: &[Heard]) -> Vec<&Heard> {
    let is_event = |heard: &&Heard| matches!(heard, Heard::Event(_));
    heard.iter().filter(is_event).collect()
}

/// What is pressed, and what a terminal sends.
fn pressed() -> Vec<(&'static [u8], Heard)> {
    [letters(), named()].concat()
}

/// Keys that are a character, with or without Ctrl and Alt.
fn letters() -> Vec<(&'static [u8], Heard)> {
    use KeyCode as K;
    use KeyModifiers as M;
    vec![
        (b"a", c('a')),
        (b"A", held(K::Char('A'), M::SHIFT)),
        (b" ", c(' ')),
        ("铊".as_bytes(), c('铊')),
        ("ｎ".as_bytes(), c('ｎ')),
        ("é".as_bytes(), c('é')),
        ("🚒".as_bytes(), c('🚒')),
        (b"\r", key(K::Enter)),
        (b"\t", key(K::Tab)),
        (b"\x7f", key(K::Backspace)),
        (b"\x08", key(K::Backspace)),
        (b"\n", ctrl('j')),
        (b"\x00", ctrl(' ')),
        (b"\x02", ctrl('b')),
        (b"\x19", ctrl('y')),
        (b"\x1a", ctrl('z')),
        (b"\x1d", ctrl(']')),
        (b"\x1b", key(K::Esc)),
        (b"\x1bb", alt(K::Char('b'))),
        (b"\x1b\r", alt(K::Enter)),
        (b"\x1b\x7f", alt(K::Backspace)),
        ("\u{1b}铊".as_bytes(), alt(K::Char('铊'))),
        (b"\x1bO", alt(K::Char('O'))),
    ]
}

/// Keys that are a sequence.
fn named() -> Vec<(&'static [u8], Heard)> {
    use KeyCode as K;
    use KeyModifiers as M;
    vec![
        (b"\x1b[A", key(K::Up)),
        (b"\x1b[1;5D", held(K::Left, M::CONTROL)),
        (b"\x1b[1;3C", held(K::Right, M::ALT)),
        (b"\x1b[a", held(K::Up, M::SHIFT)),
        (b"\x1bOd", held(K::Left, M::CONTROL)),
        (b"\x1bOB", key(K::Down)),
        (b"\x1b[Z", held(K::BackTab, M::SHIFT)),
        (b"\x1b[H", key(K::Home)),
        (b"\x1b[7~", key(K::Home)),
        (b"\x1b[4~", key(K::End)),
        (b"\x1bOF", key(K::End)),
        (b"\x1b[2~", key(K::Insert)),
        (b"\x1b[3~", key(K::Delete)),
        (b"\x1b[3;2~", held(K::Delete, M::SHIFT)),
        (b"\x1b[3$", held(K::Delete, M::SHIFT)),
        (b"\x1b[3^", held(K::Delete, M::CONTROL)),
        (b"\x1b[5~", key(K::PageUp)),
        (b"\x1b[6~", key(K::PageDown)),
        (b"\x1bOP", key(K::F(1))),
        (b"\x1b[[A", key(K::F(1))),
        (b"\x1b[[E", key(K::F(5))),
        (b"\x1b[11~", key(K::F(1))),
        (b"\x1bOR", key(K::F(3))),
        (b"\x1b[13~", key(K::F(3))),
        (b"\x1b[1;2R", held(K::F(3), M::SHIFT)),
        (b"\x1b[15~", key(K::F(5))),
        (b"\x1b[17~", key(K::F(6))),
        (b"\x1b[21~", key(K::F(10))),
        (b"\x1b[23~", key(K::F(11))),
        (b"\x1b[24~", key(K::F(12))),
        (b"\x1b[24;5~", held(K::F(12), M::CONTROL)),
        (b"\x1b[34~", key(K::F(20))),
        (b"\x1b[27;5;59~", ctrl(';')),
        (b"\x1b[97;5u", ctrl('a')),
        (b"\x1b[13;2u", held(K::Enter, M::SHIFT)),
        (b"\x1bOM", key(K::Enter)),
        (b"\x1bOq", c('1')),
        (b"\x1b[200~\x1b[201~", paste("")),
        (
            "\u{1b}[200~铊 1\r\n2\u{1b}[A\u{1b}[201~".as_bytes(),
            paste("铊 1\r\n2\u{1b}[A"),
        ),
        (b"\x1b[I", Heard::Event(Event::FocusGained)),
        (b"\x1b[O", Heard::Event(Event::FocusLost)),
    ]
}

/// What terminals answer or report, each whole.
const SAID: [&[u8]; 30] = [
    b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
    b"\x1b]10;rgb:ffff/ffff/ffff\x1b\\",
    b"\x1b]4;1;rgb:cdcd/0000/0000\x07",
    b"\x1b]52;c;6ZOK\x1b\\",
    b"\x1b]99;i=1:p=?;\x1b\\",
    "\u{1b}]lwatchkeeper 值守台\u{1b}\\".as_bytes(),
    b"\x1bP>|XTerm(390)\x1b\\",
    b"\x1bP1$r0;1m\x1b\\",
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1bP!|00000000\x1b\\",
    b"\x1b_Gi=31;OK\x1b\\",
    b"\x1b^private\x1b\\",
    b"\x1bXstart of string\x1b\\",
    b"\x1b[?62;4;22c",
    b"\x1b[>0;276;0c",
    b"\x1b[=1;0c",
    b"\x1b[?997;1n",
    b"\x1b[?997;2n",
    b"\x1b[?2026;2$y",
    b"\x1b[4;2$y",
    b"\x1b[0n",
    b"\x1b[24;80R",
    b"\x1b[1;1R",
    b"\x1b[?1;1R",
    b"\x1b[?0u",
    b"\x1b[8;24;80t",
    b"\x1b[4;600;800t",
    b"\x1b[?1;2;3S",
    b"\x1b[3;1;1x",
];

/// The mouse of a program that left it switched on.
const MOUSE: [&[u8]; 3] = [b"\x1b[<0;12;7M", b"\x1b[<0;12;7m", b"\x1b[M !!"];

#[test]
fn every_key_is_what_was_pressed() {
    for (bytes, expected) in pressed() {
        assert_eq!(heard(bytes), [expected], "{}", bytes.escape_ascii());
    }
}

#[test]
fn keys_on_each_others_heels_are_told_apart() {
    assert_eq!(
        heard(b"an\x1b[A\r"),
        [c('a'), c('n'), key(KeyCode::Up), key(KeyCode::Enter)]
    );
    assert_eq!(heard(b"\x1bORan"), [key(KeyCode::F(3)), c('a'), c('n')]);
    let esc_up = [key(KeyCode::Esc), key(KeyCode::Up)];
    assert_eq!(
        heard(b"\x1b\x1b[A"),
        esc_up,
        "a slow link brings both at once"
    );
    assert_eq!(heard(b"\x1b\x1b"), [key(KeyCode::Esc), key(KeyCode::Esc)]);
}

#[test]
fn nothing_a_terminal_says_becomes_a_key_and_no_key_around_it_is_lost() {
    for said in SAID.iter().chain(&MOUSE) {
        let bytes = [b"a".as_slice(), said, b"j\r\x1b[A"].concat();
        let all = heard(&bytes);
        let around = [c('a'), c('j'), key(KeyCode::Enter), key(KeyCode::Up)];
        let around: Vec<&Heard> = around.iter().collect();
        assert_eq!(keys(&all), around, "{}", said.escape_ascii());
    }
}

#[test]
fn what_a_terminal_says_comes_whole_to_whoever_asked() {
    let said = |bytes: &[u8]| match heard(bytes).as_slice() {
        [Heard::Reply(Reply { begins, text })] => (*begins, text.clone()),
        other => panic!("{other:?}"),
    };
    let colour = "11;rgb:1e1e/1e1e/2e2e".to_owned();
    assert_eq!(
        said(b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\"),
        (']', colour.clone())
    );
    assert_eq!(said(b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07"), (']', colour));
    assert_eq!(
        said(b"\x1bP>|XTerm(390)\x1b\\"),
        ('P', ">|XTerm(390)".into())
    );
    assert_eq!(said(b"\x1b[?62;4c"), ('[', "?62;4c".into()));
    assert_eq!(said(b"\x1b[?2026;2$y"), ('[', "?2026;2$y".into()));
}

#[test]
fn however_bytes_are_cut_the_same_comes_of_them() {
    let samples = pressed()
        .into_iter()
        .map(|(bytes, _)| bytes)
        .chain(SAID)
        .chain(MOUSE);
    for sample in samples {
        let bytes = [b"x".as_slice(), sample, b"y"].concat();
        let whole = heard(&bytes);
        for at in 0..=bytes.len() {
            for again in at..=bytes.len() {
                let mut decoder = Decoder::default();
                let mut cut = decoder.feed(&bytes[..at]);
                cut.extend(decoder.feed(&bytes[at..again]));
                cut.extend(decoder.feed(&bytes[again..]));
                cut.extend(rest(&mut decoder));
                assert_eq!(cut, whole, "{} at {at}, {again}", sample.escape_ascii());
            }
        }
    }
}

#[test]
fn an_answer_whose_second_half_comes_late_types_nothing() {
    for said in SAID {
        for at in 1..said.len() {
            let mut decoder = Decoder::default();
            let mut all = decoder.feed(&said[..at]);
            // A sequence of which a part is there is waited for, as long as nobody types like that.
            let is_waited_for = decoder
                .patience()
                .is_some_and(|wait| wait > Duration::from_millis(500));
            if !is_waited_for {
                all.extend(rest(&mut decoder));
            }
            all.extend(decoder.feed(&said[at..]));
            all.extend(decoder.feed(b"j"));
            all.extend(rest(&mut decoder));
            let mut expected = vec![c('j')];
            if at == 1 {
                // An Esc alone is a key; what comes later can not take it back.
                expected.insert(0, key(KeyCode::Esc));
            }
            let unguarded = at == 1 && matches!(said[1], b'^' | b'X');
            if !unguarded {
                let expected: Vec<&Heard> = expected.iter().collect();
                assert_eq!(keys(&all), expected, "{} at {at}", said.escape_ascii());
            }
        }
    }
}

#[test]
fn an_esc_alone_is_a_key_after_a_blink() {
    let mut decoder = Decoder::default();
    assert!(decoder.feed(b"\x1b").is_empty());
    assert_eq!(decoder.patience(), Some(ESCAPE_WAIT));
    assert_eq!(ESCAPE_WAIT, Duration::from_millis(25));
    assert_eq!(decoder.idle(), [key(KeyCode::Esc)]);
    assert_eq!(decoder.patience(), None, "nobody is waited for");
}

#[test]
fn what_is_typed_after_an_esc_is_typed() {
    for typed in ["[", "]", "P", "_", "[]", "P2", "]x", "PM2.5", "_a", "[x"] {
        let mut decoder = Decoder::default();
        decoder.feed(b"\x1b");
        decoder.idle();
        let mut all = Vec::new();
        for byte in typed.bytes() {
            all.extend(decoder.feed(&[byte]));
            all.extend(rest(&mut decoder));
        }
        let typed: Vec<char> = typed.chars().collect();
        let heard: Vec<char> = all
            .iter()
            .filter_map(|heard| match heard {
                Heard::Event(Event::Key(KeyEvent {
                    code: KeyCode::Char(c),
                    ..
                })) => Some(*c),
                _ => None,
            })
            .collect();
        assert_eq!(heard, typed);
    }
}

#[test]
fn a_string_that_never_ends_is_dropped_and_the_keys_after_it_are_keys() {
    for typed in ["j", "花溪河", "\r", "\u{1b}[A", "f"] {
        let mut decoder = Decoder::default();
        assert!(decoder.feed(b"\x1b]11;rgb:ff").is_empty());
        assert_eq!(decoder.patience(), Some(Duration::from_millis(100)));
        assert!(decoder.idle().is_empty());
        assert_eq!(decoder.patience(), None, "it wakes nobody");
        let mut all = decoder.feed(typed.as_bytes());
        all.extend(rest(&mut decoder));
        assert_eq!(all, heard(typed.as_bytes()), "{typed:?}");
    }
    let enter = Decoder::default().feed(b"\x1b]11;rgb:ff\r");
    assert_eq!(enter, [key(KeyCode::Enter)], "no answer holds a line end");
}

#[test]
fn a_string_longer_than_any_answer_is_dropped_to_its_end() {
    let long = "A".repeat(STRING_MAX + 900);
    for end in ["\u{7}", "\u{1b}\\"] {
        let bytes = format!("\u{1b}]52;c;{long}{end}j");
        assert_eq!(heard(bytes.as_bytes()), [c('j')]);
    }
    let mut decoder = Decoder::default();
    decoder.feed(format!("\u{1b}]52;c;{long}").as_bytes());
    assert!(rest(&mut decoder).is_empty());
    let mut late = decoder.feed(format!("{long}\u{7}j").as_bytes());
    late.extend(rest(&mut decoder));
    assert_eq!(late, [c('j')]);
}

#[test]
fn a_long_paste_is_one_text_however_it_comes() {
    let text = "花溪河死鱼，有气味。\r\n".repeat(4_000);
    assert!(text.len() > 100_000);
    let bytes = format!("\u{1b}[200~{text}\u{1b}[201~x");
    for size in [1, 7, 4_096] {
        let mut decoder = Decoder::default();
        let chunks = bytes.as_bytes().chunks(size);
        let all: Vec<Heard> = chunks.flat_map(|chunk| decoder.feed(chunk)).collect();
        assert_eq!(all, [paste(&text), c('x')]);
    }
    let endless = vec![b'a'; PASTE_MAX + 10];
    let bytes = [b"\x1b[200~".as_slice(), &endless, b"\x1b[201~x"].concat();
    assert_eq!(heard(&bytes), [paste(&"a".repeat(PASTE_MAX)), c('x')]);
}

#[test]
fn a_paste_that_never_ends_gives_the_keys_back() {
    let mut decoder = Decoder::default();
    assert!(
        decoder
            .feed("\u{1b}[200~花溪河\u{1b}[20".as_bytes())
            .is_empty()
    );
    assert_eq!(decoder.patience(), Some(PASTE_WAIT));
    assert_eq!(rest(&mut decoder), [paste("花溪河")]);
    assert_eq!(decoder.feed(b"j"), [c('j')]);
    assert_eq!(
        heard(b"\x1b[201~j"),
        [
            Heard::Reply(Reply {
                begins: '[',
                text: "201~".into()
            }),
            c('j')
        ]
    );
}

#[test]
fn a_key_that_goes_up_is_told_apart_from_one_that_goes_down() {
    let up = KeyEvent::new_with_kind(
        KeyCode::Char('a'),
        KeyModifiers::CONTROL,
        KeyEventKind::Release,
    );
    assert_eq!(heard(b"\x1b[97;5:3u"), [Heard::Event(Event::Key(up))]);
}

#[test]
fn bytes_of_another_charset_type_no_letter() {
    // 花溪河 in GB18030.
    for key in heard(b"\xbb\xa8\xcf\xaa\xba\xd3") {
        let Heard::Event(Event::Key(key)) = key else {
            panic!("{key:?}");
        };
        assert!(
            matches!(key.code, KeyCode::Char(c) if !c.is_ascii()),
            "{key:?}"
        );
    }
    assert_eq!(
        heard(b"\xe8\x8a\r"),
        [key(KeyCode::Enter)],
        "half a character"
    );
}

proptest! {
    #[test]
    fn no_bytes_take_the_next_key_away(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut decoder = Decoder::default();
        decoder.feed(&bytes);
        rest(&mut decoder);
        let mut all = decoder.feed(b"j");
        all.extend(rest(&mut decoder));
        prop_assert_eq!(all.last(), Some(&c('j')));
    }

    #[test]
    fn no_sequence_that_ended_takes_the_next_key_away(
        said in prop::sample::subsequence(SAID.to_vec(), 0..6),
        cut in 0_usize..200,
    ) {
        let bytes = [said.concat(), b"j\r".to_vec()].concat();
        let at = cut.min(bytes.len());
        let mut decoder = Decoder::default();
        let mut all = decoder.feed(&bytes[..at]);
        all.extend(decoder.feed(&bytes[at..]));
        let (j, enter) = (c('j'), key(KeyCode::Enter));
        prop_assert_eq!(keys(&all), vec![&j, &enter]);
    }

    #[test]
    fn random_bytes_cut_anywhere_give_the_same(
        bytes in prop::collection::vec(
            prop_oneof![Just(0x1b_u8), Just(b'['), Just(b']'), Just(b'\\'), Just(b'~'), any::<u8>()],
            0..80,
        ),
        at in 0_usize..80,
    ) {
        let at = at.min(bytes.len());
        let mut decoder = Decoder::default();
        let mut cut = decoder.feed(&bytes[..at]);
        cut.extend(decoder.feed(&bytes[at..]));
        cut.extend(rest(&mut decoder));
        prop_assert_eq!(cut, heard(&bytes));
    }
}
