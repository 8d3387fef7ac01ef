//! The folder and the desk of a demonstration; both gone when it is over, however it ends.

use std::thread::JoinHandle;

use chrono::{DateTime, Utc};
use tempfile::TempDir;
use tokio::sync::mpsc::{Sender, channel};

use crate::cli::context::{Context, DEFAULT_ZONE};
use crate::cli::init::{self, NewDesk};
use crate::desk::{Desk, Order};
use crate::error::Error;

/// A desk for show.
pub(super) struct Stage {
    context: Context,
    orders: Sender<Order>,
    desk: Option<JoinHandle<Result<(), Error>>>,
    /// Deleted last.
    folder: Option<TempDir>,
}

impl Stage {
    /// Begins a simulated desk in a folder of its own and lets it serve from within this process.
    pub(super) fn set(context: &Context, shows: DateTime<Utc>, rate: u32) -> Result<Self, Error> {
        let folder = tempfile::Builder::new()
            .prefix("watchkeeper-demo-")
            .tempdir();
        let folder = folder.map_err(|cause| Error::new("cli-demo").because(cause))?;
        let context = context.elsewhere(folder.path().join("desk"));
        let desk = NewDesk {
            code: init::code("DEMO")?,
            name: context.text("demo-desk"),
            zone: DEFAULT_ZONE,
            simulated: Some((shows, rate)),
        };
        desk.begin(&context)?;
        let (orders, heard) = channel(1);
        let desk = Desk::open(context.data())?;
        let desk = std::thread::spawn(move || desk.run(heard));
        Ok(Self {
            context,
            orders,
            desk: Some(desk),
            folder: Some(folder),
        })
    }

    /// A context on the desk for show.
    pub(super) fn context(&self) -> &Context {
        &self.context
    }

    /// Ends the desk and deletes everything.
    pub(super) fn strike(mut self) -> Result<(), Error> {
        self.end();
        let Some(folder) = self.folder.take() else {
            return Ok(());
        };
        let path = folder.path().display().to_string();
        let deleted = folder.close();
        deleted.map_err(|cause| {
            Error::new("cli-demo-left")
                .with("path", path)
                .because(cause)
        })
    }

    fn end(&mut self) {
        // A desk that has ended takes no orders.
        let _ended = self.orders.blocking_send(Order::End);
        if let Some(desk) = self.desk.take() {
            let _ended = desk.join();
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.end();
    }
}
