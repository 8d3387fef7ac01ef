//! A desk on another machine, reached through the user's own ssh: what is run, and with which
//! arguments. Values only; nothing is started here.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// The program that is run on the far side where nothing else is set.
const PROGRAM: &str = "watchkeeper";

/// Characters of a host.
const HOST_CHARS_MAX: usize = 255;

/// What ssh is told whatever its own configuration says: no terminal on the far side; a host that
/// does not answer is given up after a while; a line that is dead ends ssh too. That the picture is
/// old is seen sooner, by the link's own heartbeats.
const OPTIONS: [&str; 7] = [
    "-T",
    "-o",
    "ConnectTimeout=10",
    "-o",
    "ServerAliveInterval=5",
    "-o",
    "ServerAliveCountMax=2",
];

/// Whether ssh may ask for a passphrase on the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prompts {
    /// Before a screen is opened.
    Allowed,
    /// While one is open: it would be drawn over, and would take the keys.
    Never,
}

/// What a user set about reaching another machine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RemoteWish {
    /// Who and where: `duty@duty-room`, a name from ssh's own configuration, with `:port` if need
    /// be.
    pub host: String,
    /// The ssh program and arguments it is always given; `ssh` where it is empty.
    pub ssh: Vec<String>,
    /// The program on the far side.
    pub program: Option<String>,
    /// The data folder on the far side; its own default where it is `None`.
    pub data: Option<PathBuf>,
}

/// A desk on another machine. Whatever a host is called, it reaches ssh as a host and the far shell
/// as a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remote {
    host: String,
    ssh: Vec<String>,
    command: String,
}

impl Remote {
    /// Checks what the user set.
    pub fn new(wish: &RemoteWish) -> Result<Self, Error> {
        let destination = destination(&wish.host)
            .ok_or_else(|| Error::new("link-host").with("given", printable(&wish.host)))?;
        let program = wish.program.as_deref().unwrap_or(PROGRAM);
        if program.is_empty() || program.starts_with('-') || program.contains(char::is_control) {
            return Err(Error::new("link-remote-name").with("given", printable(program)));
        }
        let ssh = match wish.ssh.first() {
            Some(program) if !program.is_empty() => wish.ssh.clone(),
            _ => vec!["ssh".to_owned()],
        };
        Ok(Self {
            host: destination,
            ssh,
            command: command(program, wish.data.as_deref())?,
        })
    }

    /// Where it is, as it is told to people.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The program that is run here.
    pub fn program(&self) -> &str {
        self.ssh.first().map_or("ssh", String::as_str)
    }

    /// The arguments of ssh. The host stands after `--`, so that it is never taken for an option.
    pub fn arguments(&self, prompts: Prompts) -> Vec<OsString> {
        let own = self.ssh.iter().skip(1).map(String::as_str);
        let batch = match prompts {
            Prompts::Allowed => [].as_slice(),
            Prompts::Never => ["-o", "BatchMode=yes"].as_slice(),
        };
        own.chain(OPTIONS)
            .chain(batch.iter().copied())
            .chain(["--", &self.host, &self.command])
            .map(OsString::from)
            .collect()
    }
}

/// What ssh is given for a host; `None` where it is none. A port is put the way ssh reads one.
fn destination(given: &str) -> Option<String> {
    let (scheme, rest) = match given.strip_prefix("ssh://") {
        Some(rest) => (true, rest),
        None => (false, given),
    };
    let (user, host) = match rest.rsplit_once('@') {
        Some((user, host)) => (Some(user), host),
        None => (None, rest),
    };
    let is_word = |word: &str| {
        let plain = |c: char| c.is_alphanumeric() || "._-+%:[]@".contains(c);
        !word.is_empty() && !word.starts_with('-') && word.chars().all(plain)
    };
    let fits = given.chars().count() <= HOST_CHARS_MAX && is_word(host) && user.is_none_or(is_word);
    let port = host.split_once(':').is_some_and(|(name, port)| {
        let is_number = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
        !name.is_empty() && is_number
    });
    fits.then(|| {
        if scheme || port {
            format!("ssh://{rest}")
        } else {
            rest.to_owned()
        }
    })
}

