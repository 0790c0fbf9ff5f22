"""What `sysconfig` tells of how the interpreter was built: nothing that has to do with C."""

build_time_vars = {"CFLAGS": "", "CONFIG_ARGS": "", "Py_DEBUG": 0, "Py_GIL_DISABLED": 0}
