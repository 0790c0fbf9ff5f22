//! `datetime`, where it is plain: without time zones and derived classes, and with numbers in range.
//!
//! The classes are those of `_pydatetime`. `accelerate` puts natives in place of their methods; what a native does not
//! know, it leaves to the method that was there before.

use crate::object::str::hash_bytes;
use crate::object::*;
use crate::vm::Vm;
use crate::vm::hashing::tuple_hash;
use crate::vm::native::*;

pub const NATIVES: &[NativeDef] = &[function("accelerate", "(timedelta, date, datetime, /)", accelerate)];

const TIMEDELTA: &[NativeDef] = &[
    static_method(
        "__new__",
        "(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)",
        new_timedelta,
    ),
    method("__add__", "(self, other, /)", |vm, a| combine(vm, a, |x, y| x + y)),
    method("__radd__", "(self, other, /)", |vm, a| combine(vm, a, |x, y| x + y)),
    method("__sub__", "(self, other, /)", |vm, a| combine(vm, a, |x, y| x - y)),
    method("__neg__", "(self, /)", |vm, a| {
        let span = span(vm, a[0])?;
        timedelta(vm, -span)
    }),
    method("__mul__", "(self, other, /)", multiply),
    method("__rmul__", "(self, other, /)", multiply),
    method("__eq__", "(self, other, /)", |vm, a| compare(vm, a, span, |x, y| x == y)),
    method("__lt__", "(self, other, /)", |vm, a| compare(vm, a, span, |x, y| x < y)),
    method("__le__", "(self, other, /)", |vm, a| compare(vm, a, span, |x, y| x <= y)),
    method("__gt__", "(self, other, /)", |vm, a| compare(vm, a, span, |x, y| x > y)),
    method("__ge__", "(self, other, /)", |vm, a| compare(vm, a, span, |x, y| x >= y)),
    method("total_seconds", "(self, /)", total_seconds),
];

const DATE: &[NativeDef] = &[
    static_method("__new__", "(cls, year, month=None, day=None)", new_date),
    method("__add__", "(self, other, /)", |vm, a| move_date(vm, a, 1)),
    method("__radd__", "(self, other, /)", |vm, a| move_date(vm, a, 1)),
    method("__sub__", "(self, other, /)", subtract_date),
    method("__eq__", "(self, other, /)", |vm, a| compare(vm, a, ordinal, |x, y| x == y)),
    method("__lt__", "(self, other, /)", |vm, a| compare(vm, a, ordinal, |x, y| x < y)),
    method("__le__", "(self, other, /)", |vm, a| compare(vm, a, ordinal, |x, y| x <= y)),
    method("__gt__", "(self, other, /)", |vm, a| compare(vm, a, ordinal, |x, y| x > y)),
    method("__ge__", "(self, other, /)", |vm, a| compare(vm, a, ordinal, |x, y| x >= y)),
    method("__hash__", "(self, /)", |vm, a| {
        let [year, month, day] = day_of(vm, a[0], vm.date_classes()?.date)?;
        Ok(Value::Int(tuple_hash(&[hash_bytes(&day_bytes(year, month, day))])))
    }),
    method("toordinal", "(self, /)", |vm, a| Ok(Value::Int(any_ordinal(vm, a[0])?))),
    method("weekday", "(self, /)", |vm, a| Ok(Value::Int((any_ordinal(vm, a[0])? + 6) % 7))),
    method("isoweekday", "(self, /)", |vm, a| Ok(Value::Int((any_ordinal(vm, a[0])? + 6) % 7 + 1))),
    method("isoformat", "(self, /)", |vm, a| {
        let [year, month, day] = day_of(vm, a[0], vm.date_classes()?.date)?;
        Ok(vm.str(format!("{year:04}-{month:02}-{day:02}")))
    }),
    class_method("fromordinal", "(cls, n, /)", |vm, a| match (a[0], a[1]) {
        (Value::Class(class), Value::Int(ordinal)) if class == vm.date_classes()?.date => date(vm, ordinal),
        _ => Err(Escape::Defer),
    }),
    class_method("fromisoformat", "(cls, date_string, /)", parse_date),
];

