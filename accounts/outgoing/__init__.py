"""Requests to addresses that a user chose (webhooks, providers): only ever to where the operator lets them go.

`client.check_address` when somebody writes one down, `client.send` whenever one is used, `exchange.Exchange` where the
answer is long, comes bit by bit, or may be given up on the way; nothing else may open such an address. `rules` decides,
`connections` holds a socket to what was decided.
"""
