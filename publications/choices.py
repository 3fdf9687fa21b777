"""The controlled words of the archive: kinds, roles and states, each value once."""

from django.db.models import TextChoices


class Status(TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


WAITING = [Status.DRAFT, Status.IN_REVIEW]  # not public, and not once public either


class PublicationKind(TextChoices):
    REPORT = "report", "Report"
    ESSAY_COLLECTION = "essay_collection", "Essay collection"
    ESSAY = "essay", "Essay"
    RESEARCH_NOTE = "research_note", "Research note"
    BRIEFING = "briefing", "Briefing"
    SPEECH = "speech", "Speech"
    ARTICLE = "article", "Article"
    OTHER = "other", "Publication"


class NewsKind(TextChoices):
    NEWS = "news", "News"
    PRESS_RELEASE = "press_release", "Press release"
    COMMENT = "comment", "Comment"
    BLOG = "blog", "Blog"


class EventKind(TextChoices):
    LAUNCH = "launch", "Launch"
    ROUNDTABLE = "roundtable", "Roundtable"
    CONFERENCE = "conference", "Conference session"
    DEBATE = "debate", "Debate"
    SPEECH = "speech", "Speech"
    OTHER = "event", "Event"


class Role(TextChoices):
    """What a person or an organisation did for a work; ordered as a work's page lists them."""

    AUTHOR = "author", "Author"
    EDITOR = "editor", "Editor"
    FOREWORD = "foreword", "Foreword"
    INTRODUCTION = "introduction", "Introduction"
    SPEAKER = "speaker", "Speaker"
    HOST = "host", "Host"
    PUBLISHER = "publisher", "Publisher"
    PARTNER = "partner", "Partner"
    COMMISSIONER = "commissioner", "Commissioner"
    SPONSOR = "sponsor", "Supporter"
    SUBJECT = "subject", "Subject"
    ACKNOWLEDGEMENTS = "acknowledgements", "Acknowledgements"
    INTERVIEWEE = "interviewee", "Interviewee"
    QUOTED = "quoted", "Quoted"
    TESTIMONIAL = "testimonial", "Testimonial"
    CONTACT = "contact", "Contact"
    AFFILIATION = "affiliation", "Affiliation"
    MENTIONED = "mentioned", "Mentioned"


# Who made a work in words, as against who is quoted, thanked or written about in it.
WRITING = (Role.AUTHOR, Role.EDITOR, Role.FOREWORD, Role.INTRODUCTION, Role.SPEAKER)


class SectionKind(TextChoices):
    SECTION = "section", "Section"
    FOREWORD = "foreword", "Foreword"
    INTRODUCTION = "introduction", "Introduction"
    ACKNOWLEDGEMENTS = "acknowledgements", "Acknowledgements"
    AUTHORS = "authors", "About the authors"
    APPENDIX = "appendix", "Appendix"
    BODY = "body", "Text"
    BOX = "box", "Case study"
    FRONT = "front", "Front matter"
    CONTENTS = "contents", "Contents as printed"
    IMPRINT = "imprint", "Imprint"
    BACK = "back", "Back matter"


class QuotationKind(TextChoices):
    PULL_QUOTE = "pull_quote", "Pull quote"
    EPIGRAPH = "epigraph", "Epigraph"
    TESTIMONIAL = "testimonial", "Testimonial"
    QUOTED = "quoted", "Quotation"


class Gathering(TextChoices):
    """Why a project's page lists an entry."""

    OUTPUT = "output", "Project output"
    RELATED = "related", "Related news"


class Outcome(TextChoices):
    CREATED = "created", "Created"
    UPDATED = "updated", "Updated"
    UNCHANGED = "unchanged", "Unchanged"
    FAILED = "failed", "Failed"


class UploadState(TextChoices):
    WAITING = "waiting", "Waiting"
    READING = "reading", "Being read"
    CHECKED = "checked", "Waits for your word"
    READ = "read", "Read"
    KNOWN = "known", "In the archive already"
    FAILED = "failed", "Could not be read"
    ASIDE = "aside", "Set aside"


class Verdict(TextChoices):
    """What an editor thought of a proposed value."""

    ACCEPTED = "accepted", "Accepted"
    CORRECTED = "corrected", "Corrected"
    REJECTED = "rejected", "Rejected"


class Act(TextChoices):
    """What happened to a record."""

    CREATED = "created", "Created"
    CHANGED = "changed", "Changed"
    IMPORTED = "imported", "Changed by reading a source"
    LOADED = "loaded", "Taken in"
    SUBMITTED = "submitted", "Sent for review"
    RETURNED = "returned", "Made a draft again"
    SCHEDULED = "scheduled", "Publication arranged"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"
    RESTORED = "restored", "Published again"
    MERGED = "merged", "Merged"
    SPLIT = "split", "Split off"
    UNDONE = "undone", "Undone"
    DELETED = "deleted", "Deleted"


# What the numbers and addresses are called that are printed in a work.
SCHEMES = {
    "isbn": "ISBN",
    "issn": "ISSN",
    "doi": "DOI",
    "command_paper": "Command paper",
    "house_paper": "House paper",
    "charity": "Charity number",
    "url": "URL",
    "email": "E-mail address",
    "telephone": "Telephone",
}
