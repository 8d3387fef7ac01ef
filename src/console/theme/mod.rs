//! Themes: TOML files that give each [`Role`] its colours. A user's file needs to hold only what
//! it changes; the rest comes from the preset it names as its base.

mod colour;
mod role;

use std::collections::BTreeMap;
use std::ops::Index;

use ratatui::style::{Modifier, Style};
use serde::Deserialize;

pub use colour::{Colour, Depth, Rgb};
pub use role::Role;

/// The themes that are built in, by name.
pub const BUILT_IN: [(&str, &str); 4] = [
    ("dark", include_str!("../../../themes/dark.toml")),
    ("light", include_str!("../../../themes/light.toml")),
    (
        "high-contrast",
        include_str!("../../../themes/high-contrast.toml"),
    ),
    ("mono", include_str!("../../../themes/mono.toml")),
];

/// The theme used where none is asked for.
pub const DEFAULT: &str = "dark";

/// Why a theme file cannot be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// It is not TOML of the right shape; the parser's own words say where.
    #[error("{0}")]
    Unreadable(String),
    /// It styles something that does not exist.
    #[error("there is no role {0:?}; the roles are {known}", known = role_names())]
    UnknownRole(String),
    /// It builds on a theme that does not exist.
    #[error("there is no theme {0:?}; the themes are {known}", known = theme_names())]
    UnknownBase(String),
}

fn role_names() -> String {
    Role::ALL.map(Role::name).join(", ")
}

fn theme_names() -> String {
    BUILT_IN.map(|(name, _)| name).join(", ")
}

/// A look, as a file gives it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// The terminal it was made for.
    pub assumes: Assumed,
    looks: BTreeMap<&'static str, Look>,
}

/// The terminal's own colours a theme was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assumed {
    /// Behind everything.
    pub background: Rgb,
    /// Of text that has no colour.
    pub text: Rgb,
}

/// How one role looks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// The text's colour; the terminal's own where there is none.
    pub fg: Option<Colour>,
    /// The background; the terminal's own where there is none.
    pub bg: Option<Colour>,
    /// Weight and the like.
    #[serde(default)]
    pub with: Vec<Weight>,
}

/// What makes text stand out, or back, without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// Bold.
    Bold,
    /// Faint.
    Dim,
    /// Underlined.
    Underlined,
    /// Text and background exchanged.
    Reversed,
}

#[derive(Deserialize)]
struct File {
    base: Option<String>,
    assumes: Option<Assumed>,
    #[serde(flatten)]
    looks: BTreeMap<String, Look>,
}

impl Theme {
    /// A built-in theme.
    pub fn built_in(name: &str) -> Result<Self, ThemeError> {
        let found = BUILT_IN.iter().find(|(known, _)| *known == name);
        let (_, text) = found.ok_or_else(|| ThemeError::UnknownBase(name.to_owned()))?;
        Self::read(text)
    }

    /// Reads a theme file. What it leaves out is taken from its `base`.
    pub fn read(text: &str) -> Result<Self, ThemeError> {
        let file: File =
            toml::from_str(text).map_err(|error| ThemeError::Unreadable(error.to_string()))?;
        let mut theme = match &file.base {
            Some(base) => Self::built_in(base)?,
            None => Self::plain(),
        };
        if let Some(assumes) = file.assumes {
            theme.assumes = assumes;
        }
        for (name, look) in file.looks {
            let role = Role::from_name(&name).ok_or(ThemeError::UnknownRole(name))?;
            theme.looks.insert(role.name(), look);
        }
        Ok(theme)
    }

    /// A theme that says nothing: the terminal's own look.
    pub fn plain() -> Self {
        Self {
            assumes: Assumed {
                background: Rgb(0, 0, 0),
                text: Rgb(204, 204, 204),
            },
            looks: BTreeMap::new(),
        }
    }

    /// How a role looks; `None` where neither the file nor its base says.
    pub fn look(&self, role: Role) -> Option<&Look> {
        self.looks.get(role.name())
    }

    /// The styles on a terminal of that depth. Without colours every theme is the mono theme,
    /// whose weights were chosen to stand alone.
    pub fn styles(&self, depth: Depth) -> Styles {
        let mono = match depth {
            Depth::Mono => Self::built_in("mono").ok(),
            Depth::True | Depth::Indexed | Depth::Sixteen => None,
        };
        let theme = mono.as_ref().unwrap_or(self);
        Styles(Role::ALL.map(|role| {
            theme
                .look(role)
                .map_or_else(Style::default, |look| look.style(depth))
        }))
    }
}

