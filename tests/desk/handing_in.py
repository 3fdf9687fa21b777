"""What tests hand in at the desk, and what became of it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from publications import models
from publications.desk import receiving
from tests.desk.conftest import REPORT

URL = "/admin/desk/upload/"


def hand_in(client, *files, **fields):
    files = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(URL, {"files": files, **fields}, follow=True)


def only_upload():
    return models.Upload.objects.get()


def waiting_upload(editor, text=REPORT):
    return receiving.receive_text(text=text, by=editor)
