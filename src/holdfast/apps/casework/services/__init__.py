"""What casework does: each call authorises, seals, saves and enters the ledger in one write."""
