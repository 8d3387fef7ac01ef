//! CAP 1.2: the elements, the words and the times of the standard.

use chrono_tz::Asia::Shanghai;
use watchkeeper::domain::text::{LINE_MAX, PROSE_MAX};
use watchkeeper::domain::warning::{WarningFacts, WarningLevel, WarningMessage, WarningStatus};
use watchkeeper::intake::Reason;
use watchkeeper::intake::warning::{AREA_CODES_MAX, HEADLINE_MAX, REFERENCES_MAX, read};

use crate::sample::{BANAN, CMA, at, line_of, one, refused, with};

#[test]
fn the_weather_services_own_message_is_read_as_it_was_told() {
    let expected = WarningFacts {
        identifier: "14022341600000_20221030174929".into(),
        sender: "Guangling_County_Meteorological_Bureau".into(),
        sent: at("2022-10-30T17:49:06+08:00"),
        status: WarningStatus::Actual,
        message: WarningMessage::Alert,
        references: vec![],
        hazard: "gale".into(),
        level: Some(WarningLevel::Blue),
        headline:
            "Guangling County Meteorological Bureau issued a blue gale warning [Level IV/general]"
                .into(),
        text: "At 17:40 on October 30, 2022 ... (shortened)".into(),
        area: "Guangling County 2".into(),
        area_codes: vec!["140223000000".into()],
        effective: at("2022-10-30T17:49:47+08:00"),
        expires: None,
    };
    assert_eq!(one(CMA), expected);
}

#[test]
fn of_two_languages_chinese_is_told_and_prefixes_comments_and_cdata_do_no_harm() {
    let expected = WarningFacts {
        identifier: "50011341600000_20260601080500".into(),
        sender: "Banan_District_Meteorological_Observatory".into(),
        sent: at("2026-06-01T08:05:00+08:00"),
        status: WarningStatus::Actual,
        message: WarningMessage::Update,
        references: vec![
            "50011341600000_20260601060000".into(),
            "50011341600000_20260601070000".into(),
        ],
        hazard: "暴雨".into(),
        level: Some(WarningLevel::Orange),
        headline: "巴南区气象台更新暴雨橙色预警信号[II级/严重]".into(),
        text: "预计未来3小时，木洞、双河口降雨量将达50毫米以上。\n\n注意防范 <山洪> & 地质灾害。"
            .into(),
        area: "巴南区".into(),
        area_codes: vec!["500113".into()],
        effective: at("2026-06-01T08:05:00+08:00"),
        expires: Some(at("2026-06-01T20:05:00+08:00")),
    };
    assert_eq!(one(BANAN), expected);
}

#[test]
fn without_chinese_the_first_language_is_told() {
    let french = BANAN.replace("zh-CN", "fr-FR");
    assert_eq!(one(&french).hazard, "rainstorm");
    for chinese in ["zh-cn", "zh", "zh_CN", "zh-Hans", "zh-TW"] {
        let facts = one(&BANAN.replace("zh-CN", chinese));
        assert_eq!(facts.hazard, "暴雨", "{chinese}");
    }
}

#[test]
fn a_colour_only_the_other_language_names_still_counts() {
    let facts = one(&BANAN.replace("更新暴雨橙色预警信号[II级/严重]", "更新暴雨预警信号"));
    assert_eq!(facts.level, Some(WarningLevel::Orange));
}

#[test]
fn the_severity_of_cap_is_no_level() {
    let facts = one(&with(
        "issued a blue gale warning [Level IV/general]",
        "issued a gale warning",
    ));
    assert_eq!(facts.level, None);
}

#[test]
fn several_blocks_of_one_language_are_told_together() {
    let facts = one(&BANAN.replace("en-US", "zh-CN"));
    assert_eq!(facts.hazard, "rainstorm、暴雨");
    assert_eq!(facts.area, "Banan District、巴南区");
    assert_eq!(facts.expires, None, "one of them does not end");
    assert!(facts.text.contains("Heavy rain") && facts.text.contains("山洪"));
}

#[test]
fn the_order_of_elements_is_not_held_against_a_sender() {
    let moved = CMA.replace("  <status>Actual</status>\n", "");
    let moved = moved.replace("</info>", "</info><status>Exercise</status>");
    assert_eq!(one(&moved).status, WarningStatus::Exercise);
}

