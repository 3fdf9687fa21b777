"""The words by which names are told from other words: titles, letters, particles, ordinary words.

The lists are those of the language and know no particular person.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(text.split())


# Before a name. Peers' titles come apart from the rest: they stay when only a surname follows.
PEERAGE = _words("lord lady baroness baron viscount viscountess earl countess")
TITLES = PEERAGE | _words(
    "sir dame mr mrs ms miss mx dr doctor prof professor cllr councillor cllrs coun alderman ald "
    "rev revd reverend canon hon honourable rabbi imam sheikh father sister bishop archbishop "
    "colonel col major maj captain capt general gen admiral adm commander brigadier lieutenant "
    "brother archdeacon sergeant sgt inspector superintendent"
)
POST_NOMINALS = _words(
    "mp mep msp ms am mla mhk td mbe obe cbe dbe kbe gbe kcb cb kcmg cmg dcmg cvo kcvo bem qpm "
    "kfsm qfsm qc kc sc jp dl ch phd dphil ma msc bsc ba mba llb llm md frcp frcs frcgp fba frs "
    "pc frsa facss fcca fca aca cpfa frics mrics riba frtpi mrtpi fcipd fciwm frgs fcih ich"
)
SUFFIXES = _words("jr jnr junior sr snr senior ii iii iv")
PARTICLES = _words(
    "van von der den de del della di da du la le ter ten te dos das el al bin ibn ap ab of"
)
OF_THE = _words("mac nic")  # before "an" in Irish names: "Mac an Bhaird"

# Words that stand in headings and titles and in no one's name. Words of the language that are
# also common surnames or given names (Grant, Young, Law, Hope, May, Price, Park) are not here.
ORDINARY = _words("""
    a an the and or but nor of for from to in on at by with without within into onto over under
    about above across after against along among around as before behind between beyond during
    if is are was were be been being it its this that these those there here what which who whom
    whose why how when where will would can could should must shall do does did done has have had
    having not no yes all any both each every few more most much many other another some such only
    own same than then too very just also again now new next last first second third our your
    their his her my we you they he she me us them i
    about contents acknowledgement acknowledgements foreword preface introduction introductory
    conclusion conclusions summary executive appendix appendices annex index bibliography
    references notes footnotes glossary chapter section part page pages figure table box case
    study studies author authors editor editors contributor contributors advisors advisers
    interviewees biography biographies methodology background overview recommendations findings
    further reading endnotes abstract
    local locals localism localist localised government governance council councils county
    counties district borough boroughs city cities town towns parish parishes region regions
    regional nation nations national state states central public sector sectors service services
    policy policies political politics party parties labour conservative liberal democrat
    democrats democracy democratic community communities citizen citizens people society social
    health housing planning education school schools skills employment economy economic economics
    growth finance financial budget budgets tax taxes money cost costs spending funding power
    powers devolution decentralisation centralisation reform reforms change changes challenge
    challenges future agenda plan plans project projects programme programmes report reports
    research paper papers press release launch event events venue conference seminar festival
    tenants roundtable
    debate discussion speech lecture note news article articles blog comment comments editorial
    media publication publications series volume edition download free order contact home search
    site website menu login newsletter invitations sponsor subscribe archive archives video videos
    office offices unit department agency institute institution network trust foundation centre
    center commission committee association alliance group groups forum board authority
    authorities partnership partners company limited ltd plc university college academy union
    federation bureau ministry parliament house commons manifesto pledge offer offers idea ideas
    approach approaches model models system systems structure structures issue issues question
    questions answer answers problem problems solution solutions barrier barriers lever levers
    writer writers reporter reporters correspondent correspondents
    case argument arguments evidence key principle principles lesson lessons practice example
    examples option options choice choices accountability responsibility responsibilities
    efficiency delivery strategy strategic leadership partnership collaboration cooperation
    cooperative integration innovation transformation improvement performance inspection
    fellow fellows visiting senior emeritus associate associates researcher researchers
    lecturer trustee founder analyst economist correspondent reporter columnist deputy assistant
    journal gazette chronicle tribune magazine newspaper bulletin weekly quarterly review
    regulation scrutiny audit legislation bill act white green paper timetable step steps scale
    urgency crisis deficit recession cuts savings shared sharing smart metro urban rural
    neighbourhood neighbourhoods area areas place places street streets land business businesses
    industry private voluntary charity charities children adult adults care family families
    crime police policing justice environment energy waste transport road roads digital data
    technology information communication communications equality rights freedom welfare benefits
    pensions poverty work working jobs making building learning leading shaping letting getting
    delivering embracing defining strengthening enabling taking giving going putting bringing
    setting meeting rethinking towards toward ahead together apart better best good great bold
    radical modern big small long short high low real open closed total whole
    prepared published supported produced designed edited written printed copyright reserved
    year years month months week weeks day days today tomorrow century time times
    january february april june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday spring summer autumn winter
    england scotland wales ireland britain british english scottish welsh irish european europe
    examiner ombudsman auditor treasurer coroner
    spokesman spokeswoman spokesperson chairperson coordinator convener exec ceo
    united kingdom whitehall westminster treasury cabinet minister ministers secretary chief
    director chair chairman chairwoman president manager officer head mayor leader adviser advisor
    consultant councillors guild league confederation consortium inspectorate taskforce tel
    telephone email fax isbn price
    """)
ORDINARY_ENDINGS = (
    "ation", "ations", "ition", "itions", "ction", "ctions", "ility", "ilities", "ality", "alism",
    "ernment", "opment", "agement", "olution", "isation", "ising", "ology", "ically", "fully",
)  # fmt: skip
# What stands behind a given name in a byline and is no surname: "Moss Reporter".
TRADES = _words("reporter reporters writer writers correspondent editor editors staff team desk")
