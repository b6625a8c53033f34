"""One project as a small file of text, project.json: `reading` and `writing` are pure, `exporting` and `importing` know
the rows. docs/project-json.md tells the format."""
