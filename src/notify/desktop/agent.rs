//! The desktop on a thread of its own, for callers without a runtime. Orders never wait: where the
//! queue is full, the caller is told so and may turn to the next way.

use std::thread;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::mpsc::{self, error::TrySendError};

use super::{Desktop, Press, Server};
use crate::clock;
use crate::domain::reminder::{MatterId, Rung};
use crate::error::Error;
use crate::locale::Lang;
use crate::notify::herald::Telling;
use crate::notify::outcome::{Outcome, Reason};

/// Orders that may wait.
pub const ORDERS_MAX: usize = 64;

/// Raises notifications until it is dropped.
#[derive(Debug)]
pub struct Agent {
    orders: mpsc::Sender<Order>,
}

/// What the agent has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// What came of a notice.
    Raised {
        /// Its matter.
        matter: MatterId,
        /// Its rung, as it was told; a later one of the same matter may be raised by now.
        rung: Option<Rung>,
        /// What came of it.
        outcome: Outcome,
    },
    /// Somebody pressed a button.
    Pressed(Press),
    /// Who shows notifications here, or why nobody does.
    Server(Result<Server, Reason>),
}

#[derive(Debug)]
enum Order {
    Raise(Box<Telling>),
    Settle(MatterId),
    Look,
}

impl Agent {
    /// Starts the thread. `answer` is called on it and must not block.
    pub fn start(lang: Lang, answer: impl FnMut(Answer) + Send + 'static) -> Result<Self, Error> {
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|cause| Error::new("agent").because(cause))?;
        let (orders, to_do) = mpsc::channel(ORDERS_MAX);
        thread::Builder::new()
            .name("notify".to_owned())
            .spawn(move || work(&runtime, lang, to_do, answer))
            .map_err(|cause| Error::new("agent").because(cause))?;
        Ok(Self { orders })
    }

    /// Has a reminder raised; what came of it is answered. An outcome handed back here is final.
    pub fn raise(&self, telling: Telling) -> Result<(), Outcome> {
        self.order(Order::Raise(Box::new(telling)))
    }

    /// Has taken away what was raised of a matter.
    pub fn settle(&self, matter: MatterId) -> Result<(), Outcome> {
        self.order(Order::Settle(matter))
    }

    /// Asks who shows notifications here.
    pub fn look(&self) -> Result<(), Outcome> {
        self.order(Order::Look)
    }

    fn order(&self, order: Order) -> Result<(), Outcome> {
        self.orders
            .try_send(order)
            .map_err(|error| Outcome::Failed {
                reason: match error {
                    TrySendError::Full(_) => Reason::Busy,
                    TrySendError::Closed(_) => Reason::Gone,
                },
            })
    }
}

fn work(
    runtime: &Runtime,
    lang: Lang,
    mut to_do: mpsc::Receiver<Order>,
    mut answer: impl FnMut(Answer),
) {
    runtime.block_on(async {
        let (mut desktop, mut presses) = Desktop::new(lang);
        loop {
            tokio::select! {
                order = to_do.recv() => match order {
                    Some(order) => {
                        if let Some(said) = obey(&mut desktop, order).await {
                            answer(said);
                        }
                    }
                    None => break,
                },
                Some(press) = presses.recv() => answer(Answer::Pressed(press)),
            }
        }
    });
}

async fn obey(desktop: &mut Desktop, order: Order) -> Option<Answer> {
    let now = clock::monotonic();
    match order {
        Order::Raise(telling) => Some(Answer::Raised {
            outcome: desktop.raise(&telling.notice, now).await,
            rung: telling.rung,
            matter: telling.notice.matter,
        }),
        Order::Settle(matter) => {
            desktop.settle(&matter, now).await;
            None
        }
        Order::Look => Some(Answer::Server(desktop.look(now).await)),
    }
}
