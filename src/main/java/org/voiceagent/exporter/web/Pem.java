package org.voiceagent.exporter.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceagent.exporter.yaml.FileAccess;

/** Reads PEM files (RFC 7468): labelled blocks of Base64, with any text between them. */
public final class Pem {
  private static final int LARGEST_BYTES = 1 << 20;
  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN ([A-Z0-9 ]+)-----\\s((?:(?!-----).)*+)-----END \\1-----", Pattern.DOTALL);

  private Pem() {}

  /**
   * One block.
   *
   * @param label such as {@code CERTIFICATE}
   * @param text the text between the BEGIN and END lines
   */
  record Block(String label, String text) {

    /**
     * The decoded bytes.
     *
     * @throws PemException if it is not Base64; the message quotes nothing of it
     */
    byte[] bytes() throws PemException {
      try {
        return Base64.getMimeDecoder().decode(text);
      } catch (IllegalArgumentException e) {
        throw new PemException("the block " + label + " is not Base64");
      }
    }
  }

  /**
   * All blocks of a file, in order.
   *
   * @throws PemException if the file cannot be read or has no block; the message says why
   */
  static List<Block> blocks(Path file) throws PemException {
    List<Block> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(read(file));
    while (block.find()) {
      blocks.add(new Block(block.group(1), block.group(2)));
    }
    if (blocks.isEmpty()) {
      throw new PemException(file + " has no PEM block (-----BEGIN …-----)");
    }
    return blocks;
  }

  /**
   * All certificates of a file, in order.
   *
   * @throws PemException if it cannot be read, has none, or one is damaged; the message says why
   */
  public static List<X509Certificate> certificates(Path file) throws PemException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (Block block : blocks(file)) {
      if (block.label().equals("CERTIFICATE")) {
        certificates.add(certificate(file, block));
      }
    }
    if (certificates.isEmpty()) {
      throw new PemException(file + " has no certificate");
    }
    return certificates;
  }

  private static X509Certificate certificate(Path file, Block block) throws PemException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(block.bytes()));
    } catch (CertificateException e) {
      throw new PemException(file + " has a certificate that cannot be read");
    }
  }

  private static String read(Path file) throws PemException {
    try {
      return FileAccess.readText(file, LARGEST_BYTES, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException missing) {
      throw new PemException(file + ": no such file");
    } catch (IOException e) {
      throw new PemException(file + " cannot be read: " + e.getMessage());
    }
  }
}
