//! The types of built-in objects that have no names in `builtins`, for `types`.

use crate::object::*;
use crate::vm::Vm;

pub fn fill(vm: &mut Vm, module: Ref<Dict>) {
    let types = &vm.types;
    let named = [
        ("AsyncGeneratorType", types.async_generator),
        ("BuiltinFunctionType", types.builtin_function),
        ("BuiltinMethodType", types.builtin_function),
        ("ClassMethodDescriptorType", types.classmethod_descriptor),
        ("CellType", types.cell),
        ("CodeType", types.code),
        ("CoroutineType", types.coroutine),
        ("EllipsisType", types.ellipsis),
        ("FunctionType", types.function),
        ("GeneratorType", types.generator),
        ("GetSetDescriptorType", types.getset_descriptor),
        ("LambdaType", types.function),
        ("MappingProxyType", types.mappingproxy),
        ("MemberDescriptorType", types.member_descriptor),
        ("MethodDescriptorType", types.method_descriptor),
        ("MethodType", types.method),
        ("MethodWrapperType", types.method_wrapper),
        ("ModuleType", types.module),
        ("NoneType", types.none),
        ("NotImplementedType", types.not_implemented),
        ("TracebackType", types.traceback),
        ("WrapperDescriptorType", types.wrapper_descriptor),
    ];
    for (name, class) in named {
        vm.define(module, name, class);
    }
}
