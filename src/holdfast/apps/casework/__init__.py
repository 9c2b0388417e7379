"""Cases, risk, vetting, tasks, journeys and safe places."""
