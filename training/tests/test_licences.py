"""The README's table of licences names what the package is built with, no more and no less."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_every_dependency_stands_in_the_table_of_licences():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [
        *project["project"]["dependencies"],
        *project["project"]["optional-dependencies"]["test"],
        *project["build-system"]["requires"],
    ]
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("## What it is built with\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| ([a-z][^|]*?) \| ([^|]+) \|", section, re.MULTILINE)
    named = [name for names, licence in rows if licence != "licence" for name in names.split(", ")]
    assert sorted(named) == sorted(re.match(r"[\w-]+", requirement)[0] for requirement in wanted)
