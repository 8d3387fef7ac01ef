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
