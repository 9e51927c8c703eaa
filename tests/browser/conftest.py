"""A real browser, a real JupyterLab, and a report on the seeds: made once for all tests of this folder."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from analysis import report
from analysis.paths import ROOT, SEEDS
from analysis.report import browser as chromium

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
TOKEN = "tests"
LOCAL = re.compile(r"(file|data|blob|about):|(https?|ws)://(127\.0\.0\.1|localhost)[:/]")
# Notebooks draw all their cells at once, not those in sight alone; nobody is asked about news.
SETTINGS = {
    "notebook-extension/tracker": '{"windowingMode": "none"}',
    "apputils-extension/notification": '{"fetchNews": "false", "checkForUpdates": false}',
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@dataclass
class Watched:
    """A page of the browser, and what it did that it should not: errors on its console, requests to outside."""

    page: object
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda m: self.errors.append(f"{m.text} ({m.location['url']})") if m.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("websocket", lambda socket: self._seen(socket.url))
        self.page.on("request", lambda request: self._seen(request.url))

    def _seen(self, url: str) -> None:
        if not LOCAL.match(url):
            self.outside.append(url)


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium.find(), args=list(chromium.QUIET))
        yield started
        started.close()


@pytest.fixture
def opened(browser) -> Iterator[object]:
    """Opens an address at a width (pixels) and in a scheme of colours; gives the watched page."""
    contexts = []

    def at(address: str, width: int = 1440, scheme: str = "light", offline: bool = False) -> Watched:
        size = {"width": width, "height": 900}
        contexts.append(browser.new_context(viewport=size, color_scheme=scheme, offline=offline))
        watched = Watched(contexts[-1].new_page())
        watched.page.goto(address)
        return watched

    yield at
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory) -> Iterator[str]:
    """The address of a JupyterLab that serves a copy of the notebooks, with settings and history of its own."""
    place = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", place / "notebooks", ignore=shutil.ignore_patterns(".*"))
    for name, setting in SETTINGS.items():
        path = place / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(setting, encoding="utf-8")
    folders = {n: str(place / n) for n in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    folders |= {"JUPYTERLAB_SETTINGS_DIR": str(place / "settings"), "JUPYTERLAB_WORKSPACES_DIR": str(place / "workspaces")}
    port = _free_port()
    options = [f"--port={port}", "--port-retries=0", f"--IdentityProvider.token={TOKEN}", "--LabApp.expose_app_in_browser=True"]
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--allow-root",
        *options,
        f"--notebook-dir={place / 'notebooks'}",
    ]
    python_path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    with (place / "log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(command, env=os.environ | folders | {"PYTHONPATH": python_path}, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/api?token={TOKEN}", server, place / "log")
        yield address
    finally:
        server.terminate()
        server.wait(30)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(240):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
        if server.poll() is not None:
            break
    pytest.fail(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')[-3000:]}")


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    """The folder of a report on the seeds."""
    place = tmp_path_factory.mktemp("report")
    return report.run(SEEDS, place / "report", place / "figures", jobs=2).index.parent
