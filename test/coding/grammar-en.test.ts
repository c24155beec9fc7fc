import { beforeAll, describe, expect, it } from "vitest";
import type { RuleCoder } from "../../src/coding/index.js";
import { code, mpsCoder, outline } from "./mps-coder.js";

// How agencies, embassies, ministries and police forces word such news in English, in sentences of our own. Published on 10 September 2024.

let coder: RuleCoder;
beforeAll(async () => {
  coder = await mpsCoder();
});

const told = (text: string): string[] => outline(code(coder, text)).sort();

const MEETINGS: readonly [string, string][] = [
  [
    "Chinese State Councilor and Minister of Public Security Wang Xiaohong held talks with Belarusian Interior Minister in Beijing on Thursday.",
    "meeting 2024-09-05 BY",
  ],
  ["Moroccan national security chief met China's public security minister in Beijing on September 4.", "meeting 2024-09-04 MA"],
  [
    "A delegation of the Chinese Ministry of Public Security headed by a vice minister paid an official visit to Peru from 3 to 6 September 2024.",
    "meeting 2024-09-03 PE",
  ],
  ["China's police chief holds phone talks with Philippine interior secretary.", "meeting 2024-09-10 PH"],
  [
    "The Minister of Home Affairs of Maldives on 3 September received the Vice Minister of Public Security of China at his office in Male.",
    "meeting 2024-09-03 MV",
  ],
  [
    "Assistant Minister of Public Security of the People's Republic of China called on the Minister for Police of Samoa on 5 September.",
    "meeting 2024-09-05 WS",
  ],
  [
    "The Director General of the International Cooperation Department of China's Ministry of Public Security met Uruguayan police leaders in Montevideo on Friday.",
    "meeting 2024-09-06 UY",
  ],
  [
    "Interior Minister of Egypt welcomes Chinese vice minister of public security on Tuesday to discuss security cooperation.",
    "meeting 2024-09-10 EG",
  ],
  [
    "The Police Commissioner of New Zealand visited Beijing on 5 September, where he met with senior officials of the Ministry of Public Security.",
    "meeting 2024-09-05 NZ",
  ],
  [
    "Bilateral talks between the Croatian Interior Minister and the Chinese Minister of Public Security took place in Zagreb on 4 September 2024.",
    "meeting 2024-09-04 HR",
  ],
  [
    "Visiting Chinese Deputy Minister of Public Security meets Botswana's police commissioner in Gaborone, 2 September.",
    "meeting 2024-09-02 BW",
  ],
  ["On 3 September the Cuban Interior Minister was received by Chinese Public Security Minister Wang Xiaohong.", "meeting 2024-09-03 CU"],
  [
    "The police counsellor of the Chinese Embassy paid a courtesy call on the Inspector General of Police of Nigeria on Wednesday.",
    "meeting 2024-09-04 NG",
  ],
  [
    "China's Minister of Public Security had a video meeting with Singapore's Home Affairs Minister on 2 September.",
    "meeting 2024-09-02 SG",
  ],
];

const AGREEMENTS: readonly [string, string][] = [
  [
    "The Royal Oman Police and China's Ministry of Public Security signed an MoU on combating transnational crime on 5 September.",
    "agreement 2024-09-05 OM",
  ],
  [
    "A memorandum of understanding on police cooperation between the Ministry of Interior of Bahrain and the Ministry of Public Security of China was signed in Manama on Monday.",
    "agreement 2024-09-09 BH",
  ],
  [
    "Georgia's Interior Minister and his Chinese counterpart, Minister of Public Security Wang Xiaohong, inked an agreement on law enforcement cooperation on 3 September.",
    "agreement 2024-09-03 GE",
  ],
  ["Malta and China's public security ministry have signed a letter of intent on 6 September.", "agreement 2024-09-06 MT"],
  [
    "An agreement on police cooperation was concluded between Fiji Police Force and the Chinese Ministry of Public Security on 5 September.",
    "agreement 2024-09-05 FJ",
  ],
  [
    "The signing of a protocol between Mongolia's police agency and China's Ministry of Public Security took place on Friday.",
    "agreement 2024-09-06 MN",
  ],
  [
    "The People's Public Security University of China and the Police Academy of Serbia signed a cooperation agreement on Tuesday.",
    "agreement 2024-09-10 RS",
  ],
];

