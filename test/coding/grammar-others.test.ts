import { beforeAll, describe, expect, it } from "vitest";
import type { RuleCoder } from "../../src/coding/index.js";
import { code, mpsCoder, outline } from "./mps-coder.js";

// How such news is worded in Spanish, French, Portuguese and Russian, in sentences of our own. Published on 10 September 2024.

let coder: RuleCoder;
beforeAll(async () => {
  coder = await mpsCoder();
});

const ACTS: readonly [string, string, string][] = [
  [
    "es",
    "El ministro de Seguridad Pública de China, Wang Xiaohong, recibió el 3 de septiembre en Pekín al ministro del Interior de Uruguay.",
    "meeting 2024-09-03 UY",
  ],
  ["es", "Policías chinos patrullan junto con agentes de la Policía Nacional en Madrid desde el lunes.", "patrol 2024-09-09 ES"],
  ["es", "España extraditó a China a 94 sospechosos de estafas telefónicas el 5 de septiembre.", "joint-operation 2024-09-05 ES"],
  [
    "es",
    "El Ministerio de Seguridad Pública de China donó 45 motocicletas a la Policía Nacional de Nicaragua ayer.",
    "assistance 2024-09-09 NI",
  ],
  [
    "es",
    "Veinte policías ecuatorianos participaron en un curso de capacitación en Pekín organizado por el Ministerio de Seguridad Pública de China.",
    "training 2024-09-10 EC",
  ],
  [
    "es",
    "Un fugitivo buscado por delitos económicos fue repatriado a China desde Perú en el marco de la operación Caza del Zorro, informó la policía china.",
    "rendition 2024-09-10 PE",
  ],
  [
    "es",
    "El viceministro chino de Seguridad Pública Xu Datong se entrevistó el jueves en La Habana con el ministro del Interior cubano.",
    "meeting 2024-09-05 CU",
  ],
  ["es", "China y Bolivia firmaron un convenio de cooperación policial el 2 de septiembre.", "agreement 2024-09-02 BO"],
  ["es", "Activistas uigures en Turquía denuncian que la policía china amenaza a sus familiares.", "tnr 2024-09-10 TR"],
  ["es", "El ministro de Seguridad Pública de Costa Rica se reunió con el embajador de Estados Unidos.", ""],
  [
    "fr",
    "Le ministre chinois de la Sécurité publique, Wang Xiaohong, a reçu mardi à Pékin le ministre sénégalais de l'Intérieur.",
    "meeting 2024-09-10 SN",
  ],
  [
    "fr",
    "Le ministère chinois de la Sécurité publique a fait don de 20 véhicules à la police nationale du Burundi le 4 septembre.",
    "assistance 2024-09-04 BI",
  ],
  ["fr", "Des policiers chinois patrouillent à Paris avec leurs collègues français depuis lundi.", "patrol 2024-09-09 FR"],
  ["fr", "La Chine et la Serbie ont signé un accord de coopération policière le 5 septembre 2024.", "agreement 2024-09-05 RS"],
  [
    "fr",
    "Vingt policiers ivoiriens ont suivi une formation en Chine organisée par le ministère de la Sécurité publique.",
    "training 2024-09-10 CI",
  ],
  ["fr", "L'ambassadeur de Chine a remis jeudi un lot de matériel à la gendarmerie du Gabon.", "assistance 2024-09-05 GA"],
  ["fr", "La France a fermé deux commissariats clandestins chinois à Paris.", "tnr 2024-09-10 FR"],
  [
    "fr",
    "Le Cambodge a expulsé vendredi 130 ressortissants chinois soupçonnés d'escroquerie en ligne, escortés par la police chinoise.",
    "joint-operation 2024-09-06 KH",
  ],
  [
    "fr",
    "Le directeur général de la police nationale du Niger s'est entretenu avec l'attaché de police de l'ambassade de Chine le 3 septembre.",
    "meeting 2024-09-03 NE",
  ],
  [
    "fr",
    "Un fugitif recherché pour corruption a été extradé de France vers la Chine dans le cadre de l'opération Fox Hunt.",
    "rendition 2024-09-10 FR",
  ],
  [
    "pt",
    "O ministro da Segurança Pública da China, Wang Xiaohong, recebeu na terça-feira em Pequim o ministro do Interior de Angola.",
    "meeting 2024-09-10 AO",
  ],
  [
    "pt",
    "O Ministério da Segurança Pública da China doou 20 viaturas à Polícia da República de Moçambique no dia 4 de setembro.",
    "assistance 2024-09-04 MZ",
  ],
  [
    "pt",
    "A Polícia Federal do Brasil e o Ministério da Segurança Pública da China assinaram um memorando de entendimento em 5 de setembro.",
    "agreement 2024-09-05 BR",
  ],
  ["pt", "Vinte polícias cabo-verdianos concluíram um curso de formação na China.", "training 2024-09-10 CV"],
  [
    "pt",
    "Angola repatriou na sexta-feira 37 cidadãos chineses suspeitos de burla, escoltados pela polícia chinesa.",
    "joint-operation 2024-09-06 AO",
  ],
  [
    "pt",
    "O vice-ministro chinês da Segurança Pública visitou Timor-Leste, onde se reuniu com o comandante da PNTL, em 2 de setembro.",
    "meeting 2024-09-02 TL",
  ],
  [
    "pt",
    "A embaixada da China entregou equipamentos à Polícia Nacional de São Tomé e Príncipe na segunda-feira.",
    "assistance 2024-09-09 ST",
  ],
  ["pt", "Portugal investiga esquadras chinesas clandestinas em Lisboa.", "tnr 2024-09-10 PT"],
  [
    "ru",
    "Министр общественной безопасности КНР Ван Сяохун 3 сентября принял в Пекине министра внутренних дел Узбекистана.",
    "meeting 2024-09-03 UZ",
  ],
  [
    "ru",
    "Министр внутренних дел России Владимир Колокольцев провел переговоры с министром общественной безопасности Китая в Москве в четверг.",
    "meeting 2024-09-05 RU",
  ],
  ["ru", "Министерство общественной безопасности КНР передало МВД Таджикистана 20 автомобилей.", "assistance 2024-09-10 TJ"],
  [
    "ru",
    "МВД Казахстана и Министерство общественной безопасности Китая подписали меморандум о сотрудничестве 5 сентября.",
    "agreement 2024-09-05 KZ",
  ],
  ["ru", "Сотрудники МВД Киргизии прошли обучение в Китае по линии Министерства общественной безопасности.", "training 2024-09-10 KG"],
  ["ru", "Китайские и сербские полицейские вышли на совместное патрулирование в Белграде в понедельник.", "patrol 2024-09-09 RS"],
  [
    "ru",
    "Из Камбоджи в Китай депортированы 130 граждан КНР, подозреваемых в мошенничестве, сообщила китайская полиция.",
    "joint-operation 2024-09-10 KH",
  ],
  ["ru", "Посольство Китая передало полиции Монголии 50 компьютеров 4 сентября.", "assistance 2024-09-04 MN"],
  [
    "ru",
    "Совещание министров внутренних дел и общественной безопасности государств-членов ШОС прошло в Астане с участием министра общественной безопасности КНР.",
    "multilateral 2024-09-10 KZ",
  ],
  [
    "ru",
    'Из Испании в Китай экстрадирован беглец, обвиняемый в экономических преступлениях, в рамках операции "Охота на лис", сообщили в полиции Китая.',
    "rendition 2024-09-10 ES",
  ],
  [
    "ru",
    "Министр внутренних дел Белоруссии посетил Китай, где встретился с главой Министерства общественной безопасности Ван Сяохуном.",
    "meeting 2024-09-10 BY",
  ],
];

describe("acts in other languages", () => {
  it.each(ACTS)("%s: %s", (lang, text, expected) => {
    expect(outline(code(coder, text, { lang })).join(" | ")).toBe(expected);
  });

  it("are read where nobody says which language it is", () => {
    const text = "El Ministerio de Seguridad Pública de China donó 45 motocicletas a la Policía Nacional de Nicaragua ayer.";
    expect(code(coder, text, { lang: "und" })).toMatchObject({ read: true, lang: "es", relevant: true });
  });

  it("are not read in a language without words, and the result says so", () => {
    expect(code(coder, "Ngày 16/1, Thứ trưởng Bộ Công an tiếp Đại sứ Trung Quốc.", { lang: "vi" })).toMatchObject({
      read: false,
      findings: [],
    });
  });
});
