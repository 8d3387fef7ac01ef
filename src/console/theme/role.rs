//! What a style is for. Widgets name a role; only themes name colours.

/// A purpose text or background is styled for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Plain text.
    Text,
    /// Text that may be overlooked: labels, old times, hints.
    Dim,
    /// Headings and what the eye should find.
    Accent,
    /// Text on the accent colour: the active tab, a chosen option.
    AccentText,
    /// The frame of a panel.
    Border,
    /// The frame of the panel that has the keys.
    BorderActive,
    /// The selected row.
    Selection,
    /// The top and the bottom row.
    Bar,
    /// The name of a key.
    Key,
    /// What is done or in order.
    Ok,
    /// What is worth knowing.
    Info,
    /// What becomes urgent.
    Warn,
    /// What is late.
    Overdue,
    /// What was refused or failed.
    Error,
    /// The mark of practice: a drill, a simulated desk.
    Drill,
    /// The mark of a sensitive incident.
    Sensitive,
    /// Where text is typed.
    Field,
}

impl Role {
    /// How many there are.
    pub const COUNT: usize = Self::ALL.len();

    /// Every role.
    pub const ALL: [Self; 17] = [
        Self::Text,
        Self::Dim,
        Self::Accent,
        Self::AccentText,
        Self::Border,
        Self::BorderActive,
        Self::Selection,
        Self::Bar,
        Self::Key,
        Self::Ok,
        Self::Info,
        Self::Warn,
        Self::Overdue,
        Self::Error,
        Self::Drill,
        Self::Sensitive,
        Self::Field,
    ];

    /// Its name in a theme file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Dim => "dim",
            Self::Accent => "accent",
            Self::AccentText => "accent_text",
            Self::Border => "border",
            Self::BorderActive => "border_active",
            Self::Selection => "selection",
            Self::Bar => "bar",
            Self::Key => "key",
            Self::Ok => "ok",
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Overdue => "overdue",
            Self::Error => "error",
            Self::Drill => "drill",
            Self::Sensitive => "sensitive",
            Self::Field => "field",
        }
    }

    /// The role of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}
