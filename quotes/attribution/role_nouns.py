"""The nouns that head roles, by category; and the words around them that tell whose president or member it is."""

from __future__ import annotations

# Singulars. Of a head that says little by itself, what DEPENDENT tells goes before.
NOUNS: dict[str, str] = {
    "spokesperson": """
        spokesman spokeswoman spokesperson spokespeople spokesmen spokeswomen spox publicist
        """,
    "candidate": """
        candidate nominee frontrunner front-runner contender challenger hopeful incumbent committeeman committeewoman
        superdelegate delegate frontbencher electee mate
        """,
    "diplomat": """
        ambassador envoy diplomat consul attache attaché negotiator high-commissioner nuncio emissary
        """,
    "legal": """
        judge justice prosecutor lawyer attorney solicitor barrister counsel magistrate paralegal notary juror
        litigator jurist advocate-general conveyancer arbitrator
        """,
    "police": """
        police detective sheriff constable trooper policeman policewoman firefighter paramedic investigator
        patrolman ranger coastguard lifeguard gendarme undersheriff coroner
        """,
    "military": """
        colonel admiral sergeant corporal lieutenant commander brigadier soldier artilleryman gunner marine veteran
        gen col maj lt sgt adm cmdr rifleman sailor airman major general paratrooper guerrilla rebel gov-general
        """,
    "legislator": """
        senator congressman congresswoman lawmaker legislator councilman councilwoman councillor councilor
        councilmember alderman alderwoman assemblyman assemblywoman mp mep msp sen rep whip speaker backbencher
        parliamentarian assemblymember freeholder selectman selectwoman coun cllr senadora peer congressperson
        """,
    "executive": """
        president minister premier chancellor governor mayor king queen prince princess undersecretary gov sultan emir
        vice-president secretary commissioner monarch dictator ruler cabinet taoiseach reeve vice-chancellor
        """,
    "health": """
        doctor physician surgeon nurse paediatrician pediatrician epidemiologist psychiatrist psychologist dentist
        midwife pharmacist therapist cardiologist oncologist nephrologist veterinarian vet medic physiotherapist
        anaesthetist anesthetist anesthesiologist gynecologist obstetrician dermatologist neurologist virologist
        hygienist paediatric dietitian nutritionist radiologist pathologist optician orthodontist carer caregiver
        """,
    "education": """
        teacher principal headteacher headmaster headmistress student pupil dean provost rector schoolteacher
        librarian tutor instructor educator freshman sophomore schoolboy schoolgirl undergraduate graduate junior
        """,
    "expert": """
        professor researcher scientist economist expert historian biologist physicist chemist ecologist hydrologist
        geologist meteorologist forecaster scholar lecturer academic sociologist anthropologist climatologist
        astronomer engineer statistician pollster strategist seismologist oceanographer postdoc demographer
        archaeologist linguist glaciologist botanist zoologist toxicologist criminologist limnologist modeler modeller
        analyst fellow theorist philosopher mathematician specialist futurist ornithologist psephologist inventor
        ethicist technologist
        """,
    "media": """
        journalist reporter editor columnist correspondent anchor host broadcaster blogger presenter publisher
        photographer moderator commentator newsreader announcer newsman newswoman cartoonist podcaster pundit
        co-anchor co-host cameraman stringer vlogger photojournalist essayist
        """,
    "sport": """
        coach player striker goalkeeper defender midfielder teammate athlete runner swimmer cyclist boxer referee
        umpire keeper selector quarterback pitcher winger batsman bowler jockey sprinter champion golfer footballer
        goalie fullback centre-back wicketkeeper skipper gymnast skier skater wrestler hurdler forward linebacker
        receiver outfielder left-hander right-hander physio marathoner rower sportsman sportswoman caddie
        """,
    "culture": """
        writer author novelist poet actor actress musician singer artist filmmaker painter sculptor composer
        conductor playwright dancer choreographer curator comedian cellist violinist pianist percussionist drummer
        guitarist songwriter rapper designer architect bandleader soprano tenor screenwriter accordionist dramaturg
        animator illustrator magician frontman frontwoman bassist dj actor-director organist potter entertainer star
        memoirist biographer model narrator ventriloquist impresario
        """,
    "religion": """
        priest bishop archbishop pastor rabbi imam cardinal reverend pope nun monk deacon vicar rev chaplain cleric
        mullah preacher evangelist elder clergyman seminarian ayatollah missionary abbot abbess
        """,
    "advocate": """
        activist campaigner organizer organiser advocate unionist volunteer steward protester environmentalist
        lobbyist demonstrator abolitionist feminist philanthropist suffragist whistleblower dissident
        """,
    "business": """
        executive ceo cfo coo cto founder co-founder cofounder owner co-owner entrepreneur businessman businesswoman
        manager boss chairman chairwoman chair chairperson partner director investor developer banker broker trader
        restaurateur chef baker brewer landlord landlady retailer shopkeeper shipowner publican contractor consultant
        billionaire mogul promoter hotelier tycoon industrialist financier proprietor winemaker salesman saleswoman
        realtor merchant vendor grocer florist importer exporter millionaire agent magnate venture-capitalist
        underwriter co-chair co-chairman co-director innkeeper
        """,
    "official": """
        official officer deputy aide adviser advisor staffer head leader regulator ombudsman clerk auditor planner
        coordinator secretary-general inspectorate harbormaster harbourmaster registrar comptroller superintendent
        warden supervisor assessor member bureaucrat appraiser assistant associate administrator treasurer chief
        inspector marshal representative speechwriter archivist interpreter appointee commissioner-general trustee
        overseer monitor surveyor functionary mediator actuary
        """,
    "witness": """
        resident neighbor neighbour witness victim survivor mother father wife husband son daughter brother sister
        parent friend customer voter tenant passenger villager tourist fan supporter man woman boy girl colleague
        relative cousin aunt uncle grandmother grandfather widow widower bystander homeowner commuter guest patron
        grandson granddaughter niece nephew roommate subscriber spectator user pensioner child caller companion
        stepmother stepfather fiancé fiancée girlfriend boyfriend classmate sibling eldest youngest visitor patient
        onlooker ex-wife ex-husband shopper diner grandparent mom dad mum backer endorser admirer settler participant
        attendee festivalgoer partygoer fiance fiancee adoptee hostage co-worker coworker buyer consumer reader viewer
        homemaker housewife septuagenarian octogenarian toddler teenager men women children people spouse
        """,
    "other": """
        worker employee mechanic carpenter electrician plumber welder miner operator technician retiree bartender
        waiter waitress barista cleaner porter courier rider fisher rancher shepherd gardener seamstress tailor
        insider source opponent rival critic republican democrat conservative liberal progressive person crowd docker
        dockworker deckhand ferryman cook janitor foreman crew captain trawlerman bookkeeper accountant beekeeper
        butcher cashier repairman lobsterman guide climber hiker blacksmith apprentice intern programmer coder
        collector hobbyist detainee prisoner inmate refugee migrant immigrant defendant plaintiff farmer fisherman
        driver pilot socialist libertarian independent donor fundraiser signalman fitter bricklayer machinist barber
        postman adjuster receptionist usher emcee purser exciseman picker packer herder trapper roofer painter-decorator
        secretary-typist translator counterpart predecessor successor co-author sponsor suspect gunman attacker
        shooter assailant hacker contestant doppelganger impostor confidant ally producer critic trainer navigator
        bosun conservationist-led stonemason glazier joiner logger lumberjack roadie doorman bouncer busker baggage
        handler dispatcher lighthouse-keeper grower weaver typist copywriter bellringer hero
        sommelier astronaut cosmonaut stewardess attendant busboy dishwasher housekeeper nanny au-pair maid butler
        freelancer contributor recipient applicant claimant appellant complainant loyalist royalist nationalist
        populist communist marxist centrist moderate leftist rightist hawk dove isolationist commenter observer
        """,
}
KIN = frozenset(
    """
    mother father wife husband son daughter brother sister friend cousin aunt uncle grandmother grandfather widow
    widower grandson granddaughter niece nephew roommate companion girlfriend boyfriend fiancé fiancée spouse mate
    confidant ally rival opponent critic supporter backer admirer endorser fan voter colleague counterpart predecessor successor
    """.split()
)

