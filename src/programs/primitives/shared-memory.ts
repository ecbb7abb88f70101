/**
 * `multiprocessing.Value` and `Array`: memory that processes have in common, and the lock that comes with it. Each single
 * access takes that lock; `value += 1` is two accesses. A number is stored as C stores it: whole numbers wrap around.
 * Source: `Lib/multiprocessing/sharedctypes.py` (SynchronizedBase, make_property, SynchronizedArray), CPython 3.12.
 */
const types = `
const _bits = {"b": 8, "B": 8, "h": 16, "H": 16, "i": 32, "I": 32, "l": 64, "L": 64, "q": 64, "Q": 64}

def _zero(type):
    return 0.0 if type in ("d", "f") else b"\\x00" if type == "c" else "\\x00" if type == "u" else False if type == "?" else 0

def _stored(type, value):
    """The value as memory of that type holds it."""
    if type in ("d", "f"):
        if not isinstance(value, (int, float)):
            raise TypeError(f"must be real number, not {value.__class__.__name__}")
        return float(value)
    if type == "c":
        if isinstance(value, int) and 0 <= value < 256:
            return bytes([value])
        if not isinstance(value, bytes) or len(value) != 1:
            raise TypeError("one character bytes, bytearray or integer expected")
        return value
    if type == "?":
        return bool(value)
    if type == "u":
        if not isinstance(value, str) or len(value) != 1:
            raise TypeError("one character unicode string expected")
        return value
    if not isinstance(value, int):
        raise TypeError(f"'{value.__class__.__name__}' object cannot be interpreted as an integer")
    bits = _bits[type]
    whole = value % 2 ** bits
    return whole - 2 ** bits if type in "bhilq" and whole >= 2 ** (bits - 1) else whole

def _checked(type):
    if type in _bits or type in ("d", "f", "c", "u", "?"):
        return type
    raise TypeError("this type has no size")

def _lock_for(lock):
    if lock is True or lock is None:
        return RLock()
    if lock is False or hasattr(lock, "acquire"):
        return lock
    raise AttributeError(f"{lock!r} has no method 'acquire'")
`;

const values = `
class _RawValue:
    """A number in memory that all processes see."""
    _common = True
    _inherited = "Synchronized"
    def __init__(self, type, initial, lock=None):
        self._type = type
        self._value = _stored(type, initial)
        self._lock = lock
    @property
    def value(self):
        """What the memory holds."""
        select "waits for the lock of {self}":
            when self._lock is None or self._lock._lets_in(_me()) "reads {self}.value":
                _reads(self, "value", self._value)
                return self._value
    @value.setter
    def value(self, value):
        stored = _stored(self._type, value)
        select "waits for the lock of {self}":
            when self._lock is None or self._lock._lets_in(_me()) "writes {self}.value":
                _writes(self, "value", self._value, stored)
                self._value = stored

class _Locked:
    """What Value and Array have beyond the memory: the lock that each access takes."""
    def get_lock(self):
        """The lock that each access takes; hold it to make several accesses one."""
        return self._lock
    def get_obj(self):
        return self
    def acquire(self, block=True, timeout=None):
        return self._lock.acquire(block, timeout)
    def release(self):
        self._lock.release()
    def __enter__(self):
        return self._lock.acquire()
    def __exit__(self, type, value, traceback):
        self._lock.release()

class _Value(_RawValue, _Locked):
    """A number in memory that all processes see, and the lock that each access takes."""
    def __repr__(self):
        return f"<Synchronized wrapper for {self._value}>"

def Value(typecode_or_type, *args, lock=True):
    """A number in memory that all processes see; with a lock of its own, or the given one, or none."""
    type = _checked(typecode_or_type)
    initial = args[0] if args else _zero(type)
    given = _lock_for(lock)
    return _RawValue(type, initial) if given is False else _Value(type, initial, given)

def RawValue(typecode_or_type, *args):
    """A Value without a lock."""
    return _RawValue(_checked(typecode_or_type), args[0] if args else _zero(typecode_or_type))
`;

