//! A desk in memory and a console on it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::{DateTime, TimeDelta, Utc};
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{Event as Input, KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Rect, Size};
use watchkeeper::console::StartAt;
use watchkeeper::console::draft::Draft;
use watchkeeper::console::key::Chord;
use watchkeeper::console::keymap::Keymap;
use watchkeeper::console::look::Environment;
use watchkeeper::console::message::{Effect, Message};
use watchkeeper::console::model::{Model, Start};
use watchkeeper::console::screen::{self, Drawn};
use watchkeeper::console::text;
use watchkeeper::console::theme::Theme;
use watchkeeper::domain::call::{CallFacts, Personal, Source};
use watchkeeper::domain::command::OfficerEntry;
use watchkeeper::domain::entry::{BODY_VERSION, Body};
use watchkeeper::domain::event::{DeskMode, NewIncident, SimClock};
use watchkeeper::domain::grade::{Answer, Grade, Sensitive, Track};
use watchkeeper::domain::impact::Impact;
use watchkeeper::domain::incident::FactKey;
use watchkeeper::domain::officer::Role;
use watchkeeper::domain::report::{Channel, ReportKind, ReportSent};
use watchkeeper::domain::response::{Response, ResponseLevel, ResponseStep};
use watchkeeper::domain::rule::RuleSet;
use watchkeeper::domain::subject::Subject;
use watchkeeper::domain::warning::{WarningFacts, WarningLevel, WarningMessage, WarningStatus};
use watchkeeper::domain::{
    Asker, By, Command, CommandId, Digest, Event, Proven, Sealed, State, SubjectId, SubjectKind,
    apply, decide,
};
use watchkeeper::error::Error;
use watchkeeper::link::wire::{
    ClockHealth, FromDesk, Health, PROTOCOL, Page, Pin, Query, Receipt, Refusal, ReminderHealth,
    Reply, ToDesk, Welcome,
};
use watchkeeper::locale::Lang;
use watchkeeper::rulebook;

/// A time in Chongqing.
pub fn at(text: &str) -> DateTime<Utc> {
    format!("{text}+08:00").parse().unwrap()
}

/// The moment the screens are looked at: a Tuesday afternoon.
pub fn afternoon() -> DateTime<Utc> {
    at("2026-09-01T14:32:05")
}

/// The rules of the district's own packs and of the decrees' limits. What asks for more of the same
/// kinds is left out, so that a picture shows its screen and not how many rules there are; pictures
/// with every rule are made of [`Desk::adopts_every_rule`].
fn few_rules() -> RuleSet {
    let left_out = [
        "duty-head",
        "cq-",
        "water-",
        "waste-",
        "ling34-",
        "publish-",
        "ling17-neighbours",
        "ling17-propose",
        "ling32-30d-iv",
        "radiation-",
        "ship-",
        "fishery-",
        "safety-",
    ];
    let mut rules = rulebook::built_in();
    let asks_more = |id: &str| left_out.iter().any(|stem| id.starts_with(stem));
    rules.rules.retain(|rule| !asks_more(rule.id.as_str()));
    rules
}

/// A desk that keeps its record in memory.
#[derive(Clone)]
pub struct Desk {
    pub state: State,
    pub now: DateTime<Utc>,
    pub done: BTreeMap<CommandId, Receipt>,
    /// The officer it takes the console for, and whether that one's PIN is still to be given.
    pub takes_for: Option<(String, bool)>,
    /// PINs by officer.
    pins: BTreeMap<String, Pin>,
    /// Who proved to be somebody since the link is up.
    proven: BTreeSet<String>,
    /// Who typed a PIN for the next consent.
    typed: Option<String>,
    /// Wrong PINs given.
    wrong: u32,
    pub sent: Vec<Sealed>,
}

