"""People, places, escorts and deadlines to a plan; a loss to what it gives away.

`greedy.plan_greedily` first; `optimal.plan_optimally` where OR-Tools is installed. Both take
`deck.Cards` and return a `plans.Plan`, which `checker.check_plan` proves. `exposure.Web` says what
a loss gives away, `aftermath` whom to move and call.
"""
