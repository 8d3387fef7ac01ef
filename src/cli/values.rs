//! Option values that are one word of a closed list, under the stable names of the domain.

use clap::builder::{PossibleValuesParser, TypedValueParser};

/// Reads one of a domain's values by its stable name.
pub(super) fn one_of<T: Copy + Send + Sync + 'static>(
    all: &'static [T],
    name: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let names = PossibleValuesParser::new(all.iter().map(|value| name(*value)));
    names.try_map(move |given| {
        let found = all
            .iter()
            .find(|value| name(**value).eq_ignore_ascii_case(&given));
        found.copied().ok_or(given)
    })
}