impl Desk {
    /// A desk with rules and officers, at `now`.
    pub fn new(mode: DeskMode, now: DateTime<Utc>) -> Self {
        let clock = (mode == DeskMode::Simulated).then_some(SimClock {
            shows: now,
            set_at: now,
            rate: 1,
        });
        let created = Event::DeskCreated {
            code: "BN".parse().unwrap(),
            name: "巴南区值守台".into(),
            mode,
            zone: chrono_tz::Tz::Asia__Shanghai,
            clock,
        };
        let first = sealed(1, Digest::GENESIS, now, created);
        let mut desk = Self {
            state: State::genesis(&first.open().unwrap()).unwrap(),
            now,
            done: BTreeMap::new(),
            takes_for: None,
            pins: BTreeMap::new(),
            proven: BTreeSet::new(),
            typed: None,
            wrong: 0,
            sent: vec![first],
        };
        desk.does(Command::AdoptRules { rules: few_rules() });
        for (name, role) in [
            ("张三", Role::Officer),
            ("李四", Role::Leader),
            ("王五", Role::Head),
        ] {
            desk.does(Command::EnterOfficer {
                officer: OfficerEntry {
                    name: name.into(),
                    post: String::new(),
                    phone: String::new(),
                    role,
                },
            });
        }
        desk
    }

    /// A quiet desk with somebody on watch.
    pub fn quiet() -> Self {
        let mut desk = Self::new(DeskMode::Real, at("2026-09-01T08:30:00"));
        desk.takes_watch();
        desk.now = afternoon();
        desk
    }

    /// From here on, every rule of the product holds.
    pub fn adopts_every_rule(&mut self) {
        self.does(Command::AdoptRules {
            rules: rulebook::built_in(),
        });
    }

    /// A quiet desk at another time.
    pub fn quiet_at(now: &str) -> Self {
        let mut desk = Self::new(DeskMode::Real, at(now) - TimeDelta::days(1));
        desk.takes_watch();
        desk.now = at(now);
        desk
    }

    /// A day on which a rainstorm warning holds, and an exercise beside it.
    pub fn stormy() -> Self {
        let mut desk = Self::quiet_at("2026-07-14T15:00:00");
        desk.now = at("2026-07-14T14:52:00");
        desk.warned("暴雨", WarningLevel::Orange, |_| {});
        desk.warned("大风", WarningLevel::Red, |facts| {
            facts.status = WarningStatus::Exercise;
            facts.headline = "应急演练：大风红色预警".into();
        });
        desk.now = at("2026-07-14T15:00:00");
        desk
    }

    /// Takes a warning for the district in.
    pub fn warned(
        &mut self,
        hazard: &str,
        level: WarningLevel,
        more: impl FnOnce(&mut WarningFacts),
    ) -> SubjectId {
        let id = self.state.next_number(SubjectKind::Warning, self.now);
        let mut facts = self.facts(hazard, level);
        more(&mut facts);
        self.does(Command::TakeWarning {
            facts: Box::new(facts),
            for_district: true,
        });
        id
    }

    /// What a warning says that is issued now.
    pub fn facts(&self, hazard: &str, level: WarningLevel) -> WarningFacts {
        WarningFacts {
            identifier: String::new(),
            sender: "区气象台".into(),
            sent: self.now,
            status: WarningStatus::Actual,
            message: WarningMessage::Alert,
            references: Vec::new(),
            hazard: hazard.into(),
            level: Some(level),
            headline: format!("区气象台发布{hazard}预警"),
            text: "未来 3 小时我区南部有强降水，请注意防范。".into(),
            area: "巴南区南部".into(),
            area_codes: Vec::new(),
            effective: self.now,
            expires: None,
        }
    }

    /// Gives an officer a PIN, and tells of it.
    pub fn sets_pin(&mut self, officer: &str, pin: &str) -> Vec<Sealed> {
        let pin = Pin::new(pin.into()).unwrap();
        let is_first = self.pins.insert(officer.into(), pin).is_none();
        if !is_first {
            return Vec::new();
        }
        self.does(Command::NotePin {
            officer: officer.into(),
            set: true,
        })
    }

    pub fn takes_watch(&mut self) {
        self.does(Command::TakeWatch {
            officer: "张三".into(),
            deputy: None,
            leader: "李四".into(),
            note: String::new(),
        });
    }

