//! A warning from outside is taken whole, as it was told, or refused with a reason and a place.

use chrono::{DateTime, Utc};
use chrono_tz::Asia::Shanghai;
use proptest::prelude::*;

use watchkeeper::domain::text::{self, LINE_MAX, PROSE_MAX};
use watchkeeper::domain::warning::{WarningFacts, WarningLevel, WarningMessage, WarningStatus};
use watchkeeper::error::Error;
use watchkeeper::intake::encoding::FILE_MAX_BYTES;
use watchkeeper::intake::warning::{
    AREA_CODES_MAX, District, HEADLINE_MAX, REFERENCES_MAX, Reach, WARNINGS_MAX, for_district,
    reach, read, refer,
};
use watchkeeper::intake::{Reason, Unreadable};
use watchkeeper::locale::Lang;

const CMA: &str = include_str!("data/cap-cma-2022.xml");
const BANAN: &str = include_str!("data/cap-banan-two-languages.xml");

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn now() -> DateTime<Utc> {
    at("2026-11-24T12:00:00+08:00")
}

fn take(text: &str) -> Result<Vec<WarningFacts>, Unreadable> {
    read(text.as_bytes(), now(), Shanghai)
}

fn one(text: &str) -> WarningFacts {
    let mut warnings = take(text).unwrap();
    assert_eq!(warnings.len(), 1, "{text}");
    warnings.remove(0)
}

fn refused(text: &str) -> Unreadable {
    take(text).expect_err(text)
}

/// The sample with one line changed.
fn with(line: &str, other: &str) -> String {
    assert_eq!(CMA.matches(line).count(), 1, "{line}");
    CMA.replace(line, other)
}

// ── CAP ────────────────────────────────────────────────────────────────────────────────────────

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

/// The line of the sample that holds an element.
fn line_of(name: &str) -> &'static str {
    let begins = format!("<{name}>");
    CMA.lines()
        .find(|line| line.trim().starts_with(&begins))
        .unwrap()
}

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
    assert_eq!(
        refusal.reason,
        Reason::NotAllowed {
            found: "<b>".into()
        }
    );
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

// ── Hostile and damaged files ──────────────────────────────────────────────────────────────────

#[test]
fn document_types_and_entities_are_refused() {
    let laughs = r#"<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
        <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>"#;
    let file = r#"<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>"#;
    let outer = r#"<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd">"#;
    let plain = "<!DOCTYPE alert>";
    for doctype in [laughs, file, outer, plain] {
        let text = CMA.replace("<alert", &format!("{doctype}<alert"));
        assert_eq!(refused(&text).reason, Reason::Doctype, "{doctype}");
    }
    for entity in ["&x;", "&nbsp;"] {
        let refusal = refused(&with("<event>gale<", &format!("<event>{entity}<")));
        assert_eq!(refusal.reason, Reason::Doctype, "{entity}");
        assert_eq!(refusal.place.position.map(|(line, _)| line), Some(12));
    }
    let escape = with("<event>gale<", "<event>gale&#27;[2J<");
    assert!(matches!(refused(&escape).reason, Reason::Xml { .. }));
}

#[test]
fn fifty_megabytes_are_refused_unread() {
    let mut bytes = CMA.as_bytes().to_vec();
    bytes.resize(50 * 1024 * 1024, b' ');
    let refusal = read(&bytes, now(), Shanghai).unwrap_err();
    let (limit, given) = (FILE_MAX_BYTES, bytes.len());
    assert_eq!(refusal.reason, Reason::TooLarge { limit, given });
}

#[test]
fn depth_and_numbers_are_bounded() {
    let nested = |n: usize| {
        with(
            "<event>",
            &format!("{}{}<event>", "<a>".repeat(n), "</a>".repeat(n)),
        )
    };
    assert_eq!(one(&nested(25)), one(CMA));
    let namespaces: String = (0..65).map(|n| format!("<x xmlns:n{n}=\"u\"/>")).collect();
    let attributes: String = (0..65).map(|n| format!(" a{n} = 'v'")).collect();
    for text in [
        nested(40),
        nested(100_000),
        with("<event>", &format!("{}<event>", "<a/>".repeat(60_000))),
        with("<event>", &format!("{namespaces}<event>")),
        with("<event>", &format!("<x{attributes}/><event>")),
    ] {
        assert_eq!(refused(&text).reason, Reason::TooIntricate);
    }
    let equals = with("(shortened)", &"=".repeat(1_000));
    assert!(
        one(&equals).text.contains("===="),
        "a rule of signs is no attribute"
    );
    let json = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(refused(&json).reason, Reason::Json { .. }));
}

