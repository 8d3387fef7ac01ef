//! The speaking half of a session: whole frames, to a peer that may be slow or gone.

use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::net::unix::OwnedWriteHalf;
use tokio::time::timeout;

use crate::error::Error;
use crate::link::frame::{self, FROM_DESK_BYTES_MAX, FrameError};
use crate::link::wire::{FromDesk, Refusal};

/// A peer that takes nothing for this long, while something waits for it, is gone.
const STUCK_MAX: Duration = Duration::from_secs(50);

/// Bytes offered at a time: a slow link shows progress on every one of them.
const PIECE_BYTES: usize = 32 << 10;

/// The peer is gone; the session ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gone {
    /// Nothing reaches it any more; what it said before it went may still lie here.
    Deaf,
    /// It has nothing more to say, or was shown out.
    Parted,
}

/// The speaking half.
pub(super) struct Outgoing {
    half: OwnedWriteHalf,
}

impl Outgoing {
    pub(super) fn new(half: OwnedWriteHalf) -> Self {
        Self { half }
    }

    /// Says one thing. An answer too long for a frame is replaced by a refusal that says so.
    pub(super) async fn say(&mut self, message: &FromDesk) -> Result<(), Gone> {
        let frame = match frame::bytes(message, FROM_DESK_BYTES_MAX) {
            Ok(frame) => frame,
            Err(error) => frame::bytes(&unsayable(message, &error), FROM_DESK_BYTES_MAX)
                .map_err(|_| Gone::Deaf)?,
        };
        self.frame(&frame).await
    }

    /// Sends a frame made before.
    pub(super) async fn frame(&mut self, frame: &[u8]) -> Result<(), Gone> {
        for piece in frame.chunks(PIECE_BYTES) {
            match timeout(STUCK_MAX, self.half.write_all(piece)).await {
                Ok(Ok(())) => {}
                Ok(Err(_)) | Err(_) => return Err(Gone::Deaf),
            }
        }
        Ok(())
    }
}

fn unsayable(message: &FromDesk, error: &FrameError) -> FromDesk {
    let why = match error {
        FrameError::TooLong { bytes, limit } => Error::new("link-too-long")
            .with("bytes", bytes)
            .with("limit", limit),
        FrameError::Io(_) | FrameError::Json(_) => Error::new("desk-internal").with("what", error),
    };
    let why = Refusal::from(why);
    match message {
        FromDesk::Reply { id, .. } => FromDesk::Reply {
            id: *id,
            reply: Err(why),
        },
        FromDesk::Done { id, .. } => FromDesk::Done {
            id: id.clone(),
            outcome: Err(why),
        },
        _ => FromDesk::Farewell(why),
    }
}
