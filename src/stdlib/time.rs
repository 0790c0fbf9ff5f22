//! `time`: clocks, sleeping, and calendar time in UTC.

use crate::object::*;
use crate::vm::native::*;
use crate::vm::wait::{Wait, WaitOn};
use crate::vm::{Exc, Vm};

pub const NATIVES: &[NativeDef] = &[
    function("time", "()", |vm, _| Ok(Value::Float(vm.host.wall_ms() / 1e3))),
    function("time_ns", "()", |vm, _| Ok(nanoseconds(vm.host.wall_ms()))),
    function("monotonic", "()", monotonic),
    function("monotonic_ns", "()", monotonic_ns),
    function("perf_counter", "()", monotonic),
    function("perf_counter_ns", "()", monotonic_ns),
    function("process_time", "()", |vm, _| Ok(Value::Float(vm.cpu_ms() / 1e3))),
    function("process_time_ns", "()", |vm, _| Ok(nanoseconds(vm.cpu_ms()))),
    function("thread_time", "()", |vm, _| Ok(Value::Float(vm.cpu_ms() / 1e3))),
    function("thread_time_ns", "()", |vm, _| Ok(nanoseconds(vm.cpu_ms()))),
    function("sleep", "(seconds, /)", sleep),
    function("gmtime", "(seconds=None, /)", gmtime),
    function("localtime", "(seconds=None, /)", gmtime),
    function("mktime", "(seconds, /)", mktime),
    function("get_clock_info", "(name, /)", |_, _| Err(Escape::Defer)),
    function("strftime", "(format, time_tuple=None, /)", strftime),
    function("asctime", "(time_tuple=None, /)", asctime),
    function("ctime", "(seconds=None, /)", ctime),
    function("strptime", "(string, format='%a %b %d %H:%M:%S %Y', /)", |_, _| Err(Escape::Defer)),
    function("tzset", "()", |_, _| Ok(Value::None)),
];

/// Adds the constants and the class of broken-down times.
pub fn fill(vm: &mut Vm, time: Ref<Dict>) {
    for name in ["timezone", "altzone", "daylight"] {
        vm.define(time, name, Value::Int(0));
    }
    vm.define(time, "_STRUCT_TM_ITEMS", Value::Int(11));
    let utc = vm.str("UTC");
    let names = vm.tuple([utc, utc]);
    vm.define(time, "tzname", names);
    let now = broken_down(vm, Calendar::at(0));
    let class = vm.class_of(now);
    vm.define(time, "struct_time", class);
    for (name, id) in [("CLOCK_REALTIME", 0), ("CLOCK_MONOTONIC", 1), ("CLOCK_PROCESS_CPUTIME_ID", 2)] {
        vm.define(time, name, Value::Int(id));
    }
}

fn nanoseconds(ms: f64) -> Value {
    Value::Int((ms * 1e6) as i64)
}

fn monotonic(vm: &mut Vm, _: &[Value]) -> NativeResult {
    Ok(Value::Float(vm.host.monotonic_ms() / 1e3))
}

fn monotonic_ns(vm: &mut Vm, _: &[Value]) -> NativeResult {
    Ok(nanoseconds(vm.host.monotonic_ms()))
}

fn sleep(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let seconds = vm.timeout_argument(arguments[0])?;
    if seconds < 0.0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    let deadline = Some(vm.host.monotonic_ms() + seconds * 1e3);
    let resume = |_: &mut Vm, _: &[Value], _| Ok(Value::None);
    Err(Escape::Wait(Box::new(Wait { on: WaitOn::Time, deadline, label: "sleep", subject: None, state: Vec::new(), resume })))
}

/// A point in time as a calendar and a clock in UTC say it.
#[derive(Clone, Copy)]
struct Calendar {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
    /// Monday is 0.
    weekday: i64,
    /// From 1.
    day_of_year: i64,
}

