# command line: settings, words of the options, answers

error-config-no-home = No home folder is known, so it is not known where data lives
    .hint = Name the data folder with --data, or set WATCHKEEPER_DATA
error-config-data = The data folder { $path } cannot be used
    .hint = Name another one with --data
error-config-unreadable = The settings file { $path } cannot be read
    .hint = Check who may read it; no settings file is needed
error-config-too-long = The settings file { $path } is longer than { $limit } bytes
    .hint = It does not look like one of this program; check it
error-config-slip = The settings file { $path } has a slip on line { $line }: { $reason }
    .hint = It may set lang and theme; the user's own file also data
error-config-lang = lang in the settings file { $path } cannot be { $given }
    .hint = It may be zh-CN or en

## a command line that cannot be read
error-usage-option = There is no option { $option }
    .hint = Add --help to see the options of this command
error-usage-option-meant = There is no option { $option }
    .hint = Did you mean { $meant }? Add --help to see the options of this command
error-usage-command = There is no command { $given }
    .hint = See them all with: watchkeeper --help
error-usage-no-command = It is not said what shall be done
    .hint = Add --help to see the commands
error-usage-no-value = { $option } needs a value
    .hint = Add --help to see the options of this command
error-usage-value = { $option } cannot be { $given }
    .hint = Add --help to see the options of this command
error-usage-word = { $option } cannot be { $given }
    .hint = It may be: { $known }
error-usage-missing = { $option } is missing
    .hint = Add --help to see the options of this command
error-usage-conflict = { $option } cannot go with { $other }
    .hint = Give only one of them
error-usage-number = { $option } has too many or too few values
    .hint = Add --help to see the options of this command
error-usage-other = This command line cannot be read: { $message }
    .hint = Add --help to see how this command is used

## slips on the command line
error-cli-output = Standard output cannot be written
    .hint = Check the file or the disk it goes to
error-cli-number = { $given } is no number of a subject
    .hint = Write BN-2026-001, 26-001 or 1; of a call 26-C001 or C1, of a warning 26-W001 or W1
error-cli-number-several = { $given } may mean any of these { $count }: { $these }
    .hint = Say which one, for example { $example }
error-cli-search-empty = --search has no words to look for
    .hint = Write the words or a number; for everything there is, --all
note-list-cut = Listed down to { $last }; there are more
    .hint = Go on with --before { $last }; for all of them leave --limit out
note-list-cut-short = --limit is too small for what was found
    .hint = Raise --limit, or leave it out
note-log-cut-earlier = { $number } earlier entries are not listed
    .hint = Raise --limit or leave it out; from the beginning with --after 0
note-log-cut-later = Listed up to entry { $number }; there are more
    .hint = Go on with --after { $number }
error-cli-time-empty = { $option } has no time
    .hint = Write 14:05, yesterday 23:50, -10m or 2026-01-20 17:40
error-cli-time-not-a-time = { $option } cannot read { $given } as a time
    .hint = Write 14:05, yesterday 23:50, -10m, 2026-01-20 17:40 or 2026-01-20T17:40:00+08:00
error-cli-time-no-such-moment = { $option }: there is no such moment as { $given }
    .hint = Check the date and the hour
error-cli-span = { $option } cannot read { $given } as a span of time
    .hint = Write 25m, 1h30m or 2d
error-cli-zone = There is no time zone { $given }
    .hint = Write an IANA name such as Asia/Shanghai
error-cli-desk-code = { $given } cannot be a desk's code
    .hint = A code is 2 to 8 capital letters or digits, a letter first: BN
error-cli-both-answers = { $given } stands in both --sensitive and --not-sensitive
    .hint = Answer each condition once
error-cli-triage-facts = What is known of an incident goes only with --new-incident
    .hint = Leave these options out; after joining, use incident amend
error-cli-text-file = The words of the report cannot be read from { $path }
    .hint = Check the path; for standard input write --text-file -
error-cli-text-not-utf8 = { $path } is not UTF-8 text
    .hint = Save it as UTF-8 and try again
error-cli-stop = It cannot be told whether the desk has ended
    .hint = See with: watchkeeper status
error-cli-stop-slow = The desk has not ended after { $seconds } seconds
    .hint = It is still writing; look again with: watchkeeper status
error-cli-head = { $given } is no head of a record
    .hint = Copy it from a handover sheet or report: 1042:9f86d081
error-cli-verify-file = There is no backup file { $path }
    .hint = Check the path; without a file the desk's own record is checked
