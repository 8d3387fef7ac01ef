//! What the grading tables propose, in words: the grade, what decides it, what is not known.

use crate::domain::impact::Impact;
use crate::locale::Lang;
use crate::rulebook::grading::{Criterion, Proposal, Table, propose};

/// The lines of the table in force; the older one's too where it says something else.
pub fn lines(impact: &Impact, lang: Lang) -> Vec<String> {
    let now = propose(impact, Table::Y2014);
    let before = propose(impact, Table::Y2011);
    let mut lines = vec![verdict(&now, lang)];
    if before.grade != now.grade {
        lines.push(verdict(&before, lang));
    }
    if !now.not_known.is_empty() && now.grade.is_some() {
        let criteria = names(&now.not_known, lang);
        lines.push(lang.say("grading-not-known", &[("criteria", criteria.into())]));
    }
    lines
}

fn verdict(proposal: &Proposal, lang: Lang) -> String {
    let Some(grade) = proposal.grade else {
        return lang.text("grading-nothing-known");
    };
    let grade = lang.text(&format!("grade-{}", grade.name()));
    let table = proposal.table.name();
    let mut values = vec![("table", table.into()), ("grade", grade.into())];
    if proposal.deciding.is_empty() {
        return lang.say("grading-mildest", &values);
    }
    values.push(("criteria", names(&proposal.deciding, lang).into()));
    lang.say("grading-proposed", &values)
}

fn names(criteria: &[Criterion], lang: Lang) -> String {
    let names: Vec<String> = criteria
        .iter()
        .map(|criterion| lang.text(criterion.key()))
        .collect();
    names.join(&lang.text("console-and"))
}
