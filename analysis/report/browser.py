"""The browser that prints a report to PDF and that the browser tests drive: Chromium, or another of its family."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from analysis.errors import ReportError

__all__ = ["find", "to_pdf"]

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
# Nothing of Chromium's own may ask the net for anything.
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
LONGEST = 300  # seconds


def find() -> str:
    """The path of a browser of Chromium's family; raises :class:`ReportError` where there is none."""
    found = next(filter(None, map(shutil.which, NAMES)), None) or next((p for p in ELSEWHERE if Path(p).is_file()), None)
    if found is None:
        raise ReportError(
            "No Chromium, Chrome or Edge was found, which prints the report to PDF. Install one (Debian: apt-get install "
            "chromium), or open the report in any browser and print it from there."
        )
    return found


def to_pdf(page: Path, pdf: Path) -> Path:
    """Print a page to a PDF, whole or not at all. Raises :class:`ReportError` where the browser fails."""
    pdf = pdf.resolve()
    beside = pdf.with_name(f".{pdf.name}.part")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [find(), "--headless", *QUIET, f"--user-data-dir={profile}", "--no-pdf-header-footer"]
        if getattr(os, "geteuid", lambda: 1)() == 0:
            command.append("--no-sandbox")  # Chromium's sandbox refuses to run as root
        command += [f"--print-to-pdf={beside}", page.resolve().as_uri()]
        try:
            subprocess.run(command, check=True, capture_output=True, text=True, timeout=LONGEST)
        except (OSError, subprocess.SubprocessError) as error:
            said = (getattr(error, "stderr", "") or str(error)).strip().splitlines()
            raise ReportError(f"{command[0]} could not print {page.name}: {said[-1] if said else error}.") from error
    if not beside.is_file():
        raise ReportError(
            f"{command[0]} ended without printing {page.name}. Open the page in a browser and print it from there."
        )
    os.replace(beside, pdf)
    return pdf
