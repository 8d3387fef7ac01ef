//! Bytes made text: UTF-8, UTF-16 with its mark, or Chinese GB 18030 (which holds GBK and GB 2312).
//! What reads as UTF-8 is UTF-8 whatever the file says of itself; nothing is read with replacement
//! characters.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::unreadable::{Reason, Unreadable};

/// Bytes a file may have; a national list of warnings is below one megabyte.
pub const FILE_MAX_BYTES: usize = 4 * 1024 * 1024;

/// How far into a file its XML declaration is looked for.
const DECLARATION_MAX_BYTES: usize = 200;

/// The word every Chinese warning has. Bytes that are no GB 18030 read as other characters, so a
/// file that does not name its encoding is believed to be GB 18030 only where this word appears.
const TELLTALE: &str = "预警";

/// The text of a file, without its mark.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    if bytes.len() > FILE_MAX_BYTES {
        return Err(Unreadable::whole(Reason::TooLarge {
            limit: FILE_MAX_BYTES,
            given: bytes.len(),
        }));
    }
    let text = marked(bytes)
        .or_else(|| exact(UTF_8, bytes))
        .or_else(|| chinese(bytes))
        .filter(|text| !text.contains('\0'))
        .ok_or_else(|| Unreadable::whole(Reason::Encoding))?;
    if text.trim().is_empty() {
        return Err(Unreadable::whole(Reason::Empty));
    }
    Ok(text)
}

/// The text of a table, without its mark. A spreadsheet of a Chinese machine writes GB 18030 and says
/// so nowhere; bytes that were UTF-8 and are damaged are not read as that.
pub fn decode_table(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    if bytes.len() > FILE_MAX_BYTES {
        return Err(Unreadable::whole(Reason::TooLarge {
            limit: FILE_MAX_BYTES,
            given: bytes.len(),
        }));
    }
    let text = marked(bytes)
        .or_else(|| exact(UTF_8, bytes))
        .or_else(|| exact(GB18030, bytes).filter(|_| !is_damaged_utf_8(bytes)))
        .filter(|text| !text.contains('\0'))
        .ok_or_else(|| Unreadable::whole(Reason::Encoding))?;
    if text.trim().is_empty() {
        return Err(Unreadable::whole(Reason::Empty));
    }
    Ok(text)
}

/// Whether most of what is no ASCII reads as UTF-8: Chinese in GB 18030 hardly ever does.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let lossy = String::from_utf8_lossy(bytes);
    let foreign = lossy.chars().filter(|c| !c.is_ascii());
    let (lost, read): (Vec<char>, Vec<char>) = foreign.partition(|c| *c == '\u{fffd}');
    read.len() > lost.len()
}

fn marked(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let (encoding, length) = Encoding::for_bom(bytes)?;
    let known = [UTF_8, UTF_16LE, UTF_16BE].contains(&encoding);
    known.then(|| exact(encoding, &bytes[length..])).flatten()
}

fn exact<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Option<Cow<'a, str>> {
    encoding.decode_without_bom_handling_and_without_replacement(bytes)
}

fn chinese(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let says = declared(bytes);
    if says.is_some_and(|encoding| encoding != GB18030) {
        return None;
    }
    exact(GB18030, bytes).filter(|text| says.is_some() || text.contains(TELLTALE))
}

/// The encoding an XML declaration names, GBK and GB 2312 counted as the GB 18030 that holds them;
/// UTF-8 is no answer here, as the bytes are none.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(DECLARATION_MAX_BYTES)];
    let head = String::from_utf8_lossy(head);
    let declaration = head.strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let label = value[1..].split(quote).next()?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    let chinese = [encoding_rs::GBK, GB18030].contains(&encoding);
    match encoding {
        _ if chinese => Some(GB18030),
        other if other == UTF_8 => None,
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gbk(text: &str) -> Vec<u8> {
        encoding_rs::GBK.encode(text).0.into_owned()
    }

    #[test]
    fn utf_8_is_read_with_and_without_its_mark() {
        assert_eq!(decode("暴雨".as_bytes()).unwrap(), "暴雨");
        assert_eq!(decode("\u{feff}暴雨".as_bytes()).unwrap(), "暴雨");
    }

    #[test]
    fn utf_16_is_read_with_its_mark_and_refused_without() {
        let units = |text: &str| {
            text.encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect::<Vec<_>>()
        };
        assert_eq!(decode(&units("\u{feff}暴雨")).unwrap(), "暴雨");
        let big: Vec<u8> = "\u{feff}暴雨"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(decode(&big).unwrap(), "暴雨");
        assert_eq!(decode(&units("<a>")).unwrap_err().reason, Reason::Encoding);
        let mut odd = units("\u{feff}暴雨");
        odd.pop();
        assert_eq!(decode(&odd).unwrap_err().reason, Reason::Encoding);
    }

    #[test]
    fn chinese_is_read_where_it_is_declared_or_tells_itself() {
        for label in ["GBK", "gb2312", "GB18030"] {
            let text = format!("<?xml version='1.0' encoding='{label}'?><a>暴雨</a>");
            assert_eq!(decode(&gbk(&text)).unwrap(), text);
        }
        let undeclared = "{\"title\":\"巴南区气象台发布暴雨橙色预警信号\"}";
        assert_eq!(decode(&gbk(undeclared)).unwrap(), undeclared);
        let misdeclared = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>暴雨橙色预警</a>";
        assert_eq!(decode(&gbk(misdeclared)).unwrap(), misdeclared);
    }

    #[test]
    fn a_damaged_utf_8_file_is_not_read_as_other_characters() {
        let mut bytes = "{\"title\":\"巴南区气象台发布暴雨橙色预警信号\"}"
            .as_bytes()
            .to_vec();
        bytes.remove(10);
        assert_eq!(decode(&bytes).unwrap_err().reason, Reason::Encoding);
    }

    #[test]
    fn utf_8_that_calls_itself_gbk_is_utf_8() {
        let text = "<?xml version=\"1.0\" encoding=\"GBK\"?><a>暴雨</a>";
        assert_eq!(decode(text.as_bytes()).unwrap(), text);
    }

    #[test]
    fn other_encodings_are_refused() {
        let (bytes, _, _) =
            encoding_rs::BIG5.encode("<?xml version=\"1.0\" encoding=\"Big5\"?><a>預警</a>");
        assert_eq!(decode(&bytes).unwrap_err().reason, Reason::Encoding);
    }

    #[test]
    fn size_is_judged_before_anything_is_read() {
        let bytes = vec![b'<'; FILE_MAX_BYTES + 1];
        let refused = decode(&bytes).unwrap_err();
        let given = FILE_MAX_BYTES + 1;
        let limit = FILE_MAX_BYTES;
        assert_eq!(refused.reason, Reason::TooLarge { limit, given });
    }

    #[test]
    fn blanks_are_empty() {
        assert_eq!(decode(b" \r\n").unwrap_err().reason, Reason::Empty);
        assert_eq!(decode(b"").unwrap_err().reason, Reason::Empty);
    }
}
