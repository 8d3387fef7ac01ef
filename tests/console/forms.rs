//! Forms: how they look, what they ask, what they make, and that nothing typed is lost.

use watchkeeper::console::StartAt;
use watchkeeper::console::message::Effect;
use watchkeeper::domain::call::Triage;
use watchkeeper::domain::event::DeskMode;
use watchkeeper::domain::grade::{Answer, Grade, Sensitive};
use watchkeeper::domain::incident::{FactKey, Stage};
use watchkeeper::domain::officer::Role;
use watchkeeper::domain::report::{Channel, ReportKind};
use watchkeeper::domain::times::TimeKind;
use watchkeeper::domain::{Command, SubjectId};
use watchkeeper::link::wire::ToDesk;
use watchkeeper::locale::Lang;

use crate::fixture::{Console, Desk, SIZES, afternoon, assert_rows_are_whole, at};

fn busy() -> Desk {
    Desk::busy(DeskMode::Real)
}

/// A desk on its first day.
fn without_people() -> Desk {
    let mut desk = Desk::new(DeskMode::Real, afternoon());
    desk.state.officers.clear();
    desk
}

/// A console that has the incident with reports late and due selected.
fn console() -> Console {
    let mut console = Console::new(busy(), (80, 24), Lang::Zh);
    console.selects("001  !!");
    console
}

fn id(text: &str) -> SubjectId {
    text.to_owned().try_into().unwrap()
}

/// Looks at a form in every size and language.
fn check(name: &str, reach: impl Fn(&mut Console)) {
    for lang in Lang::ALL {
        for size in SIZES {
            let mut console = Console::new(busy(), size, lang);
            console.selects("001  !!");
            reach(&mut console);
            assert_rows_are_whole(&console);
            let name = format!("{name}_{}_{}", size.0, lang.name());
            insta::assert_snapshot!(name, console.picture());
        }
    }
}

#[test]
fn a_new_incident_looks_like_this() {
    check("incident", |console| {
        console.press("f2");
    });
}

#[test]
fn a_new_incident_with_its_choices_open() {
    check("incident_choices", |console| {
        console
            .press("f2")
            .types("花溪河死鱼")
            .press("tab tab tab tab tab")
            .types("13");
    });
}

#[test]
fn every_other_form_looks_like_this() {
    let forms = [
        ("call", "f4"),
        ("triage", "home down f6"),
        ("amend_call", "home down f7"),
        ("report", "f5"),
        ("grade", "f6"),
        ("facts", "f7"),
        ("sensitive", "s"),
        ("impact", "i"),
        ("times", "t"),
        ("milestone", "m"),
        ("instruction", "b"),
        ("note", "f8"),
        ("waive", "ctrl-w"),
        ("correct", "ctrl-r"),
        ("stand_down", "ctrl-d"),
        ("close", "ctrl-k"),
        ("dismiss", "ctrl-x"),
        ("take_watch", "f9"),
        ("officer", "ctrl-a"),
    ];
    for (name, keys) in forms {
        check(name, |console| {
            console.press(keys);
        });
    }
}

#[test]
fn a_question_looks_like_this() {
    check("question", |console| {
        console
            .press("ctrl-x")
            .types("误报")
            .press("tab")
            .types("1")
            .press("f10");
    });
}

#[test]
fn an_incident_is_logged_in_a_handful_of_keys_beyond_its_text() {
    let mut console = Console::new(Desk::quiet(), (80, 24), Lang::Zh);
    let before = ["f2", "tab", "f10"];
    console.press(before[0]).types("花溪河死鱼");
    console.press(before[1]).types("花溪街道");
    console.press(before[2]);
    assert!(before.len() <= 12);
    let incident = &console.desk.state.incidents[&id("BN-2026-001")];
    assert_eq!(incident.title(), "花溪河死鱼");
    assert_eq!(incident.fact(FactKey::Place), "花溪街道");
    assert_eq!(incident.learned(), Some(at("2026-09-01T14:32:00")));
    assert_eq!(incident.grade, Grade::Unclear);
    assert!(console.says("已记录 BN-2026-001"), "{}", console.picture());
    for countdown in ["00:14:55", "00:29:55"] {
        let picture = console.picture();
        assert!(console.says(countdown), "{countdown} runs\n{picture}");
    }
    assert!(console.kept.is_empty(), "a saved form leaves no draft");
}