const DATETIME: &[NativeDef] = &[
    static_method(
        "__new__",
        "(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0)",
        new_datetime,
    ),
    method("__add__", "(self, other, /)", |vm, a| move_datetime(vm, a, 1)),
    method("__radd__", "(self, other, /)", |vm, a| move_datetime(vm, a, 1)),
    method("__sub__", "(self, other, /)", subtract_datetime),
    method("__eq__", "(self, other, /)", |vm, a| compare(vm, a, moment, |x, y| x == y)),
    method("__lt__", "(self, other, /)", |vm, a| compare(vm, a, moment, |x, y| x < y)),
    method("__le__", "(self, other, /)", |vm, a| compare(vm, a, moment, |x, y| x <= y)),
    method("__gt__", "(self, other, /)", |vm, a| compare(vm, a, moment, |x, y| x > y)),
    method("__ge__", "(self, other, /)", |vm, a| compare(vm, a, moment, |x, y| x >= y)),
    method("isoformat", "(self, sep='T', timespec='auto')", format_datetime),
];

/// The classes whose methods the natives are.
#[derive(Clone, Copy)]
pub struct Classes {
    timedelta: Ref<Class>,
    date: Ref<Class>,
    datetime: Ref<Class>,
}

// The slots of instances, which a class has in the order of their names.
const TIMEDELTA_SLOTS: &[&str] = &["_days", "_hashcode", "_microseconds", "_seconds"];
const DATE_SLOTS: &[&str] = &["_day", "_hashcode", "_month", "_year"];
/// After those of a date, whose hash is not used.
const TIME_SLOTS: &[&str] = &["_fold", "_hashcode", "_hour", "_microsecond", "_minute", "_second", "_tzinfo"];
/// Days, seconds and microseconds.
const SPAN: [usize; 3] = [0, 3, 2];
/// Year, month and day.
const YMD: [usize; 3] = [3, 2, 0];
/// Hour, minute, second and microsecond.
const TIME: [usize; 4] = [6, 8, 9, 7];
const ZONE: usize = 10;

const NOT_HASHED: Value = Value::Int(-1);
const DAY: i128 = 86_400_000_000;
const MOST_DAYS: i128 = 999_999_999;
const LAST_ORDINAL: i64 = 3_652_059;

fn accelerate(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [Value::Class(timedelta), Value::Class(date), Value::Class(datetime)] = *arguments else {
        return Err(vm.type_error("three classes are required"));
    };
    check_slots(vm, timedelta, 0, TIMEDELTA_SLOTS)?;
    check_slots(vm, date, 0, DATE_SLOTS)?;
    check_slots(vm, datetime, DATE_SLOTS.len(), TIME_SLOTS)?;
    for (class, natives) in [(timedelta, TIMEDELTA), (date, DATE), (datetime, DATETIME)] {
        natives.iter().for_each(|def| replace_method(vm, class, def));
        vm.class_changed(class);
    }
    vm.stdlib.dates = Some(Classes { timedelta, date, datetime });
    Ok(Value::None)
}

fn check_slots(vm: &mut Vm, class: Ref<Class>, first: usize, names: &[&str]) -> Result<(), Escape> {
    for (place, name) in names.iter().enumerate() {
        let name = vm.intern(name);
        match vm.lookup(class, name) {
            Some(Value::Member(member)) if vm.heap[member].slot as usize == first + place => {}
            _ => return Err(vm.type_error("the class has other slots")),
        }
    }
    Ok(())
}

/// Puts a native in place of a method, which takes over where the native defers.
fn replace_method(vm: &mut Vm, class: Ref<Class>, def: &'static NativeDef) {
    let (name, dict) = (vm.intern(def.name), vm.heap[class].dict);
    let slow = match vm.heap.get_name(dict, name) {
        Some(Value::StaticMethod(method)) => vm.heap[method].function,
        Some(Value::ClassMethod(method)) => vm.heap[method].function,
        Some(function) => function,
        None => return,
    };
    let native = vm.heap.allocate(Native { def, owner: class.into(), signature: Default::default(), arity: Default::default(), slow });
    let value = match def.kind {
        NativeKind::StaticMethod => Value::StaticMethod(vm.heap.allocate(StaticMethod::new(native.into()))),
        NativeKind::ClassMethod => Value::ClassMethod(vm.heap.allocate(ClassMethod::new(native.into()))),
        _ => native.into(),
    };
    vm.heap.set_name(dict, name, value);
}