error-cli-backup-path = { $path } cannot be the path of a backup
    .hint = Give another path
error-cli-restore-running = The desk of { $path } is running
    .hint = Restore to another folder with --data; or end it with watchkeeper stop and move the old folder away
error-cli-no-rule = There is no rule { $given }
    .hint = See them with: watchkeeper rules list
error-cli-rules-file = The rule file { $path } cannot be read
    .hint = Check the path and who may read it; it must be UTF-8
error-cli-look-file = { $path } cannot be read
    .hint = Check the theme in the settings, or move keys.toml away
error-cli-first-one-or-two = Type 1 or 2
    .hint = Enter alone takes what stands in [ ]
error-cli-first-unanswered = Nobody answered; no desk was made
    .hint = Run it again, or use: watchkeeper init --code BN --name NAME
error-cli-demo = The demonstration cannot begin
    .hint = Check that the folder for temporary files (TMPDIR) can be written
error-cli-demo-left = The demonstration's folder could not be deleted: { $path }
    .hint = Delete it by hand; there is nothing real in it
error-cli-demo-broken = The demonstration was broken off
    .hint = Its folder is deleted already

## help
help-usage = Usage:
help-commands = Commands
help-arguments = Arguments
help-options = Options
help-globals = Options of every command
help-examples = Examples:
help-values = : { $values }

cmd = Duty-room watch console for environmental incidents: calls, deadlines, reports, record. Without a command it opens the console; away from a terminal it prints the board
    .examples =
        watchkeeper                       open the console
        watchkeeper incident add --title "Thallium" --place Jialing --sensitive heavy-metal
        watchkeeper deadlines             what is running
        Exit codes: 0 done, 1 refused (nothing changed), 2 could not run
cmd-init = Make a desk
    .examples =
        watchkeeper init --code BN --name "Banan duty room"
        watchkeeper init --code BN --name Practice --simulated --at "2021-01-20 17:40"
        With --at a simulated desk's clock stands there until watchkeeper clock moves it; it never becomes real
cmd-serve = Run the desk in the foreground (for systemd; otherwise one starts by itself)
cmd-status = Say whether the desk runs; exits with 1 where it does not, and starts none
cmd-stop = End the desk and wait until it has ended
cmd-clock = Show the clock; a simulated desk's can be moved
    .examples =
        watchkeeper clock --advance 25m
        watchkeeper clock --to "2021-01-20 18:10"
        watchkeeper clock --rate 1
cmd-officer = The people of the desk
cmd-officer-add = Add an officer; the same name again changes one
    .examples =
        watchkeeper officer add "Wang Min" --role officer --phone 13800000000
        watchkeeper officer add "Li Qiang" --role leader
cmd-officer-list = List them
cmd-watch = The watch
cmd-watch-take = Take the watch
    .examples =
        watchkeeper watch take --officer "Wang Min" --leader "Li Qiang"
cmd-watch-show = Who has it now
cmd-call = Calls
cmd-call-add = Note a call; its number stands alone on the last line
    .examples =
        watchkeeper call add --from "Zhang San" --phone 13900000000 --about "Oil on the river"
cmd-call-triage = Judge a call: one of four
    .examples =
        watchkeeper call triage C1 --new-incident --place Wubu --sensitive main-stem
        watchkeeper call triage C2 --join 1
        watchkeeper call triage C3 --pass-on "Water bureau"
        watchkeeper call triage C4 --no-matter "The same call again"
cmd-call-list = List calls nobody has judged
cmd-call-show = Show a call
cmd-call-amend = Correct what was noted of a call; what is not named stays
cmd-call-reveal = Show the sealed personal fields of a call; being shown is recorded first
cmd-call-forget = Destroy the sealed personal fields of a call, for good
cmd-incident = Incidents
cmd-incident-add = Log an incident; its number stands alone on the last line. Without options on a terminal the form opens
    .examples =
        watchkeeper incident add --title "Thallium in the Jialing" --place Jialing --learned 17:40 \
          --occurred "04:00=upstream notice" --sensitive heavy-metal,cross-province --grade unclear
        watchkeeper incident add --from-call C1 --place Wubu
        Times: 14:05, yesterday 23:50, -10m, 2026-01-20 17:40
cmd-incident-list = List open incidents
cmd-incident-show = Show all that is known of one
cmd-incident-amend = Add or correct facts; what is not named stays, and what was said before stays in the record
    .examples =
        watchkeeper incident amend 1 --pollutants "Tl 0.3 ug/L" --verified 18:05
        watchkeeper incident amend 1 --not-sensitive residents --deaths 0
