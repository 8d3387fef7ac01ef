# A leader's consent: how it was proved
approver-unknown = { $leader }
approver-console = { $leader }, at their own console
approver-pin = { $leader }, by PIN
approver-on-watch = { $leader }, named by the officer, not proved
approval-consent = { $reason } (approved by { $approver })
approval-by = approved by { $approver }

# What the record says in a sentence, with the reason and who approved
event-with-consent = { $what }; because: { $consent }
event-with-approver = { $what } ({ $approver })

# Forms
form-label-approver-pin = leader's PIN

reject-consent-unproven = { $name } does not lead this shift, and nobody proved that { $name } consents.
    .hint = Have { $name } approve at their own console, type the PIN here (--approver-pin), or ask with --wait.

opt-approver-pin = the approving leader types the PIN here (with --approved-by)
