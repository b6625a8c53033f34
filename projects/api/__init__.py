"""The API of projects: serializers and views, a module a noun."""
