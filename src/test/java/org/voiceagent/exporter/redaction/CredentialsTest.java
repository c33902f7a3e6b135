package org.voiceagent.exporter.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceagent.exporter.redaction.text.WordList;

/** Secrets that services issue, or that follow a key, anywhere in a text. */
final class CredentialsTest {
  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final String HEX = "0123456789abcdef";

  /** Services whose tokens have no prefix and are recognised by the name before them. */
  private static final List<String> SERVICES =
      List.of(
          "adafruit",
          "airtable",
          "algolia",
          "asana",
          "bitbucket",
          "bittrex",
          "codecov",
          "coinbase",
          "confluent",
          "contentful",
          "datadog",
          "discord",
          "droneci",
          "dropbox",
          "etsy",
          "fastly",
          "finicity",
          "flickr",
          "freshbooks",
          "gitter",
          "gocardless",
          "heroku",
          "hubspot",
          "intercom",
          "jfrog",
          "kraken",
          "kucoin",
          "launchdarkly",
          "linkedin",
          "lob",
          "mailchimp",
          "mailgun",
          "mapbox",
          "mattermost",
          "messagebird",
          "netlify",
          "newrelic",
          "nytimes",
          "okta",
          "plaid",
          "privateai",
          "rapidapi",
          "sendbird",
          "sentry",
          "snyk",
          "squarespace",
          "sumologic",
          "telegram",
          "travisci",
          "trello",
          "twitch",
          "twitter",
          "yandex",
          "zendesk");

  @Test
  void tokensOfWellKnownServicesAreFoundInAnySentence() {
    Random random = new Random(11);
    List<String> kept = new ArrayList<>();
    int kinds = 0;
    for (String prefix : new TreeSet<>(WordList.read("token-prefixes.txt"))) {
      String token = prefix + random(random, LETTERS, 36);
      kinds++;
      if (isLeft("the key is " + token + " thanks", token)) {
        kept.add(token);
      }
    }
    for (String service : SERVICES) {
      for (String token :
          List.of(random(random, HEX, 32), random(random, LETTERS, 24), uuid(random))) {
        kinds++;
        String text = service + "_api_token = \"" + token + "\"";
        if (isLeft(text, token)) {
          kept.add(text);
        }
      }
    }

    assertThat(kinds).isGreaterThan(358);
    assertThat(kept).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"password\": \"hunter two\"} | {\"password\": \"[SECRET]\"}",
        "{\"user\":\"x\",\"pin\":4711} | {\"user\":\"x\",\"pin\":[SECRET]}",
        "it sent {\\\"cvv\\\": \\\"123\\\"} back | it sent {\\\"cvv\\\": \\\"[SECRET]\\\"} back",
        "Authorization: Basic dXNlcjpwYXNzd29yZA== | Authorization: Basic [SECRET]",
        "send Basic dXNlcjpwYXNzd29yZA== then | send Basic [SECRET] then",
        "curl -u bob:sesame https://example.com | curl -u [SECRET] https://example.com",
        "curl --user 'bob:sesame' x | curl --user '[SECRET]' x",
        "export DB_PASS=sesame ok | export DB_PASS=[SECRET] ok",
        "PGPASSWORD=sesame psql | PG[SECRET] psql",
        "pwd: sesame please | pwd: [SECRET] please",
        "login --password sesame now | login --password [SECRET] now",
        "STRIPE_KEY=abcdefghijk ok | STRIPE_KEY=[SECRET] ok",
        "post to https://hooks.slack.com/services/T000/B000/XXXX ok | post to [SECRET] ok",
        "post to hooks.slack.com/services/T000/B000/XXXX ok | post to [SECRET] ok",
        "https://discord.com/api/webhooks/1234/abcd | [SECRET]",
        "AKIAIOSFODNN7EXAMPLE is it | [SECRET] is it",
        "the password letmein99 works | the password [SECRET] works",
      })
  void secretUnderItsKeyGoes(String text, String left) {
    assertThat(Redactor.strict().redact(text).text()).isEqualTo(left);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"token_count\": \"1200\", \"max_tokens\": 4096}",
        "authorization: pending",
        "the basic subscription costs more",
        "a basic understanding is fine",
        "key-value stores and test_cases",
        "the password reset page is down",
        "pass the salt, then pass on",
        "sl. no. and s. are abbreviations",
        "it says api-key missing",
        "my pat answer"
      })
  void whatOnlyLooksLikeAKeyStays(String text) {
    assertThat(Redactor.strict().redact(text).text()).isEqualTo(text);
  }

  private static boolean isLeft(String text, String token) {
    return Redactor.strict().redact(text).text().contains(token.substring(token.length() - 8));
  }

  private static String uuid(Random random) {
    return String.join(
        "-",
        random(random, HEX, 8),
        random(random, HEX, 4),
        random(random, HEX, 4),
        random(random, HEX, 4),
        random(random, HEX, 12));
  }

  private static String random(Random random, String from, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(from.charAt(random.nextInt(from.length())));
    }
    return text.toString();
  }
}
