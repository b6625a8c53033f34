"""Which models a device holds: what is loaded, what makes room, what is loaded before anybody asks."""
