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

cmd-bridge = Join standard input and output with the desk's socket; what ssh runs on the desk's machine
    .examples =
        ssh duty-room watchkeeper bridge
        command="watchkeeper bridge --as Zhang Wei" in authorized_keys: whoever has the key acts as Zhang Wei
opt-bridge-role = what the far side may at most, whoever it is
cmd-setup = Print what a keeper puts into the system by hand; nothing is installed
    .examples =
        watchkeeper setup --systemd
        watchkeeper setup --ssh --autostart
opt-systemd = units: the desk as a service, notifications as a service of the user's
opt-ssh = lines for authorized_keys
opt-autostart = notifications from the start of the desktop
cmd-officer-pin = An officer's PIN, for logins that several share
cmd-officer-pin-set = Set it; it is asked for before the officer takes the watch or is acted as
cmd-officer-pin-clear = Take it away

cli-pin-new = New PIN of { $officer }:
cli-pin-again = The same again:
cli-pin-set = { $name } has a PIN now
cli-pin-cleared = { $name } has no PIN any more
error-cli-pin-differs = The two are not the same
    .hint = Run it again; nothing was changed

error-cli-setup-program = This program's own path is not known
    .hint = Start it by its whole path
error-cli-setup-path = { $path } cannot be written into such a file
    .hint = Put program and data where the path has no quotes, backslashes or control characters
cli-setup-desk =
    The desk as a service. Save as { $path }, then:
    systemctl daemon-reload && systemctl enable --now watchkeeper
    Consoles find it by its data folder; who else may use it stands in config.toml there:
    - [roles] keeper = ["login"], leader = ["login", "@group"], officer = […], watch = […]
    - [door] socket = "/run/watchkeeper/desk.sock", group = "…": the desk's login must be in that group.
    Those logins set socket = "/run/watchkeeper/desk.sock" in their own ~/.config/watchkeeper/config.toml
cli-setup-agent =
    Notifications on a desktop. Save as { $path }, then:
    systemctl --user enable --now watchkeeper-agent
    At home, put --host user@duty-room in the place of --data
cli-setup-ssh =
    Over ssh. Add lines like these to { $path } of the desk's login, one for each key.
    restrict takes everything away but the command; the command names whose key it is, and asks for no PIN.
    Without --role, officers may record and leaders approve, as the directory of officers says.
cli-setup-autostart =
    Notifications from the start of the desktop, where no systemd does it. Save as { $path }

access-bridge = naming another officer over a bridge
access-record = recording something
access-ask = asking something
access-pin = a wrong PIN

error-desk-role-officer = { $login } may see here, not record
    .hint = The keeper gives more in config.toml of the data folder: [roles] officer = ["…"]
error-desk-role-leader = { $login } may not do what needs a leader
    .hint = The keeper gives more in config.toml of the data folder: [roles] leader = ["…"]
error-desk-role-keeper = { $login } may not configure this desk
    .hint = Ask the keeper, or log in as the user the desk runs as
error-desk-bridge = { $login } may not say over a bridge who somebody is
    .hint = The keeper allows it in config.toml of the data folder: [roles] bridges = ["…"]
error-desk-bridge-officer = The bridge names { $name }, whom the directory of officers does not know
    .hint = Enter the officer, or correct the name in authorized_keys
error-desk-pin-needed = { $officer } has a PIN, and it was not given
    .hint = On a terminal it is asked for as the program starts, and where the watch is taken; programs give it with --pin-stdin
error-desk-pin-wrong = That is not the PIN
    .hint = The try is recorded; the keeper can set another with watchkeeper officer pin set
error-desk-pin-wait = After wrong PINs the next try is heard in { $seconds } seconds
    .hint = Wait, or have the keeper set another PIN
error-desk-pin-lost = The record says there is a PIN, but what it is checked against is gone
    .hint = The keeper sets another with watchkeeper officer pin set
error-desk-premises = The data folder cannot be secured at { $path }
    .hint = It must be on a local disk and belong to the login the desk runs as
error-desk-foreign = { $path } belongs to { $owner }, not to the login the desk runs as
    .hint = Run the desk as that login, or give the folder to this one with chown -R
error-desk-open-folder = Everybody may write in { $path }, so anybody could put another folder in the desk's place
    .hint = Take that away with chmod o-w, or move the data elsewhere
error-desk-group = There is no group { $group }
    .hint = Make it with groupadd, or correct [door] in config.toml of the data folder
error-ledger-pin = The PIN could not be hashed: { $reason }
    .hint = Free some memory and try again
