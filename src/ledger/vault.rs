//! Keys of sealed personal fields, one per subject, kept outside the record: destroying a key
//! destroys what it sealed, in every copy of the chain, and leaves the chain whole. A backup that
//! holds keys holds those of its day.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use super::files::{self, At};
use super::layout::Layout;
use crate::domain::SubjectId;
use crate::domain::call::Personal;
use crate::error::Error;

/// Bytes of a key.
const KEY_BYTES: usize = 32;

/// Bytes before the ciphertext that make every sealing different.
const NONCE_BYTES: usize = 24;

/// The end of a key file's name.
const EXTENSION: &str = ".key";

/// The keys of a desk.
#[derive(Debug, Clone)]
pub struct Vault {
    dir: PathBuf,
}

impl Vault {
    /// The keys in a data folder.
    pub fn of(data: &Path) -> Self {
        Self {
            dir: Layout::new(data).keys(),
        }
    }

    pub(crate) fn at(dir: PathBuf) -> Self {
        Self { dir }
    }

    /// Seals a personal field under the subject's key, which is made, and on the disk, before the
    /// first field is sealed with it. Nothing is sealed where nothing was given.
    pub fn seal(&self, subject: &SubjectId, text: &str) -> Result<Personal, Error> {
        if text.is_empty() {
            return Ok(Personal::default());
        }
        let cipher = cipher(subject, &self.key_or_new(subject)?)?;
        let mut nonce = [0; NONCE_BYTES];
        fill(&mut nonce)?;
        let bound_to = subject.to_string();
        let payload = Payload {
            msg: text.as_bytes(),
            aad: bound_to.as_bytes(),
        };
        let sealed = cipher
            .encrypt(&XNonce::from(nonce), payload)
            .map_err(|_| wrong(subject))?;
        Ok(Personal::Sealed(hex(&nonce) + &hex(&sealed)))
    }

    /// The text of a personal field.
    pub fn open(&self, subject: &SubjectId, field: &Personal) -> Result<String, Error> {
        let sealed = match field {
            Personal::Open(text) => return Ok(text.clone()),
            Personal::Sealed(sealed) => unhex(sealed).ok_or_else(|| wrong(subject))?,
        };
        let key = self.key(subject)?.ok_or_else(|| gone(subject))?;
        let (nonce, sealed) = sealed
            .split_first_chunk::<NONCE_BYTES>()
            .ok_or_else(|| wrong(subject))?;
        let bound_to = subject.to_string();
        let payload = Payload {
            msg: sealed,
            aad: bound_to.as_bytes(),
        };
        let opened = cipher(subject, &key)?
            .decrypt(&XNonce::from(*nonce), payload)
            .map_err(|_| wrong(subject))?;
        String::from_utf8(opened).map_err(|_| wrong(subject))
    }

    /// Whether there is a key for the subject.
    pub fn holds(&self, subject: &SubjectId) -> bool {
        self.path(subject).exists()
    }

    /// Destroys the subject's key: overwritten, then removed, each on the disk. Whether there was
    /// one is returned.
    pub fn destroy(&self, subject: &SubjectId) -> Result<bool, Error> {
        let path = self.path(subject);
        match destroy(&path) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error).at(&path),
        }
    }

    /// Every key, as text, by subject.
    pub(crate) fn export(&self) -> Result<Vec<(SubjectId, Zeroizing<String>)>, Error> {
        let entries = match fs::read_dir(&self.dir) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error).at(&self.dir),
        };
        let mut keys = Vec::new();
        for entry in entries {
            let name = entry.at(&self.dir)?.file_name();
            let stem = name.to_str().and_then(|name| name.strip_suffix(EXTENSION));
            let Some(subject) = stem.and_then(|stem| SubjectId::try_from(stem.to_owned()).ok())
            else {
                continue;
            };
            if let Some(key) = self.key(&subject)? {
                keys.push((subject, Zeroizing::new(hex(&key))));
            }
        }
        keys.sort_by(|a, b| a.0.cmp(&b.0));
        Ok(keys)
    }

    /// Keeps a key that was exported.
    pub(crate) fn import(&self, subject: &SubjectId, key: &str) -> Result<(), Error> {
        let bytes = unhex(key).map(Zeroizing::new);
        let bytes = bytes.filter(|bytes| bytes.len() == KEY_BYTES);
        let bytes = bytes.ok_or_else(|| wrong(subject))?;
        self.keep(subject, &bytes)
    }

    fn path(&self, subject: &SubjectId) -> PathBuf {
        self.dir.join(format!("{subject}{EXTENSION}"))
    }

    fn key(&self, subject: &SubjectId) -> Result<Option<Zeroizing<Vec<u8>>>, Error> {
        let path = self.path(subject);
        let mut text = Zeroizing::new(String::new());
        let read = File::open(&path).and_then(|file| {
            let limit = 2 * KEY_BYTES as u64 + 2;
            file.take(limit).read_to_string(&mut text)
        });
        match read {
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).at(&path),
        }
        let key = unhex(text.trim()).filter(|key| key.len() == KEY_BYTES);
        key.map(Zeroizing::new)
            .map(Some)
            .ok_or_else(|| wrong(subject))
    }

    fn key_or_new(&self, subject: &SubjectId) -> Result<Zeroizing<Vec<u8>>, Error> {
        if let Some(key) = self.key(subject)? {
            return Ok(key);
        }
        let mut key = Zeroizing::new(vec![0; KEY_BYTES]);
        fill(&mut key)?;
        self.keep(subject, &key)?;
        Ok(key)
    }

    fn keep(&self, subject: &SubjectId, key: &[u8]) -> Result<(), Error> {
        let path = self.path(subject);
        files::make_dir(&self.dir).at(&self.dir)?;
        let text = Zeroizing::new(hex(key) + "\n");
        files::replace(&path, text.as_bytes()).at(&path)
    }
}

