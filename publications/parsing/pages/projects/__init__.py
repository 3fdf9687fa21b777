"""What stands on the page of a project: entries, bodies, teams, praise."""
