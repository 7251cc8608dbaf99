"""Reading the checked expression that CEL serialises: what it names, calls and compares.

The library gives no syntax tree, only `cel.expr.CheckedExpr` as protobuf bytes. The field numbers
below are those of that public message (checked.proto and syntax.proto of the CEL specification).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

Wire = dict[int, list["bytes | int"]]
_COMPARISONS = frozenset({"_==_", "_!=_", "@in", "_<_", "_<=_", "_>_", "_>=_"})

_REFERENCES, _TREE = 2, 4
_ID, _CONSTANT, _NAME, _SELECT, _CALL, _LIST = 2, 3, 4, 5, 6, 7
_STRUCT, _LOOP, _RANGE = 8, 9, 2
_CONSTANT_TYPES = {2: "bool", 3: "integer", 5: "number", 6: "text"}


@dataclass
class Tree:
    """What a condition refers to, as far as a package has to know it."""

    names: set[str] = field(default_factory=set)
    overloads: set[str] = field(default_factory=set)
    fields: set[str] = field(default_factory=set)
    totals: set[str] = field(default_factory=set)
    """Fields that are added up over a group."""
    comparisons: list[tuple[str, str, str]] = field(default_factory=list)
    """(name or field compared, type of the constant, the constant as text)"""
    loops: list[tuple[str, ...]] = field(default_factory=list)
    """What is gone over, loop within loop: names of lists and fields; of one written out, its
    length; of any other, ""."""
    loose: set[str] = field(default_factory=set)
    """Names that are not only compared with constants."""
    leaves: list[tuple[str, str]] = field(default_factory=list)
    """What the whole can be: ("text", a constant), ("name", a name), ("other", "")."""


def read(serialised: bytes) -> Tree:
    """The tree of an expression serialised by the CEL library."""
    checked = _message(_bytes(_message(serialised), 2))
    tree = Tree()
    for entry in checked.get(_REFERENCES, []):
        reference = _message(_bytes(_message(_as_bytes(entry)), 2))
        overloads = [_as_bytes(one).decode() for one in reference.get(3, [])]
        tree.overloads.update(overloads)
        if not overloads and 1 in reference:
            tree.names.add(_bytes(reference, 1).decode())
    _walk(_bytes(checked, _TREE), tree, ())
    tree.leaves = list(_leaves(_message(_bytes(checked, _TREE))))
    return tree


def _walk(expression: bytes, tree: Tree, within: tuple[str, ...]) -> None:
    node = _message(expression)
    if _NAME in node:
        tree.loose.add(_named(node))
    if _SELECT in node:
        select = _message(_bytes(node, _SELECT))
        tree.fields.add(_bytes(select, 2).decode())
    if _CALL in node and _note_comparison(_message(_bytes(node, _CALL)), tree):
        return
    for kind in (_SELECT, _CALL, _LIST, _STRUCT):
        if kind in node:
            for child in _children(_BRANCHES[kind], _message(_bytes(node, kind))):
                _walk(child, tree, within)
    if _LOOP in node:
        _walk_loop(_message(_bytes(node, _LOOP)), tree, within)


def _walk_loop(loop: Wire, tree: Tree, within: tuple[str, ...]) -> None:
    over = _message(_bytes(loop, _RANGE))
    items = _message(_bytes(over, _LIST)).get(1, [])
    inside = (*within, str(len(items)) if _LIST in over else _named(over))
    tree.loops.append(inside)
    for child in _children((_RANGE, 4), loop):
        _walk(child, tree, within)
    for child in _children((5, 6, 7), loop):
        _walk(child, tree, inside)


# The fields of each kind of node that hold expressions. Of a loop: what it goes over and begins
# with, once; its condition, its step and its result, for each item.
_BRANCHES = {_SELECT: (1,), _CALL: (1, 3), _LIST: (1,), _STRUCT: ()}


def _children(numbers: tuple[int, ...], node: Wire) -> Iterator[bytes]:
    for number in numbers:
        yield from (_as_bytes(value) for value in node.get(number, []))


def _leaves(node: Wire) -> Iterator[tuple[str, str]]:
    """The ends of the `? :` of an expression."""
    call = _message(_bytes(node, _CALL)) if _CALL in node else {}
    if _bytes(call, 2).decode() == "_?_:_":
        for branch in call.get(3, [])[1:]:
            yield from _leaves(_message(_as_bytes(branch)))
    elif _CONSTANT in node:
        yield from _constants(node)
    else:
        name = _bytes(_message(_bytes(node, _NAME)), 1).decode() if _NAME in node else ""
        yield ("name", name) if name else ("other", "")


def _is_constant(node: Wire) -> bool:
    if _LIST in node:
        elements = _message(_bytes(node, _LIST)).get(1, [])
        return all(_is_constant(_message(_as_bytes(one))) for one in elements)
    return _CONSTANT in node


def _note_comparison(call: Wire, tree: Tree) -> bool:
    """Whether a name is only compared with constants here, so that nothing else is in it."""
    function = _bytes(call, 2).decode()
    arguments = [_message(_as_bytes(one)) for one in call.get(3, [])]
    if function in {"total", "total_decimal"} and len(arguments) == 2:
        tree.totals.update(constant for _type, constant in _constants(arguments[1]))
    if function not in _COMPARISONS or len(arguments) != 2:
        return False
    pairs = (arguments, arguments[::-1])
    for one, other in pairs:
        name = _named(one)
        if name:
            tree.comparisons += [(name, *constant) for constant in _constants(other)]
    return any(_NAME in one and _is_constant(other) for one, other in pairs)


def _named(node: Wire) -> str:
    if _NAME in node:
        return _bytes(_message(_bytes(node, _NAME)), 1).decode()
    if _SELECT in node:
        return _bytes(_message(_bytes(node, _SELECT)), 2).decode()
    return ""


def _constants(node: Wire) -> Iterator[tuple[str, str]]:
    if _LIST in node:
        for element in _message(_bytes(node, _LIST)).get(1, []):
            yield from _constants(_message(_as_bytes(element)))
    if _CONSTANT in node:
        for number, values in _message(_bytes(node, _CONSTANT)).items():
            yield _CONSTANT_TYPES.get(number, "other"), _written(number, values[0])


def _written(number: int, value: bytes | int) -> str:
    """A constant as text: whole numbers with their sign, doubles as Python writes them."""
    if isinstance(value, int):
        return str(value - 2**64 if number == 3 and value >= 2**63 else value)
    if number == 5:
        return repr(struct.unpack("<d", value)[0])
    return value.decode() if number == 6 else str(value)


def _bytes(message: Wire, number: int) -> bytes:
    return _as_bytes(message.get(number, [b""])[-1])


def _as_bytes(value: bytes | int) -> bytes:
    return value if isinstance(value, bytes) else b""


def _message(data: bytes) -> Wire:
    message: Wire = {}
    at = 0
    while at < len(data):
        key, at = _varint(data, at)
        number, wire_type = key >> 3, key & 7
        value: bytes | int
        if wire_type == 0:
            value, at = _varint(data, at)
        else:
            length = {1: 8, 5: 4}.get(wire_type)
            if length is None:
                length, at = _varint(data, at)
            value = data[at : at + length]
            at += length
        message.setdefault(number, []).append(value)
    return message


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at
