"""An archive of publications, events and news, each value with the words it came from."""