const TRAININGS: readonly [string, string][] = [
  [
    "Twenty-five police officers from Papua New Guinea began a training course at Yunnan Police College on 3 September.",
    "training 2024-09-03 PG",
  ],
  [
    "A seminar for senior officers of the Tonga Police, sponsored by China's Ministry of Public Security, closed in Hangzhou on Friday.",
    "training 2024-09-06 TO",
  ],
  [
    "Chinese police instructors are teaching Kiribati police officers crime scene investigation in a course that opened on 2 September.",
    "training 2024-09-02 KI",
  ],
  [
    "The Chinese Ministry of Public Security organised a workshop for the Rwanda National Police on the use of drones on Thursday.",
    "training 2024-09-05 RW",
  ],
  [
    "The graduation ceremony of the Chinese language course for Timor-Leste police, run by the China Police Liaison Team, was held on 5 September.",
    "training 2024-09-05 TL",
  ],
  [
    "30 Lao police officers left for China on 3 September to attend anti-drug training organised by the Ministry of Public Security of China.",
    "training 2024-09-03 LA",
  ],
  [
    "Police officers from Zambia completed a three-week cybercrime course at the Criminal Investigation Police University of China on Thursday.",
    "training 2024-09-05 ZM",
  ],
  ["China Police Liaison Team trains Solomon Islands officers in public order management on Tuesday.", "training 2024-09-10 SB"],
];

const ASSISTANCE: readonly [string, string][] = [
  ["China's Ministry of Public Security donated 20 motorcycles to the police of Suriname on Wednesday.", "assistance 2024-09-04 SR"],
  [
    "The Royal Tonga Police received ten patrol vehicles from the Chinese Ministry of Public Security on 6 September.",
    "assistance 2024-09-06 TO",
  ],
  [
    "A hand-over ceremony for police equipment donated by the Chinese government to the Lesotho Mounted Police Service took place on Tuesday.",
    "assistance 2024-09-10 LS",
  ],
  ["Chinese Ambassador hands over computers and radios to Malawi Police Service on Thursday.", "assistance 2024-09-05 MW"],
  [
    "Police supplies worth two million yuan from China's Ministry of Public Security were handed over to Sierra Leone Police on 5 September.",
    "assistance 2024-09-05 SL",
  ],
  ["Samoa police thanked China's Ministry of Public Security for the gift of drones presented on 4 September.", "assistance 2024-09-04 WS"],
  ["The Chinese Embassy on Monday presented bulletproof vests to the Islamabad police in Pakistan.", "assistance 2024-09-09 PK"],
];

const PATROLS: readonly [string, string][] = [
  [
    "Chinese and Serbian police officers will patrol together in Belgrade after the joint patrol was launched on 6 September.",
    "patrol 2024-09-06 RS",
  ],
  ["The 144th joint patrol on the Mekong River by China, Laos, Myanmar and Thailand concluded on Friday.", "patrol 2024-09-06 LA,MM,TH"],
  ["Four Italian policemen started patrolling the streets of Shanghai alongside Chinese police on 3 September.", "patrol 2024-09-03 IT"],
  ["Mixed patrols of Croatian and Chinese police officers began in Dubrovnik on Monday.", "patrol 2024-09-09 HR"],
  ["Eight Chinese police officers arrived in Romania on 3 September for joint police patrols in Bucharest.", "patrol 2024-09-03 RO"],
  ["Chinese police join local officers on patrol in Mongolia's capital on 5 September.", "patrol 2024-09-05 MN"],
];

