"""A real Chromium, asked from tests: what it makes of a page, what axe finds in it, how it prints.

Nothing is loaded from elsewhere: axe is put into a copy of the page, which says into itself what was found. Where the
browser or axe isn't here, tests are skipped and say what to install.
"""

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
AXE = "FIREDRILL_TEST_AXE"
NO_BROWSER = "no Chromium is here: apt-get install chromium (.ci/run does)"
NO_AXE = f"axe isn't here: set {AXE} to the path of axe.min.js, from 'npm pack axe-core' (.ci/run does)"
FOUND = re.compile(r'<pre id="axe-found">(.*?)</pre>', re.DOTALL)
ASK = """
<script>
axe.run(document, {resultTypes: ["violations", "incomplete"]}).then(function (found) {
  var told = document.createElement("pre");
  told.id = "axe-found";
  told.textContent = JSON.stringify({
    violations: found.violations.map(rule => [rule.id, rule.nodes.length, rule.nodes[0].html.slice(0, 200)]),
    incomplete: found.incomplete.map(rule => [rule.id, rule.nodes.length, rule.nodes[0].html.slice(0, 200)]),
    passes: found.passes.length,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    dark: matchMedia("(prefers-color-scheme: dark)").matches
  });
  document.body.appendChild(told);
});
</script>
"""


def chromium() -> str:
    """Give the browser; skip the test where there is none."""
    found = next((path for name in NAMES if (path := shutil.which(name))), "")
    if not found:
        pytest.skip(NO_BROWSER)
    return found


def axe() -> str:
    """Give axe's source; skip the test where it isn't here."""
    path = Path(os.environ.get(AXE) or "nowhere")
    if not path.is_file():
        pytest.skip(NO_AXE)
    return path.read_text(encoding="utf-8")


def look(page: Path, *options: str, width: int = 1280) -> str:
    """Open *page* and give what the browser made of it."""
    own = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars")
    offline = ("--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={page.parent / 'profile'}")
    done = subprocess.run(
        [chromium(), *own, *offline, f"--window-size={width},900", *options, page.as_uri()],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    return done.stdout


def checked(page: str, folder: Path, width: int = 1280, dark: bool = False) -> dict[str, object]:
    """What axe finds in *page* on a screen so wide, light or dark; *wide* is by how much the page sticks out."""
    copy = folder / "checked.html"
    copy.write_text(page.replace("</main>", f"</main><script>{axe()}</script>{ASK}"), encoding="utf-8")
    theme = ("--blink-settings=preferredColorScheme=0",) if dark else ("--blink-settings=preferredColorScheme=1",)
    dumped = look(copy, "--virtual-time-budget=60000", "--dump-dom", *theme, width=width)
    found = FOUND.search(dumped)
    assert found, f"the browser said nothing of axe: {dumped[:200]}"
    return json.loads(unescape(found.group(1)))
