//! Matching at one position, by backtracking over a stack of our own: neither a long text nor many repetitions
//! deepen Rust's. Only what is matched on its own (assertions, atomic groups) is a call, as deep as they are nested.

use smallvec::SmallVec;

use super::charset;
use super::codes::{MAX_REPEAT, at, op};
use super::subject::Subject;
use super::units::{
    ascii_lower, ascii_upper, in_category, is_line_break, is_unicode_word, is_word, unicode_lower,
};

/// A position that is not there.
const NONE: usize = usize::MAX;

/// What must hold at the end of the whole pattern.
#[derive(Clone, Copy, Debug)]
pub struct Ending {
    /// The match must reach the end of the text.
    pub at_end: bool,
    /// The match must not be empty.
    pub advanced: bool,
}

/// One round of a repetition; rounds are never changed, so going back to an earlier one is to name it.
#[derive(Clone, Copy, Debug)]
struct Round {
    /// Where the REPEAT instruction is.
    repeat: usize,
    count: u32,
    /// Where the round began; `NONE` before the first.
    began: usize,
    /// The round of the repetition around this one.
    outer: usize,
}

/// How to go on after a failure.
#[derive(Clone, Copy, Debug)]
enum Retry {
    /// To go on there.
    At { pc: usize, position: usize, round: usize, rounds: usize },
    /// To take one character less from a repetition that began at `from`.
    Less { tail: usize, from: usize, count: usize, least: usize, round: usize, rounds: usize },
    /// To take one character more with the instruction at `body`.
    More { tail: usize, body: usize, position: usize, left: u32, round: usize, rounds: usize },
    /// To try the alternative whose slot is at `slot`.
    Branch { slot: usize, position: usize, round: usize, rounds: usize },
    /// Not a choice: to undo a change of a group.
    Mark { index: usize, position: usize, last: usize },
}

/// Matches one pattern against one text.
pub struct Matcher<'a, S> {
    codes: &'a [u32],
    text: S,
    /// The text counts as ending here.
    end: usize,
    /// Start and end of each group, `NONE` where it has not matched.
    pub marks: SmallVec<[usize; 16]>,
    /// The number of the group that was closed last; 0 for none.
    pub last: usize,
    rounds: Vec<Round>,
    round: usize,
    retries: SmallVec<[Retry; 8]>,
}

impl<'a, S: Subject> Matcher<'a, S> {
    pub fn new(codes: &'a [u32], text: S, end: usize, groups: usize) -> Self {
        let marks = SmallVec::from_elem(NONE, groups * 2);
        Matcher { codes, text, end, marks, last: 0, rounds: Vec::new(), round: NONE, retries: SmallVec::new() }
    }

    /// Where the match ends that begins at `position`, if there is one.
    pub fn match_at(&mut self, pc: usize, position: usize, ending: Ending) -> Option<usize> {
        self.marks.fill(NONE);
        (self.last, self.round) = (0, NONE);
        self.rounds.clear();
        self.retries.clear();
        self.run(pc, position, Some(ending))
    }

    fn span(&self, group: usize) -> Option<(usize, usize)> {
        let (start, end) = (self.marks[group * 2], self.marks[group * 2 + 1]);
        (start != NONE && end != NONE && start <= end).then_some((start, end))
    }

    /// Runs from `pc` to its SUCCESS. What was tried can be taken up again only within this call.
    fn run(&mut self, mut pc: usize, mut position: usize, ending: Option<Ending>) -> Option<usize> {
        let (base, start, outer) = (self.retries.len(), position, self.round);
        loop {
            match self.step(pc, position) {
                Step::Next { pc: next, position: moved } => (pc, position) = (next, moved),
                Step::Success if ending.is_none_or(|ending| self.may_end(ending, start, position)) => {
                    self.keep_marks_only(base);
                    self.round = outer;
                    return Some(position);
                }
                Step::Success | Step::Fail => match self.retry(base) {
                    Some(resumed) => (pc, position) = resumed,
                    None => {
                        self.round = outer;
                        return None;
                    }
                },
            }
        }
    }