#[test]
fn what_is_no_text_of_a_known_kind_is_refused() {
    for (bytes, reason) in [
        (&b""[..], Reason::Empty),
        (b"\xef\xbb\xbf \n", Reason::Empty),
        (b"\xff\xfe\xfd", Reason::Encoding),
        (b"<a>\xc3\x28</a>", Reason::Encoding),
        (b"<\0a\0>\0", Reason::Encoding),
        (b"hello", Reason::UnknownFormat),
        (b"null", Reason::UnknownFormat),
        (b"PK\x03\x04", Reason::UnknownFormat),
    ] {
        assert_eq!(
            read(bytes, now(), Shanghai).unwrap_err().reason,
            reason,
            "{bytes:?}"
        );
    }
}

#[test]
fn chinese_encodings_of_the_same_message_say_the_same() {
    let gbk = |text: &str| encoding_rs::GBK.encode(text).0.into_owned();
    let told = one(BANAN);
    let declared = BANAN.replace("UTF-8", "GB2312");
    assert_eq!(
        read(&gbk(&declared), now(), Shanghai).unwrap(),
        [told.clone()]
    );
    assert_eq!(read(&gbk(BANAN), now(), Shanghai).unwrap(), [told.clone()]);
    let sixteen: Vec<u8> = format!("\u{feff}{BANAN}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(read(&sixteen, now(), Shanghai).unwrap(), [told]);
}

#[test]
fn a_file_cut_off_anywhere_is_refused_and_nothing_breaks() {
    for sample in [CMA, BANAN, CMA_NOW, CMA_MAP, NMC, DETAIL, NATIONAL] {
        let whole = sample.trim_end().trim_end_matches(';').len();
        for end in 0..whole {
            let cut = &sample.as_bytes()[..end];
            assert!(
                read(cut, now(), Shanghai).is_err(),
                "{end} bytes of {sample}"
            );
        }
    }
}

/// Whatever is taken can go to a screen and into the record.
fn fit(facts: &WarningFacts) {
    text::filled_line("identifier", &facts.identifier, LINE_MAX).unwrap();
    text::line("sender", &facts.sender, LINE_MAX).unwrap();
    text::filled_line("hazard", &facts.hazard, LINE_MAX).unwrap();
    text::filled_line("headline", &facts.headline, HEADLINE_MAX).unwrap();
    text::line("area", &facts.area, LINE_MAX).unwrap();
    text::prose("text", &facts.text, PROSE_MAX).unwrap();
    assert!(facts.references.len() <= REFERENCES_MAX && facts.area_codes.len() <= AREA_CODES_MAX);
    for name in &facts.references {
        text::filled_line("references", name, LINE_MAX).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damage_is_refused_or_still_fit_for_the_record(
        sample in prop::sample::select(vec![CMA, BANAN, CMA_NOW, CMA_MAP, NMC, DETAIL, NATIONAL]),
        hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..3), 1..8),
    ) {
        let mut bytes = sample.as_bytes().to_vec();
        for (place, byte, how) in hits {
            let index = place.index(bytes.len());
            match how {
                0 => bytes[index] = byte,
                1 => { bytes.remove(index); }
                _ => bytes.insert(index, byte),
            }
        }
        if let Ok(warnings) = read(&bytes, now(), Shanghai) {
            warnings.iter().for_each(fit);
        }
    }

    #[test]
    fn any_value_is_refused_or_made_fit(given in "\\PC{0,40}|[\\x00-\\u{ff}\\u{2000}-\\u{2070}<>&;\n]{0,40}") {
        let escaped = given.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        for line in [">gale<", ">Guangling County 2<", ">glx_ zhiban<", ">At 17:40 on October 30, 2022 ... (shortened)<"] {
            if let Ok(warnings) = take(&with(line, &format!(">{escaped}<"))) {
                warnings.iter().for_each(fit);
            }
        }
        let quoted = serde_json::to_string(&given).unwrap();
        for line in ["\"大雾\"", "\"吉安市气象台发布大雾橙色预警信号[II级/严重]\"", "\"36080041600000_20250313143727\""] {
            if let Ok(warnings) = take(&CMA_NOW.replace(line, &quoted)) {
                warnings.iter().for_each(fit);
            }
        }
    }

    #[test]
    fn any_bytes_at_all_break_nothing(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = read(&bytes, now(), Shanghai);
        let _ = read(&[b"<alert>", &bytes[..]].concat(), now(), Shanghai);
        let _ = read(&[b"[{\"title\":", &bytes[..]].concat(), now(), Shanghai);
    }
}

// ── Domestic JSON ──────────────────────────────────────────────────────────────────────────────

