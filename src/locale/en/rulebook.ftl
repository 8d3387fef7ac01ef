# rulebook

## How a deadline stands
standing-running = running
standing-due-soon = due soon
standing-overdue = overdue
standing-met = met
standing-met-late = met late
standing-void = void

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

## How sure
confidence-law = law
confidence-local = local text
confidence-setting = setting
confidence-to-check = to be checked

## Limits
limit-minutes = { $number } min
limit-hours = { $number } h
limit-days = { $number } d
