//! The `watchkeeper` program.

use std::process::ExitCode;

fn main() -> ExitCode {
    watchkeeper::cli::main()
}
