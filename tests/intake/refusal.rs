//! What a refusal says.

use chrono_tz::Asia::Shanghai;
use watchkeeper::error::Error;
use watchkeeper::intake::{Reason, Unreadable};
use watchkeeper::locale::Lang;

use crate::sample::{line_of, now, refused, with};

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
