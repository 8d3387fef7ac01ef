# Reminders on the screen: told, answered, quiet hours, the sign of life, the desk's health

action-acknowledge = Acknowledge
    .help = Answers the reminders of what is selected, in the name of the officer on watch; asks for a name where nobody is.
action-quiet = Quiet hours
    .help = Sets quiet hours with owner, reason and end, or ends them; legal deadlines are never quiet.
action-acknowledge-all = Acknowledge all
    .help = Answers every reminder that waits; what becomes due or overdue rings again.

form-acknowledge = Acknowledge a reminder
form-quiet = Quiet hours
form-quiet-words = Twelve hours at most. Legal deadlines are told all the same; ten minutes before the end it is said.
form-label-reminder = reminder
field-reminder = reminder
field-until = until
reminder-left = { $span } left
reminder-late = overdue { $span }
reminder-row = Reminder, { $span }: { $number } { $duty } to { $to }  { $about }
reminder-row-bare = Reminder, { $span }: { $matter }
reminder-more = { $number } more reminders wait for an answer
reminder-key = { $key } acknowledges
reminder-none = No reminder waits for an answer
reminder-none-here = No reminder of the selected subject waits; { $key } answers all
reminder-acknowledged = Acknowledged by { $person }
reminder-ask-end-quiet = End the quiet hours now?
reminder-quiet-ended = Quiet hours ended
reminder-quiet = Quiet until { $until }  { $owner }: { $reason } (legal deadlines are told all the same)
reminder-quiet-ends = Quiet hours end at { $until }  { $owner }: { $reason }
reminder-quiet-key = { $key } ends them
reminder-vigilance = No sign of life from the duty room since { $since }: { $stage }
reminder-word-waits = to ack
reminder-word-answered = acked
reminder-told = told by { $ways }
reminder-told-failed = could tell nobody
reminder-told-nobody = nobody was told yet
reminder-answered = { $person } answered at { $at }, holds until { $until }
reminder-unanswered = unanswered
reminder-sentence = { $rung }, raised at { $at }; { $told }; { $answer }
reminder-trial-failed = Self-test of the ways of telling: { $failed }
reminder-trial-mute = Self-test of the ways of telling: no bell and no desktop here; watchkeeper doctor says why
rung-start = started
rung-due = due
rung-ahead = { $minutes } min before
rung-overdue = { $minutes } min overdue
vigilance-title = Are you there?
vigilance-words = Nothing was done in the duty room for a while. Press any key to show that somebody is there.
vigilance-asked = the screen asks
vigilance-sounded = it sounded
vigilance-deputy = the deputy was told
vigilance-leader = the leader of the shift was told
vigilance-answered = answered
health-reminder-stalled = The reminder clock stands still: last ran { $last }; reminders may be missing, watch the deadlines; see watchkeeper doctor
health-clock-stepped = The machine's clock was set by { $seconds } s at { $at }: check the time
health-clock-behind = The machine's clock cannot be trusted: it stands behind the record
health-disk-low = Only { $megabytes } MB left on the disk of the data folder
health-way-dead = { $way } could not tell ({ $at }): { $detail }

event-rung-raised = Reminder: { $rung }, due { $due }
event-acknowledged = { $person } acknowledged the reminder { $number }
event-quiet = Quiet until { $until }, { $owner }: { $reason }
event-quiet-ended = Quiet hours ended
event-vigilance = Sign of life: { $stage } { $person }

## Commands
cmd-reminders = What was raised, by which way it was told, who answered, what comes next
cmd-acknowledge = Acknowledge reminders; every one that waits where none is named
    .examples =
        watchkeeper acknowledge 001
        watchkeeper acknowledge --person "Wang Min"
cmd-quiet = Quiet hours: set, end or show them; legal deadlines are told all the same
    .examples =
        watchkeeper quiet --until 06:00 --reason "night"
        watchkeeper quiet --end
cmd-open = Open the console at an incident, a call or a warning
cmd-agent = Raise notifications in this desktop session, with buttons that acknowledge and open
    .examples =
        watchkeeper agent
        watchkeeper agent --audience leader