# Words around a head that say little by itself ("president", "director", "member").
BODIES: dict[str, frozenset[str]] = {
    category: frozenset(words.split())
    for category, words in {
        "spokesperson": "press communications communication pr",
        "police": "police constabulary sheriff sheriff's fire ambulance rescue homicide patrol enforcement",
        "religion": """
            church diocese mosque synagogue parish cathedral congregation baptist methodist chapel ministries christian
            evangelical muslim jewish catholic islamic faith religious
            """,
        "military": "army navy naval marine marines military joint infantry battalion brigade militia regiment",
        "legislator": """
            senate house parliament congress council assembly legislature committee subcommittee caucus majority minority
            opposition congressional parliamentary
            """,
        "candidate": """
            campaign party gop republican republicans democratic democrats rnc dnc conservatives tory tories ukip labour
            presidential convention electoral pac primary
            """,
        "health": "hospital hospitals clinic health medical nursing epidemiology medicine surgery infirmary virology",
        "education": "school schools student education preschool kindergarten academy",
        "expert": """
            university institute institution laboratory lab observatory college center centre research science sciences
            studies scientific polytechnic faculty flight mission
            """,
        "sport": """
            club team league fc rovers athletics athletic football soccer cricket rugby tennis basketball baseball
            hockey olympic olympics race squad stadium tournament sports sport coaching racing golf boxing
            """,
        "media": """
            newspaper magazine news radio television tv broadcaster newsroom gazette times tribune herald journal
            podcast network journalism cnn nbc abc cbs bbc fox
            """,
        "culture": """
            museum theatre theater festival orchestra gallery band film opera ballet library exhibition exhibitions
            artistic music musical choir arts art creative philharmonic symphony movie exhibits casting
            """,
        "legal": "court tribunal trial litigation prosecution defence",
        "official": """
            commission agency authority department ministry bureau federal city county government administration
            municipal town security intelligence fbi cia nsa irs epa nasa white treasury pentagon embassy un nato
            european cabinet policy regulatory inspectorate water port harbor harbour transit elections planning
            border immigration country island civil public prison
            """,
        "advocate": """
            union unions charity coalition foundation association federation trust alliance society rights citizens
            action advocacy movement nonprofit naacp aclu afl-cio guild project campaigns relief humanitarian aid shelter campaigners chapter lobby
            """,
        "business": """
            company firm bank inc corporation corp brokerage fund shop holdings llc ltd capital partners sales
            marketing portfolio finance financial operating investment investments store brewery factory restaurant
            bakery hotel business industries technologies managing commerce airline maker advertising
            """,
    }.items()
}

