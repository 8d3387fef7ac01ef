//! The sensitive conditions, one answer each: yes, no, or not asked yet. Its first row answers
//! whatever is still open with no, after showing what that is.

use super::{Ctx, Sheet, approval_entries, choice, known, maybe_approval};
use crate::console::form::choice::Label;
use crate::console::form::input::Input;
use crate::console::form::problem::Fault;
use crate::console::form::{Entry, Form};
use crate::domain::event::Amendment;
use crate::domain::grade::{Answer, Sensitive};
use crate::domain::incident::Incident;
use crate::domain::text::LINE_MAX;
use crate::domain::{Command, SubjectId};
use crate::locale::Lang;

/// The form.
pub struct SensitiveSheet {
    /// The incident.
    pub incident: SubjectId,
}

/// The fields before the leader's consent, but for the row that answers what is open: the conditions,
/// since when, on what ground.
const OWN: usize = Sensitive::ALL.len() + 2;

const ANSWERS: [&str; 3] = ["not-asked", "yes", "no"];

/// The row that answers what is open.
const OTHERS: &str = "others";

fn name(answer: Option<Answer>) -> &'static str {
    match answer {
        None => ANSWERS[0],
        Some(Answer::Yes) => ANSWERS[1],
        Some(Answer::No) => ANSWERS[2],
    }
}

/// The conditions nobody answered and nothing entered speaks for: those one row may answer with no.
fn open(incident: &Incident) -> impl Iterator<Item = Sensitive> {
    let is_open = |condition: &Sensitive| {
        !incident.sensitive.contains_key(condition)
            && incident.answered_against(*condition).is_none()
    };
    Sensitive::ALL.into_iter().filter(is_open)
}

fn others(incident: &Incident) -> Option<Entry> {
    open(incident).next().map(|_| {
        Entry::called(
            OTHERS,
            Label::key("form-label-others"),
            choice("form-others", ["leave", "no"], |name| name, "leave"),
        )
    })
}

impl SensitiveSheet {
    /// Whether an answer says less than was said before, or than the boundary crossed says: that is
    /// a leader's to allow.
    fn needs_leader(&self, form: &Form, ctx: &Ctx<'_>) -> bool {
        ctx.incident(&self.incident).is_some_and(|incident| {
            let is_no = |condition: &Sensitive| form.chosen(condition.name()) == "no";
            let says_less = |condition| {
                incident.sensitive.get(&condition) == Some(&Answer::Yes)
                    || is_denied(incident, condition)
            };
            Sensitive::ALL.into_iter().filter(is_no).any(says_less)
        })
    }

    /// Answers with no what is open, or leaves it open again; what somebody answered in this form is
    /// left as it is.
    fn answer_others(&self, form: &mut Form, ctx: &Ctx<'_>) {
        let Some(incident) = ctx.incident(&self.incident) else {
            return;
        };
        let answer = match form.chosen(OTHERS) {
            "no" => ANSWERS[2],
            _ => ANSWERS[0],
        };
        for condition in open(incident) {
            let entry = form.entry_mut(condition.name());
            if let Some(entry) = entry.filter(|entry| !entry.is_touched)
                && let Input::Choice(choice) = &mut entry.input
            {
                choice.choose(answer);
            }
        }
    }
}

/// Whether *no* to a condition goes against the boundary crossed and no leader consented to it.
fn is_denied(incident: &Incident, condition: Sensitive) -> bool {
    incident.answered_against(condition).is_some() && incident.answer_consent(condition).is_none()
}

/// What the row answers, by name.
fn names(conditions: impl Iterator<Item = Sensitive>, lang: Lang) -> String {
    let names = conditions.map(|condition| lang.text(&format!("sensitive-{}", condition.name())));
    names
        .collect::<Vec<_>>()
        .join(&lang.text("form-others-and"))
}