    /// A busy afternoon: one incident with reports late and due, one that nobody can grade, one
    /// drill, one call that nobody judged.
    pub fn busy(mode: DeskMode) -> Self {
        let mut desk = Self::new(mode, at("2026-09-01T08:30:00"));
        desk.takes_watch();
        desk.now = at("2026-09-01T13:47:20");
        let river = desk.logs(
            "嘉陵江巴南段铊浓度异常",
            "嘉陵江上游界断面",
            "13:45",
            |new| {
                new.grade = Grade::II;
                new.source = Source::Neighbour;
                new.occurred = vec![
                    (at("2026-09-01T11:30:00"), "上游通报".into()),
                    (at("2026-09-01T12:10:00"), "自动站数据".into()),
                ];
                new.sensitive = BTreeMap::from([
                    (Sensitive::HeavyMetal, Answer::Yes),
                    (Sensitive::CrossProvince, Answer::Yes),
                    (Sensitive::MassEvent, Answer::No),
                ]);
                new.facts
                    .insert(FactKey::Pollutants, "铊，超标 1.3 倍".into());
                new.impact = Impact {
                    deaths: Some(0),
                    evacuated: Some(0),
                    ..Impact::default()
                };
            },
        );
        desk.now = at("2026-09-01T14:02:00");
        desk.does(Command::FileReport {
            incident: river,
            sent: Box::new(ReportSent {
                kind: ReportKind::Initial,
                channel: Channel::Phone,
                to: vec!["district-committee".into(), "district-government".into()],
                at: at("2026-09-01T14:01:00"),
                receiver: "赵六".into(),
                acknowledged: true,
                signatory: String::new(),
                text: "13 时 45 分接上游通报，嘉陵江界断面铊浓度超标 1.3 倍，原因正在核实。".into(),
            }),
        });
        desk.now = at("2026-09-01T14:20:00");
        desk.logs("木洞园区仓库冒烟", "木洞镇工业园", "14:18", |_| {});
        desk.now = at("2026-09-01T14:24:00");
        desk.logs(
            "钛业硫磺库火灾次生演练",
            "钛业公司",
            "14:24",
            |new| {
                new.grade = Grade::III;
                new.drill = true;
            },
        );
        desk.now = at("2026-09-01T14:26:30");
        desk.does(Command::TakeCall {
            facts: CallFacts {
                received: at("2026-09-01T14:25:00"),
                channel: Source::Hotline12345,
                from: Personal::Open("周女士".into()),
                unit: String::new(),
                phone: Personal::Open("023-00000000".into()),
                called_back: false,
                about: "花溪河边有刺鼻气味，河水发白".into(),
            },
            confidential: false,
        });
        desk.now = afternoon();
        desk
    }

    /// The head of the bureau was told, and a level of response proposed: what is left runs for hours.
    pub fn did_what_is_asked_at_once(&mut self, incident: &str) {
        let incident: SubjectId = incident.to_owned().try_into().unwrap();
        let at = self.now;
        self.does(Command::FileReport {
            incident: incident.clone(),
            sent: Box::new(ReportSent {
                kind: ReportKind::Initial,
                channel: Channel::Phone,
                to: vec!["bureau-head".into()],
                at,
                receiver: "王五".into(),
                acknowledged: true,
                signatory: String::new(),
                text: String::new(),
            }),
        });
        self.does(Command::NoteResponse {
            incident,
            response: Box::new(Response {
                step: ResponseStep::Proposed,
                level: ResponseLevel::IV,
                who: "区生态环境局".into(),
                at,
                note: String::new(),
            }),
        });
    }

