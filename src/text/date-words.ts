/** How a language with spaces writes days: `3 de septiembre de 2024`, `le 3 septembre`, `3 сентября 2024 года`. Patterns, in small letters. */
export interface DateWords {
  /** January to December, in full and in every case that stands in a date. */
  readonly months: readonly string[];
  /** Short forms, read only beside a day. */
  readonly shortMonths: readonly string[];
  /** Sunday to Saturday. */
  readonly weekdays: readonly string[];
  /** Between a weekday, a day, a month and a year; each may be missing. */
  readonly of: string;
  /** Behind the number of a day. */
  readonly ordinal: string;
  /** Between the first and the last day of a time. */
  readonly to: string;
  /** Between two days of one month. */
  readonly and: string;
  /** Before or behind a number that is a day of the month by itself. */
  readonly dayWord: string;
  /** Before a month or a year that stands alone. */
  readonly before: string;
  /** Behind a year. */
  readonly yearWord: string;
  /** Before a date since when things are so. */
  readonly since: string;
  /** Before or behind a weekday that is not the day of publication itself. */
  readonly past: string;
  readonly today: string;
  readonly yesterday: string;
  readonly dayBeforeYesterday: string;
  /** Words that say no more than the month of publication. */
  readonly lately: string;
  readonly lastWeek: string;
  readonly lastMonth: string;
  readonly lastYear: string;
  readonly thisYear: string;
}

