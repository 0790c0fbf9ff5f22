//! The built-in exception classes, and making and raising exceptions from Rust.

use crate::object::*;
use crate::vm::Vm;
use crate::vm::native::Escape;

macro_rules! define_exceptions {
    ($($name:ident $base:ident)*) => {
        /// A built-in exception class.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Exc { BaseException, $($name),* }

        /// Each class's name and base, bases first.
        const HIERARCHY: &[(&str, Exc)] = &[ ("BaseException", Exc::BaseException), $( (stringify!($name), Exc::$base) ),* ];
    };
}

define_exceptions! {
    Exception BaseException
    BaseExceptionGroup BaseException
    GeneratorExit BaseException
    KeyboardInterrupt BaseException
    SystemExit BaseException
    ArithmeticError Exception
    FloatingPointError ArithmeticError
    OverflowError ArithmeticError
    ZeroDivisionError ArithmeticError
    AssertionError Exception
    AttributeError Exception
    BufferError Exception
    EOFError Exception
    ImportError Exception
    ModuleNotFoundError ImportError
    LookupError Exception
    IndexError LookupError
    KeyError LookupError
    MemoryError Exception
    NameError Exception
    UnboundLocalError NameError
    OSError Exception
    BlockingIOError OSError
    ChildProcessError OSError
    ConnectionError OSError
    BrokenPipeError ConnectionError
    ConnectionAbortedError ConnectionError
    ConnectionRefusedError ConnectionError
    ConnectionResetError ConnectionError
    FileExistsError OSError
    FileNotFoundError OSError
    InterruptedError OSError
    IsADirectoryError OSError
    NotADirectoryError OSError
    PermissionError OSError
    ProcessLookupError OSError
    TimeoutError OSError
    ReferenceError Exception
    RuntimeError Exception
    NotImplementedError RuntimeError
    PythonFinalizationError RuntimeError
    RecursionError RuntimeError
    StopAsyncIteration Exception
    StopIteration Exception
    SyntaxError Exception
    IndentationError SyntaxError
    TabError IndentationError
    _IncompleteInputError SyntaxError
    SystemError Exception
    TypeError Exception
    ValueError Exception
    UnicodeError ValueError
    UnicodeDecodeError UnicodeError
    UnicodeEncodeError UnicodeError
    UnicodeTranslateError UnicodeError
    Warning Exception
    BytesWarning Warning
    DeprecationWarning Warning
    EncodingWarning Warning
    FutureWarning Warning
    ImportWarning Warning
    PendingDeprecationWarning Warning
    ResourceWarning Warning
    RuntimeWarning Warning
    SyntaxWarning Warning
    UnicodeWarning Warning
    UserWarning Warning
}

/// Makes the classes; indexed by `Exc`. The first is `types.base_exception`.
pub fn make_classes(vm: &mut Vm) -> Vec<Ref<Class>> {
    let mut classes = vec![vm.types.base_exception];
    for (name, base) in &HIERARCHY[1..] {
        let base = classes[*base as usize];
        let class = vm.new_class(name, &[base]);
        vm.heap[class].immutable = true;
        classes.push(class);
    }
    classes
}

impl Vm {
    /// The class of a built-in exception.
    pub fn exception_class(&self, exc: Exc) -> Ref<Class> {
        self.exceptions[exc as usize]
    }

    /// Every built-in exception class with its name. (`ExceptionGroup` has two bases: the prelude makes it.)
    pub fn exception_classes(&self) -> impl Iterator<Item = (&'static str, Ref<Class>)> {
        HIERARCHY.iter().map(|(name, _)| *name).zip(self.exceptions.iter().copied())
    }

    /// An instance of exception class `class` with `arguments` as its `args`.
    pub fn new_exception(&mut self, class: Ref<Class>, arguments: &[Value]) -> Ref<Instance> {
        let args = self.tuple(arguments.to_vec());
        let payload = self.heap.allocate(Exception {
            args,
            cause: Value::None,
            context: Value::None,
            suppress_context: false,
            traceback: Value::None,
        });
        self.allocate_instance(class, Value::Exception(payload))
    }

    /// Raises `exc(message)`.
    pub fn raise(&mut self, exc: Exc, message: impl Into<String>) -> Escape {
        let message = self.str(message.into());
        self.raise_with(exc, &[message])
    }

    /// Raises `exc(*arguments)`.
    pub fn raise_with(&mut self, exc: Exc, arguments: &[Value]) -> Escape {
        let class = self.exception_class(exc);
        Escape::Raise(Value::Instance(self.new_exception(class, arguments)))
    }

    pub fn type_error(&mut self, message: impl Into<String>) -> Escape {
        self.raise(Exc::TypeError, message)
    }

    pub fn value_error(&mut self, message: impl Into<String>) -> Escape {
        self.raise(Exc::ValueError, message)
    }

    pub fn index_error(&mut self, message: impl Into<String>) -> Escape {
        self.raise(Exc::IndexError, message)
    }

    pub fn key_error(&mut self, key: Value) -> Escape {
        self.raise_with(Exc::KeyError, &[key])
    }

    pub fn overflow_error(&mut self, message: impl Into<String>) -> Escape {
        self.raise(Exc::OverflowError, message)
    }

    pub fn zero_division(&mut self, message: impl Into<String>) -> Escape {
        self.raise(Exc::ZeroDivisionError, message)
    }

    pub fn runtime_error(&mut self, message: impl Into<String>) -> Escape {
        self.raise(Exc::RuntimeError, message)
    }

    /// Raises AttributeError with the object and the name that its suggestions need.
    pub fn attribute_error(&mut self, object: Value, name: Ref<Str>, message: impl Into<String>) -> Escape {
        let escape = self.raise(Exc::AttributeError, message);
        self.annotate(&escape, "name", Value::Str(name));
        self.annotate(&escape, "obj", object);
        escape
    }

    /// Raises NameError (or UnboundLocalError) with the name that its suggestions need.
    pub fn name_error(&mut self, exc: Exc, name: Ref<Str>, message: impl Into<String>) -> Escape {
        let escape = self.raise(exc, message);
        self.annotate(&escape, "name", Value::Str(name));
        escape
    }

    /// Sets an attribute of the exception about to be raised.
    pub fn annotate(&mut self, escape: &Escape, attribute: &str, value: Value) {
        if let Escape::Raise(Value::Instance(exception)) = escape {
            let name = self.intern(attribute);
            self.set_instance_attribute(*exception, name, value);
        }
    }

    /// The payload of an exception instance.
    pub fn exception_data(&self, exception: Value) -> Option<Ref<Exception>> {
        match exception {
            Value::Instance(instance) => match self.heap[instance].payload {
                Value::Exception(data) => Some(data),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether `exception` is an instance of the built-in class `exc`.
    pub fn is_exception(&self, exception: Value, exc: Exc) -> bool {
        self.is_subclass(self.class_of(exception), self.exception_class(exc))
    }
}