    fn may_end(&self, ending: Ending, start: usize, position: usize) -> bool {
        (!ending.at_end || position == self.end) && (!ending.advanced || position != start)
    }

    /// Gives up the choices above `base`, so that what has matched stays as it is.
    fn keep_marks_only(&mut self, base: usize) {
        let mut kept = base;
        for index in base..self.retries.len() {
            if let Retry::Mark { .. } = self.retries[index] {
                self.retries[kept] = self.retries[index];
                kept += 1;
            }
        }
        self.retries.truncate(kept);
    }

    /// Goes back to the last choice above `base`.
    fn retry(&mut self, base: usize) -> Option<(usize, usize)> {
        while self.retries.len() > base {
            match self.retries.pop()? {
                Retry::Mark { index, position, last } => {
                    self.marks[index] = position;
                    self.last = last;
                }
                Retry::At { pc, position, round, rounds } => {
                    self.go_back_to(round, rounds);
                    return Some((pc, position));
                }
                Retry::Branch { slot, position, round, rounds } => {
                    self.go_back_to(round, rounds);
                    if let Step::Next { pc, position } = self.branch(slot, position) {
                        return Some((pc, position));
                    }
                }
                Retry::Less { tail, from, count, least, round, rounds } => {
                    self.go_back_to(round, rounds);
                    if let Some(resumed) = self.take_less(tail, from, count, least) {
                        return Some(resumed);
                    }
                }
                Retry::More { tail, body, position, left, round, rounds } => {
                    self.go_back_to(round, rounds);
                    if left > 0 && position < self.end && self.matches_one(body, position) {
                        self.push_more(tail, body, position + 1, left - u32::from(left != MAX_REPEAT));
                        return Some((tail, position + 1));
                    }
                }
            }
        }
        None
    }

    fn go_back_to(&mut self, round: usize, rounds: usize) {
        self.round = round;
        self.rounds.truncate(rounds);
    }

    fn push_choice(&mut self, pc: usize, position: usize) {
        self.retries.push(Retry::At { pc, position, round: self.round, rounds: self.rounds.len() });
    }

    fn push_more(&mut self, tail: usize, body: usize, position: usize, left: u32) {
        let (round, rounds) = (self.round, self.rounds.len());
        self.retries.push(Retry::More { tail, body, position, left, round, rounds });
    }

    /// Fewer than `count` characters, and as many as the tail can begin after.
    fn take_less(&mut self, tail: usize, from: usize, count: usize, least: usize) -> Option<(usize, usize)> {
        let literal = (self.codes[tail] == op::LITERAL).then(|| self.codes[tail + 1]);
        let fits = |position: usize| match literal {
            Some(literal) => position < self.end && self.text.at(position) == literal,
            None => true,
        };
        let count = (least..count).rev().find(|count| fits(from + count))?;
        self.push_less(tail, from, count, least);
        Some((tail, from + count))
    }

    fn push_less(&mut self, tail: usize, from: usize, count: usize, least: usize) {
        if count > least {
            let (round, rounds) = (self.round, self.rounds.len());
            self.retries.push(Retry::Less { tail, from, count, least, round, rounds });
        }
    }