    /// Logs an incident learned of today.
    pub fn logs(
        &mut self,
        title: &str,
        place: &str,
        learned: &str,
        more: impl FnOnce(&mut NewIncident),
    ) -> SubjectId {
        let id = self.state.next_number(SubjectKind::Incident, self.now);
        let mut new = NewIncident {
            facts: BTreeMap::from([
                (FactKey::Title, title.to_owned()),
                (FactKey::Place, place.to_owned()),
            ]),
            source: Source::DutyPhone,
            learned: at(&format!("2026-09-01T{learned}:00")),
            occurred: Vec::new(),
            grade: Grade::Unclear,
            sensitive: BTreeMap::new(),
            impact: Impact::default(),
            track: Track::Ordinary,
            drill: false,
            extent: watchkeeper::domain::extent::Extent::default(),
            ground: String::new(),
            approval: None,
        };
        more(&mut new);
        self.does(Command::LogIncident { new: Box::new(new) });
        id
    }

    /// Does what must be allowed, and gives the entries.
    #[expect(
        clippy::needless_pass_by_value,
        reason = "wishes are written where they are made"
    )]
    pub fn does(&mut self, command: Command) -> Vec<Sealed> {
        let (_, entries) = self.asked(&command).unwrap_or_else(|no| panic!("{no:?}"));
        entries
    }

    /// Does what is allowed, and nothing where it is not.
    pub fn tries(&mut self, command: &Command) {
        let _: Result<_, _> = self.asked(command);
    }

    fn asked(
        &mut self,
        command: &Command,
    ) -> Result<(Receipt, Vec<Sealed>), watchkeeper::domain::Rejection> {
        let who = By {
            login: "duty".into(),
            officer: self.state.watch.as_ref().map(|watch| watch.officer),
        };
        let id_of = |name: &str| self.state.officer_named(name).map(|officer| officer.id);
        let acting = self.takes_for.as_ref().filter(|(_, unproven)| !unproven);
        let typed = command.approval().and_then(|_| self.typed.take());
        let proven = Proven {
            console: acting.and_then(|(name, _)| id_of(name)),
            pin: typed.as_deref().and_then(id_of),
        };
        let asker = Asker { by: &who, proven };
        let events = decide(&self.state, self.now, asker, command)?;
        let first_seq = self.state.seq + 1;
        let subject = events.iter().flat_map(Event::subjects).next().cloned();
        let report = events.iter().find_map(|event| match event {
            Event::ReportFiled { no, .. } | Event::ReportCorrected { no, .. } => Some(*no),
            _ => None,
        });
        let mut entries = Vec::new();
        for event in events {
            let entry = sealed(self.state.seq + 1, self.state.head, self.now, event);
            apply(&mut self.state, &entry.open().unwrap());
            entries.push(entry);
        }
        self.sent.extend(entries.clone());
        let receipt = Receipt {
            first_seq,
            last_seq: self.state.seq,
            subject,
            report,
        };
        Ok((receipt, entries))
    }

    pub fn health(&self, machine: DateTime<Utc>) -> Health {
        Health {
            now: self.now,
            machine,
            seq: self.state.seq,
            head: self.state.head,
            read_only: None,
            since: machine,
            consoles: 1,
            notices: Vec::new(),
            reminder: ReminderHealth::default(),
            clock: ClockHealth::default(),
            disk_free: None,
            ways: Vec::new(),
        }
    }

    pub fn welcome(&self, machine: DateTime<Utc>) -> Welcome {
        Welcome {
            protocol: PROTOCOL,
            program: "watchkeeper test".into(),
            login: "duty".into(),
            pid: 1,
            health: self.health(machine),
            role: watchkeeper::link::wire::Access::Keeper,
            officer: self.takes_for.as_ref().map(|(officer, _)| officer.clone()),
            unproven: self
                .takes_for
                .as_ref()
                .is_some_and(|(_, unproven)| *unproven),
            beat_seconds: watchkeeper::link::wire::BEAT_SECONDS,
        }
    }

    /// What the desk says to a message.
    pub fn answer(&mut self, message: ToDesk) -> Vec<FromDesk> {
        match message {
            ToDesk::Do { id, command } => {
                if let Some(receipt) = self.done.get(&id) {
                    let outcome = Ok(receipt.clone());
                    return vec![FromDesk::Done { id, outcome }];
                }
                if let Command::TakeWatch { officer, .. } = &*command
                    && self.wants_pin_of(officer)
                {
                    let outcome = Err(edge("error-desk-pin-needed", &[("officer", officer)]));
                    return vec![FromDesk::Done { id, outcome }];
                }
                match self.asked(&command) {
                    Ok((receipt, entries)) => {
                        self.done.insert(id.clone(), receipt.clone());
                        let entries = entries.into_iter().map(FromDesk::Entry);
                        let done = FromDesk::Done {
                            id,
                            outcome: Ok(receipt),
                        };
                        entries.chain([done]).collect()
                    }
                    Err(rejection) => vec![FromDesk::Done {
                        id,
                        outcome: Err(Refusal::Rejected(rejection)),
                    }],
                }
            }
            ToDesk::Ask {
                id,
                query: Query::Prove { officer, pin },
            } => {
                let reply = self.proof(&officer, &pin);
                vec![FromDesk::Reply { id, reply }]
            }
            ToDesk::Ask { id, query } => vec![FromDesk::Reply {
                id,
                reply: Ok(self.reply(query)),
            }],
            _ => Vec::new(),
        }
    }

    fn wants_pin_of(&self, officer: &str) -> bool {
        let takes_for = self.takes_for.as_ref();
        let is_taken_for = takes_for.is_some_and(|(name, unproven)| name == officer && !unproven);
        self.pins.contains_key(officer) && !self.proven.contains(officer) && !is_taken_for
    }

    /// As a real desk answers: after two wrong ones the next is heard later.
    fn proof(&mut self, officer: &str, pin: &Pin) -> Result<Reply, Refusal> {
        if self.wrong >= 3 {
            return Err(edge("error-desk-pin-wait", &[("seconds", "2")]));
        }
        if self.pins.get(officer).is_some_and(|known| known != pin) {
            self.wrong += 1;
            return Err(edge("error-desk-pin-wrong", &[]));
        }
        if self.pins.contains_key(officer) {
            self.typed = Some(officer.into());
        }
        self.proven.insert(officer.into());
        Ok(Reply::Proven)
    }

    /// The subjects of a family whose words or number hold a text, newest first.
    fn holding(&self, kind: SubjectKind, query: &str) -> Vec<Subject> {
        let last = self.state.numbers.of(kind).iter().rev();
        let ids = last.flat_map(|(year, last)| {
            (1..=*last).rev().map(|number| SubjectId {
                desk: self.state.desk.code.clone(),
                kind,
                year: *year,
                number,
            })
        });
        let held = ids.filter_map(|id| Subject::of(&self.state, &id));
        held.filter(|one| words(one).contains(query)).collect()
    }

    fn reply(&self, query: Query) -> Reply {
        match query {
            Query::Subjects {
                kind,
                query,
                before,
                limit,
            } => {
                let mut found = self.holding(kind, &query);
                found.retain(|one| before.as_ref().is_none_or(|before| one.id() < before));
                let limit = usize::try_from(limit).unwrap();
                let is_cut = found.len() > limit;
                found.truncate(limit);
                let next = found.last().map(|last| last.id().clone());
                Reply::Subjects(Page {
                    numbered: Vec::new(),
                    subjects: found,
                    next: next.filter(|_| is_cut),
                })
            }
            Query::Count { query } => {
                let count = |kind| (kind, self.holding(kind, &query).len() as u64);
                Reply::Counted(SubjectKind::ALL.into_iter().map(count).collect())
            }
            Query::Subject(id) => Reply::Subject(Subject::of(&self.state, &id)),
            _ => Reply::State(Box::new(self.state.clone())),
        }
    }
}