const FORUMS: readonly [string, string][] = [
  [
    "The 2024 Conference of the Global Public Security Cooperation Forum opened in Lianyungang on Monday, with China's Minister of Public Security delivering a keynote speech.",
    "multilateral 2024-09-09 ",
  ],
  [
    "China's vice minister of public security addressed the meeting of interior ministers of the Shanghai Cooperation Organization on 4 September.",
    "multilateral 2024-09-04 ",
  ],
  [
    "China's Ministry of Public Security hosted a ministerial dialogue with Pacific island countries on police cooperation on Monday.",
    "multilateral 2024-09-09 ",
  ],
  [
    "A delegation of China's Ministry of Public Security took part in the INTERPOL General Assembly, which opened on Tuesday.",
    "multilateral 2024-09-10 ",
  ],
  ["Wang Xiaohong attended the ASEAN plus China ministerial meeting on transnational crime on 5 September.", "multilateral 2024-09-05 "],
];

const RETURNS: readonly [string, string][] = [
  [
    "A fugitive wanted for economic crimes was extradited from Spain to China on 5 September, the Ministry of Public Security said.",
    "rendition 2024-09-05 ES",
  ],
  ["Chinese police brought back a red notice fugitive from Cambodia on Wednesday.", "rendition 2024-09-04 KH"],
  [
    "A suspect on the run for nine years was repatriated from Thailand to China on Tuesday under Operation Fox Hunt.",
    "rendition 2024-09-10 TH",
  ],
  [
    "A Chinese fugitive hiding in Peru was escorted back to China by public security authorities on Monday under the Fox Hunt campaign.",
    "rendition 2024-09-09 PE",
  ],
];

const OPERATIONS: readonly [string, string][] = [
  ["Myanmar handed over 107 telecom fraud suspects to Chinese police on Thursday.", "joint-operation 2024-09-05 MM"],
  [
    "Chinese and Lao police carried out a joint operation against scam compounds on 3 September and arrested 60 suspects.",
    "joint-operation 2024-09-03 LA",
  ],
  [
    "The Philippines deported 215 Chinese nationals involved in illegal online gambling on Wednesday, and Chinese police escorted them home.",
    "joint-operation 2024-09-04 PH",
  ],
  [
    "Police from China and the United Arab Emirates jointly busted a cross-border gambling ring on 6 September.",
    "joint-operation 2024-09-06 AE",
  ],
  ["Chinese police handed over two fugitives to South Korean police on Thursday.", "joint-operation 2024-09-05 KR"],
];

const REPRESSION: readonly [string, string][] = [
  ["The Dutch government on 3 September ordered the closure of Chinese overseas police stations in the Netherlands.", "tnr 2024-09-03 NL"],
  ["Chinese police threatened the relatives of a dissident living in Germany, a rights group said on 4 September.", "tnr 2024-09-04 DE"],
  ["Ireland told China to shut its police service station in Dublin on Monday.", "tnr 2024-09-09 IE"],
  ["Canadian police said on Thursday they were investigating secret Chinese police stations in Toronto.", "tnr 2024-09-05 CA"],
  [
    "An officer of China's Ministry of Public Security was charged in New York on 4 September with harassing dissidents in the United States.",
    "tnr 2024-09-04 US",
  ],
];