const arrays = `
class _RawArray:
    """Numbers in memory that all processes see."""
    _common = True
    _inherited = "SynchronizedArray"
    def __init__(self, type, items, lock=None):
        self._type = type
        self._items = [_stored(type, item) for item in items]
        self._length = len(self._items)
        self._lock = lock
    def __len__(self):
        return self._length
    def _at(self, index):
        if not -self._length <= index < self._length:
            raise IndexError("invalid index")
        return index % self._length
    def _joined(self, items):
        return b"".join(items) if self._type == "c" else "".join(items) if self._type == "u" else items
    def __getitem__(self, index):
        if isinstance(index, slice):
            select "waits for the lock of {self}":
                when self._lock is None or self._lock._lets_in(_me()) "reads a part of {self}":
                    return self._joined(self._items[index])
        place = self._at(index)
        select "waits for the lock of {self}":
            when self._lock is None or self._lock._lets_in(_me()) "reads {self}[{index}]":
                _reads_item(self, place, self._items[place])
                return self._items[place]
    def __setitem__(self, index, value):
        if isinstance(index, slice):
            stored = [_stored(self._type, item) for item in value]
            select "waits for the lock of {self}":
                when self._lock is None or self._lock._lets_in(_me()) "writes a part of {self}":
                    if len(self._items[index]) != len(stored):
                        raise ValueError("Can only assign sequence of same size")
                    self._items[index] = stored
                    return None
        place = self._at(index)
        stored = _stored(self._type, value)
        select "waits for the lock of {self}":
            when self._lock is None or self._lock._lets_in(_me()) "writes {self}[{index}]":
                _writes_item(self, place, self._items[place], stored)
                self._items[place] = stored
    def __iter__(self):
        for index in range(self._length):
            yield self[index]
    @property
    def value(self):
        """The bytes up to the first zero byte."""
        select "waits for the lock of {self}":
            when self._lock is None or self._lock._lets_in(_me()) "reads {self}.value":
                found = self._joined(self._items)
                return found[:found.index(_zero(self._type))] if _zero(self._type) in found else found
    @value.setter
    def value(self, value):
        if len(value) > self._length:
            raise ValueError("byte string too long")
        stored = [value[i:i + 1] for i in range(len(value))]
        if len(stored) < self._length:
            stored.append(_zero(self._type))
        select "waits for the lock of {self}":
            when self._lock is None or self._lock._lets_in(_me()) "writes {self}.value":
                self._items[:len(stored)] = stored

class _Array(_RawArray, _Locked):
    """Numbers in memory that all processes see, and the lock that each access takes."""

def _initial(type, size_or_initializer):
    if isinstance(size_or_initializer, int):
        if size_or_initializer < 0:
            raise ValueError(f"Array length must be >= 0, not {size_or_initializer}")
        return [_zero(type)] * size_or_initializer
    if isinstance(size_or_initializer, bytes):
        return [size_or_initializer[i:i + 1] for i in range(len(size_or_initializer))]
    return list(size_or_initializer)

def Array(typecode_or_type, size_or_initializer, *, lock=True):
    """Numbers in memory that all processes see; with a lock of its own, or the given one, or none."""
    type = _checked(typecode_or_type)
    items = _initial(type, size_or_initializer)
    given = _lock_for(lock)
    return _RawArray(type, items) if given is False else _Array(type, items, given)

def RawArray(typecode_or_type, size_or_initializer):
    """An Array without a lock."""
    return _RawArray(_checked(typecode_or_type), _initial(typecode_or_type, size_or_initializer))
`;

export const sharedMemory = [types, values, arrays].join("\n");

/** The names of C's types, as `Value` and `Array` take them. */
export const ctypes = `
const c_bool = "?"
const c_char = "c"
const c_wchar = "u"
const c_byte = "b"
const c_ubyte = "B"
const c_short = "h"
const c_ushort = "H"
const c_int = "i"
const c_uint = "I"
const c_long = "l"
const c_ulong = "L"
const c_longlong = "q"
const c_ulonglong = "Q"
const c_int8 = "b"
const c_uint8 = "B"
const c_int16 = "h"
const c_uint16 = "H"
const c_int32 = "i"
const c_uint32 = "I"
const c_int64 = "l"
const c_uint64 = "L"
const c_size_t = "L"
const c_float = "f"
const c_double = "d"
`;
