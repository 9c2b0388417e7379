"""What casework answers: frozen values, cut to what the actor may open and has a reason for."""