impl Calendar {
    /// The point `seconds` after 1970-01-01T00:00:00Z.
    fn at(seconds: i64) -> Calendar {
        let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        let (year, month, day) = civil_from_days(days);
        Calendar {
            year,
            month,
            day,
            hour: rest / 3600,
            minute: rest / 60 % 60,
            second: rest % 60,
            weekday: (days + 3).rem_euclid(7),
            day_of_year: days - days_from_civil(year, 1, 1) + 1,
        }
    }

    fn seconds(&self) -> i64 {
        days_from_civil(self.year, self.month, self.day) * 86_400 + self.hour * 3600 + self.minute * 60 + self.second
    }
}

/// Days since 1970-01-01 of a date in the Gregorian calendar.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

fn broken_down(vm: &mut Vm, calendar: Calendar) -> Value {
    let zone = vm.str("UTC");
    let fields = [
        ("tm_year", Value::Int(calendar.year)),
        ("tm_mon", Value::Int(calendar.month)),
        ("tm_mday", Value::Int(calendar.day)),
        ("tm_hour", Value::Int(calendar.hour)),
        ("tm_min", Value::Int(calendar.minute)),
        ("tm_sec", Value::Int(calendar.second)),
        ("tm_wday", Value::Int(calendar.weekday)),
        ("tm_yday", Value::Int(calendar.day_of_year)),
        ("tm_isdst", Value::Int(0)),
        ("tm_zone", zone),
        ("tm_gmtoff", Value::Int(0)),
    ];
    vm.struct_sequence("time.struct_time", &fields, 9)
}

/// The time in an argument, or now.
fn seconds_argument(vm: &mut Vm, value: Value) -> Result<i64, Escape> {
    match value {
        Value::Unbound | Value::None => Ok((vm.host.wall_ms() / 1e3).floor() as i64),
        value => Ok(vm.float_argument(value)?.floor() as i64),
    }
}

fn gmtime(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let seconds = seconds_argument(vm, arguments[0])?;
    Ok(broken_down(vm, Calendar::at(seconds)))
}

/// The calendar in a nine-tuple or `struct_time`, or now.
fn calendar_argument(vm: &mut Vm, value: Value, function: &str) -> Result<Calendar, Escape> {
    if matches!(value, Value::Unbound | Value::None) {
        return Ok(Calendar::at(seconds_argument(vm, value)?));
    }
    let unwrapped = vm.unwrap(value);
    let items = match unwrapped {
        Value::Tuple(tuple) => vm.heap[tuple].0.to_vec(),
        _ => return Err(vm.type_error("Tuple or struct_time argument required")),
    };
    if items.len() != 9 {
        return Err(vm.type_error(format!("{function}(): illegal time tuple argument")));
    }
    let mut numbers = [0; 9];
    for (number, item) in numbers.iter_mut().zip(items) {
        *number = vm.int_argument(item)?;
    }
    let [year, month, day, hour, minute, second, weekday, day_of_year, _] = numbers;
    Ok(Calendar { year, month, day, hour, minute, second, weekday, day_of_year })
}

fn mktime(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let calendar = calendar_argument(vm, arguments[0], "mktime")?;
    Ok(Value::Float(calendar.seconds() as f64))
}

fn strftime(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let format = vm.str_argument(arguments[0], "strftime() argument 1")?;
    let calendar = calendar_argument(vm, arguments[1], "strftime")?;
    let text = format_time(vm, &format, calendar)?;
    Ok(vm.str(text))
}

fn asctime(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let calendar = calendar_argument(vm, arguments[0], "asctime")?;
    let text = format_time(vm, "%a %b %e %H:%M:%S %Y", calendar)?;
    Ok(vm.str(text))
}

fn ctime(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let seconds = seconds_argument(vm, arguments[0])?;
    let text = format_time(vm, "%a %b %e %H:%M:%S %Y", Calendar::at(seconds))?;
    Ok(vm.str(text))
}

const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
];

fn format_time(vm: &mut Vm, format: &str, time: Calendar) -> Result<String, Escape> {
    if !(1..=12).contains(&time.month) {
        return Err(vm.raise(Exc::ValueError, "month out of range"));
    }
    Ok(format_fields(format, time))
}

