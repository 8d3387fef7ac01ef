//! Foreign texts made fit for the record: control characters, direction marks and markup go; long
//! prose is cut with a mark that says so. Names of messages are never changed: they are exact or
//! refused.

use crate::domain::text::steers;

/// Says that the text went on; no sender writes it so.
pub const CUT: &str = "[…]";

/// Characters inside the longest tag that is taken for markup; a `<` before a number is a less-than.
const TAG_MAX: usize = 200;

/// A text of one line, of at most `limit` characters.
pub fn line(given: &str, limit: usize) -> String {
    let plain = without_markup(given);
    let spaced: String = plain
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !steers(*c))
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    cut(&words.join(" "), limit)
}

/// A text of several lines, of at most `limit` characters.
pub fn prose(given: &str, limit: usize) -> String {
    let plain = without_markup(&given.replace("\r\n", "\n"));
    let kept: String = plain
        .chars()
        .map(|c| if c == '\r' { '\n' } else { c })
        .filter(|c| matches!(c, '\n' | '\t') || !steers(*c))
        .collect();
    let lines: Vec<&str> = kept.trim().lines().map(str::trim_end).collect();
    cut(&lines.join("\n"), limit)
}

fn cut(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let room = limit.saturating_sub(CUT.chars().count());
    let head: String = text.chars().take(room).collect();
    format!("{}{CUT}", head.trim_end())
}

/// The text without HTML tags; a line break becomes one. `能见度<500米` is no tag and stays.
fn without_markup(given: &str) -> String {
    let mut plain = String::with_capacity(given.len());
    let mut rest = given;
    while let Some(start) = rest.find('<') {
        plain.push_str(&rest[..start]);
        rest = &rest[start..];
        if let Some((name, after)) = tag(rest) {
            if matches!(name, "br" | "BR" | "p" | "P") {
                plain.push('\n');
            }
            rest = after;
        } else {
            plain.push('<');
            rest = &rest[1..];
        }
    }
    plain.push_str(rest);
    plain.replace("&nbsp;", " ")
}

/// The name of the tag a text begins with, and what follows the tag.
fn tag(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('<')?;
    let name = inner.strip_prefix('/').unwrap_or(inner);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let end = name.find(['>', '<'])?;
    let (head, after) = name.split_at(end);
    if !after.starts_with('>') || head.chars().count() > TAG_MAX {
        return None;
    }
    let length = head
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(head.len());
    Some((&head[..length], &after[1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_no_breaks_and_nothing_that_steers() {
        let hostile = " 巴南区\r\n气象台\u{1b}[2J\u{202e}发布\t暴雨\u{feff} ";
        assert_eq!(line(hostile, 100), "巴南区 气象台[2J发布 暴雨");
    }

    #[test]
    fn prose_keeps_its_lines() {
        assert_eq!(prose("一\r\n二\r三\u{7}\n", 100), "一\n二\n三");
    }

    #[test]
    fn tags_go_and_comparisons_stay() {
        assert_eq!(prose("一<br/>二<p class=\"x\">三</p>", 100), "一\n二\n三");
        assert_eq!(line("能见度<500米，风>6级", 100), "能见度<500米，风>6级");
        assert_eq!(line("a < b and c > d", 100), "a < b and c > d");
        assert_eq!(line("<b", 100), "<b");
        assert_eq!(line("<script>x</script>y&nbsp;z", 100), "xy z");
    }

    #[test]
    fn what_is_cut_says_so_and_keeps_the_limit() {
        let text = prose(&"雨".repeat(50), 10);
        assert_eq!(text, format!("{}[…]", "雨".repeat(7)));
        assert_eq!(text.chars().count(), 10);
        assert_eq!(line("正好十个字正好十个字", 10), "正好十个字正好十个字");
    }
}
