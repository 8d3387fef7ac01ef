//! Rule packs: what they may change, and how a bad one is refused.

use std::collections::BTreeSet;

use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;
use watchkeeper::domain::SubjectKind;
use watchkeeper::domain::rule::{Confidence, Rule, RuleSet};
use watchkeeper::error::{Error, Exit};
use watchkeeper::locale::Lang;
use watchkeeper::rulebook::pack::{BUILT_IN, rule_as_toml};
use watchkeeper::rulebook::{PackError, built_in, load};

const HEAD: &str = "pack = \"own\"\nversion = 3\n";

const RULE: &str = r#"
[[rule]]
id = "own-rule"
zh = "本区规定"
en = "Own rule"
subject = "incident"
duty = "initial"
means = "phone"
start = "learned"
limit = "20m"
recipients = ["district-government"]
basis = "区应急预案"
confidence = "local"
"#;

fn own(body: &str) -> Result<RuleSet, PackError> {
    load(&[("own.toml".to_owned(), format!("{HEAD}{body}"))])
}

fn rule<'a>(set: &'a RuleSet, id: &str) -> &'a Rule {
    set.rules
        .iter()
        .find(|rule| rule.id.as_str() == id)
        .unwrap()
}

#[test]
fn the_built_in_rules_are_the_ones_that_were_decided() {
    let set = built_in();
    let limits: Vec<(&str, u32)> = set
        .rules
        .iter()
        .map(|rule| (rule.id.as_str(), rule.limit_min))
        .collect();
    let expected = [
        ("wp2021-phone", 30),
        ("wp2021-written", 60),
        ("ling17-2h", 120),
        ("ling17-4h", 240),
        ("ling32-60d", 60 * 1_440),
        ("ling32-30d", 30 * 1_440),
        ("ling32-30d-iv", 30 * 1_440),
        ("cq-relay-1h", 60),
        ("cq-relay", 60),
        ("cq-plan", 60),
        ("cq-response", 60),
        ("triage", 15),
        ("ling17-judge", 15),
        ("ling17-notice", 60),
        ("duty-head", 15),
        ("water-report", 240),
        ("water-notice", 240),
        ("waste-report", 30),
        ("ling34-monitoring", 120),
        ("publish-5h", 300),
        ("publish-24h", 1_440),
        ("follow-up", 1_440),
        ("final", 15 * 1_440),
        ("ling17-neighbours", 60),
        ("ling17-propose", 60),
        ("radiation-report", 30),
        ("radiation-unit", 30),
        ("ship-transfer", 30),
        ("fishery-transfer", 30),
        ("safety-transfer", 30),
        ("safety-chain-2h", 120),
        ("warning-leader", 10),
        ("warning-pass-on", 30),
        ("warning-enterprises", 120),
        ("warning-confirm", 1_440),
        ("warning-place", 15),
    ];
    assert_eq!(limits, expected);
    assert_eq!(set.off, []);
}

#[test]
fn a_number_no_text_gives_is_never_shown_as_law() {
    for rule in &built_in().rules {
        let expected = match rule.id.as_str() {
            "wp2021-phone" | "wp2021-written" | "cq-relay-1h" => Confidence::Local,
            "ling17-2h" | "ling17-4h" | "ling32-60d" | "ling32-30d" | "ling32-30d-iv"
            | "safety-chain-2h" => Confidence::Law,
            // Read second-hand: the text itself was never seen.
            "publish-5h" | "publish-24h" => Confidence::ToCheck,
            _ => Confidence::Setting,
        };
        assert_eq!(rule.confidence, expected, "{}", rule.id);
        assert!(
            !rule.note.is_empty(),
            "{} says nothing of what was decided",
            rule.id
        );
    }
}

#[test]
fn every_recipient_fits_its_column_and_every_one_asked_is_known() {
    let set = built_in();
    for recipient in &set.recipients {
        assert!(recipient.zh_short.width() <= 8, "{}", recipient.id);
        assert!(recipient.en_short.width() <= 10, "{}", recipient.id);
        assert!(recipient.en_short.is_ascii() && recipient.en.is_ascii());
    }
    for rule in &set.rules {
        for id in &rule.recipients {
            assert!(set.recipient(id).is_some(), "{id}");
        }
        assert!(rule.soon_min < rule.limit_min, "{}", rule.id);
    }
}

