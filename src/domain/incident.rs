//! Incidents (突发环境事件): what is known of one, and what was done.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::call::Source;
use super::done::Done;
use super::event::Event;
use super::extent::Extent;
use super::grade::{Answer, Grade, Sensitive, Track};
use super::grading::Consents;
use super::ids::{RecipientId, RuleId, SubjectId};
use super::impact::Impact;
use super::judgement::Judgement;
use super::officer::Approval;
use super::report::{Known, Report};
use super::response::{Response, ResponseLevel, ResponseStep};
use super::rule::Demand;
use super::state::Happened;
use super::times::{TimeKind, Times};

/// A fact in words. The order is the order of 令17 Art. 13's initial report, the title first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactKey {
    /// What it is called (标题).
    Title,
    /// Where (地点).
    Place,
    /// Cause and nature (事件起因和性质).
    Cause,
    /// Course so far (基本过程).
    Course,
    /// Main pollutants and amounts (主要污染物和数量).
    Pollutants,
    /// Monitoring data (监测数据).
    Monitoring,
    /// People harmed (人员受害情况).
    Casualties,
    /// Drinking-water sources and other sensitive points (环境敏感点受影响情况).
    SensitivePoints,
    /// Trend (事件发展趋势).
    Trend,
    /// What was done (处置情况).
    Measures,
    /// What is planned (拟采取的措施).
    Planned,
    /// Suggested next steps (下一步工作建议).
    NextSteps,
}

impl FactKey {
    /// Every fact, in report order.
    pub const ALL: [Self; 12] = [
        Self::Title,
        Self::Place,
        Self::Cause,
        Self::Course,
        Self::Pollutants,
        Self::Monitoring,
        Self::Casualties,
        Self::SensitivePoints,
        Self::Trend,
        Self::Measures,
        Self::Planned,
        Self::NextSteps,
    ];

    /// The stable name: `sensitive-points`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Place => "place",
            Self::Cause => "cause",
            Self::Course => "course",
            Self::Pollutants => "pollutants",
            Self::Monitoring => "monitoring",
            Self::Casualties => "casualties",
            Self::SensitivePoints => "sensitive-points",
            Self::Trend => "trend",
            Self::Measures => "measures",
            Self::Planned => "planned",
            Self::NextSteps => "next-steps",
        }
    }
}

/// What 令17 Art. 13 asks of an initial report and is still empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// When it happened.
    Occurred,
    /// A fact in words.
    #[serde(untagged)]
    Fact(FactKey),
}

/// The five first times (五个第一时间).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Milestone {
    /// Reported (报告).
    Reported,
    /// Went to the scene (赶赴现场).
    OnScene,
    /// Began monitoring (开展监测).
    Monitoring,
    /// Told the public (向社会发布信息).
    Published,
    /// Began the investigation (组织开展调查).
    Investigating,
}

impl Milestone {
    /// All five, in the phrase's order.
    pub const ALL: [Self; 5] = [
        Self::Reported,
        Self::OnScene,
        Self::Monitoring,
        Self::Published,
        Self::Investigating,
    ];

    /// The stable name: `on-scene`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::OnScene => "on-scene",
            Self::Monitoring => "monitoring",
            Self::Published => "published",
            Self::Investigating => "investigating",
        }
    }
}

/// The three answers a closing needs (三个不放过).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThreeAnswers {
    /// What the investigation found (原因查清).
    pub investigated: String,
    /// How the danger was removed (隐患消除、整改落实).
    pub removed: String,
    /// Who was held to account and how (责任追究).
    pub accountable: String,
}

/// How far an incident is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stage", rename_all = "kebab-case")]
pub enum Stage {
    /// The emergency is on.
    Open,
    /// The emergency was stood down (应急终止); reports and investigation go on.
    StoodDown,
    /// Closed (办结).
    Closed {
        /// When it was entered.
        at: DateTime<Utc>,
        /// The three answers.
        answers: ThreeAnswers,
    },
    /// Judged not to be an incident (不构成突发环境事件).
    Dismissed {
        /// When it was entered.
        at: DateTime<Utc>,
        /// Why, and who consented.
        approval: Approval,
    },
}

/// A deadline given up with a leader's consent (豁免).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiver {
    /// The rule.
    pub rule: RuleId,
    /// For whom; `None` for every recipient of the rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<RecipientId>,
    /// Why, and who consented.
    pub approval: Approval,
    /// When it was entered.
    pub at: DateTime<Utc>,
    /// The number of the entry that brought in the demand it was given for. Old entries do not say;
    /// there a rule was demanded once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub demanded: Option<u64>,
}

/// A fact as last entered; older words stay in the timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// The words.
    pub text: String,
    /// When they were entered.
    pub at: DateTime<Utc>,
}

/// A leader's instruction (批示).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instruction {
    /// Who gave it.
    pub leader: String,
    /// When it was given.
    pub at: DateTime<Utc>,
    /// The words.
    pub text: String,
}

