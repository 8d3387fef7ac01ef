//! What the grading tables propose, in words: the grade, the figures that decide it, what is not
//! known; and what of an incident stands against its figures.

use chrono_tz::Tz;

use crate::domain::grade::{Sensitive, Track};
use crate::domain::grading::{Below, Criterion, Proposal, Reached, Table, propose};
use crate::domain::impact::Impact;
use crate::domain::incident::Incident;
use crate::domain::officer::Approval;
use crate::domain::rejection::Arg;
use crate::locale::Lang;

/// The lines of the table in force; the older one's too where it says something else.
pub fn lines(impact: &Impact, track: Track, lang: Lang) -> Vec<String> {
    let now = propose(impact, track, Table::Y2014);
    let before = propose(impact, track, Table::Y2011);
    let mut lines = vec![verdict(&now, lang)];
    lines.extend(other_table(&now, &before, lang));
    lines.extend(not_known(&now, lang));
    lines
}

/// The same beside a grade that is set, with what speaks against it in the place of the proposal.
pub fn lines_beside(
    below: Option<&Below>,
    impact: &Impact,
    track: Track,
    lang: Lang,
) -> Vec<String> {
    let mut lines = lines(impact, track, lang);
    if let (Some(below), Some(first)) = (below, lines.first_mut()) {
        *first = self::below(below, lang);
    }
    lines
}

/// What the older table says, where it says something else.
fn other_table(now: &Proposal, before: &Proposal, lang: Lang) -> Option<String> {
    let differs = before.grade.is_some() && before.grade != now.grade;
    differs.then(|| verdict(before, lang))
}

/// What a table says.
pub fn verdict(proposal: &Proposal, lang: Lang) -> String {
    let Some(grade) = proposal.grade else {
        return lang.text(if proposal.is_anything_known {
            "grading-too-little"
        } else {
            "grading-nothing-known"
        });
    };
    let deciding: Vec<Arg> = proposal.deciding().map(Reached::told).collect();
    let key = if deciding.is_empty() {
        "grading-mildest"
    } else {
        "grading-proposed"
    };
    let values = [
        ("table", Arg::Key(proposal.table.key().to_owned())),
        ("grade", Arg::Key(format!("grade-{}", grade.name()))),
        ("criteria", Arg::List(deciding)),
    ];
    // No time is among the values.
    lang.tell(key, &values, Tz::UTC)
}

/// What the table would still need to know, where it knows anything.
pub fn not_known(proposal: &Proposal, lang: Lang) -> Option<String> {
    let is_told = proposal.is_anything_known && !proposal.not_known.is_empty();
    let names = || {
        let names = proposal.not_known.iter();
        names.map(|criterion| Arg::Key(Criterion::key(*criterion).to_owned()))
    };
    let told = || {
        let names = Arg::List(names().collect());
        lang.tell("grading-not-known", &[("criteria", names)], Tz::UTC)
    };
    is_told.then(told)
}

/// That a grade is below what the figures reach, with the figures that say so.
pub fn below(below: &Below, lang: Lang) -> String {
    lang.tell("grading-below", &below.args(), Tz::UTC)
}

/// The marks of an incident the figures speak against, one or two words each: a grade below them, a
/// condition the boundary speaks for. One that nobody may rely on begins with `!`.
pub fn marks(incident: &Incident, lang: Lang) -> Vec<String> {
    let mark = |key: &str, is_open: bool| {
        let sign = if is_open { "!" } else { "" };
        format!("{sign}{}", lang.text(key))
    };
    let below = incident
        .graded_below()
        .map(|_| mark("mark-below", !incident.grade_holds()));
    let crossing = Sensitive::CrossProvince;
    let against = incident
        .answered_against(crossing)
        .map(|_| mark("mark-crossing", incident.is_open_condition(crossing)));
    below.into_iter().chain(against).collect()
}

/// The same in whole sentences: which figure says otherwise, by which table, who consented or what
/// is to be done. Whether anybody may rely on it stands beside each.
pub fn against(incident: &Incident, lang: Lang) -> Vec<(String, bool)> {
    let grade = incident.graded_below().map(|told| {
        let consent = incident.grade_consent();
        let approval = consent.map(|consent| &consent.approval);
        let after = consented(approval, "grading-below-open", lang);
        (format!("{}{after}", below(&told, lang)), consent.is_some())
    });
    let conditions = Sensitive::ALL.into_iter().filter_map(|condition| {
        let boundary = incident.answered_against(condition)?;
        let consent = incident.answer_consent(condition);
        let answer = match incident.sensitive.get(&condition) {
            Some(_) => "answer-no",
            None => "answer-not-asked",
        };
        let values = [
            ("boundary", key("boundary", boundary.name())),
            ("condition", key("sensitive", condition.name())),
            ("answer", Arg::Key(answer.to_owned())),
        ];
        let told = lang.tell("answer-against", &values, Tz::UTC);
        let approval = consent.map(|consent| &consent.approval);
        let after = consented(approval, "answer-against-open", lang);
        Some((format!("{told}{after}"), consent.is_some()))
    });
    grade.into_iter().chain(conditions).collect()
}

fn key(stem: &str, name: &str) -> Arg {
    Arg::Key(format!("{stem}-{name}"))
}

/// Who consented, or what is to be done where nobody did.
fn consented(approval: Option<&Approval>, otherwise: &str, lang: Lang) -> String {
    let Some(approval) = approval else {
        return lang.text(otherwise);
    };
    let values = [
        ("leader", approval.leader.as_str().into()),
        ("reason", approval.reason.as_str().into()),
    ];
    lang.say("against-approved", &values)
}