#[test]
fn the_deadline_of_what_was_just_logged_is_selected() {
    let mut console = console();
    console
        .press("f2")
        .types("花溪河死鱼")
        .press("tab")
        .types("花溪街道")
        .press("f10");
    console.press("f5");
    assert!(console.says("报告  BN-2026-004"), "{}", console.picture());
}

#[test]
fn what_is_ticked_is_yes_and_what_is_not_was_not_asked() {
    let mut console = console();
    console
        .press("f2")
        .types("花溪河死鱼")
        .press("tab")
        .types("花溪街道");
    console.press("tab tab tab tab").types("3").press("f10");
    let sensitive = &console.desk.state.incidents[&id("BN-2026-004")].sensitive;
    assert_eq!(sensitive.len(), 1);
    assert_eq!(sensitive[&Sensitive::HeavyMetal], Answer::Yes);
}

#[test]
fn a_time_shows_at_once_what_was_understood() {
    let mut console = console();
    console.press("f2 tab tab ctrl-u").types("-10m");
    assert!(
        console.says("= 09-01 周二 14:22, 10分钟前"),
        "{}",
        console.picture()
    );
    console.press("ctrl-u").types("昨天 23:50");
    assert!(
        console.says("= 08-31 周一 23:50, 14小时前"),
        "{}",
        console.picture()
    );
    console.press("ctrl-u").types("25:99");
    assert!(console.says("“25:99”"), "{}", console.picture());
}

#[test]
fn a_refusal_stands_at_its_field_and_nothing_typed_is_lost() {
    let mut console = console();
    console
        .press("f2")
        .types("花溪河死鱼")
        .press("tab")
        .types("花溪街道");
    console.press("tab ctrl-u").types("23:50").press("f10");
    assert!(
        console.says("! “得知时间”2026-09-01 23:50:00 晚于现在"),
        "{}",
        console.picture()
    );
    assert!(console.says("花溪河死鱼") && console.says("花溪街道"));
    console.press("ctrl-u").types("昨天 23:50").press("f10");
    let incident = &console.desk.state.incidents[&id("BN-2026-004")];
    assert_eq!(incident.learned(), Some(at("2026-08-31T23:50:00")));
}

#[test]
fn an_empty_field_is_refused_before_anything_is_sent() {
    let mut console = console();
    console.press("f2 f10");
    assert!(console.says("! “标题”没有填写"), "{}", console.picture());
    assert!(console.said.is_empty());
    console.press("ctrl-g");
    assert!(console.said.is_empty());
}

#[test]
fn a_refusal_is_told_in_the_language_of_the_screen() {
    let mut console = Console::new(busy(), (80, 24), Lang::En);
    console.press("f2").types("x").press("f10");
    let picture = console.picture();
    assert!(picture.contains("! The place is empty"), "{picture}");
}

#[test]
fn the_recipients_still_waiting_are_ticked() {
    let mut console = console();
    console.press("f5");
    console.press("f10");
    let incident = &console.desk.state.incidents[&id("BN-2026-001")];
    let sent = &incident.reports.last().unwrap().sent;
    assert_eq!(
        (sent.kind, sent.channel),
        (ReportKind::Initial, Channel::Phone)
    );
    assert_eq!(
        sent.to,
        ["municipal-bureau".into()],
        "the others were told at 14:01"
    );
}

#[test]
fn another_way_ticks_who_waits_for_that_way() {
    let mut console = console();
    console.press("f5 tab").types("3").press("tab");
    let picture = console.picture();
    for name in ["区委", "区政府", "市局", "部值班室", "部应急办"] {
        assert!(picture.lines().any(|line| {
            let at = line.find(name);
            at.is_some_and(|at| line[..at].trim_end().ends_with(']') || line.contains("[x]"))
        }));
    }
    console.press("f10");
    assert!(console.says("书面报告没有签发人"), "{}", console.picture());
    console.types("1").press("f10");
    let sent = &console.desk.state.incidents[&id("BN-2026-001")].reports[1].sent;
    assert_eq!(sent.signatory, "李四");
    let to: Vec<&str> = sent
        .to
        .iter()
        .map(watchkeeper::domain::RecipientId::as_str)
        .collect();
    assert_eq!(
        to,
        [
            "district-committee",
            "district-government",
            "municipal-bureau",
            "ministry-duty-office",
            "ministry-emergency-office"
        ]
    );
}

