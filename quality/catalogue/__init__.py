"""What each function costs at each tier: the versioned table (`catalogue.yaml`), its schema, its loader."""
