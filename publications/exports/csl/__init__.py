"""The citation styles, each read once into plain functions that print an item of CSL-JSON.

A general CSL processor walks through the XML of a style for every citation and asks each element
anew what it is: five citations took more than a third of the time of a record's page. Here that is
asked when a style is read. What is read is the part of CSL that the styles of the archive are
written in (`subset`): a style that has more is refused, never printed wrong.

The tests compare every style with the processor of citeproc-py, which brings the words of each
language, too ("eds", "Sept.").
"""