#[test]
fn lowering_a_grade_asks_for_a_leader_and_then_once_more() {
    let mut console = console();
    console.press("f6").types("4").press("f10");
    assert!(console.says("降低事件级别"), "{}", console.picture());
    console.press("enter");
    assert!(console.says("需要理由和批准领导"), "{}", console.picture());
    console
        .types("1")
        .press("shift-tab")
        .types("核实后范围较小")
        .press("f10 enter");
    let incident = &console.desk.state.incidents[&id("BN-2026-001")];
    assert_eq!(incident.grade, Grade::IV);
}

#[test]
fn raising_a_grade_asks_nothing() {
    let mut console = console();
    console.press("f6").types("1").press("f10");
    assert_eq!(
        console.desk.state.incidents[&id("BN-2026-001")].grade,
        Grade::I
    );
}

#[test]
fn a_question_is_not_answered_by_keys_typed_before_it_was_seen() {
    let mut console = console();
    console
        .press("ctrl-x")
        .types("误报")
        .press("tab")
        .types("1");
    // Both keys arrive before the picture with the question is drawn.
    for key in ["f10", "enter"] {
        let chord: watchkeeper::console::key::Chord = key.parse().unwrap();
        let event = ratatui::crossterm::event::KeyEvent::new(chord.code, chord.held);
        console.tell(watchkeeper::console::message::Message::Input(
            ratatui::crossterm::event::Event::Key(event),
        ));
    }
    let incident = &console.desk.state.incidents[&id("BN-2026-001")];
    assert_eq!(incident.stage, Stage::Open);
    console.model.mark_drawn();
    console.press("enter");
    let incident = &console.desk.state.incidents[&id("BN-2026-001")];
    assert!(matches!(incident.stage, Stage::Dismissed { .. }));
}

#[test]
fn no_leaves_everything_as_it_was() {
    let mut console = console();
    console.press("ctrl-d f10");
    assert!(console.says("登记应急终止？"), "{}", console.picture());
    console.press("esc");
    let incident = &console.desk.state.incidents[&id("BN-2026-001")];
    assert_eq!(incident.stage, Stage::Open);
    assert!(
        console.says("应急终止  BN-2026-001"),
        "the form is still there"
    );
}

#[test]
fn a_call_becomes_an_incident_learned_of_when_it_was_received() {
    let mut console = console();
    console
        .press("home down f6 tab")
        .types("花溪河污水")
        .press("tab")
        .types("花溪街道")
        .press("f10");
    let call = &console.desk.state.calls[&id("BN-2026-C001")];
    assert!(matches!(call.triage, Some((_, Triage::Became { .. }))));
    let incident = &console.desk.state.incidents[&id("BN-2026-004")];
    assert_eq!(incident.learned(), Some(call.facts.received));
    assert_eq!(incident.source, call.facts.channel);
    assert_eq!(incident.fact(FactKey::Course), call.facts.about);
}

#[test]
fn another_outcome_asks_other_questions() {
    let mut console = console();
    console.press("home down f6").types("3");
    assert!(
        console.says("移送单位") && !console.says("得知时间"),
        "{}",
        console.picture()
    );
    console.types("2").press("tab f10");
    assert!(
        console.says("“并入事件”没有填写"),
        "no incident is taken unasked"
    );
    console.types("3").press("f10");
    let call = &console.desk.state.calls[&id("BN-2026-C001")];
    let joined = Triage::Joined {
        incident: id("BN-2026-003"),
    };
    assert!(matches!(&call.triage, Some((_, triage)) if *triage == joined));
}

#[test]
fn a_learned_time_made_later_asks_for_a_leader() {
    let mut console = console();
    console.press("t").types("2").press("tab").types("14:00");
    assert!(console.says("批准领导"), "{}", console.picture());
    console.press("ctrl-u").types("13:40");
    assert!(!console.says("批准领导"), "{}", console.picture());
    console.press("f10");
    let times = &console.desk.state.incidents[&id("BN-2026-001")].times;
    assert_eq!(
        times.claims(TimeKind::Learned).count(),
        2,
        "both stay visible"
    );
}

