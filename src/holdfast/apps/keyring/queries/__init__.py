"""Reading what is sealed: always as an actor, and never more than the actor holds keys to."""