_BODY = "police military religion candidate sport culture education health expert media official advocate business"
_STAFF = "spokesperson candidate police health business advocate"

# For such a head: the categories that the words around it may show, in order; then what it is without and with the
# name of a body that shows nothing.
DEPENDENT: dict[str, tuple[str, str, str]] = {
    **dict.fromkeys(
        ["president"],
        ("legislator candidate religion sport education expert culture advocate business", "executive", "business"),
    ),
    **dict.fromkeys(
        "chairman chairwoman chairperson chair co-chair co-chairman".split(),
        (
            "military legislator candidate religion sport culture education expert official advocate",
            "business",
            "business",
        ),
    ),
    **dict.fromkeys(["director", "co-director"], ("spokesperson " + _BODY, "culture", "business")),
    **dict.fromkeys(["head", "chief"], (_BODY, "official", "business")),
    **dict.fromkeys(["leader"], ("religion legislator candidate sport advocate business", "official", "official")),
    **dict.fromkeys(["manager", "boss"], ("candidate business sport culture", "business", "business")),
    **dict.fromkeys(
        ["founder", "co-founder"], ("religion candidate sport culture media advocate", "business", "business")
    ),
    **dict.fromkeys(
        "aide adviser advisor staffer assistant associate coordinator".split(), (_STAFF, "official", "official")
    ),
    **dict.fromkeys(
        "administrator supervisor superintendent treasurer trustee".split(),
        ("police candidate education health sport advocate business", "official", "official"),
    ),
    "officer": ("spokesperson police military health business official", "police", "official"),
    "official": ("police military religion health candidate education sport advocate business", "official", "official"),
    "member": (
        "legislator candidate religion military sport culture education expert advocate",
        "official",
        "official",
    ),
    "secretary": ("spokesperson candidate", "executive", "executive"),
    "minister": ("religion", "executive", "executive"),
    "commissioner": ("police sport", "executive", "executive"),
    "chancellor": ("education expert", "executive", "executive"),
    "governor": ("", "executive", "executive"),
    "representative": ("", "spokesperson", "spokesperson"),
    "deputy": ("police legislator", "official", "official"),
    "inspector": ("police", "official", "official"),
    "marshal": ("", "police", "police"),
    "executive": ("advocate", "business", "business"),
    "worker": ("health police candidate advocate", "other", "other"),
    "employee": ("candidate official", "other", "other"),
    "captain": ("police military sport", "other", "sport"),
    "producer": ("culture", "media", "media"),
    "critic": ("", "other", "other"),
    "analyst": ("", "expert", "expert"),
    "strategist": ("", "expert", "expert"),
    "consultant": ("health", "business", "business"),
    "agent": ("police official sport", "business", "business"),
    "general": ("", "military", "military"),
    "writer": ("media sport", "culture", "culture"),
    "editor": ("", "media", "media"),
    "pilot": ("military", "other", "other"),
    "star": ("sport", "culture", "culture"),
    "speaker": ("", "legislator", "legislator"),
    "mate": ("", "witness", "witness"),
    "investigator": ("", "police", "police"),
    "defender": ("", "sport", "sport"),
    "delegate": ("", "candidate", "candidate"),
    "student": ("", "education", "education"),
}

