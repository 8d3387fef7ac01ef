//! A leader's consent over the link: what a session proves of who consents, and for how long.

use watchkeeper::domain::command::OfficerEntry;
use watchkeeper::domain::officer::{Approval, Proof, Role};
use watchkeeper::domain::{Command, Event, SubjectId};
use watchkeeper::link::Client;
use watchkeeper::link::wire::{Hello, Pin, Query, Wants};

use crate::support::{House, half_past_two, state, take_the_watch};

const PIN: &str = "2468";

fn pin(text: &str) -> Pin {
    Pin::read(text.to_owned()).unwrap()
}

/// A desk with the watch taken and a head who does not lead the shift and has a PIN.
fn house() -> (House, Client) {
    let house = House::simulated();
    let mut keeper = house.client();
    take_the_watch(&mut keeper);
    let head = OfficerEntry {
        name: "张局".into(),
        post: String::new(),
        phone: String::new(),
        role: Role::Head,
    };
    keeper
        .perform(Command::EnterOfficer { officer: head })
        .unwrap();
    keeper
        .ask(Query::SetPin {
            officer: "张局".into(),
            pin: Some(pin(PIN)),
        })
        .unwrap();
    (house, keeper)
}

fn incident(client: &mut Client) -> SubjectId {
    let new = serde_json::json!({
        "facts": { "title": "仓库冒烟", "place": "木洞镇" },
        "source": "duty-phone",
        "learned": half_past_two(),
        "grade": "III",
    });
    let new = Box::new(serde_json::from_value(new).unwrap());
    let logged = client.perform(Command::LogIncident { new });
    logged.unwrap().subject.unwrap()
}

fn dismiss(incident: &SubjectId) -> Command {
    Command::DismissIncident {
        incident: incident.clone(),
        approval: Approval::of("张局", "误报"),
    }
}

fn shows_pin(client: &mut Client, typed: &str) -> Result<(), String> {
    let query = Query::Prove {
        officer: "张局".into(),
        pin: pin(typed),
    };
    let answer = client.ask(query).map(drop);
    answer.map_err(|error| error.key().to_owned())
}

/// Why a wish was refused, by its stable name.
fn refused(client: &mut Client, command: Command) -> String {
    let answer = client.perform(command);
    answer.expect_err("refused").key().to_owned()
}

/// How the consents to what was dismissed were proved, in the order of the record.
fn proofs(client: &mut Client) -> Vec<Option<Proof>> {
    let state = state(client);
    let recent = state.recent.iter();
    recent
        .filter_map(|happened| match &happened.event {
            Event::IncidentDismissed { approval, .. } => Some(approval.proof),
            _ => None,
        })
        .collect()
}

#[test]
fn a_pin_speaks_for_one_consent_and_not_for_the_next() {
    let (_house, mut client) = house();
    let (first, second) = (incident(&mut client), incident(&mut client));
    let unproven = "reject-consent-unproven";
    assert_eq!(refused(&mut client, dismiss(&first)), unproven);
    let wrong = shows_pin(&mut client, "1357").unwrap_err();
    assert_eq!(wrong, "error-desk-pin-wrong");
    assert_eq!(refused(&mut client, dismiss(&first)), unproven);

    shows_pin(&mut client, PIN).unwrap();
    // What carries no consent does not use it up.
    let note = Command::MakeNote {
        subject: None,
        text: "张局在台".into(),
    };
    client.perform(note).unwrap();
    client.perform(dismiss(&first)).unwrap();
    assert_eq!(refused(&mut client, dismiss(&second)), unproven);
    assert_eq!(proofs(&mut client), [Some(Proof::Pin)]);
}

#[test]
fn a_pin_of_one_session_says_nothing_in_another() {
    let (house, mut client) = house();
    let incident = incident(&mut client);
    shows_pin(&mut client, PIN).unwrap();
    let mut other = house.client();
    let no = refused(&mut other, dismiss(&incident));
    assert_eq!(no, "reject-consent-unproven");
}

#[test]
fn a_leader_who_proved_to_be_it_consents_at_a_console_of_their_own_as_often_as_needed() {
    let (house, mut keeper) = house();
    let (first, second) = (incident(&mut keeper), incident(&mut keeper));
    let hello = Hello::new(Wants::Answers)
        .acting_as(Some("张局".into()))
        .with_pin(Some(pin(PIN)));
    let (mut own, _) = Client::connect(&house.socket(), hello).unwrap();
    own.perform(dismiss(&first)).unwrap();
    own.perform(dismiss(&second)).unwrap();
    assert_eq!(proofs(&mut keeper), [Some(Proof::Console); 2]);
}

#[test]
fn whoever_only_says_to_be_the_leader_has_proved_nothing() {
    let (house, mut keeper) = house();
    let incident = incident(&mut keeper);
    keeper
        .ask(Query::SetPin {
            officer: "张局".into(),
            pin: None,
        })
        .unwrap();
    // Without a PIN anybody may act as anybody; a consent asks for more.
    let hello = Hello::new(Wants::Answers).acting_as(Some("张局".into()));
    let (mut own, _) = Client::connect(&house.socket(), hello).unwrap();
    let no = refused(&mut own, dismiss(&incident));
    assert_eq!(no, "reject-consent-unproven");
    // To type something where there is no PIN proves nothing either.
    shows_pin(&mut own, "9999").unwrap();
    let no = refused(&mut own, dismiss(&incident));
    assert_eq!(no, "reject-consent-unproven");
}
