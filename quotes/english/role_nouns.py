"""The nouns and verbs that make a role, by category; names of countries and parties."""

from __future__ import annotations

# Singulars.
NOUNS: dict[str, str] = {
    "spokesperson": """
        spokesman spokeswoman spokesperson spokespeople spokesmen spokeswomen spox publicist
        """,
    "candidate": """
        candidate nominee frontrunner front-runner contender challenger hopeful incumbent committeeman committeewoman
        superdelegate delegate frontbencher mate
        """,
    "diplomat": """
        ambassador envoy diplomat consul attache attaché negotiator nuncio emissary
        """,
    "legal": """
        judge justice prosecutor lawyer attorney solicitor barrister counsel magistrate paralegal notary juror
        litigator jurist conveyancer arbitrator
        """,
    "police": """
        police detective sheriff constable trooper policeman policewoman firefighter paramedic investigator
        patrolman ranger coastguard lifeguard gendarme undersheriff coroner marshal
        """,
    "military": """
        colonel admiral sergeant corporal lieutenant commander brigadier soldier artilleryman gunner marine veteran
        gen col maj lt sgt adm cmdr rifleman sailor airman major general paratrooper guerrilla rebel
        """,
    "legislator": """
        senator congressman congresswoman lawmaker legislator councilman councilwoman councillor councilor
        councilmember alderman alderwoman assemblyman assemblywoman mp mep msp sen rep whip speaker backbencher
        parliamentarian assemblymember freeholder selectman selectwoman coun cllr senadora peer
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
        animator illustrator magician frontman frontwoman bassist dj organist potter entertainer star
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
        realtor merchant vendor grocer florist importer exporter millionaire agent magnate
        underwriter co-chair co-chairman co-director innkeeper
        """,
    "official": """
        official officer deputy aide adviser advisor staffer head leader regulator ombudsman clerk auditor planner
        coordinator secretary-general inspectorate harbormaster harbourmaster registrar comptroller superintendent
        warden supervisor assessor member bureaucrat appraiser assistant associate administrator treasurer chief
        inspector representative speechwriter archivist interpreter appointee trustee
        overseer monitor surveyor mediator actuary
        """,
    "witness": """
        resident neighbor neighbour witness victim survivor mother father wife husband son daughter brother sister
        parent friend customer voter tenant passenger villager tourist fan supporter man woman boy girl colleague
        relative cousin aunt uncle grandmother grandfather widow widower bystander homeowner commuter guest patron
        grandson granddaughter niece nephew roommate subscriber spectator user pensioner child caller companion
        stepmother stepfather fiancé fiancée girlfriend boyfriend classmate sibling eldest youngest visitor patient
        onlooker shopper diner grandparent mom dad mum backer endorser admirer settler participant
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
        postman adjuster receptionist usher emcee purser exciseman picker packer herder trapper roofer
        translator counterpart predecessor successor co-author sponsor suspect gunman attacker
        shooter assailant hacker contestant doppelganger impostor confidant ally producer critic trainer navigator
        bosun stonemason glazier joiner logger lumberjack roadie doorman bouncer busker
        handler dispatcher grower weaver typist copywriter bellringer hero
        sommelier astronaut cosmonaut stewardess attendant busboy dishwasher housekeeper nanny maid butler
        freelancer contributor recipient applicant claimant appellant complainant loyalist royalist nationalist
        populist communist marxist centrist moderate leftist rightist hawk dove isolationist commenter observer
        """,
}
KIN = frozenset(
    """
    mother father wife husband son daughter brother sister friend cousin aunt uncle grandmother grandfather widow
    widower grandson granddaughter niece nephew roommate companion girlfriend boyfriend fiancé fiancée spouse mate
    confidant ally rival opponent critic supporter backer admirer endorser fan voter colleague counterpart predecessor
    successor
    """.split()
)

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
    "official": """
        advises advised leads led lead heads headed head chairs chaired chair directs directed oversees oversaw
        """,
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
