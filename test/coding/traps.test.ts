import { beforeAll, describe, expect, it } from "vitest";
import type { RuleCoder } from "../../src/coding/index.js";
import { code, mpsCoder, outline } from "./mps-coder.js";

// The traps of the study's coding rules, each with a sentence of our own.

let coder: RuleCoder;
beforeAll(async () => {
  coder = await mpsCoder();
});

const told = (text: string, over: Parameters<typeof code>[2] = {}): string[] => outline(code(coder, text, over));

describe("another ministry is not the home's", () => {
  it("公安部门 and 公安部队 are other words", () => {
    expect(told("9日,缅甸公安部门负责人会见了中国企业代表。")).toEqual([]);
    expect(told("越南公安部队向老挝警方捐赠摩托车。")).toEqual([]);
  });

  it("Vietnam and Laos have a 公安部 of their own", () => {
    expect(told("越南公安部副部长8日与老挝公安部副部长举行会谈并签署合作协议。")).toEqual([]);
    expect(told("河内消息 越南公安部副部长8日会见法国客人。公安部还向老挝警方捐赠装备。")).toEqual([]);
  });

  it("theirs is the counterpart where the home's is named too", () => {
    expect(told("国务委员、公安部部长8日在万象与老挝公安部部长举行会谈。")).toEqual(["meeting 2024-09-08 LA"]);
  });

  it("an English page that names Vietnam and never China means Vietnam's", () => {
    expect(told("HANOI - Deputy Minister of Public Security To Van met with the Russian Interior Minister on Monday.")).toEqual([]);
    expect(told("HANOI - China's Minister of Public Security met with Vietnam's Interior Minister on Monday.")).toEqual([
      "meeting 2024-09-09 VN",
    ]);
  });
});

describe("places that only look foreign", () => {
  it("内蒙古 is not Mongolia", () => {
    expect(told("公安部工作组9日赴内蒙古,与当地公安机关联合侦破一起贩毒案,抓获嫌疑人。")).toEqual([]);
  });

  it("中塞 takes the country that the text names, and Serbia where it names none", () => {
    expect(told("8日,中塞警务联合巡逻启动。塞浦路斯警方出席,公安部派员参加。")).toEqual(["patrol 2024-09-08 CY"]);
    expect(told("8日,中塞警务联合巡逻启动,公安部派员参加。")).toEqual(["patrol 2024-09-08 RS"]);
  });

  it("Hong Kong police and Taiwan are not foreign", () => {
    expect(told("公安部部长8日在北京会见香港特别行政区警务处处长一行。")).toEqual([]);
    expect(told("危地马拉警方25日接收“中国(台湾)”捐赠的252辆警用摩托车。")).toEqual([]);
  });
});

describe("who did what", () => {
  it("those present when heads of state meet have not met anyone", () => {
    expect(told("习近平9日在北京会见塞尔维亚总统。王毅、公安部部长王小洪等参加会见。")).toEqual([]);
  });

  it("an ambassador who meets police without the ministry is no meeting", () => {
    expect(told("中国驻泰国大使8日会见泰国警察总监,就保护游客交换意见。")).toEqual([]);
  });

  it("two counterparts of two countries are two meetings, two of one country are one", () => {
    expect(told("公安部部长王小洪8日在北京分别会见塞尔维亚副总理兼内务部部长、南非警察部部长。")).toEqual([
      "meeting 2024-09-08 RS",
      "meeting 2024-09-08 ZA",
    ]);
    expect(told("公安部副部长8日访问坦桑尼亚,分别会见内政部部长、警察总监。")).toEqual(["meeting 2024-09-08 TZ"]);
  });

  it("a list of countries before one word for police is one party", () => {
    expect(told("中国、缅甸、老挝、泰国警方8日联手摧毁一个贩毒网络,抓获70余人,公安部派工作组参加。")).toEqual([
      "joint-operation 2024-09-08 MM,LA,TH",
    ]);
  });

  it("defence ministries and coast guards are left to others", () => {
    expect(told("8日,中国国防部向柬埔寨军方捐赠一批车辆。")).toEqual([]);
    expect(told("A delegation of the Chinese army visited Kazakhstan on Monday and took part in training.")).toEqual([]);
  });
});

