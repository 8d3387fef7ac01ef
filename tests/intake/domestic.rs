//! The JSON of the domestic services.

use watchkeeper::domain::warning::{WarningFacts, WarningLevel, WarningMessage, WarningStatus};
use watchkeeper::intake::Reason;
use watchkeeper::intake::warning::{WARNINGS_MAX, read};

use crate::sample::{CMA_MAP, CMA_NOW, DETAIL, NATIONAL, NMC, at, now, one, refused, take};

#[test]
fn the_answer_for_a_station_is_read() {
    let warnings = take(CMA_NOW).unwrap();
    let expected = WarningFacts {
        identifier: "36080041600000_20250313143727".into(),
        sender: "吉安市气象台".into(),
        sent: at("2025-03-13T14:35:00+08:00"),
        status: WarningStatus::Actual,
        message: WarningMessage::Alert,
        references: vec![],
        hazard: "大雾".into(),
        level: Some(WarningLevel::Orange),
        headline: "吉安市气象台发布大雾橙色预警信号[II级/严重]".into(),
        text: String::new(),
        area: String::new(),
        area_codes: vec![],
        effective: at("2025-03-13T14:35:00+08:00"),
        expires: None,
    };
    assert_eq!(warnings[0], expected);
    assert_eq!(warnings[1].level, Some(WarningLevel::Yellow));
    assert_eq!(warnings[1].message, WarningMessage::Update);
    assert_eq!(warnings.len(), 2);
}

#[test]
fn the_maps_list_is_read() {
    let facts = one(CMA_MAP);
    assert_eq!(facts.sender, "铜山区气象台");
    assert_eq!(facts.area, "江苏省徐州市铜山区");
    assert_eq!(facts.hazard, "强对流");
    assert_eq!(facts.level, Some(WarningLevel::Yellow));
    assert_eq!(
        facts.text,
        "预计今天午后到上半夜有强对流天气。\n请加强防范。"
    );
}

#[test]
fn a_page_of_the_list_is_read_and_words_outweigh_pictures() {
    let warnings = take(NMC).unwrap();
    assert_eq!(warnings[0].sent, at("2026-08-23T17:08:00+08:00"));
    assert_eq!(
        warnings[0].level,
        Some(WarningLevel::Blue),
        "the picture says red"
    );
    assert_eq!(
        warnings[1].level,
        Some(WarningLevel::Yellow),
        "only the picture tells"
    );
    assert_eq!(warnings[1].message, WarningMessage::Cancel);
    assert_eq!(warnings[1].hazard, "暴雨");
}

#[test]
fn a_warning_in_full_ends_when_it_is_relieved() {
    let facts = one(DETAIL);
    assert_eq!(facts.headline, "重庆市巴南区发布高温预警");
    assert_eq!(facts.hazard, "高温");
    assert_eq!(facts.level, Some(WarningLevel::Yellow), "LEVELCODE 02");
    assert_eq!(facts.area, "重庆市巴南区");
    assert_eq!(facts.sent, at("2023-06-05T16:06:00+08:00"));
    assert_eq!(facts.expires, Some(at("2023-06-06T16:06:00+08:00")));
    assert_eq!(
        facts.identifier,
        "重庆市巴南区/高温/yellow/20230605T080600Z"
    );
    assert_eq!(
        one(DETAIL
            .trim_start_matches("var alarminfo=")
            .trim_end_matches(';')),
        facts
    );
}

#[test]
fn the_national_list_is_read_with_its_references() {
    let facts = one(NATIONAL);
    assert_eq!(facts.message, WarningMessage::Cancel);
    assert_eq!(facts.references, ["50011341600000_20260823170800"]);
    assert_eq!(facts.hazard, "暴雨");
    assert_eq!(facts.sender, "巴南区气象台");
    assert_eq!(facts.expires, Some(at("2026-08-24T19:00:00+08:00")));
}

#[test]
fn a_single_warning_a_list_and_a_wrapped_one_are_the_same() {
    let single =
        r#"{"id":"A-1","title":"巴南区气象台发布暴雨红色预警","effective":"20260823170800"}"#;
    let facts = one(single);
    assert_eq!(facts.level, Some(WarningLevel::Red));
    for wrapped in [
        format!("[{single}]"),
        format!("{{\"data\":{single}}}"),
        format!("{{\"data\":[{single}]}}"),
    ] {
        assert_eq!(one(&wrapped), facts);
    }
}

