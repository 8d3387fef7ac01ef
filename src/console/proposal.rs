//! What the grading tables propose, in words: the grade, the figures that decide it, what is not
//! known.

use chrono_tz::Tz;

use crate::domain::grade::Track;
use crate::domain::grading::{Below, Criterion, Proposal, Reached, Table, propose};
use crate::domain::impact::Impact;
use crate::domain::rejection::Arg;
use crate::locale::Lang;

/// The lines of the table in force; the older one's too where it says something else.
pub fn lines(impact: &Impact, track: Track, lang: Lang) -> Vec<String> {
    let now = propose(impact, track, Table::Y2014);
    let before = propose(impact, track, Table::Y2011);
    let mut lines = vec![verdict(&now, lang)];
    if before.grade != now.grade {
        lines.push(verdict(&before, lang));
    }
    lines.extend(not_known(&now, lang));
    lines
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