describe("pages with more than one story", () => {
  it("a digest is read item by item", () => {
    const text = [
      "央视网消息(新闻联播):",
      "第70次湄公河联合巡逻执法今天启动",
      "今天,由中国、老挝、缅甸、泰国4国组成的第70次湄公河联合巡逻执法正式启动。",
      "全国秋粮长势总体正常",
      "农业农村部今天公布,越南和日本进口增长。",
    ].join("\n");
    expect(told(text, { title: "国内联播快讯" })).toEqual(["patrol 2024-09-10 LA,MM,TH"]);
  });

  it("related news and navigation are not the page's", () => {
    expect(told("派出所所长培训班9日在北京开班。\n【相关阅读】\n公安部副部长会见法国客人\n公安部向缅甸警方捐赠摩托车")).toEqual([]);
    expect(
      told("The county opened a bridge on Monday.\nRead also: China's Minister of Public Security meets Serbian police chief"),
    ).toEqual([]);
  });

  it("a total and a single return are two findings, and the total carries the day of its announcement", () => {
    const text =
      "公安部9日将潜逃泰国10年的逃犯从曼谷押解回国。据统计,自今年7月22日“猎狐2024”行动开展以来,公安部已从30个国家和地区抓获外逃人员128名。";
    const coded = code(coder, text);
    expect(outline(coded)).toEqual(["rendition 2024-09-09 TH", "rendition 2024-09-09 "]);
    expect(coded.findings.map(({ fields }) => [fields.scope, fields.status])).toEqual([
      ["single", "done"],
      ["total", "claimed"],
    ]);
  });

  it("commentary is no report", () => {
    expect(code(coder, "很多网友好奇,中国警察怎么跑到匈牙利参加联合巡逻?小编带大家看看。欢迎在评论区留言!").relevant).toBe(false);
  });
});

describe("what is not yet, or only said", () => {
  it("a plan is announced with a low score, and does not make a text relevant", () => {
    const coded = code(coder, "公安部下周将在北京会见缅甸内政部部长。");
    expect(coded.score).toBeLessThan(0.6);
    expect(coded.findings.every(({ fields }) => fields.status === "announced")).toBe(true);
  });

  it("an allegation is not a statement, and says who makes it", () => {
    const [finding] = code(coder, "美国司法部9日宣布,两人被控为中国公安部在纽约开设秘密警察站。").findings;
    expect(finding?.fields).toMatchObject({ category: "tnr", confidence: "alleged", countries: ["US"] });
    expect(finding?.protection).toBe("person-at-risk");
  });
});

describe("scripts", () => {
  it("reads traditional characters with inserted pronunciation and quotes them as they stand", () => {
    const coded = code(coder, "公安部部長10日在北京會(huì)見(jiàn)尼泊爾外長(zhǎng)一行。");
    expect(outline(coded)).toEqual(["meeting 2024-09-10 NP"]);
    expect(coded.findings[0]?.evidence[0]?.evidence).toMatchObject({ quote: "公安部部長10日在北京會(huì)見(jiàn)尼泊爾外長(zhǎng)一行。" });
  });

  it("reads a page in two languages once", () => {
    const text =
      "国务委员、公安部部长赵克志9月3日与埃及内政部部长通电话。\n\nZhao Kezhi, minister of public security, held a phone call with the Egyptian Interior Minister on Tuesday, Sept. 3.";
    expect(told(text)).toEqual(["meeting 2024-09-03 EG"]);
  });

  it("leaves languages without a lexicon alone", () => {
    expect(told("Il ministro cinese ha incontrato la polizia del Perù e la Cina ha donato motociclette.", { lang: "it" })).toEqual([]);
  });
});