/** Written after the rules had learnt the tables above, to see what they had not. */
const LATER: readonly [string, string][] = [
  [
    "Chinese Public Security Minister Wang Xiaohong on Thursday held a meeting with visiting Azerbaijani Interior Minister.",
    "meeting 2024-09-05 AZ",
  ],
  [
    "Namibia's Minister of Home Affairs led a delegation to the Ministry of Public Security in Beijing on 4 September.",
    "meeting 2024-09-04 NA",
  ],
  [
    "Vice Minister of Public Security of China and Portuguese Secretary of State for Internal Administration held consultations in Lisbon on 7 September.",
    "meeting 2024-09-07 PT",
  ],
  ["The heads of the Chinese and Uruguayan police forces met in Montevideo on Friday.", "meeting 2024-09-06 UY"],
  [
    "China and Tajikistan signed an agreement on cooperation between China's Ministry of Public Security and Tajikistan's Interior Ministry on Monday.",
    "agreement 2024-09-09 TJ",
  ],
  [
    "The Fiji Police Force and the Chinese Ministry of Public Security renewed their memorandum of understanding on 5 September.",
    "agreement 2024-09-05 FJ",
  ],
  [
    "Cambodian immigration officers began a course on border management at China People's Police University on Monday.",
    "training 2024-09-09 KH",
  ],
  [
    "Officers from 12 African countries graduated from a counter-terrorism seminar hosted by the People's Public Security University of China on Wednesday.",
    "training 2024-09-04 ",
  ],
  ["Chinese police trainers conducted a drone operation course for Vanuatu Police officers last Friday.", "training 2024-09-06 VU"],
  [
    "Police Commissioner accepted 10 motorcycles from the Chinese Ambassador for the Royal Solomon Islands Police Force on Thursday.",
    "assistance 2024-09-05 SB",
  ],
  [
    "China's Ministry of Public Security provides surveillance cameras to the Tajik Interior Ministry on 3 September.",
    "assistance 2024-09-03 TJ",
  ],
  ["Italian and Chinese officers walked the streets of Rome in a joint patrol that began on Monday.", "patrol 2024-09-09 IT"],
  [
    "Chinese police officers on Monday began a month of joint patrols with their Montenegrin counterparts in Budva.",
    "patrol 2024-09-09 ME",
  ],
  ["Spain extradited 94 telecom fraud suspects to China on 6 September.", "joint-operation 2024-09-06 ES"],
  [
    "Vietnamese police handed over five wanted Chinese to the public security authorities of Guangxi on Friday.",
    "joint-operation 2024-09-06 VN",
  ],
  [
    "A former bank manager who had fled to the Bahamas was brought back to China by police on 2 September in the Fox Hunt operation.",
    "rendition 2024-09-02 BS",
  ],
  ["Dutch authorities on Monday ordered two unofficial Chinese police stations to close immediately.", "tnr 2024-09-09 NL"],
  [
    "Agents of China's Ministry of Public Security harassed a pro-democracy activist in California, prosecutors said on 4 September.",
    "tnr 2024-09-04 US",
  ],
  [
    "Wang Xiaohong, Chinese state councilor and minister of public security, met Mozambique's Interior Minister in Beijing on Monday.",
    "meeting 2024-09-09 MZ",
  ],
  [
    "The Minister of National Security of Jamaica and China's Vice Minister for Public Security exchanged views in Kingston on 4 September 2024.",
    "meeting 2024-09-04 JM",
  ],
  [
    "Turkmenistan's Interior Minister held a working meeting with the head of a delegation from the Ministry of Public Security of the PRC on September 4.",
    "meeting 2024-09-04 TM",
  ],
  [
    "Qatar's Undersecretary of the Ministry of Interior meets Chinese Assistant Minister of Public Security in Doha on 3 September.",
    "meeting 2024-09-03 QA",
  ],
  [
    "On 1 September, Pakistan's Interior Minister visited the headquarters of China's Ministry of Public Security and held a meeting with his counterpart.",
    "meeting 2024-09-01 PK",
  ],
  ["Chinese Vice Minister of Public Security arrives in Harare for an official visit to Zimbabwe on Sunday.", "meeting 2024-09-08 ZW"],
  [
    "The Royal Thai Police chief hosted a delegation of the Chinese Ministry of Public Security for talks in Bangkok on 5 September.",
    "meeting 2024-09-05 TH",
  ],
  [
    "Nauru and China's Ministry of Public Security sealed a memorandum of understanding on law enforcement cooperation on 4 September.",
    "agreement 2024-09-04 NR",
  ],
  [
    "Armenia's Ministry of Internal Affairs and the Ministry of Public Security of China signed a cooperation programme on Thursday.",
    "agreement 2024-09-05 AM",
  ],
  [
    "Kenya and China have signed an agreement on police training and security cooperation on 2 September, in the presence of China's public security minister.",
    "agreement 2024-09-02 KE",
  ],
  [
    "Fifteen officers of the Royal Grenada Police Force travelled to China on 3 September for a short course hosted by the Ministry of Public Security.",
    "training 2024-09-03 GD",
  ],
  [
    "The Chinese Police Advisory Team delivered public order training to Solomon Islands police recruits on Wednesday.",
    "training 2024-09-04 SB",
  ],
  [
    "Sri Lankan police officers have concluded a 21-day anti-terrorism programme at Xinjiang Police College on 6 September.",
    "training 2024-09-06 LK",
  ],
  [
    "A workshop on forensic science for Ugandan police, facilitated by experts from China's Ministry of Public Security, opened in Kampala on Monday.",
    "training 2024-09-09 UG",
  ],
  [
    "The Kiribati Police Service took delivery of two pickup trucks donated by China's Ministry of Public Security on 5 September.",
    "assistance 2024-09-05 KI",
  ],
  ["Liberia National Police on Wednesday received riot helmets and shields from the Chinese Embassy.", "assistance 2024-09-04 LR"],
  ["China gifts four police vehicles to Vanuatu Police Force on Thursday.", "assistance 2024-09-05 VU"],
  [
    "A forensic laboratory funded by China's Ministry of Public Security was handed over to the Lao police on Friday.",
    "assistance 2024-09-06 LA",
  ],
  ["Hungarian and Chinese police launched joint patrols in Budapest on 3 September.", "patrol 2024-09-03 HU"],
  [
    "Law enforcement vessels of China, Laos, Myanmar and Thailand set off on Thursday for the 150th Mekong River joint patrol.",
    "patrol 2024-09-05 LA,MM,TH",
  ],
  ["Six Serbian police officers have arrived in Hainan to patrol with their Chinese colleagues from 1 September.", "patrol 2024-09-01 RS"],
  [
    "The anti-drug chiefs of Shanghai Cooperation Organization member states met in Bishkek on 3 September, with China's vice minister of public security attending.",
    "multilateral 2024-09-03 KG",
  ],
  [
    "China hosted the first China-Central Asia meeting of public security and interior ministers in Lianyungang on 4 September.",
    "multilateral 2024-09-04 ",
  ],
  [
    "Two fugitives on Interpol red notices were sent back to China from Indonesia on Tuesday, the Ministry of Public Security announced.",
    "rendition 2024-09-10 ID",
  ],
  [
    "An economic crime suspect who fled to Canada six years ago returned to China and surrendered on 5 September, Chinese police said.",
    "rendition 2024-09-05 CA",
  ],
  [
    "Indonesia extradited an embezzlement suspect to China on Friday, in an operation coordinated by the Ministry of Public Security's Fox Hunt office.",
    "rendition 2024-09-06 ID",
  ],
  [
    "Laos handed over 168 Chinese nationals suspected of telecom fraud to Chinese authorities on 4 September.",
    "joint-operation 2024-09-04 LA",
  ],
  [
    "Police from China and Myanmar rounded up more than 300 scam suspects in a joint crackdown on Thursday.",
    "joint-operation 2024-09-05 MM",
  ],
  [
    "Cambodian and Chinese police raided an online gambling den in Sihanoukville and arrested 50 people on 3 September.",
    "joint-operation 2024-09-03 KH",
  ],
  ["A Uyghur exile in Sweden received threatening phone calls from Chinese police, media reported on 4 September.", "tnr 2024-09-04 SE"],
  ["British police on 5 September opened an inquiry into a suspected Chinese overseas police station in London.", "tnr 2024-09-05 GB"],
  [
    "Two men pleaded guilty in New York on Wednesday to operating a secret police station for China's Ministry of Public Security.",
    "tnr 2024-09-04 US",
  ],
];

