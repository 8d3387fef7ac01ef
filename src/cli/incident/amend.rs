//! `incident amend`: adds to what is known, or corrects it. What is not named stays.

use chrono::{DateTime, Utc};
use clap::Args;

use super::against;
use super::extent::ExtentOptions;
use super::facts::Facts;
use super::impact::ImpactOptions;
use super::options::{SensitiveOptions, claim};
use crate::cli::consent::Consent;
use crate::cli::context::Context;
use crate::cli::session::Session;
use crate::cli::values::one_of;
use crate::domain::Command;
use crate::domain::call::Source;
use crate::domain::event::Amendment;
use crate::domain::grade::Track;
use crate::domain::impact::Impact;
use crate::domain::incident::Incident;
use crate::domain::times::TimeKind;
use crate::error::{Error, Exit};

/// What changes.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(value_name = "NUMBER")]
    number: String,
    #[command(flatten)]
    facts: Facts,
    #[command(flatten)]
    times: Times,
    #[command(flatten)]
    answers: SensitiveOptions,
    #[command(flatten)]
    impact: ImpactOptions,
    #[arg(long, value_name = "SOURCE", value_parser = one_of(&Source::ALL, Source::name))]
    source: Option<Source>,
    #[arg(long, value_name = "TRACK", value_parser = one_of(&Track::ALL, Track::name))]
    track: Option<Track>,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    known_since: Option<String>,
    #[arg(long, value_name = "TEXT", default_value = "")]
    ground: String,
    #[command(flatten)]
    extent: ExtentOptions,
    #[command(flatten)]
    consent: Consent,
}

/// New claims of times; older ones stay.
#[derive(Debug, Args)]
struct Times {
    #[arg(long, value_name = "TIME[=SOURCE]", allow_hyphen_values = true)]
    occurred: Vec<String>,
    #[arg(long, value_name = "TIME[=SOURCE]", allow_hyphen_values = true)]
    learned: Option<String>,
    #[arg(long, value_name = "TIME[=SOURCE]", allow_hyphen_values = true)]
    verified: Option<String>,
    #[arg(long, value_name = "TIME[=SOURCE]", allow_hyphen_values = true)]
    graded: Option<String>,
    #[arg(long, value_name = "TIME[=SOURCE]", allow_hyphen_values = true)]
    stood_down: Option<String>,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let incident = session.incident(&self.number)?;
        let impact = self.impact.over(incident.impact);
        let others = self.answers.others(&incident.sensitive, &impact);
        let consent = self.consent.clone();
        let command = Command::AmendIncident {
            incident: incident.id.clone(),
            amendment: Box::new(self.amendment(&session, &incident, impact)?),
        };
        let receipt = consent.ask(context, &mut session, command)?;
        against::tell_others(context, &others);
        against::tell_anew(context, &mut session, &incident.id)?;
        context.done("cli-amended", &receipt)
    }

    fn amendment(
        self,
        session: &Session,
        incident: &Incident,
        impact: Impact,
    ) -> Result<Amendment, Error> {
        let known_since = self.known_since.as_deref();
        let known_since = known_since.map(|given| session.time("--known-since", given));
        Ok(Amendment {
            facts: self.facts.0,
            times: self.times.claims(session)?,
            sensitive: self.answers.answers(&incident.sensitive, &impact)?,
            impact: (impact != incident.impact).then_some(impact),
            source: self.source,
            track: self.track,
            known_since: known_since.transpose()?,
            ground: self.ground,
            approval: self.consent.given(),
            extent: self.extent.read(session)?,
        })
    }
}

impl Times {
    fn claims(&self, session: &Session) -> Result<Vec<(TimeKind, DateTime<Utc>, String)>, Error> {
        let others = [
            (TimeKind::Learned, "--learned", &self.learned),
            (TimeKind::Verified, "--verified", &self.verified),
            (TimeKind::Graded, "--graded", &self.graded),
            (TimeKind::StoodDown, "--stood-down", &self.stood_down),
        ];
        let occurred = self.occurred.iter();
        let occurred = occurred.map(|given| (TimeKind::Occurred, "--occurred", given));
        let others = others.iter();
        let others =
            others.filter_map(|(kind, option, given)| Some((*kind, *option, given.as_ref()?)));
        occurred
            .chain(others)
            .map(|(kind, option, given)| {
                let (at, source) = claim(session, option, given)?;
                Ok((kind, at, source))
            })
            .collect()
    }
}
