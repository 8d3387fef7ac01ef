//! The words of a notice, and what is kept of an outcome.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;
use watchkeeper::domain::contact::Contact;
use watchkeeper::domain::reminder::{MatterId, Rung, Urgency};
use watchkeeper::domain::rule::Means;
use watchkeeper::domain::{RecipientId, SubjectId};
use watchkeeper::locale::Lang;
use watchkeeper::notify::notice::{BODY_MAX, TITLE_MAX, clean, clean_line, escape};
use watchkeeper::notify::{Marks, Notice, NoticeKind, Outcome, Reason, Reminder, Way};
use watchkeeper::rulebook::{self, Deadline, Standing};

const ZONE: Tz = Tz::Asia__Shanghai;

fn at(text: &str) -> DateTime<Utc> {
    format!("2026-09-01T{text}:00+08:00").parse().unwrap()
}

/// The thirty-minute phone duty of `BN-2026-014`, learned of at 14:00.
fn deadline() -> Deadline {
    let rules = rulebook::built_in();
    let rule = rules
        .rules
        .iter()
        .find(|rule| rule.limit_min == 30)
        .expect("the work points ask for a call within 30 minutes");
    Deadline {
        subject: SubjectId::try_from("BN-2026-014".to_owned()).unwrap(),
        drill: false,
        rule: Arc::new(rule.clone()),
        recipient: rule.recipients[0].clone(),
        starts_at: at("14:00"),
        due_at: at("14:30"),
        soon_min: 10,
        due_certain: true,
        standing: Standing::Running,
        met_at: None,
        met_by: None,
        since: None,
        waived: None,
        foreseen: false,
        change: None,
        demanded: None,
        known_at: None,
        was_overdue: None,
    }
}

fn contact<'a>(id: &'a RecipientId, zh: &'a str, en: &'a str) -> Contact<'a> {
    Contact {
        id,
        zh,
        en,
        person: None,
        phone: None,
        other_phone: None,
    }
}

fn told(kind: NoticeKind, now: DateTime<Utc>, marks: Marks, lang: Lang) -> Notice {
    let ids = ["district-committee", "municipal-bureau"].map(RecipientId::from);
    let committee = Contact {
        phone: Some("023-6000 0001"),
        other_phone: Some("023-6000 0009"),
        ..contact(&ids[0], "区委", "District committee")
    };
    let bureau = contact(&ids[1], "市生态环境局", "Municipal bureau");
    let deadline = deadline();
    let reminder = Reminder {
        matter: MatterId("BN-2026-014/phone".to_owned()),
        kind,
        deadline: &deadline,
        recipients: &[committee, bureau],
        subject: "嘉陵江铊超标",
        marks,
        now,
    };
    reminder.notice(lang, ZONE)
}

#[test]
fn a_reminder_says_what_is_left_to_whom_and_by_when() {
    let notice = told(NoticeKind::Ahead, at("14:15"), Marks::default(), Lang::Zh);
    let rule = deadline().rule.zh.clone();
    assert_eq!(notice.title, format!("还剩 15 分钟：BN-2026-014 {rule}"));
    assert_eq!(
        notice.body,
        "嘉陵江铊超标\n\
         打给：区委 023-6000 0001（备用 023-6000 0009）、市生态环境局（未登记电话）\n\
         应于 09-01 14:30 前完成"
    );
    let notice = told(NoticeKind::Ahead, at("14:15"), Marks::default(), Lang::En);
    let rule = deadline().rule.en.clone();
    assert_eq!(notice.title, format!("15 min left: BN-2026-014 {rule}"));
    assert_eq!(
        notice.body,
        "嘉陵江铊超标\n\
         Call: District committee 023-6000 0001 (or 023-6000 0009), \
         Municipal bureau (no number)\n\
         Due by 09-01 14:30"
    );
}

#[test]
fn a_program_reads_whom_to_call_and_by_which_numbers() {
    let notice = told(NoticeKind::Ahead, at("14:15"), Marks::default(), Lang::Zh);
    let json = serde_json::to_value(&notice).unwrap();
    let wanted = serde_json::json!([
        {"recipient": "district-committee", "name": "区委",
         "phones": ["023-6000 0001", "023-6000 0009"]},
        {"recipient": "municipal-bureau", "name": "市生态环境局", "phones": []},
    ]);
    assert_eq!(json["call"], wanted);
}

#[test]
fn a_written_report_names_no_number_and_one_without_any_number_says_how_to_enter_it() {
    let ids = ["district-committee"].map(RecipientId::from);
    let mut deadline = deadline();
    let body = |deadline: &Deadline| {
        let reminder = Reminder {
            matter: MatterId("m".to_owned()),
            kind: NoticeKind::Due,
            deadline,
            recipients: &[contact(&ids[0], "区委", "District committee")],
            subject: "",
            marks: Marks::default(),
            now: at("14:30"),
        };
        reminder.notice(Lang::Zh, ZONE).body
    };
    let called = body(&deadline);
    assert!(called.contains("打给：区委（未登记电话）"), "{called}");
    let how = "登记电话：watchkeeper recipient set district-committee --phone 号码";
    assert!(called.contains(how), "{called}");
    Arc::make_mut(&mut deadline.rule).means = Means::Written;
    let written = body(&deadline);
    assert!(written.contains("报送：区委\n"), "{written}");
    assert!(!written.contains("号码"), "{written}");
}

