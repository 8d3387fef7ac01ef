//! A leader's consent, told with what it allowed: every lowering, reversal and later time stands in
//! the timeline with its reason and with who approved it.

use crate::console::scene::Scene;
use crate::domain::Event;
use crate::domain::officer::Approval;

/// The sentence, with the consent the event carries.
pub(super) fn added(scene: &Scene<'_>, event: &Event, what: String) -> String {
    match event {
        Event::CallAmended { approval, .. }
        | Event::IncidentGraded { approval, .. }
        | Event::StoodDown { approval, .. } => with_reason(scene, what, approval.as_ref()),
        Event::IncidentLogged { new, .. } => with_reason(scene, what, new.approval.as_ref()),
        Event::IncidentAmended { amendment, .. } => {
            with_reason(scene, what, amendment.approval.as_ref())
        }
        // Its reason is told whether or not a leader was asked.
        Event::ReportCorrected {
            approval: Some(approval),
            ..
        } => {
            let approver = scene.approver(approval);
            let approver = scene.say("approval-by", &[("approver", &approver)]);
            scene.say(
                "event-with-approver",
                &[("what", &what), ("approver", &approver)],
            )
        }
        _ => what,
    }
}

fn with_reason(scene: &Scene<'_>, what: String, approval: Option<&Approval>) -> String {
    let Some(approval) = approval else {
        return what;
    };
    let consent = scene.consent(approval);
    scene.say(
        "event-with-consent",
        &[("what", &what), ("consent", &consent)],
    )
}
