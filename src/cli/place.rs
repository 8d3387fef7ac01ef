//! Where this process stands: in the duty room or anywhere else, on a desktop or on none.

use super::context::Context;
use crate::console::DesktopOptions;
use crate::notify::desktop::Seat;

/// The variable that names the address of the session bus.
pub(super) const BUS_VARIABLE: &str = "DBUS_SESSION_BUS_ADDRESS";

/// The variables by which ssh says that somebody sits elsewhere.
const SSH_VARIABLES: [&str; 2] = ["SSH_CONNECTION", "SSH_TTY"];

/// Whether a console here stands in the duty room: as the file says, or where the data is here
/// and nobody came by ssh.
pub(super) fn is_post(context: &Context) -> bool {
    let told = context.config.post;
    told.unwrap_or_else(|| context.is_here() && !is_by_ssh(variable))
}

/// Whether somebody came by ssh.
pub(super) fn is_by_ssh(get: impl Fn(&str) -> Option<String>) -> bool {
    SSH_VARIABLES.iter().any(|name| get(name).is_some())
}

/// The desktop of this session, where it has one. Who tells it is settled in the session's own
/// folder, or where it has none, beside what else the user has here.
pub(super) fn desktop(context: &Context) -> Option<DesktopOptions> {
    let bus = bus(variable)?;
    let own = Seat::folder(variable).filter(|folder| folder.is_dir());
    let beside = context.is_here().then(|| context.data().to_owned());
    let seats = own.or(beside).or(context.config.state.clone())?;
    Some(DesktopOptions { seats, bus })
}

/// The address of the session bus; nothing where there is none to be told.
pub(super) fn bus(get: impl Fn(&str) -> Option<String>) -> Option<String> {
    if let Some(address) = get(BUS_VARIABLE) {
        return Some(address);
    }
    let socket = Seat::folder(&get)?.join("bus");
    socket
        .exists()
        .then(|| format!("unix:path={}", socket.display()))
}

/// A variable that is set and not empty.
pub(super) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_came_by_ssh_does_not_stand_in_the_duty_room() {
        let by = |known: &'static str| {
            is_by_ssh(move |name| (name == known).then(|| "1 2 3 4".to_owned()))
        };
        assert!(by("SSH_CONNECTION"));
        assert!(by("SSH_TTY"));
        assert!(!by("TERM"));
    }

    #[test]
    fn a_session_without_a_bus_has_no_desktop() {
        let none = tempfile::tempdir().unwrap();
        let folder = none.path().display().to_string();
        let get = |name: &str| (name == "XDG_RUNTIME_DIR").then(|| folder.clone());
        assert_eq!(bus(get), None);
        std::fs::write(none.path().join("bus"), "").unwrap();
        assert_eq!(bus(get), Some(format!("unix:path={folder}/bus")));
    }
}
