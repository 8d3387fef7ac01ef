//! The names of places a desk tells its warnings by: its own, those of what covers it, those of its
//! neighbours and of the rest of the country. Data; what a text says with them is [`super::named`]'s.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::setting::Settings;

const DATA: &str = include_str!("places.toml");

/// A slip in the built-in file is caught by a test; were there one, nothing would be known by name
/// and every warning without a code would ask.
static PLACES: LazyLock<Places> = LazyLock::new(|| toml::from_str(DATA).unwrap_or_default());

/// Endings of districts, and of what lies in one. A place is meant by its name without the ending
/// too: 巴南, 李家沱.
const DISTRICT_ENDINGS: [&str; 3] = ["区", "县", "市"];
const TOWN_ENDINGS: [&str; 3] = ["街道", "镇", "乡"];

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Places {
    district: Vec<BuiltIn>,
    province: Vec<Province>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BuiltIn {
    code: String,
    #[expect(dead_code, reason = "read by people")]
    source: String,
    names: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Province {
    code: String,
    names: Vec<String>,
    /// What is in it and has no code of its own.
    #[serde(default)]
    others: Vec<String>,
    /// Its districts, by their codes.
    #[serde(default)]
    divisions: BTreeMap<String, String>,
}

/// A district a desk watches, with the names it is told by.
#[derive(Debug, Clone)]
pub struct District {
    /// Its code: `500113`.
    pub code: String,
    /// Every name that means something, the longest first.
    pub(super) names: Vec<Name>,
}

/// A name and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// As it is written.
    pub(super) text: String,
    /// What it is.
    pub(super) kind: Kind,
    /// Its whole name, where this is short for one: 巴南区 of 巴南.
    pub(super) whole: String,
}

/// What a name is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The district or a place of its own that no ending shortens.
    Own,
    /// The district without its ending.
    OwnShort,
    /// A street or town of the district.
    Town,
    /// The same without its ending: a word that may mean much else.
    TownShort,
    /// What covers the district: the city.
    Covering,
    /// Another district of what covers this one.
    Near,
    /// The same without its ending.
    NearShort,
    /// Another province.
    Far,
    /// The same without its ending.
    FarShort,
}

impl District {
    /// The district of a desk: by its settings, or by the names built in for its code.
    pub fn of(settings: &Settings) -> Self {
        Self::new(&settings.district_code, &area_names(settings))
    }

    /// A district of that code and these names. The name its code has is its own too.
    pub fn new(code: &str, own: &[String]) -> Self {
        let mut names = Vec::new();
        for name in own {
            add_own(&mut names, name);
        }
        for province in &PLACES.province {
            let covers = code.starts_with(&province.code);
            if covers {
                for (near, name) in &province.divisions {
                    if code.starts_with(near) {
                        add_own(&mut names, name);
                    }
                }
                let near = province.divisions.values().chain(&province.others);
                near.for_each(|name| add_near(&mut names, name));
            }
            for name in &province.names {
                let kind = match (covers, is_whole(name)) {
                    (true, _) => Kind::Covering,
                    (false, true) => Kind::Far,
                    (false, false) => Kind::FarShort,
                };
                add(&mut names, name, kind, name);
            }
        }
        names.sort_by_key(|name| std::cmp::Reverse(name.text.chars().count()));
        let code = code.to_owned();
        Self { code, names }
    }
}

/// The names of a desk's own district in force: the keeper's, or those built in for its code.
pub fn area_names(settings: &Settings) -> Vec<String> {
    if !settings.area_names.is_empty() {
        return settings.area_names.clone();
    }
    let code = settings.district_code.get(..6);
    let built_in = PLACES
        .district
        .iter()
        .find(|one| Some(one.code.as_str()) == code);
    built_in.map(|one| one.names.clone()).unwrap_or_default()
}

fn add_own(names: &mut Vec<Name>, name: &str) {
    if let Some(stem) = shortened(name, &TOWN_ENDINGS) {
        // A town that became a street is called by both for years.
        for ending in TOWN_ENDINGS {
            add(names, &format!("{stem}{ending}"), Kind::Town, name);
        }
        add(names, stem, Kind::TownShort, name);
        return;
    }
    add(names, name, Kind::Own, name);
    if let Some(stem) = shortened(name, &DISTRICT_ENDINGS) {
        add(names, stem, Kind::OwnShort, name);
    }
}

fn add_near(names: &mut Vec<Name>, name: &str) {
    add(names, name, Kind::Near, name);
    if let Some(short) = shortened(name, &DISTRICT_ENDINGS) {
        add(names, short, Kind::NearShort, name);
    }
}

/// What was said of a name first counts: an own name is never somewhere else.
fn add(names: &mut Vec<Name>, text: &str, kind: Kind, whole: &str) {
    if names.iter().all(|known| known.text != text) {
        names.push(Name {
            text: text.to_owned(),
            kind,
            whole: whole.to_owned(),
        });
    }
}

/// The name without its ending, where two characters are left.
fn shortened<'a>(name: &'a str, endings: &[&str]) -> Option<&'a str> {
    let stem = endings
        .iter()
        .find_map(|ending| name.strip_suffix(ending))?;
    (stem.chars().count() >= 2).then_some(stem)
}

/// Whether a name has its ending.
fn is_whole(name: &str) -> bool {
    name.ends_with(['省', '市', '区'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_places_are_read_whole() {
        let places: Places = toml::from_str(DATA).unwrap();
        assert_eq!(places.province.len(), 34, "GB/T 2260");
        assert_eq!(places.district[0].names.len(), 1 + 9 + 14 + 1);
        for province in &places.province {
            assert_eq!(province.code.len(), 2);
        }
    }

    #[test]
    fn an_own_name_is_never_somewhere_else() {
        let district = District::of(&Settings::default());
        let kind = |text: &str| {
            district
                .names
                .iter()
                .find(|name| name.text == text)
                .unwrap()
                .kind
        };
        assert_eq!(kind("巴南区"), Kind::Own);
        assert_eq!(kind("巴南"), Kind::OwnShort);
        assert_eq!(kind("南泉镇"), Kind::Town);
        assert_eq!(kind("重庆市"), Kind::Covering);
        assert_eq!(kind("渝北"), Kind::NearShort);
        assert_eq!(kind("四川省"), Kind::Far);
    }

    #[test]
    fn a_keepers_names_take_the_place_of_those_built_in() {
        let settings = Settings {
            area_names: vec!["南岸区".into()],
            ..Settings::default()
        };
        assert_eq!(area_names(&settings), ["南岸区"]);
        let elsewhere = Settings {
            district_code: "500108".into(),
            ..Settings::default()
        };
        assert_eq!(area_names(&elsewhere), [""; 0]);
    }
}
