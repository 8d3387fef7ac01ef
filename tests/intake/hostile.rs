//! Files meant to do harm, files cut off, files in other encodings.

use chrono_tz::Asia::Shanghai;
use proptest::prelude::*;
use watchkeeper::domain::text::{self, LINE_MAX, PROSE_MAX};
use watchkeeper::domain::warning::WarningFacts;
use watchkeeper::intake::Reason;
use watchkeeper::intake::encoding::FILE_MAX_BYTES;
use watchkeeper::intake::warning::{AREA_CODES_MAX, HEADLINE_MAX, REFERENCES_MAX, read};

use crate::sample::{
    BANAN, CMA, CMA_MAP, CMA_NOW, DETAIL, NATIONAL, NMC, now, one, refused, take, with,
};

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
        assert!(matches!(refusal.reason, Reason::Xml { .. }), "{entity}");
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
    let many = |write: fn(usize) -> String| (0..65).map(write).collect::<Vec<_>>().concat();
    let namespaces = many(|n| format!("<x xmlns:n{n}=\"u\"/>"));
    let attributes = many(|n| format!(" a{n} = 'v'"));
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
        (b"<!DOCTYPE html>\n<html></html>", Reason::UnknownFormat),
        (b"<HTML><body>502</body></HTML>", Reason::UnknownFormat),
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
    let told = [one(BANAN)];
    let taken = |bytes: &[u8]| read(bytes, now(), Shanghai).unwrap();
    assert_eq!(taken(&gbk(&BANAN.replace("UTF-8", "GB2312"))), told);
    assert_eq!(taken(&gbk(BANAN)), told, "a wrong declaration");
    let marked = format!("\u{feff}{BANAN}");
    let sixteen: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(taken(&sixteen), told);
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
