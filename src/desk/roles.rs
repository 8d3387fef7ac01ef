//! Who may do what, as the file in the data folder says. The desk's own login and the superuser keep
//! the desk: they own the data anyway. Whoever is not named is nobody.

use crate::config;
use crate::link::wire::Access;

/// Who may do what.
#[derive(Debug, Clone, Default)]
pub(super) struct Roles(config::Roles);

/// What a login may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Grant {
    /// At most this.
    pub(super) access: Access,
    /// Whether its bridges say who is behind them, and are believed.
    pub(super) bridges: bool,
}

impl Grant {
    /// What the desk's own login and the superuser may do.
    pub(super) const OWN: Self = Self {
        access: Access::Keeper,
        bridges: true,
    };
}

impl Roles {
    pub(super) fn new(config: config::Roles) -> Self {
        Self(config)
    }

    /// What a login that is not the desk's own may do; `None` where it is named nowhere. Of several
    /// places the highest counts.
    pub(super) fn of(&self, login: &str, groups: &[String]) -> Option<Grant> {
        let named = |names: &[String]| names.iter().any(|name| is(name, login, groups));
        let classes = [
            (Access::Keeper, &self.0.keeper),
            (Access::Leader, &self.0.leader),
            (Access::Officer, &self.0.officer),
            (Access::Watch, &self.0.watch),
        ];
        let (access, _) = classes.into_iter().find(|(_, names)| named(names))?;
        let bridges = named(&self.0.bridges);
        Some(Grant { access, bridges })
    }
}

/// Whether a name in the file means that login.
fn is(name: &str, login: &str, groups: &[String]) -> bool {
    match name.strip_prefix('@') {
        Some(group) => groups.iter().any(|of| of == group),
        None => name == "*" || name == login,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_login_may_the_most_that_any_of_its_names_may() {
        let roles = Roles::new(config::Roles {
            watch: list(&["@staff", "li"]),
            officer: list(&["@watch"]),
            leader: list(&["zhang", "@leaders"]),
            keeper: list(&["duty"]),
            bridges: list(&["zhang"]),
        });
        for (login, groups, wanted) in [
            ("duty", &[][..], Some(Access::Keeper)),
            ("zhang", &["staff"], Some(Access::Leader)),
            ("wang", &["staff", "leaders"], Some(Access::Leader)),
            ("wang", &["watch", "staff"], Some(Access::Officer)),
            ("wang", &["staff"], Some(Access::Watch)),
            ("li", &[], Some(Access::Watch)),
            ("wang", &["other"], None),
            ("staff", &[], None),
            ("@leaders", &[], None),
            ("", &[], None),
        ] {
            let access = roles.of(login, &list(groups)).map(|grant| grant.access);
            assert_eq!(access, wanted, "{login} {groups:?}");
        }
        assert!(roles.of("zhang", &[]).unwrap().bridges);
        assert!(!roles.of("duty", &[]).unwrap().bridges);
    }

    #[test]
    fn where_nothing_is_set_nobody_else_comes_in() {
        assert_eq!(
            Roles::default().of("zhang", &list(&["root", "wheel"])),
            None
        );
    }
}
