"""The file name is the plugin name: a folder of modules of one shape, listed without importing any."""

import importlib
import importlib.metadata
import pkgutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from broadsheet.core.errors import UnknownNameError


@cache
def _announced(group: str) -> Mapping[str, importlib.metadata.EntryPoint]:
    """What other distributions announce; looking reads the metadata of every one installed, several milliseconds."""
    return {entry.name: entry for entry in importlib.metadata.entry_points(group=group)}


@dataclass(frozen=True, slots=True)
class Plugins:
    """The plugins in `package` (a folder of modules) and those other distributions announce.

    A distribution announces one under the entry-point group equal to `package`. `noun` is what one is called in
    messages. A name starting with an underscore is not a plugin.
    """

    package: str
    noun: str

    def names(self) -> list[str]:
        """The names there are, sorted; nothing is imported but the folder itself."""
        folder = importlib.import_module(self.package)
        found = {m.name for m in pkgutil.iter_modules(folder.__path__) if not m.name.startswith("_")}
        return sorted(found | set(_announced(self.package)))

    def load(self, name: str) -> ModuleType:
        """The module called `name`; raises `UnknownNameError` with the names there are."""
        if self._is_imported(name):
            return importlib.import_module(f"{self.package}.{name}")  # which waits for who is importing it still
        if name not in self.names():
            raise UnknownNameError(f"there is no {self.noun} called {name!r}", asked=name, choices=self.names())
        entry = _announced(self.package).get(name)
        if entry:
            module: ModuleType = entry.load()
            return module
        return importlib.import_module(f"{self.package}.{name}")

    def _is_imported(self, name: str) -> bool:
        """Whether it was loaded before: listing its folder again took most of what a load did."""
        if not name.isidentifier() or name.startswith("_") or name in _announced(self.package):
            return False
        return f"{self.package}.{name}" in sys.modules