    fn step(&mut self, pc: usize, position: usize) -> Step {
        let codes = self.codes;
        let jump = |slot: usize| slot + codes[slot] as usize;
        match codes[pc] {
            op::SUCCESS => Step::Success,
            op::FAILURE => Step::Fail,
            op::MARK => self.mark(pc, position),
            op::JUMP | op::INFO => Step::to(jump(pc + 1), position),
            op::AT => Step::when(self.is_at(codes[pc + 1], position), pc + 2, position),
            op::BRANCH => self.branch(pc + 1, position),
            op::ASSERT => self.assert(pc, position, true),
            op::ASSERT_NOT => self.assert(pc, position, false),
            op::ATOMIC_GROUP => match self.run(pc + 2, position, None) {
                Some(end) => Step::to(jump(pc + 1), end),
                None => Step::Fail,
            },
            op::REPEAT => {
                let (repeat, outer) = (pc, self.round);
                self.enter(Round { repeat, count: 0, began: NONE, outer });
                Step::to(jump(pc + 1), position)
            }
            op::MAX_UNTIL => self.until(pc, position, true),
            op::MIN_UNTIL => self.until(pc, position, false),
            op::REPEAT_ONE => self.repeat_one(pc, position),
            op::MIN_REPEAT_ONE => self.min_repeat_one(pc, position),
            op::POSSESSIVE_REPEAT_ONE => {
                let count = self.count_ones(pc + 4, position, codes[pc + 3]);
                Step::when(count >= codes[pc + 2] as usize, jump(pc + 1), position + count)
            }
            op::POSSESSIVE_REPEAT => self.possessive_repeat(pc, position),
            op::GROUPREF => self.group_again(pc, position, |code| code),
            op::GROUPREF_IGNORE | op::GROUPREF_LOC_IGNORE => self.group_again(pc, position, ascii_lower),
            op::GROUPREF_UNI_IGNORE => self.group_again(pc, position, unicode_lower),
            op::GROUPREF_EXISTS => {
                let matched = self.span(codes[pc + 1] as usize).is_some();
                Step::to(if matched { pc + 3 } else { pc + 1 + codes[pc + 2] as usize }, position)
            }
            _ => {
                let matched = position < self.end && self.matches_one(pc, position);
                Step::when(matched, self.after_one(pc), position + 1)
            }
        }
    }

    fn mark(&mut self, pc: usize, position: usize) -> Step {
        let index = self.codes[pc + 1] as usize;
        self.retries.push(Retry::Mark { index, position: self.marks[index], last: self.last });
        self.marks[index] = position;
        if index % 2 == 1 {
            self.last = index / 2 + 1;
        }
        Step::to(pc + 2, position)
    }

    /// The first alternative that can begin here, with the others to be tried after it.
    fn branch(&mut self, mut slot: usize, position: usize) -> Step {
        while self.codes[slot] != 0 {
            let next = slot + self.codes[slot] as usize;
            if self.may_begin(slot + 1, position) {
                if self.codes[next] != 0 {
                    let (round, rounds) = (self.round, self.rounds.len());
                    self.retries.push(Retry::Branch { slot: next, position, round, rounds });
                }
                return Step::to(slot + 1, position);
            }
            slot = next;
        }
        Step::Fail
    }

    /// Whether what begins at `pc` may match here: false only where its first character tells.
    fn may_begin(&self, mut pc: usize, position: usize) -> bool {
        while self.codes[pc] == op::MARK {
            pc += 2;
        }
        match self.codes[pc] {
            op::REPEAT_ONE if self.codes[pc + 2] > 0 => position < self.end && self.matches_one(pc + 4, position),
            op::LITERAL | op::IN => position < self.end && self.matches_one(pc, position),
            _ => true,
        }
    }

    fn assert(&mut self, pc: usize, position: usize, positive: bool) -> Step {
        let tail = pc + 1 + self.codes[pc + 1] as usize;
        let back = self.codes[pc + 2] as usize;
        if position < back {
            return Step::when(!positive, tail, position);
        }
        let height = self.retries.len();
        let matched = self.run(pc + 3, position - back, None).is_some();
        if matched && !positive {
            self.retry(height);
        }
        Step::when(matched == positive, tail, position)
    }

    fn enter(&mut self, round: Round) {
        self.round = self.rounds.len();
        self.rounds.push(round);
    }

