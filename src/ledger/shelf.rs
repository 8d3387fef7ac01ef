//! How the store is at hand: in its own place, as a copy aside that may be thrown away, or not at
//! all.

use tempfile::TempDir;

use super::store::{Fault, Store};

#[derive(Debug)]
pub(crate) enum Shelf {
    /// In its place.
    Own(Box<Store>),
    /// A copy elsewhere: its own place takes no writing, or must be left as it is.
    Aside {
        store: Box<Store>,
        #[expect(dead_code, reason = "the folder lives as long as this")]
        folder: TempDir,
    },
    /// Not at hand.
    Missing(Fault),
}

impl Shelf {
    pub(crate) fn store(&self) -> Result<&Store, &Fault> {
        match self {
            Self::Own(store) | Self::Aside { store, .. } => Ok(store),
            Self::Missing(fault) => Err(fault),
        }
    }

    pub(crate) fn is_own(&self) -> bool {
        matches!(self, Self::Own(_))
    }
}
