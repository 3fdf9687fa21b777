"""The grammar of OAI-PMH answers, written from the protocol's text as RELAX NG."""

from pathlib import Path

from lxml import etree

OAI_PMH = etree.RelaxNG(etree.parse(Path(__file__).with_name("oai_pmh.rng")))
