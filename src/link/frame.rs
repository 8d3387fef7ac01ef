//! One JSON message a frame: four bytes of length, big-endian, then so many bytes of JSON. The desk
//! reads the same frames with tokio's codec.

use std::io::{self, ErrorKind, Read, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Bytes of a message to the desk: nothing a person enters comes near.
pub const TO_DESK_BYTES_MAX: usize = 4 << 20;

/// Bytes of a message from the desk: a snapshot.
pub const FROM_DESK_BYTES_MAX: usize = 64 << 20;

/// Bytes of a frame's length.
const LENGTH_BYTES: usize = 4;

/// Why a frame could not be read or made.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// The stream broke, or ended inside a frame.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// Over the limit.
    #[error("{bytes} bytes, {limit} are allowed")]
    TooLong {
        /// Its length.
        bytes: usize,
        /// What is allowed.
        limit: usize,
    },
    /// Not the message it should be.
    #[error("{0}")]
    Json(#[from] serde_json::Error),
}

/// The frame of a message.
pub fn bytes(message: &impl Serialize, limit: usize) -> Result<Vec<u8>, FrameError> {
    let mut frame = vec![0; LENGTH_BYTES];
    serde_json::to_writer(&mut frame, message)?;
    let bytes = frame.len() - LENGTH_BYTES;
    match u32::try_from(bytes) {
        Ok(length) if bytes <= limit => {
            frame[..LENGTH_BYTES].copy_from_slice(&length.to_be_bytes());
            Ok(frame)
        }
        _ => Err(FrameError::TooLong { bytes, limit }),
    }
}

/// Writes one message as one frame.
pub fn write(
    out: &mut (impl Write + ?Sized),
    message: &impl Serialize,
    limit: usize,
) -> Result<(), FrameError> {
    out.write_all(&bytes(message, limit)?)?;
    out.flush()?;
    Ok(())
}

/// Reads the text of one frame; `None` where the stream ends between frames.
pub fn read(from: &mut (impl Read + ?Sized), limit: usize) -> Result<Option<Vec<u8>>, FrameError> {
    let mut length = [0; LENGTH_BYTES];
    let mut have = 0;
    while have < length.len() {
        match from.read(&mut length[have..]) {
            Ok(0) if have == 0 => return Ok(None),
            Ok(0) => return Err(io::Error::from(ErrorKind::UnexpectedEof).into()),
            Ok(read) => have += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    let bytes = usize::try_from(u32::from_be_bytes(length)).unwrap_or(usize::MAX);
    if bytes > limit {
        return Err(FrameError::TooLong { bytes, limit });
    }
    // The length is the other side's word: memory is taken as the bytes come, not before.
    let mut text = Vec::new();
    let wanted = u64::try_from(bytes).unwrap_or(u64::MAX);
    if from.take(wanted).read_to_end(&mut text)? < bytes {
        return Err(io::Error::from(ErrorKind::UnexpectedEof).into());
    }
    Ok(Some(text))
}

/// Reads a message out of a frame's text.
pub fn message<T: DeserializeOwned>(text: &[u8]) -> Result<T, FrameError> {
    Ok(serde_json::from_slice(text)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_is_four_bytes_of_length_and_the_text() {
        let mut out = Vec::new();
        write(&mut out, &"汛", 100).unwrap();
        assert_eq!(out, b"\x00\x00\x00\x05\"\xe6\xb1\x9b\"");
        let text = read(&mut out.as_slice(), 100).unwrap().unwrap();
        assert_eq!(message::<String>(&text).unwrap(), "汛");
    }

    #[test]
    fn a_stream_may_end_between_frames_and_nowhere_else() {
        assert!(read(&mut [].as_slice(), 9).unwrap().is_none());
        for half in [&b"\x00"[..], b"\x00\x00\x00\x05", b"\x00\x00\x00\x05abcd"] {
            let error = read(&mut &half[..], 9).unwrap_err();
            assert!(matches!(error, FrameError::Io(_)), "{half:?}");
        }
    }

    #[test]
    fn a_length_over_the_limit_is_refused_before_its_bytes_are_read() {
        let error = read(&mut b"\xff\xff\xff\xff".as_slice(), 9).unwrap_err();
        assert!(matches!(error, FrameError::TooLong { limit: 9, .. }));
        assert!(matches!(
            write(&mut Vec::new(), &"0123456789", 9),
            Err(FrameError::TooLong { bytes: 12, .. })
        ));
    }
}
