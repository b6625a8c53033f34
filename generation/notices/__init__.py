"""What people are told of: in the page, outside of it, and by letter; each as they chose."""
