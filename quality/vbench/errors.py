"""Why VBench gave no scores."""


class VBenchFailed(Exception):
    """It stopped, hung, said something else than scores, or took more memory than it may; the batch is scored
    classically."""
