# reaching the desk from elsewhere, and who may do what

opt-host = the desk is on another machine: console here, data there, over your own ssh (or set WATCHKEEPER_HOST, or host in the configuration; an empty one means here)
opt-socket = the desk is another login's on this machine: its socket (or set WATCHKEEPER_SOCKET)
opt-pin-stdin = read the officer's PIN from standard input

error-cli-not-here = This is done on the machine, and as the login, that has the data
    .hint = Log in there and run it there; with --host "" a host that is set is left aside for once
error-cli-pin-unasked = No PIN could be asked for
    .hint = Run it on a terminal, or give the PIN on standard input with --pin-stdin
error-cli-pin-length = A PIN has { $least } to { $most } characters
    .hint = Choose one that others do not guess; digits and letters will do

cli-pin = PIN of { $officer }:

access-role-watch = sees
access-role-officer = records
access-role-leader = approves
access-role-keeper = keeps the desk
