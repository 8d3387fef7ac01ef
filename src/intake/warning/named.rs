//! What one text says of where a warning is for. Chinese parts no words: 巴南 stands in 古巴南部 too,
//! and 重庆市渝北区 is not the whole city. So a whole name (巴南区) is taken wherever it stands, a short
//! one (巴南) only where it can be parted from what is around it, and a covering name (重庆市) only
//! where nothing smaller follows. What remains unsure is said to be so.

use std::collections::BTreeSet;

use super::places::{District, Kind, Name};

/// What a text says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The district or a place in it, by this name.
    Here(String),
    /// All of what covers it, by this name.
    Covered(String),
    /// Somewhere else.
    Elsewhere,
    /// Perhaps the district: this was read, and may mean something else.
    Doubtful(String),
    /// Nothing.
    Silent,
}

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// A name, an area, a headline: whatever looks like a division is one.
    Short,
    /// Prose, in which 地区 and 山区 are words like others: only known names count.
    Prose,
}

/// Words before a short name that are no part of it.
const BEFORE: &str = "和及与至到在于由为对向从是或将即计测响盖达经";
/// Words after a short name that are no part of it.
const AFTER: [&str; 24] = [
    "气象", "区", "县", "市", "等", "和", "及", "与", "或", "境", "全", "部分", "局部", "一带",
    "地区", "大部", "各", "发布", "有", "将", "出现", "的", "附近", "沿江",
];
/// Sides of a place: of a short name they say that it was one, of a covering one that it is a part.
const SIDES: [&str; 5] = ["东", "西", "南", "北", "中"];
/// What says that only a part is meant.
const PARTS: [&str; 4] = ["部分", "局部", "局地", "个别"];
/// The middle of a city is not one of its sides.
const MIDDLES: [&str; 3] = ["中心城区", "主城", "中心区"];
/// Streets are called after cities everywhere.
const ROADS: [&str; 12] = [
    "路", "街", "大道", "大街", "大厦", "东路", "西路", "南路", "北路", "中路", "火锅", "小面",
];
/// What parts a place from the one it lies in: 重庆市/渝北区.
const PATH: [char; 8] = [' ', '\t', '-', '/', '>', '·', '_', '　'];

/// What was found.
#[derive(Debug, Default)]
struct Found {
    own: Option<String>,
    towns: BTreeSet<String>,
    weak: BTreeSet<String>,
    covering: Option<String>,
    part: Option<String>,
    /// Another district of the city, or one nobody knows.
    near: bool,
    /// Another province, or a city of one.
    far: bool,
}

/// What a text says of where it is for.
pub(super) fn verdict(text: &str, district: &District, style: Style) -> Verdict {
    let chars: Vec<char> = text.chars().collect();
    let mut reading = Reading {
        chars: &chars,
        taken: vec![false; chars.len()],
        district,
        found: Found::default(),
    };
    reading.names();
    if style == Style::Short {
        reading.others();
    }
    reading.found.verdict()
}

impl Found {
    fn verdict(self) -> Verdict {
        let covered = self.covering.is_some() || self.part.is_some();
        if let Some(own) = self.own {
            return Verdict::Here(own);
        }
        let other = self.near || self.far;
        let town = self.towns.first().cloned();
        match (town, self.covering) {
            (Some(town), _) if !other => return Verdict::Here(town),
            // Towns of one name lie in many places; with the city beside it, it is perhaps ours.
            (Some(town), Some(_)) => return Verdict::Doubtful(town),
            (_, Some(city)) if !self.near => return Verdict::Covered(city),
            (_, Some(city)) => return Verdict::Doubtful(city),
            (_, None) => {}
        }
        let weak = self.weak.first().cloned();
        match weak {
            Some(weak) if !other && self.weak.len() > 1 => Verdict::Here(weak),
            Some(weak) if !other || covered => Verdict::Doubtful(weak),
            _ => match (self.part, other) {
                (Some(part), _) => Verdict::Doubtful(part),
                (None, true) => Verdict::Elsewhere,
                (None, false) => Verdict::Silent,
            },
        }
    }
}

struct Reading<'a> {
    chars: &'a [char],
    /// What a name was found in.
    taken: Vec<bool>,
    district: &'a District,
    found: Found,
}

impl<'a> Reading<'a> {
    /// The names the district knows.
    fn names(&mut self) {
        let mut at = 0;
        while at < self.chars.len() {
            match self.name_at(at) {
                Some((name, length)) => {
                    self.note(name, at, length);
                    at += length;
                }
                None => at += 1,
            }
        }
    }

    /// The longest name that stands there, and its length.
    fn name_at(&self, at: usize) -> Option<(&'a Name, usize)> {
        let names = self.district.names.iter();
        let mut found = names.filter_map(|name| self.length(name, at).map(|length| (name, length)));
        found.next()
    }

    fn length(&self, name: &Name, at: usize) -> Option<usize> {
        let mut length = 0;
        for c in name.text.chars() {
            let here = self.chars.get(at + length)?;
            if !here.eq_ignore_ascii_case(&c) {
                return None;
            }
            length += 1;
        }
        let is_latin = name.text.is_ascii();
        let letter = |at: Option<usize>| {
            at.and_then(|at| self.chars.get(at))
                .is_some_and(char::is_ascii_alphanumeric)
        };
        if is_latin && (letter(at.checked_sub(1)) || letter(Some(at + length))) {
            return None;
        }
        Some(length)
    }

