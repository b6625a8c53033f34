"""From the word for a device to the place on this machine. Workers only: drivers are asked."""

import socket

from generation.workers.values import CARDS, PLAIN, BadDevice, DeviceWord, Place, device_word
from quality.resources import queries, services, sources
from quality.resources.values import Reading

PROCESSOR = "Processor"
HOST_CHARACTERS = 100


def host() -> str:
    """What this machine is called in the rows of devices and workers."""
    return socket.gethostname()[:HOST_CHARACTERS]


def place_of(text: str) -> Place:
    """The place of a worker for this device. Raises BadDevice, BadSetting; a card's row is written first."""
    word = device_word(text)
    if word.kind is None:
        return Place(f"{host()}/{word.text}", PROCESSOR, word.text)
    readings = sources.readings()
    reading = _reading(word, readings)
    services.record(host(), readings, sources.host_reading())
    card_id = services.card_id(host(), reading.id)
    card = next(card for card in queries.cards() if card.device.id == card_id)
    return Place(card_id, reading.name, card.device.device_class, card_id)


def found_here() -> list[str]:
    """The words of all devices of this machine that have a worker by themselves: no `remote`, which needs none."""
    counts: dict[str, int] = {}
    words = [word for word in PLAIN if word != "remote"]
    for reading in sources.readings():
        word = next(word for word, kind in CARDS.items() if kind == reading.kind)
        words.append(f"{word}:{counts.setdefault(word, 0)}")
        counts[word] += 1
    return words


def _reading(word: DeviceWord, readings: tuple[Reading, ...]) -> Reading:
    of_kind = [reading for reading in readings if reading.kind is word.kind]
    if word.index >= len(of_kind):
        there = ", ".join(found_here())
        raise BadDevice(f"This machine has no card {word.text}.", f"It has: {there}.")
    return of_kind[word.index]
