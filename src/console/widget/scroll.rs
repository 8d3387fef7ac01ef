//! What part of something long is seen. The offset follows from what must be in view alone, so
//! that nothing remembers an offset that could go stale; it moves by half a window at a time,
//! which is calmer and costs a slow link less than moving by one.

/// The first of `len` things to show in a window of `room` so that number `at` is in view.
pub fn offset(at: usize, len: usize, room: usize) -> usize {
    if len <= room || room == 0 {
        return 0;
    }
    let at = at.min(len - 1);
    let step = (room / 2).max(1);
    let beyond = (at + 1).saturating_sub(room);
    (beyond.div_ceil(step) * step).min(len - room).min(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_must_be_seen_is_seen_and_no_room_is_wasted() {
        for room in 1..8 {
            for len in 0..40 {
                for at in 0..len {
                    let first = offset(at, len, room);
                    assert!(
                        (first..first + room).contains(&at),
                        "{at} of {len} in {room}"
                    );
                    assert!(first == 0 || first + room <= len, "{at} of {len} in {room}");
                }
            }
        }
    }

    #[test]
    fn a_list_that_fits_does_not_move() {
        assert_eq!(offset(4, 5, 5), 0);
        assert_eq!(offset(0, 0, 5), 0);
        assert_eq!(offset(3, 9, 0), 0);
    }

    #[test]
    fn the_window_moves_by_half_of_itself() {
        let firsts: Vec<usize> = (0..12).map(|at| offset(at, 12, 4)).collect();
        assert_eq!(firsts, [0, 0, 0, 0, 2, 2, 4, 4, 6, 6, 8, 8]);
    }
}
