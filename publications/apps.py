"""The app's entry in Django's registry, and the admin as the editors' desk."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate


class PublicationsConfig(AppConfig):
    name = "publications"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Archive"

    def ready(self) -> None:
        from publications.desk.roles import make_groups

        # Once after each migration, and not once for each app.
        post_migrate.connect(make_groups, sender=self, dispatch_uid="publications.desk.roles")


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin with a first page and pages of its own."""

    default = False
    default_site = "localism.desk.DeskSite"
