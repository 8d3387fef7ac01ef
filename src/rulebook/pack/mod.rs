//! Rule packs: TOML in, a [`RuleSet`] out, or the file, the line and the reason.
//!
//! The built-in packs come first, then the user's in the order given. A user's pack may
//!
//! * change a rule or a recipient by its id: only the fields named change. A rule whose demand is
//!   changed that way (limit, start, recipients, …) no longer says what the text says, so unless
//!   the pack names another `confidence` it becomes a *setting*;
//! * add rules and recipients, each whole;
//! * turn a rule off with `off = "why"`. Law and local rules can be turned off like any other – a
//!   desk elsewhere follows other work points – but never silently: the rule and the reason stay
//!   in the set ([`RuleSet::off`]), and with it in the record.
//!
//! Limits count time by the clock (`30m`, `4h`, `60d`) or working days (`5wd`), which end with the
//! office hours of the last of them.

mod fault;
mod merge;
mod overlay;
mod read;
mod shape;
mod write;

use std::sync::LazyLock;

pub use fault::{PackError, PackFault};
pub use write::rule_as_toml;

use crate::domain::rule::RuleSet;
use merge::Draft;

/// The packs that come with the program, in the order they are read.
pub const BUILT_IN: [(&str, &str); 8] = [
    ("wp2021.toml", include_str!("../packs/wp2021.toml")),
    ("ling17.toml", include_str!("../packs/ling17.toml")),
    ("ling32.toml", include_str!("../packs/ling32.toml")),
    ("chongqing.toml", include_str!("../packs/chongqing.toml")),
    ("desk.toml", include_str!("../packs/desk.toml")),
    ("neighbours.toml", include_str!("../packs/neighbours.toml")),
    ("tracks.toml", include_str!("../packs/tracks.toml")),
    ("warning.toml", include_str!("../packs/warning.toml")),
];

static BUILT_IN_RULES: LazyLock<RuleSet> = LazyLock::new(|| {
    let rules = BUILT_IN
        .into_iter()
        .try_fold(Draft::default(), |draft, (file, text)| {
            draft.with(file, text)
        })
        .map(Draft::finish);
    rules.expect("the built-in packs are part of the program and read by its tests")
});

/// The rules that come with the program.
pub fn built_in() -> RuleSet {
    BUILT_IN_RULES.clone()
}

/// The built-in rules with the user's packs laid over them, each a file name and its text.
pub fn load(overrides: &[(String, String)]) -> Result<RuleSet, PackError> {
    overrides
        .iter()
        .try_fold(Draft::from(built_in()), |draft, (file, text)| {
            draft.with(file, text)
        })
        .map(Draft::finish)
}
