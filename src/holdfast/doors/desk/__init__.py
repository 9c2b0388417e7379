"""The team's door: one folder a room.

A room is `doors/desk/<room>/` with `urls.py` (`app_name`, `urlpatterns`, `NAV`), `views.py`,
`forms.py`, and its templates in `doors/desk/<room>/templates/desk/<room>/`. Its name in
`rooms.ROOMS` is also where its addresses begin. `entry.page` says who may see a view,
`frame.render_page` draws it.
"""