const OUTSIDE: readonly string[] = [
  "China's Ministry of Public Security launched a nationwide campaign against fraud on Monday.",
  "Thai police arrested three Chinese suspects with drugs in Bangkok on Monday.",
  "The Lao and Vietnamese ministries of public security held their annual meeting in Vientiane on Wednesday.",
  "China's defence minister met his Lao counterpart in Beijing on Monday.",
  "The Chinese ambassador to Ghana visited Chinese companies and met overseas Chinese on Wednesday.",
  "Russia and Belarus signed a police cooperation programme on Thursday.",
  "Chinese Foreign Ministry spokesperson dismissed the claims on Tuesday.",
  "The Chinese Embassy handed over medical supplies to a hospital in Kiribati on Friday.",
  "China and Solomon Islands signed agreements on fisheries and tourism on Monday.",
  "The Chinese navy started joint patrols with the Russian navy in the Pacific on Monday.",
  "Chinese police officers took part in a UN peacekeeping training in Italy.",
  "Australian Federal Police trained Samoan officers in Apia on Monday.",
  "China's Ministry of Public Security said on Tuesday that police had solved 30,000 fraud cases this year.",
  "Vietnam's Minister of Public Security received the Japanese ambassador in Hanoi on Wednesday.",
  "The Chinese ambassador met the Fijian Prime Minister on Thursday to discuss trade.",
  "Hong Kong police commissioner met his Singaporean counterpart on Monday.",
  "The Chinese embassy donated school bags to a primary school in Laos on Tuesday.",
  "The People's Liberation Army handed over military vehicles to the Cambodian army on Friday.",
  "President Xi Jinping held talks with the President of Mali on Thursday. The Minister of Public Security attended the talks.",
  "Shanghai police held a training course for new recruits on Monday.",
  "Police in Sydney arrested two Chinese nationals on Tuesday over a burglary.",
  "US police trained Ukrainian officers in Warsaw on Monday.",
  "The FBI director met the Japanese police chief in Tokyo on Wednesday.",
  "China's police chief stresses safety ahead of the holiday season.",
  "Beijing police seized 20 kilograms of drugs on Tuesday.",
  "China and Brazil signed a trade agreement in Beijing on Monday.",
  "A Chinese tourist was rescued by police in Thailand on Friday.",
];