    fn note(&mut self, name: &Name, at: usize, length: usize) {
        let end = at + length;
        let text = || name.whole.clone();
        let stands = self.stands_alone(at, end);
        match name.kind {
            Kind::Own if !self.begins(end, &["域"]) => self.found.own = Some(text()),
            Kind::OwnShort if stands => self.found.own = Some(text()),
            Kind::OwnShort => drop(self.found.weak.insert(text())),
            Kind::Town => drop(self.found.towns.insert(text())),
            // 花溪区 is a district of another city.
            Kind::TownShort if stands && !self.begins(end, &["区", "县", "市"]) => {
                self.found.weak.insert(text());
            }
            Kind::Covering => {
                if !self.note_covering(name, end) {
                    return;
                }
            }
            Kind::Near => self.found.near = true,
            Kind::Far => self.found.far = true,
            Kind::NearShort if stands => self.found.near = true,
            Kind::FarShort if stands => self.found.far = true,
            Kind::Own | Kind::TownShort | Kind::NearShort | Kind::FarShort => return,
        }
        self.taken[at..end].fill(true);
    }

    /// A covering name, by what follows it. False where it is no name of a place at all.
    fn note_covering(&mut self, name: &Name, end: usize) -> bool {
        let text = Some(name.whole.clone());
        let mut next = end;
        while self.chars.get(next).is_some_and(|c| PATH.contains(c)) {
            next += 1;
        }
        if self.begins(end, &ROADS) {
            return false;
        }
        if let Some((inner, _)) = self
            .name_at(next)
            .filter(|(inner, _)| inner.kind != Kind::Covering)
        {
            // What follows is noted when its turn comes; a short name is one beyond doubt here.
            match inner.kind {
                Kind::OwnShort => self.found.own = Some(inner.whole.clone()),
                Kind::TownShort => drop(self.found.towns.insert(inner.whole.clone())),
                Kind::NearShort => self.found.near = true,
                Kind::FarShort => self.found.far = true,
                Kind::Own | Kind::Town | Kind::Covering | Kind::Near | Kind::Far => {}
            }
        } else if self.smaller(next) {
            self.found.near = true;
        } else if !self.begins(end, &MIDDLES)
            && (self.begins(end, &SIDES) || self.begins(end, &PARTS))
        {
            self.found.part = text;
        } else {
            self.found.covering = text;
        }
        true
    }

    /// Whether a division nobody here knows by name stands there: 某某区.
    fn smaller(&self, at: usize) -> bool {
        const LONGEST: usize = 6;
        let run = self.chars.get(at..).unwrap_or_default();
        let run: Vec<char> = run
            .iter()
            .copied()
            .take_while(|c| is_hanzi(*c))
            .take(LONGEST)
            .collect();
        (2..run.len()).any(|end| matches!(run[end], '区' | '县') && is_division(&run[..=end]))
    }

    /// Whether a name can be parted from what is around it.
    fn stands_alone(&self, at: usize, end: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.chars.get(before));
        let is_parted = before.is_none_or(|c| {
            !is_hanzi(*c)
                || BEFORE.contains(*c)
                || at.checked_sub(1).is_some_and(|at| self.taken[at])
        });
        let after = self.chars.get(end);
        let is_ended = after.is_none_or(|c| !is_hanzi(*c))
            || self.begins(end, &AFTER)
            || self.begins(end, &SIDES)
            || self.name_at(end).is_some();
        is_parted && is_ended
    }

    fn begins(&self, at: usize, words: &[&str]) -> bool {
        let rest = self.chars.get(at..).unwrap_or_default();
        words.iter().any(|word| {
            let mut wanted = word.chars();
            let matched = rest
                .iter()
                .zip(wanted.by_ref())
                .take_while(|(one, other)| **one == *other);
            matched.count() == word.chars().count()
        })
    }

    /// Divisions nobody here knows by name: 花溪区, 昆明市, Nan County.
    fn others(&mut self) {
        let mut begin = 0;
        for at in 0..self.chars.len() {
            let c = self.chars[at];
            if self.taken[at] || !is_hanzi(c) {
                begin = at + 1;
                continue;
            }
            if matches!(c, '省' | '市' | '县' | '区' | '旗' | '州' | '盟') {
                let run = &self.chars[begin..=at];
                let is_area = c == '区' && self.begins(at + 1, &["域"]);
                if !is_area && is_division(run) {
                    match c {
                        '区' | '县' => self.found.near = true,
                        _ => self.found.far = true,
                    }
                }
                begin = at + 1;
            }
        }
        let words: String = self.chars.iter().collect();
        let latin = [
            "Province",
            "City",
            "County",
            "District",
            "Prefecture",
            "Municipality",
        ];
        let is_named = latin.iter().any(|word| words.contains(&format!(" {word}")));
        if is_named && self.found.own.is_none() && self.found.covering.is_none() {
            self.found.far = true;
        }
    }
}

/// Whether a run of characters that ends as a division does is the name of one: 各区 and 山区 are
/// words.
fn is_division(run: &[char]) -> bool {
    let [.., before, ending] = run else {
        return false;
    };
    let is_common = match ending {
        '区' => {
            "全我本各辖地山城景园社库灾郊牧林小市校厂片分灌湖护发假务险患响点心业雨水坡河谷低高老住"
                .contains(*before)
        }
        '县' => "全我本各区市两".contains(*before),
        '市' => "全我本城各都集超夜".contains(*before),
        '省' => "全我本各跨邻".contains(*before),
        // A region, a banner, a league: only as a part of a whole name.
        '州' | '旗' | '盟' => !matches!(before, '治' | '特' | '沁' | '兰' | '格'),
        _ => true,
    };
    let shortest = if *ending == '县' { 2 } else { 3 };
    !is_common && run.len() >= shortest
}

fn is_hanzi(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
