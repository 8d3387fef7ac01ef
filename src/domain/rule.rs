//! A rule as data, and whether it applies. Where rules come from (packs) and what deadlines follow
//! from them is the rulebook's.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::extent::Nature;
use super::grade::{Answer, Grade, Sensitive, Track};
use super::ids::{RecipientId, RuleId, SubjectKind};
use super::impact::Boundary;
use super::incident::Incident;

/// What a rule asks to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Duty {
    /// Judge what a call is (研判).
    Triage,
    /// Verify and judge the grade or the sensitive conditions (核实、初步认定).
    Judge,
    /// Send the first report (初报).
    Initial,
    /// Send the next report (续报); asked again after each one, until the stand-down.
    FollowUp,
    /// Send the final report (处理结果报告).
    Final,
    /// Tell a neighbouring bureau (通报毗邻).
    Notice,
    /// Send the report of the investigation (调查报告).
    Investigation,
    /// Tell the leader of the shift of a warning (报告带班领导).
    TellLeader,
    /// Pass a warning on (转发预警).
    PassOn,
    /// Contact the enterprises in the area of a warning (联系辖区企业).
    ContactEnterprises,
    /// Make sure that a warning without an end still holds, or lift it (确认或者解除); asked again after
    /// each time somebody made sure.
    Confirm,
    /// Tell the bureau's principal leader (报告主要负责人).
    TellHead,
    /// Have our text with the government in time for its own report upwards (政府上报).
    Relay,
    /// Propose to the own government that it tells the neighbours' (建议通报毗邻政府).
    Propose,
    /// Propose a level of response and have the plan started (提出响应级别、启动预案).
    Respond,
    /// Send the results of emergency monitoring (报送监测结果).
    Monitor,
    /// Tell the public what is known (发布权威信息).
    Publish,
    /// Hold a press conference (新闻发布会).
    Brief,
    /// Say whether a warning is for this district, where nothing it says tells (认定是否本区).
    Place,
}

impl Duty {
    /// The duties of a warning that are done by telling somebody.
    pub const OF_WARNINGS: [Self; 3] = [Self::TellLeader, Self::PassOn, Self::ContactEnterprises];

    /// The duties of incidents that somebody other than this bureau may have to do.
    pub const OF_OTHERS: [Self; 5] = [
        Self::Relay,
        Self::Publish,
        Self::Brief,
        Self::Notice,
        Self::Investigation,
    ];

    /// Every duty, in the order they usually come.
    pub const ALL: [Self; 19] = [
        Self::Triage,
        Self::Judge,
        Self::Initial,
        Self::FollowUp,
        Self::Final,
        Self::Notice,
        Self::Investigation,
        Self::TellLeader,
        Self::PassOn,
        Self::ContactEnterprises,
        Self::Confirm,
        Self::TellHead,
        Self::Relay,
        Self::Propose,
        Self::Respond,
        Self::Monitor,
        Self::Publish,
        Self::Brief,
        Self::Place,
    ];

    /// The stable name used in rule packs and locale keys: `triage`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Triage => "triage",
            Self::Judge => "judge",
            Self::Initial => "initial",
            Self::FollowUp => "follow-up",
            Self::Final => "final",
            Self::Notice => "notice",
            Self::Investigation => "investigation",
            Self::TellLeader => "tell-leader",
            Self::PassOn => "pass-on",
            Self::ContactEnterprises => "contact-enterprises",
            Self::Confirm => "confirm",
            Self::TellHead => "tell-head",
            Self::Relay => "relay",
            Self::Propose => "propose",
            Self::Respond => "respond",
            Self::Monitor => "monitor",
            Self::Publish => "publish",
            Self::Brief => "brief",
            Self::Place => "place",
        }
    }
}

/// By which way a duty is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Means {
    /// By telephone; a written report does not meet it.
    Phone,
    /// In writing; a phone report does not meet it.
    Written,
    /// Any way.
    Any,
    /// Inside the desk; nothing is sent.
    Desk,
}

impl Means {
    /// Every means.
    pub const ALL: [Self; 4] = [Self::Phone, Self::Written, Self::Any, Self::Desk];

    /// The stable name used in rule packs and locale keys: `phone`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Written => "written",
            Self::Any => "any",
            Self::Desk => "desk",
        }
    }
}

