# Command line: almanac, periods, steps

error-cli-file = Cannot read the file { $path }
    .hint = Check the path and its permissions; write - to read standard input
error-cli-day = “{ $given }” is no date
    .hint = Write 2026-02-14, or today, tomorrow
error-cli-month = “{ $given }” is no month
    .hint = Write 2026-02
error-cli-ics-file = Cannot write the calendar file { $path }
    .hint = Check the folder, its permissions and the disk; - prints it
error-cli-step-unknown = No step begins with “{ $given }”
    .hint = See watchkeeper schedule for the names
error-cli-step-ambiguous = More than one step begins with “{ $given }”
    .hint = Write more of its name: { $known }
error-cli-count = --count cannot be “{ $given }”
    .hint = Write NAME=NUMBER; the names are { $known }

cmd-almanac = The almanac: working days, holidays, make-up days, lunar dates, solar terms
cmd-almanac-day = What day a date is, and how tight the watch is on it
    .examples =
        watchkeeper almanac day 2026-02-17
        watchkeeper almanac day today --json
cmd-almanac-month = A month, one day a line
    .examples =
        watchkeeper almanac month 2026-02
cmd-almanac-import = Take holiday notices in; a file that contradicts itself is refused whole
    .examples =
        watchkeeper almanac import 2027.tsv
        The head of the table is date, kind, name (parted by tabs); JSON of name, date, isOffDay is read too
cmd-period = Periods: holidays, major events, sensitive times, hazards
cmd-period-add = Add a period; prints its ID
    .examples =
        watchkeeper period add --name Marathon --kind major-event --from 2026-03-21 --to 2026-03-22
cmd-period-change = Change a period; what is not named stays
    .examples =
        watchkeeper period change BN-P001 --to 2026-03-23
cmd-period-withdraw = Withdraw a period, with a reason; its open steps go with it
cmd-period-list = List periods, those of a year to come if no days are named
cmd-schedule = List the steps of the coming days, and those overdue
    .examples =
        watchkeeper schedule --days 60
        watchkeeper schedule --ics watch.ics
cmd-step = Steps of the schedule
cmd-step-done = Enter that a step was done
    .examples =
        watchkeeper step done spring-festival-2026/plan --who Wang
        watchkeeper step done BN-P001/summary --count people-out=12 --count enterprises=5
cmd-step-reopen = Take back that a step was done, with a reason

opt-date = the date (today if not named)
opt-month = the month (this one if not named)
opt-almanac-import-file = the file with the notice; - is standard input
opt-almanac-import-source = where it comes from (the name of the file if not named)
opt-period-add-name = what it is called
opt-period-add-kind = its kind
opt-period-add-from = its first day
opt-period-add-to = its last day (the first if not named)
opt-period-add-source = where the dates come from
opt-period-change-id = ID of the period (see period list)
opt-period-change-name = what it is called
opt-period-change-kind = its kind
opt-period-change-from = its first day
opt-period-change-to = its last day
opt-period-change-source = where the dates come from
opt-period-withdraw-id = ID of the period (see period list)
opt-period-list-from = from which day (today if not named)
opt-period-list-to = to which day
opt-period-list-all = withdrawn ones too
opt-period-change-level = duty level; kind is that of its kind again
opt-level = duty level (by its kind if not named)
opt-days = days to look ahead (60 if not named)
opt-schedule-all = those no longer asked too
opt-ics = write an iCalendar file; - is standard output
opt-step-done-id = ID of the step, or a beginning only it has (see schedule)
opt-step-reopen-id = ID of the step, or a beginning only it has
opt-who = who did it
opt-count = a counted result; may be given several times

cli-day-date = Date
cli-day-weekday = Weekday
cli-day-kind = Day
cli-day-lunar = Lunar
cli-day-duty = Duty level
cli-day-what = Holiday, term, periods
cli-day-level = Duty level: { $level }
cli-notice-imported = Notice of { $year } loaded: { $off } days off, { $makeup } make-up working days
cli-notice-known = Notice of { $year } unchanged: { $off } days off, { $makeup } make-up working days
cli-almanac-built-in = There is no desk: this is what is built in, without periods, warnings and settings of your own
cli-notice-not-loaded = holiday notice not loaded, the date may move
cli-period-name = Period
cli-period-from = From
cli-period-to = To
cli-period-kind = Kind
cli-period-status = Dates
cli-period-id = ID
cli-period-changed = Changed: { $line }
cli-period-withdrawn = Withdrawn: { $name }; its open steps went with it, those done stay
cli-period-withdrawn-why = withdrawn: { $reason }
cli-no-periods = There is no period in these days
cli-no-steps = No step is asked
cli-step-id = ID of the step
cli-step-remark = Remark
cli-step-done = Entered: { $what } ({ $period }), { $standing }
cli-step-reopened = Taken back: { $what } is open again
cli-ics-written = Written to { $path }: { $steps } steps, { $periods } periods

