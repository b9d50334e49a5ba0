"""Names of countries at the end of an address, with their ISO 3166-1 alpha-2 codes."""

from __future__ import annotations

_TABLE = """
AF Afghanistan|AL Albania|DZ Algeria,Algérie|AD Andorra|AO Angola|AR Argentina|AM Armenia|AU Australia|AT Austria,Österreich
AZ Azerbaijan|BS Bahamas|BH Bahrain|BD Bangladesh|BB Barbados|BY Belarus|BE Belgium,Belgique,België,Belgien|BZ Belize
BJ Benin,Bénin|BT Bhutan|BO Bolivia|BA Bosnia and Herzegovina|BW Botswana|BR Brazil,Brasil|BN Brunei,Brunei Darussalam
BG Bulgaria|BF Burkina Faso|BI Burundi|KH Cambodia|CM Cameroon,Cameroun|CA Canada|CV Cape Verde,Cabo Verde
CF Central African Republic|TD Chad,Tchad,Chad Republic|CL Chile|CN China,P.R. China,PR China,P. R. China,People's Republic of China,People’s Republic of China,中国,中國
CO Colombia|KM Comoros|CG Congo,Republic of the Congo|CD Democratic Republic of the Congo,Democratic Republic of Congo,DR Congo,DRC|CR Costa Rica
CI Côte d'Ivoire,Côte d’Ivoire,Cote d'Ivoire,Ivory Coast|HR Croatia,Hrvatska|CU Cuba|CY Cyprus
CZ Czech Republic,Czechia,The Czech Republic|DK Denmark,Danmark|DJ Djibouti|DO Dominican Republic|EC Ecuador|EG Egypt|SV El Salvador
GQ Equatorial Guinea|ER Eritrea|EE Estonia|SZ Eswatini,Swaziland|ET Ethiopia|FJ Fiji|FI Finland,Suomi|FR France|GA Gabon
GM Gambia,The Gambia|GE Georgia|DE Germany,Deutschland,Federal Republic of Germany|GH Ghana|GR Greece|GT Guatemala|GN Guinea,Guinée
GW Guinea-Bissau|GY Guyana|HT Haiti,Haïti|HN Honduras|HK Hong Kong,Hong Kong SAR|HU Hungary|IS Iceland|IN India|ID Indonesia
IR Iran,Islamic Republic of Iran|IQ Iraq|IE Ireland,Republic of Ireland|IL Israel|IT Italy,Italia|JM Jamaica|JP Japan,日本|JO Jordan|KZ Kazakhstan
KE Kenya|KW Kuwait|KG Kyrgyzstan|LA Laos,Lao PDR|LV Latvia|LB Lebanon|LS Lesotho|LR Liberia|LY Libya|LI Liechtenstein
LT Lithuania|LU Luxembourg|MO Macau,Macao|MG Madagascar|MW Malawi|MY Malaysia|MV Maldives|ML Mali|MT Malta|MR Mauritania
MU Mauritius|MX Mexico,México|MD Moldova|MC Monaco|MN Mongolia|ME Montenegro|MA Morocco,Maroc|MZ Mozambique|MM Myanmar
NA Namibia|NP Nepal|NL Netherlands,The Netherlands,the Netherlands,Nederland,Holland|NZ New Zealand|NI Nicaragua|NE Niger|NG Nigeria
MK North Macedonia,Macedonia|KP North Korea|NO Norway,Norge|OM Oman|PK Pakistan|PS Palestine|PA Panama|PG Papua New Guinea|PY Paraguay
PE Peru,Perú|PH Philippines,The Philippines|PL Poland,Polska|PT Portugal|PR Puerto Rico|QA Qatar|RE Réunion,La Réunion|RO Romania
RU Russia,Russian Federation,Россия|RW Rwanda|SA Saudi Arabia,Kingdom of Saudi Arabia|SN Senegal,Sénégal|RS Serbia|SC Seychelles|SL Sierra Leone
SG Singapore|SK Slovakia,Slovak Republic|SI Slovenia|SO Somalia|ZA South Africa|KR South Korea,Korea,Republic of Korea,Korea (South),대한민국
SS South Sudan|ES Spain,España|LK Sri Lanka|SD Sudan|SR Suriname|SE Sweden,Sverige|CH Switzerland,Schweiz,Suisse,Svizzera|SY Syria
TW Taiwan,Taiwan R.O.C.,Taiwan ROC|TJ Tajikistan|TZ Tanzania,United Republic of Tanzania|TH Thailand|TL Timor-Leste|TG Togo|TT Trinidad and Tobago|TN Tunisia,Tunisie
TR Turkey,Türkiye,Turkiye|TM Turkmenistan|UG Uganda|UA Ukraine|AE United Arab Emirates,UAE,U.A.E.
GB United Kingdom,UK,U.K.,England,Scotland,Wales,Northern Ireland,Great Britain,the United Kingdom
US United States,United States of America,USA,U.S.A.,U.S.,US,the United States,the USA,The United States of America
UY Uruguay|UZ Uzbekistan|VE Venezuela|VN Vietnam,Viet Nam|YE Yemen|ZM Zambia|ZW Zimbabwe|XK Kosovo
"""

COUNTRIES: dict[str, str] = {
    name.casefold(): entry[:2]
    for line in _TABLE.strip().splitlines()
    for entry in line.split("|")
    for name in entry[3:].split(",")
}
"""Country names in lower case → ISO code."""

_STATES = (
    "AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR "
    "PA RI SC SD TN TX UT VT VA WA WV WI WY DC"
)
_REGIONS = (
    "alabama|alaska|arizona|arkansas|california|colorado|connecticut|delaware|florida|georgia|hawaii|idaho|illinois|"
    "indiana|iowa|kansas|kentucky|louisiana|maine|maryland|massachusetts|michigan|minnesota|mississippi|missouri|"
    "montana|nebraska|nevada|new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|"
    "oregon|pennsylvania|rhode island|south carolina|south dakota|tennessee|texas|utah|vermont|virginia|washington|"
    "west virginia|wisconsin|wyoming|ontario|québec|quebec|british columbia|alberta|manitoba|nova scotia|"
    "saskatchewan|new south wales|nsw|victoria|vic|queensland|qld|western australia|south australia|tasmania|"
    "guangdong|jiangsu|zhejiang|sichuan|hubei|hunan|shandong|henan|hebei|fujian|anhui|liaoning|shaanxi|"
    "maharashtra|tamil nadu|karnataka|kerala|gujarat|west bengal|uttar pradesh|telangana|punjab"
)
US_STATES = frozenset(_STATES.split(" "))
"""Postal abbreviations of the states of the USA."""

STATE_NAMES = frozenset(_REGIONS.split("|"))
"""Names of states and provinces that stand between city and country in addresses."""
