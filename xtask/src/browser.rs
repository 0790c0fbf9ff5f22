//! The browser tests: the built site and the pages of another origin on two ports, and Node to drive the browser.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::build;
use crate::command::{command, root};
use crate::http::Server;
use crate::toolchain;

/// A command that runs the browser tests whose names contain `name`, with the servers that they need running.
pub fn tests(name: Option<&str>) -> Result<Command, String> {
    toolchain::npm_packages()?;
    let mut node = driver()?;
    node.env("SPAWNPOINT_OTHER_URL", serve(&root().join("tests/browser/pages"))?);
    // One file after the other: the tests of two files would compete for the processors that they measure.
    node.args(["--test", "--test-reporter=tap", "--test-concurrency=1"]);
    node.args(name.map(|name| format!("--test-name-pattern={name}")));
    node.args(test_files()?);
    Ok(node)
}

/// Node with the site served and the browser's path in its environment.
pub fn driver() -> Result<Command, String> {
    let mut node = command("node");
    node.env("CHROMIUM", toolchain::chromium()?);
    node.env("SPAWNPOINT_URL", serve(&build::dist())?);
    Ok(node)
}

/// Serves `folder` on a free port until this program ends.
pub fn serve(folder: &Path) -> Result<String, String> {
    let server = Server::bind(folder, 0).map_err(|error| format!("Cannot listen on 127.0.0.1: {error}"))?;
    let url = server.url();
    server.serve_in_background();
    Ok(url)
}

fn test_files() -> Result<Vec<String>, String> {
    let folder = root().join("tests/browser");
    let entries = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut files: Vec<String> =
        names.filter(|name| name.ends_with(".test.mjs")).map(|name| format!("tests/browser/{name}")).collect();
    files.sort();
    if files.is_empty() { Err(format!("There are no tests in {}.", folder.display())) } else { Ok(files) }
}