cmd-incident-grade = Grade an incident; without a grade, say what the known figures reach
    .examples =
        watchkeeper incident grade 1 II --ground "crosses the province"
        watchkeeper incident grade 1 III --reason "readings are normal" --approved-by "Li Qiang"
cmd-incident-stand-down = Stand the emergency down
cmd-incident-close = Close an incident with the three answers
    .examples =
        watchkeeper incident close 1 --investigated found --removed mended --accountable fined
cmd-incident-dismiss = Judge that it is no incident; needs a reason and an approving leader
cmd-incident-milestone = Mark one of the five first times
    .examples =
        watchkeeper incident milestone 1 on-scene --at 18:20 --note "two from the station"
cmd-incident-instruction = Note a leader's instruction
cmd-incident-response = Note the level of response: proposed, decided, changed
    .examples =
        watchkeeper incident response 1 proposed IV --who "District bureau" --at 15:10
        watchkeeper incident response 1 decided IV --who "District government" --note "No. 3 of 2026"
cmd-incident-done = Note that others did what they must: the government's report, a press conference, an inquiry
    .examples =
        watchkeeper incident done 1 relay --to municipal-government --who "Government office" --at 15:20
        watchkeeper incident done 1 brief --to public --who "Press office"
cmd-incident-note = Make a note
    .examples =
        watchkeeper incident note 1 "Told Changshou by phone"
cmd-incident-waive = Give a deadline up; needs a reason and an approving leader
    .examples =
        watchkeeper incident waive 1 --rule follow-up --recipient municipal-bureau \
          --reason "the bureau is on the scene" --approved-by "Li Qiang"
cmd-report = Reports
cmd-report-add = Record a report that was sent
    .examples =
        watchkeeper report add 1 --kind initial --channel phone \
          --to district-committee,district-government --at 18:00 --receiver Zhao
        watchkeeper report add 1 --kind initial --channel fax --to municipal-bureau \
          --signatory "Li Qiang" --text-file report.txt
cmd-report-correct = Correct or take back a report entered wrongly; what was entered stays in the record
    .examples =
        watchkeeper report correct 1 2 --at 18:05 --reason "wrong time"
        watchkeeper report correct 1 2 --withdraw --reason "never sent" --approved-by "Li Qiang"
cmd-report-show = Show reports word for word, with what was known then
cmd-deadlines = List deadlines: overdue first, then by the time left
    .examples =
        watchkeeper deadlines
        watchkeeper deadlines --all --json
cmd-log = Print the record, one entry a line
    .examples =
        watchkeeper log --limit 20
        watchkeeper log --follow
        watchkeeper log --subject 1 --json
cmd-verify = Check the record from its first entry; with a file, a backup
    .examples =
        watchkeeper verify
        watchkeeper verify --head 1042:9f86d081
        watchkeeper verify backup.wk
cmd-backup = Write the whole record into one file
cmd-restore = Make a record from a backup, in an empty folder
    .examples =
        watchkeeper --data /srv/watch2 restore backup.wk
cmd-rules = The rules of the deadlines
    .examples =
        watchkeeper rules
        watchkeeper rules show wp2021-phone > own.toml
        watchkeeper rules check own.toml
        A checked file in the data folder's rules folder is taken up when the desk restarts (or on SIGHUP)
cmd-rules-list = List the rules in force
cmd-rules-show = Print a rule, as it can be put into the desk's own file
cmd-rules-check = Check a rule file without putting it in force
cmd-demo = A throw-away simulated desk with a night's story; everything is deleted afterwards
    .examples =
        watchkeeper demo
        watchkeeper demo --speed 1
cmd-completions = Print a completion script for a shell
    .examples =
        watchkeeper completions bash > ~/.local/share/bash-completion/completions/watchkeeper
cmd-help = Explain a command