/// What a subject is found by.
fn words(subject: &Subject) -> String {
    let id = subject.id();
    let words = match subject {
        Subject::Call(call) => &call.facts.about,
        Subject::Incident(incident) => incident.title(),
        Subject::Warning(warning) => &warning.facts.headline,
    };
    format!("{id} {words}")
}

/// What a desk says of something at its edge.
fn edge(key: &str, args: &[(&str, &str)]) -> Refusal {
    let args = args.iter();
    Refusal::Edge {
        key: key.into(),
        args: args
            .map(|(name, value)| ((*name).into(), (*value).into()))
            .collect(),
        because: None,
        exit: 1,
    }
}

/// An entry as it is stored and sent; the hash is any that differs from the others.
fn sealed(seq: u64, prev: Digest, at: DateTime<Utc>, event: Event) -> Sealed {
    let body = Body {
        v: BODY_VERSION,
        desk: "BN".parse().unwrap(),
        seq,
        at,
        by: By {
            login: "duty".into(),
            officer: None,
        },
        command: None,
        event,
        more: Default::default(),
    };
    let mut hash = [0; 32];
    hash[..8].copy_from_slice(&seq.to_be_bytes());
    let body = serde_json::to_string(&body).unwrap();
    Sealed {
        prev,
        hash: Digest(hash),
        body: serde_json::value::RawValue::from_string(body).unwrap(),
    }
}

