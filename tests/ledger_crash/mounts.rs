//! Small file systems of the test's own, where the login may mount some.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A mounted file system, unmounted at the end.
pub struct Mount {
    at: PathBuf,
}

impl Mount {
    /// A file system in memory; `None`, with a line that says so, where it may not be had.
    pub fn memory(at: &Path, megabytes: u32) -> Option<Self> {
        std::fs::create_dir_all(at).unwrap();
        let size = format!("size={megabytes}m,mode=0700");
        Self::mounted(at, &["-t", "tmpfs", "-o", &size, "tmpfs"])
    }

    /// A file system in a file.
    pub fn image(image: &Path, at: &Path) -> Option<Self> {
        std::fs::create_dir_all(at).unwrap();
        Self::mounted(at, &["-o", "loop", image.to_str().unwrap()])
    }

    fn mounted(at: &Path, args: &[&str]) -> Option<Self> {
        let done = run("mount", &[args, &[at.to_str().unwrap()]].concat());
        if !done {
            println!("skipped: this login may not mount a file system here");
        }
        done.then(|| Self { at: at.to_owned() })
    }

    /// Lets it take writing, or not.
    pub fn remount(&self, how: &str) {
        let how = format!("remount,{how}");
        assert!(run("mount", &["-o", &how, self.at.to_str().unwrap()]));
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        run("umount", &["-l", self.at.to_str().unwrap()]);
    }
}

/// Makes an image with an empty ext4 in it; whether that could be done.
pub fn make_image(image: &Path, megabytes: u64) -> bool {
    let file = std::fs::File::create(image).unwrap();
    file.set_len(megabytes << 20).unwrap();
    let done = run("mkfs.ext4", &["-q", "-F", image.to_str().unwrap()]);
    if !done {
        println!("skipped: no mkfs.ext4 here");
    }
    done
}

fn run(program: &str, args: &[&str]) -> bool {
    let path = std::env::var("PATH").unwrap_or_default();
    Command::new(program)
        .args(args)
        .env("PATH", format!("{path}:/usr/sbin:/sbin"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
