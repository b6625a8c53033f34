"""Ways of signing in beyond the password, and what guards them."""
