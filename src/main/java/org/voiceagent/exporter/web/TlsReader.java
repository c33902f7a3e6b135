package org.voiceagent.exporter.web;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.voiceagent.exporter.web.ServerTls.Clients;
import org.voiceagent.exporter.yaml.YamlNode;

/** Reads {@code tls_server_config} of the web configuration, and the files it names. */
final class TlsReader {
  private static final Map<String, String> VERSIONS =
      Map.of("TLS12", "TLSv1.2", "TLS13", "TLSv1.3");
  private static final Map<String, Clients> CLIENTS =
      Map.of(
          "NoClientCert", Clients.UNASKED,
          "VerifyClientCertIfGiven", Clients.MAY,
          "RequireAndVerifyClientCert", Clients.MUST);
  private static final char[] NO_PASSWORD = {};

  private final YamlNode node;
  private final Path folder;
  private final List<Path> files = new ArrayList<>();

  /**
   * @param folder the folder that relative paths start from
   */
  TlsReader(YamlNode node, Path folder) {
    this.node = node;
    this.folder = folder;
  }

  /** The named files, whether they could be read or not. */
  List<Path> files() {
    return List.copyOf(files);
  }

  /** The TLS settings; empty, with problems, if they cannot be used. */
  Optional<ServerTls> read() {
    allowOnlyKnown();
    Clients clients = clients();
    Set<String> names = Set.copyOf(node.at("client_allowed_sans").texts(List.of()));
    if (!names.isEmpty() && clients != Clients.MUST) {
      node.at("client_allowed_sans")
          .problem(
              "requires client_auth_type: RequireAndVerifyClientCert; otherwise clients need no"
                  + " certificate");
    }
    Optional<List<X509Certificate>> chain = certificates("cert_file", true);
    Optional<PrivateKey> key = chain.flatMap(this::key);
    Optional<TrustManager[]> trust = trust(clients, names);
    List<String> protocols = protocols();
    if (key.isEmpty() || trust.isEmpty()) {
      return Optional.empty();
    }
    try {
      SSLContext context = context(chain.get(), key.get(), trust.get());
      boolean serverChooses = node.at("prefer_server_cipher_suites").flag(true);
      List<String> ciphers = ciphers(context);
      return Optional.of(
          new ServerTls(context, protocols, ciphers, serverChooses, clients, chain.get().get(0)));
    } catch (GeneralSecurityException | IOException e) {
      node.problem("Java cannot use it: " + e.getMessage());
      return Optional.empty();
    }
  }

  private void allowOnlyKnown() {
    for (String inline : List.of("cert", "key", "client_ca")) {
      if (node.at(inline).present()) {
        node.at(inline).problem("is not supported; put it into a file and set " + inline + "_file");
      }
    }
    if (node.at("curve_preferences").present()) {
      node.at("curve_preferences")
          .problem(
              "is not supported: Java 17 can set curves for the whole program only. Start it"
                  + " with -Djdk.tls.namedGroups=x25519,secp256r1 instead");
    }
    node.allowOnly(
        "cert_file",
        "key_file",
        "cert",
        "key",
        "client_ca",
        "client_ca_file",
        "client_auth_type",
        "client_allowed_sans",
        "min_version",
        "max_version",
        "cipher_suites",
        "prefer_server_cipher_suites",
        "curve_preferences");
  }

  private Clients clients() {
    YamlNode type = node.at("client_auth_type");
    String word = type.text("NoClientCert");
    if (Set.of("RequestClientCert", "RequireAnyClientCert").contains(word)) {
      type.problem(
          word
              + " accepts any certificate without checking it, which protects nothing; use"
              + " RequireAndVerifyClientCert");
    } else if (!CLIENTS.containsKey(word)) {
      type.problem(
          "must be one of NoClientCert, VerifyClientCertIfGiven, RequireAndVerifyClientCert");
    }
    return CLIENTS.getOrDefault(word, Clients.MUST);
  }

