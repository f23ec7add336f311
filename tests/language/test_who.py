"""Who is responsible: own cells, labelled by the annotation guideline, section 3."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atgardsplan.language.who import Party, parse_who

# A cell per line: text => parties, then "samverkan" and "leder" where these labels are true;
# nothing after the arrow when no one is identified.
ROLES = """
Kommunpolisen => polis leder
Områdespolisen i Farsta => polis leder
Polismyndigheten => polis leder
Polisområde Stockholm Syd => polis leder
Chef LPO Södermalm => polis leder
LPO Farsta => polis leder
lokalpolisområdeschef => polis leder
Polisens ungdomsgrupp => polis leder
Volontärer vid polisen => civilsamhälle leder
Poliser => polis leder
Ungdomspolisen => polis leder
Socialtjänsten => socialtjänst leder
Socialtjänstens fältassistenter => socialtjänst leder
IFO => socialtjänst leder
IFO-chef => socialtjänst leder
Socialsekreterare => socialtjänst leder
VINR-samordnare => socialtjänst leder
Relationsvåldssamordnaren => socialtjänst leder
Kvinnofridssamordnare => socialtjänst leder
Fältare => socialtjänst leder
Fältgruppen => socialtjänst leder
Enheten för ekonomiskt bistånd => socialtjänst leder
Budget- och skuldrådgivare => socialtjänst leder
Familjebehandlare => socialtjänst leder
Beroendeenheten => socialtjänst leder
Beroendesamordnare på socialtjänsten => socialtjänst leder
Mottagningsenheten => socialtjänst leder
Socialjouren => socialtjänst leder
Handläggare på socialtjänsten => socialtjänst leder
Socialförvaltningen => socialtjänst leder
Barnahus Stockholm => socialtjänst leder
Enhetschef socialtjänst barn och unga => socialtjänst leder
Enhetschef (socialtjänsten) => socialtjänst leder
Rektorn => skola leder
Rektor på Lillskolan => skola leder
Rektor för respektive skola => skola
Biträdande rektor => skola leder
Skolkuratorer => skola leder
Elevhälsan => skola leder
Elevhälsoteamet => skola leder
SYV => skola leder
Förskolechef => skola leder
Utbildningsförvaltningen => skola leder
Lillskolan => skola leder
Skolsköterska => skola leder
Personalen på förskolan => skola leder
Skolledningen => skola leder
Barn- och utbildningsförvaltningen => skola leder
Studie- och yrkesvägledare => skola leder
Klassföreståndare => skola leder
Kommunen => stadsdel/kommun leder
Stockholms stad => stadsdel/kommun leder
SDF => stadsdel/kommun leder
Farsta sdf => stadsdel/kommun leder
Farsta stadsdelsförvaltning => stadsdel/kommun leder
Trygghetssamordnare => stadsdel/kommun leder
Säkerhetssamordnaren => stadsdel/kommun leder
Preventionssamordnare => stadsdel/kommun leder
ANDTS-samordnare => stadsdel/kommun leder
VBE-samordnare => stadsdel/kommun leder
SSPF-samordnare => stadsdel/kommun leder
SSPF-gruppen => stadsdel/kommun leder
GVI-samordnare => stadsdel/kommun leder
Avhopparsamordnare => stadsdel/kommun leder
EST-koordinator => stadsdel/kommun leder
Brottsförebyggande samordnare => stadsdel/kommun leder
Styrgruppen => stadsdel/kommun leder
Lokala BRÅ => stadsdel/kommun leder
Lokala brottsförebyggande rådet => stadsdel/kommun leder
Trygghetsrådet => stadsdel/kommun leder
Enhetschef => stadsdel/kommun leder
Avdelningschefen => stadsdel/kommun leder
Förvaltningen => stadsdel/kommun leder
Stadsdelsdirektör => stadsdel/kommun leder
Fritidsgården => stadsdel/kommun leder
Fritidsledare på fritidsgården => stadsdel/kommun leder
Personal på fritidsgården => stadsdel/kommun leder
Parkleken Bullerbyn => stadsdel/kommun leder
Parkenheten => stadsdel/kommun leder
Trafikkontoret => stadsdel/kommun leder
Trafik- och gatukontoret => stadsdel/kommun leder
Kultur- och fritidsförvaltningen => stadsdel/kommun leder
Stadsbyggnadskontoret => stadsdel/kommun leder
Miljöförvaltningen => stadsdel/kommun leder
Tillståndsenheten => stadsdel/kommun leder
Biblioteket => stadsdel/kommun leder
Kommunikatör => stadsdel/kommun leder
Socialnämnden => socialtjänst leder
Stadsdelsnämnden => stadsdel/kommun leder
Kommunstyrelsen => stadsdel/kommun leder
Enheten för trygghet => stadsdel/kommun leder
Arbetsgruppen för trygga torg => stadsdel/kommun leder
Kulturskolan => stadsdel/kommun leder
Folkhälsostrateg => stadsdel/kommun leder
Regionen => region leder
Region Stockholm => region leder
BUP => region leder
Ungdomsmottagningen => region leder
Kurator på ungdomsmottagningen => region leder
Beroendemottagningen => region leder
Vårdcentral => region leder
Barn- och ungdomspsykiatrin => region leder
Svenska kyrkan => civilsamhälle leder
Kvinnojouren => civilsamhälle leder
Brottsofferjouren => civilsamhälle leder
Rädda Barnen => civilsamhälle leder
Fryshuset => civilsamhälle leder
Idrottsföreningen => civilsamhälle leder
Hyresgästföreningen => civilsamhälle leder
Grannsamverkan => civilsamhälle leder
Föräldrar => civilsamhälle
Boende i området => civilsamhälle
Lokala föreningar => civilsamhälle
Trossamfunden => civilsamhälle
Svenska Bostäder => fastighetsägare leder
Bostadsbolaget => fastighetsägare leder
Hyresvärden => fastighetsägare leder
Fastighetsägarna => fastighetsägare
Berörda fastighetsägare => fastighetsägare
Centrumledningen => fastighetsägare leder
Förvaltare på Stockholmshem => fastighetsägare leder
Räddningstjänsten => räddningstjänst leder
Brandförsvaret => räddningstjänst leder
Brandmän från räddningstjänsten => räddningstjänst leder
Kriminalvården => annan leder
Frivården => annan leder
Arbetsförmedlingen => annan leder
SL => annan leder
Väktare => annan leder
Länsstyrelsen => annan leder
Åklagare => annan leder
Extern konsult => annan leder
Näringslivet => annan leder
Skatteverket => annan leder
Anna Svensson => annan leder
Anna Svensson, trygghetssamordnare => stadsdel/kommun leder
Anna Svensson (polisen) => polis leder
Rektor Anna Svensson => skola leder
Mohammed Ali, fältassistent => socialtjänst leder
Kommunpolis Erik Berg => polis leder
Trygghetssamordnare (Anna Svensson) => stadsdel/kommun leder
Alla skolor => skola
Rektorerna => skola
Skolorna i stadsdelen => skola
Enhetscheferna => stadsdel/kommun
Chefer inom socialtjänsten => socialtjänst
Bostadsbolagen => fastighetsägare
"""

NO_ONE = """
Alla
Vi
Berörda
Berörda chefer
Berörda enheter
Berörda förvaltningar
Respektive enhet
Respektive förvaltning
Respektive enhetschef
Respektive chef
Enhetschef för berörd enhet
Samtliga medarbetare
Personalen
All personal
Chefer
Handläggare
Arbetsgruppen
En arbetsgrupp
Arbetsgrupp
Externa parter
Externa aktörer
Samverkanspartners
Olika aktörer
Övriga aktörer
Alla berörda
Berörda aktörer
Intern resurs
Interna resurser
AS
A.S.
AS/ML
KL, MP
Anna
?
-
–
N/A
xx
...
Fylls i senare
Kompletteras
Ej beslutat
Ej utsedd
Utses senare
Dito
Se ovan.
Samma som ovan
Se rad 3
Ansvarig
Ansvarig:
Namn
Alla vuxna
Var och en
Flera aktörer i samverkan
Medarbetare
Verksamheten
Oklart
Linjearbete
Den som upptäcker problemet
Vakant
Under året
Flera
"""

SEVERAL = """
Polis och skola => polis skola samverkan
Polis, skola, socialtjänst => polis socialtjänst skola samverkan
Polis/socialtjänst => polis socialtjänst samverkan
Polis + skola + fritid => polis skola stadsdel/kommun samverkan
Polis & socialtjänst => polis socialtjänst samverkan
Polis - skola - socialtjänst => polis skola socialtjänst samverkan
polis-skola-socialtjänst => polis skola socialtjänst samverkan
Polis, skola m.fl. => polis skola samverkan
Polisen m.fl. => polis samverkan
Polisen och andra aktörer => polis samverkan
Skolan och berörda => skola samverkan
Polis, skola och övriga samverkansparter => polis skola samverkan
Polis och socialtjänst tillsammans => polis socialtjänst samverkan
Skola och socialtjänst i samverkan => skola socialtjänst samverkan
Samverkan mellan polis och stadsdelsförvaltning => polis stadsdel/kommun samverkan
Delat ansvar mellan skolan och polisen => polis skola samverkan
Polisen tillsammans med skolan => polis skola samverkan leder
Rektor i samarbete med socialtjänsten => skola socialtjänst samverkan leder
Stadsdelsförvaltningen i nära samverkan med polis, skola och föreningar => polis skola stadsdel/kommun civilsamhälle samverkan leder
Stadsdelsförvaltningen med stöd av polisen => polis stadsdel/kommun samverkan leder
Fritidsgården ihop med nattvandrarna => stadsdel/kommun civilsamhälle samverkan leder
Rektor, vid behov polis => polis skola samverkan leder
Rektor (polis vid behov) => polis skola samverkan leder
Socialtjänsten, ev. polis => polis socialtjänst samverkan leder
Socialtjänsten, eventuellt även BUP => socialtjänst region samverkan leder
Socialtjänsten (sammankallande), polis, skola => polis socialtjänst skola samverkan leder
Polis, skola, socialtjänst (ansvarig) => polis socialtjänst skola samverkan leder
Polis (ansvarig), skola => polis skola samverkan leder
Trygghetssamordnare sammankallande, polis och skola => polis skola stadsdel/kommun samverkan leder
Ansvarig: rektor. Medverkande: polis, socialtjänst => polis socialtjänst skola samverkan leder
Ansvarig: Trygghetssamordnare => stadsdel/kommun leder
Ansvarig: polis och skola => polis skola samverkan
Huvudansvarig: Stadsdelsförvaltningen, övriga: polis och fastighetsägare => polis stadsdel/kommun fastighetsägare samverkan leder
Stadsdelsförvaltningen har huvudansvaret, polisen deltar => polis stadsdel/kommun samverkan leder
Polisen leder arbetet med stöd från fastighetsägarna => polis fastighetsägare samverkan leder
Polisen ansvarar för tillsyn, skolan ansvarar för information => polis skola samverkan
Polisen ansvarar, skolan stöttar => polis skola samverkan leder
Socialtjänsten samordnar, polis och skola medverkar => polis socialtjänst skola samverkan leder
Leds av trygghetssamordnaren, polis och SL deltar => polis stadsdel/kommun annan samverkan leder
Samordnas av socialtjänsten => socialtjänst leder
Gemensamt ansvar polis och stadsdel => polis stadsdel/kommun samverkan
Polisen, kommunpolis => polis leder
Polisen/LPO => polis leder
Polisen (kommunpolis) => polis leder
Socialtjänsten/fältassistenter => socialtjänst leder
Socialtjänsten, fältassistenterna => socialtjänst leder
Stadsdelsförvaltningen (socialtjänsten) => socialtjänst leder
Socialtjänsten på stadsdelsförvaltningen => socialtjänst leder
Stadsdelsförvaltningen/socialtjänsten => socialtjänst leder
Stadsdelsförvaltningen, trygghetssamordnare => stadsdel/kommun leder
Stadsdelsförvaltningen och socialtjänsten => socialtjänst stadsdel/kommun samverkan
Skola/rektor => skola leder
Miljöförvaltningen och stadsbyggnadskontoret => stadsdel/kommun samverkan
Kulturförvaltningen, idrottsförvaltningen => stadsdel/kommun samverkan
Svenska Bostäder och Stockholmshem => fastighetsägare samverkan
Kvinnojouren och Svenska kyrkan => civilsamhälle samverkan
Kriminalvården och Arbetsförmedlingen => annan samverkan
Rektor och skolkurator => skola
Trygghetssamordnare och säkerhetssamordnare => stadsdel/kommun
Enhetschef, fritidsledare => stadsdel/kommun
Anna Svensson och Erik Berg => annan
Anna Svensson (polis), Erik Berg (socialtjänst) => polis socialtjänst samverkan
VINR-/relationsvålds-/kvinnofridssamordnare => socialtjänst leder
Social- och utbildningsförvaltningen => socialtjänst skola samverkan
Representanter från polis, skola och socialtjänst => polis skola socialtjänst samverkan
Rektor och personal => skola leder
Polisens och socialtjänstens ungdomsteam => polis socialtjänst samverkan
Fastighetsägare, krögare och ordningsvakter => fastighetsägare annan samverkan
Skolorna och fritidsgårdarna => skola stadsdel/kommun samverkan
Grundskolor och polis => polis skola samverkan
SSPF (skola, socialtjänst, polis, fritid) => polis socialtjänst skola stadsdel/kommun samverkan
BUP och socialtjänsten => socialtjänst region samverkan
Polisen informerar skolan => polis leder
Polisen genomför kontroller, fältassistenterna finns på plats => polis socialtjänst samverkan
Insatsen genomförs av fältassistenter och nattvandrare => socialtjänst civilsamhälle samverkan
Kommunens trygghetssamordnare tillsammans med lokala fastighetsägare => stadsdel/kommun fastighetsägare samverkan leder
Polisen. Skolan deltar vid behov. => polis skola samverkan leder
"""

MISSPELT = """
Polsien => polis leder
Socialtjänten => socialtjänst leder
Stadsdelsförvaltingen => stadsdel/kommun leder
Rädningstjänsten => räddningstjänst leder
trygghets samordnare => stadsdel/kommun leder
fält assistenter => socialtjänst leder
Trygghetsamordnare => stadsdel/kommun leder
POLISEN OCH SKOLAN => polis skola samverkan
Polis,skola,soc => polis skola socialtjänst samverkan
kommunpolis/fältassisstenter => polis socialtjänst samverkan
"""

SENTENCES = """
Ansvarig är trygghetssamordnaren, men polisen deltar vid behov => polis stadsdel/kommun samverkan leder
Polisen är ansvarig för insatsen. => polis leder
Polisen är sammankallande och skolan, socialtjänsten samt fritidsgården deltar. => polis skola socialtjänst stadsdel/kommun samverkan leder
Socialtjänsten ansvarar för genomförandet i samverkan med polis och skola. => polis skola socialtjänst samverkan leder
Trygghetssamordnaren kallar till möten, polis och fastighetsägare deltar. => polis stadsdel/kommun fastighetsägare samverkan leder
Var och en ansvarar för sin del: polis, skola, socialtjänst => polis skola socialtjänst samverkan
Polis, skola och socialtjänst ansvarar gemensamt => polis skola socialtjänst samverkan
Skolan ansvarar för utredning och socialtjänsten för insatser. => skola socialtjänst samverkan
Rektor ansvarar för att föräldrar informeras. => skola leder
Fältassistenterna finns ute på kvällarna och har kontakt med skolan. => skola socialtjänst samverkan leder
Fritidsledare på Skärholmens fritidsgård => stadsdel/kommun leder
Kurator och skolsköterska på Lillängsskolan => skola
Polisen patrullerar i området. => polis leder
Stadsdelsförvaltningen genom fältassistenterna => socialtjänst leder
Kommunen via socialtjänsten => socialtjänst leder
Stadsdelsdirektören är ytterst ansvarig => stadsdel/kommun leder
Avdelningschef för barn och unga => socialtjänst leder
Avdelningschef social omsorg => socialtjänst leder
Avdelningschef förskola => skola leder
Enhetschef för fritidsgårdarna => stadsdel/kommun leder
Enhetschef på beroendeenheten => socialtjänst leder
Samordnare mot våldsbejakande extremism => stadsdel/kommun leder
Samordnare våld i nära relationer => socialtjänst leder
Samordnare i stadsdelen => stadsdel/kommun leder
Projektledare (polisen) => polis leder
Projektledare på stadsdelsförvaltningen tillsammans med rektorer => skola stadsdel/kommun samverkan leder
Säkerhetssamordnare i samråd med kommunpolis => polis stadsdel/kommun samverkan leder
Under ledning av kommunpolisen => polis leder
Stadsdelsförvaltningen på uppdrag av lokala BRÅ => stadsdel/kommun leder
Respektive skola => skola
Respektive rektor => skola
Varje skola => skola
Samtliga rektorer => skola
Alla förskolor och skolor i stadsdelen => skola samverkan
Alla fritidsgårdar => stadsdel/kommun
Områdets fastighetsägare => fastighetsägare
Fastighetsägarna i Rinkeby centrum => fastighetsägare
Lokala fastighetsägare tillsammans med polisen => polis fastighetsägare samverkan
Brf Ekbacken och Brf Tallbacken => fastighetsägare samverkan
Familjebostäder, Stockholmshem => fastighetsägare samverkan
Husvärd på Svenska Bostäder => fastighetsägare leder
Störningsjouren => fastighetsägare leder
Citycon (centrumägare) => fastighetsägare leder
Ägarna till köpcentrumet => fastighetsägare
Butiksägarna på torget => annan
Krögarna => annan
Restauranger och krögare => annan
Lokala näringsidkare => annan
ICA Maxi och polisen => polis annan samverkan
Securitas => annan leder
Ordningsvakter på uppdrag av stadsdelen => stadsdel/kommun annan samverkan leder
Trygghetsvärdar och ordningsvakter => stadsdel/kommun annan samverkan
MTR => annan leder
Keolis och SL => annan samverkan
Statens institutionsstyrelse => annan leder
SiS => annan leder
Kronofogden => annan leder
Försäkringskassan => annan leder
Högskolan => annan leder
Stockholms universitet => annan leder
Företagarföreningen => annan leder
Nattvandrare => civilsamhälle leder
Farsor & Morsor => civilsamhälle leder
Hem och skola-föreningen => civilsamhälle leder
Föräldraföreningen => civilsamhälle leder
Föräldrarådet => civilsamhälle leder
Hammarby IF => civilsamhälle leder
KFUM => civilsamhälle leder
Imam i moskén => civilsamhälle leder
Församlingen => civilsamhälle leder
Diakon i Svenska kyrkan => civilsamhälle leder
Idrottsföreningar => civilsamhälle
Föreningslivet => civilsamhälle leder
Civilsamhället => civilsamhälle leder
Boende => civilsamhälle
Vårdnadshavare => civilsamhälle
Föräldrar och skola => skola civilsamhälle samverkan
Villaägarföreningen => civilsamhälle leder
Storstockholms brandförsvar => räddningstjänst leder
Brandkåren => räddningstjänst leder
Södertörns brandförsvarsförbund => räddningstjänst leder
Brandinspektör => räddningstjänst leder
Psykiatrin => region leder
Beroendecentrum => region leder
Hälso- och sjukvården => region leder
MVC och BVC => region samverkan
Sjuksköterska på vårdcentralen => region leder
Akutmottagningen => region leder
Mini-Maria => region leder
Sjukvården => region leder
Öppna förskolan => skola leder
Gymnasieskolan => skola leder
Fritidshemmet => skola leder
Fritids => skola leder
Mentorer => skola leder
Lärare => skola leder
Specialpedagog => skola leder
Elevrådet => skola leder
Förskolan => skola leder
Skolchef och socialchef => skola socialtjänst samverkan
Kommunala grundskolor => skola
Rektor tillsammans med elevhälsan => skola leder
Vuxenenheten => socialtjänst leder
Familjerätten => socialtjänst leder
Öppenvården => socialtjänst leder
Ungdomsbehandlare => socialtjänst leder
Stödcentrum för unga brottsutsatta => socialtjänst leder
Ungdomsteamet => socialtjänst leder
Medlare => socialtjänst leder
Socialförvaltningen och utbildningsförvaltningen => socialtjänst skola samverkan
Sociala insatsgruppen => socialtjänst leder
Uppsökarteamet => socialtjänst leder
Barn- och familjeenheten => socialtjänst leder
Relationsvåldsteamet tillsammans med kvinnojouren => socialtjänst civilsamhälle samverkan leder
Gatukontoret => stadsdel/kommun leder
Exploateringskontoret => stadsdel/kommun leder
Kommundirektören => stadsdel/kommun leder
Fritidschef => stadsdel/kommun leder
Parkingenjör => stadsdel/kommun leder
Bibliotekschef => stadsdel/kommun leder
Brottsförebyggare => stadsdel/kommun leder
Trygghetsstrateg => stadsdel/kommun leder
Kommunikationsavdelningen => stadsdel/kommun leder
Säkerhetschef => stadsdel/kommun leder
Fastighetskontoret => stadsdel/kommun leder
Utvecklingsledare => stadsdel/kommun leder
Tjänsteman i beredskap => stadsdel/kommun leder
Kontaktperson => stadsdel/kommun leder
Verksamhetschef => stadsdel/kommun leder
Äldreomsorgen => stadsdel/kommun leder
Hemtjänsten => stadsdel/kommun leder
Ledningsgruppen => stadsdel/kommun leder
Samverkansgruppen => stadsdel/kommun leder
Platssamverkan => stadsdel/kommun leder
Alkoholhandläggare => stadsdel/kommun leder
Näringslivsutvecklare => stadsdel/kommun leder
Jobbtorg => stadsdel/kommun leder
Park och gata => stadsdel/kommun leder
Medborgarkontoret => stadsdel/kommun leder
Kommunen (trygghetssamordnare) => stadsdel/kommun leder
Kommun/polis => polis stadsdel/kommun samverkan
Kommunpolis och trygghetssamordnare => polis stadsdel/kommun samverkan
Områdespolis tillsammans med fältare => polis socialtjänst samverkan leder
Chef för polisområdet => polis leder
Polischef => polis leder
Polisens brottsförebyggande samordnare => polis leder
Polisens kontaktperson => polis leder
Närpolisen => polis leder
Gränspolisen => polis leder
Ungdomsutredare hos polisen => polis leder
Polis och räddningstjänst => polis räddningstjänst samverkan
Vi tillsammans med polisen => polis samverkan
Berörda i samverkan med polisen => polis samverkan
Alla skolor tillsammans => skola
Polis, skola, socialtjänst, fritid, föreningsliv, näringsliv => polis socialtjänst skola stadsdel/kommun civilsamhälle annan samverkan
Lisa Karlsson, enhetschef fritid => stadsdel/kommun leder
Lisa Karlsson/Per Ek => annan
"""

PARAGRAPHS = """
Trygghetssamordnaren ansvarar för planering och uppföljning. Polisen bidrar med lägesbild och fältassistenterna finns på plats under kvällarna. => polis socialtjänst stadsdel/kommun samverkan leder
Skolan arbetar främjande, socialtjänsten erbjuder stöd till familjer och polisen lagför brott. => polis skola socialtjänst samverkan
Rektor på respektive skola ansvarar för att rutinen följs. Elevhälsan stöttar vid behov. => skola
Stadsdelsförvaltningen samordnar arbetet och kallar polis, räddningstjänst och fastighetsägare till möten fyra gånger per år. => polis stadsdel/kommun fastighetsägare räddningstjänst samverkan leder
Ansvaret delas mellan polisen och stadsdelsförvaltningen. => polis stadsdel/kommun samverkan
Ansvaret ligger hos socialtjänsten, men skolan och BUP deltar i möten. => socialtjänst skola region samverkan leder
Huvudansvar: Socialtjänsten. Medansvar: skolan, polisen => polis socialtjänst skola samverkan leder
Polisen (huvudansvarig) tillsammans med ordningsvakter och SL. => polis annan samverkan leder
Socialtjänst och skola. Polisen deltar vid behov. => polis socialtjänst skola samverkan
Alla aktörer ansvarar för sin del, polisen sammankallar. => polis samverkan leder
Alla har ett ansvar men trygghetssamordnaren håller ihop arbetet => stadsdel/kommun samverkan leder
Anna Berg (trygghetssamordnare) leder, polisen och Stockholmshem medverkar => polis stadsdel/kommun fastighetsägare samverkan leder
Fritidsgårdarnas personal i samarbete med fältassistenter => stadsdel/kommun socialtjänst samverkan
Socialtjänstens barn- och ungdomsenhet i samverkan med skolan => socialtjänst skola samverkan leder
Barn- och ungdomsenheten (socialtjänsten), skolans elevhälsa => socialtjänst skola samverkan
Ungdomsmottagningen med hjälp av skolsköterskorna => skola region samverkan leder
Kvinnofridssamordnaren och polisens utredare => polis socialtjänst samverkan
Parkförvaltaren => stadsdel/kommun leder
Parkleksledare och fritidsledare => stadsdel/kommun
Kommunens säkerhetsavdelning, polisen, väktarbolaget => polis stadsdel/kommun annan samverkan
Väktarbolaget => annan leder
Polis och ordningsvakter, fastighetsägaren stöttar => polis fastighetsägare annan samverkan
Ordförande i brottsförebyggande rådet => stadsdel/kommun leder
Nämndens ordförande => stadsdel/kommun leder
Styrgruppen för SSPF => stadsdel/kommun leder
Styrgruppens ordförande => stadsdel/kommun leder
Polis (sammankallande) => polis leder
Sammankallande: socialtjänsten => socialtjänst leder
Sammankallande är polisen => polis leder
Sammankallande: kommunpolis. Övriga: skola, fritidsgård => polis skola stadsdel/kommun samverkan leder
Skolan kontaktar socialtjänsten => skola leder
Skolan i dialog med vårdnadshavare => skola civilsamhälle samverkan leder
Stadsdelen, skolan, polisen => polis skola stadsdel/kommun samverkan
Områdespoliserna och skolornas rektorer => polis skola samverkan
Skolornas elevhälsoteam => skola leder
Respektive fastighetsägare => fastighetsägare
Respektive stadsdelsförvaltning => stadsdel/kommun
Berörda skolor => skola
Berörda rektorer => skola
Några föreningar => civilsamhälle
En förening i området => civilsamhälle leder
Två fältassistenter => socialtjänst leder
2 områdespoliser => polis leder
Tre rektorer => skola
1. Polis 2. Skola 3. Socialtjänst => polis skola socialtjänst samverkan
• Polis • Skola => polis skola samverkan
Polis; skola; fritid => polis skola stadsdel/kommun samverkan
Polis samt skola => polis skola samverkan
Polis och/eller socialtjänst => polis socialtjänst samverkan
Socialtjänst eller polis => polis socialtjänst samverkan
Polis (ev. skola) => polis skola samverkan leder
Polis? => polis leder
Polisen, ej socialtjänsten => polis leder
Preliminärt polisen => polis leder
Kommunpolis + trygghetssamordnare (delat ansvar) => polis stadsdel/kommun samverkan
Trygghetssamordnare/kommunpolis => polis stadsdel/kommun samverkan
Säkerhetssamordnare (huvudansvar) / kommunpolis => polis stadsdel/kommun samverkan leder
Socialtjänst - ansvarig, skola - stöd => skola socialtjänst samverkan leder
Ansvarig chef =>
Ansvarig handläggare =>
Ansvarig förvaltning =>
Närmast berörda =>
Berörd personal på skolan => skola leder
Personal inom skola och socialtjänst => skola socialtjänst samverkan
Utsedd person på stadsdelsförvaltningen => stadsdel/kommun leder
Någon från polisen => polis leder
Extern föreläsare => annan leder
Lokala krafter =>
Hela kommunen => stadsdel/kommun leder
Stadens trygghetsjour => stadsdel/kommun leder
Avdelningen för kultur och fritid => stadsdel/kommun leder
Funktionen för säkerhet => stadsdel/kommun leder
HR => stadsdel/kommun leder
SSP-teamet => stadsdel/kommun leder
EST-gruppen => stadsdel/kommun leder
Polisens EST-samordnare => polis leder
Kommunikationsavdelningen tillsammans med trygghetssamordnare => stadsdel/kommun leder
Fritidsförvaltningen i samarbete med lokala idrottsföreningar => stadsdel/kommun civilsamhälle samverkan leder
Idrottsföreningarna tillsammans med fritidsgården => stadsdel/kommun civilsamhälle samverkan
Lindängens BK => civilsamhälle leder
IFK Tumba => civilsamhälle leder
Hyresgäster => civilsamhälle
Grannsamverkansföreningen => civilsamhälle leder
Grannstödsbil =>
Somaliska föreningen => civilsamhälle leder
Islamiska förbundet => civilsamhälle leder
Pensionärsföreningen => civilsamhälle leder
Kyrkan => civilsamhälle leder
Moskén och kyrkan => civilsamhälle samverkan
Samfälligheten => fastighetsägare leder
Bostadsrättsföreningen => fastighetsägare leder
Bostadsrättsföreningarna => fastighetsägare
Kommunala bostadsbolaget => fastighetsägare leder
Fastighetsskötare => fastighetsägare leder
Fastighetsförvaltare => fastighetsägare leder
Galleriaägaren => fastighetsägare leder
Taxibolagen => annan
Transportbolag => annan leder
Handlarna i centrum => annan
Systembolaget => annan leder
Tullverket och polisen => polis annan samverkan
Fälthandläggare => socialtjänst leder
Familjecentralen => socialtjänst leder
Skolpolis => polis leder
Skolfältare => socialtjänst leder
Skolsocialt team => skola leder
Vuxenpsykiatrin => region leder
Socialpsykiatrin => socialtjänst leder
Beroendevården => region leder
Missbruksenheten => socialtjänst leder
Vuxenutbildningen => skola leder
Folkhögskolan => annan leder
Brottsofferstödjare => stadsdel/kommun leder
Ungdomscoach => stadsdel/kommun leder
Trygghetsteam => skola leder
Trygghetsambassadörer => stadsdel/kommun leder
Klottersanerare => stadsdel/kommun leder
Parkvärd => stadsdel/kommun leder
Säkerhetsenheten och krisledningen => stadsdel/kommun
Biblioteket och fritidsgården => stadsdel/kommun
Miljöförvaltning, tillståndsenheten => stadsdel/kommun leder
Skolan / polisen / socialtjänsten (SSPF) => polis skola socialtjänst stadsdel/kommun samverkan
Kommun, region och polis i samverkan => polis stadsdel/kommun region samverkan
Region Stockholm (BUP) => region leder
Socialtjänsten och regionen har delat ansvar => socialtjänst region samverkan
Stadsdelsnämnden Skärholmen => stadsdel/kommun leder
Polisregion Väst => polis leder
Kommunpolisen i Nacka, Per Ek => polis leder
Kontaktpolis => polis leder
Fatima Hussein och Per Ek, fältassistenter => socialtjänst annan samverkan
Erik L =>
Eva =>
MK + polis => polis leder
"""

MORE = """
Trygghets- och säkerhetschefen tillsammans med kommunpolisen => polis stadsdel/kommun samverkan leder
Områdesansvarig polis => polis leder
Samtliga fältassistenter => socialtjänst leder
Barn och ungdom, socialtjänsten => socialtjänst leder
Chefen för parkenheten => stadsdel/kommun leder
Parkleksledarna => stadsdel/kommun leder
Ungdomsledarna på Kvarnen => stadsdel/kommun leder
Kuratorer => skola leder
Skolornas kuratorer och fältarna => skola socialtjänst samverkan
Relationsvåldsgruppen => socialtjänst leder
Kommunens ANDT-samordnare => stadsdel/kommun leder
Folkhälsosamordnaren i samverkan med regionen => stadsdel/kommun region samverkan leder
BUP, socialtjänst och skola delar ansvaret => region socialtjänst skola samverkan
Polisen är huvudansvarig. Kommunen bistår med lokal. => polis stadsdel/kommun samverkan leder
Polis, vakter och butiksägare => polis annan samverkan
Butikerna i centrum => annan
Lidl => annan leder
Bostadsbolag => fastighetsägare leder
Hyresvärdar och hyresgästförening => civilsamhälle fastighetsägare samverkan
Fastighetsbolaget Brostaden => fastighetsägare leder
Centrumledaren tillsammans med ordningsvakter => fastighetsägare annan samverkan leder
Stadsmissionen => civilsamhälle leder
Socialtjänsten och stadsmissionen => socialtjänst civilsamhälle samverkan
Scoutkåren => civilsamhälle leder
Fritidsgård, kulturskola, bibliotek => stadsdel/kommun
Kulturhuset => stadsdel/kommun leder
Simhallen => stadsdel/kommun leder
Fritidsgårdspersonal => stadsdel/kommun leder
Skolpersonal => skola leder
Polispersonal => polis leder
Vårdpersonal => region leder
Ledningsgruppen i stadsdelen => stadsdel/kommun leder
Trygghetsrådets ledamöter => stadsdel/kommun leder
Lokalt brottsförebyggande råd => stadsdel/kommun leder
BRÅ-samordnare => stadsdel/kommun leder
Krisledningsgruppen => stadsdel/kommun leder
Operativa gruppen => stadsdel/kommun leder
Trygghetsgruppen (polis, fastighetsägare, förvaltning) => polis stadsdel/kommun fastighetsägare samverkan
Samordnare, se ovan => stadsdel/kommun leder
Socialtjänst (ej fältassistenter) => socialtjänst leder
Polisen samt ev. kommunen => polis stadsdel/kommun samverkan leder
Skolan och vid behov socialtjänsten => skola socialtjänst samverkan leder
Rektorer med stöd av elevhälsan => skola
Förskolorna => skola
Förskollärare och föräldrar => skola civilsamhälle samverkan
Gymnasierektor => skola leder
Skolinspektionen => annan leder
Samordnare från Länsstyrelsen => annan leder
Personal från kriminalvården => annan leder
Kriminalvårdens frigivningssamordnare => annan leder
Enhetschef på Ungdomsmottagningen => region leder
Hälsocentralen => region leder
Läkare => region leder
Enheten för myndighetsutövning barn => stadsdel/kommun leder
Sektionschef => stadsdel/kommun leder
Teamledare => stadsdel/kommun leder
Trafikingenjör på Trafikkontoret => stadsdel/kommun leder
Stadsbyggnadskontoret i samråd med fastighetsägare => stadsdel/kommun fastighetsägare samverkan leder
Vi på fritidsgården => stadsdel/kommun leder
Arbetsgrupp bestående av polis och skola => polis skola samverkan
Berörda parter, polisen => polis samverkan
Övriga =>
Olika personer =>
Resurs saknas =>
Ej klart vem =>
Alla i personalen =>
Respektive ansvarig =>
Varje medarbetare =>
Chefsgruppen =>
Samverkande parter =>
Lokala aktörer =>
Andra myndigheter =>
Projektmedarbetare =>
MA, LK =>
PÅ =>
Ola Nilsson, Maria Ek => annan
Nilsson =>
Polis Nilsson => polis leder
Ola Nilsson (SDF), Maria Ek (polis), rektor Eva Sten => polis skola stadsdel/kommun samverkan
Jag =>
Samma =>
Brandförsvaret leder, fastighetsägare deltar => fastighetsägare räddningstjänst samverkan leder
Räddningstjänst/polis/kommun => polis stadsdel/kommun räddningstjänst samverkan
Fältverksamheten ansvarar. Nattvandrare, fritidsledare och polis är med. => polis socialtjänst stadsdel/kommun civilsamhälle samverkan leder
Kommunen äger frågan, polisen och skolan är delaktiga => polis skola stadsdel/kommun samverkan leder
Skolan tar fram underlag, kommunen beslutar => skola stadsdel/kommun samverkan
Stadsdelsförvaltningen initierar, fastighetsägarna utför => stadsdel/kommun fastighetsägare samverkan leder
Ansvarig: Eva Sten, SDF => stadsdel/kommun leder
Ansvarig avdelningschef: Eva Sten => stadsdel/kommun leder
Ansvar: Polis Delaktiga: Skola, Soc => polis skola socialtjänst samverkan leder
stadsdelsforvaltningen => stadsdel/kommun leder
Fritidsgårdarna i Bredäng och Sätra => stadsdel/kommun
Polisen i Bredäng och Sätra => polis leder
Socialtjänst/polis (delat) => polis socialtjänst samverkan
Grannar => civilsamhälle
Ungdomar och fritidsledare => stadsdel/kommun leder
"""

CUT_SHORT = """
Polis, soctj, skola => polis socialtjänst skola samverkan
soc.tj. och polis => polis socialtjänst samverkan
Rädd.tj och polis, ansvaret delas lika mellan dem => polis räddningstjänst samverkan
Avd.chef utb.förv. => skola leder
Kommunikationsavd. i samarbete med polisens presstjänst => stadsdel/kommun polis samverkan leder
Fritidsgårdarna, bibblan, ungdomsmott. => stadsdel/kommun region samverkan
bost.bolag samt komm.polis => polis fastighetsägare samverkan
socialsekr. på barn- och ungdomsenh. => socialtjänst leder
stadsdelsförv => stadsdel/kommun leder
Fältass. => socialtjänst leder
sjukv. och kommunpol. => polis region samverkan
utbildn.förvaltn. => skola leder
Fältgruppen. Polis. => polis socialtjänst samverkan
Stadsbyggn.kont. => stadsdel/kommun leder
Parkmiljöavd tills. med Stockholmshem => stadsdel/kommun fastighetsägare samverkan leder
Anna Karlsson, soc. => socialtjänst leder
"""

FURTHER = """
Kommunpolis. Stöd: brottsförebyggande samordnare => polis stadsdel/kommun samverkan leder
Stöd: polis och skola. Ansvarig: fältenheten => polis skola socialtjänst samverkan leder
Nattvandrande föräldrar => civilsamhälle
Trygghetssamordnaren håller ihop arbetet, polis och fält deltar => stadsdel/kommun polis socialtjänst samverkan leder
Ansvaret vilar på polis och kommun gemensamt => polis stadsdel/kommun samverkan
Utredningsgruppen leder arbetet med stöd från vinr => socialtjänst leder
Socialtjänsten utreder, polisen skyddar, kvinnojouren stöttar => socialtjänst polis civilsamhälle samverkan
Respektive rektor tillsammans med fältarna => skola socialtjänst samverkan
Kurator på respektive skola => skola
Preventionssamordnare, kommunpolis (båda ansvariga) => stadsdel/kommun polis samverkan
Myndighetsenheten barn o unga => socialtjänst leder
Barn och ungdomsavdelningen (chef) => socialtjänst leder
Föräldraföreningen bjuder in, skolan upplåter lokal => civilsamhälle skola samverkan
Arbetsförmedlingen är ansvarig, till det kommer kommunens jobbtorg => annan stadsdel/kommun samverkan leder
Familjebostäder samt privata värdar i centrum => fastighetsägare samverkan
Nattvandrarna med stöd av stadsdelens föreningskonsulent => civilsamhälle stadsdel/kommun samverkan leder
Fältarna i samverkan m fritidsgårdarna => socialtjänst stadsdel/kommun samverkan leder
Avhopparsamordnare i samarbete m. polisen => stadsdel/kommun polis samverkan leder
Polisen ansvarar för kontrollerna, stadsdelen för belysningen => polis stadsdel/kommun samverkan
Polisen ansvarar, enheten för trygghet deltar => polis stadsdel/kommun samverkan leder
Kriminalvården/frivården => annan leder
Brf Solgläntan är ansvarig, kommunpolis ger råd => fastighetsägare polis samverkan leder
Brf:erna längs gatan => fastighetsägare
Kommunpolis (sammank.), fastighetsägarna, SL => polis fastighetsägare annan samverkan leder
Trygghetsvandringsansvarig => stadsdel/kommun leder
Verksamhetsansvarig på Träffpunkt Hörnan => stadsdel/kommun leder
Ungdomscoacherna på Jobbtorg => stadsdel/kommun leder
Socialtjänstens mottagningsgrupp barn => socialtjänst leder
Behandlingsassistenter => socialtjänst leder
Skolan och vårdnadshavarna gemensamt => skola civilsamhälle samverkan
Kuratorn på Ekskolan => skola leder
Arbetslaget i åk 8 => skola leder
Idrottslärarna => skola leder
Rektor, kurator och lärare => skola
Skola, elevhälsa, socialtjänst och polis => polis socialtjänst skola samverkan
Rektor + fältassistent => socialtjänst skola samverkan
Polisens trafikgrupp => polis leder
Trafikpolisen => polis leder
Polisassistent Eva Lund => polis leder
LPO-chef och stadsdelsdirektör => polis stadsdel/kommun samverkan
Kommunpolisen (sammankallande), trygghetssamordnaren, fastighetsägarna => polis stadsdel/kommun fastighetsägare samverkan leder
Polisen i första hand, därefter ordningsvakterna => polis annan samverkan leder
Stadsdelsförvaltning, polis, BRF:er => polis stadsdel/kommun fastighetsägare samverkan
BRF Björken => fastighetsägare leder
Bostadsbolaget i samarbete med hyresgästerna => civilsamhälle fastighetsägare samverkan leder
MKB, polisen och kommunen => polis stadsdel/kommun fastighetsägare samverkan
Uppsalahem => fastighetsägare leder
Privata hyresvärdar => fastighetsägare
Fastighetsägare/bostadsbolag => fastighetsägare samverkan
Extern samordnare => annan leder
Specialenheten mot våld, extern utredare => stadsdel/kommun annan samverkan
Tillsammans med polisen genomför skolan en föreläsning => polis skola samverkan leder
Fältassistenter i samverkan => socialtjänst leder
Föreningar i samarbete med fritidsgården => stadsdel/kommun civilsamhälle samverkan
Lokala kvinnojouren => civilsamhälle leder
Farsta FF => civilsamhälle leder
Ridklubben => civilsamhälle leder
Fotbollsföreningen med stöd av polisen => polis civilsamhälle samverkan leder
Grannsamverkan och polis => polis civilsamhälle samverkan
Ideella organisationer => civilsamhälle
Volontärer => civilsamhälle leder
Kyrkans diakoner => civilsamhälle leder
Föräldravandrare => civilsamhälle leder
Stiftelsen Fryshuset => civilsamhälle leder
Brottsofferjouren i samverkan med socialtjänsten => socialtjänst civilsamhälle samverkan leder
Räddningstjänsten tillsammans med skolorna => skola räddningstjänst samverkan leder
Brandmän => räddningstjänst leder
Ambulansen => region leder
Region Skåne => region leder
Barnmorska => region leder
Psykiatrisk öppenvård => region leder
Regionens folkhälsostrateg => region leder
Barn- och elevhälsan => skola leder
Åklagare och polis => polis annan samverkan
Väktarna i centrum => annan leder
Trafikverket => annan leder
Migrationsverket => annan leder
Bussbolaget => annan leder
Lokala företagare => annan
Extern utvärderare => annan leder
Konsultbolaget => annan leder
Advokat => annan leder
Näringslivet och kommunen => stadsdel/kommun annan samverkan
Handläggare =>
Chef eller den som chefen utser => stadsdel/kommun leder
All berörd personal =>
Samtliga chefer =>
Verksamheterna =>
Berörda verksamheter =>
Berörda verksamheter inom stadsdelsförvaltningen => stadsdel/kommun
Hela arbetsgruppen =>
Gruppen =>
Projektgruppen =>
Ansvarig saknas =>
Inte bestämt ännu =>
Ska utses =>
Se bilaga 2 =>
Enligt ovan =>
Enl. ovan =>
" =>
TL =>
JH/AB/KS => stadsdel/kommun leder
Karin =>
Karin & Olle =>
Karin Holm => annan leder
Sara Lind och polisen => polis annan samverkan
Sara Lind (kommunen) => stadsdel/kommun leder
Sara Lind - fältassistent => socialtjänst leder
Utvecklingsledare Sara Lind => stadsdel/kommun leder
Sara Lind, utvecklingsledare, stadsdelsförvaltningen => stadsdel/kommun leder
Tf. enhetschef => stadsdel/kommun leder
Bitr. enhetschef fritid => stadsdel/kommun leder
Enhetschef Fritid och enhetschef Förskola => skola stadsdel/kommun samverkan
Stf förvaltningschef => stadsdel/kommun leder
Trygghets-/säkerhetssamordnare => stadsdel/kommun leder
Kommun- och områdespoliser => polis leder
Park- och stadsmiljöenheten => stadsdel/kommun leder
Samhällsplanerare => stadsdel/kommun leder
Stadsarkitekt => stadsdel/kommun leder
Gatuenheten, belysningsansvarig => stadsdel/kommun leder
Driftentreprenör => annan leder
Renhållare => stadsdel/kommun leder
Kulturenheten => stadsdel/kommun leder
Ungdomsgården => stadsdel/kommun leder
Demokratisamordnare => stadsdel/kommun leder
Barnrättsstrateg => stadsdel/kommun leder
Integrationssamordnare => stadsdel/kommun leder
Boendestödjarna => socialtjänst leder
Anhörigkonsulent => stadsdel/kommun leder
Familjehemsenheten => socialtjänst leder
Socialpsykiatri => socialtjänst leder
Hemlöshetsteamet => socialtjänst leder
Våld i nära relationer-teamet => socialtjänst leder
Våldsförebyggande samordnare => stadsdel/kommun leder
Stödcenter för brottsoffer => socialtjänst leder
Socialsekreterare på skolan => socialtjänst leder
Skolsocionom => skola leder
SSPF-koordinatorn kallar, polis och skola deltar => polis skola stadsdel/kommun samverkan leder
Polis och kommun turas om => polis stadsdel/kommun samverkan
Skolan har ansvar för eleverna, polisen kopplas in vid brott => polis skola samverkan leder
Fritidsgården är öppen, fältarna besöker => socialtjänst stadsdel/kommun samverkan
Vem som helst =>
Stadsdelen i partnerskap med fastighetsägarna => stadsdel/kommun fastighetsägare samverkan leder
Tillsammans med polisen driver stadsdelsförvaltningen platsen => polis stadsdel/kommun samverkan leder
I samverkan mellan skola och polis => polis skola samverkan
Polis (huvudansvar) & kommun => polis stadsdel/kommun samverkan leder
Socialtjänst/skola vid behov => socialtjänst skola samverkan leder
Skola med polis och soc som stöd => polis socialtjänst skola samverkan leder
"""

_PARTIES = dict(
    zip(
        [
            "polis",
            "socialtjänst",
            "skola",
            "stadsdel/kommun",
            "region",
            "civilsamhälle",
            "fastighetsägare",
            "räddningstjänst",
            "annan",
        ],
        Party,
        strict=True,
    )
)


EVERYDAY = """
Trygghetssamordnaren med stöd av polisen => polis stadsdel/kommun samverkan leder
Socialtjänsten ansvarar, skolan deltar vid behov => socialtjänst skola samverkan leder
Rektorerna på områdets skolor => skola
Rektor Björkskolan => skola leder
Polis, socialtjänst, skola och fritid => polis socialtjänst skola stadsdel/kommun samverkan
SSPF-samordnaren sammankallar => stadsdel/kommun leder
Socialtjänsten (avhopparsamordnare) => socialtjänst leder
Enhetschef ungdom och fritid => stadsdel/kommun leder
Styrgruppen för trygghetsarbetet => stadsdel/kommun leder
Alla berörda =>
Respektive enhetschef =>
? =>
Se ovan =>
Vi som jobbar i huset =>
Arbetsgruppen =>
AK/LB =>
Anna Lindqvist => annan leder
Anna Lindqvist, trygghetssamordnare => stadsdel/kommun leder
Maria Ek (socialtjänsten) och Per Ström (polisen) => polis socialtjänst samverkan
BUP tillsammans med elevhälsan => skola region samverkan leder
Elevhälsan i samverkan med BUP och socialtjänsten => socialtjänst skola region samverkan leder
Räddningstjänsten (ansvarig), skolorna => skola räddningstjänst samverkan leder
Nattvandrarna i Hallonbergen => civilsamhälle leder
Polisen leder, kommunen bistår => polis stadsdel/kommun samverkan leder
Kommunen leder arbetet. Polis och fastighetsägare medverkar. => polis stadsdel/kommun fastighetsägare samverkan leder
Enhetschef Barn och unga => socialtjänst leder
Enhetschef, Socialtjänsten => socialtjänst leder
Fältassistenter i Rinkeby => socialtjänst leder
Stadsdelsförvaltningen genom fältgruppen => socialtjänst leder
Preventionsenheten på stadsdelsförvaltningen => stadsdel/kommun leder
Kvinnojouren och socialtjänsten gemensamt => socialtjänst civilsamhälle samverkan
Relationsvåldsteamet med flera => socialtjänst samverkan
Trafikkontoret, SL => stadsdel/kommun annan samverkan
Frivården ansvarar för kontakten, socialtjänsten för boendet => socialtjänst annan samverkan
Centrumägaren/väktarbolaget => fastighetsägare annan samverkan
Hyresgästföreningen (sammankallande), polis, boende => polis civilsamhälle samverkan leder
Säkerhetssamordnare => stadsdel/kommun leder
Förskolechefer => skola
Skolkuratorer och fältare => socialtjänst skola samverkan
Ungdomsmottagning, skolsköterskor => skola region samverkan
Polisområde Syd, LPO Farsta => polis leder
Områdespoliser => polis leder
Miljöförvaltningen och polisen, tillsyn; krögarna deltar => polis stadsdel/kommun annan samverkan
Avhopparsamordnare (ev. polis) => polis stadsdel/kommun samverkan leder
Tillståndsenheten har huvudansvaret, polis och räddningstjänst är med => polis stadsdel/kommun räddningstjänst samverkan leder
Barnahus => socialtjänst leder
Idrottsföreningar och fritidsledare => stadsdel/kommun civilsamhälle samverkan
Trygghetssam. stöttas av kommunikatör och LPO => polis stadsdel/kommun samverkan leder
Kommunpolsi o preventionssamordnare, gemensamt => polis stadsdel/kommun samverkan
Individ- och familjeomsorgen, Sorsele kommun => socialtjänst leder
Socialtjänsten (våldsutövarteamet) => socialtjänst leder
Polismyndigheten, bedrägerisektionen => polis leder
Ungdomsgruppen vid polisen Vällingby => polis leder
Grannsamverkansansvarig hos polisen => polis leder
Trygghetsteamet på Östra skolan => skola leder
Gotlandshem => fastighetsägare leder
Östgötatrafiken => annan leder
Skola-socialtjänst-polis-fritid => polis socialtjänst skola stadsdel/kommun samverkan
PolisenKommunen => polis stadsdel/kommun samverkan
polisen+skolan+soc, skolan kallar => polis socialtjänst skola samverkan leder
Huvudman för insatsen är socialtjänsten, polisen lämnar underlag => polis socialtjänst samverkan leder
Chefen för LPO tar ledartröjan, socialdirektören är vice => polis socialtjänst samverkan leder
Under ledning av utvecklingsledaren gör fältgruppen och polisen kontrollerna => polis socialtjänst stadsdel/kommun samverkan leder
Brottsförebyggande rådet, ordförande är kommunalrådet => stadsdel/kommun leder
Ev. Rädda Barnen, annars Malmö stad => stadsdel/kommun civilsamhälle samverkan leder
Polisen och skolan, vårdnadshavares samtycke krävs => polis skola samverkan
Länsstyrelsen i Kalmar och Jämställdhetsmyndigheten => annan samverkan
LPO Botkyrka => polis leder
Hela arbetslaget =>
Olika beroende på fråga =>
"""


def _cases(table: str) -> list[tuple[str, set[Party], bool, bool]]:
    cases = []
    for line in table.strip().splitlines():
        text, _, labels = line.partition(" =>")
        words = labels.split()
        parties = {_PARTIES[word] for word in words if word in _PARTIES}
        cases.append((text, parties, "samverkan" in words, "leder" in words))
    return cases


def _read(text: str) -> tuple[set[Party], bool, bool]:
    who = parse_who(text)
    return set(who.parties), who.collaboration, who.lead


@pytest.mark.parametrize("case", _cases(ROLES), ids=lambda case: case[0])
def test_one_role_or_unit_is_recognised_with_its_party(
    case: tuple[str, set[Party], bool, bool],
) -> None:
    assert _read(case[0]) == case[1:]


@pytest.mark.parametrize("case", _cases(NO_ONE), ids=lambda case: case[0])
def test_words_that_name_no_one_are_not_accepted(
    case: tuple[str, set[Party], bool, bool],
) -> None:
    who = parse_who(case[0])
    assert (who.accepted, who.parties, who.collaboration, who.lead) == (False, (), False, False)


@pytest.mark.parametrize("case", _cases(SEVERAL), ids=lambda case: case[0])
def test_several_actors_collaborate_and_may_have_a_lead(
    case: tuple[str, set[Party], bool, bool],
) -> None:
    assert _read(case[0]) == case[1:]


@pytest.mark.parametrize("case", _cases(MISSPELT), ids=lambda case: case[0])
def test_slips_of_the_pen_are_read_through(case: tuple[str, set[Party], bool, bool]) -> None:
    assert _read(case[0]) == case[1:]


@pytest.mark.parametrize(
    "case", _cases(SENTENCES + PARAGRAPHS + MORE + FURTHER + EVERYDAY), ids=lambda case: case[0]
)
def test_other_ways_to_say_who(case: tuple[str, set[Party], bool, bool]) -> None:
    assert _read(case[0]) == case[1:]


@pytest.mark.parametrize("case", _cases(CUT_SHORT), ids=lambda case: case[0])
def test_words_cut_short_are_read_in_full(case: tuple[str, set[Party], bool, bool]) -> None:
    assert _read(case[0]) == case[1:]


@pytest.mark.parametrize("text", ["Resp. enh.chef", "Hela mellanstadieklassen", "brandrond"])
def test_no_actor_is_read_into_the_end_of_another_word(text: str) -> None:
    assert not parse_who(text).accepted


def test_an_empty_cell_names_no_one() -> None:
    for empty in (None, "", "  \n "):
        who = parse_who(empty)
        assert (who.accepted, who.parties, who.why) == (False, (), ())


def test_parties_come_in_the_order_of_the_guideline() -> None:
    who = parse_who("Väktare, räddningstjänst, region, skola, polis")
    assert who.parties == tuple(sorted(who.parties, key=list(Party).index))


def test_why_quotes_the_collective_the_actors_and_the_lead_marker() -> None:
    assert parse_who("Berörda chefer").why == ("Berörda chefer",)
    assert parse_who("Polis och SKOLAN").why == ("Polis", "SKOLAN")
    assert parse_who("Polisen är sammankallande, rektor deltar").why == (
        "Polisen",
        "sammankallande",
        "rektor",
    )


def test_actors_over_a_wrapped_line_are_one_phrase() -> None:
    assert _read("Stadsdelsförvaltningen i samverkan\nmed polisen") == (
        {Party.police, Party.municipality},
        True,
        True,
    )
    assert _read("Polis\nSkola\nSocialtjänst")[1:] == (True, False)


def test_a_word_listed_with_a_capital_needs_it_in_the_cell() -> None:
    assert parse_who("SiS").accepted
    assert not parse_who("arbetar med sig").accepted
    assert not parse_who("beslutas i framtiden").accepted


_SOUP = st.lists(
    st.sampled_from(
        [
            "polis",
            "Polisen",
            "skola",
            "rektor",
            "socialtjänsten",
            "och",
            "samt",
            ",",
            "/",
            "(",
            ")",
            ".",
            ":",
            ";",
            "-",
            "–",
            "\n",
            "i",
            "på",
            "med",
            "för",
            "av",
            "samverkan",
            "tillsammans",
            "ansvarar",
            "leder",
            "sammankallande",
            "vid",
            "behov",
            "berörda",
            "respektive",
            "alla",
            "enhetschef",
            "enhet",
            "trygghets-",
            "samordnare",
            "Anna",
            "Svensson",
            "AS",
            "m.fl.",
            "ev.",
            "deltar",
            "gemensamt",
            "ej",
            "barn-",
            "ungdomsenheten",
            "polisens",
            "chefer",
            "genomför",
            "BRF:er",
            "&",
            "+",
            "1.",
            "extern",
        ]
    ),
    max_size=40,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=200), _SOUP))
def test_any_text_is_read_and_the_labels_agree(text: str) -> None:
    who = parse_who(text)
    assert who.accepted == bool(who.parties)
    assert who.accepted or not (who.lead or who.collaboration)
    assert len(set(who.parties)) == len(who.parties)
    assert all(quote in text for quote in who.why)
    assert parse_who(text) == who


@pytest.mark.parametrize(
    "unit", ["(", ",", "a- ", "barn- och ", "Polisen, skolan och ", "Sö Pe Li ", "ö", "polis-"]
)
def test_the_longest_possible_cell_is_read_in_time(unit: str) -> None:
    parse_who("Polisen")
    text = (unit * 32_767)[:32_767]
    start = time.perf_counter()
    parse_who(text)
    # Ten times the budget: the point is that nothing grows with the square of the length.
    assert time.perf_counter() - start < 0.5