opt-data = the data folder (or set WATCHKEEPER_DATA; default ~/.local/share/watchkeeper)
opt-lang = the language (or set WATCHKEEPER_LANG)
opt-json = answer in JSON
opt-as = act as this officer (default: the officer on watch)
opt-help = print this help
opt-version = print the version
opt-init-code = the desk's code, 2 to 8 capital letters or digits
opt-init-name = what it is called
opt-simulated = a simulated desk, for drills and training, with a clock of its own
opt-init-at = the simulated clock stands at this time
opt-rate = seconds it goes in a second; 0 stands still
opt-zone = the time zone, an IANA name (default Asia/Shanghai)
opt-advance = how far to move it on: 25m, 1h30m
opt-to = recipients, with commas
opt-clock-to = the time to set it to
opt-officer-name = full name
opt-name = full name
opt-post = post
opt-phone = telephone
opt-role = what the officer may answer for
opt-officer = the officer on watch, by name
opt-leader = the leader of the shift, by name
opt-incident-instruction-leader = which leader
opt-deputy = the deputy, by name
opt-note = a note
opt-from = who calls
opt-unit = the caller's unit
opt-channel = the way it went
opt-call-add-channel = how it came (default duty-phone)
opt-call-amend-channel = how it came
opt-about = what it is about
opt-at = when (default now)
opt-report-correct-at = when it was sent
opt-call-amend-at = when it was received
opt-called-back = the number was called back and answered
opt-confidential = the caller asks for secrecy: personal fields are sealed
opt-number = the number: 1, 26-001 or BN-2026-001; with the year where two years have it
opt-call-triage-number = the number: C1, 26-C001 or BN-2026-C001; with the year where two years have it
opt-call-show-number = the number: C1, 26-C001 or BN-2026-C001; with the year where two years have it
opt-call-amend-number = the number: C1, 26-C001 or BN-2026-C001; with the year where two years have it
opt-call-reveal-number = the number: C1, 26-C001 or BN-2026-C001; with the year where two years have it
opt-call-forget-number = the number: C1, 26-C001 or BN-2026-C001; with the year where two years have it
opt-new-incident = log a new incident; title, learned time and source come from the call
opt-join = it belongs to the incident of this number
opt-pass-on = to whom it is passed on
opt-no-matter = it is no matter for the desk, and why
opt-title = title
opt-place = place
opt-cause = cause and nature
opt-course = course so far
opt-pollutants = main pollutants and amounts
opt-monitoring = monitoring data
opt-casualties = people harmed
opt-sensitive-points = sensitive points affected
opt-trend = trend
opt-measures = measures taken
opt-planned = measures planned
opt-next-steps = suggested next steps
opt-learned = when the bureau learned of it (default now)
opt-incident-amend-learned = when the bureau learned of it
opt-occurred = when it happened, with the source; may be repeated, claims stand side by side
opt-verified = when it was verified
opt-graded = when it was graded
opt-stood-down = when it was stood down
opt-source = how it became known
opt-grade = the grade (default unclear)
opt-grade-set = the grade
opt-incident-grade-grade = the grade
opt-sensitive = these conditions apply, with commas
opt-not-sensitive = these conditions do not apply, with commas
opt-no-others = answer every other condition still open with no; answers given stay
opt-deaths = deaths
opt-injured = poisoned or seriously injured
opt-evacuated = evacuated
opt-loss-yuan = direct loss, yuan
opt-intake = whose water intake stopped
opt-boundary = which boundary it crossed
opt-radiation = harm by radiation
opt-ecology = harm to ecology
opt-track = where it belongs (default ordinary)
opt-incident-amend-track = where it belongs
opt-drill = a drill
opt-from-call = from the call of this number; title, learned time and source come from it
opt-all = those that are closed, too
opt-call-list-all = those that are judged, too
opt-deadlines-all = those met, met late and void, too
opt-search = those with these words or this number, open or not
opt-before = only those numbered before this one
opt-limit = at most so many; where there are more it is said
opt-ground = on what ground
opt-known-since = since when it was known (default: a first answer counts from when the incident was learned of, a change from now); needs --ground
opt-reason = why
opt-approved-by = the approving leader
opt-investigated = what the investigation found
opt-removed = how the danger was removed
opt-accountable = who was held to account
opt-milestone = which one
opt-nature = what it is by its nature; some laws ask for it
opt-reach = on which reach of the Yangtze; says which neighbours lie up and down
opt-neighbour = neighbours that are or may be touched: nanan, fuling …; nanan=14:20 says since when it was known
opt-step = what was done
opt-incident-response-level = which level
opt-incident-response-who = who proposed or decided it
opt-incident-done-duty = which of the others' duties
opt-incident-done-to = towards whom
opt-incident-done-who = who did it
opt-text = the words
opt-words = the note
opt-text-file = a file with the words; - for standard input
opt-rule = the rule's name (see deadlines)
opt-recipient = for this recipient (default: all of the rule)
opt-demanded = where a rule is demanded more than once, the one that entry brought in ("demanded" of deadlines --json)
opt-kind = which report
opt-receiver = who took it
opt-signatory = who signed it; needed on every written one
opt-acknowledged = it was read back, or a receipt was given
opt-no = the report's number
opt-withdraw = take it back: it was never sent; needs an approving leader
opt-subject = only the one of this number
opt-follow = go on with what is recorded
opt-after = only those after this one
opt-head = a head from a handover sheet or report, to be looked for in the record
opt-file = the file
opt-id = the rule's name
opt-speed = how many times faster; 1 is real time (on a terminal 60)
opt-shell = which shell
opt-command = the command