impl Vm {
    fn date_classes(&self) -> Result<Classes, Escape> {
        self.stdlib.dates.ok_or(Escape::Defer)
    }
}

impl Classes {
    pub fn visit(&self, visitor: &mut Visitor) {
        [self.timedelta, self.date, self.datetime].iter().for_each(|class| visitor.reference(*class));
    }
}

/// The ints in these slots of an instance of the very class.
fn slots<const N: usize>(vm: &Vm, value: Value, class: Ref<Class>, places: [usize; N]) -> Result<[i64; N], Escape> {
    let Value::Instance(instance) = value else { return Err(Escape::Defer) };
    let instance = &vm.heap[instance];
    let mut ints = [0; N];
    if instance.class != class {
        return Err(Escape::Defer);
    }
    for (int, place) in ints.iter_mut().zip(places) {
        let Some(Value::Int(value)) = instance.slots.get(place) else { return Err(Escape::Defer) };
        *int = *value;
    }
    Ok(ints)
}

/// A plain int, or the default where an argument is missing.
fn int(value: Value, default: i64) -> Result<i64, Escape> {
    match value {
        Value::Int(int) => Ok(int),
        Value::Unbound => Ok(default),
        _ => Err(Escape::Defer),
    }
}

fn instance(vm: &mut Vm, class: Ref<Class>, slots: &[Value]) -> NativeResult {
    let instance = vm.allocate_instance(class, Value::Unbound);
    match vm.heap[instance].slots.get_mut(..slots.len()) {
        Some(places) => places.copy_from_slice(slots),
        None => return Err(Escape::Defer),
    }
    Ok(instance.into())
}

fn compare(
    vm: &mut Vm,
    arguments: &[Value],
    number: fn(&Vm, Value) -> Result<i128, Escape>,
    holds: fn(i128, i128) -> bool,
) -> NativeResult {
    Ok(Value::Bool(holds(number(vm, arguments[0])?, number(vm, arguments[1])?)))
}

// Time spans, in microseconds.

fn span(vm: &Vm, value: Value) -> Result<i128, Escape> {
    let [days, seconds, microseconds] = slots(vm, value, vm.date_classes()?.timedelta, SPAN)?;
    Ok(i128::from(days) * DAY + i128::from(seconds) * 1_000_000 + i128::from(microseconds))
}

fn timedelta(vm: &mut Vm, span: i128) -> NativeResult {
    let class = vm.date_classes()?.timedelta;
    timedelta_of(vm, class, span)
}

fn timedelta_of(vm: &mut Vm, class: Ref<Class>, span: i128) -> NativeResult {
    let (days, rest) = (span.div_euclid(DAY), span.rem_euclid(DAY) as i64);
    if days.abs() > MOST_DAYS {
        return Err(Escape::Defer);
    }
    let parts = [Value::Int(days as i64), NOT_HASHED, Value::Int(rest % 1_000_000), Value::Int(rest / 1_000_000)];
    instance(vm, class, &parts)
}

fn new_timedelta(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    const MICROSECONDS: [i128; 7] = [DAY, 1_000_000, 1, 1000, 60_000_000, 3_600_000_000, 7 * DAY];
    let Value::Class(class) = arguments[0] else { return Err(Escape::Defer) };
    let mut span = 0;
    for (value, unit) in arguments[1..].iter().zip(MICROSECONDS) {
        span += i128::from(int(*value, 0)?) * unit;
    }
    timedelta_of(vm, class, span)
}

fn combine(vm: &mut Vm, arguments: &[Value], operator: fn(i128, i128) -> i128) -> NativeResult {
    let span = operator(span(vm, arguments[0])?, span(vm, arguments[1])?);
    timedelta(vm, span)
}

