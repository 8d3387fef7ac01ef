//! The keys of the trees. Numbers are big-endian, so that the order of bytes is the order of
//! numbers.

use crate::domain::{SubjectId, SubjectKind};

/// In `meta`: up to where the journal was put in.
pub(super) const APPLIED: &[u8] = b"applied";

/// In `meta`: which state was kept last.
pub(super) const SNAPSHOT: &[u8] = b"snapshot";

/// The key of an entry, and of the state after it.
pub(super) fn number(seq: u64) -> Vec<u8> {
    seq.to_be_bytes().to_vec()
}

/// The number behind a key that begins with one.
pub(super) fn number_of(key: &[u8]) -> Option<u64> {
    let bytes: [u8; 8] = key.get(..8)?.try_into().ok()?;
    Some(u64::from_be_bytes(bytes))
}

/// What all subjects of a kind begin with.
pub(super) fn kind(kind: SubjectKind) -> [u8; 1] {
    match kind {
        SubjectKind::Call => *b"c",
        SubjectKind::Incident => *b"i",
        SubjectKind::Warning => *b"w",
    }
}

/// The key of a subject: those of a kind lie together, by year, number and desk.
pub(super) fn subject(id: &SubjectId) -> Vec<u8> {
    let mut key = kind(id.kind).to_vec();
    key.extend(u32::try_from(id.year).unwrap_or(0).to_be_bytes());
    key.extend(id.number.to_be_bytes());
    key.extend(id.desk.as_str().as_bytes());
    key.push(0);
    key
}

/// The number behind a subject's key.
pub(super) fn subject_of(key: &[u8]) -> Option<SubjectId> {
    let kind = match key.first()? {
        b'c' => SubjectKind::Call,
        b'i' => SubjectKind::Incident,
        b'w' => SubjectKind::Warning,
        _ => return None,
    };
    let year = u32::from_be_bytes(key.get(1..5)?.try_into().ok()?);
    let number = u32::from_be_bytes(key.get(5..9)?.try_into().ok()?);
    let desk = key.get(9..)?.split(|byte| *byte == 0).next()?;
    Some(SubjectId {
        desk: std::str::from_utf8(desk).ok()?.parse().ok()?,
        kind,
        year: i32::try_from(year).ok()?,
        number,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_in_the_order_of_what_they_stand_for() {
        let id = |text: &str| SubjectId::try_from(text.to_owned()).unwrap();
        let ordered = [
            "BN-2025-C999",
            "BN-2026-C001",
            "BN-2025-1000",
            "BN-2026-002",
            "BN-2026-010",
        ];
        let keys: Vec<_> = ordered.iter().map(|text| subject(&id(text))).collect();
        assert!(keys.is_sorted());
        for (text, key) in ordered.iter().zip(&keys) {
            assert_eq!(subject_of(key), Some(id(text)));
        }
        assert!(number(9) < number(10));
        assert_eq!(number_of(&number(u64::MAX)), Some(u64::MAX));
    }
}
