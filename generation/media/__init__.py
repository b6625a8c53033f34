"""Files of media: pictures that come in, pictures and films that go out, the store and how it is served."""