# Words that, next to such a head, settle its category before anything else.
PAIRS: dict[str, dict[str, str]] = {
    "general": {
        "attorney solicitor": "legal",
        "surgeon": "health",
        "consul": "diplomat",
        "governor": "executive",
        "secretary director inspector auditor comptroller postmaster": "official",
    },
    "secretary": {
        "union federation association charity alliance": "advocate",
        "club": "sport",
        "general-secretary secretary-general private executive company": "official",
    },
    "governor": {"bank prison fed reserve": "official", "school": "education"},
    "representative": {
        "state u.s us house republican democratic congressional": "legislator",
        "special permanent": "diplomat",
        "trade": "executive",
        "union": "advocate",
        "sales customer company": "business",
    },
    "member": {"family": "witness", "jury": "legal", "crew": "other", "cast": "culture", "audience crowd": "witness"},
    "marshal": {"field air": "military"},
    "executive": {"county borough": "executive", "museum theatre theater arts film": "culture"},
    "worker": {"social hospital care": "health", "election poll": "official"},
    "critic": {
        "film food theatre theater music art restaurant literary dance book television tv architecture": "media"
    },
    "analyst": {
        "brokerage bank securities capital investment equity stock retail": "business",
        "cia intelligence": "official",
    },
    "strategist": {"campaign": "candidate"},
    "consultant": {"political republican democratic campaign media": "expert"},
    "agent": {"fbi special secret undercover dea atf border customs": "police", "cia": "official"},
    "writer": {"staff political science feature features chief columnist": "media"},
    "speaker": {"keynote motivational guest": "other"},
    "mate": {"running": "candidate"},
    "investigator": {"principal": "expert", "private": "other"},
    "defender": {"public federal": "legal"},
    "chief": {"justice": "legal", "battalion": "police"},
    "officer": {"executive financial operating technology marketing": "business"},
    "deputy": {"chamber": "legislator"},
    "leader": {"band": "culture", "gang rebel": "other"},
    "president": {"senior": "business"},
    "delegate": {"nations un": "diplomat"},
}