#[test]
fn a_report_is_taken_back_with_a_leader_and_a_question() {
    let mut console = console();
    console
        .press("ctrl-r tab")
        .types("2")
        .press("tab")
        .types("报错对象")
        .press("tab")
        .types("1");
    console.press("f10");
    assert!(console.says("撤销这份报告？"), "{}", console.picture());
    console.press("enter");
    let report = &console.desk.state.incidents[&id("BN-2026-001")].reports[0];
    assert_eq!(report.withdrawn.as_deref(), Some("报错对象"));
}

#[test]
fn a_report_is_corrected_from_what_was_entered() {
    let mut console = console();
    console
        .press("ctrl-r tab tab tab tab tab tab end")
        .types("主任");
    console.press("shift-tab shift-tab");
    for _ in 0..10 {
        console.press("tab");
        if console.says("> 理由") {
            break;
        }
    }
    console.types("接报人写漏").press("f10");
    let report = &console.desk.state.incidents[&id("BN-2026-001")].reports[0];
    assert_eq!(report.sent.receiver, "赵六主任", "{}", console.picture());
    assert_eq!(report.corrected.as_deref(), Some("接报人写漏"));
}

#[test]
fn the_last_change_of_a_field_is_taken_back() {
    let mut console = console();
    console.press("f2").types("花溪河").press("ctrl-u");
    assert!(!console.says("花溪河死") && !console.says("标题      花溪河"));
    console.press("ctrl-z");
    assert!(console.says("花溪河"), "{}", console.picture());
}

#[test]
fn a_form_that_is_left_is_kept_and_taken_up_again() {
    let mut console = console();
    console
        .press("f2")
        .types("花溪河死鱼")
        .press("tab tab ctrl-u")
        .types("-10m")
        .press("esc");
    let draft = console.kept["incident"].clone();
    assert_eq!(draft.values["title"], "花溪河死鱼");
    assert_eq!(
        draft.values["learned"], "2026-09-01 14:22:05",
        "what was meant, not what was typed"
    );
    let mut next = Console::start(busy(), (80, 24), Lang::Zh, vec![draft], StartAt::Watch);
    assert!(
        next.says("没有填完的表单") && next.says("花溪河死鱼"),
        "{}",
        next.picture()
    );
    next.press("enter");
    assert!(
        next.says("花溪河死鱼") && next.says("接着 14:32 的草稿"),
        "{}",
        next.picture()
    );
    next.press("tab").types("花溪街道").press("f10");
    assert!(next.desk.state.incidents.contains_key(&id("BN-2026-004")));
    assert!(next.kept.is_empty());
    next.press("f2");
    assert!(
        !next.says("花溪河死鱼，") && !next.says("草稿"),
        "a new form is empty"
    );
}

#[test]
fn what_is_typed_is_kept_at_every_pause() {
    let mut console = console();
    console.press("f5");
    assert!(console.kept.is_empty(), "nothing was typed yet");
    console.press("end").press("tab tab tab tab").types("钱七");
    let draft = &console.kept["report-BN-2026-001"];
    assert_eq!(draft.values["receiver"], "钱七");
}

#[test]
fn answers_that_depend_on_others_survive_in_a_draft() {
    let mut console = console();
    console
        .press("home down f6")
        .types("3")
        .press("tab")
        .types("区水利局")
        .press("esc");
    let draft = console.kept["triage-BN-2026-C001"].clone();
    let mut next = Console::start(busy(), (80, 24), Lang::Zh, vec![draft], StartAt::Watch);
    next.press("enter f10");
    let call = &next.desk.state.calls[&id("BN-2026-C001")];
    let to = "区水利局".to_owned();
    assert_eq!(
        call.triage.as_ref().map(|(_, t)| t),
        Some(&Triage::PassedOn { to })
    );
}

#[test]
fn a_draft_is_thrown_away_only_after_a_question() {
    let mut console = console();
    console.press("f2").types("x").press("ctrl-d esc");
    assert!(console.says("新事件") && console.kept.contains_key("incident"));
    console.press("ctrl-d enter");
    assert!(console.kept.is_empty());
    console.press("ctrl-u");
    assert!(console.says("没有草稿"), "{}", console.picture());
}

#[test]
fn without_a_link_a_form_is_kept_and_says_so() {
    let mut console = console();
    console.link_down();
    console
        .press("f2")
        .types("花溪河死鱼")
        .press("tab")
        .types("花溪街道")
        .press("f10");
    assert!(
        console.says("链路中断，还没有保存"),
        "{}",
        console.picture()
    );
    assert!(console.kept.contains_key("incident"));
    console.link_up();
    console.press("f10");
    assert!(
        console
            .desk
            .state
            .incidents
            .contains_key(&id("BN-2026-004"))
    );
}

