//! Chained exceptions and exception groups: which are printed, in what order and how far indented.

use std::collections::HashSet;

use super::exception::render_exception_only;
use super::frame::render_frames;
use super::lines::indent;
use super::{ExceptionIndex, ExceptionSummary, Traceback};

/// Members of a group beyond these are only counted.
pub const MAX_GROUP_WIDTH: usize = 15;
/// Groups nested deeper than this are only mentioned.
pub const MAX_GROUP_DEPTH: usize = 10;

const CAUSE: &str = "\nThe above exception was the direct cause of the following exception:\n\n";
const CONTEXT: &str = "\nDuring handling of the above exception, another exception occurred:\n\n";

/// The whole traceback, every line ended.
pub fn render(traceback: &Traceback) -> String {
    if traceback.exceptions.is_empty() {
        return String::new();
    }
    let nodes = Links::resolve(traceback);
    let mut printer = Printer {
        traceback,
        nodes,
        out: String::new(),
        depth: 0,
        need_close: false,
    };
    printer.chain(0);
    printer.out
}

/// An exception as it will be printed, its links to those already said removed.
struct Node {
    exception: ExceptionIndex,
    cause: Option<usize>,
    context: Option<usize>,
    members: Option<Vec<usize>>,
}

/// Decides once, depth first, which exceptions are said where, so that cycles end.
struct Links {
    nodes: Vec<Node>,
    seen: HashSet<ExceptionIndex>,
}

impl Links {
    fn resolve(traceback: &Traceback) -> Vec<Node> {
        let mut links = Self {
            nodes: Vec::new(),
            seen: HashSet::new(),
        };
        let mut queue = vec![links.add(ExceptionIndex(0))];
        while let Some(node) = queue.pop() {
            let exception = &traceback.exceptions[links.nodes[node].exception.0 as usize];
            let cause = exception.cause.and_then(|cause| links.add_unseen(cause));
            let wants_context = cause.is_none() && !exception.suppress_context;
            let context = exception.context.filter(|_| wants_context);
            let context = context.and_then(|context| links.add_unseen(context));
            let members = exception.members.as_ref();
            let members = members.map(|members| {
                members
                    .iter()
                    .map(|member| links.add(*member))
                    .collect::<Vec<_>>()
            });
            queue.extend(cause);
            queue.extend(context);
            queue.extend(members.iter().flatten());
            let linked = &mut links.nodes[node];
            (linked.cause, linked.context, linked.members) = (cause, context, members);
        }
        links.nodes
    }

    fn add_unseen(&mut self, exception: ExceptionIndex) -> Option<usize> {
        (!self.seen.contains(&exception)).then(|| self.add(exception))
    }

    fn add(&mut self, exception: ExceptionIndex) -> usize {
        self.seen.insert(exception);
        self.nodes.push(Node {
            exception,
            cause: None,
            context: None,
            members: None,
        });
        self.nodes.len() - 1
    }
}

struct Printer<'a> {
    traceback: &'a Traceback,
    nodes: Vec<Node>,
    out: String,
    /// How many groups deep the text stands.
    depth: usize,
    /// Whether the last member's frame is still to be closed.
    need_close: bool,
}

impl Printer<'_> {
    /// A node with its causes and contexts, the oldest first.
    fn chain(&mut self, node: usize) {
        let mut chain = vec![(node, None)];
        let mut current = node;
        while let Some((next, message)) = self.link(current) {
            if let Some(last) = chain.last_mut() {
                last.1 = Some(message);
            }
            chain.push((next, None));
            current = next;
        }
        for (node, message) in chain.into_iter().rev() {
            if let Some(message) = message {
                self.emit(message, '|');
            }
            self.exception(node);
        }
    }

    fn link(&self, node: usize) -> Option<(usize, &'static str)> {
        let node = &self.nodes[node];
        let cause = node.cause.map(|cause| (cause, CAUSE));
        cause.or_else(|| node.context.map(|context| (context, CONTEXT)))
    }

    fn exception(&mut self, node: usize) {
        let traceback = self.traceback;
        let exception = &traceback.exceptions[self.nodes[node].exception.0 as usize];
        match self.nodes[node].members.clone() {
            None => self.single(exception, "Traceback (most recent call last):\n", '|'),
            Some(_) if self.depth > MAX_GROUP_DEPTH => {
                self.emit(
                    &format!("... (max_group_depth is {MAX_GROUP_DEPTH})\n"),
                    '|',
                );
            }
            Some(members) => self.group(exception, &members),
        }
    }

    fn single(&mut self, exception: &ExceptionSummary, heading: &str, margin: char) {
        if !exception.frames.is_empty() {
            self.emit(heading, margin);
            self.emit(&render_frames(&exception.frames), '|');
        }
        self.emit(&render_exception_only(exception), '|');
    }

    fn group(&mut self, exception: &ExceptionSummary, members: &[usize]) {
        let is_outermost = self.depth == 0;
        self.depth += usize::from(is_outermost);
        let margin = if is_outermost { '+' } else { '|' };
        self.single(
            exception,
            "Exception Group Traceback (most recent call last):\n",
            margin,
        );
        self.need_close = false;
        let shown = members.len().min(MAX_GROUP_WIDTH + 1);
        for (index, member) in members.iter().take(shown).enumerate() {
            let is_last = index + 1 == shown;
            self.need_close |= is_last;
            self.member(index, *member, members.len());
            if is_last && self.need_close {
                self.rule("+------------------------------------\n");
                self.need_close = false;
            }
            self.depth -= 1;
        }
        if is_outermost {
            self.depth = 0;
        }
    }

    /// A member under its numbered rule; leaves the depth at the member's.
    fn member(&mut self, index: usize, member: usize, total: usize) {
        let is_shown = index < MAX_GROUP_WIDTH;
        let title = if is_shown {
            (index + 1).to_string()
        } else {
            "...".to_owned()
        };
        let corner = if index == 0 { "+-" } else { "  " };
        self.rule(&format!(
            "{corner}+---------------- {title} ----------------\n"
        ));
        self.depth += 1;
        if is_shown {
            self.chain(member);
        } else {
            let remaining = total - MAX_GROUP_WIDTH;
            let plural = if remaining > 1 { "s" } else { "" };
            self.emit(&format!("and {remaining} more exception{plural}\n"), '|');
        }
    }

    fn rule(&mut self, text: &str) {
        self.out.push_str(&"  ".repeat(self.depth));
        self.out.push_str(text);
    }

    fn emit(&mut self, text: &str, margin: char) {
        let mut prefix = "  ".repeat(self.depth);
        if self.depth > 0 {
            prefix.push(margin);
            prefix.push(' ');
        }
        indent(text, &prefix, &mut self.out);
    }
}
