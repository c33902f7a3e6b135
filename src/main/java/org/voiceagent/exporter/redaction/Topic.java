package org.voiceagent.exporter.redaction;

/** What a number or an answer is about, by the words that say so. */
enum Topic {
  EMAIL("e-?mail(?: address)?"),
  CARD(
      "(?:(?:credit|debit|bank|payment|charge) ?)?(?<!sim |gift |business |sd |loyalty |report |id"
          + " |health |identity )cards?|visa|master ?card|amex|american express|maestro|long"
          + " number|(?:sixteen|16) digits|kreditkarte\\w*|tarjeta|carte (?:bancaire|bleue|de"
          + " cr[eé]dit)"),
  SECRET(
      "(?:pin|code)(?: number| code)?(?: you know)? (?:for|to) the (?:like )?\\w{1,12}|code"
          + " (?:by|via|from) (?:text|sms)|code we (?:texted|sent)|texted"
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
      "ssn|social(?: security)?|social insurance|itin|national insurance|n ?i number|nino|n ?h"
          + " ?s|tax (?:id|payer|file|number|identification)|taxpayer|steuer\\w*(?:[-"
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
      "(?:your|the|his|her|their|full|first|last|middle|maiden|whose) names?(?: on"
          + " (?:the|your|it|this|that)(?: \\w{1,12})?)?|sur ?name|who am i"
          + " (?:speaking|talking)|who's (?:calling|this|speaking)|who is"
          + " (?:calling|this|speaking)|spell (?:it|that|your|the)|ihr name|su nombre|votre nom"),
  HARMLESS(
      "orders?|ordered|ports?|seats|section|row|dose|tickets?|references?|ref|invoices?|tracking|confirmation|bookings?|reservations?|version|build|release|extension|ext"
          + "|room|flight|bus|train|gate|seat|platform|model|sku|product|part|item|catalog(?:ue)?|serial|case|claim|incident|transaction|receipt|error|page|option|press|parcel|package|shipment|consignment|bar"
          + " ?code|upc|isbn|meter|channel|article|batch|lot|job|request|call"
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
      "(?<strong>[ -](?:numbers?|no|nr|num|code|id|digits?)(?!\\p{L}))?+";

  private final WordPattern pattern;

  Topic(String words) {
    pattern =
        WordPattern.of(
            "(?<![\\p{L}\\p{M}\\p{N}])(?:" + words + ")(?![\\p{L}\\p{M}])(?:'s)?" + NUMBER);
  }

  /** Finds the words that say it; the group {@code strong} is there if "number" follows. */
  WordPattern pattern() {
    return pattern;
  }

  boolean isHarmless() {
    return this == HARMLESS || this == QUANTITY;
  }
}