#[test]
fn a_wish_whose_answer_was_lost_is_asked_again_and_done_once() {
    let mut console = console();
    console
        .press("f2")
        .types("花溪河死鱼")
        .press("tab")
        .types("花溪街道");
    // The desk does it, but the link breaks before the answer is here.
    console.is_linked = false;
    console.press("f10");
    let Some(ToDesk::Do { id: name, command }) = console.said.last().cloned() else {
        panic!("a wish was sent");
    };
    assert!(console.says("正在保存"), "{}", console.picture());
    console.desk.does(*command);
    let receipt = watchkeeper::link::wire::Receipt {
        first_seq: 1,
        last_seq: 1,
        subject: Some(id("BN-2026-004")),
        report: None,
    };
    console.desk.done.insert(name.clone(), receipt);
    let count = console.desk.state.incidents.len();
    console.link_down();
    console.link_up();
    let asked = console
        .said
        .iter()
        .filter(|word| matches!(word, ToDesk::Do { id, .. } if *id == name));
    assert_eq!(asked.count(), 2, "asked again under the same name");
    assert_eq!(console.desk.state.incidents.len(), count, "and done once");
    assert!(console.says("已记录 BN-2026-004"), "{}", console.picture());
}

#[test]
fn a_wish_a_killed_console_had_sent_keeps_its_name_unless_it_is_changed() {
    let mut console = console();
    console
        .press("f2")
        .types("花溪河死鱼")
        .press("tab")
        .types("花溪街道");
    console.is_linked = false;
    console.press("f10");
    let draft = console.kept["incident"].clone();
    let name = draft
        .sent
        .clone()
        .expect("the draft knows the name it was asked under");
    let again = |keys: &str| {
        let mut next = Console::start(
            busy(),
            (80, 24),
            Lang::Zh,
            vec![draft.clone()],
            StartAt::Watch,
        );
        next.press("enter").press(keys).press("f10");
        next.said.iter().find_map(|word| match word {
            ToDesk::Do { id, command } if matches!(**command, Command::LogIncident { .. }) => {
                Some(id.clone())
            }
            _ => None,
        })
    };
    assert_eq!(again(""), Some(name.clone()));
    assert_ne!(again("x"), Some(name));
}

#[test]
fn a_form_that_is_waiting_takes_no_keys_but_can_be_left() {
    let mut console = console();
    console
        .press("f2")
        .types("花溪河死鱼")
        .press("tab")
        .types("花溪街道");
    console.is_linked = false;
    console.press("f10").types("多打的字");
    assert!(!console.says("多打的字"), "{}", console.picture());
    console.press("esc");
    assert!(!console.says("正在保存"), "{}", console.picture());
    assert!(console.kept.contains_key("incident"));
}

#[test]
fn a_console_started_for_one_form_ends_with_it() {
    let start = || {
        Console::start(
            busy(),
            (80, 24),
            Lang::Zh,
            Vec::new(),
            StartAt::IncidentForm,
        )
    };
    let mut console = start();
    console
        .types("花溪河死鱼")
        .press("tab")
        .types("花溪街道")
        .press("f10");
    assert!(matches!(console.wanted.as_slice(), [Effect::Quit]));
    assert_eq!(console.model.made(), Some(&id("BN-2026-004")));
    let mut console = start();
    console.press("esc");
    assert!(matches!(console.wanted.as_slice(), [Effect::Quit]));
    assert_eq!(console.model.made(), None);
}

#[test]
fn every_form_can_be_drawn_at_any_size_with_any_text() {
    let hostile = "铊\u{1b}[2J\u{202e}e\u{301}🚒，。“”…".repeat(30);
    let desk = busy();
    for keys in ["f2", "f5", "f7", "ctrl-x"] {
        for (width, height) in [(60, 16), (81, 25), (200, 60)] {
            let mut console = Console::new(desk.clone(), (width, height), Lang::Zh);
            console.press(keys).pastes(&hostile);
            for _ in 0..12 {
                assert_rows_are_whole(&console);
                console.press("tab");
                console.pastes(&hostile);
            }
        }
    }
}

