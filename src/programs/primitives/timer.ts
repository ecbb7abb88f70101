/** `threading.Timer`, a thread that waits first, and `threading.local`, attributes of which every unit has its own. */
export const timer = `
class Timer(Thread):
    """A thread that calls a function after a while, unless it is cancelled before."""
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__(target=function)
        self.interval = interval
        self.function = function
        self.args = () if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()
    def cancel(self):
        """Stops the timer, if it still waits."""
        self.finished.set()
    def run(self):
        select "waits for its time":
            when self.finished._flag "is cancelled":
                return
            after self.interval if self.interval > 0 else 0 "fires":
                pass
        self.function(*self.args, **self.kwargs)
        self.finished.set()

class local:
    """Attributes of which each thread has its own."""
    _is_thread_local = True
    def _construct(self, *args, **kwargs):
        if type(self).__name__ == "local" and (args or kwargs):
            raise TypeError("Initialization arguments are not supported")
        object.__setattr__(self, "_arguments", args)
        object.__setattr__(self, "_keywords", tuple(kwargs.items()))
        self._own()
    def __init__(self, *args, **kwargs):
        pass
    def _own(self):
        own = _tls(self)
        if "__init__" not in own:
            own["__init__"] = True
            self.__init__(*self._arguments, **dict(self._keywords))
        return own
    def _get(self, name):
        own = self._own()
        return own[name] if name in own else getattr(type(self), name)
    def __getattr__(self, name):
        own = self._own()
        if name in own:
            return own[name]
        self._missing(name)
    def __setattr__(self, name, value):
        self._own()[name] = value
    def __delattr__(self, name):
        own = self._own()
        if name not in own:
            self._missing(name)
        del own[name]
    def _missing(self, name):
        known = type(self).__name__
        raise AttributeError(f"'{'_thread._local' if known == 'local' else known}' object has no attribute '{name}'")
`;
