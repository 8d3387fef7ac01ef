//! Values in parts. sled puts up to seventeen values into one page, and a page over 128 KiB into a
//! loose file that it never syncs; so no value is longer than [`PART_BYTES`], and a longer one is
//! spread over neighbouring keys: the key with a part number after it. The first part begins with
//! how many there are.

use sled::{Batch, IVec, Tree};

use super::Fault;

/// Bytes of a part: seventeen of them and their keys stay below 128 KiB.
pub(super) const PART_BYTES: usize = 6 << 10;

/// Bytes of the part number after a key, and of the count before the first part.
const COUNT_BYTES: usize = 2;

fn part_key(key: &[u8], part: u16) -> Vec<u8> {
    [key, &part.to_be_bytes()].concat()
}

/// Puts a value under a key of which `before` parts are stored already.
pub(super) fn put(batch: &mut Batch, key: &[u8], value: &[u8], before: u16) -> Result<(), Fault> {
    let chunks: Vec<&[u8]> = match value {
        [] => vec![value],
        _ => value.chunks(PART_BYTES).collect(),
    };
    let count = u16::try_from(chunks.len())
        .map_err(|_| Fault::new(format!("a value of {} bytes", value.len())))?;
    for (part, chunk) in (0..count).zip(chunks) {
        let key = part_key(key, part);
        if part == 0 {
            batch.insert(key, [&count.to_be_bytes(), chunk].concat());
        } else {
            batch.insert(key, chunk);
        }
    }
    take_parts(batch, key, count, before);
    Ok(())
}

/// Takes the parts of a key away.
pub(super) fn take(batch: &mut Batch, key: &[u8], parts: u16) {
    take_parts(batch, key, 0, parts);
}

fn take_parts(batch: &mut Batch, key: &[u8], from: u16, to: u16) {
    for part in from..to {
        batch.remove(part_key(key, part));
    }
}

/// How many parts are stored under a key.
pub(super) fn parts(tree: &Tree, key: &[u8]) -> Result<u16, Fault> {
    match tree.get(part_key(key, 0))? {
        Some(first) => count(&first),
        None => Ok(0),
    }
}

/// The value under a key.
pub(super) fn get(tree: &Tree, key: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
    let Some(first) = tree.get(part_key(key, 0))? else {
        return Ok(None);
    };
    let mut value = first.get(COUNT_BYTES..).unwrap_or_default().to_vec();
    for part in 1..count(&first)? {
        let Some(more) = tree.get(part_key(key, part))? else {
            return Err(Fault::new("a part of a value is missing"));
        };
        value.extend_from_slice(&more);
    }
    Ok(Some(value))
}

/// The value under a key whose first part was read already.
pub(super) fn whole(tree: &Tree, key: &[u8], first: &IVec) -> Result<IVec, Fault> {
    match count(first)? {
        1 => Ok(first.subslice(COUNT_BYTES, first.len() - COUNT_BYTES)),
        _ => Ok(get(tree, key)?.unwrap_or_default().into()),
    }
}

/// The key of a value, where a stored key is that of its first part.
pub(super) fn key_of_first(stored: &[u8]) -> Option<&[u8]> {
    let (key, part) = stored.split_at_checked(stored.len().checked_sub(COUNT_BYTES)?)?;
    (part == [0, 0]).then_some(key)
}

fn count(first: &IVec) -> Result<u16, Fault> {
    let bytes = first.get(..COUNT_BYTES).and_then(|two| two.try_into().ok());
    match bytes.map(u16::from_be_bytes) {
        Some(count) if count > 0 => Ok(count),
        _ => Err(Fault::new("a value without its count")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_any_length_comes_back_whole_and_leaves_nothing_behind() {
        let db = sled::Config::new().temporary(true).open().unwrap();
        for length in [200_000, 0, PART_BYTES, PART_BYTES + 1, 1, 70_000] {
            let value: Vec<u8> = (0..length)
                .map(|n| u8::try_from(n % 251).unwrap())
                .collect();
            let before = parts(&db, b"k").unwrap();
            let mut batch = Batch::default();
            put(&mut batch, b"k", &value, before).unwrap();
            db.apply_batch(batch).unwrap();
            assert_eq!(get(&db, b"k").unwrap(), Some(value));
            assert_eq!(db.len(), usize::from(parts(&db, b"k").unwrap()));
        }
        let mut batch = Batch::default();
        take(&mut batch, b"k", parts(&db, b"k").unwrap());
        db.apply_batch(batch).unwrap();
        assert_eq!(get(&db, b"k").unwrap(), None);
        assert!(db.is_empty());
    }
}
