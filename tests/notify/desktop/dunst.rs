//! Once with a real notification server: dunst, on a screen that nobody sees.

use serde_json::json;
use watchkeeper::notify::NoticeKind;

use super::other::Other;
use super::{notice, told};
use crate::bus::Bus;
use crate::dunst::Dunst;
use crate::support::wait_until;

#[tokio::test]
async fn a_real_server_shows_replaces_and_sends_the_presses_back() {
    let Some(bus) = Bus::start() else {
        return;
    };
    let Some(dunst) = Dunst::start(&bus, "签收") else {
        return;
    };
    wait_until("dunst is there", || dunst.shown() == "0").await;
    let mut other = Other::start(&bus.address);

    other.raise(&notice("a", NoticeKind::Due)).await;
    assert_eq!(other.answer().await, told("a"));
    wait_until("it is shown", || dunst.shown() == "1").await;
    other.raise(&notice("a", NoticeKind::Overdue)).await;
    assert_eq!(other.answer().await, told("a"));
    assert_eq!(dunst.shown(), "1", "it was replaced, not piled up");

    let pressed = other
        .answer_while(async || drop(dunst.ctl(&["context"])))
        .await;
    assert_eq!(pressed, json!({ "pressed": "a", "button": "acknowledge" }));

    other.raise(&notice("b", NoticeKind::Overdue)).await;
    assert_eq!(other.answer().await, told("b"));
    let pressed = other
        .answer_while(async || drop(dunst.ctl(&["action", "0"])))
        .await;
    assert_eq!(pressed, json!({ "pressed": "b", "button": "open" }));

    other.raise(&notice("c", NoticeKind::Overdue)).await;
    assert_eq!(other.answer().await, told("c"));
    wait_until("it is shown", || dunst.shown() == "1").await;
    other.say("settle c").await;
    wait_until("it is taken away", || dunst.shown() == "0").await;
}