fn multiply(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (span, Value::Int(factor)) = (span(vm, arguments[0])?, arguments[1]) else { return Err(Escape::Defer) };
    match span.checked_mul(factor.into()) {
        Some(span) => timedelta(vm, span),
        None => Err(Escape::Defer),
    }
}

fn total_seconds(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let span = span(vm, arguments[0])?;
    // What a float holds exactly is rounded once only.
    if span.unsigned_abs() < 1 << 53 { Ok(Value::Float(span as f64 / 1e6)) } else { Err(Escape::Defer) }
}

// Days: year, month and day, or their number since the first day of year 1, which is day 1.

fn number_of([year, month, day]: [i64; 3]) -> i64 {
    // Years that begin in March end with the day that only some have.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days_before_year = year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    days_before_year + (153 * month + 2) / 5 + day - 306
}

fn day_numbered(ordinal: i64) -> [i64; 3] {
    let days = ordinal + 305;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let year = era * 400 + year_of_era;
    if month < 10 { [year, month + 3, day] } else { [year + 1, month - 9, day] }
}

/// Whether there is such a day.
fn exists(day: [i64; 3]) -> bool {
    let [year, month, date] = day;
    (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&date) && day_numbered(number_of(day)) == day
}

fn day_of(vm: &Vm, value: Value, class: Ref<Class>) -> Result<[i64; 3], Escape> {
    slots(vm, value, class, YMD)
}

fn ordinal(vm: &Vm, value: Value) -> Result<i128, Escape> {
    Ok(number_of(day_of(vm, value, vm.date_classes()?.date)?).into())
}

/// The number of the day of a date or datetime.
fn any_ordinal(vm: &Vm, value: Value) -> Result<i64, Escape> {
    let Classes { date, datetime, .. } = vm.date_classes()?;
    Ok(number_of(day_of(vm, value, date).or_else(|_| day_of(vm, value, datetime))?))
}

fn day_bytes(year: i64, month: i64, day: i64) -> [u8; 4] {
    [(year / 256) as u8, (year % 256) as u8, month as u8, day as u8]
}

fn date(vm: &mut Vm, ordinal: i64) -> NativeResult {
    if !(1..=LAST_ORDINAL).contains(&ordinal) {
        return Err(Escape::Defer);
    }
    let [year, month, day] = day_numbered(ordinal).map(Value::Int);
    let class = vm.date_classes()?.date;
    instance(vm, class, &[day, NOT_HASHED, month, year])
}

/// The day that the first arguments after the class are, if there is such a day.
fn given_day(arguments: &[Value]) -> Result<[i64; 3], Escape> {
    let day = [int(arguments[1], 0)?, int(arguments[2], 0)?, int(arguments[3], 0)?];
    if exists(day) { Ok(day) } else { Err(Escape::Defer) }
}

fn new_date(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (Value::Class(class), [year, month, day]) = (arguments[0], given_day(arguments)?.map(Value::Int)) else {
        return Err(Escape::Defer);
    };
    instance(vm, class, &[day, NOT_HASHED, month, year])
}

fn move_date(vm: &mut Vm, arguments: &[Value], sign: i128) -> NativeResult {
    let days = span(vm, arguments[1])?.div_euclid(DAY);
    let ordinal = ordinal(vm, arguments[0])? + sign * days;
    date(vm, i64::try_from(ordinal).unwrap_or(0))
}

fn subtract_date(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match ordinal(vm, arguments[1]) {
        Ok(other) => {
            let days = ordinal(vm, arguments[0])? - other;
            timedelta(vm, days * DAY)
        }
        Err(_) => move_date(vm, arguments, -1),
    }
}