impl Look {
    fn style(&self, depth: Depth) -> Style {
        let mut style = Style {
            fg: self.fg.map(|colour| colour.at(depth)),
            bg: self.bg.map(|colour| colour.at(depth)),
            ..Style::default()
        };
        for weight in &self.with {
            style = style.add_modifier(match weight {
                Weight::Bold => Modifier::BOLD,
                Weight::Dim => Modifier::DIM,
                Weight::Underlined => Modifier::UNDERLINED,
                Weight::Reversed => Modifier::REVERSED,
            });
        }
        style
    }
}

/// The style of every role, derived once from a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Styles([Style; Role::COUNT]);

impl Index<Role> for Styles {
    type Output = Style;

    fn index(&self, role: Role) -> &Style {
        &self.0[role as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Color;

    fn themes() -> impl Iterator<Item = (&'static str, Theme)> {
        BUILT_IN
            .into_iter()
            .map(|(name, text)| (name, Theme::read(text).unwrap()))
    }

    #[test]
    fn every_built_in_theme_has_every_role() {
        for (name, theme) in themes() {
            for role in Role::ALL {
                assert!(theme.look(role).is_some(), "{name} lacks {}", role.name());
            }
        }
    }

    #[test]
    fn roles_are_listed_in_the_order_they_are_numbered() {
        for (index, role) in Role::ALL.into_iter().enumerate() {
            assert_eq!(role as usize, index, "{}", role.name());
        }
    }

    #[test]
    fn text_can_be_read_on_its_background() {
        for (name, theme) in themes() {
            for role in Role::ALL {
                let look = theme.look(role).unwrap();
                let own = |colour: Option<Colour>, default: Rgb| match colour {
                    Some(colour) if colour.ansi != Color::Reset => colour.rgb,
                    _ => default,
                };
                let fg = own(look.fg, theme.assumes.text);
                let bg = own(look.bg, theme.assumes.background);
                let wanted = match role {
                    Role::Border | Role::BorderActive => 1.5,
                    Role::Dim => 3.5,
                    _ if name == "high-contrast" => 7.0,
                    _ => 4.5,
                };
                let contrast = fg.contrast(bg);
                assert!(contrast >= wanted, "{name} {}: {contrast:.1}", role.name());
            }
        }
    }

    #[test]
    fn no_role_of_sixteen_colours_is_text_on_itself() {
        for (name, theme) in themes() {
            for role in Role::ALL {
                let style = theme.styles(Depth::Sixteen)[role];
                let same = style.fg.is_some() && style.fg == style.bg;
                assert!(
                    !same || style.fg == Some(Color::Reset),
                    "{name} {}",
                    role.name()
                );
            }
        }
    }

    #[test]
    fn without_colours_no_theme_names_one_and_the_loud_roles_still_stand_out() {
        for (name, theme) in themes() {
            let styles = theme.styles(Depth::Mono);
            for role in Role::ALL {
                let style = styles[role];
                let colourless = |c: Option<Color>| c.is_none() || c == Some(Color::Reset);
                assert!(colourless(style.fg) && colourless(style.bg), "{name}");
            }
            for loud in [Role::Overdue, Role::Selection, Role::Drill, Role::Warn] {
                assert!(
                    !styles[loud].add_modifier.is_empty(),
                    "{name} {}",
                    loud.name()
                );
            }
        }
    }

    #[test]
    fn a_partial_file_changes_only_what_it_names() {
        let mine = "base = \"dark\"\n[warn]\nfg = [\"#ffcc00\", \"yellow\"]\n";
        let theme = Theme::read(mine).unwrap();
        let dark = Theme::built_in("dark").unwrap();
        assert_eq!(theme.look(Role::Text), dark.look(Role::Text));
        assert_eq!(
            theme.styles(Depth::True)[Role::Warn].fg,
            Some(Color::Rgb(255, 204, 0))
        );
        assert_eq!(
            theme.styles(Depth::Sixteen)[Role::Warn].fg,
            Some(Color::Yellow)
        );
    }

    #[test]
    fn a_wrong_file_is_refused_with_its_reason() {
        let reason = |text: &str| Theme::read(text).unwrap_err().to_string();
        assert!(reason("[overdu]\nwith = [\"bold\"]\n").contains("overdu"));
        assert!(reason("[warn]\ncolour = 3\n").contains("colour"));
        assert!(reason("base = \"drak\"\n").contains("high-contrast"));
        assert!(reason("[warn\n").contains("line 1"));
    }
}
