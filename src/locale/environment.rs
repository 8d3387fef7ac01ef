//! Which language an environment speaks, and why not Chinese where it cannot. It reads values, not
//! the environment.

use super::Lang;

/// What the environment speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spoken {
    /// The language: the locale's; Chinese where it names none this program speaks, or nothing
    /// names a locale; English where hanzi cannot be shown.
    pub lang: Lang,
    /// Why hanzi cannot be shown.
    pub fallback: Option<Fallback>,
}

/// Why hanzi cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fallback {
    /// The kernel's own console has none.
    LinuxConsole,
    /// The locale names a character set that is not UTF-8, or the bare `C`.
    NotUtf8,
}

/// What an environment speaks whose variables are read through `get`.
pub fn spoken(get: impl Fn(&str) -> Option<String>) -> Spoken {
    let first = |names: [&str; 3]| {
        let mut values = names.into_iter().filter_map(&get);
        values.find(|value| !value.is_empty())
    };
    let fallback = if get("TERM").is_some_and(|term| term == "linux") {
        Some(Fallback::LinuxConsole)
    } else if first(["LC_ALL", "LC_CTYPE", "LANG"]).is_some_and(|locale| !is_utf8(&locale)) {
        Some(Fallback::NotUtf8)
    } else {
        None
    };
    let lang = match fallback {
        Some(_) => Lang::En,
        None => first(["LC_ALL", "LC_MESSAGES", "LANG"])
            .and_then(|locale| Lang::from_name(&locale))
            .unwrap_or_default(),
    };
    Spoken { lang, fallback }
}

/// Whether a locale's characters are UTF-8.
pub fn is_utf8(locale: &str) -> bool {
    let locale = locale.to_ascii_lowercase();
    locale.contains("utf-8") || locale.contains("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> Spoken {
        spoken(|name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    fn says(lang: Lang, fallback: Option<Fallback>) -> Spoken {
        Spoken { lang, fallback }
    }

    #[test]
    fn chinese_comes_first_where_nothing_names_another_language() {
        for variables in [
            &[][..],
            &[("LANG", "")],
            &[("LANG", "C.UTF-8")],
            &[("LANG", "de_DE.UTF-8")],
            &[("LANG", "zh_CN.utf8")],
        ] {
            assert_eq!(of(variables), says(Lang::Zh, None), "{variables:?}");
        }
    }

    #[test]
    fn the_stronger_variable_decides() {
        let messages = [("LANG", "zh_CN.UTF-8"), ("LC_MESSAGES", "en_US.UTF-8")];
        assert_eq!(of(&messages), says(Lang::En, None));
        let all = [("LANG", "en_US.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")];
        assert_eq!(of(&all), says(Lang::Zh, None));
        let ctype = [("LANG", "C"), ("LC_CTYPE", "zh_CN.UTF-8")];
        assert_eq!(of(&ctype).fallback, None);
    }

    #[test]
    fn english_is_spoken_where_there_are_no_hanzi_and_it_is_said_why() {
        for locale in ["C", "POSIX", "zh_CN.GBK", "zh_CN"] {
            let spoken = of(&[("LANG", locale)]);
            assert_eq!(spoken, says(Lang::En, Some(Fallback::NotUtf8)), "{locale}");
        }
        let console = of(&[("LANG", "zh_CN.UTF-8"), ("TERM", "linux")]);
        assert_eq!(console, says(Lang::En, Some(Fallback::LinuxConsole)));
    }
}
