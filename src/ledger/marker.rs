//! The tiny file that says where the chain ended when the record was last settled: the third
//! witness, beside journal and store, and the place from which the next opening has to check.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::files;
use super::journal::Place;
use crate::domain::{DeskCode, Digest, Head};

/// Bytes of the file that are read.
const MARKER_MAX_BYTES: u64 = 4096;

/// Where the chain ended, and where in the journal that entry lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Marker {
    pub(crate) desk: DeskCode,
    pub(crate) seq: u64,
    pub(crate) hash: Digest,
    segment: u64,
    offset: u64,
    bytes: u64,
}

/// What is known of the file.
#[derive(Debug)]
pub(crate) enum Marked {
    Nothing,
    Unreadable,
    At(Marker),
}

impl Marked {
    pub(crate) fn read(path: &Path) -> Self {
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Self::Nothing,
            Err(_) => return Self::Unreadable,
        };
        match serde_json::from_reader(file.take(MARKER_MAX_BYTES)) {
            Ok(marker) => Self::At(marker),
            Err(_) => Self::Unreadable,
        }
    }

    pub(crate) fn marker(&self) -> Option<&Marker> {
        match self {
            Self::At(marker) => Some(marker),
            Self::Nothing | Self::Unreadable => None,
        }
    }
}

impl Marker {
    pub(crate) fn new(desk: &DeskCode, head: Head, place: Place) -> Self {
        Self {
            desk: desk.clone(),
            seq: head.seq,
            hash: head.hash,
            segment: place.segment,
            offset: place.offset,
            bytes: place.bytes,
        }
    }

    pub(crate) fn head(&self) -> Head {
        Head {
            seq: self.seq,
            hash: self.hash,
        }
    }

    pub(crate) fn place(&self) -> Place {
        Place {
            segment: self.segment,
            offset: self.offset,
            bytes: self.bytes,
        }
    }

    pub(crate) fn write(&self, path: &Path) -> io::Result<()> {
        let mut text = serde_json::to_vec(self)?;
        text.push(b'\n');
        files::replace(path, &text)
    }
}
