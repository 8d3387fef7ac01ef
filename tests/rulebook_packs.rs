//! Promise: a pack is read whole, or refused with file, line and reason.

use watchkeeper::rulebook::{built_in, load};

#[test]
fn the_built_in_packs_are_read() {
    let set = built_in();
    assert_eq!(set.rules.len(), 14);
    assert!(load(&[]).is_ok_and(|loaded| loaded == set));
}