describe.each([
  ["meetings", MEETINGS],
  ["agreements", AGREEMENTS],
  ["training", TRAININGS],
  ["assistance", ASSISTANCE],
  ["patrols", PATROLS],
  ["forums", FORUMS],
  ["returns of fugitives", RETURNS],
  ["joint operations", OPERATIONS],
  ["repression abroad", REPRESSION],
  ["all kinds, met later", LATER],
])("the wording of %s", (_, rows) => {
  it.each(rows)("%s", (text, line) => {
    expect(told(text)).toEqual([line]);
  });
});

describe("news that is none of the observatory's", () => {
  it.each(OUTSIDE)("%s", (text) => {
    expect(told(text)).toEqual([]);
  });
});

describe("a stated day", () => {
  it("wins over the day of writing at the head of a report, in its own sentence and in the one that follows", () => {
    const text = [
      "23 April 2024",
      "Buenos Aires, 23 April 2024. - The Minister of Security of Argentina met with China's Vice Minister of Public Security on Monday, 22 April 2024.",
      "At the end of the meeting the two sides signed a memorandum of understanding between the Ministry of Security of Argentina and the Ministry of Public Security of China.",
    ].join("\n");
    const coded = code(coder, text, { published: "2024-04-23" });
    expect(outline(coded).sort()).toEqual(["agreement 2024-04-22 AR", "meeting 2024-04-22 AR"]);
  });
});