#[test]
fn a_rung_raised_a_moment_late_still_says_its_own_number() {
    let now = at("14:35") + TimeDelta::milliseconds(700);
    let notice = told(NoticeKind::Overdue, now, Marks::default(), Lang::Zh);
    assert!(
        notice.title.starts_with("已超时 5 分钟："),
        "{}",
        notice.title
    );
    let now = at("14:15") + TimeDelta::milliseconds(700);
    let notice = told(NoticeKind::Ahead, now, Marks::default(), Lang::Zh);
    assert!(
        notice.title.starts_with("还剩 15 分钟："),
        "{}",
        notice.title
    );
}

#[test]
fn long_spans_are_told_in_hours_and_days() {
    for (minutes, zh, en) in [
        (59, "59 分钟", "59 min"),
        (60, "1 小时", "1 h"),
        (75, "1 小时 15 分", "1 h 15 min"),
        (47 * 60, "47 小时", "47 h"),
        (60 * 24 * 60, "60 天", "60 d"),
    ] {
        let now = at("14:30") - TimeDelta::minutes(minutes);
        let title = |lang| told(NoticeKind::Ahead, now, Marks::default(), lang).title;
        assert!(
            title(Lang::Zh).starts_with(&format!("还剩 {zh}：")),
            "{minutes}"
        );
        assert!(
            title(Lang::En).starts_with(&format!("{en} left: ")),
            "{minutes}"
        );
    }
    let now = at("14:30") - TimeDelta::seconds(40);
    let notice = told(NoticeKind::Ahead, now, Marks::default(), Lang::Zh);
    assert!(notice.title.starts_with("还剩 40 秒："), "{}", notice.title);
}

#[test]
fn drill_simulation_repeat_and_lateness_are_always_said() {
    let marks = Marks {
        simulated: true,
        drill: true,
        repeat: true,
        late_by: Some(Duration::from_mins(12)),
    };
    let zh = told(NoticeKind::Due, at("14:42"), marks, Lang::Zh);
    assert!(
        zh.title.starts_with("【演练】【模拟】【重复】时限已到："),
        "{}",
        zh.title
    );
    assert!(zh.body.contains("这次提醒晚了 12 分钟"), "{}", zh.body);
    assert!(zh.body.contains("重启后的重复提醒"), "{}", zh.body);
    let en = told(NoticeKind::Due, at("14:42"), marks, Lang::En);
    assert!(
        en.title
            .starts_with("[DRILL] [SIMULATED] [REPEAT] Due now: "),
        "{}",
        en.title
    );
    assert!(en.body.contains("Raised 12 min late"), "{}", en.body);
    assert!(en.body.contains("may have sounded before"), "{}", en.body);
}

#[test]
fn a_body_too_long_never_costs_the_marks() {
    let marks = Marks {
        repeat: true,
        late_by: Some(Duration::from_mins(1)),
        ..Marks::default()
    };
    let long = "铊".repeat(5_000);
    for lang in Lang::ALL {
        let matter = MatterId("m".to_owned());
        let notice = Notice::new(lang, &matter, NoticeKind::Due, marks, (&long, &long));
        assert_eq!(notice.title.chars().count(), TITLE_MAX);
        assert!(notice.body.chars().count() <= BODY_MAX);
        assert!(
            notice.body.ends_with(&lang.text("notice-line-repeat")),
            "{}",
            notice.body
        );
        assert!(notice.title.starts_with(&lang.text("notice-mark-repeat")));
    }
}

#[test]
fn a_deadline_of_a_drill_marks_its_notice_by_itself() {
    let mut deadline = deadline();
    deadline.drill = true;
    let reminder = Reminder {
        matter: MatterId("m".to_owned()),
        kind: NoticeKind::Start,
        deadline: &deadline,
        recipients: &[],
        subject: "",
        marks: Marks::default(),
        now: at("14:00"),
    };
    let notice = reminder.notice(Lang::Zh, ZONE);
    assert!(notice.marks.drill);
    assert!(
        notice.title.starts_with("【演练】开始计时："),
        "{}",
        notice.title
    );
    assert_eq!(notice.body, "应于 09-01 14:30 前完成");
}