#[test]
fn an_answer_without_warnings_is_no_refusal() {
    for none in [
        "[]",
        r#"{"msg":"success","code":0,"data":[]}"#,
        r#"{"data":{"page":{"list":[]}}}"#,
    ] {
        assert_eq!(take(none).unwrap(), []);
    }
}

#[test]
fn json_of_no_known_shape_is_refused_where_it_goes_wrong() {
    for (text, path) in [
        ("{}", ""),
        (r#"{"data":"x"}"#, ""),
        (r#"{"data":{"weather":1}}"#, "data"),
        ("[1]", "[0]"),
        (
            r#"{"data":[{"title":"a","id":"b","effective":"2026-08-23 17:08"},["x"]]}"#,
            "data[1]",
        ),
    ] {
        let refusal = refused(text);
        assert_eq!(
            (refusal.reason, refusal.place.path.as_str()),
            (Reason::NoWarning, path),
            "{text}"
        );
    }
}

#[test]
fn one_bad_warning_in_a_list_is_named() {
    let refusal = refused(&NMC.replace("2026/08/23 19:00", "soon"));
    assert_eq!(
        refusal.reason,
        Reason::NotATime {
            found: "soon".into()
        }
    );
    assert_eq!(refusal.place.path, "data.page.list[1].issuetime");
    let refusal = refused(&CMA_NOW.replace(r#""effective":"2025/03/13 09:26","#, ""));
    assert_eq!(refusal.reason, Reason::Missing);
    assert_eq!(refusal.place.path, "data.alarm[1].sent");
    let refusal = refused(&NMC.replace("50011341600000_20260823190000", "a b"));
    assert_eq!(refusal.place.path, "data.page.list[1].identifier");
    let refusal = refused(&NATIONAL.replace("\"Cancel\"", "\"Ack\""));
    assert_eq!(
        refusal.reason,
        Reason::NotAWarning {
            found: "Ack".into()
        }
    );
    assert_eq!(refusal.place.path, "[0].msgtype");
}

#[test]
fn a_local_time_is_the_desks_zone() {
    let utc = read(DETAIL.as_bytes(), now(), chrono_tz::UTC).unwrap();
    assert_eq!(utc[0].sent, at("2023-06-05T16:06:00Z"));
    let zoned = DETAIL.replace("2023-06-05 16:06", "2023-06-05T08:06:00Z");
    assert_eq!(one(&zoned).sent, at("2023-06-05T16:06:00+08:00"));
    // Shanghai had summer time in 1986: 02:30 on 4 May was left out.
    assert!(matches!(
        refused(&DETAIL.replace("2023-06-05 16:06", "1986-05-04 02:30")).reason,
        Reason::NotATime { .. }
    ));
}

#[test]
fn a_list_may_say_that_a_warning_is_not_meant() {
    let marked = |mark: &str| {
        one(&CMA_MAP.replace("铜山区气象台发布", &format!("{mark}铜山区气象台发布"))).status
    };
    assert_eq!(marked("【演练】"), WarningStatus::Exercise);
    assert_eq!(marked("[测试]"), WarningStatus::Test);
    assert_eq!(marked("演练公司附近"), WarningStatus::Actual);
    let status = |word: &str| {
        one(&NATIONAL.replace("\"note\":\"\"", &format!("\"status\":\"{word}\""))).status
    };
    assert_eq!(status("Exercise"), WarningStatus::Exercise);
    assert_eq!(status("DRAFT"), WarningStatus::Draft);
    assert_eq!(status("active"), WarningStatus::Actual);
}

#[test]
fn a_list_beyond_measure_is_refused() {
    let item = r#"{"id":"A","title":"发布暴雨红色预警","effective":"2026-08-23 17:08"}"#;
    let list = |n: usize| format!("[{}]", vec![item; n].join(","));
    assert_eq!(take(&list(WARNINGS_MAX)).unwrap().len(), WARNINGS_MAX);
    assert!(matches!(
        refused(&list(WARNINGS_MAX + 1)).reason,
        Reason::TooMany { .. }
    ));
}
