"""The app's entry in Django's registry."""

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    name = "publications"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Archive"