    /// The end of a round: begins another one or leaves the repetition.
    fn until(&mut self, pc: usize, position: usize, greedy: bool) -> Step {
        let round = self.rounds[self.round];
        let (least, most) = (self.codes[round.repeat + 2], self.codes[round.repeat + 3]);
        let body = round.repeat + 4;
        let next = Round { count: round.count + 1, ..round };
        if round.count < least {
            self.enter(next);
            return Step::to(body, position);
        }
        let may_go_on = (round.count < most || most == MAX_REPEAT) && position != round.began;
        if may_go_on && greedy {
            // After the body has failed, the repetition is left.
            self.push_leaving(pc + 1, position, round.outer);
            self.enter(Round { began: position, ..next });
            return Step::to(body, position);
        }
        if may_go_on {
            self.enter(Round { began: position, ..next });
            self.push_choice(body, position);
        }
        self.round = round.outer;
        Step::to(pc + 1, position)
    }

    fn push_leaving(&mut self, pc: usize, position: usize, round: usize) {
        self.retries.push(Retry::At { pc, position, round, rounds: self.rounds.len() });
    }

    fn repeat_one(&mut self, pc: usize, position: usize) -> Step {
        let (tail, least) = (pc + 1 + self.codes[pc + 1] as usize, self.codes[pc + 2] as usize);
        let count = self.count_ones(pc + 4, position, self.codes[pc + 3]);
        if count < least {
            return Step::Fail;
        }
        // One more than there are is not a choice, but the search for the first one starts below it.
        match self.take_less(tail, position, count + 1, least) {
            Some((pc, position)) => Step::to(pc, position),
            None => Step::Fail,
        }
    }

    fn min_repeat_one(&mut self, pc: usize, position: usize) -> Step {
        let (tail, least, most) = (pc + 1 + self.codes[pc + 1] as usize, self.codes[pc + 2], self.codes[pc + 3]);
        let count = if least == 0 { 0 } else { self.count_ones(pc + 4, position, least) };
        if count < least as usize {
            return Step::Fail;
        }
        let left = if most == MAX_REPEAT { MAX_REPEAT } else { most - least };
        self.push_more(tail, pc + 4, position + count, left);
        Step::to(tail, position + count)
    }

    fn possessive_repeat(&mut self, pc: usize, mut position: usize) -> Step {
        let (least, most) = (self.codes[pc + 2], self.codes[pc + 3]);
        let (mut count, height) = (0, self.retries.len());
        while count < most || most == MAX_REPEAT {
            match self.run(pc + 4, position, None) {
                Some(end) if end == position && count >= least => break,
                Some(end) => (position, count) = (end, count + 1),
                None => break,
            }
        }
        if count < least {
            self.retry(height);
            return Step::Fail;
        }
        // The body's SUCCESS stands where the repetition ends.
        Step::to(pc + 2 + self.codes[pc + 1] as usize, position)
    }

    fn group_again(&self, pc: usize, position: usize, fold: fn(u32) -> u32) -> Step {
        let Some((start, end)) = self.span(self.codes[pc + 1] as usize) else { return Step::Fail };
        let length = end - start;
        let same = |offset| fold(self.text.at(start + offset)) == fold(self.text.at(position + offset));
        let matched = position + length <= self.end && (0..length).all(same);
        Step::when(matched, pc + 2, position + length)
    }

    fn is_at(&self, what: u32, position: usize) -> bool {
        let before = |test: fn(u32) -> bool| position > 0 && test(self.text.at(position - 1));
        let here = |test: fn(u32) -> bool| position < self.end && test(self.text.at(position));
        match what {
            at::BEGINNING | at::BEGINNING_STRING => position == 0,
            at::BEGINNING_LINE => position == 0 || before(is_line_break),
            at::END => position == self.end || position + 1 == self.end && here(is_line_break),
            at::END_LINE => position == self.end || here(is_line_break),
            at::END_STRING => position == self.end,
            at::BOUNDARY | at::LOC_BOUNDARY => before(is_word) != here(is_word),
            at::NON_BOUNDARY | at::LOC_NON_BOUNDARY => before(is_word) == here(is_word),
            at::UNI_BOUNDARY => before(is_unicode_word) != here(is_unicode_word),
            at::UNI_NON_BOUNDARY => before(is_unicode_word) == here(is_unicode_word),
            _ => false,
        }
    }