/// weather.cma.cn, the answer for a station.
const CMA_NOW: &str = r#"{"msg":"success","code":0,"data":{"location":{"id":"57789","name":"吉安"},"alarm":[
  {"id":"36080041600000_20250313143727","title":"吉安市气象台发布大雾橙色预警信号[II级/严重]","signaltype":"大雾",
   "signallevel":"橙色","effective":"2025/03/13 14:35","eventType":"11B17","severity":"ORANGE","type":"p0005002"},
  {"id":"36080041600000_20250313092928","title":"吉安市气象台更新雷电黄色预警信号[III级/较重]","signaltype":"雷电",
   "signallevel":"黄色","effective":"2025/03/13 09:26","eventType":"11B14","severity":"YELLOW","type":"p0012003"}],
  "jieQi":""}}"#;

/// weather.cma.cn, the map's list.
const CMA_MAP: &str = r#"{"msg":"success","code":0,"data":[
  {"id":"32031241600000_20260729124523","headline":"铜山区气象台发布强对流黄色预警[Ⅲ级/较重]",
   "effective":"2026/07/29 12:45","description":"预计今天午后到上半夜有强对流天气。<br/>请加强防范。",
   "longitude":117.1839,"latitude":34.1929,"type":"p0000003","title":"江苏省徐州市铜山区发布强对流黄色预警"}]}"#;

/// nmc.cn, a page of the list.
const NMC: &str = r#"{"msg":"success","code":0,"data":{"page":{"pageNo":1,"pageSize":30,"count":2,"list":[
  {"alertid":"50011341600000_20260823170800","issuetime":"2026/08/23 17:08",
   "title":"重庆市巴南区气象台发布暴雨蓝色预警信号","url":"/publish/alarm/1.html",
   "pic":"https://image.nmc.cn/assets/img/alarm/p0002001.png"},
  {"alertid":"50011341600000_20260823190000","issuetime":"2026/08/23 19:00",
   "title":"重庆市巴南区气象台解除暴雨预警信号","url":"/publish/alarm/2.html",
   "pic":"https://image.nmc.cn/assets/img/alarm/p0002003.png"}]}}}"#;

/// weather.com.cn, one warning in full.
const DETAIL: &str = r#"var alarminfo={"PROVINCE":"重庆市","CITY":"","STATIONNAME":"巴南区","SIGNALTYPE":"高温",
  "SIGNALLEVEL":"","TYPECODE":"07","LEVELCODE":"02","ISSUETIME":"2023-06-05 16:06","RELIEVETIME":"2023-06-06 16:06",
  "ISSUECONTENT":"巴南区气象台6月5日16时发布高温预警。"};"#;

/// The national warning service's list.
const NATIONAL: &str = r#"[{"identifier":"50011341600000_20260823190000","description":"解除。",
  "effective":"2026-08-23 19:00:00.0","eventType":"11B03","eventTypeCN":"暴雨事件","expires":"2026-08-24 19:00:00.0",
  "headline":"巴南区气象台解除暴雨橙色预警信号","msgType":"Cancel","note":"",
  "referencesInfo":"50011341600000_20260823170800","sender":"巴南区气象台","severity":"orange"}]"#;

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

// ── Whose warning it is ────────────────────────────────────────────────────────────────────────

fn coded(codes: &[&str]) -> WarningFacts {
    let mut facts = one(CMA);
    facts.identifier = "X-1".into();
    facts.area_codes = codes.iter().map(|code| (*code).to_owned()).collect();
    facts
}

#[test]
fn the_district_its_towns_and_what_covers_it_are_here() {
    for code in [
        "500113",
        "500113000000",
        "500113100000",
        "500113100001",
        "500100",
        "500100000000",
        "5001",
        "50",
        "500000",
        "500000000000",
    ] {
        assert!(for_district(&coded(&[code]), "500113"), "{code}");
        assert!(for_district(&coded(&[code]), "500113000000"), "{code}");
    }
}

#[test]
fn neighbours_and_codes_of_no_meaning_are_not_here() {
    for code in [
        "500112",
        "500112000000",
        "500112113000",
        "500200",
        "500230",
        "510113",
        "140223000000",
        "5",
        "500",
        "50011",
        "5001130",
        "50011300",
        "000000",
        "",
        "50011x",
        "１２３４５６",
    ] {
        assert!(!for_district(&coded(&[code]), "500113"), "{code}");
    }
    assert!(!for_district(&coded(&["500113"]), ""));
    assert!(!for_district(&coded(&["500113"]), "banan"));
}

#[test]
fn one_of_several_codes_is_enough() {
    assert!(for_district(&coded(&["500112", "500113101000"]), "500113"));
    assert!(!for_district(&coded(&["500112", "500114"]), "500113"));
}

