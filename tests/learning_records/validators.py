"""Two outsiders who know the standard and not us: `ralph-malph` (Python), and `xapi-validation` (Node, the stricter).

Both know xAPI 1.0.x. For 2.0 we found none that is looked after, on PyPI or on npm (November 2026), so nobody
independent has looked for what only 2.0 would forbid; our statements have nothing in them that isn't in both versions.

The second is run where `FIREDRILL_TEST_XAPI` names a folder in which npm has installed it; `.ci/run` does that.
"""

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from pydantic import ValidationError
from ralph.models.xapi.base.statements import BaseXapiStatement

FOLDER = "FIREDRILL_TEST_XAPI"
NO_NODE = f"npm's xapi-validation is not here: set {FOLDER} to a folder where 'npm install xapi-validation' was run"
_SCRIPT = """
const validate = require(process.argv[1] + '/node_modules/xapi-validation').default;
const statements = JSON.parse(require('fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(statements.map(one => validate(one).length)));
"""


def ralph_objects(statement: object) -> str:
    """What `ralph-malph` has against *statement*; empty where nothing."""
    try:
        BaseXapiStatement.model_validate_json(json.dumps(statement))
    except (ValidationError, ValueError, TypeError, AttributeError) as error:
        return str(error) or type(error).__name__
    return ""


def node_objects(statements: Sequence[object]) -> list[int]:
    """How many things `xapi-validation` has against each of *statements*; skips where it isn't installed."""
    folder = os.environ.get(FOLDER, "")
    if not folder:
        pytest.skip(NO_NODE)
    done = subprocess.run(
        ["node", "-e", _SCRIPT, str(Path(folder).resolve())],
        input=json.dumps(statements),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return json.loads(done.stdout)