  private Optional<List<X509Certificate>> certificates(String name, boolean required) {
    Optional<Path> file = file(name, required);
    try {
      return file.isEmpty() ? Optional.empty() : Optional.of(Pem.certificates(file.get()));
    } catch (PemException e) {
      node.at(name).problem(e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<PrivateKey> key(List<X509Certificate> chain) {
    Optional<Path> file = file("key_file", true);
    try {
      return file.isEmpty()
          ? Optional.empty()
          : Optional.of(PrivateKeys.read(file.get(), chain.get(0).getPublicKey()));
    } catch (PemException e) {
      node.at("key_file").problem(e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Path> file(String name, boolean required) {
    YamlNode at = node.at(name);
    String text = required ? at.requiredText() : at.text("");
    if (text.isBlank()) {
      return Optional.empty();
    }
    Path file = folder.resolve(text);
    files.add(file);
    return Optional.of(file);
  }

  /** The trust managers for clients; none are needed if clients are not asked. */
  private Optional<TrustManager[]> trust(Clients clients, Set<String> names) {
    YamlNode ca = node.at("client_ca_file");
    if (clients == Clients.UNASKED) {
      if (ca.present()) {
        ca.problem("has no effect without client_auth_type: RequireAndVerifyClientCert");
      }
      return Optional.of(new TrustManager[0]);
    }
    Optional<List<X509Certificate>> authorities = certificates("client_ca_file", true);
    try {
      return authorities.isEmpty()
          ? Optional.empty()
          : Optional.of(new TrustManager[] {new ClientTrust(trusting(authorities.get()), names)});
    } catch (GeneralSecurityException | IOException e) {
      ca.problem("Java cannot use it: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** A trust manager for these authorities only. */
  static X509ExtendedTrustManager trusting(List<X509Certificate> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    for (X509Certificate authority : authorities) {
      store.setCertificateEntry("authority-" + store.size(), authority);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return Stream.of(factory.getTrustManagers())
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new GeneralSecurityException("no trust manager for X.509"));
  }

  private static SSLContext context(
      List<X509Certificate> chain, PrivateKey key, TrustManager[] trust)
      throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    store.setKeyEntry("server", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
    KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, NO_PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), trust, null);
    return context;
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private List<String> protocols() {
    String least = version("min_version", "TLS12");
    String most = version("max_version", "TLS13");
    if (least.compareTo(most) > 0) {
      node.at("min_version").problem("is above max_version");
    }
    return VERSIONS.entrySet().stream()
        .filter(v -> v.getKey().compareTo(least) >= 0 && v.getKey().compareTo(most) <= 0)
        .map(Map.Entry::getValue)
        .sorted()
        .toList();
  }

  private String version(String name, String byDefault) {
    String word = node.at(name).text(byDefault);
    if (VERSIONS.containsKey(word)) {
      return word;
    }
    node.at(name)
        .problem(
            Set.of("TLS10", "TLS11").contains(word)
                ? word + " is insecure and disabled in Java; use TLS12 or TLS13"
                : "must be TLS12 or TLS13, not \"" + word + "\"");
    return byDefault;
  }

  /**
   * As in Go, the list applies to TLS 1.2 only; the suites of TLS 1.3 are all secure and always
   * enabled.
   */
  private List<String> ciphers(SSLContext context) {
    List<String> good = ServerTls.goodCiphers(context);
    List<String> chosen = new ArrayList<>();
    for (YamlNode item : node.at("cipher_suites").items()) {
      String suite = item.text("");
      if (good.contains(suite)) {
        chosen.add(suite);
      } else {
        item.problem("\"" + suite + "\" is not one of " + String.join(", ", good));
      }
    }
    if (chosen.isEmpty()) {
      return good;
    }
    good.stream()
        .filter(ServerTls::isOfTls13)
        .filter(s -> !chosen.contains(s))
        .forEach(chosen::add);
    return List.copyOf(chosen);
  }
}