#[test]
fn without_a_code_the_issuer_tells_and_then_the_name() {
    let names = ["巴南"];
    let district = District {
        code: "500113",
        names: &names,
    };
    let list = take(NMC).unwrap();
    let reached = reach(&list[0], &district);
    assert_eq!(
        reached,
        Reach::Issuer {
            code: "500113".into()
        }
    );
    assert!(reached.is_here());
    let mut city = list[0].clone();
    city.identifier = "50000041600000_20260823170800".into();
    assert!(reach(&city, &district).is_here());
    let detail = one(DETAIL);
    assert_eq!(
        reach(&detail, &district),
        Reach::Named {
            name: "巴南".into()
        }
    );
    let nameless = District {
        code: "500113",
        names: &[],
    };
    assert_eq!(reach(&detail, &nameless), Reach::Nowhere);
    let elsewhere = one(CMA_MAP);
    assert_eq!(reach(&elsewhere, &district), Reach::Elsewhere);
    assert_eq!(reach(&coded(&["500112"]), &district), Reach::Elsewhere);
}

#[test]
fn a_code_outweighs_a_name() {
    let names = ["Guangling"];
    let district = District {
        code: "500113",
        names: &names,
    };
    assert_eq!(reach(&one(CMA), &district), Reach::Elsewhere);
}

// ── What a message without references is about ─────────────────────────────────────────────────

#[test]
fn a_lift_without_references_finds_the_warning_of_its_issuer_and_hazard() {
    let list = take(NMC).unwrap();
    let mut heat = list[0].clone();
    heat.hazard = "高温".into();
    heat.identifier = "50011341600000_20260823170900".into();
    let mut other = list[0].clone();
    other.identifier = "50011241600000_20260823170800".into();
    let mut drill = list[0].clone();
    drill.identifier = "50011341600000_20260823171000".into();
    drill.status = WarningStatus::Exercise;
    let mut later = list[0].clone();
    later.identifier = "50011341600000_20260823200000".into();
    later.sent = at("2026-08-23T20:00:00+08:00");
    let holding = [heat, other, drill, later, list[0].clone()];
    let mut lift = list[1].clone();
    refer(&mut lift, holding.iter());
    assert_eq!(lift.references, ["50011341600000_20260823170800"]);
    let mut fresh = list[0].clone();
    fresh.identifier = "50011341600000_20260823180000".into();
    refer(&mut fresh, holding.iter());
    assert_eq!(
        fresh.references,
        Vec::<String>::new(),
        "a new warning replaces nothing unsaid"
    );
    let mut named = one(NATIONAL);
    refer(&mut named, holding.iter());
    assert_eq!(
        named.references,
        ["50011341600000_20260823170800"],
        "what is named stays"
    );
}

// ── What a refusal says ────────────────────────────────────────────────────────────────────────

#[test]
fn a_refusal_says_what_where_and_what_next_in_both_languages() {
    let refusal = refused(&with(line_of("urgency"), "<urgency>Soon\u{202e}</urgency>"));
    assert_eq!(refusal.place.to_string(), "9:3 alert/info/urgency");
    let error = Error::from(refusal);
    assert_eq!(
        error.sentence(Lang::Zh, Shanghai),
        "9:3 alert/info/urgency 的内容“Soon”不是标准允许的"
    );
    assert_eq!(
        error.sentence(Lang::En, Shanghai),
        "The standard does not allow “Soon” at 9:3 alert/info/urgency"
    );
    assert_eq!(
        error.hint(Lang::En, Shanghai),
        "Ask the issuer, or enter the warning by hand"
    );
}

#[test]
fn every_reason_has_its_sentence_with_every_value() {
    let found = || "x".to_owned();
    let detail = || "x".to_owned();
    let reasons = [
        Reason::Empty,
        Reason::TooLarge { limit: 1, given: 2 },
        Reason::Encoding,
        Reason::UnknownFormat,
        Reason::Xml { detail: detail() },
        Reason::Doctype,
        Reason::TooIntricate,
        Reason::NotCap { found: found() },
        Reason::Json { detail: detail() },
        Reason::NoWarning,
        Reason::Missing,
        Reason::Repeated,
        Reason::NotAllowed { found: found() },
        Reason::NotATime { found: found() },
        Reason::EndsBeforeItBegins,
        Reason::SentAhead {
            sent: now(),
            now: now(),
        },
        Reason::NotAWarning { found: found() },
        Reason::BadIdentifier { found: found() },
        Reason::BadReferences,
        Reason::TooMany { limit: 1 },
    ];
    for reason in reasons {
        let error = Error::from(Unreadable::at(reason, "alert"));
        for lang in Lang::ALL {
            let sentence = error.sentence(lang, Shanghai);
            assert!(!sentence.contains(['{', '$', '[']), "{sentence}");
            assert!(!error.hint(lang, Shanghai).contains("[error"), "{sentence}");
        }
    }
    for reach in ["area", "issuer", "named", "elsewhere", "nowhere"] {
        assert!(
            Lang::ALL
                .iter()
                .all(|lang| lang.has(&format!("reach-{reach}")))
        );
    }
}
