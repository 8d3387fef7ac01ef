//! One notification on the desktop, and the task that hears its buttons.

use std::sync::Arc;
use std::time::Duration;

use notify_rust::{Hint, Notification, NotificationHandle, NotificationResponse, Timeout};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::server::Server;
use crate::domain::reminder::{MatterId, Urgency};
use crate::locale::Lang;
use crate::notify::notice::{BODY_MAX, Notice, TITLE_MAX, clean, clean_line, escape};
use crate::notify::outcome::Reason;

/// How long the buttons of a notice that stays are heard: one watch.
const HEARD_STICKY: Duration = Duration::from_hours(24);
/// How long the buttons of any other notice are heard; servers take it away much sooner.
const HEARD: Duration = Duration::from_mins(15);

/// A button of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Button {
    /// Acknowledge the reminder (签收).
    Acknowledge,
    /// Open the subject; also a click on the notice itself.
    Open,
}

/// Somebody pressed a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Press {
    /// Of which matter.
    pub matter: MatterId,
    /// Which button.
    pub button: Button,
}

impl Button {
    const ALL: [Self; 2] = [Self::Acknowledge, Self::Open];

    /// The stable name: `acknowledge`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Acknowledge => "acknowledge",
            Self::Open => "open",
        }
    }

    fn label(self, lang: Lang) -> String {
        lang.text(match self {
            Self::Acknowledge => "notice-button-acknowledge",
            Self::Open => "notice-button-open",
        })
    }

    fn of(response: &NotificationResponse) -> Option<Self> {
        match response {
            NotificationResponse::Default => Some(Self::Open),
            NotificationResponse::Action(name) => {
                Self::ALL.into_iter().find(|button| button.name() == name)
            }
            _ => None,
        }
    }
}

/// A notification that was shown.
#[derive(Debug)]
pub struct Bubble {
    /// What it is about.
    pub matter: MatterId,
    /// The server that shows it.
    pub owner: String,
    /// Keeps the connection open: some servers take away what a closed one had shown, and some tell
    /// presses to it alone.
    handle: Arc<NotificationHandle>,
    /// Hears the buttons until one is pressed, the bubble goes, or time is up.
    hearing: JoinHandle<()>,
}

impl Bubble {
    /// Shows a notice in place of the one of the number `replaces`.
    pub async fn raise(
        notice: &Notice,
        lang: Lang,
        server: &Server,
        replaces: Option<u32>,
        presses: mpsc::Sender<Press>,
    ) -> Result<Self, Reason> {
        let mut notification = notification(notice, lang, server);
        if let Some(number) = replaces {
            notification.id(number);
        }
        let shown = notification.show_async().await;
        let handle = Arc::new(shown.map_err(|error| why(&error))?);
        let span = if notice.sticky { HEARD_STICKY } else { HEARD };
        let hearing = hear(Arc::clone(&handle), notice.matter.clone(), span, presses);
        Ok(Self {
            matter: notice.matter.clone(),
            owner: server.owner.clone(),
            handle,
            hearing: tokio::spawn(hearing),
        })
    }

    /// The number the server gave it.
    pub fn number(&self) -> u32 {
        self.handle.id()
    }

    /// Takes it away.
    pub async fn close(self) {
        self.handle.close_async().await;
    }
}

impl Drop for Bubble {
    fn drop(&mut self) {
        self.hearing.abort();
    }
}

/// A server that dies says nothing, and an early press is lost; hence the span.
async fn hear(
    handle: Arc<NotificationHandle>,
    matter: MatterId,
    span: Duration,
    presses: mpsc::Sender<Press>,
) {
    let heard = handle.wait_for_action_async(|response: &NotificationResponse| {
        if let Some(button) = Button::of(response) {
            // Where nobody empties the queue, nobody listens.
            let _ = presses.try_send(Press { matter, button });
        }
    });
    let _ = timeout(span, heard).await;
}

fn notification(notice: &Notice, lang: Lang, server: &Server) -> Notification {
    let body = clean(&notice.body, BODY_MAX);
    let body = if server.markup { escape(&body) } else { body };
    let mut notification = Notification::new();
    notification
        .appname(&lang.text("product"))
        .summary(&clean_line(&notice.title, TITLE_MAX))
        .body(&body)
        .urgency(match notice.urgency {
            Urgency::Low => notify_rust::Urgency::Low,
            Urgency::Normal => notify_rust::Urgency::Normal,
            Urgency::Critical => notify_rust::Urgency::Critical,
        })
        .timeout(if notice.sticky {
            Timeout::Never
        } else {
            Timeout::Default
        });
    if notice.actions && server.actions {
        for button in Button::ALL {
            notification.action(button.name(), &button.label(lang));
        }
        notification.action("default", &Button::Open.label(lang));
    }
    // dunst replaces by this name also what a process before this one had raised.
    let tag = "x-dunst-stack-tag".to_owned();
    notification.hint(Hint::Custom(tag, notice.matter.to_string()));
    notification
}

/// The library keeps what kind of error it was to itself. Whether there is a bus and a server was
/// found out the moment before, so what is left is the server's own refusal.
fn why(error: &notify_rust::error::Error) -> Reason {
    Reason::Refused {
        says: clean_line(&error.to_string(), TITLE_MAX),
    }
}
