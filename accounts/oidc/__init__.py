"""Sign-in by OpenID Connect: allauth's flow, with each of the specification's checks of an ID token made."""
