"""What can be wrong with the settings of devices."""


class BadSetting(ValueError):
    """A setting that can't be read: which one, what is wrong with it, and what would work."""

    def __init__(self, setting: str, detail: str, advice: str) -> None:
        super().__init__(f"{setting}: {detail} {advice}")
        self.setting, self.detail, self.advice = setting, detail, advice