#[test]
fn what_is_not_meant_says_so() {
    for (word, status) in [
        ("Actual", WarningStatus::Actual),
        ("Exercise", WarningStatus::Exercise),
        ("Test", WarningStatus::Test),
        ("Draft", WarningStatus::Draft),
        ("System", WarningStatus::System),
    ] {
        let text = with("<status>Actual<", &format!("<status>{word}<"));
        assert_eq!(one(&text).status, status);
    }
}

#[test]
fn cap_1_1_is_read_and_other_roots_are_not() {
    assert_eq!(one(&CMA.replace("cap:1.2", "cap:1.1")), one(CMA));
    for text in [
        CMA.replace("cap:1.2", "cap:1.3"),
        CMA.replace(" xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"", ""),
        CMA.replace("<alert ", "<alarm ")
            .replace("</alert>", "</alarm>"),
    ] {
        let refusal = refused(&text);
        assert!(
            matches!(refusal.reason, Reason::NotCap { .. }),
            "{refusal:?}"
        );
        assert_eq!(refusal.place.position, Some((2, 1)));
    }
}

#[test]
fn an_element_of_another_namespace_does_not_count() {
    let text = with(
        "<identifier>14022341600000_20221030174929</identifier>",
        "<x:identifier xmlns:x=\"urn:evil\">14022341600000_20221030174929</x:identifier>",
    );
    let refusal = refused(&text);
    assert_eq!(refusal.reason, Reason::Missing);
    assert_eq!(refusal.place.path, "alert/identifier");
    let beside = with(
        "<status>Actual</status>",
        "<status>Test</status><x:status xmlns:x=\"urn:evil\">Actual</x:status>",
    );
    assert_eq!(one(&beside).status, WarningStatus::Test);
}

/// Every leaf the schema requires, with the path a refusal names.
const REQUIRED: [(&str, &str); 14] = [
    ("identifier", "alert/identifier"),
    ("sender", "alert/sender"),
    ("sent", "alert/sent"),
    ("status", "alert/status"),
    ("msgType", "alert/msgType"),
    ("scope", "alert/scope"),
    ("category", "alert/info/category"),
    ("event", "alert/info/event"),
    ("urgency", "alert/info/urgency"),
    ("severity", "alert/info/severity"),
    ("certainty", "alert/info/certainty"),
    ("areaDesc", "alert/info/area/areaDesc"),
    ("valueName", "alert/info/area/geocode/valueName"),
    ("value", "alert/info/area/geocode/value"),
];

#[test]
fn each_required_element_is_missed_when_it_is_not_there() {
    for (name, path) in REQUIRED {
        let refusal = refused(&with(line_of(name), ""));
        assert_eq!(
            (refusal.reason, refusal.place.path.as_str()),
            (Reason::Missing, path)
        );
    }
    let (head, rest) = CMA.split_once("<info>").unwrap();
    let (_, tail) = rest.split_once("</info>").unwrap();
    let refusal = refused(&format!("{head}{tail}"));
    assert_eq!(
        (refusal.reason, refusal.place.path.as_str()),
        (Reason::Missing, "alert/info")
    );
}

#[test]
fn an_empty_required_element_is_refused() {
    for (name, path) in REQUIRED {
        let refusal = refused(&with(line_of(name), &format!("<{name}> </{name}>")));
        assert_eq!(refusal.place.path, path);
        let category = Reason::NotAllowed {
            found: String::new(),
        };
        assert!(
            [Reason::Missing, category].contains(&refusal.reason),
            "{name}"
        );
    }
}

#[test]
fn what_is_said_twice_is_refused() {
    for (name, path) in REQUIRED.into_iter().filter(|(name, _)| *name != "category") {
        let line = line_of(name);
        let refusal = refused(&with(line, &format!("{line}{line}")));
        assert_eq!(
            (refusal.reason, refusal.place.path.as_str()),
            (Reason::Repeated, path)
        );
    }
    let line = line_of("category");
    assert_eq!(
        one(&with(line, &format!("{line}{line}"))),
        one(CMA),
        "the schema allows several"
    );
}

#[test]
fn a_word_the_schema_does_not_know_is_refused_where_it_stands() {
    for (name, path) in REQUIRED {
        let listed = [
            "status",
            "msgType",
            "scope",
            "category",
            "urgency",
            "severity",
            "certainty",
        ];
        if !listed.contains(&name) {
            continue;
        }
        let refusal = refused(&with(line_of(name), &format!("<{name}>actual</{name}>")));
        let found = "actual".to_owned();
        assert_eq!(
            (refusal.reason, refusal.place.path.as_str()),
            (Reason::NotAllowed { found }, path)
        );
    }
}

#[test]
fn markup_inside_a_value_is_refused() {
    let refusal = refused(&with("<event>gale</event>", "<event>ga<b>le</b></event>"));
    assert_eq!(refusal.reason, Reason::NotAllowed { found: "b".into() });
    assert_eq!(refusal.place.path, "alert/info/event");
    assert_eq!(refusal.place.position, Some((12, 5)));
}

#[test]
fn a_time_has_a_zone() {
    let sent = "2022-10-30T17:49:06+08:00";
    for same in [
        "2022-10-30T09:49:06Z",
        "2022-10-30T09:49:06-00:00",
        "2022-10-30T17:49:06.000+08:00",
    ] {
        assert_eq!(one(&with(sent, same)).sent, at(sent), "{same}");
    }
    for wrong in [
        "2022-10-30T17:49:06",
        "2022-10-30",
        "2022-02-30T17:49:06+08:00",
        "now",
        "17:49",
        "+08:00",
    ] {
        let refusal = refused(&with(sent, wrong));
        assert_eq!(
            refusal.reason,
            Reason::NotATime {
                found: wrong.into()
            }
        );
        assert_eq!(refusal.place.path, "alert/sent");
    }
}

#[test]
fn without_an_effective_time_a_warning_holds_from_when_it_was_sent() {
    let facts = one(&with(
        "<effective>2022-10-30T17:49:47+08:00</effective>",
        "",
    ));
    assert_eq!(facts.effective, facts.sent);
}

#[test]
fn a_warning_that_ends_before_it_begins_is_refused_unless_it_cancels() {
    let expires = "<expires>2022-10-30T17:49:47+08:00</expires>";
    let text = with("<severity>", &format!("{expires}<severity>"));
    assert_eq!(refused(&text).reason, Reason::EndsBeforeItBegins);
    let cancel = text.replace("<msgType>Alert<", "<msgType>Cancel<");
    assert_eq!(one(&cancel).message, WarningMessage::Cancel);
}

#[test]
fn a_message_from_tomorrow_is_refused_and_a_fast_clock_is_not() {
    let early = at("2022-10-30T17:49:06+08:00");
    let minutes = |n| chrono::TimeDelta::minutes(n);
    assert!(read(CMA.as_bytes(), early - minutes(60), Shanghai).is_ok());
    let refusal = read(CMA.as_bytes(), early - minutes(61), Shanghai).unwrap_err();
    let (sent, now) = (early, early - minutes(61));
    assert_eq!(refusal.reason, Reason::SentAhead { sent, now });
}

#[test]
fn updates_and_cancellations_name_what_they_are_about() {
    let update = |references: &str| {
        let text = with("<msgType>Alert<", "<msgType>Update<");
        text.replace(
            "<info>",
            &format!("<references>{references}</references><info>"),
        )
    };
    let time = "2022-10-30T10:00:00+08:00";
    for (given, expected) in [
        (format!("a@b,ID-1,{time}"), vec!["ID-1"]),
        (
            format!("a@b,ID-1,{time}\n  a@b,ID-2,{time}"),
            vec!["ID-1", "ID-2"],
        ),
        (format!("Bureau of Banan,ID-1,{time}"), vec!["ID-1"]),
        (
            "14022341600000_20221030100000".to_owned(),
            vec!["14022341600000_20221030100000"],
        ),
        (String::new(), vec![]),
    ] {
        assert_eq!(one(&update(&given)).references, expected, "{given}");
    }
    for wrong in [
        "a@b,ID-1,yesterday".to_owned(),
        "ID-1,".into(),
        format!("a@b,,{time}"),
        format!(",{time}"),
    ] {
        let refusal = refused(&update(&wrong));
        assert_eq!(refusal.reason, Reason::BadReferences, "{wrong}");
        assert_eq!(refusal.place.path, "alert/references");
    }
    let many = format!("a@b,ID,{time} ").repeat(REFERENCES_MAX + 1);
    assert!(matches!(
        refused(&update(&many)).reason,
        Reason::TooMany { .. }
    ));
}

#[test]
fn a_cancellation_may_have_no_more_than_a_note() {
    let (head, rest) = CMA.split_once("<info>").unwrap();
    let (_, tail) = rest.split_once("</info>").unwrap();
    let head = head.replace("<msgType>Alert<", "<msgType>Cancel<");
    let time = "2022-10-30T10:00:00+08:00";
    let note = "<note>广灵县气象台解除大风蓝色预警信号</note>";
    let references = format!("<references>a@b,ID-1,{time}</references>");
    let facts = one(&format!("{head}{note}{references}{tail}"));
    assert_eq!(facts.headline, "广灵县气象台解除大风蓝色预警信号");
    assert_eq!(facts.hazard, "大风");
    assert_eq!(facts.references, ["ID-1"]);
    let silent = one(&format!("{head}{references}{tail}"));
    assert_eq!(
        (silent.headline.as_str(), silent.hazard.as_str()),
        ("Cancel ID-1", "-")
    );
}

#[test]
fn receipts_are_no_warnings() {
    for kind in ["Ack", "Error"] {
        let refusal = refused(&with("<msgType>Alert<", &format!("<msgType>{kind}<")));
        assert_eq!(refusal.reason, Reason::NotAWarning { found: kind.into() });
    }
}

#[test]
fn an_identifier_is_exact_or_refused() {
    let id = "14022341600000_20221030174929";
    let long = "1".repeat(LINE_MAX + 1);
    for wrong in [
        "1402 2341",
        "1402,2341",
        "1402\u{202e}2341",
        "1402\u{9b}2341",
        &long,
    ] {
        let refusal = refused(&with(id, wrong));
        assert!(
            matches!(refusal.reason, Reason::BadIdentifier { .. }),
            "{wrong}"
        );
        assert_eq!(refusal.place.path, "alert/identifier");
    }
    let serial = format!("{id}_2");
    assert_eq!(one(&with(id, &serial)).identifier, serial);
}

#[test]
fn prose_is_cleaned_and_cut_with_a_mark() {
    let prose = "雨".repeat(PROSE_MAX + 1);
    let long = with("At 17:40 on October 30, 2022 ... (shortened)", &prose);
    let facts = one(&long);
    assert_eq!(facts.text.chars().count(), PROSE_MAX);
    assert!(facts.text.ends_with("雨[…]"));
    let headline = "blue warning ".repeat(100);
    let facts = one(&with(
        "Guangling County Meteorological Bureau issued a blue gale warning [Level IV/general]",
        &headline,
    ));
    assert!(facts.headline.chars().count() <= HEADLINE_MAX && facts.headline.ends_with("[…]"));
    let hostile = "At&#x9b;31m 17:40&#x202e; &lt;b&gt;on&lt;/b&gt; x&#x85;y";
    let facts = one(&with(
        "At 17:40 on October 30, 2022 ... (shortened)",
        hostile,
    ));
    assert_eq!(facts.text, "At31m 17:40 on xy");
}

#[test]
fn area_codes_are_kept_as_given_and_counted() {
    let code = |given: &str| one(&with("140223000000", given)).area_codes;
    assert_eq!(code("500113"), ["500113"]);
    assert_eq!(code("500113100000"), ["500113100000"]);
    assert_eq!(code("500113,500112；500113"), ["500113", "500112"]);
    assert_eq!(code("UGC-12"), Vec::<String>::new());
    let many = |count: usize| {
        let codes: Vec<String> = (0..count).map(|n| (110_000 + n).to_string()).collect();
        with("140223000000", &codes.join(","))
    };
    assert_eq!(one(&many(AREA_CODES_MAX)).area_codes.len(), AREA_CODES_MAX);
    assert!(matches!(
        refused(&many(AREA_CODES_MAX + 1)).reason,
        Reason::TooMany { .. }
    ));
}
