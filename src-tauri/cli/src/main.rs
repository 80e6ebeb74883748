//! `sixpager-cli`: the core on a command line. Everything is in the library, where tests call it.

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use sixpager_cli::{Colour, Places, Surroundings, run};

fn main() -> ExitCode {
    let variable = |name: &str| std::env::var(name).ok();
    let plain = !io::stdout().is_terminal()
        || variable("NO_COLOR").is_some_and(|value| !value.is_empty())
        || variable("TERM").as_deref() == Some("dumb");
    let surroundings = Surroundings {
        colour: if plain { Colour::Never } else { Colour::Always },
        places: Places::find(variable),
    };
    let status = run(
        std::env::args_os(),
        &surroundings,
        &mut io::stdin().lock(),
        &mut io::stdout().lock(),
        &mut io::stderr().lock(),
    );
    ExitCode::from(status)
}