#[test]
fn without_a_pack_of_the_users_the_built_in_ones_hold() {
    assert_eq!(load(&[]), Ok(built_in()));
    let nothing = own("").unwrap();
    assert_eq!(nothing, built_in());
}

#[test]
fn an_override_changes_only_what_it_names() {
    let set = own("[[rule]]\nid = \"triage\"\nlimit = \"10m\"\n").unwrap();
    let built_in = built_in();
    let (before, after) = (rule(&built_in, "triage"), rule(&set, "triage"));
    let expected = Rule {
        limit_min: 10,
        limit_wd: None,
        soon_min: 3,
        pack: "desk@2+own@3".into(),
        ..before.clone()
    };
    assert_eq!(after, &expected);
    let others = |set: &RuleSet| -> Vec<Rule> {
        let others = set.rules.iter().filter(|rule| rule.id.as_str() != "triage");
        others.cloned().collect()
    };
    assert_eq!(others(&set), others(&built_in));
    let order = |set: &RuleSet| set.rules.iter().map(|r| r.id.clone()).collect::<Vec<_>>();
    assert_eq!(order(&set), order(&built_in));
}

#[test]
fn a_law_given_another_limit_becomes_a_setting_unless_the_pack_says_what_it_rests_on() {
    let set = own("[[rule]]\nid = \"ling17-4h\"\nlimit = \"3h\"\n").unwrap();
    assert_eq!(rule(&set, "ling17-4h").confidence, Confidence::Setting);

    let named = "[[rule]]\nid = \"ling17-4h\"\nlimit = \"3h\"\nconfidence = \"local\"\n";
    let set = own(named).unwrap();
    assert_eq!(rule(&set, "ling17-4h").confidence, Confidence::Local);

    let renamed = "[[rule]]\nid = \"ling17-4h\"\nen = \"Four hours\"\nlimit = \"240m\"\n";
    let set = own(renamed).unwrap();
    assert_eq!(rule(&set, "ling17-4h").confidence, Confidence::Law);
    assert_eq!(rule(&set, "ling17-4h").en, "Four hours");
}

#[test]
fn a_pack_adds_rules_and_recipients() {
    let body = r#"
[[recipient]]
id = "district-duty-office"
zh = "区政府总值班室"
en = "District duty office"
zh_short = "区总值班"
en_short = "Duty off."
phone = "66222222"
"#;
    let text = format!(
        "{body}{}",
        RULE.replace("district-government", "district-duty-office")
    );
    let set = own(&text).unwrap();
    let added = rule(&set, "own-rule");
    assert_eq!(added.pack, "own@3");
    assert_eq!(added.soon_min, 6);
    assert_eq!(set.rules.len(), built_in().rules.len() + 1);
    let recipient = set.recipient(&"district-duty-office".into()).unwrap();
    assert_eq!(recipient.phone, "66222222");
}

#[test]
fn a_recipient_is_given_its_number() {
    let body = "[[recipient]]\nid = \"municipal-bureau\"\nphone = \"023-89181961\"\n";
    let set = own(body).unwrap();
    let bureau = set.recipient(&"municipal-bureau".into()).unwrap();
    assert_eq!(bureau.phone, "023-89181961");
    assert_eq!(bureau.zh_short, "市局");
}

#[test]
fn a_rule_turned_off_binds_nothing_and_stays_to_be_seen_with_the_reason() {
    for id in ["triage", "ling17-4h", "wp2021-phone"] {
        let text = format!("[[rule]]\nid = \"{id}\"\noff = \"另有规定\"\n");
        let set = own(&text).unwrap();
        assert!(set.rules.iter().all(|rule| rule.id.as_str() != id));
        assert_eq!(set.off.len(), 1);
        assert_eq!(set.off[0].rule.id.as_str(), id);
        assert_eq!(set.off[0].reason, "另有规定");
        let original = built_in();
        assert_eq!(set.off[0].rule.confidence, rule(&original, id).confidence);
    }
}