/// `YYYY-MM-DD`.
fn parse_date(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let (Value::Class(class), Value::Str(text)) = (arguments[0], arguments[1]) else { return Err(Escape::Defer) };
    let number = |digits: &[u8]| digits.iter().try_fold(0, |number, digit| {
        digit.is_ascii_digit().then(|| number * 10 + i64::from(digit - b'0'))
    });
    let [y @ .., b'-', m1, m2, b'-', d1, d2] = vm.heap[text].as_str().as_bytes() else { return Err(Escape::Defer) };
    let (Some(year), Some(month), Some(day)) = (number(y), number(&[*m1, *m2]), number(&[*d1, *d2])) else {
        return Err(Escape::Defer);
    };
    if y.len() != 4 || !exists([year, month, day]) || class != vm.date_classes()?.date {
        return Err(Escape::Defer);
    }
    date(vm, number_of([year, month, day]))
}

// Days with times, in microseconds since the day before the first.

fn moment(vm: &Vm, value: Value) -> Result<i128, Escape> {
    let class = vm.date_classes()?.datetime;
    let day = number_of(day_of(vm, value, class)?);
    let [hour, minute, second, microsecond] = time_of(vm, value, class)?;
    let seconds = ((day * 24 + hour) * 60 + minute) * 60 + second;
    Ok(i128::from(seconds) * 1_000_000 + i128::from(microsecond))
}

/// The time of day, of what has no time zone.
fn time_of(vm: &Vm, value: Value, class: Ref<Class>) -> Result<[i64; 4], Escape> {
    let time = slots(vm, value, class, TIME)?;
    let Value::Instance(instance) = value else { return Err(Escape::Defer) };
    let zone = vm.heap[instance].slots.get(ZONE);
    if zone.is_some_and(|zone| zone.is_none()) { Ok(time) } else { Err(Escape::Defer) }
}

fn datetime(vm: &mut Vm, class: Ref<Class>, day: [i64; 3], time: [i64; 4]) -> NativeResult {
    let ([year, month, date], [hour, minute, second, microsecond]) = (day.map(Value::Int), time.map(Value::Int));
    let (unused, zone, fold) = (Value::Unbound, Value::None, Value::Int(0));
    let parts = [date, unused, month, year, fold, NOT_HASHED, hour, microsecond, minute, second, zone];
    instance(vm, class, &parts)
}

fn new_datetime(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    let [Value::Class(class), .., Value::Unbound | Value::None, Value::Unbound] = *arguments else {
        return Err(Escape::Defer);
    };
    let day = given_day(arguments)?;
    let time = [int(arguments[4], 0)?, int(arguments[5], 0)?, int(arguments[6], 0)?, int(arguments[7], 0)?];
    if time.iter().zip([24, 60, 60, 1_000_000]).any(|(part, end)| !(0..end).contains(part)) {
        return Err(Escape::Defer);
    }
    datetime(vm, class, day, time)
}

fn move_datetime(vm: &mut Vm, arguments: &[Value], sign: i128) -> NativeResult {
    let moment = moment(vm, arguments[0])? + sign * span(vm, arguments[1])?;
    let (day, rest) = (moment.div_euclid(DAY), moment.rem_euclid(DAY) as i64);
    let Some(day) = i64::try_from(day).ok().filter(|day| (1..=LAST_ORDINAL).contains(day)) else {
        return Err(Escape::Defer);
    };
    let (seconds, microsecond) = (rest / 1_000_000, rest % 1_000_000);
    let class = vm.date_classes()?.datetime;
    datetime(vm, class, day_numbered(day), [seconds / 3600, seconds / 60 % 60, seconds % 60, microsecond])
}

fn subtract_datetime(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    match moment(vm, arguments[1]) {
        Ok(other) => {
            let span = moment(vm, arguments[0])? - other;
            timedelta(vm, span)
        }
        Err(_) => move_datetime(vm, arguments, -1),
    }
}

fn format_datetime(vm: &mut Vm, arguments: &[Value]) -> NativeResult {
    if !arguments[1].is_unbound() || !arguments[2].is_unbound() {
        return Err(Escape::Defer);
    }
    let class = vm.date_classes()?.datetime;
    let ([year, month, day], time) = (day_of(vm, arguments[0], class)?, time_of(vm, arguments[0], class)?);
    let [hour, minute, second, microsecond] = time;
    let fraction = if microsecond == 0 { String::new() } else { format!(".{microsecond:06}") };
    Ok(vm.str(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}")))
}