# The verbs that say what somebody does, by the category of who does it where no body tells.
VERBS: dict[str, str] = {
    "business": """
        owns owned own sells sold founded co-founded runs ran run manages managed bakes brews buys bought produces
        """,
    "expert": "studies studied researches specialises specializes follows",
    "education": "teaches taught",
    "media": "edits edited hosts hosted presents presented moderates reviews reviewed covers covered publishes",
    "sport": "coaches coached plays played captains captained trains",
    "military": "commands commanded",
    "culture": "designs designed",
    "spokesperson": "speaks represents represented",
    "advocate": "organises organizes lobbies",
    "health": "practises practices tends",
    "official": "advises advised leads led lead heads headed head chairs chaired chair directs directed oversees oversaw",
    "other": """
        farms farmed grows grew repairs repaired delivers delivered drives drove builds built breeds fishes raises
        cleans cooks mends makes works worked
        """,
}
OFFICE_VERBS = frozenset(
    """
    leads led heads headed runs ran chairs chaired directs directed owns owned manages managed oversees oversaw
    coaches coached founded co-founded edits edited commands commanded captains captained lead head run chair own
    """.split()
)

COUNTRIES = frozenset(
    """
    us u.s u.s.a usa uk u.k britain england scotland wales ireland america france germany italy spain portugal
    netherlands belgium switzerland austria sweden norway denmark finland iceland poland czechia slovakia hungary
    romania bulgaria greece turkey russia ukraine belarus estonia latvia lithuania croatia slovenia serbia bosnia
    kosovo albania macedonia montenegro moldova georgia armenia azerbaijan kazakhstan kyrgyzstan uzbekistan
    turkmenistan tajikistan afghanistan pakistan india bangladesh nepal bhutan china taiwan japan korea mongolia
    vietnam thailand laos cambodia myanmar burma malaysia singapore indonesia philippines australia zealand fiji samoa
    tonga iran iraq syria lebanon israel jordan palestine kuwait qatar bahrain oman yemen arabia emirates egypt libya
    tunisia algeria morocco sudan ethiopia eritrea somalia kenya uganda rwanda burundi tanzania congo angola zambia
    zimbabwe malawi mozambique botswana namibia africa nigeria ghana senegal mali niger chad cameroon gabon liberia
    togo benin madagascar mauritius malta cyprus luxembourg canada mexico guatemala honduras salvador nicaragua panama
    cuba haiti jamaica colombia venezuela ecuador peru bolivia chile argentina uruguay paraguay brazil guyana europe
    """.split()
)
# Adjectives of countries whose ending does not show it.
DEMONYMS = frozenset(
    """
    french german dutch swiss czech slovak greek scots welsh catalan afghan pakistani bangladeshi thai filipino iraqi
    israeli kuwaiti qatari omani yemeni emirati saudi somali malagasy cypriot argentine soviet uzbek kazakh kyrgyz
    tajik turkmen azeri uyghur tibetan serb croat kosovar icelandic
    """.split()
)
PARTIES = frozenset(
    """
    republican democratic democrat labour tory conservative liberal libertarian socialist green communist independent
    progressive
    """.split()
)