error-cli-setting = There is no setting “{ $given }”
    .hint = See watchkeeper settings show for all of them
error-cli-setting-value = { $key } cannot be “{ $given }”
    .hint = Write it as watchkeeper settings show does

cmd-warning = Warnings
cmd-warning-take = Take the warnings of a file in; one that cannot be read is refused whole, of a list what is for this district or cannot be told is taken. With a number: say for where a warning that is kept is
    .examples =
        watchkeeper warning take warning.xml
        curl -s URL | watchkeeper warning take -
        watchkeeper warning take W3 --here
        watchkeeper warning take W3 --elsewhere --reason "It means Huaxi of Guiyang"
cmd-warning-add = Enter a warning by hand; the last line is its number alone
    .examples =
        watchkeeper warning add --hazard rainstorm --level orange
cmd-warning-list = List the warnings that hold for this district, or wait to be placed
cmd-warning-lift = End a warning, with a reason
cmd-warning-confirm = Confirm that a warning without an expiry still holds
cmd-warning-act = Enter that a duty of a warning was done
    .examples =
        watchkeeper warning act W1 tell-leader --to Li
cmd-settings = The desk's settings
cmd-settings-show = List the settings
cmd-settings-set = Change a setting
    .examples =
        watchkeeper settings set zero-report-at 17:00
        watchkeeper settings set level.hydrology strengthened
        watchkeeper settings set area-names Banan,Lijiatuo,Mudong
        watchkeeper settings set area-names default
        area-names: by them a warning without a code is told to be for this district; a list takes the
        place of the one built in, default brings that one back

opt-warning-take-file = the file with warnings (CAP XML or JSON); - is standard input; or the number of one that is kept: W3
opt-here = it is for this district: taken as such; one that is kept is put right, and what it asks runs from now
opt-warning-take-elsewhere = it is not for this district: taken as such, or put right
opt-warning-take-reason = why; needed where it was taken to be for this district
opt-hazard = the hazard: rainstorm, gale
opt-warning-add-level = level of the warning
opt-headline = headline (of the hazard and the level if not named)
opt-sender = who issued it
opt-area = the area in words
opt-warning-add-at = when it was issued (now if not named)
opt-expires = until when it holds
opt-warning-add-status = whether it is meant (actual if not named); anything else never counts
opt-elsewhere = it is not for this district
opt-warning-list-all = those ended, expired and for elsewhere too
opt-warning-lift-number = number: W1, 26-W001 or BN-2026-W001; with the year where two years have it
opt-warning-confirm-number = number: W1, 26-W001 or BN-2026-W001; with the year where two years have it
opt-warning-act-number = number: W1, 26-W001 or BN-2026-W001; with the year where two years have it
opt-duty = which duty
opt-told = who was told
opt-key = name of the setting
opt-value = its value

cli-not-real = [{ $status }, NOT REAL]
cli-warning-taken = Taken in as { $number }: { $headline }
cli-warning-unplaced = Nobody can tell whether it is for this district ({ $reach }); kept as { $number } until somebody says: { $headline }
cli-warning-placed-here = { $number } is for this district; what it asks runs from now
cli-warning-placed-elsewhere = { $number } is for elsewhere
cli-status-unplaced = Warnings waiting to be placed: { $number }
cli-warning-not-here = Only kept as { $number } ({ $reach }): { $headline }
cli-warning-ended = Ended { $number }: { $headline }
cli-warning-known = Known already as { $number }: { $headline }
cli-warning-unknown = What it ends is not known here: { $headline }
cli-warnings-elsewhere = { $count } more are for elsewhere and were not taken
cli-warnings-none-in-file = There is no warning in the file
cli-warning-level = Level
cli-warning-expires = Expires
warning-holds = holds
warning-asks = confirm or lift
warning-ended = ended
warning-expired = expired
cli-no-warnings = No warning holds for this district
cli-no-warnings-found = No warning found
cli-warning-lifted = { $number } ended
cli-warning-confirmed = { $number } still holds
cli-warning-acted = { $number }: { $duty } entered
