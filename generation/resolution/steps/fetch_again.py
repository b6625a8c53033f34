"""Files that come from another machine are fetched once more."""

from collections.abc import Mapping
from typing import ClassVar

from generation import files
from generation.errors import Category
from generation.resolution.steps.base import Context, Step
from generation.resolution.steps.verify_files import counted, is_whole
from generation.resolution.values import DONE, FAILED, Facts, Outcome


class FetchAgain(Step):
    """A new copy of each file from where files are kept; a copy that broke on the way is no longer used."""

    key = "fetch_again"
    title = "Fetch its files once more"
    words = "A copy may have broken on its way here; what is kept is fetched again and checked."
    automatic = True
    chances: ClassVar[Mapping[str, float]] = {Category.STORAGE: 0.5, Category.INPUT: 0.3, Category.NETWORK: 0.3}

    def applies(self, facts: Facts) -> bool:
        """Only where files are kept elsewhere: on this machine's own disk there is no other copy to fetch."""
        return facts.remote_store and facts.pictures + facts.clips > 0

    def run(self, context: Context) -> Outcome:
        """Another try is worth it when every file came whole."""
        digests = files.read_by(context.params)
        bad = sum(not is_whole(context, digest) for digest in digests)
        if bad:
            return Outcome(FAILED, f"{bad} of {counted(len(digests))} came damaged again.")
        return Outcome(DONE, f"{counted(len(digests)).capitalize()} came whole this time.", mended=True)