## answers
cli-role = role
cli-number = number
cli-grade = grade
cli-stage = stage
cli-next-due = left
cli-channel = way
cli-outcome = outcome
cli-standing = standing
cli-left = left
cli-due = due
cli-duty = duty
cli-to = to
cli-rule = rule
cli-rule-name = name
cli-limit = limit
cli-start = starts
cli-confidence = rests on
cli-others-answered = Answered no: { $conditions }
cli-crossing-proposed = Proposed: watchkeeper incident amend { $number } --sensitive cross-province
cli-sensitive = sensitive
cli-sealed = sealed

cli-officer-entered = Entered: { $name } ({ $role })
cli-no-officers = Nobody is in the directory yet. Add officers with: watchkeeper officer add
cli-no-watch = Nobody has taken the watch yet. Take it with: watchkeeper watch take
cli-watch = { $officer } has the watch, under { $leader }, since { $since }
cli-watch-deputy = Deputy: { $deputy }
cli-watch-note = Handed over: { $note }
cli-clock-real = { $now }
cli-clock-still = { $now } (a simulated clock that stands still; move it with clock --advance, --to or --rate)
cli-clock-simulated = { $now } (a simulated clock, { $rate } seconds a second)
cli-status-stopped = No desk is running: { $path }
cli-status-desk = { $code } { $name } ({ $mode }) { $now }
cli-status-process = Process { $pid }, since { $since }, { $consoles } consoles; data in { $path }
cli-status-record = { $seq } entries, head { $seq }:{ $head }
cli-status-open = { $incidents } open incidents, { $calls } calls to be judged
cli-status-watch = { $officer } has the watch
cli-status-reminder = Reminder clock: looked at { $ran }, next rung { $next }, { $raised } raised since the start
cli-status-clock = The machine's clock can be trusted
cli-status-clock-off = The machine's clock is not to be trusted
cli-status-disk = { $megabytes } MB free on the disk of the data folder
cli-status-way = { $way }: told at { $at }
cli-status-way-failed = { $way }: did not tell at { $at } ({ $detail })
cli-status-never = none
cli-stopped = The desk has ended
cli-stopped-already = No desk is running
cli-begun = Made { $code } { $name } ({ $path }). Run watchkeeper to begin the watch
cli-begun-still = Made the simulated desk { $code } { $name } ({ $path }); its clock stands at { $now }, move it with: watchkeeper clock
cli-begun-simulated = Made the simulated desk { $code } { $name } ({ $path }); its clock runs from { $now }
cli-missing = An initial report still needs: { $missing }
cli-amended = Changed { $number }
cli-graded = { $number } is graded { $grade }
cli-stood-down = { $number } is stood down
cli-closed = { $number } is closed
cli-dismissed = { $number } is judged no incident
cli-milestone = { $number }, { $name }: marked
cli-instruction = { $number }: the instruction is noted
cli-response = { $number }: { $level } { $step }
cli-done-by-others = { $number }: noted as done by others: { $name }
cli-noted = { $number }: the note is made
cli-waived = { $number }: the deadline is waived
cli-triaged = { $number } { $outcome } { $incident }
cli-forgotten = The personal fields of { $number } are destroyed
cli-report-filed = { $number } { $title }: report { $no } is recorded
cli-report-corrected = { $number }: report { $no } is corrected
cli-report-withdrawn = { $number }: report { $no } is taken back
cli-report = No. { $no } { $kind }, { $channel }, { $time }
cli-acknowledged = acknowledged
cli-entered = entered
cli-grade-then = grade then
cli-corrected = corrected
cli-withdrawn = taken back
cli-no-reports = No report yet
cli-no-open-incidents = No incident is open
cli-no-incidents = No incident found
cli-no-open-calls = No call is to be judged
cli-no-calls = No call found
cli-no-open-deadlines = No deadline is running
cli-no-deadlines = There is no deadline
cli-entry-unreadable = An entry cannot be read ({ $hash }): { $reason }
cli-progress = { $stage }: { $done } entries
cli-verify-sound = The record is sound: { $entries } entries, each chained to the one before, head { $head }
cli-verify-amiss = The record is not sound: { $entries } entries checked, head { $head }
cli-verify-doubt = In doubt, neither copy proves them: { $entries }
cli-verify-unlisted = { $number } more are not listed
cli-verify-head-found = The head given is in the record
cli-verify-head-missing = The head given is not in the record: it may have been cut off or exchanged
cli-backed-up = Backed up into { $path }: { $bytes } bytes, head { $head }
cli-restored = Restored to { $path }, head { $head }. Begin the watch with: watchkeeper --data { $path }
cli-rules-built-in = There is no desk here yet; these are the built-in rules
cli-rules-checked = { $path } can be used: { $changed } changed, { $added } added, { $off } turned off. Put it into { $folder } and restart the desk
cli-rule-off = { " " }(off: { $reason })

