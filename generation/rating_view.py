"""POST and DELETE /generations/{id}/rate. Who makes things may rate: a viewer changes nothing, ratings included."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import WorkspaceView
from generation import queries
from generation.rating_serializers import RateSerializer
from generation.serializers import GenerationSerializer
from generation.services import rating
from generation.views import MediaContextMixin


class RateView(MediaContextMixin, WorkspaceView):
    """A person's stars for what was made."""

    @extend_schema(request=RateSerializer, responses=GenerationSerializer)
    def post(self, request: Request, generation_id: UUID) -> Response:
        """Give 1 to 5 stars and a note; given again, it takes the place of the one before."""
        generation, person = queries.generation(generation_id), self._person()
        asked = RateSerializer(data=request.data)
        asked.is_valid(raise_exception=True)
        rating.rate(generation, person, **asked.validated_data)
        return self._answer(generation_id)

    @extend_schema(request=None, responses={200: GenerationSerializer})
    def delete(self, request: Request, generation_id: UUID) -> Response:
        """Take one's own rating back."""
        rating.take_back(queries.generation(generation_id), self._person())
        return self._answer(generation_id)

    def _person(self) -> UUID:
        """Who rates: somebody, for a service token has no taste."""
        person: UUID | None = self.user_id
        if person is None:
            raise exceptions.PermissionDenied(
                "A rating is a person's.\nUse a token of your own, or rate in the browser."
            )
        return person

    def _answer(self, generation_id: UUID) -> Response:
        return Response(self.told(GenerationSerializer, queries.generation(generation_id)))