/// How many consoles were started: each names its wishes otherwise.
static STARTED: AtomicU32 = AtomicU32::new(1);

/// A console on a desk.
pub struct Console {
    pub desk: Desk,
    pub model: Model,
    /// This machine's time; the same as the desk's, unless the desk is simulated.
    pub machine: DateTime<Utc>,
    pub is_linked: bool,
    /// What was kept as drafts, by form.
    pub kept: BTreeMap<String, Draft>,
    /// What was wanted besides drafts and words to the desk.
    pub wanted: Vec<Effect>,
    /// The words to the desk in the order they were said.
    pub said: Vec<ToDesk>,
}

impl Console {
    pub fn new(desk: Desk, size: (u16, u16), lang: Lang) -> Self {
        Self::start(desk, size, lang, Vec::new(), StartAt::Watch)
    }

    pub fn start(
        desk: Desk,
        size: (u16, u16),
        lang: Lang,
        drafts: Vec<Draft>,
        start_at: StartAt,
    ) -> Self {
        let mut console = Self::knocking(desk, size, lang, drafts, start_at);
        console.link_up();
        console
    }

    /// A console whose desk said nothing yet.
    pub fn knocking(
        desk: Desk,
        (width, height): (u16, u16),
        lang: Lang,
        drafts: Vec<Draft>,
        start_at: StartAt,
    ) -> Self {
        let machine = desk.now;
        let environment = Environment {
            term: "xterm-256color".into(),
            colorterm: "truecolor".into(),
            no_color: false,
            locale: "zh_CN.UTF-8".into(),
            ..Environment::default()
        };
        let model = Model::new(Start {
            look: environment.look(Some(lang)),
            theme: Theme::built_in("dark").unwrap(),
            keymap: Keymap::built_in(),
            size: Size { width, height },
            drafts,
            stem: CommandId(format!("test{}", STARTED.fetch_add(1, Ordering::Relaxed))),
            machine,
            start_at,
        });
        Self {
            desk,
            model,
            machine,
            is_linked: false,
            kept: BTreeMap::new(),
            wanted: Vec::new(),
            said: Vec::new(),
        }
    }

    pub fn link_up(&mut self) {
        self.is_linked = true;
        self.desk.proven.clear();
        let welcome = self.desk.welcome(self.machine);
        self.tell(Message::LinkUp(Box::new(welcome)));
        let state = Box::new(self.desk.state.clone());
        self.tell(Message::Link(Box::new(FromDesk::Snapshot(state))));
    }

    pub fn link_down(&mut self) {
        self.is_linked = false;
        self.tell(Message::LinkLost(Box::new(Error::new("link-lost"))));
    }

    /// Takes a message in and does what is wanted, as the loop would. What is not typed is drawn.
    pub fn tell(&mut self, message: Message) {
        let is_typed = matches!(message, Message::Input(_));
        self.tell_undrawn(message);
        if !is_typed {
            self.draw();
        }
    }

    /// The picture comes, and is seen.
    fn draw(&mut self) {
        self.model.before_drawing(self.machine);
        self.model.mark_drawn();
    }

