//! The command line of the runner.

use crate::wire::StartMethod;

/// How the runner is used.
pub const USAGE: &str = "\
usage: spawnpoint [option] ... FILE.py [argument] ...
       spawnpoint [option] ... -c CODE [argument] ...

  --hints                say what classic mistakes the program makes
  --trace FILE.json      write what each process and thread did, for Perfetto
  --seed N               run in the simulator, with this seed
  --seeds N              run so often in the simulator, with the seeds from --seed (0) on
  --steps N              end a simulation after so many steps
  --start-method METHOD  spawn, fork or forkserver (spawn)
  --cpus N               what os.cpu_count() says
  --processes N          most processes alive at once (64)
  --add PATH             a file or folder that the program finds under the same path
  --help, --version";

/// What to run.
#[derive(Clone, Debug, PartialEq)]
pub enum Program {
    File(String),
    Code(String),
}

/// A command line that was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    pub program: Program,
    pub arguments: Vec<String>,
    pub hints: bool,
    pub trace: Option<String>,
    pub seed: Option<u64>,
    /// How many runs with one seed after the other there are.
    pub seeds: Option<u64>,
    pub steps: Option<u64>,
    pub start_method: StartMethod,
    pub cpus: Option<u32>,
    pub processes: Option<usize>,
    /// Files and folders for the program's file system.
    pub add: Vec<String>,
}

/// What a command line asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    Run(Options),
    Help,
    Version,
}

impl Options {
    /// Understands `arguments`, without the runner's own name; or says what is wrong.
    pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Asked, String> {
        let mut words = arguments.into_iter();
        let mut options = Options {
            program: Program::File(String::new()),
            arguments: Vec::new(),
            hints: false,
            trace: None,
            seed: None,
            seeds: None,
            steps: None,
            start_method: StartMethod::Spawn,
            cpus: None,
            processes: None,
            add: Vec::new(),
        };
        while let Some(word) = words.next() {
            let (name, inline) = match word.split_once('=') {
                Some((name, value)) if name.starts_with("--") => (name.to_owned(), Some(value.to_owned())),
                _ => (word.clone(), None),
            };
            let mut value = || inline.clone().or_else(|| words.next()).ok_or(format!("{name} needs a value"));
            match name.as_str() {
                "--help" | "-h" => return Ok(Asked::Help),
                "--version" | "-V" => return Ok(Asked::Version),
                "--hints" => options.hints = true,
                "--trace" => options.trace = Some(value()?),
                "--seed" => options.seed = Some(number(&name, &value()?)?),
                "--seeds" => options.seeds = Some(number(&name, &value()?)?),
                "--steps" => options.steps = Some(number(&name, &value()?)?),
                "--cpus" => options.cpus = Some(number(&name, &value()?)?),
                "--processes" => options.processes = Some(number(&name, &value()?)?),
                "--add" => options.add.push(value()?),
                "--start-method" => {
                    let method = value()?;
                    options.start_method =
                        StartMethod::named(&method).ok_or(format!("there is no start method {method:?}"))?;
                }
                "-c" => {
                    let code = value()?;
                    return Ok(options.run(Program::Code(code), words));
                }
                "--" => {
                    let file = words.next().ok_or("there is no file to run")?;
                    return Ok(options.run(Program::File(file), words));
                }
                _ if word.starts_with('-') => return Err(format!("unknown option {word}")),
                _ => return Ok(options.run(Program::File(word), words)),
            }
        }
        Err("there is no file to run".to_owned())
    }

    fn run(mut self, program: Program, rest: impl Iterator<Item = String>) -> Asked {
        self.program = program;
        self.arguments = rest.collect();
        Asked::Run(self)
    }
}

fn number<T: std::str::FromStr>(option: &str, value: &str) -> Result<T, String> {
    value.parse().map_err(|_| format!("{option} needs a number, not {value:?}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(line: &str) -> Result<Asked, String> {
        Options::parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options_end_where_the_program_begins() {
        match parse("--seed 7 --trace=t.json main.py --seed 8") {
            Ok(Asked::Run(options)) => {
                assert_eq!((options.seed, options.trace.as_deref()), (Some(7), Some("t.json")));
                assert_eq!(options.program, Program::File("main.py".to_owned()));
                assert_eq!(options.arguments, ["--seed", "8"]);
            }
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (line, message) in [
            ("", "there is no file to run"),
            ("--seed", "--seed needs a value"),
            ("--seed x a.py", "--seed needs a number, not \"x\""),
            ("--start-method zap a.py", "there is no start method \"zap\""),
            ("--frob a.py", "unknown option --frob"),
        ] {
            assert_eq!(parse(line), Err(message.to_owned()), "{line}");
        }
    }
}
