"""A project.json read (pure)."""

from pydantic import ValidationError

from projects.document.faults import BadDocument, faults_of
from projects.document.parsing import value_of
from projects.document.schema import ProjectDocument
from projects.document.versions import raised


def read(content: bytes) -> ProjectDocument:
    """The document in a file's bytes. Raises BadDocument with every fault and the path of its field."""
    raw = raised(value_of(content))
    try:
        return ProjectDocument.model_validate(raw)
    except ValidationError as error:
        raise BadDocument(faults_of(error)) from None
