//! What is added to how far an incident reaches.

use chrono::{DateTime, Utc};

use super::{Desk, not_before};
use crate::domain::Rejection;
use crate::domain::extent::Extent;
use crate::domain::incident::Incident;

impl Desk<'_> {
    /// What a new incident is entered with. A neighbour named without a time was known to be touched
    /// as soon as the incident was known.
    pub(super) fn extent(
        self,
        learned: Option<DateTime<Utc>>,
        given: &Extent,
    ) -> Result<Extent, Rejection> {
        let neighbours = self.state.rules.neighbours();
        for (id, since) in &given.neighbours {
            if !neighbours.contains(&id) {
                let names: Vec<&str> = neighbours.iter().map(|id| id.as_str()).collect();
                return Err(Rejection::UnknownRecipient {
                    recipient: id.clone(),
                    known: names.join(", "),
                });
            }
            if let Some(since) = since {
                let since = self.past("touched-since", *since)?;
                if let Some(learned) = learned {
                    not_before("touched-since", since, "learned", learned)?;
                }
            }
        }
        Ok(given.clone())
    }

    /// What is new to an incident. A neighbour named without a time is touched from now on.
    pub(super) fn more_extent(
        self,
        incident: &Incident,
        given: &Extent,
        known_since: Option<DateTime<Utc>>,
    ) -> Result<Extent, Rejection> {
        let mut more = incident
            .extent
            .added(&self.extent(incident.learned(), given)?);
        for since in more.neighbours.values_mut() {
            since.get_or_insert(known_since.unwrap_or(self.now));
        }
        Ok(more)
    }
}
