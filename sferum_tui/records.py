"""`dataclass`, `field` and `replace` of the standard library, at a fraction of their cost.

A start of the program makes fifty classes of values. `dataclasses` imports `inspect`, then writes
and compiles six methods for each of them: a third of the time that `status --short` takes. Here the
methods are shared, but for `__init__`, which is written when it is first called. Type checkers see
the real ones.

Known are `frozen` and `slots`, defaults and default factories. There are no class variables, no
inheritance of fields, no `__post_init__`, order or pickling.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import FrozenInstanceError, dataclass, field, replace
else:
    from operator import attrgetter

    _MISSING = object()

    class FrozenInstanceError(AttributeError):
        """A value can't be changed."""

    class _Factory:
        __slots__ = ("make",)

        def __init__(self, make):
            self.make = make

    def field(*, default_factory):
        """A field whose default is made anew for each value."""
        return _Factory(default_factory)

    def replace(value, /, **changes):
        """A copy of a value with some of its fields changed."""
        cls = type(value)
        for name in cls.__match_args__:
            if name not in changes:
                changes[name] = getattr(value, name)
        return cls(**changes)

    def dataclass(cls=None, /, *, frozen=False, slots=False):
        """Make a class of values out of annotated fields."""
        if cls is None:
            return lambda found: _made(found, frozen, slots)
        return _made(cls, frozen, slots)

    def _made(cls, frozen, slots):
        names = tuple(cls.__annotations__)
        defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
        space = {"__init__": _first(names, defaults, frozen), "__match_args__": names}
        space |= _shared(attrgetter(*names) if names else lambda value: (), frozen)
        space["__dataclass_fields__"] = _Fields()
        kept = cls.__dict__
        if not slots:
            for name, value in space.items():
                if name not in kept:
                    setattr(cls, name, value)
            return cls
        # A class can't be given slots once it is made: it is made again.
        ignored = {"__dict__", "__weakref__", *names}
        body = {name: value for name, value in kept.items() if name not in ignored}
        return type(cls)(cls.__name__, cls.__bases__, {**space, **body, "__slots__": names})

    def _first(names, defaults, frozen):
        """The `__init__` of the first value of a class; it writes the one of all others."""

        def first(self, *args, **kwargs):
            cls = next(it for it in type(self).__mro__ if it.__dict__.get("__init__") is first)
            cls.__init__ = _written(names, defaults, frozen)
            cls.__init__(self, *args, **kwargs)

        return first

    def _written(names, defaults, frozen):
        given = {"missing": _MISSING, "set_": object.__setattr__}
        signature, lines = ["self"], ["def __init__({}):"]
        for name in names:
            default = defaults.get(name, _MISSING)
            value = name
            if isinstance(default, _Factory):
                given[f"make_{name}"] = default.make
                signature.append(f"{name}=missing")
                value = f"make_{name}() if {name} is missing else {name}"
            elif default is not _MISSING:
                given[f"default_{name}"] = default
                signature.append(f"{name}=default_{name}")
            else:
                signature.append(name)
            lines.append(f" set_(self, {name!r}, {value})" if frozen else f" self.{name} = {value}")
        lines[0] = lines[0].format(", ".join(signature))
        exec("\n".join([*lines, " return"]), given)  # noqa: S102 - the text is made above
        return given["__init__"]

    def _shared(values, frozen):
        def equal(self, other):
            if other.__class__ is not self.__class__:
                return NotImplemented
            return values(self) == values(other)

        def written(self):
            told = (f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
            return f"{type(self).__qualname__}({', '.join(told)})"

        methods = {"__eq__": equal, "__repr__": written, "__hash__": None}
        if frozen:
            methods["__hash__"] = lambda self: hash(values(self))
            methods["__setattr__"] = methods["__delattr__"] = _refuse
        return methods

    def _refuse(self, name, *value):
        raise FrozenInstanceError(f"cannot change field {name!r}")

    class _Fields:
        """What the functions of `dataclasses` look for; made when one of them does."""

        def __get__(self, value, cls):
            from dataclasses import make_dataclass

            found = make_dataclass(cls.__name__, cls.__match_args__).__dataclass_fields__
            cls.__dataclass_fields__ = found
            return found


__all__ = ["FrozenInstanceError", "dataclass", "field", "replace"]
