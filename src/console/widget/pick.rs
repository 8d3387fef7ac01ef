//! Which row of a list is selected, remembered by what the row is and not by where it stands: a
//! list that sorts itself anew carries the selection with it.

/// A selection among rows that are told apart by a `K`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick<K> {
    key: Option<K>,
    /// Where it was seen last; what is selected once the row itself is gone.
    index: usize,
    /// The row that was selected on the screen when it was drawn last, or that somebody went to
    /// since: what a key is about.
    meant: Option<K>,
}

impl<K> Default for Pick<K> {
    fn default() -> Self {
        Self {
            key: None,
            index: 0,
            meant: None,
        }
    }
}

impl<K: Clone + PartialEq> Pick<K> {
    /// Where the selection is in these rows; `None` where there are no rows. Until somebody moves
    /// it, it stays on the first row, whichever that becomes.
    pub fn index(&self, rows: &[K]) -> Option<usize> {
        let last = rows.len().checked_sub(1)?;
        let found = self
            .key
            .as_ref()
            .and_then(|key| rows.iter().position(|row| row == key));
        Some(found.unwrap_or(self.index.min(last)))
    }

    /// What was selected last, whether it is still among the rows or not.
    pub fn key(&self) -> Option<&K> {
        self.key.as_ref()
    }

    /// The row selected.
    pub fn of<'a>(&self, rows: &'a [K]) -> Option<&'a K> {
        self.index(rows).and_then(|index| rows.get(index))
    }

    /// These rows were drawn.
    pub fn mark_drawn(&mut self, rows: &[K]) {
        self.meant = self.of(rows).cloned();
    }

    /// The row a key is about that was pressed before the screen: the one that was selected there,
    /// whatever became of the rows since; `None` where none was.
    pub fn meant(&self) -> Option<&K> {
        self.meant.as_ref()
    }

    /// Selects a row wherever it comes to stand.
    pub fn select(&mut self, key: K) {
        self.key = Some(key);
    }

    /// Goes to a row, wherever it comes to stand.
    pub fn go_to(&mut self, rows: &[K], key: K) {
        self.index = rows
            .iter()
            .position(|row| *row == key)
            .unwrap_or(self.index);
        self.meant = Some(key.clone());
        self.key = Some(key);
    }

    /// Goes some rows down, or up where `by` is negative, and no further than the ends.
    pub fn go(&mut self, rows: &[K], by: isize) {
        let meant = self.meant.as_ref();
        let from = meant.and_then(|meant| rows.iter().position(|row| row == meant));
        let Some(index) = from.or_else(|| self.index(rows)) else {
            return;
        };
        self.index = index.saturating_add_signed(by).min(rows.len() - 1);
        self.key = rows.get(self.index).cloned();
        self.meant.clone_from(&self.key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_selection_stays_on_its_row_when_the_list_sorts_itself_anew() {
        let mut pick = Pick::default();
        pick.go(&["a", "b", "c"], 1);
        assert_eq!(pick.of(&["c", "a", "b"]), Some(&"b"));
    }

    #[test]
    fn until_it_is_moved_it_is_the_first_row() {
        let pick = Pick::default();
        assert_eq!(pick.of(&["a", "b"]), Some(&"a"));
        assert_eq!(pick.of(&["late", "a", "b"]), Some(&"late"));
    }

    #[test]
    fn a_row_that_is_gone_leaves_the_selection_where_it_stood() {
        let mut pick = Pick::default();
        pick.go(&["a", "b", "c"], 1);
        assert_eq!(pick.of(&["a", "c"]), Some(&"c"));
        pick.go(&["a", "c"], 0);
        assert_eq!(pick.of(&["a"]), Some(&"a"));
    }

    #[test]
    fn a_key_is_about_the_row_that_was_drawn_not_the_one_that_took_its_place() {
        let mut pick = Pick::default();
        pick.mark_drawn(&["a", "b"]);
        assert_eq!(pick.of(&["late", "a", "b"]), Some(&"late"));
        assert_eq!(pick.meant(), Some(&"a"));
        pick.go(&["late", "a", "b"], 1);
        assert_eq!(pick.meant(), Some(&"b"), "one down from a");
        assert_eq!(pick.of(&["late", "a"]), Some(&"a"), "b went, undrawn");
        assert_eq!(pick.meant(), Some(&"b"));
        pick.mark_drawn(&["late", "a"]);
        assert_eq!(pick.meant(), Some(&"a"));
        pick.mark_drawn(&[]);
        assert_eq!(pick.meant(), None, "nothing was there to be meant");
    }

    #[test]
    fn it_goes_no_further_than_the_ends() {
        let rows = ["a", "b", "c"];
        let mut pick = Pick::default();
        pick.go(&rows, -5);
        assert_eq!(pick.of(&rows), Some(&"a"));
        pick.go(&rows, isize::MAX);
        assert_eq!(pick.of(&rows), Some(&"c"));
        assert_eq!(Pick::<u8>::default().of(&[]), None);
    }
}
