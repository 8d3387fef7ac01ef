# directory: whom to call, and by which number

dial-two-numbers = { $phone } (or { $other })
dial-no-number = { $name } (no number)

event-recipients-entered = Numbers entered: { $lines }
event-recipients-entered-many = Numbers of { $number } recipients entered

field-recipient-name = name
field-other-phone = other phone
field-recipients = recipients

reject-recipient-twice = { $recipient } is named twice.
    .hint = Name each recipient once.
reject-not-a-phone = "{ $given }" is no number to dial ({ $field }).
    .hint = It needs three digits at least, like 023-6000 0001. Where a spreadsheet made a figure of it (1.38E+10), make that column text and type it again.

cmd-recipient = The directory of recipients: names and numbers
cmd-recipient-list = List everybody who may be told, with the numbers
cmd-recipient-show = Show one, and who entered the number when
cmd-recipient-set = Enter or change; what is not named stays, an empty text takes it away
    .examples =
        watchkeeper recipient set district-committee --phone "023-6000 0001"
        watchkeeper recipient set district-government --name "Duty office" --phone 023-60000002 --other-phone 023-60000003
cmd-recipient-import = Enter the numbers of a table (CSV: id, name, phone, perhaps other_phone), all of it or nothing
    .examples =
        watchkeeper recipient export > numbers.csv
        watchkeeper recipient import numbers.csv --dry-run
        watchkeeper recipient import numbers.csv
        An empty cell stays as it is, so does whom the table does not name; UTF-8 and GB 18030 are read
cmd-recipient-export = Print the directory as a table to fill in and take in again
opt-recipient-show-recipient = the recipient's id or name
opt-recipient-set-recipient = the recipient's id or name
opt-recipient-set-name = what it is called at this desk
opt-recipient-set-phone = the number to dial
opt-recipient-set-other-phone = the number to dial where nobody answers
opt-dry-run = only check; enter nothing

cli-recipient = id
cli-no-number = none
cli-recipient-how = To enter one: watchkeeper recipient set { $id } --phone NUMBER
cli-recipient-entered = Entered: { $line }
cli-recipient-entered-at = entered { $time } by { $who }
cli-recipient-change = { $id } ({ $name }): { $before } -> { $after }
cli-recipients-known = { $rows } rows, all known already; nothing changed
cli-recipients-would = { $rows } rows, { $changed } would change; this was a check, nothing was entered
cli-recipients-imported = { $rows } rows, { $changed } changed

table-row = row { $row }: { $what }
table-cell = row { $row }, { $column }: { $what }
table-more = and { $number } more
table-open-quote = a quote is not closed
table-stray-quote = a quote stands in the wrong place; put the whole cell in quotes and write the ones inside twice
table-too-many-rows = more than { $limit } rows
table-too-many-cells = more than { $limit } cells
table-cell-count = the heading has { $wanted } cells, this row { $given }
table-unknown-column = an unknown heading; there may be { $known }
table-column-twice = the heading stands twice
table-no-column = the heading { $name } is missing
table-no-rows = there is nothing in it
table-unknown = there is no recipient "{ $given }"
table-twice = the same as row { $other }
table-lost-zero = the 0 it began with is gone; { $known } is known
error-table-refused = { $path }: { $count } faults, nothing was taken
    .hint = Mend the rows named above and take it in again; --dry-run checks first
