//! One entry of a pack over what an earlier pack says of the same id: what it names changes, the
//! rest is kept; without an earlier one everything must be there.

use toml::Spanned;

use super::fault::{Clash, PackFault};
use super::read::{Read, SHORT_COLUMNS, Source};
use super::shape::{CaseEntry, RecipientEntry, RuleEntry, Text};
use crate::domain::grade::Track;
use crate::domain::rule::{Case, Confidence, Duty, Means, Recipient, Rule, Start};
use crate::domain::{RecipientId, RuleId, SubjectKind};
use crate::rulebook::limit::Limit;

/// Ways for a rule to apply.
const CASES_MAX: usize = 20;

/// Characters of a name or number.
const NAME_MAX: usize = 60;

/// Characters of a basis or note.
const PROSE_MAX: usize = 500;

/// *Due soon* is the last third of a limit where a pack does not say.
const SOON_PART: u32 = 3;

/// An entry's place in its file, and what it is laid over.
struct Over<'a, T> {
    source: Source<'a>,
    id: &'a Text,
    base: Option<&'a T>,
}

impl<T> Over<'_, T> {
    /// A field that a new entry must name.
    fn needed<G, V: Clone>(
        &self,
        field: &'static str,
        given: Option<&G>,
        read: impl FnOnce(&'static str, &G) -> Read<V>,
        kept: impl FnOnce(&T) -> &V,
    ) -> Read<V> {
        match (given, self.base) {
            (Some(given), _) => read(field, given),
            (None, Some(base)) => Ok(kept(base).clone()),
            (None, None) => {
                let id = self.id.get_ref().clone();
                Err(self
                    .source
                    .fault_at(self.id, PackFault::Missing { id, field }))
            }
        }
    }

    /// A field that may be left empty.
    fn or_empty<G, V: Clone + Default>(
        &self,
        field: &'static str,
        given: Option<&G>,
        read: impl FnOnce(&'static str, &G) -> Read<V>,
        kept: impl FnOnce(&T) -> &V,
    ) -> Read<V> {
        match given {
            Some(given) => read(field, given),
            None => Ok(self.base.map(|base| kept(base).clone()).unwrap_or_default()),
        }
    }

    /// A needed field that holds one of a closed list of words.
    fn word<V: Copy>(
        &self,
        field: &'static str,
        given: Option<&Text>,
        (all, name): (&[V], fn(V) -> &'static str),
        kept: impl FnOnce(&T) -> &V,
    ) -> Read<V> {
        let read = |field, text: &Text| self.source.word(field, text, all, name);
        self.needed(field, given, read, kept)
    }
}

/// A recipient.
pub(super) fn recipient(
    source: Source<'_>,
    entry: &RecipientEntry,
    base: Option<&Recipient>,
) -> Read<Recipient> {
    let id = &entry.id;
    let over = Over { source, id, base };
    let name = |field, text: &Text| source.line(field, text, 1, NAME_MAX);
    let [zh, en] = SHORT_COLUMNS;
    let zh_short = |field, text: &Text| source.short(field, text, zh);
    let en_short = |field, text: &Text| source.short(field, text, en);
    let phone = |field, text: &Text| source.line(field, text, 0, NAME_MAX);
    Ok(Recipient {
        id: RecipientId(source.id(id)?.to_owned()),
        zh: over.needed("zh", entry.zh.as_ref(), name, |b| &b.zh)?,
        en: over.needed("en", entry.en.as_ref(), name, |b| &b.en)?,
        zh_short: over.needed("zh_short", entry.zh_short.as_ref(), zh_short, |b| {
            &b.zh_short
        })?,
        en_short: over.needed("en_short", entry.en_short.as_ref(), en_short, |b| {
            &b.en_short
        })?,
        phone: over.or_empty("phone", entry.phone.as_ref(), phone, |b| &b.phone)?,
    })
}

/// A rule.
pub(super) fn rule(
    source: Source<'_>,
    pack: &str,
    entry: &RuleEntry,
    base: Option<&Rule>,
    recipients: &[Recipient],
) -> Read<Rule> {
    let id = RuleId(source.id(&entry.id)?.to_owned());
    let over = Over {
        source,
        id: &entry.id,
        base,
    };
    let name = |field, text: &Text| source.line(field, text, 1, NAME_MAX);
    let basis = |field, text: &Text| source.line(field, text, 1, PROSE_MAX);
    let note = |field, text: &Text| source.line(field, text, 0, PROSE_MAX);
    let tracks = |field, texts: &Vec<Text>| source.words(field, texts, &Track::ALL, Track::name);
    let cases = |_, given: &Vec<CaseEntry>| cases(source, &entry.id, given);
    let to = |_, given: &Spanned<Vec<Text>>| source.recipients(&id, given, recipients);
    let by = |_, given: &Text| source.by(given, recipients);
    let duties = (&Duty::ALL[..], Duty::name as fn(Duty) -> _);
    let subjects = (
        &SubjectKind::ALL[..],
        SubjectKind::name as fn(SubjectKind) -> _,
    );
    let all_means = (&Means::ALL[..], Means::name as fn(Means) -> _);
    let starts = (&Start::ALL[..], Start::name as fn(Start) -> _);
    let limit = limit(&over, entry)?;
    let mut rule = Rule {
        pack: base.map_or_else(|| pack.to_owned(), |base| format!("{}+{pack}", base.pack)),
        zh: over.needed("zh", entry.zh.as_ref(), name, |b| &b.zh)?,
        en: over.needed("en", entry.en.as_ref(), name, |b| &b.en)?,
        subject: over.word("subject", entry.subject.as_ref(), subjects, |b| &b.subject)?,
        duty: over.word("duty", entry.duty.as_ref(), duties, |b| &b.duty)?,
        by: over.or_empty("by", entry.by.as_ref(), by, |b| &b.by)?,
        means: over.word("means", entry.means.as_ref(), all_means, |b| &b.means)?,
        tracks: over.or_empty("tracks", entry.tracks.as_ref(), tracks, |b| &b.tracks)?,
        when: over.or_empty("when", entry.when.as_ref(), cases, |b| &b.when)?,
        start: over.word("start", entry.start.as_ref(), starts, |b| &b.start)?,
        limit_min: limit.minutes(),
        limit_wd: limit.working_days(),
        soon_min: soon(&over, entry, limit)?,
        recipients: over.needed("recipients", entry.recipients.as_ref(), to, |b| {
            &b.recipients
        })?,
        basis: over.needed("basis", entry.basis.as_ref(), basis, |b| &b.basis)?,
        confidence: Confidence::Setting,
        note: over.or_empty("note", entry.note.as_ref(), note, |b| &b.note)?,
        id: id.clone(),
    };
    rule.confidence = confidence(&over, entry, &rule)?;
    match clash(&rule) {
        None => Ok(rule),
        Some(clash) => {
            let id = id.0;
            Err(source.fault_at(&entry.id, PackFault::Clash { id, clash }))
        }
    }
}

fn cases(source: Source<'_>, id: &Text, given: &[CaseEntry]) -> Read<Vec<Case>> {
    if given.len() > CASES_MAX {
        let fault = PackFault::TooMuch {
            what: "when",
            limit: CASES_MAX,
        };
        return Err(source.fault_at(id, fault));
    }
    given.iter().map(|case| source.case(case)).collect()
}

/// How long there is; as before where the pack does not say.
fn limit(over: &Over<'_, Rule>, entry: &RuleEntry) -> Read<Limit> {
    if let (None, Some(base)) = (&entry.limit, over.base) {
        return Ok(Limit::of(base));
    }
    let read = |field, text: &Text| over.source.rule_limit(field, text);
    // What is kept was taken above.
    over.needed("limit", entry.limit.as_ref(), read, |_| &Limit::Minutes(0))
}

/// How long before the due time a deadline is *due soon*.
fn soon(over: &Over<'_, Rule>, entry: &RuleEntry, limit: Limit) -> Read<u32> {
    let limit_min = limit.minutes();
    let Some(text) = &entry.soon else {
        let kept = over.base.filter(|base| Limit::of(base) == limit);
        return Ok(kept.map_or(limit_min / SOON_PART, |base| base.soon_min));
    };
    let soon_min = over.source.limit("soon", text)?;
    if soon_min > limit_min {
        let id = entry.id.get_ref().clone();
        return Err(over.source.fault_at(text, PackFault::SoonTooLong { id }));
    }
    Ok(soon_min)
}

/// What the pack says; or what was said before, where the rule still asks the same. A rule that
/// asks something else no longer rests on the text it names: then it is a setting.
fn confidence(over: &Over<'_, Rule>, entry: &RuleEntry, rule: &Rule) -> Read<Confidence> {
    let all = (
        &Confidence::ALL[..],
        Confidence::name as fn(Confidence) -> _,
    );
    let said = over.word("confidence", entry.confidence.as_ref(), all, |b| {
        &b.confidence
    })?;
    let same = over.base.is_none_or(|base| asks(base) == asks(rule));
    let rests_on_text = matches!(said, Confidence::Law | Confidence::Local);
    if entry.confidence.is_none() && rests_on_text && !same {
        return Ok(Confidence::Setting);
    }
    Ok(said)
}

/// What a rule asks, without how it is called and explained.
fn asks(rule: &Rule) -> impl PartialEq + '_ {
    (
        (rule.subject, rule.duty, rule.means, rule.start),
        (rule.limit_min, rule.limit_wd),
        (&rule.tracks, &rule.when, &rule.recipients, &rule.by),
    )
}

/// Fields that do not go together.
fn clash(rule: &Rule) -> Option<Clash> {
    let plain = rule.tracks.is_empty() && rule.when.is_empty();
    let received = rule.start == Start::Received;
    let asks = matches!(rule.duty, Duty::Confirm | Duty::Place);
    let of_warning = asks || Duty::OF_WARNINGS.contains(&rule.duty);
    let of_desk = asks || matches!(rule.duty, Duty::Triage | Duty::Judge);
    match rule.subject {
        SubjectKind::Call if !(rule.duty == Duty::Triage && received && plain) => {
            return Some(Clash::Call);
        }
        SubjectKind::Warning if !(of_warning && received && plain) => return Some(Clash::Warning),
        SubjectKind::Incident if rule.duty == Duty::Triage || of_warning || received => {
            return Some(Clash::Incident);
        }
        SubjectKind::Call | SubjectKind::Warning | SubjectKind::Incident => {}
    }
    if rule.start == Start::Touched && rule.duty != Duty::Notice {
        return Some(Clash::Touched);
    }
    if rule.by.is_some() && (of_desk || of_warning) {
        return Some(Clash::By);
    }
    if of_desk != (rule.means == Means::Desk) {
        Some(Clash::Desk)
    } else if (rule.duty == Duty::FollowUp) != (rule.start == Start::LastReport) {
        Some(Clash::FollowUp)
    } else if rule.start == Start::PhoneReport && rule.means == Means::Phone {
        Some(Clash::Phone)
    } else {
        None
    }
}
