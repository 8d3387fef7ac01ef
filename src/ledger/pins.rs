//! What officers' PINs are checked against, kept outside the record: the record says that there is a
//! PIN, this file what it hashes to. Without it, nobody who has a PIN can prove to have it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use argon2::Argon2;
use serde::{Deserialize, Serialize};

use super::files::{self, At};
use super::layout::Layout;
use crate::domain::OfficerId;
use crate::error::Error;

/// Bytes of salt.
const SALT_BYTES: usize = 16;

/// Bytes of a hash.
const HASH_BYTES: usize = 32;

/// Bytes of the file that are read; a thousand officers take a fifth of them.
const FILE_BYTES_MAX: u64 = 1 << 20;

/// The PINs of a desk.
#[derive(Debug, Clone)]
pub struct Pins {
    path: PathBuf,
}

/// A PIN as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PinHash {
    /// The function: `argon2id` with this crate's usual cost.
    with: String,
    salt: [u8; SALT_BYTES],
    hash: [u8; HASH_BYTES],
}

/// The function and cost in use.
const WITH: &str = "argon2id-v19-m19456-t2-p1";

impl PinHash {
    /// Hashes a PIN. Takes some hundredths of a second and 19 MiB, on purpose.
    pub fn of(pin: &[u8]) -> Result<Self, Error> {
        let mut salt = [0; SALT_BYTES];
        getrandom::fill(&mut salt).map_err(|cause| Error::new("link-randomness").because(cause))?;
        Ok(Self {
            with: WITH.to_owned(),
            hash: hashed(pin, &salt)?,
            salt,
        })
    }

    fn fits(&self, pin: &[u8]) -> Result<bool, Error> {
        let hash = hashed(pin, &self.salt)?;
        // Every byte is looked at, so that the time tells nothing.
        let differs = hash
            .iter()
            .zip(&self.hash)
            .fold(0, |all, (a, b)| all | (a ^ b));
        Ok(self.with == WITH && differs == 0)
    }
}

fn hashed(pin: &[u8], salt: &[u8]) -> Result<[u8; HASH_BYTES], Error> {
    let mut hash = [0; HASH_BYTES];
    // The default is argon2id, version 19, with the cost WITH names.
    Argon2::default()
        .hash_password_into(pin, salt, &mut hash)
        .map_err(|cause| Error::new("ledger-pin").with("reason", cause))?;
    Ok(hash)
}

impl Pins {
    /// The PINs in a data folder.
    pub fn of(data: &Path) -> Self {
        Self {
            path: Layout::new(data).pins(),
        }
    }

    /// Whether that is the officer's PIN; `None` where none is kept.
    pub fn check(&self, officer: OfficerId, pin: &[u8]) -> Result<Option<bool>, Error> {
        let kept = self.read()?;
        kept.get(&officer).map(|kept| kept.fits(pin)).transpose()
    }

    /// Keeps an officer's PIN, or takes it away.
    pub fn keep(&self, officer: OfficerId, pin: Option<PinHash>) -> Result<(), Error> {
        let mut kept = self.read()?;
        match pin {
            Some(pin) => drop(kept.insert(officer, pin)),
            None => drop(kept.remove(&officer)),
        }
        let text = serde_json::to_vec(&kept).map_err(io::Error::from);
        text.and_then(|text| files::replace(&self.path, &text))
            .at(&self.path)
    }

    fn read(&self) -> Result<BTreeMap<OfficerId, PinHash>, Error> {
        let file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
            Err(error) => return Err(error).at(&self.path),
        };
        let mut text = Vec::new();
        file.take(FILE_BYTES_MAX)
            .read_to_end(&mut text)
            .at(&self.path)?;
        serde_json::from_slice(&text)
            .map_err(io::Error::from)
            .at(&self.path)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_pin_is_known_again_and_nothing_of_it_can_be_read() {
        let folder = tempfile::tempdir().unwrap();
        let pins = Pins::of(folder.path());
        let (wang, li) = (OfficerId(1), OfficerId(2));
        assert_eq!(pins.check(wang, b"2468").unwrap(), None);
        pins.keep(wang, Some(PinHash::of(b"2468").unwrap()))
            .unwrap();
        pins.keep(li, Some(PinHash::of(b"2468").unwrap())).unwrap();
        assert_eq!(pins.check(wang, b"2468").unwrap(), Some(true));
        assert_eq!(pins.check(wang, b"2469").unwrap(), Some(false));
        let kept = pins.read().unwrap();
        assert_ne!(
            kept[&wang].hash, kept[&li].hash,
            "the same PIN looks different"
        );
        let text = fs::read_to_string(&pins.path).unwrap();
        assert!(!text.contains("2468"), "{text}");
        let mode = fs::metadata(&pins.path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        pins.keep(wang, None).unwrap();
        assert_eq!(pins.check(wang, b"2468").unwrap(), None);
        assert_eq!(pins.check(li, b"2468").unwrap(), Some(true));
    }
}
