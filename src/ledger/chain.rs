//! The chain: every entry's hash covers the entry before it. It knows no file and no store.
//!
//! `hash = SM3(prev as 64 lower-case hexadecimal digits ‖ body bytes)`, so that anybody can check an
//! entry without this program: `printf '%s%s' "$prev" "$body" | openssl dgst -sm3`.

use serde::Deserialize;
use serde_json::value::RawValue;
use sm3::{Digest as _, Sm3};

use crate::domain::entry::{BODY_VERSION, Body};
use crate::domain::{DeskCode, Digest, Head, Sealed};

/// The hash of a body that follows `prev`.
pub fn hash(prev: &Digest, body: &str) -> Digest {
    let mut sm3 = Sm3::new();
    sm3.update(prev.to_string().as_bytes());
    sm3.update(body.as_bytes());
    Digest(sm3.finalize().into())
}

/// Puts a body into the chain after `prev`.
pub fn seal(prev: &Digest, body: &Body) -> Result<Sealed, serde_json::Error> {
    let body: Box<RawValue> = serde_json::value::to_raw_value(body)?;
    Ok(Sealed {
        prev: *prev,
        hash: hash(prev, body.get()),
        body,
    })
}

/// Whether an entry's hash is the hash of what it says.
pub fn holds(sealed: &Sealed) -> bool {
    hash(&sealed.prev, sealed.body.get()) == sealed.hash
}

/// What of a body says where it belongs; everything else is left unread.
#[derive(Debug, Clone, Deserialize)]
pub struct Label {
    /// The shape of the body.
    pub v: u32,
    /// The desk that wrote it.
    pub desk: DeskCode,
    /// Its number.
    pub seq: u64,
    /// Entries of the same command still to follow.
    #[serde(default)]
    pub more: u32,
}

impl Label {
    /// Reads the label of an entry; `None` where the body has none.
    pub fn of(sealed: &Sealed) -> Option<Self> {
        serde_json::from_str(sealed.body.get()).ok()
    }

    /// Whether a newer program wrote the body.
    pub fn is_newer(&self) -> bool {
        self.v > BODY_VERSION
    }
}

/// Whether `sealed`, whose label is `label`, is the entry that follows `head`, and proven.
pub fn continues(head: &Head, sealed: &Sealed, label: &Label) -> bool {
    label.seq == head.seq + 1 && sealed.prev == head.hash && holds(sealed)
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::process::{Command, Stdio};

    use super::*;

    #[test]
    fn the_hash_is_the_standards_own_example() {
        // GB/T 32905-2016, A.1: SM3("abc"). A chain hash never has an empty first part, so the
        // example is split as prev's digits and the rest would be; here only the function is checked.
        let mut sm3 = Sm3::new();
        sm3.update(b"abc");
        let expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
        assert_eq!(Digest(sm3.finalize().into()).to_string(), expected);
    }

    #[test]
    fn openssl_agrees_with_the_hash_of_an_entry() {
        let prev = Digest([0x5a; 32]);
        let body = r#"{"v":1,"seq":2,"text":"江水变色"}"#;
        let openssl = Command::new("openssl")
            .args(["dgst", "-sm3", "-r"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut openssl) = openssl else {
            println!("skipped: no openssl here");
            return;
        };
        let text = format!("{prev}{body}");
        openssl
            .stdin
            .take()
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
        let said = openssl.wait_with_output().unwrap();
        if !said.status.success() {
            println!("skipped: this openssl knows no SM3");
            return;
        }
        let said = String::from_utf8(said.stdout).unwrap();
        assert!(said.starts_with(&hash(&prev, body).to_string()), "{said}");
    }
}