/// An incident and all that is known of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Incident {
    /// Its number.
    pub id: SubjectId,
    /// A drill (演练): the same in everything, marked everywhere, never counted with the real.
    pub drill: bool,
    /// Facts in words.
    pub facts: BTreeMap<FactKey, Fact>,
    /// How it became known.
    pub source: Source,
    /// The times.
    pub times: Times,
    /// The grade as last set.
    pub grade: Grade,
    /// The sensitive conditions answered so far.
    pub sensitive: BTreeMap<Sensitive, Answer>,
    /// Counted effects.
    pub impact: Impact,
    /// Leaders' consents to what the figures speak against.
    #[serde(default, skip_serializing_if = "Consents::is_empty")]
    pub consents: Consents,
    /// Everything that was judged of it, oldest first.
    #[serde(default)]
    pub judgements: Vec<Judgement>,
    /// Which track it is on.
    pub track: Track,
    /// Duties frozen with it, in the order they came.
    pub demands: Vec<Demand>,
    /// Reports, in the order they were entered.
    pub reports: Vec<Report>,
    /// First times reached, with when; the first claim of each.
    pub milestones: BTreeMap<Milestone, DateTime<Utc>>,
    /// Leaders' instructions.
    pub instructions: Vec<Instruction>,
    /// Deadlines given up.
    pub waivers: Vec<Waiver>,
    /// How far it reaches: nature, reach, neighbours.
    #[serde(default, skip_serializing_if = "Extent::is_empty")]
    pub extent: Extent,
    /// What was done about the response, in the order it was entered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub responses: Vec<Response>,
    /// Duties of others noted as done, in the order they were entered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub done: Vec<Done>,
    /// Calls that led to it.
    pub calls: Vec<SubjectId>,
    /// How far it is.
    pub stage: Stage,
    /// Everything that happened to it, oldest first.
    pub timeline: Vec<Happened>,
}

impl Incident {
    /// The words of a fact; empty where there are none.
    pub fn fact(&self, key: FactKey) -> &str {
        self.facts.get(&key).map_or("", |fact| fact.text.as_str())
    }

    /// The title.
    pub fn title(&self) -> &str {
        self.fact(FactKey::Title)
    }

    /// When the bureau learned of it.
    pub fn learned(&self) -> Option<DateTime<Utc>> {
        self.times.of(TimeKind::Learned)
    }

    /// Whether anything may still be entered: not closed and not dismissed.
    pub fn is_open(&self) -> bool {
        matches!(self.stage, Stage::Open | Stage::StoodDown)
    }

    /// When it was closed or dismissed; `None` while it is open.
    pub fn over_at(&self) -> Option<DateTime<Utc>> {
        match &self.stage {
            Stage::Open | Stage::StoodDown => None,
            Stage::Closed { at, .. } | Stage::Dismissed { at, .. } => Some(*at),
        }
    }

    /// Whether any sensitive condition is answered yes.
    pub fn is_sensitive(&self) -> bool {
        self.sensitive.values().any(|answer| *answer == Answer::Yes)
    }

    /// The level of response in force: the last decided or changed.
    pub fn response_level(&self) -> Option<ResponseLevel> {
        let decided = |response: &&Response| response.step != ResponseStep::Proposed;
        let decided = self.responses.iter().filter(decided);
        // Of two at the same time the one entered later holds.
        let last = decided.max_by_key(|response| response.at);
        last.map(|response| response.level)
    }

    /// When words were first entered for a fact.
    pub fn first_known(&self, key: FactKey) -> Option<DateTime<Utc>> {
        let known = |happened: &&Happened| {
            let facts = match &happened.event {
                Event::IncidentLogged { new, .. } => &new.facts,
                Event::IncidentAmended { amendment, .. } => &amendment.facts,
                _ => return false,
            };
            facts.get(&key).is_some_and(|words| !words.is_empty())
        };
        self.timeline.iter().find(known).map(|entry| entry.at)
    }

    /// What 令17 Art. 13 asks of an initial report and is still empty.
    pub fn missing(&self) -> Vec<Missing> {
        let occurred = self
            .times
            .of(TimeKind::Occurred)
            .is_none()
            .then_some(Missing::Occurred);
        let facts = FactKey::ALL
            .into_iter()
            .filter(|key| self.fact(*key).is_empty())
            .map(Missing::Fact);
        occurred.into_iter().chain(facts).collect()
    }

    /// What is known now, word for word.
    pub fn known(&self) -> Known {
        Known {
            facts: self
                .facts
                .iter()
                .map(|(key, fact)| (*key, fact.text.clone()))
                .collect(),
            grade: self.grade,
            sensitive: self.sensitive.clone(),
            impact: self.impact,
        }
    }

    /// The reports that count: not withdrawn.
    pub fn standing_reports(&self) -> impl Iterator<Item = &Report> {
        self.reports
            .iter()
            .filter(|report| report.withdrawn.is_none())
    }
}
