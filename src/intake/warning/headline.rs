//! What a Chinese headline says beside the level: who, what they did, which hazard.
//! `巴南区气象台发布暴雨橙色预警信号[II级/严重]`.

use crate::domain::warning::WarningMessage;

/// What an issuer does to a warning. Where two are found, `发布` after `解除` is a change.
const VERBS: [(&str, WarningMessage); 14] = [
    ("继续发布", WarningMessage::Update),
    ("发布", WarningMessage::Alert),
    ("签发", WarningMessage::Alert),
    ("更新", WarningMessage::Update),
    ("变更", WarningMessage::Update),
    ("升级", WarningMessage::Update),
    ("降级", WarningMessage::Update),
    ("提升", WarningMessage::Update),
    ("调整", WarningMessage::Update),
    ("更正", WarningMessage::Update),
    ("解除", WarningMessage::Cancel),
    ("取消", WarningMessage::Cancel),
    ("撤销", WarningMessage::Cancel),
    ("终止", WarningMessage::Cancel),
];

/// What makes a verb a part of a name.
const NAMES: [&str; 4] = ["中心", "平台", "系统", "单位"];
/// Colours as a headline writes them; white is the lowest typhoon signal of some provinces.
const COLOURS: [&str; 5] = ["红色", "橙色", "黄色", "蓝色", "白色"];
/// What a level is counted with.
const NUMERALS: [char; 10] = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'I', 'V', '1', '2', '3', '4'];

/// A headline taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Headline {
    /// Who acts; empty where the headline does not begin with it.
    pub(super) issuer: String,
    /// What the message does.
    pub(super) message: WarningMessage,
    /// The hazard, where one stands before the colour or the word for a warning.
    pub(super) hazard: Option<String>,
}

/// Takes a headline apart.
pub(super) fn parse(text: &str) -> Headline {
    let Some((start, verb, message)) = first_verb(text) else {
        return Headline {
            issuer: String::new(),
            message: WarningMessage::Alert,
            hazard: hazard(text),
        };
    };
    let before = &text[..start];
    let after = &text[start + verb.len()..];
    // 巴南区气象台将暴雨黄色预警信号升级为橙色: the hazard stands before the verb.
    let (issuer, passive) = match before.split_once('将') {
        Some((issuer, object)) => (issuer, Some(object)),
        None => (before, None),
    };
    let renewed = message == WarningMessage::Cancel && after.contains("发布");
    Headline {
        issuer: issuer
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_owned(),
        message: if renewed {
            WarningMessage::Update
        } else {
            message
        },
        hazard: hazard(passive.unwrap_or(after)),
    }
}

/// The verb that stands first, the longer where two begin together. The names of issuers hold the
/// word too: 国家预警信息发布中心.
fn first_verb(text: &str) -> Option<(usize, &'static str, WarningMessage)> {
    let acts = |start: usize, verb: &str| {
        let rest = &text[start + verb.len()..];
        !NAMES.iter().any(|name| rest.starts_with(name))
    };
    let found = |(verb, message): &(&'static str, WarningMessage)| {
        let mut places = text.match_indices(verb).map(|(start, _)| start);
        let start = places.find(|start| acts(*start, verb))?;
        Some((start, *verb, *message))
    };
    let verbs = VERBS.iter().filter_map(found);
    verbs.min_by_key(|(start, verb, _)| (*start, usize::MAX - verb.len()))
}

/// The words before the colour or, where the colour comes first, between it and 预警.
fn hazard(text: &str) -> Option<String> {
    let (object, _) = text.split_once("预警")?;
    let mut colours = COLOURS.iter();
    let words = match colours.find_map(|colour| object.split_once(colour)) {
        Some(("", after)) => after,
        Some((before, _)) => before,
        None => object.trim_end_matches(['红', '橙', '黄', '蓝']),
    };
    let words = words
        .strip_suffix('级')
        .map_or(words, |words| words.trim_end_matches(NUMERALS));
    let words = words.trim_matches(|c: char| !c.is_alphanumeric());
    Some(words.to_owned()).filter(|words| !words.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, issuer: &str, message: WarningMessage, hazard: Option<&str>) {
        let expected = Headline {
            issuer: issuer.to_owned(),
            message,
            hazard: hazard.map(str::to_owned),
        };
        assert_eq!(parse(text), expected, "{text}");
    }

    #[test]
    fn a_headline_names_issuer_act_and_hazard() {
        use WarningMessage::{Alert, Cancel, Update};
        check(
            "吉安市气象台发布大雾橙色预警信号[II级/严重]",
            "吉安市气象台",
            Alert,
            Some("大雾"),
        );
        check(
            "吉安市气象台更新雷电黄色预警信号[III级/较重]",
            "吉安市气象台",
            Update,
            Some("雷电"),
        );
        check(
            "筠连县气象台解除暴雨橙色预警信号",
            "筠连县气象台",
            Cancel,
            Some("暴雨"),
        );
        check(
            "重庆市气象台发布黄色高温预警",
            "重庆市气象台",
            Alert,
            Some("高温"),
        );
        check(
            "巴南区气象台继续发布暴雨红色预警",
            "巴南区气象台",
            Update,
            Some("暴雨"),
        );
        check(
            "巴南区气象台将暴雨黄色预警信号升级为橙色",
            "巴南区气象台",
            Update,
            Some("暴雨"),
        );
        check(
            "解除暴雨橙色预警信号，发布暴雨黄色预警信号",
            "",
            Update,
            Some("暴雨"),
        );
        check(
            "巴南区发布地质灾害气象风险黄色预警",
            "巴南区",
            Alert,
            Some("地质灾害气象风险"),
        );
        check(
            "巴南区气象台发布寒潮预警",
            "巴南区气象台",
            Alert,
            Some("寒潮"),
        );
        check(
            "国家预警信息发布中心发布暴雨橙色预警",
            "国家预警信息发布中心",
            Alert,
            Some("暴雨"),
        );
        check(
            "巴南区发布山洪灾害Ⅱ级预警",
            "巴南区",
            Alert,
            Some("山洪灾害"),
        );
        check("天气实况", "", Alert, None);
        check("", "", Alert, None);
    }
}
