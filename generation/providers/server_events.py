"""Server-sent events (pure), by "Interpreting an event stream" of the HTML standard; only `data` matters here."""

from generation.providers.errors import too_large

LARGEST_EVENT_BYTES = 1_048_576
_BOM = b"\xef\xbb\xbf"


class Events:
    """Fed with bytes as they come, cut anywhere; gives the data of each event that is complete."""

    def __init__(self, largest_bytes: int = LARGEST_EVENT_BYTES) -> None:
        self._largest = largest_bytes
        self._rest = bytearray()
        self._data: list[bytes] = []
        self._size = 0
        self._begun = self._after_return = False

    def feed(self, part: bytes) -> list[str]:
        """The data of the events that end in this part. Raises TooLarge for one that does not end."""
        found = []
        for line in self._lines(part):
            if line:
                self._field(line)
            elif self._data:
                found.append(b"\n".join(self._data).decode("utf-8", "replace"))
                self._data, self._size = [], 0
        if self._size + len(self._rest) > self._largest:
            raise too_large(self._largest)
        return found

    def _lines(self, part: bytes) -> list[bytes]:
        """Whole lines; they end in CR, LF, or both, and both may come apart."""
        if self._after_return and part[:1] == b"\n":
            part = part[1:]
            self._after_return = False
        if not part:
            return []
        self._after_return = part.endswith(b"\r")
        self._rest += part
        *lines, rest = bytes(self._rest).replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        self._rest = bytearray(rest)
        if lines and not self._begun:
            self._begun = True
            lines[0] = lines[0].removeprefix(_BOM)
        return lines

    def _field(self, line: bytes) -> None:
        name, _, value = line.partition(b":")
        if name == b"data":
            self._data.append(value.removeprefix(b" "))
            self._size += len(value) + 1
