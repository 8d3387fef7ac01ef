//! A directory in a table: whole, or refused with every row that is wrong.

use watchkeeper::domain::contact::{Listed, RecipientEntry};
use watchkeeper::domain::event::DeskMode;
use watchkeeper::domain::{By, Digest, Entry, Event, RecipientId, State};
use watchkeeper::intake::table::{Refused, contacts};
use watchkeeper::locale::Lang;
use watchkeeper::rulebook;

use crate::sample::now;

/// A desk with the rules that are built in, and one number known.
fn desk() -> State {
    let by = By {
        login: "duty".into(),
        officer: None,
    };
    let created = Entry {
        desk: "BN".parse().unwrap(),
        seq: 1,
        at: now(),
        by: by.clone(),
        command: None,
        prev: Digest::GENESIS,
        hash: Digest::GENESIS,
        event: Event::DeskCreated {
            code: "BN".parse().unwrap(),
            name: "巴南".into(),
            mode: DeskMode::Real,
            zone: chrono_tz::Tz::Asia__Shanghai,
            clock: None,
        },
    };
    let mut state = State::genesis(&created).unwrap();
    state.rules = rulebook::built_in();
    let entry = entry("municipal-bureau", "市局应急处", "023-8900 0001", "");
    let at = now();
    state
        .contacts
        .insert(entry.id.clone(), Listed { entry, at, by });
    state
}

fn entry(id: &str, name: &str, phone: &str, other: &str) -> RecipientEntry {
    RecipientEntry {
        id: RecipientId::from(id),
        name: name.into(),
        phone: phone.into(),
        other_phone: other.into(),
    }
}

fn read(bytes: impl AsRef<[u8]>) -> Vec<RecipientEntry> {
    contacts::read(bytes.as_ref(), &desk()).unwrap()
}

/// The rows that are wrong and why; every sentence is there in both languages.
fn wrong(text: &str) -> Vec<(usize, String)> {
    let refused = contacts::read(text.as_bytes(), &desk()).expect_err(text);
    let Refused::Rows(rows) = refused else {
        return vec![(0, format!("{refused:?}"))];
    };
    for fault in &rows {
        for lang in Lang::ALL {
            let zone = chrono_tz::Tz::Asia__Shanghai;
            let told = lang.tell(&fault.fault.key(), &fault.fault.args(), zone);
            assert!(!told.contains(['[', '{']), "{told}");
        }
    }
    rows.iter()
        .map(|fault| (fault.row, fault.fault.key()))
        .collect()
}

const TABLE: &str = "代号,名称,电话,备用电话\r\n\
    district-committee,区委总值班室,023-6000 0001,\r\n\
    municipal-bureau,,,023-8900 0002\r\n";

fn told() -> [RecipientEntry; 2] {
    [
        entry("district-committee", "区委总值班室", "023-6000 0001", ""),
        // An empty cell leaves what is known.
        entry(
            "municipal-bureau",
            "市局应急处",
            "023-8900 0001",
            "023-8900 0002",
        ),
    ]
}

#[test]
fn a_table_is_read_in_the_encodings_spreadsheets_write() {
    assert_eq!(read(TABLE), told());
    assert_eq!(read(format!("\u{feff}{TABLE}")), told());
    let (chinese, _, _) = encoding_rs::GB18030.encode(TABLE);
    assert_eq!(read(&chinese), told());
    let tabs = TABLE.replace(',', "\t");
    assert_eq!(read(tabs), told());
    let quoted = TABLE.replace("区委总值班室", "\"区委总值班室\"");
    assert_eq!(read(quoted), told());
}

#[test]
fn a_damaged_file_is_not_read_as_other_characters() {
    let mut bytes = TABLE.as_bytes().to_vec();
    bytes.remove(1);
    let refused = contacts::read(&bytes, &desk()).unwrap_err();
    assert!(matches!(refused, Refused::File(_)), "{refused:?}");
    for nothing in ["", "\u{feff} \r\n"] {
        let refused = contacts::read(nothing.as_bytes(), &desk()).unwrap_err();
        assert!(matches!(refused, Refused::File(_)), "{refused:?}");
    }
}

#[test]
fn every_row_that_is_wrong_is_named() {
    let table = "id,name,phone\n\
        district-committee,a,023-1\n\
        nobody,b,110\n\
        \n\
        district-committee,c,023-2\n\
        district-government,d\n\
        water-bureau,e,=1+1\n\
        fishery-authority,f\u{1b}[31m,110\n\
        public-security,g,1.1E+10\n";
    let found = wrong(table);
    let wanted = [
        (3, "table-unknown"),
        (5, "table-twice"),
        (6, "table-cell-count"),
        (7, "reject-not-a-phone"),
        (8, "reject-control-character"),
        (9, "reject-not-a-phone"),
    ];
    let wanted = wanted.map(|(row, key)| (row, key.to_owned()));
    assert_eq!(found, wanted);
}

#[test]
fn a_heading_that_is_not_understood_refuses_the_table() {
    for (heading, keys) in [
        ("id,name", vec!["table-no-column"]),
        ("name,phone", vec!["table-no-column"]),
        ("id,phone,fax", vec!["table-unknown-column"]),
        ("id,phone,电话", vec!["table-column-twice"]),
        (
            "甲,乙",
            vec![
                "table-unknown-column",
                "table-unknown-column",
                "table-no-column",
                "table-no-column",
            ],
        ),
    ] {
        let found = wrong(&format!("{heading}\nwater-bureau,110\n"));
        let found: Vec<String> = found.into_iter().map(|(_, key)| key).collect();
        assert_eq!(found, keys, "{heading}");
    }
    assert_eq!(wrong("id,phone\n"), [(1, "table-no-rows".to_owned())]);
}

#[test]
fn a_number_that_lost_its_first_zero_is_refused() {
    let found = wrong("id,phone\nmunicipal-bureau,2389000001\n");
    assert_eq!(found, [(2, "table-lost-zero".to_owned())]);
    let other = read("id,phone\nmunicipal-bureau,2389000002\n");
    assert_eq!(other[0].phone, "2389000002");
}

#[test]
fn what_is_written_comes_back_and_changes_nothing() {
    let state = desk();
    let rows = state.recipients().map(|id| {
        let contact = state.contact(id);
        (
            id,
            contact.zh,
            [
                contact.phone.unwrap_or(""),
                contact.other_phone.unwrap_or(""),
            ],
        )
    });
    let text = contacts::written(rows);
    for entry in contacts::read(text.as_bytes(), &state).unwrap() {
        let known = state.contacts.get(&entry.id);
        let same = known.map_or(entry.is_empty(), |known| known.entry == entry);
        assert!(same, "{entry:?}");
    }
}