    /// Whether the instruction at `pc`, which is for one character, takes the one at `position`.
    fn matches_one(&self, pc: usize, position: usize) -> bool {
        let code = self.text.at(position);
        let operand = self.codes[pc + 1];
        let set = || &self.codes[pc + 2..];
        match self.codes[pc] {
            op::LITERAL => code == operand,
            op::NOT_LITERAL => code != operand,
            op::ANY => !is_line_break(code),
            op::ANY_ALL => true,
            op::IN => charset::contains(set(), code),
            op::CATEGORY => in_category(operand, code),
            op::LITERAL_IGNORE => ascii_lower(code) == operand,
            op::NOT_LITERAL_IGNORE => ascii_lower(code) != operand,
            op::LITERAL_UNI_IGNORE => unicode_lower(code) == operand,
            op::NOT_LITERAL_UNI_IGNORE => unicode_lower(code) != operand,
            op::LITERAL_LOC_IGNORE => code == operand || ascii_lower(code) == ascii_lower(operand),
            op::NOT_LITERAL_LOC_IGNORE => code != operand && ascii_lower(code) != ascii_lower(operand),
            op::IN_IGNORE => charset::contains(set(), ascii_lower(code)),
            op::IN_UNI_IGNORE => charset::contains(set(), unicode_lower(code)),
            op::IN_LOC_IGNORE => {
                charset::contains(set(), ascii_lower(code)) || charset::contains(set(), ascii_upper(code))
            }
            _ => false,
        }
    }

    /// The instruction after the one at `pc`, which is for one character.
    fn after_one(&self, pc: usize) -> usize {
        match self.codes[pc] {
            op::ANY | op::ANY_ALL => pc + 1,
            op::IN | op::IN_IGNORE | op::IN_UNI_IGNORE | op::IN_LOC_IGNORE => pc + 1 + self.codes[pc + 1] as usize,
            _ => pc + 2,
        }
    }

    /// How many characters from `position` on, at most `most`, the instruction at `pc` takes.
    fn count_ones(&self, pc: usize, position: usize, most: u32) -> usize {
        let room = self.end - position;
        let limit = if most == MAX_REPEAT { room } else { room.min(most as usize) };
        let operand = self.codes[pc + 1];
        match self.codes[pc] {
            op::ANY_ALL => limit,
            op::ANY => self.count_while(position, limit, |code| !is_line_break(code)),
            op::LITERAL => self.count_while(position, limit, |code| code == operand),
            op::NOT_LITERAL => self.count_while(position, limit, |code| code != operand),
            op::CATEGORY => self.count_while(position, limit, |code| in_category(operand, code)),
            op::IN => match self.codes[pc + 2..] {
                [op::CATEGORY, category, op::FAILURE, ..] => {
                    self.count_while(position, limit, |code| in_category(category, code))
                }
                [op::NEGATE, op::LITERAL, literal, op::FAILURE, ..] => {
                    self.count_while(position, limit, |code| code != literal)
                }
                [op::RANGE, first, last, op::FAILURE, ..] => {
                    self.count_while(position, limit, |code| first <= code && code <= last)
                }
                ref set => self.count_while(position, limit, |code| charset::contains(set, code)),
            },
            _ => (0..limit).find(|offset| !self.matches_one(pc, position + offset)).unwrap_or(limit),
        }
    }

    #[inline(always)]
    fn count_while(&self, position: usize, limit: usize, test: impl Fn(u32) -> bool) -> usize {
        (0..limit).find(|offset| !test(self.text.at(position + offset))).unwrap_or(limit)
    }
}

/// What an instruction does.
enum Step {
    Next { pc: usize, position: usize },
    Success,
    Fail,
}

impl Step {
    fn to(pc: usize, position: usize) -> Step {
        Step::Next { pc, position }
    }

    fn when(matched: bool, pc: usize, position: usize) -> Step {
        if matched { Step::to(pc, position) } else { Step::Fail }
    }
}
