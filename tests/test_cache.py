"""The cache: what is kept comes back exactly, what is damaged does not, and what cannot be kept costs nothing."""

import errno
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import cache as kept
from analysis.cache import Cache, digest, open_cache
from analysis.errors import InputError

KEY = digest("a text")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(st.characters()),
    lambda x: st.lists(x, max_size=4) | st.dictionaries(st.text(st.characters()), x, max_size=4),
    max_leaves=12,
)


@given(value=JSON)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_what_is_kept_comes_back(tmp_path, value):
    cache = Cache(tmp_path)
    cache.put(KEY, value)
    assert cache.get(KEY) == value


def flip(data: bytes) -> bytes:
    return data[:-5] + bytes([data[-5] ^ 1]) + data[-4:]


DAMAGE = [flip, lambda d: d[: len(d) // 2], lambda d: b"", lambda d: d + b"x", lambda d: b"\xff" * len(d)]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_entry_is_noticed(tmp_path, damage):
    cache = Cache(tmp_path)
    cache.put(KEY, ["statement"] * 20)
    (path,) = tmp_path.glob("??/*")
    path.write_bytes(damage(path.read_bytes()))
    assert cache.get(KEY) is None
    cache.put(KEY, "anew")
    assert cache.get(KEY) == "anew"


def test_an_entry_under_another_name_is_not_taken(tmp_path):
    cache, other = Cache(tmp_path), digest("another text")
    cache.put(KEY, 1)
    (path,) = tmp_path.glob("??/*")
    (tmp_path / other[:2]).mkdir(exist_ok=True)
    path.rename(tmp_path / other[:2] / other[2:])
    assert cache.get(other) is None


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_where_nothing_can_be_kept_the_work_goes_on(tmp_path, monkeypatch, number):
    def refuse(*arguments):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(kept.os, "replace", refuse)
    cache = Cache(tmp_path)
    cache.put(KEY, 1)
    assert cache.get(KEY) is None
    assert not list(tmp_path.glob("??/*"))  # nothing half-written either


def test_what_was_used_least_lately_goes_first(tmp_path):
    cache = Cache(tmp_path, limit=3000)
    keys = [digest(n) for n in range(5)]
    for age, key in enumerate(keys):
        cache.put(key, [digest([key, n]) for n in range(25)])
        os.utime(cache._path(key), (1000 + age, 1000 + age))
    assert cache.get(keys[0]) is not None  # used now
    before = {key for key in keys if cache._path(key).exists()}
    cache.trim()
    left = {key for key in keys if cache._path(key).exists()}
    assert before == set(keys)
    assert keys[0] in left
    assert keys[1] not in left
    assert sum(cache._path(key).stat().st_size for key in left) <= 3000


def test_what_killed_runs_left_is_removed_in_time(tmp_path):
    path = Cache(tmp_path)._path(KEY)
    path.parent.mkdir()
    old, new, foreign = (path.with_name(name) for name in (f"{path.name}.x_1.part", f"{path.name}.y_2.part", "video.part"))
    for each in (old, new, foreign):
        each.write_text("")
        os.utime(each, (0, 0) if each != new else None)
    Cache(tmp_path).trim()
    assert (old.exists(), new.exists(), foreign.exists()) == (False, True, True)


def test_what_a_killed_run_leaves_has_a_name_that_is_known(tmp_path, monkeypatch):
    def stop(source, goal):
        raise KeyboardInterrupt

    monkeypatch.setattr(kept.os, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        Cache(tmp_path).put(KEY, 1)
    (left,) = tmp_path.glob("??/*")
    os.utime(left, (0, 0))
    Cache(tmp_path).trim()
    assert not left.exists()


@pytest.mark.parametrize("name", ["en/notes.txt", "en/old.warc", "de/video.part", f"de/{'0' * 38}", f"EN/{'0' * 62}"])
def test_files_of_the_user_in_the_folder_stay(tmp_path, name):
    mine = tmp_path / name
    mine.parent.mkdir()
    mine.write_bytes(b"x" * 5000)
    os.utime(mine, (0, 0))
    cache = Cache(tmp_path, limit=10)
    cache.put(KEY, "a result that is longer than the limit")
    cache.trim()
    assert mine.exists()
    assert cache.get(KEY) is None


def test_a_cache_that_may_only_be_read_is_used(tmp_path, monkeypatch):
    def refuse(path):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    cache = Cache(tmp_path)
    cache.put(KEY, 1)
    monkeypatch.setattr(kept.os, "utime", refuse)
    assert cache.get(KEY) == 1


def test_where_the_cache_is(tmp_path, monkeypatch):
    monkeypatch.setenv(kept.VARIABLE, str(tmp_path / "named"))
    assert open_cache().folder == (tmp_path / "named").resolve()
    assert open_cache(tmp_path / "given").folder == (tmp_path / "given").resolve()
    monkeypatch.setenv(kept.VARIABLE, "off")
    assert open_cache() is None
    monkeypatch.delenv(kept.VARIABLE)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert tmp_path in open_cache().folder.parents or os.name == "nt"
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="is a file"):
        open_cache(tmp_path / "file")