#[test]
fn a_later_pack_goes_over_an_earlier_one() {
    let pack = |name: &str, body: &str| {
        let head = format!("pack = \"{name}\"\nversion = 1\n");
        (format!("{name}.toml"), format!("{head}{body}"))
    };
    let off = "[[rule]]\nid = \"triage\"\noff = \"试行\"\n";
    let again = "[[rule]]\nid = \"triage\"\nlimit = \"5m\"\n";
    let set = load(&[pack("a", off), pack("b", again)]).unwrap();
    assert_eq!(set.off, []);
    assert_eq!(rule(&set, "triage").limit_min, 5);
    assert_eq!(rule(&set, "triage").pack, "desk@2+a@1+b@1");
}

#[test]
fn a_rule_written_out_reads_back_the_same() {
    for rule in built_in().rules {
        let id = rule.id.as_str().to_owned();
        let renamed = rule_as_toml(&Rule {
            id: "copy".into(),
            ..rule.clone()
        });
        let set = own(&renamed).unwrap_or_else(|no| panic!("{no}\n{renamed}"));
        let copy = set.rules.last().unwrap();
        let expected = Rule {
            id: "copy".into(),
            pack: "own@3".into(),
            ..rule
        };
        assert_eq!(copy, &expected, "{id}");
    }
}

/// `RULE` with one line changed.
fn with(field: &str, value: &str) -> String {
    let line = RULE
        .lines()
        .find(|line| line.starts_with(&format!("{field} =")))
        .unwrap();
    RULE.replace(line, value)
}

/// The line of the pack on which a text first stands.
fn line_of(body: &str, text: &str) -> usize {
    let whole = format!("{HEAD}{body}");
    let place = whole.find(text).unwrap();
    whole[..place].matches('\n').count() + 1
}

/// Refused at the line on which `words` first stand, for `reason`, told in both languages.
fn refuses(body: &str, words: &str, reason: &str) {
    let refused = own(body).expect_err(body);
    assert_eq!(refused.file, "own.toml");
    assert_eq!(refused.fault.key(), reason, "{body}\n{refused}");
    assert_eq!(refused.line, line_of(body, words), "{body}\n{refused}");
    is_told(refused);
}

#[test]
fn what_is_not_the_shape_of_a_pack() {
    refuses("[[rule]\n", "[[rule]", "syntax");
    refuses("[[rule]]\nzh = \"无编号\"\n", "[[rule]]", "syntax");
    refuses(&with("limit", "limit = 20"), "limit = 20", "syntax");
    refuses(&with("zh", "chinese = \"x\""), "chinese", "syntax");
    refuses(&format!("{RULE}zh = \"again\"\n"), "\"again\"", "syntax");
    let misspelt = format!("{RULE}[[rule.when]]\ngrade = [\"I\"]\n");
    refuses(&misspelt, "grade =", "syntax");
    refuses(&recipient("fax = \"1\"\n"), "fax", "syntax");
}

#[test]
fn ids_that_are_none_or_stand_twice() {
    refuses(&with("id", "id = \"Own Rule\""), "Own Rule", "bad-id");
    refuses(&with("id", "id = \"\""), "id = \"\"", "bad-id");
    let again = RULE.replace("\"own-rule\"", "\"own-rule\" # again");
    refuses(&format!("{RULE}{again}"), "# again", "duplicate");
    let again = recipient("").replace("\"x\"", "\"x\" # again");
    refuses(&format!("{}{again}", recipient("")), "# again", "duplicate");
}

#[test]
fn what_is_new_and_not_whole() {
    let body = "[[rule]]\nid = \"new\"\nlimit = \"5m\"\n";
    refuses(body, "id = \"new\"", "missing");
    let body = recipient("").replace("zh = \"甲\"\n", "");
    refuses(&body, "id = \"x\"", "missing");
}

