//! A desk from its start to its end.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use rustix::fs::Mode;
use rustix::process::umask;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::sync::watch;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use super::background::Starter;
use super::gate::Gate;
use super::inbox::Inbox;
use super::job::{Job, Vital};
use super::listener::Door;
use super::office::{Office, Sight};
use super::supervisor::Supervisor;
use super::writer::{QUEUE_MAX, Told, Writer};
use super::{crier, log, premises, reminder, rules};
use crate::clock::machine_now;
use crate::config::{self, DeskConfig};
use crate::error::Error;
use crate::ledger::{Findings, Ledger, Options, Vault};

/// How long after a change the record is settled, so that the next start is short.
const SETTLE_AFTER: Duration = Duration::from_mins(1);

/// Threads for the sessions; the writer has its own.
const SESSION_THREADS: usize = 2;

/// Orders that wait.
const ORDERS_MAX: usize = 4;

/// What the outside may order of a running desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Read the rule packs, and who may do what, again.
    Reload,
    /// End.
    End,
}

/// Runs the desk of that data folder in the foreground until it is told to stop: by SIGTERM, by
/// SIGINT or over the link. SIGHUP makes it read its rule packs, and who may do what, again.
pub fn serve(data_dir: &Path) -> Result<(), Error> {
    let starter = Starter::take_leave();
    // What the desk writes is for nobody else, whatever the folder allows.
    umask(Mode::RWXG | Mode::RWXO);
    let supervisor = Supervisor::of_environment(|name| std::env::var_os(name));
    match open_all(data_dir) {
        Ok((desk, runtime, orders)) => {
            starter.ready();
            desk.run_on(runtime, orders, supervisor)
        }
        Err(error) => {
            starter.failed(&error);
            Err(error)
        }
    }
}

/// Everything that can fail before a desk serves.
fn open_all(data_dir: &Path) -> Result<(Desk, Runtime, Receiver<Order>), Error> {
    let desk = Desk::open(data_dir)?;
    let orders = signals().map_err(|cause| Error::new("desk-runtime").because(cause))?;
    Ok((desk, runtime()?, orders))
}

/// The threads of the sessions.
fn runtime() -> Result<Runtime, Error> {
    Builder::new_multi_thread()
        .worker_threads(SESSION_THREADS)
        .thread_name("session")
        .enable_all()
        .build()
        .map_err(|cause| Error::new("desk-runtime").because(cause))
}

fn signals() -> std::io::Result<Receiver<Order>> {
    let mut signals = Signals::new([SIGTERM, SIGINT, SIGHUP])?;
    let (sender, orders) = channel(ORDERS_MAX);
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                let order = match signal {
                    SIGHUP => Order::Reload,
                    _ => Order::End,
                };
                if sender.blocking_send(order).is_err() {
                    return;
                }
            }
        })?;
    Ok(orders)
}

/// A desk whose record is open and whose door can be knocked at; it answers once it runs.
pub struct Desk {
    data_dir: PathBuf,
    ledger: Ledger,
    found: Findings,
    door: Door,
    gate: Gate,
    /// The watched folder.
    inbox: PathBuf,
}

impl Desk {
    /// Opens the record and the door.
    pub fn open(data_dir: &Path) -> Result<Self, Error> {
        Self::open_with(data_dir, Options::at(machine_now()))
    }

    /// Opens them with the record kept in another way.
    pub fn open_with(data_dir: &Path, options: Options) -> Result<Self, Error> {
        premises::secure(data_dir)?;
        let config = DeskConfig::of(data_dir)?;
        let (ledger, found) = Ledger::open(data_dir, options, &mut log::progress)?;
        // The record's lock is held from here on: a socket that lies there is a dead desk's.
        let door = Door::open(data_dir, config.door.as_ref())?;
        let gate = Gate::of(data_dir, config);
        let inbox = config::inbox(data_dir)?;
        Ok(Self {
            inbox,
            data_dir: data_dir.to_owned(),
            ledger,
            found,
            door,
            gate,
        })
    }

    /// Serves until an order or a peer ends it.
    pub fn run(self, orders: Receiver<Order>) -> Result<(), Error> {
        self.run_on(runtime()?, orders, Supervisor::default())
    }

