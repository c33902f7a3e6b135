package org.voiceagent.exporter.redaction.disk;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.voiceagent.exporter.artifact.SecretSettings;
import org.voiceagent.exporter.call.CallField;
import org.voiceagent.exporter.call.FieldKind;
import org.voiceagent.exporter.redaction.disk.KeyMeaning.Kind;

/**
 * The table of what keys in an engine's JSON mean for redaction on disk. A text with an unknown key
 * is redacted. {@link CallField} determines which fields of a call's summary are names. Keys are
 * compared word by word: {@code accountNumber}, {@code account-number} and {@code "account":
 * {"number": …}} are the same.
 */
final class KeyTable {
  private static final Pattern BETWEEN_WORDS =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[_.\\-\\s/]+");

  private static final KeyMeaning TEXT = new KeyMeaning(Kind.TEXT);
  private static final KeyMeaning NAME = new KeyMeaning(Kind.NAME);
  private static final KeyMeaning ID = new KeyMeaning(Kind.ID);
  private static final KeyMeaning WORD = new KeyMeaning(Kind.WORD);
  private static final KeyMeaning ABOUT_THE_CALL = new KeyMeaning(Kind.ABOUT_THE_CALL);
  private static final KeyMeaning CALLER = new KeyMeaning(Kind.CALLER);
  private static final KeyMeaning PERSON = new KeyMeaning(Kind.PERSON, "[NAME]");
  private static final KeyMeaning SECRET_TEXT = new KeyMeaning(Kind.SECRET_TEXT, "[SECRET]");
  private static final KeyMeaning SECRET = new KeyMeaning(Kind.PERSONAL, "[SECRET]");

  /** Meanings by the last words of a path; the longest match applies. */
  private static final Map<String, KeyMeaning> BY_WORDS = new HashMap<>();

  private static final int MOST_WORDS = 4;

  /** Things that have a name but are not persons. */
  private static final Set<String> THINGS =
      words(
          "pipeline provider model llm tool function event engine file voice codec transport agent"
              + " assistant bot service host node step state intent queue room track metric rule"
              + " evaluation component plugin campaign skill workflow flow prompt version region"
              + " language locale currency class exception error module logger thread app"
              + " application project environment env deployment cluster container process program"
              + " key field column table param parameter variable attribute property slot context"
              + " dialplan trunk domain package schema type format device template test scenario"
              + " dataset sample span trace stage task job stt tts vad asr profile codec interface"
              + " hook action command method resource database topic stream bucket product brand"
              + " setting option feature flag criterion criteria score goal");

  /** Things that have an id but are not persons. */
  private static final Set<String> NUMBERED_THINGS =
      words(
          "call session conversation recording trace span request response message event channel"
              + " room tool agent assistant organization org workspace project run job task turn"
              + " segment item stream track bridge interaction dialog dialogue correlation"
              + " parent root schema version pipeline provider model voice function transcript"
              + " generation completion batch node instance process");

  /** The last words of keys whose numbers measure or count something, or are times. */
  private static final Set<String> MEASURES =
      words(
          "at time ts timestamp date epoch ns us ms s sec secs seconds micros millis nanos bytes"
              + " size length samples frames packets tokens characters chars count total hits"
              + " events offset position hz bitrate rate usd cost ssrc seq sequence version seed"
              + " pid score start end duration latency amount quantity attempts");

  /** The same, anywhere in a key. */
  private static final Set<String> UNITS =
      words("bytes samples frames packets tokens characters timestamp epoch");

  private static final Set<String> SUMMARIES = words("summary recap synopsis gist");

  /** Below these keys, {@code id} and {@code number} identify the caller. */
  private static final Set<String> PEOPLE =
      words("caller call callee contact customer from to remote peer recipient");

  private static final Set<String> FIELD_NAMES =
      Stream.of(CallField.values())
          .filter(field -> field.kind() != FieldKind.CALLER && field.isReadAnywhere())
          .flatMap(field -> field.names().stream())
          .filter(name -> !name.equals("id"))
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> FIELDS_THAT_ARE_NAMES =
      Stream.of(CallField.values())
          .filter(field -> field.kind() == FieldKind.NAME)
          .flatMap(field -> field.names().stream())
          .filter(name -> !name.equals("id"))
          .collect(Collectors.toUnmodifiableSet());

  private static final Pattern TELEPHONE_LIKE = Pattern.compile("([0-9]{7,19})(?:\\.0+)?");

