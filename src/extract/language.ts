import { eld } from "eld/medium";

/** Languages that an observed page can be in and that the detector tells apart with some trust. */
const SUBSET =
  "am ar az be bg bn cs da de el en es et fa fi fr he hi hr hu hy is it ja ka ko lt lv ms nl no pl pt ro ru sk sl sq sr sv th tl tr uk ur vi zh".split(
    " ",
  );
const SIMPLIFIED = new Set(
  "国会公安长东车马门问间时书学习对发说话语谈讲设备执导团协议签约联进击动电边际与东义众优传华单卫厅历县双变叶号听员响团围图场坚处复够实审导应总战务报护拥据来杀条极枪检毕气汉没泽济热爱环现电盘监真研确种积离穷竞级纪约织结给统继续网罗职联肃节范药虽补见规视觉认训议记许论诉证评识词试该详误请读调谢贝负责败货质贸费资赴赵跃轻达迁过运还这进远连适选递逻遗邓郑释针钱铁银错键镇闭队阳阶际陆险随难雾静项须顾预领题额风飞饭馆驻验鱼鲁鸟龙",
);
const TRADITIONAL = new Set(
  "國會長東車馬門問間時書學習對發說話語談講設備執導團協議簽約聯進擊動電邊際與義眾優傳華單衛廳歷縣雙變葉號聽員響圍圖場堅處復夠實審應總戰務報護擁據來殺條極槍檢畢氣漢沒澤濟熱愛環現盤監眞確種積離窮競級紀織結給統繼續網羅職肅節範藥雖補見規視覺認訓記許論訴證評識詞試該詳誤請讀調謝貝負責敗貨質貿費資趙躍輕達遷過運還這遠連適選遞邏遺鄧鄭釋針錢鐵銀錯鍵鎮閉隊陽階陸險隨難霧靜項須顧預領題額風飛飯館駐驗魚魯鳥龍",
);
const LOOK_AT = 20_000;
const MIN_LETTERS = 20;

let ready = false;

/** The language of a text as a BCP 47 tag: `zh`, `zh-Hant` where traditional characters prevail, `en`, ...; `und` where it is too short. */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, LOOK_AT);
  const letters = count(sample, /\p{L}/gu);
  if (letters === 0) return "und";
  const han = count(sample, /\p{Script=Han}/gu);
  const kana = count(sample, /[\u3041-\u30FF]/gu);
  const hangul = count(sample, /\p{Script=Hangul}/gu);
  if (hangul > letters * 0.3) return "ko";
  if (kana > (han + kana) * 0.1 && han + kana > letters * 0.3) return "ja";
  if (han >= 2 && han > letters * 0.2) return isTraditional(sample) ? "zh-Hant" : "zh";
  if (letters < MIN_LETTERS) return "und";
  return detectByWords(sample);
}

function detectByWords(sample: string): string {
  if (!ready) {
    eld.setLanguageSubset(SUBSET);
    ready = true;
  }
  const { language } = eld.detect(sample);
  return language === "" ? "und" : language;
}

function isTraditional(sample: string): boolean {
  let simplified = 0;
  let traditional = 0;
  for (const char of sample) {
    const inSimplified = SIMPLIFIED.has(char);
    const inTraditional = TRADITIONAL.has(char);
    if (inSimplified && !inTraditional) simplified += 1;
    if (inTraditional && !inSimplified) traditional += 1;
  }
  return traditional > simplified;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
