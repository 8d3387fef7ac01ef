//! Who is behind a connection, as the operating system vouches for it.

use crate::domain::text::steers;

/// The superuser.
const ROOT: u32 = 0;

/// Groups of one login that are looked at.
const GROUPS_MAX: usize = 1_000;

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

/// Whether that user owns the desk in any case: the one it runs as, and the superuser.
pub(super) fn is_own(uid: u32) -> bool {
    uid == own_uid() || uid == ROOT
}

/// The names of the user's groups. May ask a directory server as well.
pub(super) fn groups_of(uid: u32) -> Vec<String> {
    let user = uzers::get_user_by_uid(uid);
    let groups = user.and_then(|user| uzers::get_user_groups(user.name(), user.primary_group_id()));
    let names = groups.into_iter().flatten().take(GROUPS_MAX);
    names
        .map(|group| group.name().to_string_lossy().into_owned())
        .collect()
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
    fn only_its_own_login_and_the_superuser_own_a_desk() {
        assert!(is_own(own_uid()));
        assert!(is_own(ROOT));
        assert!(!is_own(own_uid().wrapping_add(4_242)));
    }

    #[test]
    fn a_user_nobody_knows_is_in_no_group() {
        assert!(groups_of(0).contains(&"root".to_owned()));
        assert_eq!(groups_of(3_999_999_999), Vec::<String>::new());
    }
}
