//! One record of the journal as a line: `<length hex8> <crc32 hex8> {"prev":…,"hash":…,"body":…}\n`.
//! The length and the checksum are over the JSON alone. JSON never holds a raw line break, so a
//! reader that lost its place finds it again at the next line. It knows nothing of the chain.

use crate::domain::Sealed;

/// Bytes before the JSON: two numbers of eight hexadecimal digits, a blank after each.
const PREFIX_BYTES: usize = 18;

/// Bytes a record's JSON may have. Longer is refused when writing and not believed when reading.
pub const RECORD_MAX_BYTES: usize = 4 << 20;

/// Bytes of the longest line, with its prefix and its line break.
pub(crate) const LINE_MAX_BYTES: usize = PREFIX_BYTES + RECORD_MAX_BYTES + 1;

/// A record that cannot be written: longer than [`RECORD_MAX_BYTES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooLong {
    /// Its bytes.
    pub(crate) bytes: usize,
}

/// The JSON of a record, as journal, store and backup keep it.
pub(crate) fn json(sealed: &Sealed) -> Vec<u8> {
    let (prev, hash) = (sealed.prev.to_string(), sealed.hash.to_string());
    let parts = [
        r#"{"prev":""#,
        &prev,
        r#"","hash":""#,
        &hash,
        r#"","body":"#,
        sealed.body.get(),
        "}",
    ];
    parts.concat().into_bytes()
}

/// Appends the line of a record to `into`; nothing where it is refused.
pub(crate) fn write(json: &[u8], into: &mut Vec<u8>) -> Result<(), TooLong> {
    if json.len() > RECORD_MAX_BYTES {
        return Err(TooLong { bytes: json.len() });
    }
    let prefix = format!("{:08x} {:08x} ", json.len(), crc32fast::hash(json));
    into.extend_from_slice(prefix.as_bytes());
    into.extend_from_slice(json);
    into.push(b'\n');
    Ok(())
}

/// Reads the record at the start of `bytes`: its JSON, without the line break after it. `None`
/// where there is no whole record with the right checksum.
pub(crate) fn read(bytes: &[u8]) -> Option<&[u8]> {
    let prefix = bytes.get(..PREFIX_BYTES)?;
    let length = usize::try_from(number(prefix.get(..8)?)?).ok()?;
    let checksum = number(prefix.get(9..17)?)?;
    let blanks = prefix[8] == b' ' && prefix[17] == b' ';
    if !blanks || length > RECORD_MAX_BYTES {
        return None;
    }
    let json = bytes.get(PREFIX_BYTES..PREFIX_BYTES + length)?;
    (crc32fast::hash(json) == checksum).then_some(json)
}

/// Bytes a record takes up to its line break, the line break left out.
pub(crate) fn length(json: &[u8]) -> usize {
    PREFIX_BYTES + json.len()
}

fn number(digits: &[u8]) -> Option<u32> {
    let lower = |digit: &u8| matches!(digit, b'0'..=b'9' | b'a'..=b'f');
    if !digits.iter().all(lower) {
        return None;
    }
    u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_json_is_what_serde_reads_and_writes() {
        let body = serde_json::value::RawValue::from_string(r#"{"v": 1,"x":[]}"#.to_owned());
        let sealed = Sealed {
            prev: crate::domain::Digest::GENESIS,
            hash: crate::domain::Digest([0xab; 32]),
            body: body.unwrap(),
        };
        assert_eq!(json(&sealed), serde_json::to_vec(&sealed).unwrap());
        let back: Sealed = serde_json::from_slice(&json(&sealed)).unwrap();
        assert_eq!(back.body.get(), sealed.body.get());
    }

    #[test]
    fn a_record_is_read_back_and_any_changed_bit_is_noticed() {
        let json = r#"{"prev":"00","hash":"01","body":{"text":"泄漏"}}"#.as_bytes();
        let mut line = Vec::new();
        write(json, &mut line).unwrap();
        assert_eq!(line.len(), length(json) + 1);
        assert_eq!(read(&line), Some(json));
        for byte in 0..line.len() - 1 {
            for bit in 0..8 {
                let mut flipped = line.clone();
                flipped[byte] ^= 1 << bit;
                assert_eq!(read(&flipped), None, "byte {byte}, bit {bit}");
            }
            assert_eq!(read(&line[..byte]), None, "cut at {byte}");
        }
    }

    #[test]
    fn a_record_over_the_limit_is_neither_written_nor_believed() {
        let mut line = Vec::new();
        let long = vec![b' '; RECORD_MAX_BYTES + 1];
        let refused = write(&long, &mut line);
        assert_eq!(refused, Err(TooLong { bytes: long.len() }));
        assert!(line.is_empty());
        assert_eq!(read(b"ffffffff 00000000 {}\n"), None);
    }
}