/** Languages whose dates have the day before the month. */
export const DATE_WORDS: Readonly<Record<string, DateWords>> = {
  es: {
    months: "enero febrero marzo abril mayo junio julio agosto sep?tiembre octubre noviembre diciembre".split(" "),
    shortMonths: "ene feb mar abr may jun jul ago sept? oct nov dic".split(" "),
    weekdays: "domingo lunes martes mi[ée]rcoles jueves viernes s[áa]bado".split(" "),
    of: "(?:,? (?:(?:del?|el|día|día del|pasado|mes de|presente) ){0,3})",
    ordinal: "(?:º|°|ro)?",
    to: " ?(?:-|al?|hasta el) ?",
    and: " y ",
    dayWord: "(?:el|del) (?:pasado )?día ",
    before:
      "(?:en|de|desde|durante|hasta|a (?:comienzos|principios|mediados|fines|finales) de|el (?:pasado )?mes de|el pasado(?: mes de)?|(?:del|en el) año|año)",
    yearWord: "",
    since: "(?:desde|a partir de)(?: el| el año)?",
    past: "pasado|pasada",
    today: "hoy|esta (?:mañana|tarde|noche)",
    yesterday: "ayer|anoche",
    dayBeforeYesterday: "anteayer|antes de ayer|antier",
    lately: "recientemente|esta semana|este mes|en días pasados|hace unos días|en los últimos días",
    lastWeek: "la semana pasada|la pasada semana",
    lastMonth: "el mes pasado|el pasado mes",
    lastYear: "el año pasado|el pasado año",
    thisYear: "este año|el presente año|en lo que va de(?:l)? año",
  },
  pt: {
    months: "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro".split(" "),
    shortMonths: "jan fev mar abr mai jun jul ago set out nov dez".split(" "),
    weekdays: "domingo segunda(?:-feira)? ter[çc]a(?:-feira)? quarta(?:-feira)? quinta(?:-feira)? sexta(?:-feira)? s[áa]bado".split(" "),
    of: "(?:,? (?:(?:de|do|o|dia|passado|passada|último|última|mês de|corrente) ){0,3})",
    ordinal: "(?:º|°|o)?",
    to: " ?(?:-|a|até|ao) ?",
    and: " e ",
    dayWord: "(?:(?:n?o|do|em|deste|neste) )?(?:último |passado )?dia ",
    before:
      "(?:em|de|desde|durante|até|(?:no|em) (?:início|começo|meados|fim|final|fins|princípios) de|(?:no|do) (?:passado )?(?:mês|ano) de|no ano)",
    yearWord: "",
    since: "(?:desde|a partir de)(?: o| o ano de| o dia)?",
    past: "passado|passada|último|última",
    today: "hoje|esta (?:manhã|tarde|noite)|nesta (?:manhã|tarde|noite)",
    yesterday: "ontem",
    dayBeforeYesterday: "anteontem",
    lately: "recentemente|(?:n?esta) semana|(?:n?este) mês|nos últimos dias",
    lastWeek: "(?:n?a )?semana passada|na última semana",
    lastMonth: "(?:no )?mês passado|no último mês",
    lastYear: "(?:no )?ano passado",
    thisYear: "(?:n?este) ano",
  },
  fr: {
    months: "janvier f[ée]vrier mars avril mai juin juillet ao[ûu]t septembre octobre novembre d[ée]cembre".split(" "),
    shortMonths: "janv f[ée]vr? mars avr mai juin juil ao[ûu]t sept oct nov d[ée]c".split(" "),
    weekdays: "dimanche lundi mardi mercredi jeudi vendredi samedi".split(" "),
    of: "(?:,? (?:(?:le|de|du|mois de|dernier) ){0,3})",
    ordinal: "(?:er|ᵉʳ)?",
    to: " ?(?:-|au|à|jusqu'au) ?",
    and: " et ",
    dayWord: "(?:le |ce )(?=\\d{1,2} (?:courant|du mois))",
    before:
      "(?:en|de|d'|depuis|durant|courant|fin|début|mi|au mois de?|(?:à|dès) (?:la fin|la mi|l'été)|(?:au )?(?:cours|début) de|l'année|pour|jusqu'en)",
    yearWord: "",
    since: "(?:depuis|à partir de?)(?: le| du)?",
    past: "dernier|dernière|passé",
    today: "aujourd'hui|ce (?:matin|soir)|cet après-midi",
    yesterday: "hier",
    dayBeforeYesterday: "avant-hier",
    lately: "récemment|cette semaine|ce mois-ci|ces derniers jours|il y a quelques jours",
    lastWeek: "la semaine dernière|la semaine passée",
    lastMonth: "le mois dernier|le mois passé",
    lastYear: "l'an dernier|l'année dernière|l'an passé|l'année passée",
    thisYear: "cette année",
  },
  it: {
    months: "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre".split(" "),
    shortMonths: "gen feb mar apr mag giu lug ago set ott nov dic".split(" "),
    weekdays: "domenica luned[ìi] marted[ìi] mercoled[ìi] gioved[ìi] venerd[ìi] sabato".split(" "),
    of: "(?:,? (?:(?:il|di|del|dello|scorso|mese di) ){0,3})",
    ordinal: "(?:°|º)?",
    to: " ?(?:-|al|a) ?",
    and: " e ",
    dayWord: "(?:il|del) giorno ",
    before: "(?:a|ad|in|di|nel|dal|del|lo scorso|fine|inizio|metà|durante|da)",
    yearWord: "",
    since: "(?:da|dal|a partire da|a partire dal)",
    past: "scorso|scorsa",
    today: "oggi|stamattina|stasera|questa (?:mattina|sera)",
    yesterday: "ieri",
    dayBeforeYesterday: "l'altro ieri|l'altroieri",
    lately: "recentemente|di recente|questa settimana|questo mese|nei giorni scorsi",
    lastWeek: "la settimana scorsa|la scorsa settimana",
    lastMonth: "il mese scorso|lo scorso mese",
    lastYear: "l'anno scorso|lo scorso anno",
    thisYear: "quest'anno",
  },
  de: {
    months: "(?:januar|jänner) februar märz april mai juni juli august september oktober november dezember".split(" "),
    shortMonths: "jan feb mär apr mai jun jul aug sept? okt nov dez".split(" "),
    weekdays: "sonntag montag dienstag mittwoch donnerstag freitag (?:samstag|sonnabend)".split(" "),
    of: "(?:,? (?:(?:am|den|dem|der|vergangenen|letzten) ){0,3})",
    ordinal: "\\.?",
    to: " ?(?:-|bis(?: zum)?) ?",
    and: " und ",
    dayWord: "(?:am|vom) (?=\\d{1,2}\\. (?:d\\. ?m\\.|des monats))",
    before: "(?:im|in|seit|ab|anfang|mitte|ende|bis|jahr|jahre|vom|des jahres)",
    yearWord: "",
    since: "(?:seit|ab)(?: dem)?",
    past: "letzten|vergangenen|vorigen",
    today: "heute",
    yesterday: "gestern",
    dayBeforeYesterday: "vorgestern",
    lately: "kürzlich|vor kurzem|diese woche|in dieser woche|diesen monat|in diesem monat|vor wenigen tagen",
    lastWeek: "(?:letzte|vergangene|vorige) woche|in der (?:letzten|vergangenen) woche",
    lastMonth: "(?:letzten|vergangenen|vorigen) monat",
    lastYear: "(?:letztes|vergangenes|voriges) jahr|im (?:letzten|vergangenen|vorigen) jahr|im vorjahr",
    thisYear: "dieses jahr|in diesem jahr|heuer",
  },
  sr: {
    months:
      "(?:januara?|јануара?) (?:februara?|фебруара?) (?:marta?|март[а]?) (?:aprila?|април[а]?) (?:maja?|маја?) (?:juna?|јуна?) (?:jula?|јула?) (?:avgusta?|август[а]?) (?:septembra?|septembar|септембра?|септембар) (?:oktobra?|oktobar|октобра?|октобар) (?:novembra?|novembar|новембра?|новембар) (?:decembra?|decembar|децембра?|децембар)".split(
        " ",
      ),
    shortMonths: "jan feb mar apr maj jun jul avg sep okt nov dec".split(" "),
    weekdays:
      "(?:nedelj[aeu]|недељ[аеу]) (?:ponedelja?ka?|понедеља?ка?) (?:utora?ka?|утора?ка?) (?:sred[aeu]|сред[аеу]) (?:četvrta?ka?|четврта?ка?) (?:peta?ka?|пета?ка?) (?:subot[aeu]|субот[аеу])".split(
        " ",
      ),
    of: "(?:,? )",
    ordinal: "\\.?",
    to: " ?(?:-|do|до) ?",
    and: " (?:i|и) ",
    dayWord: "(?:dana|дана) ",
    before: "(?:u|у|od|од|do|до|tokom|током|krajem|крајем|početkom|почетком|godine|године)",
    yearWord: "\\.?(?: ?(?:godine|године|god|год)\\b\\.?)?",
    since: "(?:od|од)",
    past: "prošl\\p{L}+|прошл\\p{L}+",
    today: "danas|данас",
    yesterday: "juče|јуче",
    dayBeforeYesterday: "prekjuče|прекјуче",
    lately: "nedavno|недавно|ove (?:nedelje|sedmice)|ове (?:недеље|седмице)|ovog meseca|овог месеца",
    lastWeek: "prošle (?:nedelje|sedmice)|прошле (?:недеље|седмице)",
    lastMonth: "prošlog meseca|прошлог месеца",
    lastYear: "prošle godine|прошле године|lane|лане",
    thisYear: "ove godine|ове године",
  },
  ru: {
    months: [
      "январ[ьяе]",
      "феврал[ьяе]",
      "март[ае]?",
      "апрел[ьяе]",
      "ма[йяе]",
      "июн[ьяе]",
      "июл[ьяе]",
      "август[ае]?",
      "сентябр[ьяе]",
      "октябр[ьяе]",
      "ноябр[ьяе]",
      "декабр[ьяе]",
    ],
    shortMonths: "янв фев мар апр мая июн июл авг сен(?:т)? окт ноя(?:б)? дек".split(" "),
    weekdays: ["воскресень[еяю]", "понедельник[ау]?", "вторник[ау]?", "сред[ауые]", "четверг[ау]?", "пятниц[ауые]", "суббот[ауые]"],
    of: "(?:,? )",
    ordinal: "(?:-?го)?",
    to: " ?(?:-|по|до) ?",
    and: " и ",
    dayWord: "(?=\\d{1,2}(?:-?го)? числа)",
    before: "(?:в|во|с|со|к|до|за|на|от|по|в (?:начале|середине|конце)|начале|середине|конце|начала|конца)",
    yearWord: "(?: ?(?:г\\.?|год(?:а|у|ом)?|гг\\.?)(?!\\p{L}))?",
    since: "(?:с|со|начиная с)",
    past: "прошл\\p{L}+|минувш\\p{L}+",
    today: "сегодня",
    yesterday: "вчера|накануне",
    dayBeforeYesterday: "позавчера",
    lately: "недавно|на этой неделе|в этом месяце|на днях|в последние дни",
    lastWeek: "на (?:прошлой|минувшей) неделе",
    lastMonth: "в прошлом месяце",
    lastYear: "в (?:прошлом|минувшем) году|прошлого года",
    thisYear: "в этом году|в текущем году|с начала года",
  },
};