fn format_fields(format: &str, time: Calendar) -> String {
    let mut text = String::new();
    let mut chars = format.chars();
    while let Some(char) = chars.next() {
        if char != '%' {
            text.push(char);
            continue;
        }
        let flag = chars.clone().next().filter(|flag| "-_0^#".contains(*flag));
        let directive = chars.nth(usize::from(flag.is_some()));
        match (flag, directive) {
            (flag, None) => text.extend(['%'].into_iter().chain(flag)),
            (None, Some(directive)) => text.push_str(&format_directive(directive, time)),
            (Some(flag), Some(directive)) => text.push_str(&flagged(flag, directive, format_directive(directive, time))),
        }
    }
    text
}

/// A field whose padding or case a flag changes, as the C libraries of Linux and macOS know them.
fn flagged(flag: char, directive: char, field: String) -> String {
    if field.starts_with('%') && directive != '%' {
        return format!("%{flag}{directive}");
    }
    let number = field.trim_start_matches(['0', ' ']);
    let number = if number.is_empty() { &field[field.len() - 1..] } else { number };
    let width = field.len();
    match flag {
        '^' => field.to_uppercase(),
        '#' if directive == 'p' => field.to_lowercase(),
        '#' => field.to_uppercase(),
        _ if !field.bytes().all(|byte| byte.is_ascii_digit() || byte == b' ') => field,
        '-' => number.to_string(),
        '_' => format!("{number:>width$}"),
        _ => format!("{number:0>width$}"),
    }
}

fn format_directive(directive: char, time: Calendar) -> String {
    let day = DAYS[time.weekday.rem_euclid(7) as usize];
    let month = MONTHS[(time.month - 1) as usize];
    let twelve = if time.hour % 12 == 0 { 12 } else { time.hour % 12 };
    let nested = |format: &str| format_fields(format, time);
    match directive {
        'a' => day[..3].to_string(),
        'A' => day.to_string(),
        'b' | 'h' => month[..3].to_string(),
        'B' => month.to_string(),
        'c' => nested("%a %b %e %H:%M:%S %Y"),
        'C' => format!("{:02}", time.year / 100),
        'd' => format!("{:02}", time.day),
        'D' | 'x' => nested("%m/%d/%y"),
        'e' => format!("{:2}", time.day),
        'f' => "000000".to_string(),
        'F' => nested("%Y-%m-%d"),
        'G' => iso_week(time).0.to_string(),
        'H' => format!("{:02}", time.hour),
        'I' => format!("{twelve:02}"),
        'j' => format!("{:03}", time.day_of_year),
        'm' => format!("{:02}", time.month),
        'M' => format!("{:02}", time.minute),
        'n' => "\n".to_string(),
        'p' => if time.hour < 12 { "AM" } else { "PM" }.to_string(),
        'r' => nested("%I:%M:%S %p"),
        'R' => nested("%H:%M"),
        's' => time.seconds().to_string(),
        'S' => format!("{:02}", time.second),
        't' => "\t".to_string(),
        'T' | 'X' => nested("%H:%M:%S"),
        'u' => (time.weekday + 1).to_string(),
        'U' => format!("{:02}", (time.day_of_year + 6 - (time.weekday + 1) % 7) / 7),
        'V' => format!("{:02}", iso_week(time).1),
        'w' => ((time.weekday + 1) % 7).to_string(),
        'W' => format!("{:02}", (time.day_of_year + 6 - time.weekday) / 7),
        'y' => format!("{:02}", time.year.rem_euclid(100)),
        'Y' => time.year.to_string(),
        'z' => "+0000".to_string(),
        'Z' => "UTC".to_string(),
        '%' => "%".to_string(),
        other => format!("%{other}"),
    }
}

/// The ISO 8601 year and week.
fn iso_week(time: Calendar) -> (i64, i64) {
    let thursday = days_from_civil(time.year, 1, 1) + time.day_of_year - 1 - time.weekday + 3;
    let (year, ..) = civil_from_days(thursday);
    (year, (thursday - days_from_civil(year, 1, 1)) / 7 + 1)
}
