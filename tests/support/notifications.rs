//! A notification server that records what it is asked, and has habits.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use zbus::Connection;
use zbus::OwnedVariant;
use zbus::connection::Builder;
use zbus::fdo::DBusProxy;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// What a server does when it is asked to show something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Habit {
    /// It shows it.
    Plain,
    /// It never answers.
    Hangs,
    /// It leaves the bus instead of answering.
    Dies,
}

/// One thing it was asked to show.
#[derive(Debug, Clone)]
pub struct Call {
    pub number: u32,
    pub replaces: u32,
    pub app: String,
    pub title: String,
    pub body: String,
    pub actions: Vec<String>,
    pub urgency: u8,
    pub timeout: i32,
}

#[derive(Debug, Default)]
struct Seen {
    calls: Vec<Call>,
    closed: Vec<u32>,
    numbers: u32,
}

struct Fake {
    habit: Habit,
    capabilities: Vec<String>,
    seen: Arc<Mutex<Seen>>,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Fake {
    #[expect(clippy::too_many_arguments, reason = "the specification has so many")]
    async fn notify(
        &self,
        #[zbus(connection)] bus: &Connection,
        app: String,
        replaces: u32,
        icon: String,
        title: String,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedVariant>,
        timeout: i32,
    ) -> u32 {
        drop(icon);
        let number = {
            let mut seen = self.seen.lock().unwrap();
            if replaces == 0 {
                seen.numbers += 1;
            }
            let number = if replaces == 0 {
                seen.numbers
            } else {
                replaces
            };
            let urgency = u8::try_from(&hints["urgency"]).unwrap();
            seen.calls.push(Call {
                number,
                replaces,
                app,
                title,
                body,
                actions,
                urgency,
                timeout,
            });
            number
        };
        match self.habit {
            Habit::Plain => number,
            Habit::Hangs => std::future::pending().await,
            Habit::Dies => {
                bus.clone().close().await.unwrap();
                std::future::pending().await
            }
        }
    }

    fn close_notification(&self, number: u32) {
        self.seen.lock().unwrap().closed.push(number);
    }

    fn get_capabilities(&self) -> Vec<String> {
        self.capabilities.clone()
    }

    #[expect(clippy::unused_self, reason = "the macro wants a method")]
    fn get_server_information(&self) -> (String, String, String, String) {
        ("fake".into(), "tests".into(), "1".into(), "1.2".into())
    }
}

/// A running server.
pub struct Server {
    bus: Connection,
    seen: Arc<Mutex<Seen>>,
}

impl Server {
    /// Starts one on the bus at `address`.
    pub async fn start(address: &str, habit: Habit, capabilities: &[&str]) -> Self {
        let seen = Arc::new(Mutex::new(Seen::default()));
        let fake = Fake {
            habit,
            capabilities: capabilities.iter().map(|name| (*name).to_owned()).collect(),
            seen: Arc::clone(&seen),
        };
        let bus = Builder::address(address)
            .serve_at(PATH, fake)
            .name(NAME)
            .build()
            .await
            .unwrap();
        Self { bus, seen }
    }

    /// Leaves the bus.
    pub async fn stop(&self) {
        self.bus.clone().close().await.unwrap();
    }

    /// Everything it was asked to show.
    pub fn calls(&self) -> Vec<Call> {
        self.seen.lock().unwrap().calls.clone()
    }

    /// What it was asked to show last.
    pub fn last_call(&self) -> Call {
        self.calls().pop().expect("it was asked to show something")
    }

    /// The numbers it was asked to take away.
    pub fn closed(&self) -> Vec<u32> {
        self.seen.lock().unwrap().closed.clone()
    }

    /// Somebody presses a button.
    pub async fn press(&self, number: u32, key: &str) {
        self.signal("ActionInvoked", &(number, key)).await;
    }

    /// Somebody waves a notification away.
    pub async fn dismiss(&self, number: u32) {
        self.signal("NotificationClosed", &(number, 2_u32)).await;
    }

    /// How many connections the bus has.
    pub async fn connections(&self) -> usize {
        let bus = DBusProxy::new(&self.bus).await.unwrap();
        let names = bus.list_names().await.unwrap();
        names.iter().filter(|name| name.starts_with(':')).count()
    }

    async fn signal<B>(&self, name: &str, body: &B)
    where
        B: serde::Serialize + zbus::zvariant::DynamicType + Sync,
    {
        self.bus
            .emit_signal(None::<&str>, PATH, NAME, name, body)
            .await
            .unwrap();
    }
}
