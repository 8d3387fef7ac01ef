//! A warning from outside is taken whole, as it was told, or refused with a reason and a place.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

mod cap;
mod contacts;
mod district;
mod domestic;
mod hostile;
mod places;
mod refusal;
mod sample;
mod sift;