cmd-notify = The ways of telling
cmd-notify-test = Try every way of telling and say what each answered
cmd-doctor = Look at everything reminders depend on, and say what to do
opt-reminder = a matter, or the number of an incident, a call or a warning
opt-person = who answers; the officer on watch where nobody is named
opt-until = until when, twelve hours at most
opt-owner = in whose name; the officer on watch where nobody is named
opt-end = end them now
opt-audience = whose reminders are raised
cli-acknowledge-done = { $person } acknowledged { $number } reminder(s)
cli-quiet = Quiet until { $until }, { $owner }: { $reason }
cli-quiet-none = There are no quiet hours
cli-reminders-none = Nothing was raised, and nothing runs
cli-reminder-matter = matter
cli-reminder-next = next
cli-reminder-last = last
cli-reminder-not-yet = not raised yet
cli-way = way
agent-shows = Notifications are shown by { $name } { $version }
error-agent-no-bus = This login has no desktop session bus (D-Bus) to raise notifications on
    .hint = run it inside the desktop session, or set DBUS_SESSION_BUS_ADDRESS; without a desktop the terminal and commands tell
error-agent-no-terminal = There is no terminal program to open the console in
    .hint = set terminal in config.toml, such as terminal = ["xterm", "-e"]
error-agent-terminal = The terminal { $program } did not start
    .hint = check terminal in config.toml
error-agent-terminals = { $limit } terminals are open already
    .hint = close those that are not needed
error-cli-acknowledge-none = No reminder waits for an answer
    .hint = watchkeeper reminders lists every one
error-cli-acknowledge-unknown = { $given } has no reminder that waits for an answer
    .hint = watchkeeper reminders lists every one
error-cli-acknowledge-person = Nobody is on watch: say who answers
    .hint = name somebody with --person, or take the watch first
error-cli-open-terminal = The console needs a terminal
    .hint = in a script use watchkeeper incident show
doctor-what = checked
doctor-found = found
doctor-detail = detail
doctor-well = well
doctor-lacking = lacking
doctor-bad = BAD
doctor-folder = data folder
doctor-socket = socket
doctor-bus = desktop
doctor-terminal = terminal
doctor-locale = locale
doctor-place = place
doctor-ssh = ssh
doctor-command = command
doctor-desk = desk
doctor-reminder = reminder clock
doctor-clock = machine clock
doctor-disk = disk
doctor-ways = ways
doctor-path-missing = { $path } is not there or cannot be read
doctor-path-foreign = { $path } belongs to another login ({ $mode }): run it as its owner
doctor-path-open = { $path } is open to others ({ $mode }): close it with chmod go=
doctor-path-well = { $path } ({ $mode })
doctor-bus-well = { $name } { $version }, with buttons
doctor-bus-mute = { $name } { $version }, shows no buttons
doctor-sends-nothing = has neither bell nor notification
doctor-sends-bell = bell
doctor-sends-osc9 = bell and notification (OSC 9)
doctor-sends-osc777 = bell and notification (OSC 777)
doctor-sends-osc99 = bell and notification (OSC 99)
doctor-wrap-tmux = ; through tmux, where notifications need set -g allow-passthrough on
doctor-wrap-screen = ; through screen
doctor-wrap-unknown = ; through tmux or screen on another machine
doctor-place-post = the duty room: keys are signs of life
doctor-place-away = away from the duty room; set post = true in config.toml where it is not so
doctor-ssh-well = installed
doctor-ssh-missing = not installed: --host cannot be used
doctor-command-missing = the program is not there
doctor-desk-stopped = does not run: nobody is reminded. Running watchkeeper starts it
doctor-desk-well = { $program }, { $number } entries
doctor-reminder-well = last ran { $last }, next { $next }
doctor-reminder-nothing = nothing runs
doctor-disk-well = { $megabytes } MB left
cli-way-outcome = what came of it
reminder-never = never
