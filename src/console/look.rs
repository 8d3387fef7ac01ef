//! What the terminal can show, told from the environment it names itself in: language, signs and
//! colours; and why, where something had to be left out. It reads values, not the environment.

use super::glyphs::Glyphs;
use super::theme::Depth;
use crate::locale::{self, Fallback, Lang, Spoken, is_utf8};

/// What the environment says of the terminal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// `TERM`.
    pub term: String,
    /// `COLORTERM`.
    pub colorterm: String,
    /// `NO_COLOR` is set and not empty.
    pub no_color: bool,
    /// The first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set and not empty.
    pub locale: String,
    /// The language it speaks.
    pub spoken: Spoken,
}

/// How to draw on that terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The language.
    pub lang: Lang,
    /// The signs.
    pub glyphs: Glyphs,
    /// The colours.
    pub depth: Depth,
    /// What the bytes of a character may be.
    pub charset: Charset,
    /// The locale key of a sentence that says why something was left out; shown once.
    pub why: Option<&'static str>,
}

/// What the terminal takes for a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// UTF-8, or at least nothing says it is not.
    Utf8,
    /// Something else: a byte beyond ASCII may mean anything there.
    Ascii,
}

impl Environment {
    /// Reads the variables through `get`.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let filled = |name: &str| get(name).filter(|value| !value.is_empty());
        Self {
            term: filled("TERM").unwrap_or_default(),
            colorterm: filled("COLORTERM").unwrap_or_default(),
            no_color: filled("NO_COLOR").is_some(),
            locale: ["LC_ALL", "LC_CTYPE", "LANG"]
                .into_iter()
                .find_map(filled)
                .unwrap_or_default(),
            spoken: locale::spoken(&get),
        }
    }

    /// How to draw. A language asked for is obeyed whatever the environment says; without a wish
    /// it is the locale's, Chinese where the locale is of no country, and English where the
    /// terminal cannot be trusted with hanzi.
    pub fn look(&self, wish: Option<Lang>) -> Look {
        let charset = self.charset();
        let why = self.spoken.fallback.map(|fallback| match fallback {
            Fallback::LinuxConsole => "console-why-linux",
            Fallback::NotUtf8 => "console-why-locale",
        });
        Look {
            lang: wish.unwrap_or(self.spoken.lang),
            glyphs: why.map_or(Glyphs::Unicode, |_| Glyphs::Ascii),
            depth: self.depth(),
            charset: if wish.is_some() {
                Charset::Utf8
            } else {
                charset
            },
            why: why.filter(|_| wish.is_none()),
        }
    }

    /// A locale that names another character set means it; one that names none (`C`, or nothing
    /// at all) says nothing about the terminal.
    fn charset(&self) -> Charset {
        if self.locale.contains('.') && !is_utf8(&self.locale) {
            Charset::Ascii
        } else {
            Charset::Utf8
        }
    }

    fn depth(&self) -> Depth {
        if self.no_color || matches!(self.term.as_str(), "dumb" | "vt100" | "vt220") {
            Depth::Mono
        } else if matches!(self.colorterm.as_str(), "truecolor" | "24bit") {
            Depth::True
        } else if self.term.contains("256color") || self.term.contains("direct") {
            Depth::Indexed
        } else {
            Depth::Sixteen
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(pairs: &[(&str, &str)]) -> Environment {
        Environment::read(|name| {
            let found = pairs.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn chinese_comes_first_where_the_locale_is_of_no_country() {
        let look = environment(&[("TERM", "xterm-256color"), ("LANG", "C.UTF-8")]).look(None);
        assert_eq!(
            (look.lang, look.glyphs, look.why),
            (Lang::Zh, Glyphs::Unicode, None)
        );
        let look = environment(&[("TERM", "xterm"), ("LANG", "en_GB.UTF-8")]).look(None);
        assert_eq!(look.lang, Lang::En);
    }

    #[test]
    fn a_linux_console_gets_english_and_ascii_and_is_told_why() {
        let look = environment(&[("TERM", "linux"), ("LANG", "zh_CN.UTF-8")]).look(None);
        assert_eq!((look.lang, look.glyphs), (Lang::En, Glyphs::Ascii));
        for lang in Lang::ALL {
            assert!(lang.has(look.why.unwrap()));
        }
    }

    #[test]
    fn a_locale_that_is_not_utf8_gets_english_and_ascii_and_is_told_why() {
        for locale in ["C", "POSIX", "zh_CN.GBK"] {
            let look = environment(&[("TERM", "xterm"), ("LANG", locale)]).look(None);
            assert_eq!(
                (look.lang, look.glyphs),
                (Lang::En, Glyphs::Ascii),
                "{locale}"
            );
            for lang in Lang::ALL {
                assert!(lang.has(look.why.unwrap()));
            }
        }
    }

    #[test]
    fn bytes_beyond_ascii_are_kept_from_a_terminal_of_another_charset() {
        let charset = |locale| environment(&[("LC_ALL", locale)]).look(None).charset;
        assert_eq!(charset("zh_CN.GB18030"), Charset::Ascii);
        assert_eq!(charset("C"), Charset::Utf8);
        assert_eq!(charset("zh_CN.utf8"), Charset::Utf8);
    }

    #[test]
    fn a_language_asked_for_is_obeyed() {
        let look = environment(&[("TERM", "linux")]).look(Some(Lang::Zh));
        assert_eq!(
            (look.lang, look.glyphs, look.why),
            (Lang::Zh, Glyphs::Ascii, None)
        );
    }

    #[test]
    fn no_color_means_none_whatever_the_terminal_can_do() {
        let colourful = [("TERM", "xterm-256color"), ("COLORTERM", "truecolor")];
        assert_eq!(environment(&colourful).look(None).depth, Depth::True);
        let set = [&colourful[..], &[("NO_COLOR", "1")]].concat();
        assert_eq!(environment(&set).look(None).depth, Depth::Mono);
        let empty = [&colourful[..], &[("NO_COLOR", "")]].concat();
        assert_eq!(environment(&empty).look(None).depth, Depth::True);
    }

    #[test]
    fn the_terminals_name_says_how_many_colours_it_has() {
        let depth = |term| environment(&[("TERM", term)]).look(None).depth;
        assert_eq!(depth("screen-256color"), Depth::Indexed);
        assert_eq!(depth("linux"), Depth::Sixteen);
        assert_eq!(depth("dumb"), Depth::Mono);
    }

    #[test]
    fn the_stronger_locale_variable_decides() {
        let set = [("LANG", "C"), ("LC_CTYPE", "zh_CN.UTF-8")];
        assert_eq!(environment(&set).look(None).glyphs, Glyphs::Unicode);
        let set = [("LANG", "zh_CN.UTF-8"), ("LC_ALL", "C")];
        assert_eq!(environment(&set).look(None).glyphs, Glyphs::Ascii);
    }
}
