"""OAI-PMH 2.0: what may be asked, what is harvested, and the answer in XML."""
