# what leaves the house: calendars

ics-name = { $desk } alert schedule
ics-period = { $period }
ics-step = { $what } ({ $period })
ics-step-done = done: { $what } ({ $period })
ics-done-at = done at { $at }
ics-not-loaded = the holiday notice its date rests on is not loaded; it may change
ics-simulated = [SIMULATED] { $text }
