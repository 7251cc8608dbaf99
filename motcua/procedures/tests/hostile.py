"""Packages that mean harm, for every door through which one can come in.

`python -m motcua.procedures.tests.hostile` plays them one after the other in a process of its own,
with little memory, and writes a line of JSON for each: how long it took, how much memory, what was
said. It needs no database: what is refused is refused before.
"""

import copy
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

MB = 1_000_000
SPARE = 400 * 1024 * 1024
"""Address space that a package may take beyond what the process has when it begins."""
SMALL = (Path(__file__).parent / "small.yaml").read_text()
Make = Callable[[], Any]


def texts() -> dict[str, Make]:
    """YAML and JSON."""
    alphabet = "abcdefghijklmnopqrst"
    laughs = "".join(
        f"{one}: &{one} [*{before}, *{before}, *{before}]\n" for before, one in pairwise(alphabet)
    )
    return {
        "10 MB of letters": lambda: "ệ" * 10 * MB,
        "10 MB of JSON": lambda: '{"a": "' + "x" * 10 * MB + '"}',
        "a billion laughs": lambda: f"a: &a [lol]\n{laughs}",
        "an alias to itself": lambda: "a: &a [*a]\n",
        "merge keys": lambda: "a: &a {x: 1}\nb: {<<: *a}\n",
        "a merge key without alias": lambda: SMALL + "<<: {name: khác}\n",
        "a python object": lambda: SMALL + "x: !!python/object/apply:os.system [id]\n",
        "a tag by its handle": lambda: "%TAG ! tag:yaml.org,2002:python/\n---\na: !object {}\n",
        "a foreign tag": lambda: "a: !vendor/secret 1\n",
        "a binary": lambda: "a: !!binary AAAA\n",
        "a set": lambda: "a: !!set {x, y}\n",
        "brackets": lambda: "[" * 999_000,
        "braces in JSON": lambda: '{"a":' * 190_000,
        "lists in JSON": lambda: '{"a":' + "[" * 990_000,
        "dashes": lambda: "- " * 499_000,
        "questions": lambda: "? " * 499_000,
        "indents": lambda: "\n".join(" " * n + "a:" for n in range(1_300)),
        "many values": lambda: "- 1\n" * 240_000,
        "many keys": lambda: "\n".join(f"k{n}: 1" for n in range(90_000)),
        "many keys in JSON": lambda: json.dumps({f"k{n}": 1 for n in range(80_000)}),
        "a key twice": lambda: SMALL + "name: khác\n",
        "a key twice at the end of many": lambda: json.dumps(
            {f"k{n}": 1 for n in range(60_000)}
        ).replace("}", ', "k59999": 1}'),
        "a key twice within": lambda: SMALL.replace("vi: Thể thao", "vi: Thể thao, vi: Khác"),
        "a key that is a list": lambda: "? [1, 2]\n: 3\n",
        "documents": lambda: "---\n" * 240_000,
        "commas": lambda: "[" + "," * 900_000 + "]",
        "a long key": lambda: "x" * 900_000 + ": 1",
        "a long anchor": lambda: "a: &" + "x" * 900_000 + " 1",
        "escapes": lambda: '"' + "\\x41" * 240_000 + '"',
        "a giant integer": lambda: SMALL.replace("amount: 20000", "amount: " + "9" * 400_000),
        "a giant integer in JSON": lambda: '{"a": ' + "9" * 900_000 + "}",
        "infinity": lambda: '{"format": 1e999}',
        "not a number": lambda: '{"format": NaN}',
        "infinity in YAML": lambda: SMALL.replace("amount: 20000", "amount: .inf"),
        "not a number in YAML": lambda: SMALL.replace("amount: 20000", "amount: .nan"),
        "a lone surrogate": lambda: SMALL.replace("Thể thao", "\ud800"),
        "a lone surrogate escaped": lambda: '{"name": "\\ud800"}',
        "NUL": lambda: SMALL.replace("Thể thao", "\0"),
        "NUL escaped": lambda: SMALL.replace("vi: Thể thao", 'vi: "a\\0b"'),
        "no text at all": lambda: "",
        "tabs": lambda: "\t" * 999_000,
    }


def values() -> dict[str, Make]:
    """Plain values, as a program sends them."""

    def cycle() -> Any:
        data = _small()
        data["name"] = data
        return data

    def laughs() -> Any:
        lol: Any = ["lol"]
        for _turn in range(20):
            lol = [lol] * 10
        return _with("keywords", lol)

    return {
        "a cycle": cycle,
        "a billion laughs by reference": laughs,
        "a million values": lambda: _with("keywords", ["x"] * MB),
        "10 MB in one value": lambda: _with("name", "x" * 10 * MB),
        "infinity": lambda: _with("channels.0.fee.amount", float("inf")),
        "not a number": lambda: _with("channels.0.fee.amount", float("nan")),
        "a giant integer": lambda: _with("channels.0.fee.amount", 10**5_000),
        "bytes": lambda: _with("name", b"x"),
        "a set": lambda: _with("name", {1, 2}),
        "a lone surrogate": lambda: _with("name", "\ud800"),
        "wrong everywhere": lambda: _with("examples.0.answers", {"q": [[[1]] * 40] * 900}),
        **_expressions(),
    }