#[test]
fn words_that_are_not_known() {
    for field in ["subject", "duty", "means", "start", "confidence"] {
        let wrong = format!("{field} = \"no-such-word\"");
        refuses(&with(field, &wrong), "no-such-word", "unknown-word");
    }
    let tracks = format!("{RULE}tracks = [\"ordinary\",\n\"rail\"]\n");
    refuses(&tracks, "\"rail\"", "unknown-word");
    for case in [
        "grades = [\"V\"]",
        "sensitive = [\"V\"]",
        "not_sensitive = [\"V\"]",
    ] {
        let body = format!("{RULE}[[rule.when]]\n{case}\n");
        refuses(&body, "\"V\"", "unknown-word");
    }
}

#[test]
fn recipients_that_are_unknown_missing_or_named_twice() {
    let body = with(
        "recipients",
        "recipients = [\n\"district-government\",\n\"nobody\"]",
    );
    refuses(&body, "\"nobody\"", "unknown-recipient");
    let body = with("recipients", "recipients = []");
    refuses(&body, "recipients = []", "bad-recipients");
    let twice = "recipients = [\"municipal-bureau\",\n\"municipal-bureau\" ]";
    let body = with("recipients", twice);
    refuses(&body, "\"municipal-bureau\" ]", "bad-recipients");
}

#[test]
fn limits_that_are_none_or_beyond_reason() {
    for (limit, reason) in [
        ("soon", "bad-limit"),
        ("1h30m", "bad-limit"),
        ("0wd", "zero-limit"),
        ("0m", "zero-limit"),
        ("4000d", "limit-too-long"),
    ] {
        let line = format!("limit = \"{limit}\"");
        refuses(&with("limit", &line), &line, reason);
    }
    refuses(&format!("{RULE}soon = \"21m\"\n"), "21m", "soon-too-long");
    refuses(&format!("{RULE}soon = \"x\"\n"), "soon =", "bad-limit");
    refuses(&format!("{RULE}soon = \"1wd\"\n"), "1wd", "working-days");
}

#[test]
fn texts_that_are_empty_too_long_too_wide_or_hostile() {
    let long = format!("basis = \"{}\"", "字".repeat(501));
    refuses(&with("basis", &long), "basis", "bad-text");
    refuses(&with("basis", "basis = \" \""), "basis", "bad-text");
    refuses(&with("zh", "zh = \"a\\u001b[2J\""), "zh =", "bad-text");
    refuses(&format!("{RULE}off = \"\"\n"), "off =", "bad-text");
    refuses(&format!("{RULE}off = true\n"), "off = true", "off-why");
    let wide = recipient("").replace("zh_short = \"甲\"", "zh_short = \"生态环境局\"");
    refuses(&wide, "zh_short", "too-wide");
}

#[test]
fn fields_that_do_not_go_together() {
    for line in [
        "subject = \"call\"",
        "subject = \"warning\"",
        "duty = \"triage\"",
        "duty = \"judge\"",
        "duty = \"pass-on\"",
        "duty = \"follow-up\"",
        "means = \"desk\"",
        "start = \"received\"",
        "start = \"last-report\"",
        "start = \"phone-report\"",
    ] {
        let field = line.split(' ').next().unwrap();
        refuses(&with(field, line), "id =", "clash");
    }
}

fn recipient(more: &str) -> String {
    let names = "zh = \"甲\"\nen = \"X\"\nzh_short = \"甲\"\nen_short = \"X\"\n";
    format!("\n[[recipient]]\nid = \"x\"\n{names}{more}")
}

/// The sentence and the hint are there in both languages, whole.
fn is_told(refused: PackError) {
    let (file, line) = (refused.file.clone(), refused.line.to_string());
    let error = Error::from(refused);
    assert_eq!(error.exit, Exit::Refused);
    let zone = chrono_tz::Tz::Asia__Shanghai;
    for lang in Lang::ALL {
        let sentence = error.sentence(lang, zone);
        assert!(
            sentence.contains(&file) && sentence.contains(&line),
            "{sentence}"
        );
        for words in [sentence, error.hint(lang, zone)] {
            assert!(
                !words.contains("[error-") && !words.contains("[pack-"),
                "{words}"
            );
            assert!(!words.contains("{ $") && !words.contains("{$"), "{words}");
            assert!(!words.chars().any(char::is_control), "{words:?}");
        }
    }
}

