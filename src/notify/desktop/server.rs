//! Who shows notifications on this session's bus, and what it can do.
//!
//! It asks the bus itself, since the library that shows them asks only by blocking a thread, which
//! a server that hangs would keep for ever.

use zbus::Connection;
use zbus::fdo::DBusProxy;
use zbus::names::{BusName, WellKnownName};

use crate::notify::notice::clean_line;
use crate::notify::outcome::Reason;

const NAME: &str = "org.freedesktop.Notifications";
const PATH: &str = "/org/freedesktop/Notifications";

/// Characters of a foreign text that are kept.
const SAYS_MAX: usize = 200;

/// A notification server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Its product name.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Whether it reads markup in bodies, so that they must be escaped.
    pub markup: bool,
    /// Whether it shows buttons.
    pub actions: bool,
    /// Its unique name on the bus: another process is another server, whatever it is called.
    pub(super) owner: String,
}

/// The server as it is now; `known` is handed back where it is still the same. One that is not
/// running but can be started is started.
pub async fn look(known: Option<&Server>) -> Result<Server, Reason> {
    let bus = Connection::session().await.map_err(|_| Reason::NoBus)?;
    let proxy = DBusProxy::new(&bus).await.map_err(|error| why(&error))?;
    let running = owner(&proxy).await;
    if let Some(known) = known
        && running.as_ref() == Some(&known.owner)
    {
        return Ok(known.clone());
    }
    let (name, _vendor, version, _spec): (String, String, String, String) =
        ask(&bus, "GetServerInformation").await?;
    let capabilities: Vec<String> = ask(&bus, "GetCapabilities").await?;
    let can = |what: &str| capabilities.iter().any(|capability| capability == what);
    Ok(Server {
        name: clean_line(&name, SAYS_MAX),
        version: clean_line(&version, SAYS_MAX),
        markup: can("body-markup"),
        actions: can("actions"),
        owner: owner(&proxy).await.ok_or(Reason::NoServer)?,
    })
}

async fn owner(bus: &DBusProxy<'_>) -> Option<String> {
    let name = BusName::WellKnown(WellKnownName::from_static_str(NAME).ok()?);
    let owner = bus.get_name_owner(name).await.ok()?;
    Some(owner.to_string())
}

async fn ask<T>(bus: &Connection, method: &str) -> Result<T, Reason>
where
    T: serde::de::DeserializeOwned + zbus::zvariant::Type,
{
    let reply = bus
        .call_method(Some(NAME), PATH, Some(NAME), method, &())
        .await
        .map_err(|error| why(&error))?;
    reply.body().deserialize().map_err(|error| why(&error))
}

/// What an error of the bus means to people.
fn why(error: &zbus::Error) -> Reason {
    use zbus::fdo::Error as Bus;
    match error {
        zbus::Error::FDO(bus)
            if matches!(**bus, Bus::ServiceUnknown(_) | Bus::NameHasNoOwner(_)) =>
        {
            Reason::NoServer
        }
        other => Reason::Refused {
            says: clean_line(&other.to_string(), SAYS_MAX),
        },
    }
}
