# desk

error-link-no-desk = No desk answers at { $path }
    .hint = Running watchkeeper starts one in the background; watchkeeper serve runs one in the foreground
error-link-lost = The desk closed the connection
    .hint = See with watchkeeper status whether it still runs, then try again; a repeated command is not done twice
error-link-silent = The desk has not answered for { $seconds } seconds
    .hint = See whether the desk's machine sleeps or is overloaded, then run watchkeeper status
error-link-frame = A message came that cannot be read
    .hint = The two sides are probably different versions: install the same one and restart the desk (watchkeeper stop, then start)
error-link-too-long = A message of { $bytes } bytes is over the limit of { $limit }
    .hint = Shorten the text; attachments do not belong in the record
error-link-over-limit = A message is beyond the limit of { $limit } bytes and was not read
    .hint = Shorten the words; attachments are not kept in the record
error-link-version = Versions differ: the desk is { $desk } (protocol { $desk-protocol }), this program is { $console } (protocol { $console-protocol })
    .hint = Install the same version on both sides and restart the desk (watchkeeper stop, then start)
error-link-host = This is no host: { $given }
    .hint = Write user@host, or a name from ~/.ssh/config; a port as user@host:port
error-link-remote-name = The far program cannot be called { $given }
    .hint = The setting remote_program is the path of watchkeeper on the far side, such as ~/bin/watchkeeper
error-link-remote-data = The far data folder cannot be written so: { $path }
    .hint = Give an ordinary path without control characters
error-link-ssh = { $program } cannot be run
    .hint = Install the OpenSSH client, or name it in the configuration: ssh = "path"
error-link-ssh-says = The line to { $host } ended; ssh says: { $says }
    .hint = Try ssh { $host } by itself in a terminal; load a key that has a passphrase with ssh-add first
error-link-no-program = There is no watchkeeper on { $host }: { $says }
    .hint = Install it there, or give its path in the setting remote_program
error-link-noise = The far side printed something else at login, before the desk could speak
    .hint = The far shell's start-up files (.bashrc) must print nothing when no terminal is there; both versions should be the same
error-link-unknown-refusal = The desk refused for a reason this version does not know: { $key }
    .hint = The two sides are probably different versions: install the same one
error-link-behind = Too many messages piled up while an answer was awaited
    .hint = Connect again
error-link-randomness = The system gives no random numbers
    .hint = Check the system's source of randomness and try again; commands cannot be named without it

## The desk
error-desk-ended = The desk has ended
    .hint = Running watchkeeper starts it again; nothing acknowledged is lost
error-desk-internal = Something went wrong inside the desk
    .hint = See desk.log in the data folder; nothing was recorded for what you asked
error-desk-hello = The first message must be a greeting, and the only one
    .hint = Connect with this program: watchkeeper, or watchkeeper status
error-desk-stranger = { $login } may not use this desk
    .hint = Log in as the user the desk runs as
error-desk-full = The desk has { $limit } connections, which is all it takes
    .hint = Close consoles that nobody uses, then connect again
error-desk-snapshot = What is open no longer fits one message
    .hint = Close incidents that are over, then connect again; the command line still works
error-desk-reserved = Only the desk itself may ask this
    .hint = Use watchkeeper clock, rules or the forms for personal fields
error-desk-command-id = The command's name is not 1 to 64 letters, digits and hyphens
    .hint = Leave the naming of commands to the program
error-desk-sealed = A sealed field cannot be changed from outside
    .hint = Send it back as it was, or type the text anew; the desk seals it
error-desk-forgotten = The personal fields of { $call } were destroyed
    .hint = Nobody can open them any more; the record keeps who destroyed them and why
error-desk-backup-path = The desk stands in another folder: { $path } is not a whole path
    .hint = Give the file with its whole path, beginning with /
error-desk-socket = The socket { $path } cannot be opened
    .hint = The data folder must be on a local disk and belong to you
error-desk-runtime = The desk could not start its threads
    .hint = Check the limits on processes and open files (ulimit -a)
error-desk-start = No desk could be started for { $path }
    .hint = Check the folder, or see what watchkeeper serve says in the foreground
error-desk-died = The desk ended before it could serve: { $last }
    .hint = The whole story is in { $log }
error-desk-opening = The desk has been opening its record for { $seconds } seconds and goes on
    .hint = See { $log }, and connect again when it is done

access-door = connecting to the desk

notice-clock-behind = The machine's clock stands { $seconds } s behind the record: entries carry the last entry's time until it catches up
notice-rules-refused = A rule pack was refused, the rules in force stay
notice-rules-unreadable = Rule packs at { $path } cannot be read ({ $reason }): the rules in force stay
notice-rules-many = More than { $limit } rule packs at { $path }: none was read, the rules in force stay

error-inbox-not-a-file = No plain file: a link, a pipe or a folder
    .hint = Put the file itself into the inbox
error-inbox-unreadable = It cannot be read: { $reason }
    .hint = Let the account that runs the desk read it, then put it into the inbox again
notice-inbox-aside = Not taken from the inbox: { $count }, the last { $file }; they lie in { $path }, each with the reason (.txt), until somebody removes them
notice-inbox-refused = Not taken from the inbox and set aside: { $count }, the last { $file } ({ $why })
notice-inbox-stuck = Files of the inbox { $path } were dealt with and cannot be moved: { $reason }
notice-inbox-gone = The inbox { $path } was gone and was made again
notice-inbox-unwatched = The inbox { $path } cannot be watched, no file is taken by itself: { $reason }