/// The command for the far shell. ssh joins its words with blanks, so they are quoted here.
fn command(program: &str, data: Option<&Path>) -> Result<String, Error> {
    let mut command = format!("{} bridge", word(program));
    if let Some(data) = data {
        let path = data
            .to_str()
            .filter(|path| !path.contains(char::is_control))
            .ok_or_else(|| Error::new("link-remote-data").with("path", data.display()))?;
        command.push_str(" --data=");
        command.push_str(&word(path));
    }
    Ok(command)
}

/// A word no shell takes apart. One of plain characters stays as it is, so that `~/bin/watchkeeper`
/// is still found.
fn word(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-+/~:@%,".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

fn printable(text: &str) -> String {
    let shown = text.chars().filter(|c| !c.is_control());
    shown.take(HOST_CHARS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remote(host: &str) -> Result<Remote, Error> {
        Remote::new(&RemoteWish {
            host: host.to_owned(),
            ..RemoteWish::default()
        })
    }

    fn last_words(wish: &RemoteWish) -> Vec<String> {
        let arguments = Remote::new(wish).unwrap().arguments(Prompts::Allowed);
        let words = arguments.iter().rev().take(3).rev();
        words
            .map(|word| word.to_str().unwrap().to_owned())
            .collect()
    }

    #[test]
    fn what_ssh_could_take_for_an_option_or_a_shell_for_a_command_is_no_host() {
        for hostile in [
            "",
            "-oProxyCommand=touch /tmp/x",
            "-oProxyCommand=x@host",
            "duty@-oProxyCommand=x",
            "ssh://-oProxyCommand=x",
            "duty@",
            "@host",
            "host;reboot",
            "host`reboot`",
            "$(reboot)",
            "duty room",
            "host\n",
            "host\u{1b}[2J",
            "'host'",
            "a|b",
            &"x".repeat(256),
        ] {
            assert_eq!(
                remote(hostile).unwrap_err().key(),
                "error-link-host",
                "{hostile:?}"
            );
        }
    }

    #[test]
    fn a_host_is_given_as_it_is_and_a_port_as_ssh_reads_it() {
        for (given, wanted) in [
            ("duty-room", "duty-room"),
            ("zhang@10.0.0.7", "zhang@10.0.0.7"),
            ("zhang@值班室", "zhang@值班室"),
            ("zhang@duty-room:2222", "ssh://zhang@duty-room:2222"),
            ("ssh://zhang@duty-room:2222", "ssh://zhang@duty-room:2222"),
            ("fe80::1%eth0", "fe80::1%eth0"),
            ("DOMAIN+zhang@duty-room", "DOMAIN+zhang@duty-room"),
        ] {
            assert_eq!(remote(given).unwrap().host(), wanted);
        }
    }

    #[test]
    fn the_far_shell_gets_the_folder_as_one_word() {
        let wish = RemoteWish {
            host: "duty-room".to_owned(),
            data: Some("/srv/it's; rm -rf ~/值守".into()),
            ..RemoteWish::default()
        };
        assert_eq!(
            last_words(&wish),
            [
                "--",
                "duty-room",
                r"watchkeeper bridge --data='/srv/it'\''s; rm -rf ~/值守'"
            ]
        );
    }

    #[test]
    fn the_programs_of_both_sides_can_be_set() {
        let wish = RemoteWish {
            host: "duty-room".to_owned(),
            ssh: vec!["/opt/ssh".into(), "-F".into(), "own".into()],
            program: Some("~/bin/watchkeeper".into()),
            data: None,
        };
        let remote = Remote::new(&wish).unwrap();
        assert_eq!(remote.program(), "/opt/ssh");
        assert_eq!(remote.arguments(Prompts::Never)[..2], ["-F", "own"]);
        assert_eq!(last_words(&wish)[2], "~/bin/watchkeeper bridge");
        let hostile = RemoteWish {
            program: Some("-x".into()),
            ..wish
        };
        assert!(Remote::new(&hostile).is_err());
    }

    #[test]
    fn ssh_never_asks_while_a_screen_is_open() {
        let remote = remote("duty-room").unwrap();
        let asks = |prompts| {
            let arguments = remote.arguments(prompts);
            !arguments.iter().any(|word| word == "BatchMode=yes")
        };
        assert!(asks(Prompts::Allowed));
        assert!(!asks(Prompts::Never));
    }
}
