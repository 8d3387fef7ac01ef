# Notices: the words of a reminder, the ways of telling, what came of it

## Titles of reminders
notice-title-start = Clock started: { $subject } { $rule }
notice-title-ahead = { $span } left: { $subject } { $rule }
notice-title-due = Due now: { $subject } { $rule }
notice-title-overdue = Overdue by { $span }: { $subject } { $rule }
notice-title-bare = Reminder: { $matter }
notice-title-vigilance = Are you there? The duty room gives no sign of life
notice-body-vigilance = Press any key at the console in the duty room.
notice-title-quiet-soon-over = The quiet hours end
notice-title-quiet-ends = Quiet hours end at { $due }
notice-title-vigil = No answer from the duty room
notice-body-vigil = Nobody at the post has answered since { $since }: call the duty room
notice-title-test = Test of the notifications
notice-body-test = This is a test. If you see or hear it, this way works.

## Marks
notice-mark-drill = [DRILL]{" "}
notice-mark-simulated = [SIMULATED]{" "}
notice-mark-repeat = [REPEAT]{" "}

## Bodies of reminders
notice-line-to = To: { $recipients }
notice-line-call = Call: { $recipients }
notice-line-no-number = Enter a number: watchkeeper recipient set { $recipient } --phone NUMBER
notice-line-due = Due by { $due }
notice-line-late = Raised { $span } late: it was entered after that time, or the desk was down or the machine asleep
notice-line-repeat = Repeated after a restart: it may have sounded before
notice-list-join = ,{" "}

## Spans
notice-span-seconds = { $number } s
notice-span-minutes = { $number } min
notice-span-hours = { $number } h
notice-span-hours-minutes = { $number } h { $rest } min
notice-span-days = { $number } d

## Buttons
notice-button-acknowledge = Acknowledge
notice-button-open = Open

## The title of the terminal
terminal-title = { $name }
terminal-title-overdue = ({ $number } overdue) { $name }

## Ways
way-desktop = desktop notification
way-terminal = terminal
way-command = command { $name }

## What came of it
outcome-told = told
outcome-repeat = told (marked as a repeat)
outcome-failed = not told: { $reason }
outcome-unavailable = not available here: { $reason }

## Reasons
reason-no-bus = this login has no session bus (D-Bus)
reason-no-server = nothing on the session bus shows notifications
reason-mute = the notification server did not answer within { $seconds } s
reason-refused = the notification server refused: { $says }
reason-busy = too many notices are still to be told
reason-gone = the thread that tells has ended
reason-no-terminal = the terminal has no bell and no notifications
reason-not-written = the terminal took nothing: { $says }
reason-no-program = there is no program { $name } that this login may run
reason-not-started = the command did not start: { $says }
reason-took-too-long = the command took longer than { $seconds } s and was killed with all it had started
reason-exited = the command ended with { $code }: { $says }
reason-signalled = signal { $signal } ended the command: { $says }

## How a command is configured
error-command-name = { $name } cannot be the name of a notification command
    .hint = use letters, digits, - and _ only, such as sms
error-command-program = the notification command { $name } has no program that could be started
    .hint = let argv begin with an absolute path or with the name of a program found in PATH
error-command-time-limit = time_limit of the notification command { $name } is not between 1 s and { $limit } s
    .hint = write a time such as 10s or 1m
error-command-at-once = max_at_once of the notification command { $name } is not between 1 and { $limit }
    .hint = an SMS gateway usually wants 1 or 2
error-command-retries = retries of the notification command { $name } is more than { $limit }
    .hint = the pauses between tries grow; 2 or 3 tries are usually enough

## The agent for the desktop
error-seat = the agent's lock file { $path } could not be made
    .hint = check that the folder exists and can be written; one agent per login is enough
error-agent = the thread that raises desktop notifications did not start
    .hint = check the limits on threads and memory; the other ways of telling are not affected
