package org.voiceagent.exporter.redaction.text;

/** The topic of a number or an answer, with the words that reveal it. */
public enum Topic {
  EMAIL("e-?mail(?: address)?"),
  CARD(
      "(?:(?:credit|debit|bank|payment|charge) ?)?(?<!sim |gift |business |sd |loyalty |report |id"
          + " |health |identity )cards?|visa|master ?card|amex|american express|maestro|long"
          + " number|(?:sixteen|16) digits|kreditkarte\\w*|tarjeta|carte (?:bancaire|bleue|de"
          + " cr[eé]dit)"),
  SECRET(
      "(?:code|pin|number) (?:from|in|on) (?:the|your|that|my)"
          + " (?:text|sms|message|e-?mail|app|phone|authenticator|screen)(?:"
          + " message)?|(?:four|five|six|seven|eight|[4-8])[- ]digit"
          + " (?:code|pin|number)|(?:read|tell|give) (?:me|us|it) (?:out )?the code|the code"
          + " (?:you|we|i) (?:got|received|were sent|sent|just sent|have been"
          + " sent)|(?:sent|texted|e-?mailed) (?:you|me) (?:a|the|another)(?: new)?"
          + " code|(?:wi-?fi|network|recovery|router|licen[cs]e|backup|unlock) key|(?:asking (?:me"
          + " )?for|enter|type in|read me|what's|what is) (?:a|the)"
          + " key|(?:gate|entry|key|unlock|backup|recovery|passcode|lock|building) code|memorable"
          + " (?:word|name|place|date|information|phrase|answer)|(?:security|secret)"
          + " (?:word|answer|question|phrase)s?|(?:recovery|seed|secret) phrase|safe"
          + " ?word|(?:characters?|letters?) (?:of|from|in) your (?:pass ?word|pass ?code|memorable"
          + " word|security word)|(?:pin|code)(?: number| code)?(?: you know)? (?:for|to) the"
          + " (?:like )?\\w{1,12}|code (?:by|via|from) (?:text|sms)|code we (?:texted|sent)|texted"
          + " (?:you|me)|(?:sms|text|login|log-in|wifi) (?:code|password)|pin|cvv2?|cvc2?|csc|pass"
          + " ?codes?|pass ?words?|pass ?phrase|otp|one[- ]time"
          + " (?:code|password|passcode)|(?:security|verification|access|authentication|authorization|auth|secret|safe|door|alarm)"
          + " (?:code|number|key)s?|(?:digits|number|code) (?:on|from) the back|(?:three|3|four|4)"
          + " digits on the (?:back|signature|front)|c v v|c v"
          + " c|passwort|kennwort|contrase[nñ]a|mot de passe"),
  PHONE(
      "(?:tele)?phone|mobile|cell(?: ?phone)?|land ?line|fax|whats ?app|call"
          + " ?back|tel|handset|(?:to|please|can|just|you can|or|and|will|i'll|then)"
          + " (?:call|ring|text|dial)|(?:call|ring|text|reach|phone|contact)"
          + " (?:me|you|us|him|her|them|back)|calling (?:you )?(?:from|on|back"
          + " on)|dial(?:ed|ing)?|sms|what number|contact number|best number|good number"
          + "|telefon\\w*|handy\\w*|rufnummer|tel[eé]fono|m[oó]vil|t[eé]l[eé]phone|portable"),
  ID(
      "ssn|(?:unique )?tax ?payer(?:'s)?(?: id| reference)(?: number)?|utr|social(?:"
          + " security)?|social insurance|itin|national insurance|n ?i number|nino|n ?h ?s|tax"
          + " (?:id|payer|file|number|identification)|taxpayer|steuer\\w*(?:[-"
          + " ]\\w+)?|idnr|insee|nir|s[eé]curit[eé] sociale|num[eé]ro de s[eé]cu|dni|nie|nif|codice"
          + " fiscale|(?:fiscal|italian tax)"
          + " code|bsn|burgerservice\\w*|sofinummer|pesel|aadhaa?r|uidai|pan(?="
          + " (?:card|number|is))|(?<=(?:your|my|his|her|and the) )pan|cpf|sin(?="
          + " (?:number|is))|tfn|medicare|passport|driv\\w+ licen[cs]e|driver's"
          + " licen[cs]e|licen[cs]e number|national id\\w*|identity (?:card|number)|id"
          + " card|personal id\\w*|insurance number|health (?:card|number)|personalausweis\\w*|s s"
          + " n|d n i|b s n|c p f|t f n|id number"),
  BIRTH(
      "born(?: on| in)?|birth ?(?:day|date)?|date of birth|d ?o"
          + " ?b|birthdate|geburtsdatum|geboren(?: am)?|date de naissance|nacido|nac[ií]|fecha de"
          + " nacimiento|n[eé]e? le"),
  ACCOUNT("ibans?|account|acct|routing|sort code|swift|bank details|konto\\w*|cuenta|compte"),
  ADDRESS(
      "(?<!mail |ip |web |mac )address|post ?codes?|zip(?: ?code)?|postal codes?|where (?:do )?you"
          + " live|i live(?: at| on| in)?|(?:street|house)"
          + " (?:name|number)|adresse|direcci[oó]n|postleitzahl"),
  NAME(
      "(?:your|the|his|her|their|full|first|last|middle|maiden|whose) names?(?! of"
          + " (?:the|this|that|these|those|your|our|my|an?)(?!\\p{L}))(?: on"
          + " (?:the|your|it|this|that)(?: \\w{1,12})?)?|names? of"
          + " (?:the|this|that|your|our|my|an?) "
          + PersonWords.ROLES
          + "|(?<!\\p{L})"
          + PersonWords.ROLES
          + "'s names?|(?:what|which) name|names? (?:for|under|on) (?:the|your|this|that)"
          + " (?:order|booking|account|card|reservation|policy|table|appointment)|(?:account|card|policy)"
          + " ?holder|(?:booking|table|reservation) (?:is )?under|who (?:is|'s) (?:it|that) for|sur"
          + " ?name|who am i (?:speaking|talking)|who's (?:calling|this|speaking)|who is"
          + " (?:calling|this|speaking)|spell (?:it|that|your|the)|ihr name|su nombre|votre nom"),
  HARMLESS(
      "(?:meter )?readings?|meter|notice|penalty"
          + " charge|report|prescription|survey|permit|form|licen[cs]e plate|(?:number|licen[cs]e)"
          + " plate|import|export"
          + "|orders?|ordered|ports?|seats|section|row|dose|tickets?|references?|ref|invoices?|tracking|confirmation|bookings?|reservations?|version|build|release|extension|ext"
          + "|room|flight|bus|train|gate|seat|platform|model|sku|product|part|item|catalog(?:ue)?|serial|case|claim|incident|transaction|receipt|error|page|option|press|parcel|package|shipment|consignment|bar"
          + " ?code|upc|isbn|channel|article|batch|lot|job|request|call"
          + " id|session|quote|coupon|promo|voucher|rma|po|docket|delivery|(?:gift|sim|loyalty)"
          + " card|order"
          + " id|firmware|part|unit|apartment|apt|flat|suite|floor|highway|route|exit|line|step|queue|locker|case"
          + " id|uuid|call"
          + " uuid|bestell\\w*|auftrags\\w*|rechnungs\\w*|pedido|commande|factura|facture"),
  QUANTITY(
      "price[ds]?|cost\\w*|total|amount|balance|charged?|paid|fee|how"
          + " (?:many|much|long|old|far|tall|big)|temperature|percent|score|what"
          + " (?:time|year)|which"
          + " year|since|until|year|budget|salary|worth|quantity|around|about|approximately|roughly|nearly|almost|over|under");

  private static final String NUMBER =
      "(?<strong>(?: are| is| was| were)? numbered(?!\\p{L})|["
          + " -](?:numbers?|no|nr|num|code|id|digits?)(?!\\p{L}))?+";

  private final WordPattern pattern;

  Topic(String words) {
    pattern =
        WordPattern.of(
            "(?<![\\p{L}\\p{M}\\p{N}])(?:" + words + ")(?![\\p{L}\\p{M}])(?:'s)?" + NUMBER);
  }

  /** Finds these words; the group {@code strong} matches if "number" or the like follows. */
  public WordPattern pattern() {
    return pattern;
  }

  public boolean isHarmless() {
    return this == HARMLESS || this == QUANTITY;
  }
}
