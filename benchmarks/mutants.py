"""Is there a test that fails when the code is wrong? ``python -m benchmarks.mutants [MODULE …]`` (``make mutants``)

Changes a module of ``quotes``, ``readability`` or ``compare`` as mutmut would, one change at a time, and runs the tests of that
module that reach the changed function. Prints how many changes were tried and how many no test noticed; what those are is written
to ``build/mutants/MODULE.txt``, to be read one by one. MODULE is, for example, ``quotes/cues``; without one, all in turn (hours).

mutmut makes the changes; this module runs them, because mutmut's own runner starts pytest anew for each. Here the tests are
collected once, and each change is tried in a process forked from there, with nothing remembered: most take a tenth of a second.
A function that runs when its module is imported is tried in a new process. No file is changed.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import importlib.abc
import importlib.util
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import hypothesis
import pytest
from _pytest.runner import runtestprotocol
from mutmut.mutation.file_mutation import MutatedFile, mutate_file_contents
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state

ROOT = Path(__file__).resolve().parents[1]
PLACE = ROOT / "build" / "mutants"

# The tests that are there for a module. The encoder's module, whose tests take a second each, is left out.
STATEMENTS = "statements statements_align statements_change statements_lost"
CLASHES = "clashes clashes_apart clashes_places clashes_numbers clashes_deeds clashes_names"
TESTS = {
    "quotes/attribution": "attribution continuing transcripts voice",
    "quotes/continuing": "continuing",
    "quotes/cues": "cues",
    "quotes/decoding": "decoding",
    "quotes/marks": "marks",
    "quotes/pieces": "pieces decoding attribution",
    "quotes/roles": "roles",
    "quotes/spans": "spans",
    "quotes/transcripts": "transcripts",
    "quotes/voice": "voice",
    "quotes/word_table": "word_table",
    "readability/closer": "readability",
    "readability/counting": "readability",
    "readability/familiar": "readability",
    "readability/formulas": "readability",
    "readability/prose": "readability",
    "readability/second": "readability",
    "readability/tables": "readability",
    "compare/coverage": "coverage",
    "compare/events": "events",
    "compare/naming": "wording naming",
    "compare/outlets": "events outlets",
    "compare/topics": "coverage",
    "compare/wording": "wording",
    "compare/differences/resampling": "differences",
    "compare/differences/student": "differences",
    "compare/differences/tables": "differences",
    "compare/differences/wording": "differences",
    "compare/facts/__init__": CLASHES,
    "compare/facts/apart": CLASHES,
    "compare/facts/deeds": CLASHES,
    "compare/facts/edits": CLASHES,
    "compare/facts/names": CLASHES,
    "compare/facts/numbers": CLASHES,
    "compare/facts/places": CLASHES,
    "compare/facts/telling": CLASHES,
    "compare/reuse/alignment": "passages reuse",
    "compare/reuse/copies": "copies",
    "compare/reuse/direction": "direction",
    "compare/reuse/edits": "passages",
    "compare/reuse/passages": "passages reuse",
    "compare/reuse/seeds": "passages reuse",
    "compare/reuse/shingles": "passages reuse",
    "compare/statements/align": STATEMENTS,
    "compare/statements/change": STATEMENTS,
    "compare/statements/headlines": STATEMENTS,
    "compare/statements/lost": STATEMENTS,
    "compare/statements/table": STATEMENTS,
    "compare/statements/words": "statements",
}
DECORATORS = {"cache", "lru_cache", "cached_property", "property"}
NOTICED, MISSED, ENDLESS, UNREACHED, UNTRIED = "noticed", "not noticed", "endless", "reached by no test", "not tried"


def opened(source: str) -> str:
    """The source of a module with its properties and remembered functions decorated below, not above: mutmut changes no function
    that has a decorator.

    >>> print(opened("@cache\\ndef f():\\n    return 1\\n"), end="")
    def f():
        return 1
    f = cache(f)
    """
    lines = source.splitlines(keepends=True)
    functions = [n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef) and len(n.decorator_list) == 1]
    for function in sorted(functions, key=lambda f: f.lineno, reverse=True):
        decorator = function.decorator_list[0]
        said = ast.unparse(decorator)
        if said.partition("(")[0] in DECORATORS:
            lines.insert(function.end_lineno or 0, f"{' ' * function.col_offset}{function.name} = {said}({function.name})\n")
            del lines[decorator.lineno - 1 : function.lineno - 1]
    return "".join(lines)


class Changed(importlib.abc.MetaPathFinder, importlib.abc.SourceLoader):
    """Imports one module with all its changes in it, of which at most one is in force (:func:`set_mutant_under_test`)."""

    def __init__(self, name: str, path: Path, code: str) -> None:
        self.name, self.path, self.code = name, path, code

    def find_spec(self, fullname, path=None, target=None):
        if fullname == self.name:
            return importlib.util.spec_from_file_location(fullname, self.path, loader=self)
        return None

    def get_filename(self, fullname: str) -> str:
        return str(self.path)

    def get_data(self, path: str) -> bytes:
        return self.code.encode()

    def get_code(self, fullname: str):
        return compile(self.code, str(self.path), "exec")


class Trial:
    """A plugin of pytest: instead of a run of the tests, a run of those that reach a change, for each change."""

    def __init__(self, path: str, module: str, names: list[str]) -> None:
        self.path, self.module, self.names = path, module, names
        self.told = dict.fromkeys(names, UNTRIED)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        at_import = self._reached()
        reaching: dict[str, list[tuple[float, int]]] = {}
        for number, item in enumerate(session.items):
            forget()
            begun = time.process_time()
            if _fails(item):
                raise SystemExit(f"{item.nodeid} fails without any change.")
            for function in self._reached():
                reaching.setdefault(function, []).append((time.process_time() - begun, number))
        forget()
        set_mutant_under_test("")
        for name in self.names:
            function = name.partition("__mutmut_")[0]
            if function in at_import:
                self.told[name] = self._afresh(name)
            elif function not in reaching:
                self.told[name] = UNREACHED
            else:
                self.told[name] = self._forked(name, sorted(reaching[function]), session)
        return True

    def _reached(self) -> set[str]:
        """The functions that were called since this was asked last."""
        found = {name.rpartition(".")[2] for name in state()._stats}
        state()._stats.clear()
        return found

    def _forked(self, name: str, tests: list[tuple[float, int]], session: pytest.Session) -> str:
        child = os.fork()
        if not child:
            limit = int(20 + 10 * sum(seconds for seconds, _ in tests) + time.process_time())
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.dup2(1, 2)
            set_mutant_under_test(f"{self.module}.{name}")
            try:
                os._exit(any(_fails(session.items[number]) for _, number in tests))
            finally:
                os._exit(1)
        _, status = os.waitpid(child, 0)
        return ENDLESS if os.WIFSIGNALED(status) else NOTICED if os.WEXITSTATUS(status) else MISSED

    def _afresh(self, name: str) -> str:
        command = [sys.executable, "-m", "benchmarks.mutants", self.path, "--one", name]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return NOTICED if done.returncode else MISSED


def forget() -> None:
    """Empty what the functions of the package remember, and the words that were counted before."""
    if counting := sys.modules.get("analysis.readability.counting"):  # imported here, it would be so without its changes
        counting._ROWS.clear()
    for name, module in list(sys.modules.items()):
        if name.startswith("analysis"):
            for value in list(vars(module).values()):
                if callable(clear := getattr(value, "cache_clear", None)):
                    clear()


def _fails(item: pytest.Item) -> bool:
    """Run a test with fixtures of its own."""
    return any(report.failed for report in runtestprotocol(item, log=False, nextitem=None))


def changes(module: str) -> tuple[str, MutatedFile]:
    """The dotted name of a module, and its source with all changes in it; it is imported so from here on."""
    path = ROOT / "analysis" / f"{module}.py"
    name = f"analysis.{module.removesuffix('/__init__').replace('/', '.')}"
    made = mutate_file_contents(str(path), opened(path.read_text(encoding="utf-8")))
    sys.meta_path.insert(0, Changed(name, path, made.code))
    return name, made


def attempt(module: str, only: str, one: str) -> int:
    """Try every change of a module; or, in this process, ``one`` of them, whose status is 0 where no test notices it."""
    hypothesis.settings.register_profile("mutants", deadline=None, database=None, max_examples=25)
    name, made = changes(module)
    trial = Trial(module, name, [n for n in made.mutant_names if only in n])
    set_mutant_under_test(f"{name}.{one}" if one else "stats")
    tests = [f"tests/test_{test}.py" for test in TESTS[module].split()]
    options = ["-qqsx", "-p", "no:cacheprovider", "--no-summary", "--hypothesis-profile=mutants"]
    status = pytest.main([*options, *tests], plugins=[] if one else [trial])
    if one:
        return int(status)
    counts = Counter(trial.told.values())
    line = f"{module}: {len(trial.told)} changes; {', '.join(f'{n} {what}' for what, n in sorted(counts.items()))}"
    print(line, flush=True)
    path = PLACE / f"{module.replace('/', '-')}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    differ = [(n, what) for n, what in trial.told.items() if what != NOTICED]
    parts = [f"# {n}: {what}\n{_difference(n, made)}" for n, what in differ]
    path.write_text("\n\n".join([line, *parts]) + "\n", encoding="utf-8")
    return int(UNTRIED in counts)


def _difference(name: str, made: MutatedFile) -> str:
    """What a change changes, as lines with + and -."""
    lines = made.code.splitlines()
    spans = [made.line_span_by_function_name[n] for n in (f"{name.partition('__mutmut_')[0]}__mutmut_orig", name)]
    one, other = (lines[span.start - 1 : span.end] for span in spans)
    return "\n".join(line for line in difflib.ndiff(one, other) if line[0] in "+-" and "__mutmut_" not in line)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=", ".join(TESTS))
    parser.add_argument("--only", default="", help="changes with this in their name alone: for example x__tense")
    parser.add_argument("--one", default="", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if len(options.modules) == 1:
        return attempt(options.modules[0], options.only, options.one)
    ran = [
        subprocess.run([sys.executable, "-m", "benchmarks.mutants", module], cwd=ROOT) for module in options.modules or TESTS
    ]
    return int(any(done.returncode for done in ran))


if __name__ == "__main__":
    sys.exit(main())
