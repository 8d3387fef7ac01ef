//! The first words of a session: who knocks, in which protocol, and what for.

use std::time::Duration;

use futures_util::StreamExt;
use tokio::net::unix::OwnedReadHalf;
use tokio::time::timeout;
use tokio_util::codec::{FramedRead, LengthDelimitedCodec};

use super::outgoing::{Gone, Outgoing};
use crate::error::Error;
use crate::link::client::mismatch;
use crate::link::frame::{self, TO_DESK_BYTES_MAX};
use crate::link::wire::{FromDesk, Greeting, Hello, PROTOCOL, Refusal, ToDesk, program};

/// A peer that does not greet within this time is shown out.
const HELLO_MAX: Duration = Duration::from_secs(10);

/// Bytes of a greeting.
const HELLO_BYTES_MAX: usize = 16 << 10;

/// The listening half of a session.
pub(super) type Incoming = FramedRead<OwnedReadHalf, LengthDelimitedCodec>;

/// The listening half of a peer nobody knows yet.
pub(super) fn incoming(half: OwnedReadHalf) -> Incoming {
    let codec = LengthDelimitedCodec::builder()
        .max_frame_length(HELLO_BYTES_MAX)
        .new_codec();
    FramedRead::new(half, codec)
}

/// Hears the greeting, or refuses the peer with a sentence.
pub(super) async fn greet(incoming: &mut Incoming, out: &mut Outgoing) -> Result<Hello, Gone> {
    let heard = timeout(HELLO_MAX, incoming.next()).await;
    let hello = match heard {
        Ok(Some(Ok(frame))) => read(&frame),
        Ok(Some(Err(_))) | Err(_) => Err(Error::refused("desk-hello").into()),
        Ok(None) => return Err(Gone::Parted),
    };
    match hello {
        Ok(hello) => {
            let limit = TO_DESK_BYTES_MAX;
            incoming.decoder_mut().set_max_frame_length(limit);
            Ok(hello)
        }
        Err(refusal) => {
            out.say(&FromDesk::Refused(refusal)).await?;
            Err(Gone::Parted)
        }
    }
}

fn read(frame: &[u8]) -> Result<Hello, Refusal> {
    if let Ok(greeting) = frame::message::<Greeting>(frame) {
        let (protocol, other) = greeting.speaks();
        if protocol != PROTOCOL {
            return Err(mismatch((PROTOCOL, &program()), (protocol, other)).into());
        }
    }
    match frame::message(frame) {
        Ok(ToDesk::Hello(hello)) => Ok(hello),
        Ok(_) | Err(_) => Err(Error::refused("desk-hello").into()),
    }
}
