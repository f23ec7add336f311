"""Puts the prepared form of the data files into the wheel (see `atgardsplan.data_files`)."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# Everything that is read from data files, read once.
_READ_ALL = """
import sys
sys.path.insert(0, "src")
sys.dont_write_bytecode = False
from atgardsplan import template, texts
from atgardsplan.language import action, empty_words, goal_learnt, goal_lexicon, private
from atgardsplan.language import when_lexicon, who_lexicon
from atgardsplan.rules import catalogue
for language in texts.LANGUAGES:
    texts.load_texts(language)
    catalogue.load_catalogue(language)
for name in template.shipped_names():
    template.load_template(name)
for words in (goal_lexicon, when_lexicon, who_lexicon):
    words.lexicon()
goal_learnt.learnt_of("wording")
action.is_thin("x")
empty_words.is_placeholder("x")
private.has_personal_e_mail("x@x.se")
"""


class CustomBuildHook(BuildHookInterface[Any]):
    """Makes the prepared files in the source tree and includes them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called before the wheel is built; `version` is `editable` for an editable install."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        subprocess.run([sys.executable, "-c", _READ_ALL], cwd=root, check=True)
        for file in sorted((root / "src").rglob("*.prepared")):
            build_data["force_include"][str(file)] = file.relative_to(root / "src").as_posix()
