//! The level of a warning: the colour its words name, or the code a service writes for it.
//!
//! Colour words also name places (红河, 蓝田, 黄河, Orange County, Yellow River), and a headline may
//! name two levels (由黄色升级为橙色). So a colour counts by how near it stands to the word for a
//! warning, and after a word of change only what follows counts.

use std::ops::Range;

use crate::domain::warning::WarningLevel;
use crate::domain::warning::WarningLevel::{Blue, Orange, Red, Yellow};

const COLOURS: [(char, WarningLevel); 4] =
    [('红', Red), ('橙', Orange), ('黄', Yellow), ('蓝', Blue)];
const ENGLISH: [(&str, WarningLevel); 4] = [
    ("red", Red),
    ("orange", Orange),
    ("yellow", Yellow),
    ("blue", Blue),
];
/// Longest first, so that `III` is not read as `I`.
const NUMERALS: [(&str, WarningLevel); 12] = [
    ("III", Yellow),
    ("II", Orange),
    ("IV", Blue),
    ("I", Red),
    ("Ⅲ", Yellow),
    ("Ⅱ", Orange),
    ("Ⅳ", Blue),
    ("Ⅰ", Red),
    ("1", Red),
    ("2", Orange),
    ("3", Yellow),
    ("4", Blue),
];
const WARNING_WORDS: [&str; 7] = [
    "预警", "警报", "信号", "warning", "alert", "signal", "watch",
];
/// What follows one of these is the level that holds now.
const TURNS: [&str; 18] = [
    "升级为",
    "降级为",
    "升级到",
    "降级到",
    "提升为",
    "提升至",
    "升为",
    "降为",
    "降至",
    "变更为",
    "调整为",
    "更改为",
    "改为",
    "转为",
    "upgraded to",
    "downgraded to",
    "raised to",
    "lowered to",
];

/// The level a headline names.
pub(super) fn in_headline(headline: &str) -> Option<WarningLevel> {
    let text = headline.to_lowercase();
    colour(&text).or_else(|| numeral(headline))
}

/// The level a word alone names: 橙色, 橙, orange, ORANGE, Ⅱ级.
pub(super) fn in_word(word: &str) -> Option<WarningLevel> {
    let word = word.trim();
    let bare = word.strip_suffix('色').unwrap_or(word).to_lowercase();
    let chinese = COLOURS.iter().find(|(c, _)| bare == c.to_string());
    let english = ENGLISH.iter().find(|(name, _)| bare == *name);
    chinese
        .map(|(_, level)| *level)
        .or(english.map(|(_, level)| *level))
        .or_else(|| numeral(word))
}

/// The level of weather.com.cn's `LEVELCODE`, which counts upwards: 01 blue … 04 red.
pub(super) fn of_level_code(code: &str) -> Option<WarningLevel> {
    match code.trim() {
        "01" => Some(Blue),
        "02" => Some(Yellow),
        "03" => Some(Orange),
        "04" => Some(Red),
        _ => None,
    }
}

/// The level of a signal type or the picture named after it, which counts downwards: `p0005002`,
/// `…/p0005002.png`: 001 red … 004 blue.
pub(super) fn of_signal_type(code: &str) -> Option<WarningLevel> {
    let file = code.trim().rsplit('/').next()?;
    let name = file.split('.').next()?;
    let digits = name.strip_prefix(['p', 'P'])?;
    if digits.len() != 7 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    match &digits[4..] {
        "001" => Some(Red),
        "002" => Some(Orange),
        "003" => Some(Yellow),
        "004" => Some(Blue),
        _ => None,
    }
}

/// The colour nearest to a word for a warning, after the last word of change if there is one.
fn colour(text: &str) -> Option<WarningLevel> {
    let mentions = mentions(text);
    let ends = |turn: &&str| text.rfind(*turn).map(|start| start + turn.len());
    let turn = TURNS.iter().filter_map(ends).max().unwrap_or(0);
    let after = mentions.iter().filter(|(range, _)| range.start >= turn);
    nearest(text, after).or_else(|| nearest(text, mentions.iter()))
}

fn nearest<'a>(
    text: &str,
    mentions: impl Iterator<Item = &'a (Range<usize>, WarningLevel)>,
) -> Option<WarningLevel> {
    let marks: Vec<Range<usize>> = WARNING_WORDS
        .iter()
        .flat_map(|word| {
            text.match_indices(word)
                .map(|(at, found)| at..at + found.len())
        })
        .collect();
    let distance = |range: &Range<usize>| {
        let apart = |mark: &Range<usize>| {
            let gap = |from: usize, to: usize| {
                text.get(from..to).map_or(usize::MAX, |g| g.chars().count())
            };
            if mark.start >= range.end {
                gap(range.end, mark.start)
            } else {
                gap(mark.end, range.start)
            }
        };
        marks.iter().map(apart).min().unwrap_or(usize::MAX)
    };
    mentions
        .min_by_key(|(range, _)| distance(range))
        .map(|(_, level)| *level)
}

