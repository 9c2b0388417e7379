"""Who comes in: all HTTP, forms, templates and command lines live here."""
