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

fn first_verb(text: &str) -> Option<(usize, &'static str, WarningMessage)> {
    let found = |(verb, message): &(&'static str, WarningMessage)| {
        text.find(verb).map(|start| (start, *verb, *message))
    };
    VERBS
        .iter()
        .filter_map(found)
        .min_by_key(|(start, verb, _)| (*start, usize::MAX - verb.len()))
}

/// The words before the colour or, where the colour comes first, between it and 预警.
fn hazard(text: &str) -> Option<String> {
    let object = text.split("预警").next()?;
    let object = if object.len() == text.len() {
        return None;
    } else {
        object
    };
    let named = ["红色", "橙色", "黄色", "蓝色", "白色"]
        .iter()
        .find_map(|colour| object.split_once(colour));
    let words = match named {
        Some(("", after)) => after,
        Some((before, _)) => before,
        None => object
            .strip_suffix(['红', '橙', '黄', '蓝'])
            .unwrap_or(object),
    };
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
        check("天气实况", "", Alert, None);
        check("", "", Alert, None);
    }
}