/// Every colour named: 红色; a bare 红 only right before 预警; English colours as whole words, of
/// which `blue-green` is none.
fn mentions(text: &str) -> Vec<(Range<usize>, WarningLevel)> {
    let mut found = Vec::new();
    for (name, level) in COLOURS {
        for (start, matched) in text.match_indices(name) {
            let end = start + matched.len();
            let rest = &text[end..];
            if rest.starts_with('色') {
                found.push((start..end + '色'.len_utf8(), level));
            } else if rest.starts_with("预警") {
                found.push((start..end, level));
            }
        }
    }
    for (name, level) in ENGLISH {
        for (start, matched) in text.match_indices(name) {
            let end = start + matched.len();
            let joins = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
            let inside = text[..start].ends_with(joins) || text[end..].starts_with(joins);
            if !inside {
                found.push((start..end, level));
            }
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// `[Ⅱ级/严重]`, `II级`, `Level IV`, `grade III`; not the level of a response (Ⅱ级响应).
fn numeral(text: &str) -> Option<WarningLevel> {
    let folded = text.to_uppercase();
    let chinese = folded.match_indices('级').find_map(|(at, mark)| {
        let rest = &folded[at + mark.len()..];
        let response = rest.starts_with("响应") || rest.starts_with("应急");
        let ends = |(name, _): &&(&str, WarningLevel)| folded[..at].ends_with(name);
        NUMERALS.iter().find(ends).filter(|_| !response)
    });
    let english = || {
        let marks = ["LEVEL ", "GRADE "];
        let rest = marks.iter().find_map(|mark| folded.split_once(mark))?.1;
        let word = rest.split(|c: char| !c.is_alphanumeric()).next()?;
        NUMERALS.iter().find(|(name, _)| word == *name)
    };
    chinese.or_else(english).map(|(_, level)| *level)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headline: &str, level: Option<WarningLevel>) {
        assert_eq!(in_headline(headline), level, "{headline}");
    }

    #[test]
    fn the_colour_of_the_signal_is_the_level() {
        check("吉安市气象台发布大雾橙色预警信号[II级/严重]", Some(Orange));
        check("吉安市气象台更新雷电黄色预警信号[III级/较重]", Some(Yellow));
        check("江苏省徐州市铜山区发布强对流黄色预警", Some(Yellow));
        check("黑山县气象台发布大风蓝色预警信号", Some(Blue));
        check("重庆市气象台发布黄色高温预警", Some(Yellow));
        check("中央气象台6月5日18时发布暴雨红色预警", Some(Red));
        check("巴南区发布暴雨红预警", Some(Red));
        check(
            "Guangling County Meteorological Bureau issued a blue gale warning [Level IV/general]",
            Some(Blue),
        );
        check(
            "Yuanshi County Meteorological Observatory updates blue warning for flash flood disasters [Level IV/General]",
            Some(Blue),
        );
        check(
            "Yulong station issued gale BLUE warning [grade IV / general]",
            Some(Blue),
        );
    }

    #[test]
    fn a_colour_in_a_name_is_no_level() {
        check("蓝田县气象台发布暴雨黄色预警信号", Some(Yellow));
        check("红河州气象台发布雷电黄色预警信号", Some(Yellow));
        check("黄河流域发布洪水橙色预警", Some(Orange));
        check("黄石市气象台发布寒潮预警", None);
        check(
            "Orange County bureau issued a blue gale warning",
            Some(Blue),
        );
        check(
            "Yellow River Commission issues orange flood warning",
            Some(Orange),
        );
        check(
            "Red River bureau: blue-green algae, yellow warning",
            Some(Yellow),
        );
        check("Predicted redness: warning", None);
        check("blue-green algae warning", None);
    }

    #[test]
    fn after_a_change_the_new_level_counts() {
        check("巴南区气象台将暴雨黄色预警信号升级为橙色", Some(Orange));
        check(
            "巴南区气象台将暴雨橙色预警信号降级为黄色预警信号",
            Some(Yellow),
        );
        check("暴雨蓝色预警变更为暴雨红色预警", Some(Red));
        check("Blue warning upgraded to orange", Some(Orange));
    }

    #[test]
    fn a_numeral_serves_where_no_colour_is_named() {
        check("巴南区发布Ⅱ级山洪灾害预警", Some(Orange));
        check("发布寒潮预警[IV级/一般]", Some(Blue));
        check("发布寒潮预警[III级/较重]", Some(Yellow));
        check("发布暴雨预警[Ⅰ级/特别严重]", Some(Red));
        check("Cold wave warning [Level III/serious]", Some(Yellow));
        check("Cold wave warning [Level IX]", None);
        check("启动Ⅱ级响应", None);
        check("发布寒潮预警", None);
        check("", None);
    }

    #[test]
    fn the_colour_outweighs_the_numeral() {
        check("发布暴雨橙色预警[III级/较重]", Some(Orange));
    }

    #[test]
    fn words_and_codes_of_the_services_are_known() {
        for (word, level) in [
            ("橙色", Some(Orange)),
            ("红", Some(Red)),
            ("YELLOW", Some(Yellow)),
            ("blue", Some(Blue)),
            ("Ⅱ级", Some(Orange)),
            ("白色", None),
            ("Minor", None),
            ("", None),
        ] {
            assert_eq!(in_word(word), level, "{word}");
        }
        let codes = ["01", "02", "03", "04", "05", "2"].map(of_level_code);
        assert_eq!(
            codes,
            [
                Some(Blue),
                Some(Yellow),
                Some(Orange),
                Some(Red),
                None,
                None
            ]
        );
        for (code, level) in [
            ("p0005002", Some(Orange)),
            ("p0012003", Some(Yellow)),
            ("p0001001", Some(Red)),
            (
                "https://image.nmc.cn/assets/img/alarm/p0007004.png",
                Some(Blue),
            ),
            ("p0005009", None),
            ("p5002", None),
            ("p000é002", None),
            ("", None),
        ] {
            assert_eq!(of_signal_type(code), level, "{code}");
        }
    }
}