    fn run_on(
        self,
        runtime: Runtime,
        orders: Receiver<Order>,
        supervisor: Supervisor,
    ) -> Result<(), Error> {
        let outcome = self.run_in(&runtime, orders, &Arc::new(supervisor));
        // A check of the record still under way would hold the end up; nothing needs it any more.
        runtime.shutdown_background();
        outcome
    }

    fn run_in(
        self,
        runtime: &Runtime,
        orders: Receiver<Order>,
        supervisor: &Arc<Supervisor>,
    ) -> Result<(), Error> {
        let (jobs, queue) = channel(QUEUE_MAX);
        let vault = Vault::of(&self.data_dir);
        let zone = self.ledger.state().desk.zone;
        let (writer, told) = Writer::new(self.ledger, vault, &self.found.notices);
        let writer = thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || writer.run(queue))
            .map_err(|cause| Error::new("desk-runtime").because(cause))?;
        let end = CancellationToken::new();
        let Told { vital, look, cries } = told;
        let sight = Sight {
            vital: vital.clone(),
            look: look.clone(),
            data_dir: self.data_dir.clone(),
        };
        let office = Arc::new(Office::new(jobs.clone(), sight, self.gate, end.clone()));
        let inbox = Inbox::new(&self.inbox, zone, Arc::clone(&office));
        runtime.block_on(async {
            // Before anybody is heard: what is logged without rules would have no deadlines.
            read_rules(&self.data_dir, &jobs).await;
            tokio::spawn(crier::keep(cries, jobs.clone()));
            tokio::spawn(reminder::keep(look, jobs.clone()));
            tokio::spawn(inbox.keep());
            tokio::spawn(settle_after_changes(vital, jobs.clone()));
            tokio::spawn(obey(
                orders,
                self.data_dir,
                Arc::clone(&office),
                jobs.clone(),
            ));
            supervisor.ready();
            let (attending, told) = (Arc::clone(supervisor), jobs.clone());
            tokio::spawn(async move { attending.attend(told).await });
            // A writer that ends before it is told to has panicked: then the desk ends too, and
            // whoever starts it again finds the record as it was last synced.
            let watched = jobs.clone();
            tokio::spawn(async move {
                watched.closed().await;
                end.cancel();
            });
            let kept = self.door.keep(office).await;
            supervisor.stopping();
            let _ended = jobs.send(Job::End).await;
            kept
        })?;
        match writer.join() {
            Ok(()) => Ok(()),
            Err(_panic) => Err(Error::new("desk-internal")),
        }
    }
}

/// Carries out orders.
async fn obey(
    mut orders: Receiver<Order>,
    data_dir: PathBuf,
    office: Arc<Office>,
    jobs: Sender<Job>,
) {
    while let Some(order) = orders.recv().await {
        match order {
            Order::Reload => {
                read_rules(&data_dir, &jobs).await;
                if let Err(error) = office.gate.reload(&data_dir) {
                    log::line(format_args!("roles stay as they are: {error}"));
                }
            }
            Order::End => office.end.cancel(),
        }
    }
}

/// Reads the packs and has the writer put them in force.
async fn read_rules(data_dir: &Path, jobs: &Sender<Job>) {
    let data_dir = data_dir.to_owned();
    let read = move || {
        let commands = rules::commands(&data_dir);
        (rules::load(&data_dir), rules::ladders(&data_dir), commands)
    };
    if let Ok((rules, ladders, commands)) = tokio::task::spawn_blocking(read).await {
        // A writer that ended puts nothing in force any more.
        let _ended = jobs.send(Job::Rules(Box::new(rules))).await;
        let _ended = jobs.send(Job::Commands(Box::new(commands))).await;
        let _ended = jobs.send(Job::Ladders(Box::new(ladders))).await;
    }
}

/// Has the record settled a while after it changed, and looked after as long as something ails it;
/// sleeps for ever where neither is so.
async fn settle_after_changes(mut vital: watch::Receiver<Vital>, jobs: Sender<Job>) {
    let mut settled = vital.borrow().head;
    loop {
        let is_due = {
            let vital = vital.borrow_and_update();
            vital.ails || vital.head != settled
        };
        if !is_due {
            if vital.changed().await.is_err() {
                return;
            }
            continue;
        }
        sleep(SETTLE_AFTER).await;
        settled = vital.borrow().head;
        if jobs.send(Job::Settle).await.is_err() {
            return;
        }
    }
}
