//! Opening a record that was closed, left, or is not there.

use crate::desk::{Desk, note, small};

#[test]
fn what_was_recorded_is_there_after_closing_and_after_leaving() {
    let desk = Desk::new(small(), 100);
    let (mut ledger, findings) = desk.open();
    assert_eq!(ledger.state().seq, 101);
    assert_eq!(findings.notices, []);
    assert_eq!(findings.replayed, 0, "a closed record replays nothing");
    let recorded = ledger.append(vec![note(101), note(102)]).unwrap();
    assert_eq!(recorded[1].entry.seq, 103);
    let (state, head) = (ledger.state().clone(), ledger.head());
    drop(ledger);
    let (ledger, findings) = desk.open();
    assert_eq!(findings.notices, []);
    assert_eq!((findings.checked, findings.replayed), (2, 2));
    assert_eq!(ledger.head(), head);
    assert_eq!(*ledger.state(), state);
}
