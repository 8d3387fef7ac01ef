//! Help in the reader's language. The commands and options are declared once; their words are in
//! the locale files: `cmd-<path>` for a command (with `.examples`), `opt-<id>` for an option, or
//! `opt-<path>-<id>` where one command means something else by it.

use clap::builder::PossibleValue;
use clap::builder::styling::Styles;
use clap::{Arg, ArgAction, Args, Command, CommandFactory};

use super::commands::CommandLine;
use super::context::Context;
use crate::error::{Error, Exit};
use crate::locale::Lang;

/// Which command to explain.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
}

impl Options {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut root = command(context.lang());
        root.build();
        let mut found = &mut root;
        for name in &self.command {
            found = found
                .find_subcommand_mut(name)
                .ok_or_else(|| Error::new("usage-command").with("given", name))?;
        }
        let help = found.render_help();
        context.print(&help.to_string())?;
        Ok(Exit::Done)
    }
}

/// The whole command line, with its words in that language.
pub(super) fn command(lang: Lang) -> Command {
    dressed(CommandLine::command(), lang, "")
        .version(env!("CARGO_PKG_VERSION"))
        .disable_version_flag(true)
        .arg(flag("version", 'V', ArgAction::Version, lang))
        .arg(flag("help", 'h', ArgAction::Help, lang).global(true))
}

fn flag(name: &'static str, short: char, action: ArgAction, lang: Lang) -> Arg {
    let flag = Arg::new(name).short(short).long(name).action(action);
    worded(flag, lang, "")
}

fn dressed(command: Command, lang: Lang, path: &str) -> Command {
    let key = format!("cmd{path}");
    let examples = format!("{key}.examples");
    let usage = lang.text("help-usage");
    let template =
        format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}");
    let mut place = 0;
    let command = command
        .about(lang.text(&key))
        .help_template(template)
        .styles(Styles::plain())
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(lang.text("help-commands"))
        .mut_args(|arg| {
            place += 1;
            worded(arg, lang, path).display_order(place)
        })
        .mut_subcommands(|sub| {
            let path = format!("{path}-{}", sub.get_name());
            dressed(sub, lang, &path)
        });
    if lang.has(&examples) {
        let heading = lang.text("help-examples");
        let examples = lang.text(&examples).replace('\n', "\n  ");
        command.after_help(format!("{heading}\n  {examples}"))
    } else {
        command
    }
}

/// The option's key of its own in this command, or the one every command shares.
fn key(lang: Lang, path: &str, id: &str) -> String {
    let id = id.replace('_', "-");
    let own = format!("opt{path}-{id}");
    if lang.has(&own) {
        own
    } else {
        format!("opt-{id}")
    }
}

fn worded(arg: Arg, lang: Lang, path: &str) -> Arg {
    let words = lang.text(&key(lang, path, arg.get_id().as_str()));
    let values = arg.get_possible_values();
    let is_flag = !arg.get_action().takes_values();
    let help = if values.is_empty() || is_flag {
        words
    } else {
        let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        let values = lang.say("help-values", &[("values", names.join(", ").into())]);
        format!("{words}{values}")
    };
    let heading = match () {
        () if arg.is_positional() => "help-arguments",
        () if path.is_empty() => "help-globals",
        () => "help-options",
    };
    let arg = arg.help(help).help_heading(lang.text(heading));
    if is_flag {
        return arg;
    }
    arg.hide_possible_values(true).hide_default_value(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every(command: &Command, path: &str, visit: &mut impl FnMut(&Command, &str)) {
        visit(command, path);
        for sub in command.get_subcommands() {
            every(sub, &format!("{path}-{}", sub.get_name()), visit);
        }
    }

    #[test]
    fn the_declaration_holds_together() {
        for lang in Lang::ALL {
            command(lang).debug_assert();
        }
    }

    #[test]
    fn every_command_and_option_is_explained_in_both_languages() {
        for lang in Lang::ALL {
            every(&command(lang), "", &mut |command, path| {
                assert!(lang.has(&format!("cmd{path}")), "{} cmd{path}", lang.name());
                for arg in command.get_arguments() {
                    let key = key(lang, path, arg.get_id().as_str());
                    assert!(lang.has(&key), "{} {key} of {path}", lang.name());
                }
            });
        }
    }

    #[test]
    fn no_word_is_kept_for_an_option_that_is_gone() {
        let mut used = std::collections::BTreeSet::new();
        every(&command(Lang::En), "", &mut |command, path| {
            used.insert(format!("cmd{path}"));
            let args = command.get_arguments();
            used.extend(args.map(|arg| key(Lang::En, path, arg.get_id().as_str())));
        });
        let source = concat!(
            include_str!("../locale/en/cli.ftl"),
            include_str!("../locale/en/schedule.ftl"),
            include_str!("../locale/en/reminder.ftl"),
            include_str!("../locale/en/home.ftl"),
            include_str!("../locale/en/directory.ftl"),
        );
        let kept = source
            .lines()
            .filter(|line| line.starts_with("cmd") || line.starts_with("opt-"))
            .filter_map(|line| line.split_once(" ="))
            .map(|(key, _)| key.to_owned());
        let stale: Vec<String> = kept.filter(|key| !used.contains(key)).collect();
        assert_eq!(stale, Vec::<String>::new());
    }
}
