//! What is known of an incident when it is logged, as options: of `incident add`, and of
//! `call triage --new-incident`.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use clap::Args;

use super::extent::ExtentOptions;
use super::facts::Facts;
use super::impact::ImpactOptions;
use crate::cli::consent::Consent;
use crate::cli::session::Session;
use crate::cli::values::one_of;
use crate::domain::call::{Call, Source};
use crate::domain::event::NewIncident;
use crate::domain::grade::{Answer, Grade, Sensitive, Track};
use crate::domain::impact::{Boundary, Impact};
use crate::domain::incident::FactKey;
use crate::domain::text::LINE_MAX;
use crate::error::Error;

/// What is known of a new incident.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub(in crate::cli) struct IncidentOptions {
    #[command(flatten)]
    facts: Facts,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    learned: Option<String>,
    #[arg(long, value_name = "TIME[=SOURCE]", allow_hyphen_values = true)]
    occurred: Vec<String>,
    #[arg(long, value_name = "SOURCE", value_parser = one_of(&Source::ALL, Source::name))]
    source: Option<Source>,
    #[arg(long, value_name = "GRADE", ignore_case = true, value_parser = one_of(&Grade::ALL, Grade::name))]
    grade: Option<Grade>,
    #[arg(long, value_name = "TEXT")]
    ground: Option<String>,
    #[command(flatten)]
    consent: Consent,
    #[command(flatten)]
    answers: SensitiveOptions,
    #[command(flatten)]
    impact: ImpactOptions,
    #[arg(long, value_name = "TRACK", value_parser = one_of(&Track::ALL, Track::name))]
    track: Option<Track>,
    #[command(flatten)]
    extent: ExtentOptions,
    #[arg(long)]
    drill: bool,
}

/// Answers to the sensitive conditions.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub(in crate::cli) struct SensitiveOptions {
    #[arg(long, value_name = "A,B", value_delimiter = ',', value_parser = one_of(&Sensitive::ALL, Sensitive::name))]
    sensitive: Vec<Sensitive>,
    #[arg(long, value_name = "A,B", value_delimiter = ',', value_parser = one_of(&Sensitive::ALL, Sensitive::name))]
    not_sensitive: Vec<Sensitive>,
    #[arg(long)]
    no_others: bool,
}

/// What is taken where an option is not given.
#[derive(Debug, Clone)]
pub(in crate::cli) struct Basis {
    title: Option<String>,
    learned: DateTime<Utc>,
    source: Source,
}

impl Basis {
    /// Nothing is known but the time.
    pub(in crate::cli) fn now(session: &Session) -> Self {
        Self {
            title: None,
            learned: session.this_second(),
            source: Source::DutyPhone,
        }
    }

    /// What a call told.
    pub(in crate::cli) fn of_call(call: &Call) -> Self {
        let first_line = call.facts.about.lines().next().unwrap_or_default();
        Self {
            title: Some(first_line.chars().take(LINE_MAX).collect()),
            learned: call.facts.received,
            source: call.facts.channel,
        }
    }
}

impl SensitiveOptions {
    /// The answers, with no to every other condition where that was said.
    pub(in crate::cli) fn answers(
        &self,
        known: &BTreeMap<Sensitive, Answer>,
        impact: &Impact,
    ) -> Result<BTreeMap<Sensitive, Answer>, Error> {
        let yes = self
            .sensitive
            .iter()
            .map(|condition| (*condition, Answer::Yes));
        let mut answers: BTreeMap<_, _> = yes.collect();
        for condition in &self.not_sensitive {
            if answers.insert(*condition, Answer::No) == Some(Answer::Yes) {
                return Err(Error::refused("cli-both-answers").with("given", condition.name()));
            }
        }
        let others = self.others(known, impact);
        answers.extend(others.into_iter().map(|condition| (condition, Answer::No)));
        Ok(answers)
    }

    /// The conditions that are answered with no together: neither named here nor answered before, and
    /// not what the boundary entered speaks for.
    pub(in crate::cli) fn others(
        &self,
        known: &BTreeMap<Sensitive, Answer>,
        impact: &Impact,
    ) -> Vec<Sensitive> {
        let is_named = |condition: &Sensitive| {
            self.sensitive.contains(condition) || self.not_sensitive.contains(condition)
        };
        let leaves = impact.boundary.is_some_and(Boundary::leaves_province);
        let speaks = |condition: Sensitive| leaves && condition == Sensitive::CrossProvince;
        let all = Sensitive::ALL.into_iter().filter(|_| self.no_others);
        all.filter(|one| !is_named(one) && !known.contains_key(one) && !speaks(*one))
            .collect()
    }
}

impl IncidentOptions {
    /// Whether nothing was named at all.
    pub(in crate::cli) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The leader's consent that was named, where one was.
    pub(in crate::cli) fn consent(&self) -> Consent {
        self.consent.clone()
    }

    /// The new incident, with times read at the desk's clock.
    pub(in crate::cli) fn read(
        self,
        session: &Session,
        basis: &Basis,
    ) -> Result<NewIncident, Error> {
        let mut facts = self.facts.0;
        if let Some(title) = &basis.title {
            facts.entry(FactKey::Title).or_insert_with(|| title.clone());
        }
        let learned = match &self.learned {
            Some(given) => session.time("--learned", given)?,
            None => basis.learned,
        };
        let impact = self.impact.over(Impact::default());
        let claims = self
            .occurred
            .iter()
            .map(|given| claim(session, "--occurred", given));
        Ok(NewIncident {
            facts,
            source: self.source.unwrap_or(basis.source),
            learned,
            occurred: claims.collect::<Result<_, _>>()?,
            grade: self.grade.unwrap_or(Grade::Unclear),
            ground: self.ground.unwrap_or_default(),
            approval: self.consent.given(),
            sensitive: self.answers.answers(&BTreeMap::new(), &impact)?,
            impact,
            track: self.track.unwrap_or_default(),
            drill: self.drill,
            extent: self.extent.read(session)?,
        })
    }
}

/// A claim of a time with its source: `07:40=门卫`.
pub(super) fn claim(
    session: &Session,
    option: &str,
    given: &str,
) -> Result<(DateTime<Utc>, String), Error> {
    let (time, source) = given.split_once('=').unwrap_or((given, ""));
    Ok((session.time(option, time)?, source.trim().to_owned()))
}
