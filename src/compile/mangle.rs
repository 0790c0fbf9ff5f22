//! Name mangling of `__private` names inside a class.

use crate::syntax::ast::name::Name;

/// Returns the name under which `name` is really stored inside the class `class`.
pub fn mangle(class: Option<&str>, name: &str) -> Name {
    let Some(class) = class else {
        return Name::new(name);
    };
    let class = class.trim_start_matches('_');
    let private = name.starts_with("__") && !name.ends_with("__") && !name.contains('.');
    if !private || class.is_empty() {
        return Name::new(name);
    }
    Name::new(format!("_{class}{name}"))
}

#[cfg(test)]
mod tests {
    use super::mangle;

    #[test]
    fn only_private_names_of_a_named_class() {
        assert_eq!(mangle(Some("_A"), "__x"), "_A__x");
        assert_eq!(mangle(Some("A"), "__x__"), "__x__");
        assert_eq!(mangle(Some("A"), "_x"), "_x");
        assert_eq!(mangle(Some("___"), "__x"), "__x");
        assert_eq!(mangle(None, "__x"), "__x");
    }
}