#[test]
fn people_are_entered_and_the_watch_is_taken_without_leaving_the_screen() {
    let mut console = Console::new(without_people(), (80, 24), Lang::Zh);
    assert!(console.says("登记人员"), "{}", console.picture());
    console
        .press("ctrl-a")
        .types("周华")
        .press("tab")
        .types("2");
    console.press("tab tab").types("13800000000").press("f10");
    let officer = console.desk.state.officer_named("周华").unwrap();
    assert_eq!(
        (officer.role, officer.phone.as_str()),
        (Role::Leader, "13800000000")
    );
    console.press("ctrl-a").types("周华");
    assert!(console.says("已在名录中"), "{}", console.picture());
    console.press("tab").types("2").press("tab").types("副局长");
    console.press("f10");
    let officer = console.desk.state.officer_named("周华").unwrap();
    assert_eq!(
        (officer.post.as_str(), officer.phone.as_str()),
        ("副局长", "13800000000"),
        "what was left empty stays"
    );
    console.press("ctrl-a").types("王敏").press("f10");
    // Without an input method: the first letters of the pinyin.
    console.press("f9").types("wm").press("tab").types("zh");
    console.press("f10");
    let watch = console.desk.state.watch.as_ref();
    let watch = watch.unwrap_or_else(|| panic!("{}", console.picture()));
    let names = [watch.officer, watch.leader].map(|id| console.desk.state.officer_name(id));
    assert_eq!(names, ["王敏", "周华"]);
}

#[test]
fn a_desk_without_people_says_so_where_the_watch_is_taken() {
    let mut console = Console::new(without_people(), (80, 24), Lang::Zh);
    console.press("f9");
    assert!(console.says("名录还是空的"), "{}", console.picture());
}

/// A console of a leader at home.
fn of_leader(leader: &str) -> Console {
    let mut desk = busy();
    desk.takes_for = Some((leader.into(), false));
    let mut console = Console::new(desk, (80, 24), Lang::Zh);
    console.selects("001  !!");
    console
}

#[test]
fn a_leader_consents_alone_from_a_console_of_their_own() {
    let mut console = of_leader("王五");
    assert!(console.says("已连接 王五 |"), "{}", console.picture());
    console.press("ctrl-x").types("核实为误报");
    assert!(console.says("批准领导  王五"), "{}", console.picture());
    console.press("f10 enter");
    let incident = &console.desk.state.incidents[&id("BN-2026-001")];
    let Stage::Dismissed { approval, .. } = &incident.stage else {
        panic!("{}", console.picture());
    };
    assert_eq!(
        (approval.leader.as_str(), approval.reason.as_str()),
        ("王五", "核实为误报")
    );
    let mut console = of_leader("李四");
    console
        .press("ctrl-w tab")
        .types("已无必要")
        .press("f10 enter");
    let waived = &console.desk.state.incidents[&id("BN-2026-001")].waivers;
    assert_eq!(waived[0].approval.leader, "李四");
    let mut console = of_leader("李四");
    console.press("f6").types("4").press("f10");
    assert!(console.says("“理由”没有填写"), "{}", console.picture());
    assert!(
        !console.says("请确认"),
        "first everything is there, then it is asked"
    );
    console.types("核实后范围较小").press("f10 enter");
    let incident = &console.desk.state.incidents[&id("BN-2026-001")];
    assert_eq!(incident.grade, Grade::IV);
}

#[test]
fn a_leaders_instruction_from_a_console_of_their_own_needs_no_name() {
    let mut console = of_leader("李四");
    console.press("b tab tab").types("加密监测").press("f10");
    let given = &console.desk.state.incidents[&id("BN-2026-001")].instructions;
    assert_eq!(
        (given[0].leader.as_str(), given[0].text.as_str()),
        ("李四", "加密监测")
    );
}

#[test]
fn an_officer_names_the_leader_who_consents() {
    let mut console = of_leader("张三");
    console
        .press("ctrl-x")
        .types("核实为误报")
        .press("f10 enter");
    assert!(
        console.says("! “批准领导”没有填写"),
        "{}",
        console.picture()
    );
}

#[test]
fn a_leader_corrects_a_call_without_giving_a_reason_nobody_asks_for() {
    let mut console = of_leader("李四");
    console.press("home down f7").types("，有气味").press("f10");
    let call = &console.desk.state.calls[&id("BN-2026-C001")];
    assert!(
        call.facts.about.ends_with("，有气味"),
        "{}",
        console.picture()
    );
}
