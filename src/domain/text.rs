//! Texts people type: trimmed, bounded, free of characters that could steer a terminal.

use super::rejection::Rejection;

/// Characters a name, number or unit may have.
pub const NAME_MAX: usize = 60;
/// Characters a one-line text may have: title, place, receiver, ground.
pub const LINE_MAX: usize = 200;
/// Characters a fact, note, reason or instruction may have.
pub const PROSE_MAX: usize = 5_000;
/// Characters the words of a report may have.
pub const WORDS_MAX: usize = 20_000;

/// A one-line text, trimmed; may be empty. Refuses every control character.
pub fn line(field: &str, given: &str, limit: usize) -> Result<String, Rejection> {
    checked(field, given.trim(), limit, |_| false)
}

/// A one-line text that must say something.
pub fn filled_line(field: &str, given: &str, limit: usize) -> Result<String, Rejection> {
    filled(field, line(field, given, limit)?)
}

/// A text of several lines, trimmed; may be empty. Line ends become `\n`; refuses every control
/// character but line end and tab.
pub fn prose(field: &str, given: &str, limit: usize) -> Result<String, Rejection> {
    let unix = given.replace("\r\n", "\n");
    checked(field, unix.trim(), limit, |c| matches!(c, '\n' | '\t'))
}

/// A text of several lines that must say something.
pub fn filled_prose(field: &str, given: &str, limit: usize) -> Result<String, Rejection> {
    filled(field, prose(field, given, limit)?)
}

/// A number to dial, as people write it: `023-6000 0001 转 8`; may be empty. Digits and signs of a
/// Chinese input method become the plain ones. Refuses what holds no number, what a spreadsheet
/// would take for a formula, and what one has made of a number (`1.38E+10`).
pub fn phone(field: &str, given: &str) -> Result<String, Rejection> {
    let text: String = line(field, given, NAME_MAX)?.chars().map(plain).collect();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_formula = text.starts_with(['=', '@']);
    if text.is_empty() || (digits >= PHONE_DIGITS_MIN && !is_formula && !is_computed(&text)) {
        return Ok(text);
    }
    Err(Rejection::NotAPhone {
        field: field.to_owned(),
        given: text,
    })
}

/// Digits the shortest number has: 110.
const PHONE_DIGITS_MIN: usize = 3;

/// A character of the full width as the one of half the width it stands for.
fn plain(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    }
}

/// Whether a spreadsheet made a figure of a number: `1.38E+10`, `13800000000.0`.
fn is_computed(text: &str) -> bool {
    let (figure, power) = text.split_once(['e', 'E']).unwrap_or((text, ""));
    let is_figure = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == '.');
    let is_power = power.starts_with('+') && power[1..].chars().all(|c| c.is_ascii_digit());
    is_figure(figure) && (is_power || (power.is_empty() && figure.contains('.')))
}

fn filled(field: &str, text: String) -> Result<String, Rejection> {
    if text.is_empty() {
        return Err(Rejection::Empty {
            field: field.to_owned(),
        });
    }
    Ok(text)
}

fn checked(
    field: &str,
    text: &str,
    limit: usize,
    permitted: impl Fn(char) -> bool,
) -> Result<String, Rejection> {
    let given = text.chars().count();
    if given > limit {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        return Err(Rejection::TooLong {
            field: field.to_owned(),
            limit: number(limit),
            given: number(given),
        });
    }
    if text.chars().any(|c| steers(c) && !permitted(c)) {
        return Err(Rejection::ControlCharacter {
            field: field.to_owned(),
        });
    }
    Ok(text.to_owned())
}

/// Whether a character could move a cursor, hide text or turn its direction on a screen.
pub fn steers(c: char) -> bool {
    let turns_direction = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || turns_direction || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_trimmed_and_kept_word_for_word() {
        assert_eq!(
            line("title", "  嘉陵江铊超标 ", LINE_MAX).unwrap(),
            "嘉陵江铊超标"
        );
    }

    #[test]
    fn the_limit_counts_characters_not_bytes() {
        let text = "铊".repeat(LINE_MAX);
        assert!(line("title", &text, LINE_MAX).is_ok());
        let refused = line("title", &format!("{text}超"), LINE_MAX).unwrap_err();
        assert_eq!(
            refused,
            Rejection::TooLong {
                field: "title".into(),
                limit: 200,
                given: 201
            }
        );
    }

    #[test]
    fn escape_sequences_and_direction_marks_are_refused() {
        for hostile in ["\u{1b}[2J", "a\u{202e}b", "a\u{9b}31m", "a\nb", "a\u{0}b"] {
            let refused = line("title", hostile, LINE_MAX).unwrap_err();
            assert_eq!(
                refused,
                Rejection::ControlCharacter {
                    field: "title".into()
                }
            );
        }
    }

    #[test]
    fn prose_keeps_its_lines() {
        assert_eq!(prose("course", "一\r\n二\n", PROSE_MAX).unwrap(), "一\n二");
        assert!(prose("course", "一\u{1b}c", PROSE_MAX).is_err());
    }

    #[test]
    fn blanks_alone_say_nothing() {
        assert_eq!(
            filled_line("place", " \u{3000}", LINE_MAX).unwrap_err(),
            Rejection::Empty {
                field: "place".into()
            }
        );
    }
}
