//! Waiting for what another process does, with an end.

use std::time::Duration;

/// How long a real process may take before the test fails: far more than it needs on a busy
/// machine.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// Waits until it holds; fails with the reason after [`PATIENCE`].
pub async fn wait_until(reason: &str, mut holds: impl FnMut() -> bool) {
    const PAUSE: Duration = Duration::from_millis(10);
    let waiting = async {
        while !holds() {
            tokio::time::sleep(PAUSE).await;
        }
    };
    let in_time = tokio::time::timeout(PATIENCE, waiting).await;
    assert!(in_time.is_ok(), "waited in vain: {reason}");
}