    /// The same, and the next message comes before the picture.
    pub fn tell_undrawn(&mut self, message: Message) {
        self.model.update(message, self.machine);
        self.settle();
    }

    fn settle(&mut self) {
        self.model.keep_draft();
        for effect in self.model.take_effects() {
            match effect {
                Effect::Send(message) => {
                    self.said.push((*message).clone());
                    if self.is_linked {
                        self.desk.now = self.model.desk.now(self.machine);
                        for answer in self.desk.answer(*message) {
                            self.tell(Message::Link(Box::new(answer)));
                        }
                    }
                }
                Effect::Keep(draft) => {
                    self.kept.insert(draft.id().slug(), *draft);
                }
                Effect::Forget(key) => {
                    self.kept.remove(&key.slug());
                }
                other => self.wanted.push(other),
            }
        }
    }

    /// Presses keys, one picture after each.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            let chord: Chord = key.parse().unwrap();
            self.tell(Message::Input(Input::Key(KeyEvent::new(
                chord.code, chord.held,
            ))));
            self.draw();
        }
        self
    }

    /// Presses keys faster than anything is drawn.
    pub fn rushes(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            let chord: Chord = key.parse().unwrap();
            let event = KeyEvent::new(chord.code, chord.held);
            self.tell_undrawn(Message::Input(Input::Key(event)));
        }
        self
    }

    /// Types a text.
    pub fn types(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            let code = KeyCode::Char(c);
            self.tell(Message::Input(Input::Key(KeyEvent::new(
                code,
                KeyModifiers::NONE,
            ))));
        }
        self.draw();
        self
    }

    /// Goes down the panel that has the keys to the first row that begins so.
    pub fn selects(&mut self, words: &str) -> &mut Self {
        self.press("home");
        for _ in 0..50 {
            let is_selected = |line: &String| line.contains(&format!("│> {words}"));
            if self.lines().iter().any(is_selected) {
                return self;
            }
            self.press("down");
        }
        panic!("no row says {words}\n{}", self.picture());
    }

    pub fn pastes(&mut self, text: &str) -> &mut Self {
        self.tell(Message::Input(Input::Paste(text.into())));
        self
    }

    /// Lets time pass on every clock.
    pub fn passes(&mut self, span: TimeDelta) -> &mut Self {
        self.machine += span;
        self.desk.now += span;
        self.tell(Message::Tick);
        self
    }

    pub fn buffer(&self) -> (Buffer, Drawn) {
        let Size { width, height } = self.model.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        let drawn = screen::render(&self.model, self.machine, &mut buffer);
        (buffer, drawn)
    }

    /// The picture as lines of text.
    pub fn lines(&self) -> Vec<String> {
        lines(&self.buffer().0)
    }

    /// The picture as one text, with the caret's cell beneath where there is one.
    pub fn picture(&self) -> String {
        let (buffer, drawn) = self.buffer();
        let mut text = String::new();
        for line in lines(&buffer) {
            text.push_str(line.trim_end());
            text.push('\n');
        }
        if let Some(caret) = drawn.caret {
            writeln!(text, "caret {} {}", caret.x, caret.y).unwrap();
        }
        text
    }

    /// Whether the picture says so.
    pub fn says(&self, words: &str) -> bool {
        self.picture().contains(words)
    }
}

/// The rows of a buffer; what a wide character covers is left out, as on a terminal.
pub fn lines(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    let row = |y| {
        let mut line = String::new();
        let mut x = area.left();
        while x < area.right() {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += u16::try_from(text::cell(symbol).max(1)).unwrap();
        }
        line
    };
    (area.top()..area.bottom()).map(row).collect()
}

/// The sizes every screen is looked at in.
pub const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

/// Every row takes exactly the width of the screen: nothing is shifted by a wide character.
pub fn assert_rows_are_whole(console: &Console) {
    let width = usize::from(console.model.size.width);
    for line in console.lines() {
        assert_eq!(text::width(&line), width, "{line:?}\n{}", console.picture());
    }
}
