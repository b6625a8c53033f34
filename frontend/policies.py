"""What a browser may do with our pages: the headers, as data (settings imports the first)."""

from typing import Any

_SELF = ["'self'"]

CONTENT_SECURITY_POLICY: dict[str, Any] = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": _SELF,
        "style-src": _SELF,
        "img-src": ["'self'", "data:", "blob:"],
        "media-src": ["'self'", "blob:"],
        "connect-src": _SELF,
        "font-src": _SELF,
        "manifest-src": _SELF,
        "form-action": _SELF,
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
"""Everything from our own address, nothing framed, no inline script or style, no style attribute: components set
properties by Svelte's `style:`, which goes through the CSSOM. The API's page keeps to it too."""

ADMIN_DIRECTIVES: dict[str, list[str]] = {
    # django-unfold's pages are driven by Alpine, which compiles its attributes, and carry one inline sheet of colours.
    "script-src": ["'self'", "'unsafe-eval'"],
    "style-src": ["'self'", "'unsafe-inline'"],
}
"""Replaced under ADMIN_PREFIX only, which staff alone can open."""

ADMIN_PREFIX = "/admin/"

_DEVICES = "accelerometer camera display-capture geolocation gyroscope microphone payment usb"
PERMISSIONS_POLICY = ", ".join(f"{device}=()" for device in _DEVICES.split())
"""Nothing in the product asks for a device, so nothing embedded in a page may."""
