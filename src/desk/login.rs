//! Who is behind a connection, as the operating system vouches for it.

use crate::domain::text::steers;

/// The superuser.
const ROOT: u32 = 0;

/// Characters of a login name that are kept.
const NAME_CHARS_MAX: usize = 60;

/// The login of whoever runs this process.
pub fn own_login() -> String {
    name_of(own_uid())
}

/// The user this process runs as.
pub(super) fn own_uid() -> u32 {
    rustix::process::geteuid().as_raw()
}

/// Whether that user may talk to this desk: the desk's own and the superuser. More come with roles.
pub(super) fn admits(uid: u32) -> bool {
    uid == own_uid() || uid == ROOT
}

/// The user's login name; `uid-1000` where the system knows none. May ask a directory server, so it
/// belongs on a thread that may wait.
pub(super) fn name_of(uid: u32) -> String {
    let known = uzers::get_user_by_uid(uid);
    let name: String = known
        .iter()
        .flat_map(|user| user.name().to_string_lossy().chars().collect::<Vec<_>>())
        .filter(|c| !steers(*c))
        .take(NAME_CHARS_MAX)
        .collect();
    if name.is_empty() {
        return format!("uid-{uid}");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_superuser_has_a_name_and_a_user_nobody_knows_a_number() {
        assert_eq!(name_of(0), "root");
        assert_eq!(name_of(3_999_999_999), "uid-3999999999");
    }

    #[test]
    fn strangers_are_not_admitted() {
        assert!(admits(own_uid()));
        assert!(admits(ROOT));
        assert!(!admits(own_uid().wrapping_add(4_242)));
    }
}
