"""Writes the JSON Schemas of scenario, plan and house files, which editors complete and explain by."""

from pathlib import Path

from simulator.workbench.schema_files import SCHEMAS, as_file, schema_of

if __name__ == "__main__":
    for which in SCHEMAS:
        path = Path(__file__).with_name(f"{which}.schema.json")
        path.write_text(as_file(schema_of(which)), encoding="utf-8")
