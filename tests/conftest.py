"""No test reads or writes the user's cache: a folder of this run stands in for it, also in the processes that tests start.

No test is timed: on a busy machine any of them may be slow.
"""

import os

import pytest
from hypothesis import settings

from analysis.cache import VARIABLE

settings.register_profile("untimed", parent=settings(), deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory):
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = str(tmp_path_factory.mktemp("cache"))
    yield
    if before is None:
        del os.environ[VARIABLE]
    else:
        os.environ[VARIABLE] = before