/// What the row answers, in whose name and when. Where all that reads no above is the row's, their
/// number says it; else they are named.
fn answered(form: &Form, incident: &Incident, ctx: &Ctx<'_>, lang: Lang) -> String {
    let is_no = |condition: &Sensitive| form.chosen(condition.name()) == "no";
    let answered = || open(incident).filter(is_no);
    let number = answered().count();
    let conditions = if Sensitive::ALL.into_iter().filter(is_no).count() == number {
        lang.say("form-others-above", &[("number", number.into())])
    } else {
        names(answered(), lang)
    };
    let values = [
        ("conditions", conditions.into()),
        ("person", ctx.person().into()),
        ("time", ctx.time_of_day().into()),
    ];
    lang.say("form-others-answered", &values)
}

impl Sheet for SensitiveSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let incident = ctx.incident(&self.incident);
        let entry = |condition: Sensitive| {
            let before = incident
                .and_then(|it| it.sensitive.get(&condition))
                .copied();
            // An answer once given can be changed, not ungiven.
            let open = ANSWERS.into_iter().skip(usize::from(before.is_some()));
            Entry::called(
                condition.name(),
                Label::key(format!("sensitive-{}", condition.name())),
                choice("answer", open, |name| name, name(before)),
            )
        };
        let since = [
            Entry::new("known-since", Input::no_time()),
            Entry::new("ground", Input::line(LINE_MAX)),
        ];
        let is_denied = incident.is_some_and(|incident| {
            let no = Some(&Answer::No);
            let mut conditions = Sensitive::ALL.into_iter();
            conditions.any(|it| incident.sensitive.get(&it) == no && is_denied(incident, it))
        });
        let consent = is_denied.then(|| approval_entries(ctx));
        let others = incident.and_then(others);
        let entries = others.into_iter().chain(Sensitive::ALL.map(entry));
        let entries = entries.chain(since);
        entries.chain(consent.into_iter().flatten()).collect()
    }

    fn changed(&self, form: &mut Form, name: &str, ctx: &Ctx<'_>) {
        if name == OTHERS {
            self.answer_others(form, ctx);
        }
        let is_answer = Sensitive::ALL.iter().any(|it| it.name() == name);
        if !is_answer && name != OTHERS {
            return;
        }
        let questions = if self.needs_leader(form, ctx) {
            approval_entries(ctx).into()
        } else {
            Vec::new()
        };
        form.ask_instead(OWN + usize::from(form.entry(OTHERS).is_some()), questions);
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        let incident = known(ctx, &self.incident)?;
        let approval = maybe_approval(form)?;
        let answered = Sensitive::ALL.into_iter().filter_map(|condition| {
            let entry = form.entry(condition.name())?;
            let answer = match form.chosen(condition.name()) {
                "yes" => Answer::Yes,
                "no" => Answer::No,
                _ => return None,
            };
            let before = incident.sensitive.get(&condition);
            // What the row answered for another console's officer to answer meanwhile is theirs.
            if before.is_some() && !entry.is_touched && name(before.copied()) != name(Some(answer))
            {
                return None;
            }
            let is_confirmed =
                answer == Answer::No && approval.is_some() && is_denied(incident, condition);
            (before != Some(&answer) || is_confirmed).then_some((condition, answer))
        });
        let amendment = Amendment {
            sensitive: answered.collect(),
            known_since: form.time("known-since")?,
            ground: form.text("ground"),
            approval: approval.clone(),
            ..Amendment::default()
        };
        Ok(Command::AmendIncident {
            incident: self.incident.clone(),
            amendment: Box::new(amendment),
        })
    }

    fn aside(&self, form: &Form, ctx: &Ctx<'_>, lang: Lang) -> Vec<String> {
        let Some(incident) = ctx.incident(&self.incident) else {
            return Vec::new();
        };
        let mut lines = Vec::new();
        if form.chosen(OTHERS) == "no" {
            lines.push(answered(form, incident, ctx, lang));
        }
        let against = Sensitive::ALL
            .into_iter()
            .filter(|condition| is_denied(incident, *condition));
        let against = names(against, lang);
        if !against.is_empty() {
            lines.push(lang.say("form-against-boundary", &[("conditions", against.into())]));
        }
        lines
    }

    fn question(&self, form: &Form, _ctx: &Ctx<'_>) -> Option<&'static str> {
        (form.chosen(OTHERS) == "no").then_some("form-ask-others")
    }
}
