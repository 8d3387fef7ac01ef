//! The terminal, claimed and given back. What was changed of it is undone once and only that,
//! whether the console ends well, panics, is told to end or is stopped for a while. Nothing here
//! fails on a terminal that is gone.

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Once, OnceLock};
use std::thread;

use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use ratatui::crossterm::queue;
use ratatui::crossterm::style::ResetColor;
use ratatui::crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use rustix::process::{Signal, kill_current_process_group};

use crate::notify::terminal::Profile;

/// Times a terminal is asked for again after the console was stopped: the shell may still be
/// taking its own things down.
const CLAIMS_MAX: u32 = 5;

/// Whether the terminal is claimed. One process has one terminal; the panic hook must find it.
static CLAIMED: AtomicBool = AtomicBool::new(false);

/// The bytes that bring the title of the terminal back; the panic hook must find them.
static TITLE_BACK: OnceLock<Vec<u8>> = OnceLock::new();

/// The terminal while it is claimed.
#[derive(Debug)]
pub struct Terminal {
    out: io::Stdout,
    profile: Profile,
}

impl Terminal {
    /// Claims the terminal: every key is the console's, and the screen before is kept aside.
    pub fn claim(profile: Profile) -> io::Result<Self> {
        restore_on_panic();
        // One process has one terminal; it is the same one each time.
        let _same = TITLE_BACK.set(profile.title_restore());
        let mut own = Self {
            out: io::stdout(),
            profile,
        };
        own.take()?;
        Ok(own)
    }

    /// Writes a picture.
    pub fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        self.out.write_all(bytes)?;
        self.out.flush()
    }

    fn take(&mut self) -> io::Result<()> {
        enable_raw_mode()?;
        CLAIMED.store(true, Ordering::SeqCst);
        let mut bytes = Vec::new();
        bytes.extend(self.profile.title_keep());
        queue!(bytes, EnterAlternateScreen, EnableBracketedPaste)?;
        self.write(&bytes)
    }

    /// Gives the terminal back and stops, with everything the shell started along with it, until
    /// the shell says go on; then claims it again.
    pub fn suspend(&mut self) -> io::Result<()> {
        restore();
        kill_current_process_group(Signal::STOP)?;
        let mut claimed = self.take();
        for _ in 1..CLAIMS_MAX {
            if claimed.is_ok() {
                break;
            }
            claimed = self.take();
        }
        claimed
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back, if it is claimed. A terminal that is gone is given back already.
pub fn restore() {
    if !CLAIMED.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut bytes = Vec::new();
    let queued = queue!(
        bytes,
        EndSynchronizedUpdate,
        ResetColor,
        DisableBracketedPaste,
        LeaveAlternateScreen,
        Show
    );
    bytes.extend(TITLE_BACK.get().into_iter().flatten());
    if queued.is_ok() {
        let mut out = io::stdout().lock();
        let _gone = out.write_all(&bytes).and_then(|()| out.flush());
    }
    let _gone = disable_raw_mode();
}

/// A panic of the thread that draws restores the terminal first and is told after, where it can
/// be read.
fn restore_on_panic() {
    static ONCE: Once = Once::new();
    let drawing = thread::current().id();
    ONCE.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |info| {
            if thread::current().id() == drawing {
                restore();
            }
            before(info);
        }));
    });
}