#[test]
fn each_rung_has_its_kind_and_what_is_overdue_stays_and_is_critical() {
    let kinds = [
        (Rung::Start, NoticeKind::Start, Urgency::Low, false),
        (
            Rung::Ahead { minutes: 15 },
            NoticeKind::Ahead,
            Urgency::Normal,
            false,
        ),
        (Rung::Due, NoticeKind::Due, Urgency::Critical, true),
        (
            Rung::Overdue { minutes: 5 },
            NoticeKind::Overdue,
            Urgency::Critical,
            true,
        ),
    ];
    for (rung, kind, urgency, sticky) in kinds {
        assert_eq!(NoticeKind::from(rung), kind);
        let notice = told(kind, at("14:15"), Marks::default(), Lang::Zh);
        assert_eq!(
            (notice.urgency, notice.sticky),
            (urgency, sticky),
            "{rung:?}"
        );
        assert!(notice.actions);
    }
    let pressed = told(NoticeKind::Ahead, at("14:15"), Marks::default(), Lang::Zh);
    assert_eq!(pressed.at(Urgency::Critical).urgency, Urgency::Critical);
}

#[test]
fn a_sign_of_life_cannot_be_given_by_a_button() {
    let matter = MatterId("vigilance".to_owned());
    let text = ("还在吗", "");
    let notice = Notice::new(
        Lang::Zh,
        &matter,
        NoticeKind::Vigilance,
        Marks::default(),
        text,
    );
    assert!(!notice.actions);
}

#[test]
fn hostile_text_loses_everything_that_steers_a_screen() {
    let hostile =
        "a\u{1b}]0;x\u{7}b\u{9b}31m\u{9c}\u{202e}c\u{2066}d\u{61c}\r\n\r\n  e\tf\u{0}  \n";
    assert_eq!(clean(hostile, 100), "a]0;xb31mcd\ne f");
    assert_eq!(clean_line(hostile, 100), "a]0;xb31mcd e f");
    let once = clean(hostile, 5);
    assert_eq!(clean(&once, 5), once, "clean text stays as it is");
    assert_eq!(clean("铊超标了吗", 3), "铊超…");
    assert_eq!(clean("铊超标", 3), "铊超标");
}

#[test]
fn markup_is_shown_word_for_word() {
    assert_eq!(
        escape("CO < 24 & <b>东南</b>"),
        "CO &lt; 24 &amp; &lt;b&gt;东南&lt;/b&gt;"
    );
    assert_eq!(escape("&lt;"), "&amp;lt;");
}

#[test]
fn a_notice_is_plain_json_with_seconds_for_a_span() {
    let marks = Marks {
        late_by: Some(Duration::from_secs(90)),
        ..Marks::default()
    };
    let notice = told(NoticeKind::Overdue, at("14:35"), marks, Lang::Zh);
    let json = serde_json::to_value(&notice).unwrap();
    assert_eq!(json["matter"], "BN-2026-014/phone");
    assert_eq!(json["kind"], "overdue");
    assert_eq!(json["urgency"], "critical");
    assert_eq!(json["late_by_s"], 90);
    assert_eq!(json["drill"], false);
    assert_eq!(serde_json::from_value::<Notice>(json).unwrap(), notice);
    for kind in NoticeKind::ALL {
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
    }
}

#[test]
fn the_record_keeps_the_way_and_why_it_failed() {
    let failed = Outcome::Failed {
        reason: Reason::Exited {
            code: 3,
            says: "no modem".to_owned(),
        },
    };
    let way = Way::Command("sms".to_owned());
    let kept = failed.record(&way, Lang::En);
    assert_eq!(kept.way, "command:sms");
    assert!(!kept.delivered && !kept.repeat);
    assert_eq!(kept.detail, "the command ended with 3: no modem");
    let kept = Outcome::Repeat.record(&Way::Desktop, Lang::Zh);
    assert_eq!((kept.way.as_str(), kept.detail.as_str()), ("desktop", ""));
    assert!(kept.delivered && kept.repeat);
}

#[test]
fn every_reason_has_a_sentence_in_both_languages_with_its_values() {
    let says = || "xyzzy".to_owned();
    let reasons = [
        Reason::NoBus,
        Reason::NoServer,
        Reason::Mute { seconds: 47 },
        Reason::Refused { says: says() },
        Reason::Busy,
        Reason::Gone,
        Reason::NoTerminal,
        Reason::NotWritten { says: says() },
        Reason::NotStarted { says: says() },
        Reason::TookTooLong { seconds: 47 },
        Reason::Exited {
            code: 47,
            says: says(),
        },
        Reason::Signalled {
            signal: 47,
            says: says(),
        },
    ];
    for reason in reasons {
        let json = serde_json::to_string(&reason).unwrap();
        for lang in Lang::ALL {
            let outcome = Outcome::Unavailable {
                reason: reason.clone(),
            };
            let sentence = outcome.sentence(lang);
            assert!(!sentence.contains('['), "{sentence}");
            assert!(!sentence.contains('{'), "{sentence}");
            assert_eq!(json.contains("47"), sentence.contains("47"), "{sentence}");
            assert_eq!(
                json.contains("xyzzy"),
                sentence.contains("xyzzy"),
                "{sentence}"
            );
        }
    }
}
