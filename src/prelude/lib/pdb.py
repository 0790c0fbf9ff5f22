"""The names of the debugger, which is not there: whoever stops in it is told so."""

__all__ = ["Pdb", "pm", "post_mortem", "run", "runcall", "runeval", "set_trace"]


def _not_here(*arguments, **options):
    raise NotImplementedError("the debugger pdb is not there: print what you want to know, or look at the timeline")


class Pdb:
    """What `doctest` prepares for examples that stop in the debugger."""

    def __init__(self, completekey="tab", stdin=None, stdout=None, skip=None, nosigint=False, readrc=True):
        self.stdin, self.stdout, self.use_rawinput = stdin, stdout, stdin is None

    def reset(self):
        pass

    def set_continue(self):
        pass

    set_trace = interaction = run = runeval = runcall = _not_here


set_trace = post_mortem = pm = run = runeval = runcall = _not_here