/// Which time starts a rule's limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Start {
    /// A call was received, or a warning taken in.
    Received,
    /// The incident happened.
    Occurred,
    /// The incident was found or told of.
    Learned,
    /// It was verified.
    Verified,
    /// It was graded.
    Graded,
    /// The emergency was stood down.
    StoodDown,
    /// The first phone report to the same recipient was sent.
    PhoneReport,
    /// The latest report to the same recipient was sent.
    LastReport,
    /// It became known that the recipient's area is or may be touched (已经或者可能波及).
    Touched,
    /// The first monitoring data were entered (取得监测数据).
    Monitored,
}

impl Start {
    /// Every start.
    pub const ALL: [Self; 10] = [
        Self::Received,
        Self::Occurred,
        Self::Learned,
        Self::Verified,
        Self::Graded,
        Self::StoodDown,
        Self::PhoneReport,
        Self::LastReport,
        Self::Touched,
        Self::Monitored,
    ];

    /// The stable name used in rule packs and locale keys: `received`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Occurred => "occurred",
            Self::Learned => "learned",
            Self::Verified => "verified",
            Self::Graded => "graded",
            Self::StoodDown => "stood-down",
            Self::PhoneReport => "phone-report",
            Self::LastReport => "last-report",
            Self::Touched => "touched",
            Self::Monitored => "monitored",
        }
    }
}

/// How sure the product is of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    /// The statute's own text was read.
    Law,
    /// The bureau's or the city's own text was read.
    Local,
    /// A setting of the desk; no text gives this number.
    Setting,
    /// To be checked against the text.
    ToCheck,
}

impl Confidence {
    /// Every confidence, surest first.
    pub const ALL: [Self; 4] = [Self::Law, Self::Local, Self::Setting, Self::ToCheck];

    /// The stable name used in rule packs and locale keys: `law`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Law => "law",
            Self::Local => "local",
            Self::Setting => "setting",
            Self::ToCheck => "to-check",
        }
    }
}

/// One way for a rule to apply; everything named must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The grade is one of these; empty means any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grades: Vec<Grade>,
    /// At least one of these conditions is answered yes; empty means it does not matter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sensitive: Vec<Sensitive>,
    /// None of these conditions is answered yes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_sensitive: Vec<Sensitive>,
    /// The boundary crossed is one of these; empty means it does not matter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub boundaries: Vec<Boundary>,
    /// It is of one of these natures; empty means it does not matter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub natures: Vec<Nature>,
    /// A neighbour is named whose area is or may be touched.
    #[serde(default, skip_serializing_if = "is_false")]
    pub touched: bool,
}

/// A rule (规则) that was in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Its stable name.
    pub id: RuleId,
    /// The pack it came from and that pack's version: `wp2021@1`.
    pub pack: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// What kind of subject it binds.
    pub subject: SubjectKind,
    /// What it asks.
    pub duty: Duty,
    /// Who acts, where it is not this bureau: a recipient's name. The desk shows the clock and follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<RecipientId>,
    /// By which way.
    pub means: Means,
    /// Tracks it binds; empty means every track.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tracks: Vec<Track>,
    /// It applies when any of these holds; empty means always.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub when: Vec<Case>,
    /// Which time starts the limit.
    pub start: Start,
    /// The limit in minutes. Calendar days are 24 hours each; where it counts working days, as many
    /// calendar days, for comparing limits.
    pub limit_min: u32,
    /// The limit in working days (工作日), where it counts those.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_wd: Option<u16>,
    /// How long before the due time it is *due soon*, in minutes.
    pub soon_min: u32,
    /// To whom; one deadline each.
    pub recipients: Vec<RecipientId>,
    /// The text it rests on, Chinese.
    pub basis: String,
    /// How sure the product is.
    pub confidence: Confidence,
    /// What the product decided where the text is silent; may be empty. Chinese.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A recipient (报送对象) a pack names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// Its stable name.
    pub id: RecipientId,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// Short Chinese name for narrow columns.
    pub zh_short: String,
    /// Short English name for narrow columns.
    pub en_short: String,
    /// Telephone; may be empty. A setting of the desk.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
}

/// The rules in force at the desk, as adopted into the record.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RuleSet {
    /// Every rule, packs in order, overrides applied.
    pub rules: Vec<Rule>,
    /// Every recipient.
    pub recipients: Vec<Recipient>,
    /// Rules the desk's own pack turned off: they bind nothing, and stay visible with the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub off: Vec<TurnedOff>,
}

