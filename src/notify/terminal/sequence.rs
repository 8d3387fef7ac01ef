//! The sequences themselves, and their wrapping for tmux and screen.

use crate::domain::reminder::{MatterId, Urgency};
use crate::notify::notice::{Notice, clean_line};

use super::profile::Wrap;

/// Bytes of text in one sequence. kitty takes 2,048; a terminal shows far less.
pub const TEXT_BYTES_MAX: usize = 1_024;

/// Bytes of a string that every screen takes; longer ones go out in pieces.
const SCREEN_BYTES_MAX: usize = 250;

/// iTerm2's: one text. A text that begins with a digit would be read as a sub-command there and in
/// other terminals, hence the bracket.
pub fn osc9(wrap: Wrap, notice: &Notice) -> Vec<u8> {
    let text = text(&format!("[{}] {}", notice.title, one_line(&notice.body)));
    osc(wrap, &format!("9;{text}"))
}

/// urxvt's: title and body. It has no way to write a semicolon in a field.
pub fn osc777(wrap: Wrap, notice: &Notice) -> Vec<u8> {
    let field = |given: &str| text(given).replace(';', ",");
    let (title, body) = (field(&notice.title), field(&one_line(&notice.body)));
    osc(wrap, &format!("777;notify;{title};{body}"))
}

/// kitty's: title, then body, under one name, so that the next of the matter takes its place.
pub fn osc99(wrap: Wrap, notice: &Notice) -> Vec<u8> {
    let name = name(&notice.matter);
    let urgency = match notice.urgency {
        Urgency::Low => 0,
        Urgency::Normal => 1,
        Urgency::Critical => 2,
    };
    // Zero milliseconds: it never goes by itself.
    let stays = if notice.sticky { ":w=0" } else { "" };
    let title = text(&notice.title);
    let body = text(&one_line(&notice.body));
    let mut bytes = osc(wrap, &format!("99;i={name}:d=0:u={urgency}{stays};{title}"));
    bytes.extend(osc(wrap, &format!("99;i={name}:d=1:p=body;{body}")));
    bytes
}

/// Takes a notification of [`osc99`] away.
pub fn osc99_close(wrap: Wrap, matter: &MatterId) -> Vec<u8> {
    osc(wrap, &format!("99;i={}:p=close;", name(matter)))
}

/// A title. tmux and screen keep it for the pane themselves, so it is never wrapped.
pub fn title(wrap: Wrap, given: &str) -> Vec<u8> {
    let end = if wrap == Wrap::Screen {
        "\x07"
    } else {
        "\x1b\\"
    };
    format!("\x1b]2;{}{end}", text(given)).into_bytes()
}

/// A name that kitty accepts; different matters keep different names.
fn name(matter: &MatterId) -> String {
    let mut name = String::from("watchkeeper-");
    for byte in matter.0.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.') {
            name.push(char::from(byte));
        } else {
            name.extend(['_', hex(byte >> 4), hex(byte & 0x0f)]);
        }
    }
    name
}

fn hex(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16).unwrap_or('0')
}

fn one_line(body: &str) -> String {
    body.replace('\n', " | ")
}

/// Text as it may stand inside a sequence: nothing that could end it, cut at whole characters.
fn text(given: &str) -> String {
    let clean = clean_line(given, TEXT_BYTES_MAX);
    let mut end = clean.len().min(TEXT_BYTES_MAX);
    while !clean.is_char_boundary(end) {
        end -= 1;
    }
    clean[..end].to_owned()
}

fn osc(wrap: Wrap, payload: &str) -> Vec<u8> {
    match wrap {
        Wrap::None | Wrap::Unknown => format!("\x1b]{payload}\x1b\\").into_bytes(),
        Wrap::Tmux => {
            let inner = format!("\x1b]{payload}\x1b\\").replace('\x1b', "\x1b\x1b");
            format!("\x1bPtmux;{inner}\x1b\\").into_bytes()
        }
        Wrap::Screen => screen(&format!("\x1b]{payload}\x07")),
    }
}

/// screen ends a string at the first ESC \, so the sequence inside ends with BEL, and hands on the
/// pieces one after the other.
fn screen(inner: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = inner;
    while !rest.is_empty() {
        let mut end = rest.len().min(SCREEN_BYTES_MAX);
        while !rest.is_char_boundary(end) {
            end -= 1;
        }
        let (piece, tail) = rest.split_at(end);
        bytes.extend(format!("\x1bP{piece}\x1b\\").into_bytes());
        rest = tail;
    }
    bytes
}
