//! What of the desk's condition a console is told at once, not with the next heartbeat: that it
//! records nothing, or does again, and what a keeper should know.

use std::future::pending;

use tokio::sync::watch::Receiver;

use super::job::Vital;
use crate::link::wire::Finding;

/// The desk's condition, watched for one console.
pub(super) struct Condition {
    vital: Receiver<Vital>,
    told: (Option<Finding>, Vec<Finding>),
}

impl Condition {
    /// As it is now: the console is just told.
    pub(super) fn of(vital: Receiver<Vital>) -> Self {
        let told = said(&vital.borrow());
        Self { vital, told }
    }

    /// Waits until it is another than the console was told. A wait that is given up is as if it had
    /// never been.
    pub(super) async fn changes(&mut self) {
        let told = &self.told;
        let is_other = |vital: &Vital| told.0 != vital.read_only || told.1 != vital.notices;
        let found = self
            .vital
            .wait_for(is_other)
            .await
            .map(|vital| said(&vital));
        match found {
            Ok(now) => self.told = now,
            // The writer ended, and the session is told so by itself.
            Err(_ended) => pending().await,
        }
    }
}

fn said(vital: &Vital) -> (Option<Finding>, Vec<Finding>) {
    (vital.read_only.clone(), vital.notices.clone())
}
