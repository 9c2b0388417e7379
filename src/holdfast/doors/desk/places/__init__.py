"""Safe places: beds by night, rules, who knows them."""
