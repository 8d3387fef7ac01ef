# rulebook

## How a deadline stands
standing-running = running
standing-due-soon = due soon
standing-overdue = overdue
standing-met = met
standing-met-late = met late
standing-void = void
standing-foreseen = unjudged

deadline-uncertain = the holiday notice of that year is not loaded, the due time may move

## What is asked
duty-triage = triage
duty-judge = verify, judge
duty-initial = first report
duty-follow-up = follow-up
duty-final = final report
duty-notice = notice
duty-investigation = investigation
duty-tell-leader = tell leader
duty-pass-on = pass on
duty-contact-enterprises = call firms
duty-confirm = confirm or lift
duty-place = say whether it is for this district
duty-tell-head = tell the head
duty-relay = government's report
duty-propose = propose to government
duty-respond = response level
duty-monitor = monitoring results
duty-publish = tell the public
duty-brief = press conference

## By which way
means-phone = phone
means-written = written
means-any = any way
means-desk = at the desk

## From when
start-received = call received
start-occurred = occurred
start-learned = learned
start-verified = verified
start-graded = graded
start-stood-down = stood down
start-phone-report = phone report
start-last-report = last report
start-touched = may be touched
start-monitored = first monitoring data

## How sure
confidence-law = law
confidence-local = local text
confidence-setting = setting
confidence-to-check = to be checked

## Limits
limit-minutes = { $number } min
limit-hours = { $number } h
limit-days = { $number } d
limit-working-days = { $number } working days

## What a grade rests on
criterion-deaths = deaths
criterion-injured = poisoned or seriously injured
criterion-evacuated = evacuated
criterion-loss = direct loss
criterion-ecology = ecology
criterion-intake = intake stopped
criterion-radiation = radiation
criterion-boundary = boundary crossed
# One harm and the grade it reaches
reach = { $figure } ({ $grade })
reach-deaths = { $number } dead
reach-injured = { $number } poisoned or seriously injured
reach-evacuated = { $number } evacuated
reach-loss = direct loss of { $number } yuan
reach-kind = { $criterion }: { $kind }
table-2014 = the table of 2014 (General Office of the State Council, letter 119, annex 1)
table-2011 = the table of 2011 (Ministry decree 17, appendix)
grading-proposed = By { $table }: { $grade }, for { $criteria }; the officer sets it
grading-mildest = By { $table }: { $grade }, for everything was looked into and there was no harm; the officer sets it
grading-nothing-known = No figure is known yet, so the tables cannot tell
grading-too-little = There was no harm as far as is known, and too little is known for the tables to tell
grading-below = Graded below the figures: { $set }, but { $against }; by { $table } it is { $reached }
grading-below-open = . No leader approved it: grade it anew, or have it approved with a reason; until then what is not judged yet goes on running.
# Marks in lists
mark-below = low
mark-crossing = border
answer-against = The boundary entered is { $boundary }, but "{ $condition }" is: { $answer }
answer-against-open = . Answer yes; no needs a reason and a leader.
against-approved = . Approved by { $leader }: { $reason }
grading-not-known = Not known yet: { $criteria }

## A pack that cannot be used
error-pack-syntax = { $file } line { $line } cannot be read: { $message }
    .hint = Mend the line as TOML; watchkeeper rules show prints how each field is written
error-pack-too-much = { $file } line { $line }: { $what } beyond the limit of { $limit }
    .hint = Take out what is not needed, or split it
error-pack-bad-id = { $file } line { $line }: "{ $given }" is no id
    .hint = An id has small letters, digits and hyphens, a letter first, at most 40
error-pack-duplicate = { $file } line { $line }: the id { $id } stands twice in this file
    .hint = Make one of them, or give another id
error-pack-missing = { $file } line { $line }: { $id } is new and { $field } is missing
    .hint = A new rule or recipient is written whole; to change one, check its id (watchkeeper rules list)
error-pack-unknown-word = { $file } line { $line }: { $field } cannot be "{ $given }"
    .hint = One of: { $known }
error-pack-unknown-recipient = { $file } line { $line }: there is no recipient "{ $given }"
    .hint = One of: { $known }; a new one is described under [[recipient]] first
error-pack-bad-recipients = { $file } line { $line }: the recipients of { $id } are none, or one stands twice
    .hint = Name at least one, each once
error-pack-bad-limit = { $file } line { $line }: { $field } "{ $given }" is no limit
    .hint = A whole number and a unit: 30m (minutes), 4h (hours), 60d (days), 5wd (working days)
error-pack-working-days = { $file } line { $line }: { $field } "{ $given }" cannot count working days
    .hint = limit may be written as 5wd (working days); soon is written like 30m, 4h, 3d
error-pack-zero-limit = { $file } line { $line }: { $field } cannot be nothing
    .hint = At least 1m; a rule no longer followed is turned off with off = "why"
error-pack-limit-too-long = { $file } line { $line }: "{ $given }" is over ten years
    .hint = Check the number and the unit
error-pack-soon-too-long = { $file } line { $line }: soon of { $id } is longer than its limit
    .hint = soon says how long before the due time it is due soon; make it shorter than limit
error-pack-bad-text = { $file } line { $line }: { $field } is empty, over { $limit } characters, or holds control characters
    .hint = Write one line of at most { $limit } characters
error-pack-too-wide = { $file } line { $line }: { $field } is wider than { $columns } columns
    .hint = Shorten it; a Chinese character takes two columns
error-pack-off-why = { $file } line { $line }: { $id } is turned off without saying why
    .hint = Write off = "why"; the rule and the reason stay to be seen
error-pack-clash = { $file } line { $line }: { $id }: { $clash }
    .hint = Compare with a rule of its kind in watchkeeper rules show
pack-clash-call = a call is only triaged, from when it was received, whatever its grade or track
pack-clash-incident = an incident is not triaged, has no warning's duties and is not counted from a call
pack-clash-warning = a warning is told to the leader, passed on, taken to enterprises or confirmed, from when it was taken in, whatever its grade or track
pack-clash-desk = triage, judging and confirming a warning are done at the desk (means = "desk"), nothing else is
pack-clash-follow-up = follow-ups run from the last report (start = "last-report"), nothing else does
pack-clash-phone = what is done by phone cannot run from the phone report
pack-clash-touched = only telling a neighbour (duty = "notice") runs from when the neighbour may be touched (start = "touched")
pack-clash-by = what is done inside the desk and what a warning asks is this bureau's own (leave out by)
