//! Texts people type: trimmed, bounded, free of control characters.
