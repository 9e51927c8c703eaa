"""One environment, described three times: pyproject.toml, environment.yml and the lock must agree."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
TOML = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = TOML["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
BROWSER_LOCK = (ROOT / "requirements-browser.lock").read_text(encoding="utf-8")
# conda-forge's name: the name on PyPI. Others are the same in both worlds.
CONDA_NAMES = {"matplotlib-base": "matplotlib"}
CONDA_ONLY = {"python", "pip"}


def required() -> dict[str, SpecifierSet]:
    """Names and ranges that pyproject.toml asks for, to run and to develop."""
    lines = PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]
    return {canonicalize_name(r.name): r.specifier for r in map(Requirement, lines)}


def conda() -> dict[str, SpecifierSet]:
    """Names and ranges of environment.yml, under the names of PyPI."""
    listed = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    found = {}
    for name, _, versions in (item.partition(" ") for item in listed if isinstance(item, str)):
        found[canonicalize_name(CONDA_NAMES.get(name, name))] = SpecifierSet(versions)
    for item in listed:
        for line in item["pip"] if isinstance(item, dict) else []:
            if line != "-e .":
                found[canonicalize_name(Requirement(line).name)] = Requirement(line).specifier
    return found


def locked(lock: str = LOCK) -> list[Requirement]:
    return [Requirement(line.rstrip("\\ ")) for line in lock.splitlines() if line and not line.startswith((" ", "#"))]


def test_conda_and_pip_ask_for_the_same_packages():
    assert set(conda()) - CONDA_ONLY == set(required())


@pytest.mark.parametrize("name", sorted(required()))
def test_conda_and_pip_ask_for_the_same_versions(name):
    assert conda()[name] == required()[name]


def test_conda_and_pip_ask_for_the_same_python():
    assert conda()["python"] == SpecifierSet(PROJECT["requires-python"])


@pytest.mark.parametrize("name", sorted(required()))
def test_the_lock_pins_what_is_asked_for(name):
    pins = [r for r in locked() if canonicalize_name(r.name) == name]
    assert pins, f"requirements.lock lacks {name}: run make lock."
    for pin in pins:
        (version,) = [s.version for s in pin.specifier if s.operator == "=="]
        assert version in required()[name]


def test_what_trains_the_models_is_not_locked():
    train = {canonicalize_name(Requirement(r).name) for r in PROJECT["optional-dependencies"]["train"]}
    assert not train & {canonicalize_name(r.name) for r in locked()}


def test_the_browser_tests_packages_are_locked_apart():
    pins = {canonicalize_name(r.name): r.specifier for r in locked(BROWSER_LOCK)}
    for wanted in map(Requirement, TOML["dependency-groups"]["browser"]):
        (version,) = [s.version for s in pins[canonicalize_name(wanted.name)] if s.operator == "=="]
        assert version in wanted.specifier
    assert not set(pins) & {canonicalize_name(r.name) for r in locked()}


@pytest.mark.parametrize("lock", [LOCK, BROWSER_LOCK], ids=["requirements.lock", "requirements-browser.lock"])
def test_every_pin_has_hashes_and_the_lock_holds_no_address(lock):
    entries = re.split(r"\n(?=\S)", lock.strip())
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)
    assert "://" not in lock
    assert not re.search(r"^\s*-", lock.replace("    --hash", ""), re.MULTILINE)


def test_the_version_is_one():
    import analysis

    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert analysis.__version__ == PROJECT["version"] == citation["version"]
