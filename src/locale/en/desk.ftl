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
error-link-version = Versions differ: the desk is { $desk } (protocol { $desk-protocol }), this program is { $console } (protocol { $console-protocol })
    .hint = Install the same version on both sides and restart the desk (watchkeeper stop, then start)
error-link-unknown-refusal = The desk refused for a reason this version does not know: { $key }
    .hint = The two sides are probably different versions: install the same one
error-link-behind = Too many messages piled up while an answer was awaited
    .hint = Connect again
error-link-randomness = The system gives no random numbers
    .hint = Check the system's source of randomness and try again; commands cannot be named without it
