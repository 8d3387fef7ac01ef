//! A power cut: what had been handed to the disk stays, what was only in memory is gone. The record
//! lies on a file system in a file; the writer is stopped, the file is copied as it is, and the copy
//! is mounted as the machine would after the cut.

use crate::child::Writer;
use crate::mounts::{Mount, make_image};
use crate::opened::{assert_sound, holds, open};
use crate::record::Chance;

/// Power cuts.
const CUTS: u64 = 8;

#[test]
fn no_acknowledged_entry_is_lost_when_the_power_fails() {
    let folder = tempfile::tempdir().unwrap();
    let (image, copy) = (folder.path().join("disk"), folder.path().join("after"));
    let (before, after) = (folder.path().join("before"), folder.path().join("mounted"));
    if !make_image(&image, 96) {
        return;
    }
    let Some(_disk) = Mount::image(&image, &before) else {
        return;
    };
    let mut chance = Chance::seeded(3);
    let dir = before.join("desk");
    for _ in 0..CUTS {
        let mut writer = Writer::start(&dir);
        assert!(writer.hear(20 + chance.below(150)));
        writer.stop();
        std::fs::copy(&image, &copy).unwrap();
        let ack = writer.kill().unwrap();
        let mounted = Mount::image(&copy, &after).unwrap();
        let (ledger, findings) = open(&after.join("desk"));
        assert_eq!((findings.in_doubt.len(), &findings.read_only), (0, &None));
        assert!(
            ledger.head().seq >= ack.seq,
            "{ack:?} is lost: {findings:?}"
        );
        assert!(holds(&ledger, ack.seq, ack.hash));
        assert_sound(&ledger);
        drop(ledger);
        drop(mounted);
    }
}