cli-first = There is no desk here yet ({ $path }). Three questions and it begins; Enter alone takes what stands in [ ].
cli-first-code = Code [{ $default }]:
cli-first-name = Name [{ $default }]:
cli-first-name-default = Banan duty room
cli-first-mode = For: 1 real duty, 2 practice (training, drills) [{ $default }]:

## the demonstration's story
demo-desk = Demonstration
demo-officer = Wang Min
demo-deputy = Zhou Tao
demo-leader = Li Qiang
demo-watch = Wang Min takes the watch, Zhou Tao as deputy, under Li Qiang
demo-watch-note = Flood season; two plants in Mudong park are under repair
demo-first-call = The 12345 hotline passes on: the Huaxi smells
demo-first-call-from = Ms Liu
demo-first-call-unit = 12345 hotline
demo-first-call-phone = 13800000001
demo-first-call-about = A stretch of the Huaxi smells, with foam on the water
demo-first-triage = Called back: a sewer runs over. Passed on to the housing commission
demo-passed-to = District housing commission
demo-second-call = A plant calls: a pipe broke, chromium waste runs into the Wubu
demo-second-call-from = Director Chen
demo-second-call-unit = A plating plant
demo-second-call-phone = 13800000002
demo-second-call-about = A waste pipe broke; some three tonnes with chromium ran into the Wubu, four kilometres from the Yangtze
demo-logged = Logged as an incident: heavy metal, may reach the Yangtze, grade unclear; thirty minutes begin to run
demo-title = Chromium waste in the Wubu
demo-place = The Wubu at Mudong, four kilometres from the Yangtze
demo-pollutants = Some three tonnes of waste with hexavalent chromium
demo-occurred-by = the plant
demo-phone = Phone reports to the Party committee and the district government
demo-phone-words = Chromium waste in the Wubu; being verified and handled.
demo-on-scene = Monitoring and enforcement are on the scene
demo-late-phone = Phone report to the municipal bureau: four minutes late, and kept as late
demo-late-phone-words = Chromium waste in the Wubu; on the scene, setting up monitoring.
demo-monitoring = Monitoring begins at three sections of the Wubu
demo-written = Written first report to committee, government and bureau, within the hour
demo-written-words = At about 22:25 a waste pipe of a plating plant broke; some three tonnes with hexavalent chromium ran into the Wubu. Valve closed, three sections monitored, four kilometres to the Yangtze.
demo-facts = Cause, readings and measures are added
demo-cause = A flange came loose after repair; waste ran into the river by the rain drain
demo-readings = Section 2: Cr(VI) 0.31 mg/L, five times over; at the mouth none found
demo-measures = Valve closed, reducing agent added, a dam at the mouth, 120 residents moved
demo-ministry = Written first report to both offices of the Ministry
demo-ministry-words = Chromium waste in the Wubu as reported; none found in the Yangtze; handling goes on.
demo-graded = Graded III
demo-ground = a township's intake is affected, the Yangtze is not
demo-instruction = The leader of the shift gives an instruction
demo-instruction-words = Watch the section at the mouth, report every hour, keep count of what is added.
demo-follow-up = Written follow-up to government and bureau
demo-follow-up-words = None found at the mouth three times in a row; section 2 down to 0.06 mg/L; treatment goes on.
demo-receiver = duty room
demo-third-call = The duty phone: white smoke at Maliu park. Nobody judges it
demo-third-call-from = gatekeeper
demo-third-call-unit = Maliu park
demo-third-call-phone = 13800000003
demo-third-call-about = White smoke east of Maliu park, a sharp smell
demo-morning = Eighteen minutes on, nobody has judged that call: this is how a missed report begins
