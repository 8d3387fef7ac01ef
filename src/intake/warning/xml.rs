//! XML as far as a warning needs it: a tree without document types or entities, bounded in every
//! direction, and elements asked for by name inside one namespace. Comments and processing
//! instructions are passed over.

use chrono::{DateTime, Utc};
use roxmltree::{Document, Node, ParsingOptions};

use crate::intake::unreadable::{Place, Reason, Unreadable};

/// Nodes of a tree; a warning with [`super::AREA_CODES_MAX`] codes in two languages has 10,000.
const NODES_MAX: u32 = 50_000;
/// Levels of a tree; CAP itself has five.
const DEPTH_MAX: usize = 32;
/// Attributes of one element. The parser compares each with each.
const ATTRIBUTES_MAX: usize = 64;
/// Namespace declarations. The parser copies those in force to every element that adds one.
const NAMESPACES_MAX: usize = 64;

/// Parses a text. What would make the parser work without measure is refused first.
pub(super) fn parse(text: &str) -> Result<Document<'_>, Unreadable> {
    if is_intricate(text) {
        return Err(Unreadable::whole(Reason::TooIntricate));
    }
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: NODES_MAX,
        ..ParsingOptions::default()
    };
    let document = Document::parse_with_options(text, options).map_err(|error| refused(&error))?;
    if is_deep(&document) {
        return Err(Unreadable::whole(Reason::TooIntricate));
    }
    Ok(document)
}

fn refused(error: &roxmltree::Error) -> Unreadable {
    let reason = match error {
        roxmltree::Error::DtdDetected => Reason::Doctype,
        roxmltree::Error::NodesLimitReached => Reason::TooIntricate,
        other => Reason::Xml {
            detail: other.to_string(),
        },
    };
    let position = error.pos();
    Unreadable {
        reason,
        place: Place {
            position: Some((position.row, position.col)),
            path: String::new(),
        },
    }
}

/// Whether an element has more attributes, or the text more namespaces, than any warning. Counts
/// what looks like an attribute between two `<`, which no start tag can hold inside itself.
fn is_intricate(text: &str) -> bool {
    let attributes = |stretch: &str| {
        let begins = |rest: &&str| rest.trim_start().starts_with(['"', '\'']);
        stretch.split('=').skip(1).filter(begins).count()
    };
    text.matches("xmlns").count() > NAMESPACES_MAX
        || text
            .split('<')
            .any(|stretch| attributes(stretch) > ATTRIBUTES_MAX)
}

fn is_deep(document: &Document<'_>) -> bool {
    // The root stands at 0, and a parent before its children.
    let mut depths: Vec<usize> = Vec::new();
    for node in document.descendants() {
        let above = node
            .parent()
            .and_then(|parent| depths.get(parent.id().get_usize()));
        let depth = above.map_or(0, |above| above + 1);
        if depth > DEPTH_MAX {
            return true;
        }
        depths.push(depth);
    }
    false
}

/// A refusal at an element.
pub(super) fn at(node: Node<'_, '_>, reason: Reason) -> Unreadable {
    Unreadable {
        reason,
        place: place(node, None),
    }
}

/// Where an element is, or where a child of it should be.
pub(super) fn place(node: Node<'_, '_>, child: Option<&str>) -> Place {
    let mut names: Vec<&str> = node
        .ancestors()
        .filter(Node::is_element)
        .map(|element| element.tag_name().name())
        .collect();
    names.reverse();
    names.extend(child);
    let position = node.document().text_pos_at(node.range().start);
    Place {
        position: Some((position.row, position.col)),
        path: names.join("/"),
    }
}

/// The children of a name, in the parent's own namespace.
pub(super) fn children<'a, 'i>(
    parent: Node<'a, 'i>,
    name: &'a str,
) -> impl Iterator<Item = Node<'a, 'i>> {
    let space = parent.tag_name().namespace();
    parent.children().filter(move |child| {
        child.is_element()
            && child.tag_name().name() == name
            && child.tag_name().namespace() == space
    })
}

/// The text of an element: what stands in it, whatever comments part it. An element in it is
/// refused, as its words would be taken by halves.
pub(super) fn text(node: Node<'_, '_>) -> Result<String, Unreadable> {
    if let Some(inner) = node.children().find(Node::is_element) {
        let found = inner.tag_name().name().to_owned();
        return Err(at(node, Reason::NotAllowed { found }));
    }
    let parts: String = node
        .children()
        .filter(Node::is_text)
        .filter_map(|part| part.text())
        .collect();
    Ok(parts.trim().to_owned())
}

/// The one child of a name, if there is one.
pub(super) fn only<'a, 'i>(
    parent: Node<'a, 'i>,
    name: &'a str,
) -> Result<Option<Node<'a, 'i>>, Unreadable> {
    let mut found = children(parent, name);
    let first = found.next();
    match found.next() {
        Some(second) => Err(at(second, Reason::Repeated)),
        None => Ok(first),
    }
}

/// The text of the one child of a name; none where it is not there or empty.
pub(super) fn optional(parent: Node<'_, '_>, name: &str) -> Result<Option<String>, Unreadable> {
    let Some(node) = only(parent, name)? else {
        return Ok(None);
    };
    Ok(Some(text(node)?).filter(|text| !text.is_empty()))
}

/// The text of a child that must be there and say something.
pub(super) fn required(parent: Node<'_, '_>, name: &str) -> Result<String, Unreadable> {
    optional(parent, name)?.ok_or_else(|| missing(parent, name))
}

/// A refusal because a child is not there.
pub(super) fn missing(parent: Node<'_, '_>, name: &str) -> Unreadable {
    Unreadable {
        reason: Reason::Missing,
        place: place(parent, Some(name)),
    }
}

/// A child that must be one of a list of words.
pub(super) fn choice(
    parent: Node<'_, '_>,
    name: &str,
    words: &[&str],
) -> Result<String, Unreadable> {
    let given = required(parent, name)?;
    if words.contains(&given.as_str()) {
        return Ok(given);
    }
    Err(Unreadable {
        reason: Reason::NotAllowed { found: given },
        place: place(parent, Some(name)),
    })
}

/// A time with its zone: `2022-10-30T17:49:06+08:00`. The schema forbids `Z` and fractions of a
/// second; senders write them, and they leave no doubt, so they are read.
pub(super) fn time(parent: Node<'_, '_>, name: &str) -> Result<Option<DateTime<Utc>>, Unreadable> {
    let Some(given) = optional(parent, name)? else {
        return Ok(None);
    };
    match DateTime::parse_from_rfc3339(&given) {
        Ok(at) => Ok(Some(at.with_timezone(&Utc))),
        Err(_) => Err(Unreadable {
            reason: Reason::NotATime { found: given },
            place: place(parent, Some(name)),
        }),
    }
}
