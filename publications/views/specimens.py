"""x"""


def specimens():
    return {}
