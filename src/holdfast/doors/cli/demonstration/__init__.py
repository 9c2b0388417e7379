"""A fictional network at work: its people, what reached it, and one thread through the house.

Invariants: nobody and nothing in it is real; everything goes through the services that a real
network uses, with the same keys and the same refusals.
"""