  static {
    declare(NAME, "schema version,finish reason,mime type,content type,time zone,timezone");
    declare(
        WORD,
        "outcome,call outcome,status,state,transport,audio transport,codec,downstream mode,role,"
            + "speaker,type,event,label,severity,direction,language,locale,level,encoding");
    declare(TEXT, "ip address,mac address,web address,peer address,bind address,listen address");
    declare(
        SECRET,
        "cvv,cvv 2,cvv2,cvc,cvc2,cvn,csc,pin,pin code,pin number,puk,tan,otp,otp code,totp,mfa,2fa,"
            + "one time code,one time password,passcode,password,passwd,passphrase,pwd,secret,"
            + "mother maiden name,mothers maiden name,maiden name,security answer,secret answer,"
            + "memorable word,memorable phrase,memorable date,security word,security code,"
            + "verification code,access code,door code,gate code,entry code,alarm code,sms code,"
            + "auth code,authorization code,authentication code,confirmation code,activation code,"
            + "unlock code,login code,mfa code,2fa code,reset code");
    declare(
        personal("[CARD]"),
        "last 4,last4,last four,last digits,last four digits,card last 4,card number,card no,cc"
            + " number,credit card,debit card,card,card expiry,expiry month,expiry year,exp"
            + " month,exp year,exp date,expiry date");
    declare(personal("[IBAN]"), "iban,bic,swift,swift code");
    declare(
        personal("[NUMBER]"),
        "account number,account no,acct,acct number,account,bank account,sort code,routing number,"
            + "dtmf,digits,digit,dtmf digits,dtmf digit,keypad,keypad input,keys pressed");
    declare(
        personal("[ID]"),
        "ssn,social security,social security number,sin,nin,nino,national insurance,national"
            + " insurance number,national id,tax id,tax number,tin,passport,passport"
            + " number,passport no,licence number,license number,driver license,drivers"
            + " license,driving licence,driver licence,driver license number,policy number,member"
            + " number,member id,patient id,patient number,nhs number,insurance number,medicare"
            + " number,customer reference,health number,employee id,user id,account id");
    declare(
        personal("[ADDRESS]"),
        "address,home address,postal address,mailing address,billing address,shipping address,"
            + "street,street address,house number,postcode,post code,postal code,zip,zip code,"
            + "latitude,longitude,lat,lng,lon");
    declare(
        personal("[BIRTH_DATE]"),
        "dob,birth date,birthdate,birthday,date of birth,birth year,year of birth,birth month,"
            + "birth day");
    declare(personal("[EMAIL]"), "email,e mail,email address,e mail address,mail");
    declare(
        PERSON,
        "first name,last name,surname,full name,given name,family name,middle name,caller name,"
            + "caller id name,cid name,customer name,contact name,callerid name,display name,"
            + "cardholder,card holder,account holder");
    declare(
        CALLER,
        "caller id number,caller phone,caller phone number,cid num,clid,cli,callee,called"
            + " number,to,to number,dialed number,dialled number,destination number,callback"
            + " number,contact number,customer number,customer phone,phone,telephone,telephone"
            + " number,mobile,mobile number,msisdn,remote uri,from uri,to uri,transferred"
            + " to,transfer to,callerid");
    for (CallField field : CallField.values()) {
      if (field.kind() == FieldKind.CALLER) {
        field.names().forEach(name -> BY_WORDS.put(words(name, ""), CALLER));
      }
    }
  }

  private KeyTable() {}

  /**
   * What a key means.
   *
   * @param above the key of the object that contains it, "" at the top
   */
  static KeyMeaning meaning(String key, String above) {
    if (PEOPLE.contains(plain(above)) && (key.equals("id") || key.equals("number"))) {
      return CALLER;
    }
    if (CallField.CALL_UUID.names().contains(key)) {
      return ID;
    }
    if (FIELDS_THAT_ARE_NAMES.contains(key)) {
      return NAME;
    }
    List<String> path = List.of(words(key, above).split(" "));
    for (int count = Math.min(MOST_WORDS, path.size()); count > 0; count--) {
      String last = String.join(" ", path.subList(path.size() - count, path.size()));
      KeyMeaning meaning = BY_WORDS.get(last);
      if (meaning != null) {
        return meaning;
      }
    }
    return FIELD_NAMES.contains(key) ? TEXT : other(key, path);
  }

  private static KeyMeaning other(String key, List<String> path) {
    String last = path.get(path.size() - 1);
    String before = path.size() > 1 ? single(path.get(path.size() - 2)) : "";
    if (last.equals("name") || last.equals("names")) {
      return THINGS.contains(before) || before.equals("call") ? NAME : PERSON;
    }
    boolean id = last.equals("id") || last.equals("sid") || last.equals("uuid");
    if (id && (before.isEmpty() || NUMBERED_THINGS.contains(before))) {
      return ID;
    }
    if (SUMMARIES.contains(last)) {
      return ABOUT_THE_CALL;
    }
    return SecretSettings.isSecretName(key) ? SECRET_TEXT : TEXT;
  }

  /** Whether the key is a known field of a call's summary. */
  static boolean isField(String key) {
    return FIELD_NAMES.contains(key);
  }

  /**
   * The digits of a number that is as long as a telephone or card number, unless its key says that
   * it is a measure; otherwise "".
   */
  static String digits(String key, String number) {
    var like = TELEPHONE_LIKE.matcher(number);
    return !like.matches() || isMeasure(key) ? "" : like.group(1);
  }

  /** Whether a number with this key measures or counts something, or is a time. */
  static boolean isMeasure(String key) {
    List<String> words = List.of(words(key, "").split(" "));
    return FIELD_NAMES.contains(key)
        || words.stream().anyMatch(UNITS::contains)
        || MEASURES.contains(words.get(words.size() - 1));
  }

  /** The words of a key, after the words of the key above it. */
  static String words(String key, String above) {
    String path = above.isEmpty() ? key : above + "_" + key;
    return BETWEEN_WORDS.matcher(path).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }

  private static String plain(String key) {
    return words(key, "").replace(" ", "");
  }

  private static String single(String word) {
    return word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
  }

  private static KeyMeaning personal(String placeholder) {
    return new KeyMeaning(Kind.PERSONAL, placeholder);
  }

  private static void declare(KeyMeaning meaning, String keys) {
    Arrays.stream(keys.split(",")).forEach(key -> BY_WORDS.put(key, meaning));
  }

  private static Set<String> words(String list) {
    return Set.copyOf(Arrays.asList(list.split(" ")));
  }
}
