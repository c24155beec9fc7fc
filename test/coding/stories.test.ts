import { beforeAll, describe, expect, it } from "vitest";
import type { RuleCoder } from "../../src/coding/index.js";
import { code, mpsCoder, outline } from "./mps-coder.js";

// Whole reports, invented: what officials hope for, thank for and talk about is no act; a pronoun signs for both sides.

let coder: RuleCoder;
beforeAll(async () => {
  coder = await mpsCoder();
});

const STORIES: readonly (readonly [published: string, title: string, text: string, findings: readonly string[]])[] = [
  [
    "2024-05-11",
    "王小洪会见阿根廷安全部部长",
    "新华社北京5月10日电（记者某）国务委员、公安部部长王小洪10日在京会见阿根廷安全部部长一行。\n王小洪说，中方愿同阿方深化打击跨国犯罪、禁毒、人员培训等领域合作，推动签署警务合作备忘录，开展联合行动，切实保护在阿中国公民安全。\n阿方表示，愿同中方加强情报交流和追逃追赃合作，感谢中方捐赠警用装备。",
    ["meeting 2024-05-10 AR"],
  ],
  [
    "2024-06-03",
    "中国驻汤加使馆举行援汤警用物资交接仪式",
    "6月1日，中国公安部援助汤加警察部队物资交接仪式在努库阿洛法举行。中国驻汤加大使、汤加警察总监出席并签署交接证书。\n大使表示，中汤警务合作成果丰硕，两国警察部门领导人多次会晤，中方多次举办研修班，培训汤加警官。\n警察总监对中方表示感谢，称这批物资将提升汤加警方执法能力。\n此次捐赠物资包括10辆皮卡车、20台电脑。",
    ["assistance 2024-06-01 TO"],
  ],
  [
    "2024-07-18",
    "乌兹别克斯坦警官研修班在我院开班",
    "7月16日上午，2024年乌兹别克斯坦警务执法研修班开班仪式在学院国际会议厅举行。公安部国际合作局有关负责人、学院院长出席并讲话。\n院长介绍了学院基本情况，希望学员珍惜机会。\n本期研修班由公安部主办，中国刑事警察学院承办，为期14天，共有25名来自乌兹别克斯坦内务部的学员参加。",
    ["training 2024-07-16 UZ"],
  ],
  [
    "2024-03-05",
    "公安部副部长访问坦桑尼亚",
    "3月2日至4日，公安部副部长率团访问坦桑尼亚，先后会见坦桑尼亚内政部部长、警察总监，就执法安全合作深入交换意见。3日，双方签署关于打击跨国犯罪的合作谅解备忘录。\n其间，代表团还慰问了中国驻坦使馆工作人员并同中资企业代表座谈。",
    ["agreement 2024-03-03 TZ", "meeting 2024-03-02 TZ"],
  ],
  [
    "2024-08-29",
    "第145次中老缅泰湄公河联合巡逻执法圆满结束",
    "新华社昆明8月29日电 8月29日16时，参加第145次中老缅泰湄公河联合巡逻执法的中方执法船艇返回西双版纳关累港，标志着此次行动圆满结束。\n行动于8月26日启动，历时4天3夜，总航程600余公里。\n其间，四国执法部门在老挝孟莫举行会晤，就打击跨境犯罪交换意见，并联合查缉船只10艘。\n自2011年12月首次联合巡逻以来，四国已开展144次联合巡逻执法。",
    ["patrol 2024-08-29 LA,MM,TH"],
  ],
  [
    "2024-04-14",
    "130名涉赌诈犯罪嫌疑人被从柬埔寨押解回国",
    "4月13日，在公安部组织指挥下，130名涉赌诈犯罪嫌疑人被我公安机关从柬埔寨押解回国，这是中柬执法合作取得的又一重大战果。\n前期，公安部派出工作组赴柬埔寨，与柬警方开展联合行动，捣毁窝点12处。\n公安部有关负责人表示，公安机关将持续深化国际执法合作，坚决打击跨境赌博和电信网络诈骗犯罪。",
    ["joint-operation 2024-04-13 KH"],
  ],
  [
    "2024-09-11",
    "China's police chief meets guests attending forum",
    'LIANYUNGANG, Sept. 10 (Xinhua) -- Chinese State Councilor and Minister of Public Security Wang Xiaohong on Tuesday met with Kazakh Interior Minister and Deputy Prime Minister of Malaysia, respectively, who are here for the 2024 Conference of the Global Public Security Cooperation Forum.\nWhen meeting with the Kazakh minister, Wang said China is ready to deepen cooperation in fighting the "three forces" and transnational crime.\nThe Kazakh minister said Kazakhstan is willing to strengthen law enforcement cooperation.\nDuring his meeting with the Malaysian side, Wang expressed hope for closer cooperation in combating telecom fraud and drugs.',
    ["meeting 2024-09-10 KZ", "meeting 2024-09-10 MY"],
  ],
  [
    "2024-06-20",
    "Samoa Police receives vehicles from China",
    "The Samoa Police, Prisons and Corrections Services yesterday received five vehicles from the Government of the People's Republic of China.\nThe handover ceremony was held at the Apia headquarters, with the Chinese Ambassador and the Commissioner of Police in attendance.\nThe Ambassador said China's Ministry of Public Security would continue to support Samoa through training and equipment.\nIn 2022 the two sides signed an agreement on a police academy.",
    ["assistance 2024-06-19 WS"],
  ],
  [
    "2024-02-20",
    "Chinese, Hungarian ministers meet in Budapest",
    "BUDAPEST, Feb. 18 (Xinhua) -- Hungarian Interior Minister met with visiting Chinese State Councilor and Minister of Public Security Wang Xiaohong here on Friday.\nWang said China hopes to deepen cooperation in counter-terrorism, combating transnational crime, and joint patrols.\nAfter the meeting, the two sides signed documents on law enforcement cooperation.",
    ["agreement 2024-02-16 HU", "meeting 2024-02-16 HU"],
  ],
  [
    "2024-05-22",
    "RSIPF officers complete training in China",
    "Thirty officers of the Royal Solomon Islands Police Force returned home yesterday after completing a one-month training course at Fujian Police College.\nThe course was funded by China's Ministry of Public Security and covered traffic management, riot control and crime scene investigation.\nActing Commissioner thanked the People's Republic of China for its support.",
    ["training 2024-05-21 SB"],
  ],
  [
    "2024-05-08",
    "国家移民管理局：严厉打击偷渡",
    "国家移民管理局5月7日召开新闻发布会，通报打击妨害国边境管理犯罪情况。今年以来，全国移民管理机构共查获偷渡人员2000余名。\n移民管理局还加强与越南、老挝、缅甸等国执法合作。",
    [],
  ],
  ["2024-05-08", "外国驻华使节参观公安部反恐展", "5月7日，外交部组织驻华使节赴新疆参观。使节们参观了反恐展览。", []],
  [
    "2024-11-03",
    "公安部出入境管理局推出便民措施",
    "11月1日起，公安部出入境管理局推出六项便民措施。公安部有关负责人介绍，来华外国人可在线申报。美国、日本等国旅客受益。",
    [],
  ],
  ["2024-10-03", "中国维和警队赴南苏丹", "10月2日，中国第十二支赴南苏丹维和警队在北京出征，公安部国际合作局负责人送行。", []],
];

describe("a whole report", () => {
  it.each(STORIES)("of %s: %s", (published, title, text, findings) => {
    expect(outline(code(coder, text, { title, published })).sort()).toEqual(findings);
  });
});