def _expressions() -> dict[str, Make]:
    """CEL that would run long; for each, as a rule of the form."""
    said = {
        "loops in loops": "friends.all(a, " * 12 + "true" + ")" * 12,
        "brackets": "(" * 190 + "true" + ")" * 190,
        "lists in lists": "[" * 190 + "]" * 190 + " == []",
        "a chain of fields": "residence" + ".x" * 180 + ' == ""',
        "a catastrophic pattern": 'full_name.matches("(a+)+$")',
        "texts that double": "(full_name + full_name) + (full_name + full_name) == full_name",
        "a list that grows": "[1, 2].map(x, [1, 2].map(y, [1, 2])).size() == 2",
        "a giant integer": "9" * 300 + " == 1",
        "a filter": "friends.filter(x, true).size() == 1",
        "has in has": "has(" * 30 + "residence.province" + ")" * 30,
        "NUL": "has_kite\0",
        "a duration": 'duration("1s") == duration("1s")',
        "longer than allowed": " && ".join(["has_kite"] * 60),
    }
    made: dict[str, Make] = {f"CEL, {name}": _ruled(text) for name, text in said.items()}
    made["CEL, a group of a thousand paired"] = lambda: _pairs(1_000, 1)
    made["CEL, very many rules over a group"] = lambda: _pairs(90, 40)
    made["CEL, a thousand items with conditions over a thousand"] = _conditions_in_items
    made["a table of very many cases"] = _table
    made["examples of a thousand items each"] = lambda: _with(
        "examples",
        [{**_small()["examples"][0], "answers": {"x": [1] * 1_000}} for _one in range(40)],
    )
    return made


def _ruled(text: str) -> Make:
    return lambda: _with("form.rules", [_rule(text)])


def _rule(text: str) -> dict[str, Any]:
    return {"check": text, "message": "Sai", "at": "full_name"}


def _pairs(most: int, rules: int) -> Any:
    data = _small()
    group = data["form"]["pages"][3]["questions"][0]
    group |= {"at_most": most, "paste": True}
    text = "friends.all(a, friends.all(b, a.friend_age == b.friend_age))"
    data["form"]["rules"] = [_rule(text) for _one in range(rules)]
    return data


def _conditions_in_items() -> Any:
    """Each item asks anew whether any of another thousand fits."""
    data = _small()
    asked = {"kind": "number", "label": "?", "least": 0, "most": 9}
    group = {"kind": "group", "label": "?", "item": "?", "at_most": 1_000, "paste": True}
    first = {**group, "id": "first", "questions": [{**asked, "id": "a"}]}
    inner = [{**asked, "id": f"b{n}", "when": "first.exists(x, x.a == 1)"} for n in range(9)]
    pages = [{**group, "id": "last", "questions": inner}]
    data["form"]["pages"].append({"id": "many", "title": "?", "questions": [first, *pages]})
    return data


def _table() -> Any:
    """Eight inputs, told apart by seven values each, in three hundred rows."""
    data = _small()
    asked = {"kind": "number", "label": "?", "least": 0, "most": 9}
    names = [f"n{number}" for number in range(8)]
    questions = [{**asked, "id": name} for name in names]
    data["form"]["pages"].append({"id": "many", "title": "?", "questions": questions})
    rows = [[(row + at) % 7 for at in range(8)] + [row] for row in range(299)]
    data["tables"] = [{"id": "phi", "inputs": names, "rules": [*rows, [None] * 8 + [0]]}]
    return data


def bpmn_files() -> dict[str, Make]:
    """What is handed over as a drawing."""
    head = '<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">'

    def file(inside: str) -> bytes:
        return f"{head}{inside}</definitions>".encode()

    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE a [<!ENTITY e0 "lol">{entities}]><a>&e11;</a>'.encode()
    outside = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
    return {
        "entities": lambda: bomb,
        "an entity from outside": lambda: outside,
        "10 MB": lambda: b"x" * 10 * MB,
        "depth": lambda: file("<process>" * 100_000),
        "many elements": lambda: file("<task/>" * 200_000),
        "many tasks": lambda: file("".join(f'<userTask id="t{n}"/>' for n in range(19_000))),
        "a long name": lambda: file('<userTask id="' + "x" * 1_900_000 + '"/>'),
        "many attributes": lambda: file(
            "<userTask " + " ".join(f'a{n}="1"' for n in range(140_000)) + "/>"
        ),
        "namespaces": lambda: (
            b"<a " + b"".join(b'xmlns:n%d="u" ' % n for n in range(80_000)) + b"/>"
        ),
        "another encoding": lambda: b'<?xml version="1.0" encoding="utf-7"?><a/>',
        "NUL": lambda: b"<a>\0</a>",
        "a script": lambda: file("<scriptTask id='x'><script>rm</script></scriptTask>"),
        "nothing": lambda: b"",
    }