fn cipher(subject: &SubjectId, key: &[u8]) -> Result<XChaCha20Poly1305, Error> {
    XChaCha20Poly1305::new_from_slice(key).map_err(|_| wrong(subject))
}

fn destroy(path: &Path) -> io::Result<()> {
    let mut file = files::private().open(path)?;
    let length = usize::try_from(file.metadata()?.len()).unwrap_or(0);
    file.rewind()?;
    file.write_all(&vec![b'0'; length])?;
    file.sync_all()?;
    fs::remove_file(path)?;
    match path.parent() {
        Some(parent) => files::sync_dir(parent),
        None => Ok(()),
    }
}

fn fill(bytes: &mut [u8]) -> Result<(), Error> {
    getrandom::fill(bytes)
        .map_err(|error| Error::new("vault-randomness").because(error.to_string()))
}

fn gone(subject: &SubjectId) -> Error {
    Error::new("vault-gone").with("call", subject)
}

fn wrong(subject: &SubjectId) -> Error {
    Error::new("vault-wrong").with("call", subject)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing into a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let bytes = text.as_bytes();
    if !bytes.len().is_multiple_of(2) || !bytes.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let pairs = bytes.chunks_exact(2).map(std::str::from_utf8);
    pairs
        .map(|pair| u8::from_str_radix(pair.ok()?, 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn id(text: &str) -> SubjectId {
        SubjectId::try_from(text.to_owned()).unwrap()
    }

    #[test]
    fn what_is_sealed_opens_with_its_own_key_and_no_other() {
        let dir = tempfile::tempdir().unwrap();
        let vault = Vault::of(dir.path());
        let (one, two) = (id("BN-2026-C001"), id("BN-2026-C002"));
        let sealed = vault.seal(&one, "王五 138 0000 0000").unwrap();
        let again = vault.seal(&one, "王五 138 0000 0000").unwrap();
        assert_ne!(sealed, again, "every sealing is different");
        assert_eq!(vault.open(&one, &sealed).unwrap(), "王五 138 0000 0000");
        assert_eq!(vault.open(&one, &again).unwrap(), "王五 138 0000 0000");
        vault.seal(&two, "赵六").unwrap();
        let refused = vault.open(&two, &sealed).unwrap_err();
        assert_eq!(refused.key(), "error-vault-wrong");
        let Personal::Sealed(text) = &sealed else {
            panic!("it was sealed")
        };
        for damaged in [&text[2..], "", "zz", &text[..10]] {
            let damaged = Personal::Sealed(damaged.to_owned());
            assert!(vault.open(&one, &damaged).is_err());
        }
    }

    #[test]
    fn a_destroyed_key_leaves_nothing_to_open_with() {
        let dir = tempfile::tempdir().unwrap();
        let vault = Vault::of(dir.path());
        let call = id("BN-2026-C001");
        let sealed = vault.seal(&call, "王五").unwrap();
        let path = dir.path().join("keys/BN-2026-C001.key");
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert!(vault.destroy(&call).unwrap());
        assert!(!path.exists() && !vault.holds(&call));
        let refused = vault.open(&call, &sealed).unwrap_err();
        assert_eq!(refused.key(), "error-vault-gone");
        assert!(!vault.destroy(&call).unwrap());
    }

    #[test]
    fn an_exported_key_opens_what_it_sealed_elsewhere() {
        let (here, there) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (vault, other) = (Vault::of(here.path()), Vault::of(there.path()));
        let call = id("BN-2026-C001");
        let sealed = vault.seal(&call, "王五").unwrap();
        for (subject, key) in vault.export().unwrap() {
            other.import(&subject, &key).unwrap();
        }
        assert_eq!(other.open(&call, &sealed).unwrap(), "王五");
        assert!(other.import(&call, "00ff").is_err());
    }
}
