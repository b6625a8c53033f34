"""A workspace as one file: written by `exporting`, read into another installation by `importing`."""