def national_records() -> dict[str, Make]:
    """Answers of LayThuTuc."""

    def record(**more: Any) -> str:
        return json.dumps({"MATTHC": "1.001193", "TENTTHC": "x", **more})

    def paper(**more: Any) -> str:
        rows = [{"TENGIAYTO": "x", **more}]
        return record(THANHPHANHOSO=[{"TRUONGHOP": "a", "GIAYTO": rows}])

    return {
        "10 MB": lambda: "{" + "x" * 10 * MB,
        "depth": lambda: '{"a":' * 500 + "1" + "}" * 500,
        "many results of one name": lambda: record(KETQUATHUCHIEN=[{"TENKETQUA": "x"}] * 15_000),
        "many papers of one name": lambda: record(
            THANHPHANHOSO=[{"GIAYTO": [{"TENGIAYTO": "x", "SOBANCHINH": 1}] * 9_000}]
        ),
        "many cases": lambda: record(THANHPHANHOSO=[{"GIAYTO": [{"TENGIAYTO": "x"}] * 3}] * 5_000),
        "a number of a billion figures": lambda: paper(SOBANCHINH="1e999999999"),
        "a very small number": lambda: paper(SOBANCHINH="1e-999999999"),
        "a long number": lambda: paper(SOBANCHINH="1" * 900_000),
        "not a number": lambda: paper(SOBANCHINH="NaN"),
        "keywords": lambda: record(TUKHOA="a," * 9_000),
        "a lone surrogate": lambda: record(TENTTHC="\ud800"),
        "an unknown entry": lambda: record(GHICHU="x"),
        "no JSON": lambda: "MATTHC: 1",
    }


def families() -> dict[str, Make]:
    """Templates that make much of little, and reach where they should not."""
    return {
        "lists joined": lambda: _family(["${x}"] * 3_000, ["1"] * 5_000),
        "texts joined": lambda: _family("${x}" * 20_000, "y" * 50_000),
        "lists within texts": lambda: _family("${x} " * 20_000, ["y"] * 9_000),
        "many large variants": lambda: json_to_yaml(
            {"template": {"a": [1] * 20_000}, "variants": {f"v{n}": {"x": 1} for n in range(200)}}
        ),
        "too many variants": lambda: json_to_yaml(
            {"template": {}, "variants": {f"v{n}": {} for n in range(201)}}
        ),
        "a base elsewhere": lambda: 'base: ../../../../../../etc/passwd\nvariants: {"a": {}}\n',
        "a base that never ends": lambda: 'base: /dev/zero\nvariants: {"a": {}}\n',
        "a base that is no file": lambda: "base: .\nvariants: {a: {}}\n",
    }


def _family(template: Any, x: Any) -> str:
    return json_to_yaml({"template": {"a": template}, "variants": {"v": {"x": x}}})


def json_to_yaml(data: dict[str, Any]) -> str:
    """Each entry on a line of its own, as JSON, which is YAML too."""
    return "".join(f"{key}: {json.dumps(value)}\n" for key, value in data.items())


def _small() -> dict[str, Any]:
    from motcua.procedures.package import reading

    return dict(copy.deepcopy(reading.read(SMALL).data))


def _with(place: str, value: Any) -> dict[str, Any]:
    data = _small()
    *path, last = [int(part) if part.isdecimal() else part for part in place.split(".")]
    node: Any = data
    for part in path:
        node = node[part]
    node[last] = value
    return data


def doors() -> dict[str, tuple[dict[str, Make], Callable[[Any], Any]]]:
    """Each door with what is sent to it, and what takes it in."""
    from motcua.procedures import bpmn, interchange, package
    from motcua.procedures import families as families_of

    def family(text: str) -> Any:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "families" / "hostile.yaml"
            path.parent.mkdir()
            path.write_text(text)
            return families_of.packages_in(path)

    return {
        "text": (texts(), package.load),
        "values": (values(), package.load),
        "bpmn": (bpmn_files(), bpmn.read),
        "national": (national_records(), interchange.from_national),
        "family": (families(), family),
    }


def played() -> Iterator[dict[str, Any]]:
    """One after the other: what each took, and what was said of it."""
    for door, (sent, take_in) in doors().items():
        for name, make in sent.items():
            yield {"door": door, "name": name, **_played(make(), take_in)}


def _played(sent: Any, take_in: Callable[[Any], Any]) -> dict[str, Any]:
    from motcua.core.refusals import Invalid

    before, began = _peak(), time.process_time()
    try:
        take_in(sent)
        said, refused = "taken in", False
    except Invalid as refusal:
        said, refused = refusal.message, True
    except Exception as error:  # whatever else is what this looks for
        said, refused = f"{type(error).__name__}: {error}", False
    seconds = time.process_time() - began
    return {"refused": refused, "said": said, "seconds": seconds, "mb": _peak() - before}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from motcua.procedures import package

    package.load(SMALL)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages * resource.getpagesize() + SPARE
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    for line in played():
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