#[test]
fn a_pack_that_is_too_large_is_refused() {
    let padding = "#".repeat(256 * 1024);
    assert_eq!(own(&padding).unwrap_err().fault.key(), "too-much");
    let many: String = (0..600)
        .map(|n| RULE.replace("own-rule", &format!("rule-{n}")))
        .collect();
    assert_eq!(own(&many).unwrap_err().fault.key(), "too-much");
    let cases = "[[rule.when]]\ngrades = [\"I\"]\n".repeat(21);
    assert_eq!(
        own(&format!("{RULE}{cases}")).unwrap_err().fault.key(),
        "too-much"
    );
}

#[test]
fn every_word_of_a_rule_has_its_name_in_both_languages() {
    use watchkeeper::domain::rule::{Duty, Means, Start};
    use watchkeeper::rulebook::{Standing, limit::Unit};
    let mut keys = BTreeSet::new();
    keys.extend(Duty::ALL.map(|duty| format!("duty-{}", duty.name())));
    keys.extend(Means::ALL.map(|means| format!("means-{}", means.name())));
    keys.extend(Start::ALL.map(|start| format!("start-{}", start.name())));
    keys.extend(Confidence::ALL.map(|sure| format!("confidence-{}", sure.name())));
    keys.extend(Standing::ALL.map(|standing| standing.key().to_owned()));
    keys.extend([Unit::Minutes, Unit::Hours, Unit::Days].map(|unit| unit.key().to_owned()));
    for lang in Lang::ALL {
        for key in &keys {
            assert!(lang.has(key), "{key}");
        }
    }
}

#[test]
fn names_in_packs_are_those_of_the_record() {
    // The record keeps rules as JSON; a pack and the record call things by the same words.
    use watchkeeper::domain::rule::{Duty, Means, Start};
    let json = |value: serde_json::Result<serde_json::Value>| value.unwrap();
    for duty in Duty::ALL {
        assert_eq!(json(serde_json::to_value(duty)), duty.name());
    }
    for means in Means::ALL {
        assert_eq!(json(serde_json::to_value(means)), means.name());
    }
    for start in Start::ALL {
        assert_eq!(json(serde_json::to_value(start)), start.name());
    }
    for sure in Confidence::ALL {
        assert_eq!(json(serde_json::to_value(sure)), sure.name());
    }
    for kind in SubjectKind::ALL {
        assert_eq!(json(serde_json::to_value(kind)), kind.name());
    }
}

#[test]
fn a_string_nobody_closed_is_refused_on_a_line_there_is() {
    let text = "pack = \"own\"\nversion = 1\nnote = \"\"\"\n";
    let refused = load(&[("own.toml".into(), text.into())]).unwrap_err();
    assert!((1..=3).contains(&refused.line), "{}", refused.line);
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_text_whatever_makes_the_reader_panic(text in "\\PC{0,200}") {
        let _ = load(&[("any.toml".into(), text.clone())]);
        let _ = own(&text);
    }

    #[test]
    fn a_damaged_pack_is_read_or_refused_on_a_line_it_has(
        file in 0..BUILT_IN.len(),
        place in 0_usize..6_000,
        word in "[a-z0-9\"\\[\\]=\\n#\u{4e2d}]{0,3}",
    ) {
        let text = BUILT_IN[file].1;
        let mut place = place % text.len();
        while !text.is_char_boundary(place) {
            place -= 1;
        }
        let mut damaged = text.to_owned();
        let end = (place + 1..=text.len()).find(|end| text.is_char_boundary(*end)).unwrap();
        damaged.replace_range(place..end, &word);
        if let Err(refused) = load(&[("damaged.toml".into(), damaged.clone())]) {
            prop_assert!((1..=damaged.lines().count().max(1)).contains(&refused.line));
            is_told(refused);
        }
    }
}
