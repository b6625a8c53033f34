"""The launcher behind `./dailies`: sets up, starts the embedded services, web and workers, and keeps them running.

Everything here is standard library only, for it runs before `.venv` exists; what needs psycopg imports it late.
"""