/// A rule the desk's own pack turned off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TurnedOff {
    /// The rule as it would stand.
    pub rule: Rule,
    /// Why the desk does not follow it.
    pub reason: String,
}

/// A rule frozen with a subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Demand {
    /// The rule as it stood then. Shared, since every deadline that follows from it shows it.
    #[serde(with = "shared")]
    pub rule: Arc<Rule>,
    /// Where a later change of grade or conditions brought it in, the moment of that change: the
    /// limit runs from there. `None` where it was part of the first judgement: the limit runs from
    /// the rule's own start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<DateTime<Utc>>,
    /// What kind of change that was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// The entry that brought it in; no event carries it, since that entry says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered: Option<Entered>,
}

/// The entry that brought something in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entered {
    /// Its number.
    pub seq: u64,
    /// When it was recorded.
    pub at: DateTime<Utc>,
}

/// The kind of a later change that brought a demand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// The grade changed: the incident is reported as the new grade (令17 Art. 3¶4), by a first or a
    /// follow-up report.
    Regrade,
    /// A condition changed, or something was known only since a moment of its own.
    Finding,
}

impl Demand {
    /// A demand that runs from the rule's own start.
    pub fn from_the_start(rule: Rule) -> Self {
        Self {
            rule: Arc::new(rule),
            since: None,
            change: None,
            entered: None,
        }
    }

    /// A demand that a change brings in.
    pub fn from_change(rule: Rule, since: DateTime<Utc>, change: Change) -> Self {
        Self {
            since: Some(since),
            change: Some(change),
            ..Self::from_the_start(rule)
        }
    }
}

/// A shared rule is recorded as the rule itself.
mod shared {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Rule;

    pub(super) fn serialize<S: Serializer>(rule: &Arc<Rule>, to: S) -> Result<S::Ok, S::Error> {
        rule.as_ref().serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Arc<Rule>, D::Error> {
        Rule::deserialize(from).map(Arc::new)
    }
}

/// Whether a mark is not set; it is then left out of the record.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands the field by reference"
)]
fn is_false(mark: &bool) -> bool {
    !mark
}

impl Demand {
    /// The recipients it asks for: of a rule that starts when somebody is touched, those who are.
    pub fn recipients<'a>(
        &'a self,
        incident: &'a Incident,
    ) -> impl Iterator<Item = &'a RecipientId> {
        let touched = &incident.extent.neighbours;
        let waits = self.rule.start == Start::Touched;
        let recipients = self.rule.recipients.iter();
        recipients.filter(move |to| !waits || touched.contains_key(*to))
    }
}

impl RuleSet {
    /// The neighbours' bureaus a desk may name, in the order of its rules.
    pub fn neighbours(&self) -> Vec<&RecipientId> {
        let named = self
            .rules
            .iter()
            .filter(|rule| rule.start == Start::Touched);
        let mut ids = Vec::new();
        for id in named.flat_map(|rule| &rule.recipients) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// The recipient of that name.
    pub fn recipient(&self, id: &RecipientId) -> Option<&Recipient> {
        self.recipients.iter().find(|recipient| &recipient.id == id)
    }
}

impl Case {
    fn holds(&self, incident: &Incident) -> bool {
        let yes = |condition: &Sensitive| incident.sensitive.get(condition) == Some(&Answer::Yes);
        (self.grades.is_empty() || self.grades.contains(&incident.grade))
            && (self.sensitive.is_empty() || self.sensitive.iter().any(yes))
            && !self.not_sensitive.iter().any(yes)
            && (self.boundaries.is_empty() || self.crosses(incident))
            && (self.natures.is_empty() || self.is_of_nature(incident))
            && (!self.touched || !incident.extent.neighbours.is_empty())
    }

    fn crosses(&self, incident: &Incident) -> bool {
        let crossed = incident.impact.boundary;
        crossed.is_some_and(|crossed| self.boundaries.contains(&crossed))
    }

    fn is_of_nature(&self, incident: &Incident) -> bool {
        let natures = &incident.extent.natures;
        self.natures.iter().any(|nature| natures.contains(nature))
    }
}

impl Rule {
    /// Whether this rule binds the incident as it is graded now.
    pub fn binds(&self, incident: &Incident) -> bool {
        self.subject == SubjectKind::Incident
            && (self.tracks.is_empty() || self.tracks.contains(&incident.track))
            && (self.when.is_empty() || self.when.iter().any(|case| case.holds(incident)))
    }
}
