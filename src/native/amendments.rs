//! What modules of the library say in other words than their copies in the crate: where those are of an older release, or
//! where CPython has the words of its C module.

/// The module, what its text has, and what it shall have.
const AMENDMENTS: &[(&str, &str, &str)] = &[
    ("argparse", "', '.join(repr(str(choice)) for choice in action.choices)", "', '.join(map(str, action.choices))"),
    ("_pydatetime", "not {type(tz).__name__!r}", "not type {type(tz).__name__!r}"),
    (
        "_pydatetime",
        r#""tz argument must be an instance of tzinfo""#,
        r#"f"tzinfo argument must be None or of a tzinfo subclass, not type {type(tz).__name__!r}""#,
    ),
    (
        "_pydatetime",
        r#""date argument must be a date instance""#,
        r#"f"combine() argument 1 must be datetime.date, not {type(date).__name__}""#,
    ),
    (
        "_pydatetime",
        r#""time argument must be a time instance""#,
        r#"f"combine() argument 2 must be datetime.time, not {type(time).__name__}""#,
    ),
    (
        "_pydatetime",
        r#"TypeError("offset must be a timedelta")"#,
        r#"TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")"#,
    ),
    (
        "_pydatetime",
        r#""name must be a string""#,
        r#"f"timezone() argument 2 must be str, not {type(name).__name__}""#,
    ),
    ("_pydatetime", "tzinfo subclass must override ", "a tzinfo subclass must implement "),
    (
        "_pydatetime",
        "    month = _index(month)\n    day = _index(day)\n",
        "    if month is None or day is None:\n        \
         missing = \"'month' (pos 2)\" if month is None else \"'day' (pos 3)\"\n        \
         raise TypeError(f\"function missing required argument {missing}\")\n    \
         month = _index(month)\n    day = _index(day)\n",
    ),
    (
        "_pydatetime",
        "def _wrap_strftime(object, format, timetuple):\n",
        "def _wrap_strftime(object, format, timetuple):\n    if not isinstance(format, str):\n        \
         raise TypeError(f\"strftime() argument 1 must be str, not {type(format).__name__}\")\n",
    ),
    (
        "_pydatetime",
        "        frac, t = _math.modf(t)\n",
        "        if not hasattr(type(t), '__float__') and not hasattr(type(t), '__index__'):\n            \
         raise TypeError(f\"argument must be int or float, not {type(t).__name__}\")\n        \
         frac, t = _math.modf(t)\n",
    ),
];

/// The text of a module as it shall be.
pub fn amended(name: &str, mut text: String) -> Result<String, String> {
    for (_, old, new) in AMENDMENTS.iter().filter(|(module, ..)| *module == name) {
        if !text.contains(old) {
            return Err(format!("the crate's '{name}' does not have {old}"));
        }
        text = text.replace(old, new);
    }
    Ok(text)
}
