//! How consoles and the desk talk: messages, frames, the blocking client, the desk's clock as a
//! console sees it. It knows what is said, never who keeps the record or who draws the screen.
//!
//! ```text
//! wire/      the messages, one file per noun.
//! frame.rs   one JSON message a frame: four bytes of length, big-endian, then the text.
//! client.rs  the blocking side: threads and no runtime.
//! clock.rs   what the desk's clock shows, told from a console.
//! knocks.rs  when a desk that is gone is knocked at again.
//! road.rs    the road to a desk: a socket here, or ssh.
//! remote.rs  a desk on another machine, and what ssh is told.
//! tunnel.rs  a running ssh.
//! socket.rs  where the desk's socket is and how a long path is reached.
//! ```
//!
//! The bytes are the same over a Unix socket and over ssh's standard input and output.

pub mod client;
pub mod clock;
pub mod frame;
pub mod knocks;
pub mod remote;
pub mod road;
pub mod socket;
mod tunnel;
pub mod wire;

pub use client::{Client, Receiver, Sender};
pub use clock::DeskClock;
pub use knocks::Knocks;
pub use remote::{Prompts, Remote, RemoteWish};
pub use road::Road;
pub use socket::socket_path;
